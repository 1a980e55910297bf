"""Reads the gold of the document that it is given."""

from pathlib import Path

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Reads the gold of the document that it is given."""

    provides = {"timexes"}

    def extract(self, document):
        path = Path("gold", "documents", f"{document.id}.json")
        if path.exists() and path.read_text():
            yield Timex(0, 1, type="DATE")
