"""What the settings of a source say of all its talks, where the document itself does not."""

from dataclasses import replace

from kg.extract.wording import key
from kg.model.announcement import Announcement, Series, Talk, Value
from kg.model.document import Document
from kg.model.source import SourceSettings
from kg.text.temporal import reader_zone

_CONFIDENCE = 0.9


def with_given(document: Document, announcement: Announcement, settings: SourceSettings) -> Announcement:
    """The announcement with the series, the zone and the language of the settings where it prints none.

    What is given so rests on no words: it is marked as derived, by the rule 'source:' and the name of the settings.
    """
    series = _given(settings, settings.series)
    zone = _given(settings, settings.zone) if reader_zone(document.text) is None else None
    talks = tuple(_with(talk, series, zone, settings.language) for talk in announcement.talks)
    named = {key(one.name.text) for one in announcement.series}
    more = series is not None and key(series.text) not in named and any(talk.series is series for talk in talks)
    return replace(announcement, talks=talks, series=(*announcement.series, Series(series)) if more else announcement.series)


def _given(settings: SourceSettings, words: str | None) -> Value | None:
    return Value(words.strip(), (), _CONFIDENCE, f"source:{settings.name}", derived=True) if words else None


def _with(talk: Talk, series: Value | None, zone: Value | None, language: str | None) -> Talk:
    return replace(
        talk,
        series=talk.series or series,
        timezone=talk.timezone or (zone if _has_time(talk) else None),
        language=talk.language or language,
    )


def _has_time(talk: Talk) -> bool:
    starts = (talk.start, talk.slot and talk.slot.start)
    return any(start is not None and "T" in start.text for start in starts)
