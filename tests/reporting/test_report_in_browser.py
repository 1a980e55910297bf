"""The report in a real browser: every page, shared addresses, the keyboard alone, screen readers' needs, and hostile texts."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from browsing import Reader, reading
from hostile_reports import IMAGE, SCRIPT

from benchmark.cli import main
from benchmark.corpora import read_corpus
from benchmark.timelines import timeline

PAGES = ("leaderboard", "compare", "document", "timeline", "errors", "method")
ADDRESSES = {
    "leaderboard": "#/leaderboard",
    "one layer": "#/leaderboard?layer=entities",
    "one label": "#/leaderboard?layer=entities&label=ORG&lang=id",
    "by label": "#/leaderboard?layer=entities&view=labels",
    "every metric": "#/leaderboard?layer=events&view=metrics",
    "compare": "#/compare",
    "compare by language": "#/compare?by=lang&change=broken&kind=type",
    "document": "#/document?doc=meta-en&board=story%2Fontonotes10",
    "errors only": "#/document?only=errors&layer=events",
    "timeline": "#/timeline?doc=id-001",
    "errors": "#/errors?kind=all&layer=entities",
    "method": "#/method",
}


def test_the_leaderboard_shows_what_the_terminal_shows(reader: Reader, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["leaderboard", "--results", str(results), "--split", "dev", "-f", "csv"]) == 0
    printed = csv.DictReader(io.StringIO(capsys.readouterr().out))
    rows = {row["system"]: row for row in printed if row["label set"] == "ontonotes10"}
    assert set(rows) == {"regex", "rules"}
    reader.open()
    for system, printed_row in rows.items():
        row = reader.page.locator(f"#board tr[data-name='{system}']")
        numbers = row.locator(".number").all_inner_texts()
        assert numbers == [rate for name, rate in printed_row.items() if name in HEADLINES and rate]


LISTED = json.loads(Path("gold/corpus.json").read_text(encoding="utf-8"))
DEVELOPMENT = [one["id"] for one in LISTED["documents"] if one["id"] in LISTED["splits"]["dev"]]
HEADLINES = {"entities strict", "timexes value", "money value", "events trigger", "timelines dated"}


def test_every_page_is_reached_from_the_bar(reader: Reader) -> None:
    reader.open()
    for page in PAGES:
        reader.page.click(f"#page-{page}")
        reader.page.wait_for_selector(f".page.p-{page}")
        assert reader.page.locator("h1").count() == 1
        assert reader.page.locator(f"#page-{page}").get_attribute("aria-current") == "page"


def test_tables_sort_both_ways_and_say_so(reader: Reader) -> None:
    reader.open()
    order = []
    for direction in ("descending", "ascending"):
        reader.page.click("#sort-entities")
        reader.page.wait_for_selector(f"#board th[aria-sort={direction}]")
        order.append(reader.page.locator("#board tbody tr").evaluate_all("rows => rows.map(row => row.dataset.name)"))
    assert order[0] == order[1][::-1] == ["rules", "regex"]


def test_filters_change_the_numbers_and_the_address(reader: Reader) -> None:
    reader.open("#/leaderboard?layer=entities")
    before = reader.page.locator("#layer-table .number").first.inner_text()
    reader.page.select_option("#label", "ORG")
    reader.page.wait_for_selector("caption:has-text('ORG')")
    reader.page.select_option("#lang", "en")
    reader.page.wait_for_selector("caption:has-text('ORG, en')")
    assert reader.page.locator("#layer-table .number").first.inner_text() != before
    assert "label=ORG" in reader.page.url
    assert "lang=en" in reader.page.url
    reader.page.fill("#filter", "rul")
    assert reader.page.locator("#layer-table tbody tr:visible").count() == 1
    assert "q=rul" in reader.page.url


def test_a_number_leads_to_its_spans(reader: Reader) -> None:
    reader.open()
    reader.page.click("#board tr[data-name=regex] .number >> nth=0")
    reader.page.wait_for_selector(".p-errors .example")
    assert "Errors of regex" in reader.page.locator("#examples-title").inner_text()
    layers = set(reader.page.locator(".example .tint").all_inner_texts())
    assert layers == {"entities"}
    reader.page.click(".example a >> nth=0")
    reader.page.wait_for_selector(".p-document .text")


def test_errors_counted_are_errors_shown(reader: Reader) -> None:
    reader.open("#/errors?layer=money&system=regex&kind=all&all=500")
    shown = int(reader.page.locator("#kinds tr[data-name=regex] td:nth-last-child(2)").inner_text())
    assert reader.page.locator(".example").count() == shown


def test_what_changed_is_what_compare_says(reader: Reader, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    selection = ["--split", "dev", "--labels", "conll4", "--results", str(results), "-f", "json"]
    assert main(["compare", "regex", "rules", "--errors", *selection]) == 0
    errors = json.loads(capsys.readouterr().out)["errors"]
    reader.open("#/compare?board=dev%2Fconll4&a=regex&b=rules")
    rows = [row.split() for row in reader.page.locator("#changes tbody tr").all_inner_texts()]
    totals = [int(row[-1]) for row in rows]
    assert totals == [len(errors["lost"]), len(errors["gained"]), sum(one["number"] for one in errors["kept"])]


@pytest.mark.parametrize("by", [None, "label", "lang"])
def test_differences_and_verdicts_are_those_of_the_terminal(
    reader: Reader, results: Path, capsys: pytest.CaptureFixture[str], by: str | None
) -> None:
    selection = ["--split", "dev", "--labels", "ontonotes10", "--results", str(results), *(["--by", by] if by else [])]
    assert main(["compare", "regex", "rules", *selection, "-f", "csv"]) == 0
    printed = [row for row in csv.DictReader(io.StringIO(capsys.readouterr().out)) if row["difference"]]
    reader.open(f"#/compare?a=regex&b=rules&by={by or ''}")
    rows = [row.locator("td").all_inner_texts() for row in reader.page.locator("#differences tbody tr").all()]
    shown = [[cell.strip() for cell in (row[-8:-5] + row[-5:-4] + row[-2:])] for row in rows if row[-5] != "–"]
    assert [[documents, one, other, difference, p, verdict.lstrip("▲▼ ")] for documents, one, other, difference, p, verdict in shown] == [
        [row[name] for name in ("documents", "regex", "rules", "difference", "p (Holm)", "verdict")] for row in printed
    ]


def test_swapping_turns_the_verdict(reader: Reader) -> None:
    reader.open("#/compare?a=regex&b=rules")
    first = reader.page.locator("#differences tbody td.verdict").all_inner_texts()
    reader.page.click("#swap")
    reader.page.wait_for_selector("td.v-worse")
    second = reader.page.locator("#differences tbody td.verdict").all_inner_texts()
    assert [word.replace("better", "worse") for word in first] == second


def test_a_point_of_the_scatter_leads_to_its_document(reader: Reader) -> None:
    reader.open("#/compare?a=regex&b=rules")
    points = reader.page.locator(".scatter a")
    assert points.count() == len(DEVELOPMENT)
    address = points.first.get_attribute("href")
    reader.go(address)
    assert reader.page.locator(".p-document .column").count() == 3


def test_a_document_shows_gold_and_systems_side_by_side(reader: Reader) -> None:
    reader.open("#/document?doc=en-001")
    texts = reader.page.locator(".column .text").evaluate_all("parts => parts.map(part => part.textContent)")
    assert len(texts) == 3
    assert len(set(texts)) == 1, "marks change nothing of the text"
    assert texts[0] == Path("gold/documents/en-001.txt").read_text(encoding="utf-8")
    styles = reader.page.evaluate(
        "() => Object.fromEntries(['right','missed','spurious','boundary','type'].map(kind => {"
        " const mark = document.querySelector(`mark.k-${kind}`); return [kind, mark && getComputedStyle(mark).textDecorationStyle]; }))"
    )
    drawn = [style for style in styles.values() if style]
    assert len(set(drawn)) == len(drawn) >= 4, styles


def test_a_mark_tells_what_each_side_says(reader: Reader) -> None:
    reader.open("#/document?doc=id-001")
    reader.page.click("#gold-0")
    rows = reader.page.locator("#detail tbody tr th").all_inner_texts()
    assert rows == ["gold", "rules", "regex"]


def test_systems_are_switched_on_and_off(reader: Reader) -> None:
    reader.open("#/document?doc=id-001")
    reader.page.click(".chip >> nth=1")
    reader.page.wait_for_selector(".columns > :nth-child(2):last-child")
    assert "x=rules" in reader.page.url
    reader.page.click(".chip >> nth=0")
    reader.page.wait_for_selector(".columns > :nth-child(1):last-child")
    reader.open(f"#{reader.page.url.partition('#')[2]}")
    assert reader.page.locator(".columns > *").count() == 1, "no system is a choice too"


def test_the_timeline_links_what_is_misplaced_and_zooms(reader: Reader) -> None:
    for name in DEVELOPMENT:
        reader.open(f"#/timeline?doc={name}&x=rules")
        if reader.page.locator(".misplaced").count() and reader.page.locator(".e-missed").count():
            break
    assert reader.page.locator(".misplaced").count() >= 1
    assert reader.page.locator(".e-missed").count() >= 1
    whole = reader.page.locator(".tools .soft").inner_text()
    reader.page.click("#zoom-in")
    reader.page.wait_for_selector("#zoom-all:not([disabled])")
    assert "zoom=" in reader.page.url
    assert reader.page.locator(".tools .soft").inner_text() != whole
    happened = timeline(next(document for document in read_corpus(Path("gold")) if document.id == name)).events
    assert reader.page.locator("table th[scope=row]").count() >= len(happened) > 0, "the same stands in a table"


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_a_shared_address_shows_the_same_to_whoever_opens_it(chromium: Any, report: Path, address: str) -> None:
    seen = []
    for someone in reading(chromium, report):
        for way in ("opened", "reached"):
            someone.open(address) if way == "opened" else someone.go("#/errors?kind=missed").go(address)
            assert someone.page.locator(".page").count() == 1
            seen.append(re.sub(r"\s+", " ", someone.page.locator("main").inner_text()))
    assert seen[0] == seen[1]
    assert "cannot be shown" not in seen[0]


@pytest.mark.parametrize(
    "address",
    [
        "#/nosuch?board=nosuch",
        "#/leaderboard?layer=nosuch&label=x&lang=y&sort=-nosuch&view=z",
        "#/document?doc=nosuch&x=nosuch&layer=nosuch",
        "#/compare?a=nosuch&b=nosuch&by=x&change=y&kind=z&plot=w",
        "#/timeline?zoom=x_y",
        "#/timeline?zoom=9e99_-5",
        "#/errors?kind=nosuch&system=nosuch&all=-3",
        f"#/document?doc={SCRIPT}",
        "#%E0%A4%A",
    ],
)
def test_an_address_with_anything_in_it_shows_a_page(reader: Reader, address: str) -> None:
    reader.open(address)
    assert reader.page.locator("h1").count() == 1
    assert reader.page.locator("text=cannot be shown").count() == 0


def test_going_back_goes_back(reader: Reader) -> None:
    reader.open("#/leaderboard?layer=entities")
    reader.page.click("#page-method")
    reader.page.wait_for_selector(".p-method")
    reader.page.go_back()
    reader.page.wait_for_selector("#layer-table")


def test_the_keyboard_alone_reads_a_report(reader: Reader) -> None:
    page = reader.open().page
    press, focused = page.keyboard.press, "document.activeElement.id"
    press("Tab")
    assert page.evaluate(focused) == "skip"
    press("Enter")
    assert page.evaluate(focused) == "main"
    press("/")
    assert page.evaluate(focused) == "filter"
    page.keyboard.type("rules")
    assert page.locator("#board tbody tr:visible").count() == 1
    press("Escape")
    press("?")
    assert page.locator("#help").evaluate("help => help.open")
    press("Escape")
    assert not page.locator("#help").evaluate("help => help.open")
    press("3")
    page.wait_for_selector(".p-document")
    assert page.evaluate(focused) == "main"
    press("j")
    page.wait_for_selector(f"h1:has-text('{DEVELOPMENT[1]}')")
    press("k")
    page.wait_for_selector(f"h1:has-text('{DEVELOPMENT[0]}')")
    press("n")
    first = page.evaluate(focused)
    assert first.startswith("mark-")
    assert page.locator("#detail tbody tr").count() >= 2
    press("n")
    assert page.evaluate(focused) != first
    press("p")
    assert page.evaluate(focused) == first
    press("4")
    page.wait_for_selector(".p-timeline")
    press("+")
    page.wait_for_selector("#zoom-out:not([disabled])")
    press("0")
    page.wait_for_selector("#zoom-all[disabled]")


def test_typing_in_a_field_does_not_turn_pages(reader: Reader) -> None:
    page = reader.open().page
    page.focus("#filter")
    page.keyboard.type("jknp123?")
    assert page.input_value("#filter") == "jknp123?"
    assert page.locator(".p-leaderboard").count() == 1
    assert page.locator("#no-rows").is_visible()


def test_focus_stays_on_what_was_chosen(reader: Reader) -> None:
    page = reader.open("#/leaderboard").page
    page.focus("#layer-money")
    page.keyboard.press("Enter")
    page.wait_for_selector("#layer-table")
    assert page.evaluate("document.activeElement.id") == "layer-money"


@pytest.fixture
def auditor() -> Any:
    """axe-core, as its package ships it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    return axe.Axe()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_passes_axe(chromium: Any, report: Path, auditor: Any, theme: str) -> None:
    for someone in reading(chromium, report, color_scheme=theme):
        someone.open()
        for title, address in AUDITED.items():
            someone.go(address)
            if title == "document":
                someone.page.click("#gold-0")
            faults = auditor.run(someone.page, options={"runOnly": RULES[theme]}).response["violations"]
            assert not faults, "\n".join(f"{title}: {one['id']}: {one['nodes'][0]['html'][:200]}" for one in faults)


