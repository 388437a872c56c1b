"""Which way the verb that governs a time expression looks: back, ahead, or no saying."""

from __future__ import annotations

from secondsource.extract.lexer import Words

_AHEAD = frozenset(
    "will shall 'll won't expects expected scheduled plan plans planned set due going could would"
    " may might must should aims hopes intends upcoming payable effective".split()
)
_BACK = frozenset(
    "was were had did has have been said told says came went took made began fell rose found held"
    " met left sent won lost saw got gave led ran cut hit put shot struck killed became broke"
    " brought bought built caught chose drew drove fought felt flew kept knew paid sold spoke stood"
    " thought wrote since".split()
)
_STOP = frozenset({".", "!", "?", ";"})
_REACH = 24  # words looked at on each side


def direction_in_text(words: Words, first: int, last: int) -> int:
    """Direction by the nearest cue in the sentence, the words before first."""
    for index in range(first - 1, max(-1, first - _REACH), -1):
        if _boundary(words, index):
            break
        if found := _cue(words, index):
            return found
    for index in range(last, min(len(words), last + _REACH)):
        if _boundary(words, index):
            break
        if found := _cue(words, index):
            return found
    return 0


def _boundary(words: Words, index: int) -> bool:
    low = words.lows[index]
    if low[0] == "\n":
        return True
    return low in _STOP and words.form(index + 1)[:1].isupper() if low in _STOP and (
        index + 1 < len(words)
    ) else False


def _cue(words: Words, index: int) -> int:
    low = words.lows[index]
    if low in _AHEAD or low.endswith("'ll"):
        return 1
    past = low in _BACK or (low.endswith("ed") and len(low) > 4)
    if not past:
        return 0
    before = words.lows[max(0, index - 3) : index]
    return 1 if "be" in before or any(word in ("will", "would", "to") for word in before) else -1
