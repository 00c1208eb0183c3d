"""What one document states: each fact once, each with the words it was read from."""

from kg.model.announcement import (
    AgendaItem,
    Announcement,
    Award,
    Biography,
    Coauthor,
    Degree,
    Event,
    Person,
    Position,
    Series,
    Service,
    Session,
    Slot,
    Talk,
    Value,
)
from tests.announced import Page, said

NOTICE = """Seminar on knots
Ada Byron (Analytical Institute): Knots without ends
Thursday, 20 February 2025, 9:00-9:45, Room 7
Ada Byron is a reader at the Analytical Institute since 2018. She holds a Ph.D. in topology (2016).
Joint work with Grace Murray.
"""


def notice(**changes):
    read = Page(NOTICE)
    bio = Biography(
        degrees=(Degree(read.value("Ph.D."), field=read.value("topology"), date=read.value("2016")),),
        positions=(
            Position(read.value("reader"), read.value("Analytical Institute"), start=read.value("2018"), current=True),
        ),
        awards=(Award(Value("Best Poster"), year=Value("2019")),),
        service=(Service(Value("area chair"), Value("KnotConf")),),
    )
    speaker = Person(
        read.value("Ada Byron"), position=read.value("reader"), affiliations=(read.value("Analytical Institute"),), bio=bio
    )
    facts = {
        "title": read.value("Knots without ends", rule="label-title", confidence=0.97),
        "speakers": (speaker,),
        "start": read.value("20 February 2025, 9:00", "2025-02-20T09:00"),
        "end": read.value("9:45", "2025-02-20T09:45"),
        "weekday": read.value("Thursday"),
        "location": read.value("Room 7", derived=True),
        "series": read.value("Seminar on knots"),
        "coauthors": (Coauthor(read.value("Grace Murray")),),
        "language": "en",
    }
    return read.described(Announcement((Talk(**facts | changes),)))


TALK = "talk/knots-without-ends"


def test_a_talk_has_its_facts():
    talk = said(notice().facts, TALK)
    assert talk["type"] == ["https://schema.org/EducationEvent", "https://schema.org/Event", "https://w3id.org/talkgraph/ontology#Talk"]
    assert talk["name"] == talk["label"] == ["Knots without ends"]
    assert talk["startDate"] == ["2025-02-20T09:00:00"] and talk["endDate"] == ["2025-02-20T09:45:00"]
    assert talk["earliest"] == talk["latest"] == ["2025-02-20"]
    assert talk["statedWeekday"] == talk["computedWeekday"] == ["Thursday"]
    assert talk["locationText"] == ["Room 7"] and talk["location"] == ["place/room-7"]
    assert talk["inSeries"] == ["series/seminar-on-knots"]
    assert talk["performer"] == ["person/ada-byron"] and talk["workFeatured"] == ["work/knots-without-ends"]
    assert talk["announcedIn"] == ["doc/00112233445566ff"]
    assert "titleAnnounced" not in talk
    assert "eventAttendanceMode" not in talk


def test_a_speaker_takes_part_under_the_printed_name_and_affiliation():
    part = said(notice().facts, f"{TALK}#speaker-ada-byron")
    assert part["relatesToEntity"] == [TALK] and part["isHeldBy"] == ["person/ada-byron"]
    assert part["withRole"] == ["https://w3id.org/talkgraph/role/speaker"]
    assert part["statedName"] == ["Ada Byron"] and part["statedPosition"] == ["reader"]
    assert part["statedAffiliationText"] == ["Analytical Institute"]
    assert part["statedAffiliation"] == ["org/analytical-institute"]
    assert part["position"] == ["1"]


def test_joint_work_has_the_speaker_and_the_coauthors_as_authors():
    facts = notice().facts
    assert said(facts, "work/knots-without-ends")["author"] == ["person/ada-byron", "person/grace-murray"]
    assert said(facts, "work/knots-without-ends#co-author-grace-murray")["statedName"] == ["Grace Murray"]


def test_a_talk_alone_presents_no_work_of_its_own():
    facts = notice(coauthors=()).facts
    assert "workFeatured" not in said(facts, TALK)