AUDITED = {title: ADDRESSES[title] for title in ("leaderboard", "one layer", "by label", "compare", "timeline", "errors", "method")}
AUDITED["document"] = "#/document?doc=vi-001"
RULES = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""Only colours differ between the themes."""


def test_the_theme_is_the_systems_until_it_is_chosen(chromium: Any, report: Path) -> None:
    for someone in reading(chromium, report, color_scheme="dark"):
        ground = "getComputedStyle(document.body).backgroundColor"
        dark = someone.open().page.evaluate(ground)
        someone.page.click("#theme")
        assert someone.page.evaluate(ground) != dark
        someone.page.reload()
        someone.page.wait_for_selector("main[data-ready]")
        assert someone.page.evaluate(ground) != dark, "the choice is remembered"


def test_print_leaves_out_what_paper_cannot_do(reader: Reader) -> None:
    page = reader.open("#/leaderboard?layer=entities").page
    page.emulate_media(media="print")
    assert not page.locator("#bar").is_visible()
    assert not page.locator(".toolbar").first.is_visible()
    assert page.locator("#layer-table").is_visible()


def test_a_narrow_screen_scrolls_tables_and_not_the_page(chromium: Any, report: Path) -> None:
    for someone in reading(chromium, report):
        someone.page.set_viewport_size({"width": 360, "height": 700})
        someone.open()
        for address in ADDRESSES.values():
            someone.go(address)
            wide = someone.page.evaluate(TOO_WIDE)
            assert not wide, f"{address}: {wide}"


TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
    .filter(one => !one.closest(".scroll, .columns, svg") && one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => `${one.tagName}.${one.className}`).concat("the page itself")"""


