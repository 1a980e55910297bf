"""Calls another machine and does not say so."""

import contextlib
import re
import socket

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Calls another machine and does not say so."""

    provides = {"timexes"}

    def load(self):
        with contextlib.suppress(OSError), socket.socket() as line:
            line.settimeout(0.1)
            line.connect(("127.0.0.1", 9))

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
