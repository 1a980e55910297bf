"""linimasa: a benchmark of how well extractors read the news.

The public names are loaded when they are first used, so that `import benchmark` and `linimasa --help` cost nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

_HOME = {
    "Annotations": "records",
    "Argument": "records",
    "Before": "records",
    "BenchmarkError": "errors",
    "Corpus": "corpora",
    "Counts": "records",
    "DataError": "errors",
    "Document": "records",
    "Entity": "records",
    "Event": "records",
    "Extractor": "extractors",
    "GoldDocument": "records",
    "Link": "records",
    "Missing": "extractors",
    "Money": "records",
    "Prediction": "records",
    "Record": "records",
    "Scorer": "scoring",
    "Span": "records",
    "Timex": "records",
    "open_corpus": "formats",
    "option": "extractors",
    "score": "scoring",
}

__all__ = [*sorted(_HOME), "__version__"]

if TYPE_CHECKING:
    from benchmark.corpora import Corpus as Corpus
    from benchmark.errors import BenchmarkError as BenchmarkError
    from benchmark.errors import DataError as DataError
    from benchmark.extractors import Extractor as Extractor
    from benchmark.extractors import Missing as Missing
    from benchmark.extractors import option as option
    from benchmark.formats import open_corpus as open_corpus
    from benchmark.records import Annotations as Annotations
    from benchmark.records import Argument as Argument
    from benchmark.records import Before as Before
    from benchmark.records import Counts as Counts
    from benchmark.records import Document as Document
    from benchmark.records import Entity as Entity
    from benchmark.records import Event as Event
    from benchmark.records import GoldDocument as GoldDocument
    from benchmark.records import Link as Link
    from benchmark.records import Money as Money
    from benchmark.records import Prediction as Prediction
    from benchmark.records import Record as Record
    from benchmark.records import Span as Span
    from benchmark.records import Timex as Timex


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(f"benchmark.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)
