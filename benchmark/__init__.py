"""linimasa: a benchmark of how well extractors read the news."""

__version__ = "0.1.0"
