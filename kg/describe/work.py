"""Works: what a talk presents, where that is joint with others or presented more than once."""

from pyoxigraph import Literal, NamedNode

from kg.describe.participation import Part, describe_part
from kg.describe.sheet import Sheet
from kg.identify.model import Thing
from kg.identify.walk import joint_works
from kg.model.announcement import Talk
from kg.vocab import (
    RDFS_label,
    SCHEMA_author,
    SCHEMA_CreativeWork,
    SCHEMA_name,
    SCHEMA_workFeatured,
    TG_JointWork,
    TG_scopeText,
)


def describe_works(sheet: Sheet, talk: NamedNode, path: str, stated: Talk) -> None:
    """States the works of a talk that have co-authors, and the work of a talk that is given more than once."""
    for place, group in enumerate(joint_works(stated) or ((),)):
        known = sheet.known(f"{path}.works.{place}")
        if known is None or not (group or _presented_again(sheet, known)):
            continue
        work = sheet.iris.thing(known.type, known.id)
        sheet.types(work, (SCHEMA_CreativeWork, TG_JointWork) if group else (SCHEMA_CreativeWork,))
        sheet.say(talk, SCHEMA_workFeatured, work)
        _name(sheet, work, stated, group)
        for number in range(len(stated.speakers)):
            speaker = sheet.thing(f"{path}.speakers.{number}")
            if speaker is not None:
                sheet.say(work, SCHEMA_author, speaker)
        for order, number in enumerate(group):
            _author(sheet, work, Part("co-author", work, f"{path}.coauthors.{number}", order + 1), stated)


def _name(sheet: Sheet, work: NamedNode, stated: Talk, group: tuple[int, ...]) -> None:
    """A work is called as printed; one without a name is called after its talk, which is a label, not its name."""
    called = next((stated.coauthors[number].work for number in group if stated.coauthors[number].work), None)
    if called is not None:
        sheet.words(work, SCHEMA_name, called)
        sheet.say(work, RDFS_label, Literal(called.text))
        return
    names = [stated.coauthors[number].name.text for number in group]
    label = stated.title.text if stated.title is not None else "Joint work with " + ", ".join(names)
    sheet.say(work, RDFS_label, Literal(label))


def _author(sheet: Sheet, work: NamedNode, part: Part, stated: Talk) -> None:
    coauthor = stated.coauthors[int(part.path.rpartition(".")[2])]
    someone = describe_part(sheet, part, coauthor)
    if someone is not None:
        sheet.say(work, SCHEMA_author, someone)
    sheet.words(work, TG_scopeText, coauthor.scope)


def _presented_again(sheet: Sheet, work: Thing) -> bool:
    talks = {sheet.found.thing(mention.doc, mention.path.partition(".works.")[0]) for mention in work.mentions}
    return len({talk.id for talk in talks if talk is not None}) > 1
