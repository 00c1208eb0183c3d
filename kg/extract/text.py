"""An announcement read from the text of a document, whatever its layout."""

from kg.extract.announce import announcement_of
from dataclasses import replace

from kg.extract.changed import with_changes
from kg.extract.composed import Composition
from kg.extract.own_posts import with_own_posts
from kg.extract.page import page_of
from kg.extract.signs import announced
from kg.extract.told_organizers import with_told_organizers
from kg.model.announcement import Announcement
from kg.model.document import Document


def extract_text(
    document: Document, begin: int = 0, end: int | None = None, composed: Composition | None = None, recorded: bool = False
) -> Announcement:
    """What the text of `document` between two offsets states; nothing where it announces no talk.

    `composed` says how the lines of its source are composed, `recorded` that a record of the document tells of a talk.
    """
    page = page_of(document, begin, end, composed)
    announcement = announcement_of(page) if page.rows else Announcement()
    if end is None and composed is None and not recorded:
        announcement = announced(page, announcement)
    announcement = replace(announcement, talks=with_own_posts(page, announcement.talks))
    return with_changes(document, page, with_told_organizers(page, announcement))
