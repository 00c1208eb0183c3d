"""The pages in a real browser: at the widths of a phone and a desk, light and dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield started
        started.close()


def first(page: Page, site: str, listing: str, words: str) -> str:
    """The address of the thing called `words` in a list."""
    page.goto(f"{site}/{listing}")
    return page.get_by_role("link", name=words).first.get_attribute("href")


@pytest.fixture(scope="module")
def addresses(browser: Browser, site: str) -> dict[str, str]:
    page = browser.new_page()
    found = {
        name: f"/{name}" if name != "home" else "/"
        for name in ("home", "talks", "people", "sparql", "problems", "ontology", "shapes", "about")
    }
    found["talk"] = first(page, site, "talks", "Posterior Sampling with Denoising Oracles")
    found["person"] = first(page, site, "people", "Qing Qu")
    found["institution"] = first(page, site, "institutions", "University of Michigan")
    found["event"] = first(page, site, "series", "Mathematics of Deep Learning Workshop")
    found["series"] = first(page, site, "series", "Columbia-NYU Joint FE Colloquium")
    page.goto(site + found["talk"])
    found["document"] = page.locator("h2:has-text('Announced in') + ol a").first.get_attribute("href")
    found["missing"] = "/talk/nothing/here"
    page.close()
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_fits_its_width_and_can_be_read(
    browser: Browser, site: str, addresses: dict[str, str], width: int, scheme: str, tmp_path
):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True)
    page = context.new_page()
    for name, path in addresses.items():
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than {width} px"
        assert page.locator("h1").count() == 1, name
        assert page.evaluate(CONTRAST) >= 4.5, f"{name} in {scheme}: too little contrast"
    context.close()


CONTRAST = """() => {
  const light = text => { const c = text.match(/[\\d.]+/g).slice(0, 3).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 });
    return .2126 * c[0] + .7152 * c[1] + .0722 * c[2] };
  const back = element => { for (; element; element = element.parentElement) {
    const colour = getComputedStyle(element).backgroundColor; if (!/, 0\\)$|transparent/.test(colour)) return colour } return 'rgb(255,255,255)' };
  let least = 21;
  for (const element of document.querySelectorAll('main *, header *, footer *')) {
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    const a = light(getComputedStyle(element).color), b = light(back(element));
    least = Math.min(least, (Math.max(a, b) + .05) / (Math.min(a, b) + .05));
  }
  return least
}"""


def test_a_fact_leads_to_the_words_it_was_read_from(browser: Browser, site: str, addresses: dict[str, str]):
    page = browser.new_page()
    page.goto(site + addresses["talk"])
    page.locator("dt:has-text('Speaker') + dd .from a").first.click()
    page.wait_for_url("**/doc/**")
    anchor = page.url.partition("#")[2]
    marked = page.evaluate(
        "id => { let n = document.getElementById(id); while (n.tagName !== 'MARK') n = n.nextElementSibling; return n.textContent }", anchor
    )
    assert marked.startswith("Joan Bruna")
    page.close()


def test_the_site_works_without_javascript(browser: Browser, site: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.get_by_role("link", name="SPARQL", exact=True).first.click()
    page.get_by_label("Query").fill("ASK { ?talk a <https://w3id.org/talkgraph/ontology#Talk> }")
    page.get_by_role("button", name="Run the query").click()
    assert page.get_by_text("Yes", exact=True).is_visible()
    context.close()


def test_nothing_is_loaded_from_elsewhere(browser: Browser, site: str, addresses: dict[str, str]):
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in addresses.values():
        page.goto(site + path)
    assert [url for url in asked if not url.startswith(site)] == []
    page.close()
