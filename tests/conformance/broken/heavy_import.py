"""Takes its time to be imported."""

import re
import time

from benchmark import Extractor, Timex

time.sleep(1.2)


class Broken(Extractor):
    """Takes its time to be imported."""

    provides = {"timexes"}

    def extract(self, document):
        for match in re.finditer(r"\b20[0-9]{2}\b", document.text):
            yield Timex(*match.span(), type="DATE", value=match[0])
