"""Takes its time to be loaded."""

import re
import time

from benchmark import Extractor, Timex


class Broken(Extractor):
    """Takes its time to be loaded."""

    provides = {"timexes"}

    def load(self):
        time.sleep(1.2)

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
