"""Takes pictures of the pages of a running site, in light and dark, at the widths of a desk and a phone.

    python tools/screenshots.py http://127.0.0.1:5000 build/screenshots / /talks /sparql
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTHS = (1280, 360)
SCHEMES = ("light", "dark")


def main(site: str, folder: str, *paths: str) -> None:
    """Writes FOLDER/NAME-WIDTH-SCHEME.png for each path."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for width in WIDTHS:
            for scheme in SCHEMES:
                page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                for path in paths or ("/",):
                    page.goto(site + path)
                    name = path.strip("/").replace("/", "-") or "home"
                    page.screenshot(path=f"{folder}/{name[:40]}-{width}-{scheme}.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
