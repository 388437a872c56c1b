"""Collect the lemma table from UD EWT and GUM.

``python -m training.lemmas --data DIR --out FILE``
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

from training import conllu
from training.syntax import TREEBANKS

_LEFT_OUT = frozenset({"PROPN", "PUNCT", "SYM", "NUM", "X"})


def table(documents: list[conllu.Document]) -> dict[str, dict[str, str]]:
    """The commonest lemma of every (part of speech, lower-case form) seen, typos left out."""
    seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for document in documents:
        for sentence in document.sentences:
            for word in sentence.words:
                if word.upos not in _LEFT_OUT and "Typo=Yes" not in word.feats:
                    seen[word.upos][word.surface.lower()][word.lemma] += 1
    return {
        upos: {form: counts.most_common(1)[0][0] for form, counts in sorted(forms.items())}
        for upos, forms in sorted(seen.items())
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    documents = [d for name in TREEBANKS for d in conllu.read(options.data / name.format("train"))]
    content = json.dumps(table(documents), ensure_ascii=False).encode()
    options.out.write_bytes(gzip.compress(content, mtime=0))
    print(options.out, options.out.stat().st_size)


if __name__ == "__main__":
    main()
