"""Takes pictures of every page of a report, light and dark, to be looked at: `make screenshots`.

python tests/reporting/screenshots.py REPORT FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from browsing import Reader, browser

PAGES = {
    "leaderboard": "#/leaderboard",
    "leaderboard-layer": "#/leaderboard?layer=entities",
    "leaderboard-labels": "#/leaderboard?layer=entities&view=labels",
    "compare": "#/compare",
    "document": "#/document",
    "timeline": "#/timeline",
    "errors": "#/errors",
    "errors-examples": "#/errors?kind=all&layer=entities",
    "method": "#/method",
}
NARROW = {"leaderboard", "document"}
WHOLE = 3_000
"""The most pixels that a picture is high."""


def main(report: Path, folder: Path) -> None:
    """Writes FOLDER/PAGE-light.png and -dark.png, and some in the width of a phone."""
    folder.mkdir(parents=True, exist_ok=True)
    with browser() as running:
        for theme in ("light", "dark"):
            for name, address in PAGES.items():
                for width in (1360, *((400,) if name in NARROW and theme == "light" else ())):
                    page = running.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
                    Reader(page, report).open(address)
                    height = page.evaluate("document.documentElement.scrollHeight")
                    page.set_viewport_size({"width": width, "height": max(900, min(height, WHOLE))})
                    file = folder / f"{name}-{theme}{'' if width > 400 else '-narrow'}.png"
                    page.screenshot(path=file)
                    print(file)
                    page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
