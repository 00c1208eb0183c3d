"""Fellows of learned societies: a Fellow of the IEEE and the Royal Society; elected an ACM Fellow in 2014."""

from kg.extract.bio_text import dated, dates, short_year, value
from kg.model.announcement import Award, Value
from kg.rules import rule
from kg.text.affiliations import split_affiliations
from kg.text.words import Word, is_and, vocabulary

_REACH = 30


def fellowships(text: str, found: list[Word]) -> tuple[Award, ...]:
    """The fellowships of learned societies that the words of a sentence state."""
    return (*_fellow_of(text, found), *_named_fellow(text, found))


@rule("award-fellow-of", nothing=())
def _fellow_of(text: str, found: list[Word]) -> tuple[Award, ...]:
    """Fellow of a learned society: a Fellow of the IEEE; elected fellow of the American Mathematical Society."""
    done: list[Award] = []
    for number, word in enumerate(found[:-1]):
        if word.key not in vocabulary("society_fellow") or found[number + 1].key not in vocabulary("of_role"):
            continue
        behind = found[number + 2 : number + 2 + _REACH]
        if not behind or any(after.key in vocabulary("college_words") for after in behind[:6]):
            continue
        done += _societies(text, word, behind)
    return tuple(done)


def _societies(text: str, fellow: Word, behind: list[Word]) -> list[Award]:
    """The society behind `Fellow of`, and those that follow it in a list: the IEEE and the Royal Statistical Society."""
    done: list[Award] = []
    while behind:
        stop = own_end(behind)
        own = [after for after in behind if after.end <= stop]
        given = giver_named(text, own)
        if given is None:
            break
        when = dates(text, behind[0].begin, stop)
        whole = value(text, (fellow.begin, given.spans[0][1]), "award-fellow-of")
        name = Value(f"{fellow.text} of {given.text}", (fellow[1:3], *given.spans), 0.85, "award-fellow-of") if done else whole
        done.append(Award(name, given, dated(when[0], "award-year") if when else None))
        behind = _next(behind[len(own) :])
    return done


def _next(behind: list[Word]) -> list[Word]:
    """What follows `and (of) the` or `, the`; nothing where the list ends: a name without an article is another thing."""
    number = 0
    while number < len(behind) and (behind[number].text == "," or is_and(behind[number])):
        number += 1
    if number == 0 or number >= len(behind):
        return []
    number += behind[number].key in vocabulary("of_role")
    article = number < len(behind) and behind[number].key in vocabulary("articles") and behind[number].text.islower()
    return behind[number + 1 :] if article and len(behind) > number + 1 and behind[number + 1].text[0].isupper() else []


@rule("award-named-fellow", nothing=())
def _named_fellow(text: str, found: list[Word]) -> tuple[Award, ...]:
    """A society's name before `Fellow`: is an IEEE Fellow; elected as ACM Fellow in 2014."""
    done: list[Award] = []
    for number, word in enumerate(found):
        if number < 2 or word.key not in vocabulary("society_fellow") or not found[number - 1].text.isupper():
            continue
        lead = found[number - 2]
        if len(found[number - 1].text) < 3 or lead.key not in vocabulary("articles") | vocabulary("as_words") | vocabulary("award_verbs"):
            continue
        behind = found[number + 1 : number + 6]
        if behind and behind[0].key in vocabulary("at") | vocabulary("of"):
            if not behind[1:2] or not behind[1].text.isdigit():
                continue  # a post: a NASA Fellow at Caltech
        stop = own_end(behind) if behind else word.end
        when = dates(text, word.end, stop)
        year = when[0] if when else short_year(text, word.end, stop)
        span = found[number - 1].begin, word.end
        giver = value(text, (span[0], found[number - 1].end), "award-named-fellow", 0.8)
        done.append(Award(value(text, span, "award-named-fellow"), giver, dated(year, "award-year") if year else None))
    return tuple(done)


def own_end(behind: list[Word]) -> int:
    """The offset at which what follows an award stops being about it: a comma, `and`, a semicolon outside brackets."""
    depth = 0
    for number, word in enumerate(behind):
        depth += (word.text == "(") - (word.text == ")")
        leads = number + 1 < len(behind) and (behind[number + 1].text.isdigit() and len(behind[number + 1].text) == 4)
        if depth <= 0 and (
            word.text in ";" or (word.text == "," and not leads) or (_is_and(word) and _is_next(behind, number))
        ):
            return word.begin
    return behind[-1].end


def _is_and(word: Word) -> bool:
    """Whether a word joins two things; `en` does so in one language alone and says `in` in others."""
    return is_and(word) and word.key not in vocabulary("field_words")


def _is_next(behind: list[Word], number: int) -> bool:
    """Whether what follows `and` is another thing than the rest of a venue's name."""
    after = behind[number + 1] if number + 1 < len(behind) else None
    return after is None or not after.text[0].isupper() or after.key in vocabulary("award_words")


def giver_named(text: str, found: list[Word]) -> Value | None:
    """The capitalised words a stretch opens with, up to a year, a comma or a bracket."""
    while found and found[0].key in vocabulary("articles") | vocabulary("new_words"):
        found = found[1:]
    last = 0
    small = vocabulary("of") | vocabulary("and") | vocabulary("articles")
    kept = small | vocabulary("units") | vocabulary("institutions") | vocabulary("disciplines") | vocabulary("discipline_words")
    while last < len(found) and (
        found[last].text[0].isupper() or found[last].text in "&-–" or (found[last].key in kept and (last or found[last].key in small))
    ):
        if found[last].text.isdigit():
            break
        last += 1
    while last and (found[last - 1].key in small or found[last - 1].text in "&-–"):
        last -= 1
    if last == 0 or not any(word.text[0].isupper() for word in found[:last]):
        return None
    span = found[0].begin, found[last - 1].end
    mentions = split_affiliations(text, *span)
    span = (mentions[0].begin, mentions[-1].end) if mentions else span
    return value(text, span, "award-giver", 0.85)
