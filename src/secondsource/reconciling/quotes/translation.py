"""Evidence that quoted words are a translation: the text says so, or whose office it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from secondsource.names import country_named, country_of_people
from secondsource.reconciling.pages.cast import country_in
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.quotes.quotewords import quote_lists
from secondsource.records.reading import Quote
from secondsource.records.story import StoryMention

_BEFORE = 48  # characters before a name in which a country may introduce it
_NAMES = re.compile(r"[A-Z][\w.]*(?:\s+[A-Z][\w.]*)?")
_MOST = 4  # mentions of a speaker that are looked at


@cache
def _patterns() -> re.Pattern[str]:
    lists = quote_lists()
    languages = f"(?:{'|'.join(lists['languages'])})"
    listed = (pattern.replace("LANGUAGE", languages) for pattern in lists["translation"])
    return re.compile("|".join(f"(?:{pattern})" for pattern in listed), re.IGNORECASE)


def translation_evidence(page: Page, quote: Quote) -> tuple[StoryMention, ...]:
    """Where a report says that the words of a quotation are translated, or that their speaker
    holds an office of a country that speaks another language; the plainest evidence only."""
    found = _told(page, quote) or next(_foreign(page, quote), None)
    if found is None:
        return ()
    return (StoryMention(report=page.report, start=found[0], end=found[1]),)


def _told(page: Page, quote: Quote) -> tuple[int, int] | None:
    """An interpreter, a translation or another language in the sentences around, outside the
    quotation itself."""
    here = page.sentence_index(quote.start)
    first = page.sentences[max(0, here - 1)].start
    last = page.sentences[min(len(page.sentences) - 1, page.sentence_index(quote.end) + 1)].end
    for found in _patterns().finditer(page.text, first, last):
        if not any(q.start < found.end() and found.start() < q.end for q in page.reading.quotes):
            return found.span()
    return None


def _foreign(page: Page, quote: Quote) -> Iterator[tuple[int, int]]:
    """What shows the speaker to be of a country where English is not spoken in public: the
    speaker's own name ("Ukraine's foreign ministry"), or what stands before it."""
    entity = page.entity_by_id.get(quote.speaker or "")
    if entity is None:
        return
    for mention in [m for m in entity.mentions if m.form != "pronoun"][:_MOST]:
        shown = page.text[mention.start : mention.end]
        code = country_in(shown)
        if code is not None and entity.kind != "person":
            if code not in quote_lists()["english"]:
                yield mention.start, mention.end
            return
        start = max(page.sentence(mention.start).start, mention.start - _BEFORE)
        introduced = list(_countries(page.text, start, mention.end))
        if introduced:
            yield from (span for span, code in introduced[-1:] if not _speaks_english(code))
            return


def _countries(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], str]]:
    """Countries and peoples named in a stretch of text, with their spans."""
    for found in _NAMES.finditer(text, start, end):
        for words in (found[0], *found[0].split()):
            code = country_of_people(words) or country_named(words.removesuffix("'s"))
            if code is not None:
                at = found.start() + found[0].index(words)
                yield (at, at + len(words)), code
                break


def _speaks_english(code: str) -> bool:
    return code in quote_lists()["english"]
