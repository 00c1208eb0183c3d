"""A page that says it is missing announces nothing, whatever else the site shows on it."""

import pytest

from kg.extract import extract
from kg.read import read

NEXT = "<p>The next seminar:</p><h3>On knots</h3><p>Speaker: Ada Byron (University of London)</p><p>Friday 5 June 2026, 14:00, Room 12</p>"


def talks(title: str, heading: str, name: str = "page.html") -> int:
    page = f"<html><head><title>{title}</title></head><body><h1>{heading}</h1>{NEXT}</body></html>"
    return len(extract(read(page.encode(), key=f"/home/ada/{name}", max_bytes=100_000)).talks)


@pytest.mark.parametrize(
    "said",
    [
        "Page not found", "404 Not found", "404: Page not found!", "Error 404 – Not Found", "Oops! That page can’t be found.", "Seite nicht gefunden",
        "Fehler 404: Seite nicht gefunden", "Page introuvable", "Cette page n’existe pas", "Página no encontrada", "Pagina non trovata",
        "Pagina niet gevonden", "Nie znaleziono strony", "Página não encontrada", "Страница не найдена",
    ],
)  # fmt: skip
def test_a_missing_page_announces_no_talk(said):
    assert talks(said, "Mathematics") == talks(f"{said} | Mathematics", "Mathematics") == talks("Mathematics", said) == 0


@pytest.mark.parametrize("said", ["Seminar", "Page not found: how the web forgets", "Not found", "Room 404", "Error 404 and what it taught us"])
def test_a_page_that_speaks_of_missing_pages_is_read(said):
    assert talks("Mathematics", said) == talks(said, "Seminar") == 1