def test_a_biography_becomes_posts_degrees_awards_and_service():
    facts = notice().facts
    person = "person/ada-byron#"
    parts = {triple.subject.value.partition("#")[2] for triple in facts if f"/{person}" in triple.subject.value}
    kinds = {part.partition("-")[0]: said(facts, person + part) for part in parts}
    assert kinds["post"]["startText"] == ["2018"] and "endText" not in kinds["post"]
    assert (kinds["post"]["beginEarliest"], kinds["post"]["beginLatest"]) == (["2018-01-01"], ["2018-12-31"])
    assert kinds["post"]["organization"] == ["org/analytical-institute"]
    assert kinds["post"]["assertedCurrentIn"] == ["doc/00112233445566ff"]
    assert kinds["degree"]["conferredOn"] == ["2016"] and kinds["degree"]["field"] == ["topology"]
    assert kinds["degree"]["degree"] == ["https://w3id.org/talkgraph/role/degree-phd"]
    assert kinds["award"]["name"] == ["Best Poster"] and kinds["award"]["holder"] == ["person/ada-byron"]
    assert kinds["service"]["withRole"] == ["https://w3id.org/talkgraph/role/area-chair"]
    assert kinds["service"]["venueText"] == ["KnotConf"]


def test_a_value_leads_to_the_words_it_was_read_from():
    described = notice()
    readings = [said(described.readings, name) for name in {t.subject.value.partition("/id/")[2] for t in described.readings}]
    (title,) = [one for one in readings if one["property"] == ["https://schema.org/name"] and one["about"] == [TALK]]
    begin = NOTICE.index("Knots without ends")
    assert title["evidence"] == [f"https://example.org/data/doc/00112233445566ff.txt#char={begin},{begin + 18}"]
    assert title["about"] == [TALK] and title["words"] == ["Knots without ends"]
    assert (title["readBy"], title["rule"], title["confidence"]) == (["rule"], ["label-title"], ["0.97"])
    (start,) = [one for one in readings if one["value"] == ["2025-02-20T09:00:00"]]
    assert start["words"] == ["20 February 2025, 9:00"]
    (room,) = [one for one in readings if one["value"] == ["Room 7"]]
    assert room["readBy"] == ["inherited"]


def test_a_talk_without_a_title_is_called_after_its_speaker():
    read = Page("Ada Byron: TBA")
    talk = said(read.described(Announcement((Talk(speakers=(Person(read.value("Ada Byron")),)),))).facts, "talk/talks-0")
    assert talk["titleAnnounced"] == ["false"] and "name" not in talk
    assert talk["label"] == ["Talk by Ada Byron"]


def test_a_day_without_a_year_gives_no_date():
    talk = said(notice(start=Value("--02-20T09:00"), end=None, weekday=Value("Thursday")).facts, TALK)
    assert talk["startMonthDay"] == ["--02-20"] and talk["startTime"] == ["09:00:00"]
    assert not {"startDate", "earliest", "latest", "computedWeekday"} & set(talk)


def test_a_title_is_tagged_only_with_a_language_there_can_be():
    tags = []
    for language in ("de", "x<y", None):
        (name,) = {
            triple.object
            for triple in notice(language=language).facts
            if triple.subject.value.endswith(TALK) and triple.predicate.value == "https://schema.org/name"
        }
        tags.append(name.language)
    assert tags == ["de", None, None]


def test_only_web_addresses_become_links():
    links = (Value("javascript:alert(1)"), Value("https://example.net/slides"), Value("http://a b"), Value("data:x,y"))
    assert said(notice(links=links).facts, TALK)["url"] == ["https://example.net/slides"]


def workshop():
    def talk(title: str, speaker: str, start: str | None = None, slot: Slot | None = None) -> Talk:
        return Talk(
            Value(title),
            (Person(Value(speaker)),),
            start=Value(start) if start else None,
            slot=slot,
            event=Value("Knot days"),
            session=Value("Morning"),
        )

    shared = Slot(Value("2025-05-01T10:30"), Value("2025-05-01T12:00"))
    event = Event(
        Value("Knot days"),
        Value("workshop"),
        Value("2025-05-01"),
        Value("2025-05-02"),
        capacity=Value("70"),
        sessions=(Session(Value("Morning"), Value("2025-05-01T10:30"), Value("2025-05-01T12:00")),),
        agenda=(AgendaItem(Value("Coffee"), Value("2025-05-01T10:00"), Value("2025-05-01T10:30"), Value("Foyer")),),
    )
    talks = (talk("Opening", "Ada Byron", "2025-05-01T09:00"), talk("First", "Bo Li", slot=shared), talk("Second", "Cy Om", slot=shared))
    series = Series(Value("Knot school"), (Value("Analytical Institute"), Value("Knot Club")))
    return Page("").described(Announcement(talks, (event,), (series,))).facts


