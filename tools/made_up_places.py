"""Places that exist nowhere, in the many shapes in which places are printed, for the variants of marked notices.

A place is put together from parts that any university has: a house, a room by its number or by its name, a floor, and
the signs and little words that tie them. '4407 Berglin Hall', 'KXH 211', 'Delmar Auditorium, Kaston Building',
'School of Music, Room D-12', '3rd floor lounge of Zelko'. Which parts come together is chance; no part is a real one.
"""

import random
import string

MAY_END = "|"
"""Stands for the blank of a made-up place at which a line may end."""

_SYLLABLES = (
    "ba ker man son ton ley wa ham stein berg ro mi li na ka to mo ri sta gre del mar cos vin zel hu ford well ing ov ski chen par"
    " kin"
).split()
_HOUSES = (
    "Building Center Library Tower House Institute Laboratory College Museum Theater Hotel Union Bldg. Lab School Annex Club Church Inn"
    " Centre"
).split()
_ROOMS = (
    "Auditorium|Conference Room|Lecture Hall|Lounge|Seminar Room|Theater|Ballroom|Wing|Gallery|conference room|auditorium|lounge"
    "|Reading Room|Dining Room|Library|Board Room|Commons|Aud.|Theatre|Lecture Theatre|Classroom|Recital Hall|Meeting Room|Chapel|Suite"
    "|Club|Atrium|Studio"
).split("|")
_OFTEN = ["Conference Room", "Room", "Auditorium", "Lecture Hall", "Lounge", "Seminar Room"]
_FIELDS = (
    "Fine Arts|Drama|Music|Learning|Engineering|Public Policy|Natural History|Medicine|Art|Law|Science|Biology|Computer Science|Chemistry"
    "|Physics|Business|Education|Economics|Mathematics|Design|Social Work|Nursing|Pharmacy"
).split("|")
_WHOSE = (
    "Faculty|Student|Computer Science|Physics|Alumni|Dean's|Graduate|Economics|Department|President's|Social|Activities|Main|Old|New|Upper"
    "|Board of"
).split("|")
_FLOORS = "1st 2nd 3rd 4th 5th 7th 8th 12th 40th first second third Third Ground Lower".split()


def made_up_place(chance: random.Random) -> str:
    """A place by chance; MAY_END for the blanks at which a line may end."""
    draw = chance.random()
    made = _ordinary(chance) if draw < 0.5 else _compound(chance) if draw < 0.72 else _rare(chance)
    if chance.random() < 0.06:
        return made.upper()
    return made.replace(" Hall", " hall") if chance.random() < 0.03 else made


def surname(chance: random.Random) -> str:
    """A name of two or three syllables: 'Berglin'."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice([2, 2, 2, 3]))).capitalize()


def _called(chance: random.Random) -> str:
    """What a house or a room is called: a name, two, a name with a hyphen or an 's."""
    name, other = surname(chance), surname(chance)
    forms = {name: 30, f"{name} {other}": 4, f"{name}-{other}": 1, f"{name}/{other}": 0.5, f"{name}'s": 0.7, f"{name} and {other}": 0.4,
             f"{chance.choice(string.ascii_uppercase)}. {name} {other}": 0.4}
    return _chosen(forms, chance)


def _house(chance: random.Random) -> str:
    """A house by its whole name."""
    name = _called(chance)
    forms = {
        f"{name} Hall": 11, f"{name} {chance.choice(_HOUSES)}": 7,
        f"{chance.choice(_FIELDS)} {chance.choice(['Building', 'Center', 'Hall'])}": 1.5,
        f"Student {chance.choice(['Center', 'Union'])}": 1, f"Building {chance.choice('ABCD123456')}": 0.5,
        f"{name} {surname(chance)} Union": 0.4,
    }
    return _chosen(forms, chance)


def _brief(chance: random.Random) -> str:
    """A house by a short name: KXH, KxH, Berglin."""
    return _short(chance) if chance.random() < 0.6 else surname(chance)


