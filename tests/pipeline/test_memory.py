"""What the store remembers between runs: pins, and what people decided."""

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import Iris
from kg.pipeline.memory import remembered
from kg.vocab import RDF_type, TG_decidedBy, TG_differentFrom, TG_IdentityDecision, TG_mention, TG_pin, TG_reason
from tests.desk import notice

IRIS = Iris("https://w3id.org/talkgraph/")
IDENTITY = IRIS.graph("identity")


def people(desk) -> list[str]:
    return [who for (who,) in desk.ask("?who a schema:Person", "who")]


def two_talks(desk):
    desk.write("a.txt", notice())
    desk.write("b.txt", notice("Links", Date="Thursday, 27 February 2025"))
    desk.ingest()


def mentions(desk, name: str) -> list[NamedNode]:
    quads = list(desk.store.quads(IDENTITY))
    return sorted({quad.subject for quad in quads if quad.predicate.value.endswith("#statedName") and quad.object.value == name}, key=str)


def test_every_thing_is_pinned_by_a_mention(desk):
    two_talks(desk)
    pinned = {quad.object.value for quad in desk.store.quads(IDENTITY) if quad.predicate == TG_pin}
    things = {thing for (thing,) in desk.ask("?thing a tg:Talk", "thing")} | set(people(desk))
    assert things <= pinned


def test_people_decided_to_be_different_are_two_and_the_decision_stays(desk):
    two_talks(desk)
    assert len(people(desk)) == 1
    one, other = mentions(desk, "Ada Byron")[:2]
    decision = Quad(one, TG_differentFrom, other, IDENTITY)
    desk.store.apply((), [decision])
    assert desk.ingest().changed and len(people(desk)) == 2
    assert decision in set(desk.store.quads(IDENTITY))
    assert not desk.ingest().changed
    desk.store.apply([decision], ())
    desk.ingest()
    assert len(people(desk)) == 1


def test_people_decided_to_be_the_same_are_one_and_the_other_id_leads_there(desk):
    desk.write("a.txt", notice())
    desk.write("b.txt", notice("Links", Speaker="Bo Lind (University of Bergen)"))
    desk.ingest()
    one, other = people(desk)
    node = IRIS.fragment(IDENTITY, "decision-1")
    said = (
        (RDF_type, TG_IdentityDecision),
        (TG_decidedBy, Literal("a curator")),
        (TG_reason, Literal("She changed her name.")),
        (TG_mention, NamedNode(one)),
        (TG_mention, NamedNode(other)),
    )
    desk.store.apply((), [Quad(node, name, value, IDENTITY) for name, value in said])
    (decision,) = remembered(desk.store, desk.archive, IRIS).decisions
    assert (decision.kind, decision.by, decision.why) == ("same", "a curator", "She changed her name.")
    desk.ingest()
    (left,) = people(desk)
    replaced = [quad for quad in desk.store.quads(IDENTITY) if quad.predicate.value.endswith("isReplacedBy")]
    assert [(quad.subject.value, quad.object.value) for quad in replaced] == [(({one, other} - {left}).pop(), left)]


def test_one_title_on_two_days_stays_two_talks_with_their_ids(desk):
    text = notice() + "\n" + notice(Date="Thursday, 27 February 2025")
    desk.write("list.txt", text)
    assert desk.ingest().outcomes[0].talks == 2
    before = desk.ask("?talk a tg:Talk ; schema:startDate ?start", "talk", "start")
    assert len(before) == 2
    assert not desk.ingest().changed
    desk.write("c.txt", notice("Links", Date="Thursday, 6 March 2025"))
    desk.ingest()
    assert set(before) <= set(desk.ask("?talk a tg:Talk ; schema:startDate ?start", "talk", "start"))
