"""Value, bounds and unit of a quantity phrase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from secondsource.extraction.quantities.grammar import grammar
from secondsource.extraction.times.grammar import Phrase
from secondsource.extraction.tokens import numbers

_LEAST = frozenset(
    {"few", "upward", "upwards", "least", "minimum", "over", "above", "exceeding", "surpassing"}
)
_MOST = frozenset({"most", "maximum", "under", "below", "up", "many", "much", "high"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as said: ``value`` None where vague, ``low``/``high`` None where unbounded."""

    value: float | None
    low: float | None
    high: float | None
    unit: str | None = None
    approximate: bool = False


def amount(phrase: Phrase) -> Amount | None:
    """What the phrase says, None if it says no amount after all."""
    found = _SHAPES[phrase.rule.build](phrase)
    if found is None:
        return None
    return Amount(found.value, found.low, found.high, unit(phrase), found.approximate)


def _number(phrase: Phrase) -> Amount | None:
    value = numbers.value(phrase.lows("num"))
    if value is None:
        return None
    if "code" in phrase and not _is_code(phrase):
        return None
    if "odd" in phrase:
        return Amount(value, value, None, approximate=True)
    value = -value if "minus" in phrase or _signed(phrase) else value
    bounded = _bounded(value, phrase.lows("qual"))
    if "suffix" in phrase:
        least = "less" not in phrase.lows("suffix") and "fewer" not in phrase.lows("suffix")
        return Amount(value, value if least else None, None if least else value)
    return bounded


def _is_code(phrase: Phrase) -> bool:
    """``EUR 5 million``, ``Rs 500``: a currency's code, not its name, may stand before."""
    form = phrase.words.form(phrase.groups["code"][0])
    return form in ("Rs", "Rp", "RM", "Tk") or (len(form) == 3 and form.isupper())


def _share(phrase: Phrase) -> Amount | None:
    """``one in five``, ``two-thirds``, ``more than half``: percent of what is counted."""
    top, bottom = 1.0, 2.0
    if "top" in phrase:
        top = numbers.value(phrase.lows("top")) or 0.0
    if "bottom" in phrase:
        bottom = numbers.value(phrase.lows("bottom")) or 0.0
        if not _is_ratio(phrase, top, bottom):
            return None
    elif "parts" in phrase:
        word = phrase.low("parts").removesuffix("s")
        bottom = 4.0 if word == "quarter" else float(numbers.ordinal(word) or 0)
    elif _half_of_a_game(phrase):
        return None
    if not 0 < top < bottom:
        return None
    if "scale" in phrase:
        return _bounded(top / bottom * _scale(phrase), phrase.lows("qual"))
    return _bounded(round(100 * top / bottom, 2), phrase.lows("qual"))


def _is_ratio(phrase: Phrase, top: float, bottom: float) -> bool:
    """``nine of 10``, against the two counts of ``45 of 52 drones``."""
    inside = phrase.words.lows[phrase.first : phrase.last]
    if top >= bottom:
        return False
    if "in" in inside:
        return top < 10 and (bottom <= 10 or bottom % 10 == 0)
    return bottom in (10, 100) or ("out" in inside and bottom <= 5)


def _points(phrase: Phrase) -> Amount | None:
    """``a quarter point``, ``three-quarters of a point``, ``half a point``."""
    top = numbers.value(phrase.lows("top")) if "top" in phrase else 1.0
    share = (top or 1.0) / (4.0 if "parts" in phrase else 1.0 if "full" in phrase else 2.0)
    return _bounded(share, phrase.lows("qual"))


def _half_of_a_game(phrase: Phrase) -> bool:
    before = phrase.words.low(phrase.first - 1)
    return numbers.ordinal(before) is not None or before in ("other", "latter", "last", "the", "-")


def _bounded(value: float, qualifier: list[str]) -> Amount:
    words = set(qualifier)
    negated = words & {"no", "not"}
    if words & _LEAST or ("more" in words) != bool(negated and "more" in words):
        return Amount(value, value, None)
    if words & {"less", "fewer"}:
        return Amount(value, value, None) if negated else Amount(value, None, value)
    if words & _MOST or "more" in words:
        return Amount(value, None, value)
    return Amount(value, value, value, approximate=bool(words))


