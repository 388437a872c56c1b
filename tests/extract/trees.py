"""Syntax for invented sentences, written as small tables.

One word a line: form, UPOS, head, relation, then where needed features (``Plur``) and lemma.
A line that opens with ``@`` labels words as the encoder would: ``@person President Ada Novak``.
A blank line ends a sentence.
"""

from __future__ import annotations

from secondsource.records.reading import Sentence, Token
from secondsource.syntax import LabelledSpan, Syntax, Tree

_TIGHT = frozenset(",.;:)”’!?")
_OPEN = frozenset("(“‘")


def parse(table: str) -> Syntax:
    """The syntax of a table of sentences."""
    text = ""
    sentences: list[Sentence] = []
    spans: list[LabelledSpan] = []
    for number, block in enumerate(part for part in table.strip().split("\n\n")):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        rows = [line.split() for line in lines if not line.startswith("@")]
        start, tokens = len(text), []
        for row in rows:
            text, token = _token(text, start, row)
            tokens.append(token)
        sentences.append(Sentence(start=start, end=len(text), tokens=tuple(tokens)))
        forms = [row[0] for row in rows]
        for line in lines:
            if line.startswith("@"):
                label, *wanted = line[1:].split()
                spans.append(_span(number, forms, label, wanted, spans))
        text += "\n"
    trees = tuple(Tree(text, sentence) for sentence in sentences)
    return Syntax(text=text, trees=trees, spans=tuple(spans))


def _token(text: str, start: int, row: list[str]) -> tuple[str, Token]:
    form, upos, head, relation, *rest = row
    glued = form in _TIGHT or form.startswith("'") or len(text) == start or text[-1] in _OPEN
    text = text if glued else text + " "
    feats = [f"Number={part}" for part in rest if part in {"Plur", "Sing"}]
    feats += [part for part in rest if "=" in part]
    plain = (part for part in rest if part not in {"Plur", "Sing"} and "=" not in part)
    lemma = next(plain, form.lower())
    token = Token(
        start=len(text), end=len(text) + len(form), lemma=lemma, upos=upos, head=int(head),
        deprel=relation, feats="|".join(feats) or None,
    )  # fmt: skip
    return text + form, token


def _span(
    number: int, forms: list[str], label: str, wanted: list[str], taken: list[LabelledSpan]
) -> LabelledSpan:
    """The first occurrence of these words that no earlier line of the same words took."""
    known = {(span.sentence, span.first, span.last) for span in taken}
    for first in range(len(forms) - len(wanted) + 1):
        last = first + len(wanted) - 1
        if forms[first : last + 1] == wanted and (number, first, last) not in known:
            return LabelledSpan(number, first, last, label, 1.0)
    raise ValueError(f"no {' '.join(wanted)!r} in sentence {number}")