def _any_house(chance: random.Random) -> str:
    return _house(chance) if chance.random() < 0.65 else _brief(chance)


def _hall(chance: random.Random) -> str:
    """A room by its name."""
    kind = chance.choice(_OFTEN * 4 + _ROOMS)
    before = _chosen({_called(chance): 7, chance.choice(_WHOSE): 1.5, _short(chance): 1.5, chance.choice(_FIELDS): 0.6}, chance)
    return f"{before} {kind}"


def _floor(chance: random.Random) -> str:
    floor = chance.choice(_FLOORS) + chance.choice([" floor", " Floor"])
    return _chosen({floor: 8, "lower level": 1, "Lower Level": 0.5, "basement": 1}, chance)


def _unit(chance: random.Random) -> str:
    """A school or another institution."""
    kind = chance.choice("School College Department Museum Cathedral Institute".split())
    field, name = chance.choice(_FIELDS), surname(chance)
    return _chosen({f"{kind} of {field}": 6, f"{name} University": 1, f"University of {name}": 1, f"{name} School of {field}": 1}, chance)


def _ordinary(chance: random.Random) -> str:
    """A hall with a number, a number with a hall, a short name with a number, a room by its name."""
    house, name, code, short = _house(chance), surname(chance), _code(chance), _short(chance)
    room = chance.choice(["Room", "room", "Rm", "Rm.", "Room"])
    forms = {
        f"{house} {code}": 6, f"{code} {house}": 5, f"{name} {code}": 4, f"{short} {code}": 5, f"{code} {name}": 2, f"{code} {short}": 1.5,
        f"{house} {room} {code}": 2, f"{house},|{room} {code}": 2.5, f"{room} {code},|{house}": 2.5, f"{room} {code}|{house}": 1,
        f"{room} {code}": 2, f"{room} {code} in {house}": 1, f"{room} {code} of {short}": 0.5, f"{room} {code} of {house}": 1,
        f"{short} {room} {code}": 1, f"{room} {code} {short}": 1, f"{short}{code}": 1, f"{short}-{code}": 1, f"{code}{short}": 0.5,
        f"{house} - {code}": 0.7, f"{name} {code}-{_code(chance)}": 0.5, f"{_hall(chance)}": 5, f"{house}": 1.5,
        f"{_hall(chance)},|{house}": 4,
        f"{room} {code}, {short}": 1, f"{short}, {room} {code}": 1, f"{code}": 0.5,
    }
    return _chosen(forms, chance)


def _compound(chance: random.Random) -> str:
    """A room with the house that it is in, its floor or its number: one place, however many parts it has."""
    house, hall, code, short, unit = _house(chance), _hall(chance), _code(chance), _short(chance), _unit(chance)
    kind, name, other, floor = chance.choice(_ROOMS), surname(chance), f"{_house(chance)} {code}", _floor(chance)
    room = chance.choice(["Room", "room", "Rm."])
    forms = {
        f"{hall},|{house}": 4, f"{hall},|{other}": 3, f"{hall}|({other}": 2, f"{house} {code}|({kind}": 1, f"{hall}|({room} {code}": 1,
        f"{house} {code},|{hall}": 1, f"{hall}|{other}": 2, f"{other}|{hall}": 2, f"{hall} in|{house}": 2, f"{hall} in {short}": 1,
        f"{hall},|{floor}, {house}": 1, f"{hall},|{floor} {house}": 1, f"{floor} {kind},|{house}": 1, f"{floor} {kind}|{house}": 1,
        f"{kind},|{other}": 1, f"{kind},|{house}": 2, f"{hall}, {name}": 2, f"{hall}, {short}": 2, f"{kind} of {house}": 1,
        f"{unit} in {room} {code}": 1, f"{unit},|{room} {code}": 1, f"{room} {code},|{unit}": 1, f"{room} {code} of the {unit}": 1,
        f"{hall}, {floor}, of|the {unit}": 1, f"{house},|{unit}": 1, f"basement of {house}": 1, f"{house} basement": 1,
        f"{short} conference room, located in {_short(chance)} {code}": 0.5, f"{house}, {house.split()[0]} {code}": 1,
        f"{room} {code},|{floor}, {house}": 1, f"{house},|{floor}": 1, f"{room} {code} of {short} in the new building": 0.5,
        f"{hall}, {unit}": 1, f"{unit}, {house}, {room} {code}": 0.5,
    }
    return _chosen(forms, chance)


