"""Talks told in sentences: 'Ann Lee of MIT will speak on “Knots” on Friday at noon in Room 2.'"""

from kg.extract.page import Page, Row
from kg.extract.slots import Frame
from kg.model.announcement import Talk


def talks_in_prose(page: Page, rows: tuple[Row, ...], frame: Frame) -> list[Talk]:
    return []
