"""Several speakers that a sentence lists behind its verb, and those it lists who only moderate."""

import re
from functools import cache

from kg.extract.told_places import listed_pattern
from kg.model.announcement import Person
from kg.model.document import Span
from kg.rules import rule
from kg.text.people import PersonMention, split_people
from kg.text.words import vocabulary, words

_SURE = 0.7
_REACH = 600


@rule("speakers-listed-behind-verb", nothing=())
def listed_from(text: str, begin: int, end: int) -> tuple[Person, ...]:
    """The people listed from `begin` on, each with affiliations and joined to the one before by a comma or 'and'; none where there is one.

    'a cargo de Ada Byron y Bo Ek, ambos del Instituto', 'del doctor Ada Byron, del Instituto A, y el doctor Bo Ek, del Instituto B'.
    """
    found = split_people(text, begin, min(end, begin + _REACH))
    if not found or found[0].begin != begin:
        return ()
    listed = [found[0]]
    for mention in found[1:]:
        if mention.person.name.confidence < _SURE or not _joined(text, listed[-1], mention):
            break
        listed.append(mention)
    return tuple(mention.person for mention in listed) if len(listed) > 1 else ()


def _joined(text: str, before: PersonMention, mention: PersonMention) -> bool:
    """Whether only a comma, 'and' and an article stand between two people, and an 'and' or a title in front of the later one."""
    gap = words(text, before.end, mention.begin)
    small = vocabulary("and") | vocabulary("articles") | vocabulary("of")
    plain = all(word.text in ",;" or word.key in small for word in gap)
    return plain and (mention.person.honorific is not None or any(word.key in vocabulary("and") for word in gap))


@rule("moderator-is-no-speaker", nothing=False)
def only_moderates(text: str, begin: int, verb: Span) -> bool:
    """Whether the subject of the verb is the moderation and not the talk: 'The moderation will be in the hands of Bo Ek'."""
    return bool(_chairs().search(text, max(begin, verb[0] - 40), verb[0]))


@cache
def _chairs() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{listed_pattern('chair_words')})(?!\w)[^,;“”\"«»]{{0,30}}$", re.I)