def _rare(chance: random.Random) -> str:
    """A room by name or number, a house, a floor, tied in any way and any order."""
    room = chance.choice(["Room", "room", "Rm.", "Lecture Hall", "Classroom", "Seminar Room", "Conference Room"])
    number = _chosen({_code(chance): 6, _odd_code(chance): 4}, chance)
    inner = _chosen({number: 3, f"{room} {number}": 2, _hall(chance): 4, f"{_floor(chance)} {chance.choice(_ROOMS)}": 1,
                     chance.choice(_ROOMS): 0.5, _floor(chance): 1, f"{room} {chance.choice(string.ascii_uppercase[:6])}": 0.4}, chance)
    outer = _chosen({_any_house(chance): 10, _unit(chance): 1.5, f"{_floor(chance)}, {_any_house(chance)}": 0.7,
                     f"{_floor(chance)} of {_any_house(chance)}": 0.5}, chance)
    inside_first = {
        f"{inner}, {outer}": 4, f"{inner},|{outer}": 3, f"{inner} in|{outer}": 1, f"{inner} of {outer}": 1, f"{inner} in the {outer}": 0.4,
        f"{inner} of the {outer}": 0.5, f"{inner} - {outer}": 0.6, f"{inner} ({outer}": 1, f"{inner} {outer}": 1.5,
        f"{inner} at {outer}": 0.3,
    }
    outside_first = {
        f"{outer}, {inner}": 4, f"{outer},|{inner}": 2, f"{outer} {inner}": 4, f"{outer} - {inner}": 0.7, f"{outer} ({inner}": 0.8,
        f"{outer}|{inner}": 0.6,
    }
    alone = {inner: 1, outer: 1, f"{chance.choice(_WHOSE)} {chance.choice(_ROOMS)}": 0.6}
    return _chosen(chance.choices([inside_first, outside_first, alone], [5, 5, 1.5])[0], chance)


def _chosen(forms: dict[str, float], chance: random.Random) -> str:
    return chance.choices(list(forms), list(forms.values()))[0]


def _code(chance: random.Random) -> str:
    number = _number(chance)
    letter = chance.choice("ABCD")
    return chance.choice([number] * 8 + [number + letter, letter + number[:3], f"{number[:2]}-{letter}"])


def _number(chance: random.Random) -> str:
    return str(chance.randint(1, 9)) + "".join(chance.choice(string.digits) for _ in range(chance.choice([1, 2, 2, 2, 3, 3, 3, 3])))


def _odd_code(chance: random.Random) -> str:
    """A number as it is printed more rarely: 'D-200', '154 A', '4P56', 'E51-395', '1 & 2', '3'."""
    number, letter, digit = _number(chance), chance.choice("ABCDEFG"), str(chance.randint(1, 9))
    return chance.choice([
        f"{letter}-{number}", f"{number} {letter}", f"{digit}{letter}{number[:2]}", f"{letter}{number[:2]}-{_number(chance)}",
        f"{number[:2]}-{_number(chance)}", f"{digit} & {chance.randint(2, 9)}", digit, f"{letter}{digit}", f"{letter}{number}",
        f"{number}{letter}", f"#{number}", f"{letter}{number[:2]}{letter}",
    ])


def _short(chance: random.Random) -> str:
    """The short name of a building: KX, KXH, KxH."""
    letters = "".join(chance.choice(string.ascii_uppercase) for _ in range(chance.choice([2, 2, 2, 3, 3, 4])))
    return letters[0] + letters[1].lower() + (letters[2:] or "H") if chance.random() < 0.25 else letters
