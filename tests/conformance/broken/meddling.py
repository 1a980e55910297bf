"""Tidies the document that it was given."""

import re

import msgspec

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Tidies the document that it was given."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
        msgspec.structs.force_setattr(document, "text", document.text.strip())
