"""A text in tokens: which open sentences, stand in headlines and datelines, or belong to times and amounts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from .cues import CALENDAR_WORDS, Cues, cues_of
from .gazetteers import known_places, people_names

__all__ = ["BLANKS", "Page"]

# Repetitions are bounded wherever what follows them can fail, so that no text takes longer than its length.
TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\+?")
CAMEL = re.compile(r"[a-zà-ỹ]{1,3}[A-Z]|(?:al|el|as|ad|d|l)[-’'][A-Z]")
SENTENCE_END = re.compile(r"(?:^|[.!?:;”\"“‘(\[|•–—*-]\s{0,2}|\n\s*|\d\.\s)$")
UPPER = "A-Z" + "".join(sign for sign in map(chr, [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]) if sign.isupper())
PLACE = rf"[{UPPER}][\w.’']{{0,30}}(?:\s[{UPPER}][\w.]{{0,30}}){{0,3}}"
DATELINE = re.compile(rf"(?:^|\n)({PLACE}(?:/{PLACE})?)(?:,\s({PLACE})|\s\(({PLACE})\))?(?=\s?[—–]\s|\s-\s|,\s\d{{1,2}}\s|:\s)")
CREDIT = re.compile(r"(?i)\b(?:foto|teks|dok|photos?|pictures?|words|ảnh)\b[^:\n]{0,12}:|\w\.\s+\w|^\s*[•*–-]\s|^\s*\d+\.\s")
CAPITALS_LINE = 0.6
TITLE_CASE_LINE = 0.6
SMALL_TITLES = frozenset({"dr", "drg", "br", "ny"})
BLANKS = frozenset({" ", "\u00a0"})


class Page:
    """A text in tokens, with what is asked of it again and again."""

    def __init__(self, text: str, lang: str, busy: list[tuple[int, int]]) -> None:
        self.text, self.lang = text, lang
        spans = [match.span() for match in TOKEN.finditer(text)]
        self.starts, self.ends = [start for start, _ in spans], [end for _, end in spans]
        self.words = [text[start:end] for start, end in spans]
        self.capital = [word[0].isupper() or CAMEL.match(word) is not None for word in self.words]
        self.counts = Counter(self.words)
        self._busy = self._busy_tokens(busy)
        self._mark_lines()
        self.datelines = self._datelines()
        self._opens = [SENTENCE_END.search(text, max(0, start - 4), start) is not None or start == 0 for start in self.starts]
        for token in range(1, len(spans)):
            if self.words[token - 1] in SMALL_TITLES and self.gap(token - 1) == ". ":
                self._opens[token] = False
        self.inside = Counter(
            word
            for word, capital, opens, headline in zip(self.words, self.capital, self._opens, self.headline, strict=True)
            if capital and not opens and not headline
        )
        """How often a capitalised word stands where its capital says something."""
        self.pairs = {
            (self.words[place], self.words[place + 1])
            for place in range(len(spans) - 1)
            if self.capital[place] and self.capital[place + 1] and not self._opens[place] and not self.headline[place]
        }

    def _busy_tokens(self, busy: list[tuple[int, int]]) -> list[bool]:
        taken = [False] * len(self.starts)
        for start, end in busy:
            place = bisect_left(self.ends, start + 1)
            while place < len(taken) and self.starts[place] < end:
                taken[place] = True
                place += 1
        self._free_people(taken)
        return taken

    def _free_people(self, taken: list[bool]) -> None:
        """Frees the weekdays and months after which people of the text are called, as `Rabu` in `Rabu Wenda`."""
        count, cues = len(taken), cues_of(self.lang)
        alone = [
            token
            for token in range(count)
            if taken[token] and self.capital[token] and self.words[token].isalpha() and not (token and taken[token - 1])
            if not (token + 1 < count and taken[token + 1]) and not (token and self.words[token - 1].lower() in CALENDAR_WORDS)
        ]
        called = {self.words[token] for token in alone if self._is_called(token, cues)}
        for token in alone:
            if (self.words[token] in called and not self.text.startswith((" (", ", "), self.ends[token])) or self._is_called(token, cues):
                taken[token] = False

    def _is_called(self, token: int, cues: Cues) -> bool:
        """Whether what stands around a word of the calendar makes it somebody's name."""
        gap, following = self.gap(token), self.words[token + 1] if token + 1 < len(self.words) else ""
        if gap == " " and (following in cues.particles or (self.capital[token + 1] and following in people_names())):
            return following not in cues.titles
        before = self.words[token - 1] if token and self.gap(token - 1) == " " else ""
        kinds = cues.around.get(before.lower(), ())
        return before in cues.titles or "honorific" in kinds or before.lower() in ("bernama", "named", "tên")

    def _mark_lines(self) -> None:
        """Which tokens stand in headlines, whose capitals say nothing."""
        self.headline, place = [False] * len(self.starts), 0
        self.headlines: list[re.Match[str]] = []
        for line in re.finditer(r"[^\n]+", self.text):
            marked = _in_capitals(line[0]) or (_in_title_case(line[0]) and not self._in_list(line))
            if marked:
                self.headlines.append(line)
            while place < len(self.starts) and self.starts[place] < line.end():
                self.headline[place] = marked
                place += 1

    def _in_list(self, line: re.Match[str]) -> bool:
        """Whether a line is one of several without an empty one between them, or says who took a picture."""
        text = self.text
        alone = text[max(0, line.start() - 2) : line.start()] in ("", "\n\n") and text[line.end() : line.end() + 2] in ("", "\n", "\n\n")
        return not (alone or line.start() == 0) or CREDIT.search(line[0]) is not None

    def _datelines(self) -> dict[int, str]:
        """By the offset where a name of them starts, whether it is the place of a dateline or the medium or region behind it."""
        found = {}
        for match in DATELINE.finditer(self.text):
            colon = self.text[match.end() : match.end() + 1] == ":"
            if colon and not (match[1].isupper() and match[1].title() in known_places(self.lang)):
                continue
            found[match.start(1)] = "place"
            if "/" in match[1]:
                found[match.start(1) + match[1].index("/") + 1] = "place"
            for group in (2, 3):
                if match[group]:
                    found[match.start(group)] = "behind"
        return found

    def busy(self, token: int) -> bool:
        """Whether a token belongs to a time expression or an amount."""
        return self._busy[token]

    def opens(self, token: int) -> bool:
        """Whether a token opens a sentence, a line, a bracket or a quotation."""
        return self._opens[token]

    def usable(self, token: int) -> bool:
        """Whether there is such a token, with a capital, of no time expression and no amount."""
        return token < len(self.words) and self.capital[token] and not self._busy[token]

    def phrase(self, first: int, last: int) -> str:
        """Some tokens with single blanks between them."""
        return " ".join(self.words[first : last + 1])

    def gap(self, token: int) -> str:
        """What stands between a token and the next."""
        return self.text[self.ends[token] : self.starts[token + 1]] if token + 1 < len(self.starts) else "\n"


def _in_capitals(line: str) -> bool:
    """Whether a line is a headline in capitals, in which capitals say nothing."""
    letters = [sign for sign in line if sign.isalpha()]
    return len(letters) > 12 and sum(sign.isupper() for sign in letters) > CAPITALS_LINE * len(letters) and len(line.split()) > 3


def _in_title_case(line: str) -> bool:
    """Whether a line is a headline with capitals on most words: only names that the text has elsewhere can be told from it."""
    parts = [part for part in line.split() if part[:1].isalpha()]
    return len(parts) > 4 and line.rstrip()[-1:] not in '.!”"' and sum(part[:1].isupper() for part in parts) > TITLE_CASE_LINE * len(parts)