def test_a_talk_in_a_shared_block_has_no_time_of_its_own_but_the_block_has():
    facts = workshop()
    talk = said(facts, "talk/first")
    assert "startDate" not in talk
    assert talk["earliest"] == talk["latest"] == ["2025-05-01"]
    (block,) = talk["superEvent"]
    session = said(facts, block)
    assert session["startDate"] == ["2025-05-01T10:30:00"] and session["endDate"] == ["2025-05-01T12:00:00"]
    assert session["name"] == ["Morning"] and session["superEvent"] == ["event/knot-days"]
    assert said(facts, "talk/second")["superEvent"] == [block]


def test_talks_and_breaks_are_counted_in_the_order_of_time():
    facts = workshop()
    (pause,) = {triple.subject.value.partition("/id/")[2] for triple in facts if "#break-" in triple.subject.value}
    order = [said(facts, item)["position"] for item in ("talk/opening", pause, "talk/first", "talk/second")]
    assert order == [["1"], ["2"], ["3"], ["4"]]
    assert said(facts, pause)["label"] == ["Coffee"] and said(facts, pause)["locationText"] == ["Foyer"]


def test_an_item_without_a_time_stays_after_what_it_stands_behind_in_the_text():
    read = Page("Monday 9:00 First talk, Lunch, 14:00 Second talk, on Monday the Shared talk of 16:00, Tuesday 8:00 Last talk")

    def talk(title: str, start: str, slot: Slot | None = None) -> Talk:
        return Talk(read.value(title), start=read.value("Monday", start), slot=slot, event=Value("Knot days"))

    shared = talk("Shared talk", "2025-05-05", Slot(read.value("16:00", "2025-05-05T16:00")))
    talks = (shared, talk("Last talk", "2025-05-06T08:00"), talk("Second talk", "2025-05-05T14:00"), talk("First talk", "2025-05-05T09:00"))
    event = Event(Value("Knot days"), agenda=(AgendaItem(read.value("Lunch")),))
    facts = read.described(Announcement(talks, (event,))).facts
    (lunch,) = {triple.subject.value.partition("/id/")[2] for triple in facts if "#break-" in triple.subject.value}
    order = ("talk/first-talk", lunch, "talk/second-talk", "talk/shared-talk", "talk/last-talk")
    assert [said(facts, item)["position"] for item in order] == [["1"], ["2"], ["3"], ["4"], ["5"]]


def test_a_block_that_is_the_whole_event_is_no_session():
    slot = Slot(Value("2025-05-01T16:00"), Value("2025-05-01T18:00"))
    event = Event(Value("Knot evening"), start=slot.start, end=slot.end)
    talk = Talk(Value("First"), slot=slot, event=Value("Knot evening"))
    facts = Page("").described(Announcement((talk,), (event,))).facts
    assert said(facts, "talk/first")["superEvent"] == ["event/knot-evening"]
    assert said(facts, "talk/first")["earliest"] == ["2025-05-01"]


def test_an_event_and_a_joint_series_have_their_facts():
    facts = workshop()
    event = said(facts, "event/knot-days")
    assert event["maximumAttendeeCapacity"] == ["70"]
    assert (event["startDate"], event["endDate"]) == (["2025-05-01"], ["2025-05-02"])
    assert (event["earliest"], event["latest"]) == (["2025-05-01"], ["2025-05-02"])
    assert said(facts, "series/knot-school")["organizer"] == ["org/analytical-institute", "org/knot-club"]


def test_the_document_is_described_with_its_versions_and_addresses():
    facts = Page("").described(
        Announcement(), addresses=("https://example.net/a",), revision_of=("aa" * 8,), replaced_by="bb" * 8
    ).facts
    doc = said(facts, "doc/00112233445566ff")
    assert doc["url"] == ["https://example.net/a"] and doc["wasRevisionOf"] == ["doc/" + "aa" * 8]
    assert doc["isReplacedBy"] == ["doc/" + "bb" * 8] and doc["encodingFormat"] == ["text/plain"]


def test_nothing_is_a_blank_node_and_nothing_is_stated_twice():
    described = notice()
    for triples in (described.facts, described.readings, workshop()):
        assert len(set(triples)) == len(triples)
        assert not [triple for triple in triples if "_:" in (str(triple.subject)[:2], str(triple.object)[:2])]
