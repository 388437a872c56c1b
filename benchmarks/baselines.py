"""What needs no model: the rows that stand beside the reader's in ``benchmarks.treebanks``.

Words by a regular expression, sentences at stops, the commonest tag and lemma of a form in the
training part, every word hung on its left neighbour, and entities looked up in a dictionary of
the training part's mentions.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from secondsource.records.reading import Sentence, Token
from secondsource.syntax import LabelledSpan, Syntax, Tree
from training.conllu import Document

_WORD = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
_STOP = re.compile(r"[.!?]+[\"'”’)]*\s+|\n\n")
_LONGEST = 6  #: words of a dictionary entity


class Baseline:
    """Reads texts with counts from training documents."""

    def __init__(self, documents: Sequence[Document]) -> None:
        tags: dict[str, Counter[tuple[str, str, str, str]]] = defaultdict(Counter)
        names: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for document in documents:
            for sentence in document.sentences:
                for word in sentence.words:
                    label = (word.upos, word.lemma, word.feats, word.deprel)
                    tags[word.surface.lower()][label] += 1
                forms = [word.surface.lower() for word in sentence.words]
                for first, last, label_ in sentence.entities:
                    names[tuple(forms[first : last + 1])][label_] += 1
        self._tags = {form: counts.most_common(1)[0][0] for form, counts in tags.items()}
        self._names = {form: counts.most_common(1)[0][0] for form, counts in names.items()}

    def annotate(self, texts: Sequence[str]) -> list[Syntax]:
        """One Syntax a text."""
        return [self._annotate(text) for text in texts]

    def _annotate(self, text: str) -> Syntax:
        trees: list[Tree] = []
        spans: list[LabelledSpan] = []
        for start, end in _sentences(text):
            tokens = [
                self._token(text, match.start(), match.end(), index)
                for index, match in enumerate(_WORD.finditer(text, start, end))
            ]
            if tokens:
                spans += self._lookup(text, tokens, len(trees))
                sentence = Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tuple(tokens))
                trees.append(Tree(text, sentence))
        return Syntax(text, tuple(trees), tuple(spans))

    def _token(self, text: str, start: int, end: int, index: int) -> Token:
        form = text[start:end]
        upos, lemma, feats, deprel = self._tags.get(form.lower(), ("NOUN", form, "_", "dep"))
        return Token(
            start=start, end=end, lemma=lemma, upos=upos, head=index, deprel=deprel, feats=feats
        )

    def _lookup(self, text: str, tokens: Sequence[Token], number: int) -> list[LabelledSpan]:
        forms = [text[token.start : token.end].lower() for token in tokens]
        return [
            LabelledSpan(number, first, first + width - 1, label, 1.0)
            for first in range(len(forms))
            for width in range(1, _LONGEST + 1)
            if (label := self._names.get(tuple(forms[first : first + width])))
            and first + width <= len(forms)
        ]


def _sentences(text: str) -> list[tuple[int, int]]:
    edges = [0, *(match.end() for match in _STOP.finditer(text)), len(text)]
    return list(zip(edges, edges[1:], strict=False))
