"""Takes a minute for every long text."""

import re
import time

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Takes a minute for every long text."""

    provides = {"timexes"}

    def extract(self, document):
        if len(document.text) > 10000:
            time.sleep(60)
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
