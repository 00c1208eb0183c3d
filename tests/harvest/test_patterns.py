"""What the settings of a source read and give reaches the graph, marked as what it is."""

from kg.model.source import SourceSettings

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>Ada Byron – Knots without ends (University of Oslo)</title><description>12 May 2025, 14:00</description></item>
<item><title>Wugo Zü - Random Walks on Trees (ETH)</title><description>19 May 2025, 14:00</description></item>
</channel></rss>"""
PATTERNS = (("title", ("{speaker} – {title} ({affiliation})",)),)


def test_a_feed_is_published_as_its_pattern_reads_it(site, desk, gather):
    site.put("/talks.rss", FEED, "application/rss+xml")
    settings = SourceSettings("knots", f"{site.address}/talks.rss", series="Knots on Fridays", zone="Europe/Oslo", patterns=PATTERNS)
    report = gather(settings)
    assert report.exit_code == 0 and report.published == 2
    said = desk.ask(
        "?talk schema:name ?title ; schema:performer/schema:name ?speaker ; tg:timeZone ?zone ; tg:inSeries|schema:superEvent ?s . ?s schema:name ?series",
        "title", "speaker", "zone", "series",
    )  # fmt: skip
    assert said == [
        ("Knots without ends", "Ada Byron", "Europe/Oslo", "Knots on Fridays"),
        ("Random Walks on Trees", "Wugo Zü", "Europe/Oslo", "Knots on Fridays"),
    ]
    readings = [quad for quad in desk.everything() if "source:knots" in quad or "pattern:knots" in quad]
    assert any("source:knots" in one for one in readings) and any("pattern:knots" in one for one in readings)
    export = desk.export()
    desk.rebuild()
    assert desk.export() == export
