"""Words cut from a text, tidied at their ends so that they stand as a line."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 200  #: characters of a line
_EDGE: Final = " \t\r\n,;:–—-"
#: "3 a.m.", "the U.S.": the stop is the word's own
_ABBREVIATED: Final = re.compile(r"\b\w\.\w\.$")
#: "Three died, among them": of a list that is not shown
_OPEN_LIST: Final = re.compile(
    r"(?i),\s+(?:among|including|such\s+as)(?:\s+(?:them|whom|these|those))?$"
)

#: What ties a sentence to those before it, which the sheet doesn't show
_TIE: Final = re.compile(
    r"(?i)^(?:still|however|meanwhile|moreover|furthermore|nevertheless|nonetheless|additionally"
    r"|in addition|besides|indeed|that said|for (?:his|her|its|their) part),\s+(?=\w)"
)


def polished(line: str) -> str:
    """“, three men died, among them” as “Three men died”; a long line is cut at a word."""
    line = _balanced(" ".join(line.split())).lstrip(_EDGE)
    line = _TIE.sub("", line.strip(_EDGE))
    line = (line if _ABBREVIATED.search(line) else line.removesuffix(".")).strip(_EDGE)
    line = re.sub(r"[,.]([”\"])$", r"\1", line)
    line = re.sub(r",\s+\w+ly$", "", line)  # of a participle that is not shown
    line = _OPEN_LIST.sub("", line)
    if len(line) > LONGEST:
        line = line[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(_EDGE) + "…"
        line = _balanced(line)
    first = re.search(r"\w", line)
    if first is None:
        return line
    if line[: first.start()].strip() in ("[", ""):
        at = first.start()
        return line[:at] + line[at].upper() + line[at + 1 :]
    return line


def _balanced(line: str) -> str:
    """Without quotation marks or brackets that have lost their other half."""
    for left, right in ("“”", "()", "[]"):
        if line.count(left) != line.count(right):
            line = line.replace(left, "").replace(right, "")
    return line.replace('"', "") if line.count('"') % 2 else line
