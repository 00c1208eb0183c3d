"""The roles that a sentence of a biography says its subject has or had."""

from dataclasses import dataclass

from kg.extract.bio_periods import period_in_front
from kg.rules import rule
from kg.text.gazetteer import is_institution, is_place
from kg.text.words import Word, is_and, is_head, vocabulary


_ROLE_REACH = 8
"""The most words between an article and the word that names a role."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its offsets, the numbers of its first word and of the word behind it, and whether it is held now."""

    begin: int
    end: int
    first: int
    last: int
    current: bool
    needs_organization: bool
    rule: str


@rule("post", nothing=())
def roles(text: str, found: list[Word]) -> tuple[Role, ...]:
    """Roles behind `is a`, `was an`, `works as`, and those that follow them in a list."""
    done: list[Role] = []
    for number, word in enumerate(found):
        if word.key not in vocabulary("positions") | vocabulary("bio_positions") or (done and number < done[-1].last):
            continue
        if number + 1 < len(found) and found[number + 1].key in vocabulary("positions"):
            continue
        first = _first(found, number)
        tense = _tense(found, _behind_lead(text, found, first), done)
        as_what = _told_as(found, first) if tense is None else None
        tense = as_what if tense is None else tense
        if tense is None or _is_society_fellow(text, found, number) or _is_service(found, first, number):
            continue
        last = _last(text, found, number)
        strong = word.key in vocabulary("strong_positions") - vocabulary("roles_of_organizations") and as_what is None
        done.append(Role(found[first].begin, found[last - 1].end, first, last, tense, not strong, "post"))
    return tuple(done)


@rule("post-held", nothing=())
def held_things(text: str, found: list[Word]) -> tuple[Role, ...]:
    """Posts that are held rather than been: held a postdoctoral position at; held visiting appointments at."""
    done = []
    for number, word in enumerate(found):
        if word.key not in vocabulary("held_things"):
            continue
        first = number
        while first and found[first - 1].text.replace("-", "").isalpha() and not _ends_role(found[first - 1]):
            first -= 1
        verb = first - 1
        while verb >= 0 and (found[verb].key in vocabulary("owners") or found[verb].key in vocabulary("quantities")):
            verb -= 1
        if verb < 0 or found[verb].key not in vocabulary("hold_verbs") or first == number:
            continue
        current = found[verb].key in vocabulary("hold_present")
        done.append(Role(found[first].begin, word.end, first, number + 1, current, True, "post-held"))
    return tuple(done)


@rule("post-joined-as", nothing=None)
def role_as(text: str, found: list[Word], number: int) -> Role | None:
    """The role behind `as` at word `number`: joined ETH Zurich as an assistant professor."""
    if number >= len(found) or found[number].key not in vocabulary("as_words"):
        return None
    for head in range(number + 1, min(number + 9, len(found))):
        if found[head].key in vocabulary("positions") and not (
            head + 1 < len(found) and found[head + 1].key in vocabulary("positions")
        ):
            first, last = _first(found, head), _last(text, found, head)
            return Role(found[first].begin, found[last - 1].end, first, last, False, True, "post-joined-as")
    return None


def _ends_role(word: Word) -> bool:
    keys = vocabulary("owners") | vocabulary("hold_verbs") | vocabulary("quantities") | vocabulary("of")
    return word.key in keys or is_and(word)


def _first(found: list[Word], number: int) -> int:
    """The first word of the role that the word at `number` names: Moore–Sloan Data Science Fellow."""
    first = number
    while first and _qualifies(found, first - 1):
        first -= 1
    while first < number and found[first].text in "-–—":
        first += 1
    opened = _behind_article(found, first)
    return first if opened is None else opened


