"""The shapes of dates as patterns over kinds of tokens (see `kg.text.lexicon` for how they are written).

Groups: w, v, u the weekday before, in brackets, after; d the day; m the month; y, y2, y3, y4 the year in four figures,
after an apostrophe, late in the last century, after a dash; s, s2 the signs between figures; dot a closing full stop;
list all days of a list or range. What must not stand around a shape keeps it out of clock times, versions, fractions
and telephone numbers.
"""

import re
from functools import cache

from kg.text.lexicon import pattern

_WEEKDAY = r"""(?:
    (?P<w> {weekday|weekday_short} ) \.? (?: {dash} {weekday_tail} )?
    (?: _,[ \n]? | _[:(]_ | _{dash}_ | _ )
    (?: {the|on} ['’]? _ )?
)?"""
_WEEKDAY_AFTER = r"""(?: _ {year_word} \.? )? (?:
    _,? _ \( _ (?P<v> {weekday|weekday_short} ) \.? (?: {dash} {weekday_tail} )? _ \)
  | ,? [ ] (?: {on} _ )? (?P<u> {weekday} (?: {dash} {weekday_tail} )? | {weekday_short} {dash} {weekday_tail} )
    (?! _,? _ (?: {day} (?! : {minute} | \.{minute!number_month} | _{am|pm|clock|hour|h} ) | {month} ) )
)?"""
_YEAR = r"""(?:
    (?: _,[ \n]? | _{dash}_ | _ ) (?: {of} ['’]? _ )? (?P<y> {year} ) (?! :{minute} )
  | _,?_ ['’] (?P<y2> {two} )
  | [ ] (?P<y3> {late} ) (?! [:.]{minute} | _{am|pm} )
  | {dash} (?P<y4> {two} )
)?"""
_ORDINAL = r"(?: {dash}? {ordinal} | [º°ª.] )?"
_TIED = r"_(?: {dash} | / | {to} )_ (?: {weekday|weekday_short} \.? ,? [ ] )?"
_NO_CLOCK = r"""(?!
    _{am|pm|noon|clock} | _{half}\. | [:.]{minute} | {hour|h} | [ ] {hour|h} (?! {word} )
  | _/ | ,{number} | {number} | %
)"""
_APART = r"(?<! {number}[.:/] )"
_NO_DASH = r"(?<! {number}{dash} )"
_DAYS_BEFORE = rf"""(?P<list>
    (?:
        {{day}} {_ORDINAL} {_TIED}
      | (?: {{day}} \.? _,_ ){{0,8}} {{day}} (?: {{ordinal}} | \. )? _,? _ (?: {{and}} | & )_
      | (?: {{day}} (?: {{ordinal}} | \. ) _,_ ){{1,8}}
    )?
    (?P<d> {{day}} )
) {_ORDINAL}"""
_DAYS_AFTER = rf"""(?P<list>
    (?P<d> {{day}} ) (?: {{ordinal}} | [º°ª] )?
    (?:
        {_TIED} {{day}} {_ORDINAL}
      | (?: _,_ {{day}} {{ordinal}}? ){{0,8}} _,? _(?: {{and}} | & )_ {{day}} {{ordinal}}?
      | (?: _,_ {{day}} {{ordinal}}? ){{1,8}} (?= _, | \. | _\n | _\Z | ; )
    )?
)"""
_DAY_ALONE = r"(?! _{dash} _{number} | _{to!at} | _,? _{month} | [:./] | _{clock|hour|h} | _{number} )"

_SHAPES = {
    "day month": rf"""{_WEEKDAY} {_APART} (?<! {{other}} ) (?<! [$€£] ) {_DAYS_BEFORE}
        (?: _{{dash}}? | , )? _ (?: {{of}} ['’]? _ )?
        (?P<m> {{month}} ) (?! _{{day}} {{ordinal}}? _,? _{{year}} ) \.? {_YEAR} {_WEEKDAY_AFTER}""",
    "month day": rf"""{_WEEKDAY} (?P<m> {{month}} ) [.,]? (?: _ | {{dash}} ) (?: {{the}} _ )?
        {_DAYS_AFTER} {_NO_CLOCK} \.? {_YEAR} {_WEEKDAY_AFTER}""",
    "month year": r"""(?<! {day}[ ] ) (?<! {day}\.[ ] )
        (?P<m> {month} ) \.? (?: _,? _ | {dash} ) (?: {of} _ )? (?P<y> {year} ) (?! :{minute} )""",
    "iso": rf"""{_WEEKDAY} {_NO_DASH} (?<! {{number}}[/.] )
        (?P<y> {{year}} ) (?P<s> {{dash}} | [/.] ) (?P<m> {{number_month}} ) (?P<s2> {{dash}} | [/.] ) (?P<d> {{day}} )
        (?! {{dash}}? {{number}} | / | \.{{number}} ) {_WEEKDAY_AFTER}""",
    "figures": rf"""{_WEEKDAY} {_APART} {_NO_DASH}
        (?P<d> {{day}} ) (?P<s> [./] | {{dash}} ) _ (?P<m> {{day}} ) (?P<s2> [./] | {{dash}} ) _
        ['’]? (?: (?P<y> {{year}} ) | (?<! [ ] ) (?P<y2> {{two}} ) | (?P<y3> {{two}} ) (?! _{{dash}}_{{number}} | _{{clock|hour|h|am|pm}} ) )
        (?! {{number}} | [.:/]{{number}} | % ) {_WEEKDAY_AFTER}""",
    "figures, no year": rf"""{_WEEKDAY} {_APART} {_NO_DASH} (?<! / )
        (?P<d> {{day}} ) (?P<s> [./] ) _ (?P<m> {{day}} ) (?P<dot> \. )?
        (?! {{number}} | [./:]{{number}} | / | % | {{dash}}{{number}} )""",
    "roman": rf"""{_WEEKDAY} (?P<d> {{day}} ) (?: [./] _ | [ ] | {{dash}} )
        (?P<m> {{roman}} ) (?: [./] _ | [ ] | {{dash}} ) (?P<y> {{year}} ) {_WEEKDAY_AFTER}""",
    "roman behind weekday": r"""(?P<w> {weekday} ) _,? _ (?P<d> {day} ) (?: [./] _ | [ ] )
        (?P<m> {roman} ) (?! [./]? _ {number} [^:.] | _{name} )""",
    "weekday day": rf"""(?P<w> {{weekday}} ) (?: {{dash}} {{weekday_tail}} )? _,? _ (?: {{the|on}} _ )?
        (?P<d> {{day}} ) {_ORDINAL} {_DAY_ALONE} {_NO_CLOCK}""",
    "short weekday day": rf"""(?: \A | (?<= \n ) ) (?P<w> {{weekday_short}} ) \.? ,? [ ]
        (?P<d> {{day}} ) {_ORDINAL} (?! ,?[ ]{{number}} | [ ]{{word}} )
        (?: (?= :[ ] {{word}} ) | {_DAY_ALONE} ) {_NO_CLOCK}""",
    "one word": r"(?P<iso> {iso_day} ) (?= {iso} {number} | \Z )",
}


@cache
def shapes() -> tuple[tuple[str, re.Pattern], ...]:
    """The shapes with their names, compiled once."""
    return tuple((name, pattern(source)) for name, source in _SHAPES.items())
