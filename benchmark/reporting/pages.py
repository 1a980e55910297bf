"""The HTML report as one file: its assets bundled, its data in compressed blocks, and a policy that lets nothing else run.

The assets are plain HTML, CSS and JavaScript modules that stand beside this file; a bundle is the modules in the order of their imports.
Data stands in script elements of a type that no browser runs, as base64 of raw deflate, and is unpacked on demand.  The page inserts it as
text only; the Content-Security-Policy names the hashes of the one script and the one style and forbids everything else, the network
included.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
import zlib
from collections.abc import Iterable, Iterator
from importlib import resources
from itertools import islice

__all__ = ["bundle", "packed", "page"]

ASSETS = resources.files("benchmark.reporting") / "assets"
ENTRY = "main.js"
IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"\./([\w-]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function|class|let)\b)", re.MULTILINE)
EXPORTED = re.compile(r"^export (?:async )?(?:const|let|class|function\*?)\s+([\w$]+)", re.MULTILINE)
LEVEL = 9


def page(title: str, blocks: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """The file in parts: `blocks` are the data by name, as JSON."""
    style, script = asset("style.css"), bundle()
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hash_of(script)}",
            f"style-src {_hash_of(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )
    filled = {"policy": html.escape(policy), "title": html.escape(title), "style": style}
    opening, _, rest = asset("page.html").partition("<!--first-->\n")
    running, _, closing = rest.partition("<!--blocks-->\n")
    listed = iter(blocks)
    # The first block stands before the script: it is what the script needs to show anything.
    first = [_block(*block) for block in islice(listed, 1)]
    yield "".join([_filled(opening, filled), *first, _filled(running, {"script": script})]).encode()
    for name, content in listed:
        yield _block(name, content).encode()
    yield closing.encode()


def _block(name: str, content: str) -> str:
    return f'<script type="application/octet-stream" data-block="{html.escape(name)}">{packed(content)}</script>\n'


def packed(content: str) -> str:
    """Raw deflate of the text, as base64."""
    compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(compressor.compress(content.encode()) + compressor.flush()).decode()


def bundle() -> str:
    """The modules as one script, each a function of its own that gives what it exports; ValueError where an import is not exported."""
    order: dict[str, str] = {}
    _collect(ENTRY, order)
    parts = []
    for name, source in order.items():
        for wanted, origin in IMPORT.findall(source):
            if missing := sorted(set(_names(wanted)) - set(EXPORTED.findall(order[origin]))):
                raise ValueError(f"{name}: {origin} exports no {', '.join(missing)}")
        body = EXPORT.sub("", IMPORT.sub(_destructured, source)).strip()
        parts.append(f"const {_variable(name)} = (() => {{\n{body}\nreturn {{ {', '.join(EXPORTED.findall(source))} }};\n}})();")
    return '(() => {\n"use strict";\n' + "\n\n".join(parts) + "\n})();"


def asset(name: str) -> str:
    """The text of an asset."""
    return (ASSETS / name).read_text(encoding="utf-8")


def _collect(name: str, order: dict[str, str], path: tuple[str, ...] = ()) -> None:
    """Modules in the order in which they can run: each after those that it imports."""
    if name in path:
        raise ValueError(f"modules import each other in a circle: {' > '.join([*path, name])}")
    if name in order:
        return
    source = asset(name)
    for _, imported in IMPORT.findall(source):
        _collect(imported, order, (*path, name))
    order[name] = source


def _names(wanted: str) -> list[str]:
    return [part.strip() for part in wanted.split(",") if part.strip()]


def _variable(name: str) -> str:
    return f"module_{name.removesuffix('.js').replace('-', '_')}"


def _destructured(found: re.Match[str]) -> str:
    return f"const {{ {', '.join(_names(found[1]))} }} = {_variable(found[2])};\n"


def _hash_of(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _filled(template: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        template = template.replace(f"<!--{name}-->", value)
    return template