@rule("post-behind-article", nothing=None)
def _behind_article(found: list[Word], number: int) -> int | None:
    """The number of the word behind an article and what says `is` or `as` before it: is a short-term postdoc."""
    for first in range(number, max(0, number - _ROLE_REACH), -1):
        word = found[first - 1]
        if word.key in vocabulary("articles"):
            lead = found[first - 2].key if first > 1 else ""
            told = lead in _told() | vocabulary("as_words") | vocabulary("role_adverbs") - vocabulary("of")
            listed = first > 1 and (is_and(found[first - 2]) or lead == ",") and all(each.text.islower() for each in found[first:number])
            return first if told or listed else None
        joins = is_and(word) and found[first].text[0].isupper() and found[first - 2].text[0].isupper()
        if not (word.text[0].isalpha() or word.text in "&-–.’'") or (word.key in _not_in_role() and not joins):
            return None
    return None


def _not_in_role() -> frozenset[str]:
    lists = ("of_role", "at_position", "positions", "phrase_stops", "held_things", "relations", "of")
    return frozenset().union(*map(vocabulary, lists)) | _told() - vocabulary("and")


def _qualifies(found: list[Word], number: int) -> bool:
    word = found[number]
    if word.key in vocabulary("owners") | vocabulary("role_adverbs") | vocabulary("be_present") | vocabulary("be_past"):
        return False
    if word.text in "-–—":
        return number > 0 and found[number - 1].end == word.begin
    if word.text in "./":
        return number > 0 and found[number - 1].key in vocabulary("position_words")
    if is_and(word) or not word.text[0].isalpha():
        return False
    return word.key in vocabulary("position_words") | vocabulary("positions") or (word.text[0].isupper() and number > 0)


def _behind_lead(text: str, found: list[Word], first: int) -> int:
    """The word before which the tense of a role is told: that of `from 2006 to 2011 a lecturer`, not of `a lecturer`."""
    front = period_in_front(text, found, first)
    told = front and any(word.key in _told() for word in found[front[0] : first])
    return front[0] if front and front[0] and not told else first


def _told() -> frozenset[str]:
    lists = ("be_present", "be_past", "serve_present", "serve_past")
    return frozenset().union(*map(vocabulary, lists))


@rule("post-tense", nothing=None)
def _tense(found: list[Word], first: int, done: list[Role]) -> bool | None:
    """Whether the role that opens at `first` is held now; None where the sentence does not say it of the subject."""
    number = first - 1
    past = False
    while number >= 0:
        key = found[number].key
        if key in vocabulary("be_present"):
            return not past
        if key in vocabulary("be_past"):
            return False
        if key in vocabulary("serve_present"):
            return not past
        if key in vocabulary("serve_past"):
            return False
        past = past or key in vocabulary("past_words")
        if found[number].text == "(":
            return None
        if key in vocabulary("and") or found[number].text == ",":
            return _listed(found, number, done) if done else None
        if key not in vocabulary("role_adverbs") | vocabulary("as_words") | vocabulary("owners"):
            return None
        number -= 1
    return None


@rule("post-told-as", nothing=None)
def _told_as(found: list[Word], first: int) -> bool | None:
    """Whether the role behind `as` is held now: spent ten years as a researcher, began his career as an engineer at Shell."""
    number = first - 1
    while number > 0 and found[number].key in vocabulary("owners"):
        number -= 1
    if number < 0 or found[number].key not in vocabulary("as_words"):
        return None
    if number == 0:
        return False
    if found[number - 1].key in vocabulary("as_not"):
        return None
    front = found[max(0, number - 12) : number]
    if any(word.key in vocabulary("joining") for word in front):
        return None  # told with the organization that was joined
    verbs = [word for word in front if word.key in vocabulary("serve_present") | vocabulary("serve_past") | vocabulary("career_verbs")]
    return verbs[-1].key in vocabulary("serve_present") and verbs[-1].text.endswith("s") if verbs else None


def _listed(found: list[Word], number: int, done: list[Role]) -> bool | None:
    """The tense of a role in a list: that of the role before, where the words between belong to that one."""
    gap = number - done[-1].last
    between = found[done[-1].last : number]
    verbs = vocabulary("award_verbs") | vocabulary("hold_verbs") | vocabulary("joining") | vocabulary("degree_verbs")
    broken = any(
        word.key in verbs - vocabulary("role_joined") - vocabulary("and") and word.text.islower() for word in between
    )
    bracketed = sum((word.text == "(") - (word.text == ")") for word in between)
    return done[-1].current if gap < 20 and not broken and not bracketed else None