def _range(phrase: Phrase) -> Amount | None:
    low, high = phrase.lows("low"), phrase.lows("high")
    first, second = numbers.value(low), numbers.value(high)
    if first is None or second is None:
        return None
    if first < 1000 and high[-1] in numbers.SCALES and low[-1] not in numbers.SCALES:
        scale = numbers.value(high[-1:]) or 1.0
        first = first * scale if first < second / scale else first
    if first >= second:
        return None
    return Amount(None, first, second, approximate="qual" in phrase)


def _vague(phrase: Phrase) -> Amount | None:
    low, high = grammar().vague[phrase.low("vague")]
    scale = _scale(phrase)
    words = set(phrase.lows("qual"))
    if words & _MOST and not words & {"least"}:
        return Amount(None, None, None, approximate=True)
    return Amount(None, float(low * scale), float(high * scale) or None, approximate=True)


def _scale(phrase: Phrase) -> float:
    word = phrase.low("scale")
    return numbers.SCALES.get(word, numbers.SCALES.get(word.rstrip("s"), 1)) if word else 1.0


def _couple(phrase: Phrase) -> Amount | None:
    value = 2.0 * _scale(phrase)
    return Amount(value, value, value, approximate=phrase.low("two") != "pair")


def _nothing(phrase: Phrase) -> Amount | None:
    return Amount(0.0, 0.0, 0.0)


def _both(phrase: Phrase) -> Amount | None:
    return Amount(2.0, 2.0, 2.0)


_SHAPES: dict[str, Callable[[Phrase], Amount | None]] = {
    "number": _number,
    "range": _range,
    "vague": _vague,
    "couple": _couple,
    "share": _share,
    "points": _points,
    "nothing": _nothing,
    "both": _both,
}


def unit(phrase: Phrase) -> str | None:
    """ISO 4217 code, ``%``, ``percentage point`` or a unit's symbol; None for plain counts."""
    tables = grammar()
    if "sign" in phrase:
        prefix = tables.prefixes.get(currency_prefix(phrase))
        return prefix or tables.currencies[phrase.low("sign")]
    if phrase.rule.build == "share":
        return None if "scale" in phrase else "%"
    if "code" in phrase:
        return tables.currencies[phrase.low("code")]
    if "basis" in phrase:
        return "basis point"
    if "money" in phrase:
        return _currency(phrase.lows("money"))
    if phrase.rule.build == "points" and "measure" not in phrase:
        return "percentage point"
    if "percent" in phrase:
        return "percentage point" if phrase.low("percent") == "percentage" else "%"
    return _measure(phrase) if "measure" in phrase else None


def _currency(words: list[str]) -> str | None:
    """``PLN`` of "zlotys", ``MXN`` of "Mexican pesos": a country's own coin, whatever its name."""
    tables = grammar()
    nation = tables.nations.get(" ".join(words[:-1])) if len(words) > 1 else None
    return nation or tables.currencies.get(words[-1])


def lead(phrase: Phrase) -> int:
    """Characters before the phrase that belong to it: ``US`` of "US$5", the sign of "-5 °C"."""
    return len(currency_prefix(phrase)) or int(_signed(phrase))


def currency_prefix(phrase: Phrase) -> str:
    """``us`` in "US$5", else ``""``."""
    index = phrase.groups["sign"][0] - 1 if "sign" in phrase else -1
    words = phrase.words
    if index < 0 or words.ends[index] != words.starts[index + 1]:
        return ""
    return words.lows[index] if words.lows[index] in grammar().prefixes else ""


def _signed(phrase: Phrase) -> bool:
    words, start = phrase.words, phrase.start
    if "measure" not in phrase or words.low(phrase.first - 1) not in ("-", "−"):
        return False
    return words.ends[phrase.first - 1] == start and not words.text[: start - 1][-1:].strip()


def _measure(phrase: Phrase) -> str | None:
    tables = grammar()
    names = [tables.units[word] for word in phrase.lows("measure") if word in tables.units]
    if "°" in phrase.lows("measure"):
        return names[0] if names else "deg"
    name = names[0] if names else None
    if name == "deg" and len(names) > 1:
        return names[1]
    if "day" in phrase.lows("measure"):
        return f"{name}/d"
    if "hour" in phrase.lows("measure") or "h" in phrase.lows("measure"):
        return {"mi": "mph"}.get(name or "", f"{name}/h")
    words = set(phrase.lows("measure"))
    if name == "lb" and set(phrase.lows("num")) & {"million", "billion", "m", "bn"}:
        return "GBP"
    if words & {"square", "sq"} and name:
        return tables.squares.get(name, name)
    if "cubic" in words and name:
        return f"{name}3"
    return name
