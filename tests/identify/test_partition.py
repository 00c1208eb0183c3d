from itertools import permutations

from kg.identify.partition import KNOWN, Link, Rules, join


def numbers_differ(a: frozenset, b: frozenset, rank: int) -> str | None:
    return "their numbers differ" if a and b and not a & b else None


RULES = Rules(numbers_differ, frozenset.union)
NONE, ONE, TWO = frozenset(), frozenset({1}), frozenset({2})


def link(rank: int, a: int, b: int, plain: bool = False) -> Link:
    return Link(rank, a, b, 0.9, "why", plain)


def test_links_join_and_the_rest_stays_alone():
    joined = join([NONE] * 4, [link(1, 0, 2), link(2, 2, 3)], (), RULES)
    assert joined.clusters == ((0, 2, 3), (1,))
    assert [len(links) for links in joined.links] == [2, 0]


def test_a_chain_never_joins_two_that_clash():
    joined = join([ONE, NONE, TWO], [link(1, 0, 1), link(2, 1, 2)], (), RULES)
    assert joined.clusters == ((0, 1), (2,))
    assert [why for _, why in joined.refused] == ["their numbers differ"]


def test_a_chain_never_joins_two_that_are_known_to_be_different():
    joined = join([NONE] * 3, [link(1, 0, 1), link(2, 1, 2)], [(0, 2)], RULES)
    assert joined.clusters == ((0, 1), (2,))
    assert [why for _, why in joined.refused] == [KNOWN]


def test_what_could_be_either_of_two_that_clash_is_neither():
    joined = join([ONE, NONE, TWO], [link(1, 0, 1), link(1, 1, 2)], (), RULES)
    assert joined.clusters == ((0,), (1,), (2,))


def test_a_plain_link_leaves_no_choice():
    joined = join([ONE, NONE, TWO], [link(1, 0, 1, plain=True), link(1, 1, 2)], (), RULES)
    assert joined.clusters[0] == (0, 1)


def test_prohibitions_follow_the_clusters_they_were_made_for():
    joined = join([NONE] * 6, [link(1, 0, 1), link(1, 2, 3), link(1, 4, 5), link(2, 1, 4), link(3, 3, 5)], [(0, 2)], RULES)
    assert joined.clusters == ((0, 1, 4, 5), (2, 3))


def test_the_order_of_links_makes_no_difference():
    links = [link(1, 0, 1), link(1, 1, 2), link(2, 0, 3), link(2, 3, 4)]
    results = {join([ONE, NONE, TWO, NONE, TWO], order, (), RULES) for order in permutations(links)}
    assert len(results) == 1