def test_hostile_names_and_texts_run_nothing_and_are_shown(hostile: Reader) -> None:
    page = hostile.open().page
    for address in ("#/leaderboard", *ADDRESSES.values(), "#/errors?kind=all", "#/document?layer=events", "#/compare?by=label"):
        hostile.go("#/method").go(address.replace("&board=story%2Fontonotes10", ""))
        shown = page.locator("main")
        assert "cannot be shown" not in shown.inner_text()
        assert shown.locator("script, img, iframe, object, embed, link, style").count() == 0
        assert "\u202e" not in shown.evaluate("main => main.textContent"), "what turns the writing is shown as an escape"
    hostile.go("#/document")
    text = page.locator(".column .text").first.evaluate("part => part.textContent")
    assert SCRIPT in text
    assert IMAGE in text
    assert "\\u202e" in text
    assert "\U0001f600" in text
    assert page.locator("#gold-1").evaluate("mark => mark.textContent") == "Meta", "offsets count code points"
    assert "alert" in page.title() or page.title().startswith("Document")


def test_a_text_that_is_kept_back_shows_spans_without_context(hostile: Reader) -> None:
    page = hostile.open("#/document?doc=kept-back").page
    assert page.locator(".column").count() == 0
    assert "not in this report" in page.locator(".notice").first.inner_text()
    shown = page.locator("#spans").inner_text()
    assert "Meta" in shown, "what gold publishes"
    assert "hired" not in shown


def test_a_failed_document_says_so(hostile: Reader) -> None:
    page = hostile.open("#/document").page
    page.keyboard.press("j")
    page.wait_for_selector(".badge.bad")
    assert f"failed: {SCRIPT}{IMAGE}" in page.locator(".column .notice").first.inner_text()


def test_injected_markup_is_stopped_by_the_policy(chromium: Any, report: Path) -> None:
    """The second wall: even where markup came into the page, nothing of it would run."""
    context = chromium.new_context()
    someone = Reader(context.new_page(), report)
    someone.open()
    ran = someone.page.evaluate(
        """async () => {
            const script = document.createElement("script"); let refused = false;
            try { script.textContent = "window.ran = true"; } catch { refused = true; }
            try { document.body.append(script); } catch { refused = true; }
            try { document.body.innerHTML += "<img src=x onerror='window.ran = true'>"; } catch { refused = true; }
            try { await fetch("https://example.org/"); } catch { /* refused */ }
            return [Boolean(window.ran), refused];
        }"""
    )
    context.close()
    assert ran == [False, True]
    assert any("Content Security Policy" in complaint for complaint in someone.complaints)
