"""The pages: built strictly without network, no link inside them leads nowhere, and what is made is not stale."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
OFFLINE = (
    "import socket, sys\n"
    "def refuse(*_, **__): raise OSError('no network')\n"
    "socket.socket.connect = socket.getaddrinfo = refuse\n"
    "from sphinx.cmd.build import main\n"
    "sys.exit(main(sys.argv[1:]))\n"
)
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "gold").glob("*.md"), *(ROOT / "systems").rglob("*.md")])
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def build(docs: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """`make docs`, in an interpreter that refuses every connection."""
    options = ["--fail-on-warning", "--keep-going", "--quiet", "--builder", "html"]
    return subprocess.run([sys.executable, "-c", OFFLINE, *options, str(docs), str(target)], capture_output=True, text=True, cwd=ROOT)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("pages")
    done = build(ROOT / "docs", target)
    assert done.returncode == 0, done.stderr
    return target


def test_every_page_is_built_and_in_the_table_of_contents(built: Path) -> None:
    index = (built / "index.html").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert (built / f"{page.stem}.html").is_file()
        assert page.stem == "index" or f'href="{page.stem}.html"' in index


def test_the_pages_load_nothing_from_elsewhere(built: Path) -> None:
    for page in built.glob("*.html"):
        content = page.read_text(encoding="utf-8")
        loaded = re.findall(r"<(?:script|img|iframe)[^>]*\ssrc=\"([^\"]+)|<link[^>]*rel=\"stylesheet\"[^>]*href=\"([^\"]+)", content)
        assert not [address for pair in loaded for address in pair if address.startswith(("http", "//"))], page.name


def test_the_reference_holds_every_record_and_class(built: Path) -> None:
    content = (built / "records.html").read_text(encoding="utf-8")
    for name in ("Document", "Entity", "Timex", "Money", "Event", "Before", "Link", "Annotations", "Prediction", "Counts"):
        assert f'id="benchmark.records.{name}"' in content
    for name in ("extractors.Extractor", "extractors.Extractor.labels", "extractors.option", "conformance.parametrize_with_checks"):
        assert f'id="benchmark.{name}"' in content


def test_a_link_that_leads_nowhere_fails_the_build(tmp_path: Path) -> None:
    docs = shutil.copytree(ROOT / "docs", tmp_path / "docs")
    conf = docs / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace("Path(__file__).parent.parent", f"Path({str(ROOT)!r})"), encoding="utf-8")
    for page in docs.glob("*.md"):
        page.write_text("# Page\n\n[lost](#nowhere) and [gone](gone.md)\n" if page.stem == "tutorial" else "# Page\n", encoding="utf-8")
    done = build(docs, tmp_path / "pages")
    assert done.returncode != 0
    assert "nowhere" in done.stderr
    assert "gone.md" in done.stderr


def test_the_page_of_systems_is_not_stale() -> None:
    done = subprocess.run([sys.executable, "docs/systems_page.py", "--check"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_no_link_of_a_page_leads_nowhere(page: Path) -> None:
    for address in LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", address):
            continue
        name, _, anchor = address.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{page.name}: {address}"
        if anchor:
            assert anchor in anchors_of(target), f"{page.name}: {address}"


def anchors_of(page: Path) -> set[str]:
    """The anchors of a page's headings, as the forges make them."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