def _last(text: str, found: list[Word], number: int) -> int:
    """The number of the word behind the role: Professor of Electrical Engineering and of Applied Mathematics."""
    last = number + 1
    if found[number].key in vocabulary("roles_of_organizations"):
        return last
    while last < len(found) and found[last].key in vocabulary("position_tails"):
        last += 1
    tailed = last + 1 < len(found) and found[last].key in vocabulary("of_role") and found[last + 1].key in vocabulary("position_tails")
    last += 2 * tailed
    behind = behind_field(text, found, last)
    if behind is not None:
        return behind
    if last >= len(found) or found[last].key not in vocabulary("of_role") or not _opens_subject(found, last + 1):
        return last
    later = last + 1
    while later < len(found) and _is_subject(found, later):
        later += 1
    while later > last and (
        is_and(found[later - 1]) or found[later - 1].text == "," or found[later - 1].key in vocabulary("of_role")
    ):
        later -= 1
    named = text[found[last + 1].begin : found[later - 1].end]
    fields = all(word.key in vocabulary("disciplines") | vocabulary("discipline_words") for word in found[last + 1 : later])
    return last if is_institution(named) and not fields else later


@rule("post-field", nothing=None)
def behind_field(text: str, found: list[Word], number: int) -> int | None:
    """The number of the word behind `in Finance` where `at` follows; letters such as EECS name a unit, no field."""
    if number >= len(found) or found[number].key not in vocabulary("field_words"):
        return None
    last = number + 1
    while last < len(found) and _is_of_field(found, last):
        last += 1
    named = found[number + 1 : last]
    if not named or last >= len(found) or found[last].key not in vocabulary("at_position") | vocabulary("field_words"):
        return None
    heads = vocabulary("units") | vocabulary("institutions")
    whole = text[named[0].begin : named[-1].end]
    unit = any(is_head(word, heads) for word in named) or is_institution(whole) or is_place(whole)
    return None if unit or named[0].key in vocabulary("articles") or named[-1].text.isupper() else last


def _is_of_field(found: list[Word], number: int) -> bool:
    word = found[number]
    return word.key not in vocabulary("at_position") | vocabulary("field_words") and (word.text[0].isalpha() or word.text in "&-–")


def _opens_subject(found: list[Word], number: int) -> bool:
    if number >= len(found) or found[number].key in vocabulary("articles"):
        return False
    heads = vocabulary("institutions") | vocabulary("units")
    behind = found[number : number + 3]
    return not any(is_head(word, heads) for word in behind)


def _is_subject(found: list[Word], number: int) -> bool:
    word = found[number]
    if word.key in vocabulary("positions") or word.key in vocabulary("owners"):
        return False
    if is_and(word):
        behind = found[number + 1] if number + 1 < len(found) else None
        follows = behind is not None and (behind.text[0].isupper() or behind.key in vocabulary("of_role"))
        return follows and behind.key not in vocabulary("positions") | vocabulary("position_words") - vocabulary(
            "discipline_words"
        )
    return word.text[0].isupper() or word.key in vocabulary("disciplines") | vocabulary(
        "discipline_words"
    ) | vocabulary("of_role")


@rule("post-not-a-society-fellow", nothing=False)
def _is_society_fellow(text: str, found: list[Word], number: int) -> bool:
    """Whether the role is an honour: Fellow of the American Mathematical Society, IEEE Fellow."""
    if found[number].key not in vocabulary("society_fellow") or number + 1 >= len(found):
        return False
    if found[number + 1].key in vocabulary("of_role"):
        return not any(word.key in vocabulary("college_words") for word in found[number + 1 : number + 8])
    return False


@rule("post-not-service", nothing=False)
def _is_service(found: list[Word], first: int, number: int) -> bool:
    """Whether the role serves a venue (area chair, associate editor) and is no post."""
    if found[number].key not in vocabulary("service_heads"):
        return False
    keys = {word.key for word in found[first:number]}
    return bool(keys & vocabulary("service_words")) or found[number].key not in vocabulary("service_needs")
