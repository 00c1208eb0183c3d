"""From the probabilities of single tokens to the spans they may form."""

from collections.abc import Mapping, Sequence

LEAST = 0.02
"""A token less likely than this opens and continues no span."""

_LONGEST = 26


def spans_of(opening: Sequence[float], inside: Sequence[float]) -> list[tuple[int, int, float]]:
    """The spans of one role, as the numbers of their first token and of the one behind their last, with a probability.

    `opening` and `inside` hold the marginal probability of each token to open and to continue a span. A span is as
    likely as its least likely token, less the probability that it goes on; so the spans from one opening share its
    probability among them.
    """
    found = []
    for first, likely in enumerate(opening):
        last = first
        while likely >= LEAST and last - first <= _LONGEST:
            on = inside[last + 1] if last + 1 < len(inside) else 0.0
            if likely - on > LEAST / 2:
                found.append((first, last + 1, likely - on))
            likely, last = (min(likely, on), last + 1) if on >= LEAST else (0.0, last)
    return found


def summed(readings: Sequence[tuple[str, float]]) -> Mapping[str, float]:
    """The probability that at least one of the readings of each text is right, taking them as independent."""
    found: dict[str, float] = {}
    for text, likely in readings:
        found[text] = 1 - (1 - found.get(text, 0.0)) * (1 - likely)
    return found
