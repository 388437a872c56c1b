"""The language of a report, from its title and body together.

Plainly English text is told by its function words alone: the general identifier takes most of a
second to load. Everything else goes to that identifier.
"""

from __future__ import annotations

import re

from secondsource.records.report import Report

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# No word of this list is common in another language's news.
_FUNCTION_WORDS = (
    "the and that with from which were have has been would their they after before about said"
    " who when there this these those what while could should into over than because"
)
_PLAINLY_ENGLISH = frozenset(_FUNCTION_WORDS.split())
_ENGLISH_SHARE = 0.08  #: English news has 0.12 to 0.20
_FEWEST_WORDS = 20  #: too few for the identifier, which then takes English for its creoles
_CREOLES = frozenset({"pcm", "jam", "bi", "tpi", "srn", "sco"})
_SAMPLE = 3_000  #: characters from the beginning, the middle and the end


def identify(report: Report) -> str:
    """ISO 639-1 code of the language most of ``report`` is written in."""
    text = _sample(f"{report.title or ''}\n{report.text}")
    words = _WORD.findall(text)
    few = len(words) < _FEWEST_WORDS
    if not words or (few and report.language):
        return report.language or "en"
    english = sum(word.lower() in _PLAINLY_ENGLISH for word in words)
    latin = sum(word.isascii() for word in words)
    if english >= 2 and english >= _ENGLISH_SHARE * len(words) and latin > 0.8 * len(words):
        return "en"
    from py3langid import classify

    language = str(classify(text)[0])
    return "en" if few and language in _CREOLES else language


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = (len(text) - _SAMPLE) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
