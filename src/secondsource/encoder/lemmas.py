"""Lemmas as edit scripts: ``case|cut|add`` turns a form into its lemma.

``case`` is ``l`` (lower first) or ``=`` (as printed); ``cut`` characters go from the end and
``add`` is put there. After Straka (2018), UDPipe 2, without the prefix part English needs not.
"""

from __future__ import annotations


def script(form: str, lemma: str) -> str:
    """The edit script from ``form`` to ``lemma``."""
    case = "l" if lemma == lemma.lower() else "="
    base = form.lower() if case == "l" else form
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    return f"{case}|{len(base) - same}|{lemma[same:]}"


def apply(edit: str, form: str) -> str:
    """The lemma of ``form`` under an edit script; the lower-cased form where it does not fit."""
    case, cut, add = edit.split("|", 2)
    base = form.lower() if case == "l" else form
    if int(cut) > len(base):
        return form.lower()
    return base[: len(base) - int(cut)] + add or base
