"""Names that the weights and the code that reads them share."""

from __future__ import annotations

VERSION = 5  #: of the weights folder: raised when code and weights no longer fit

#: Tasks that weigh the encoder's last three layers each in their own way, in the order of the
#: rows of ``mixes`` in the weights.
MIXES = ("syntax", "entity", "meaning", "attribution", "coreference", "factuality", "event")

#: Products of word states that the graph makes for the heads outside it: the output's name, whose
#: states it takes, and the matrices it has side by side.
PRODUCTS = (
    ("spans", "entity", ("entities.first", "entities.last", "entities.mean")),
    (
        "mentions", "coreference",
        ("coreference.first", "coreference.last", "coreference.head", "coreference.mean"),
    ),
    ("saying", "attribution", ("attribution.cue_in", "attribution.word")),
    ("facts", "factuality", ("factuality.inner",)),
)  # fmt: skip
#: Outputs that are a task's word states as they are.
STATES = (("meaning", "meaning"), ("acting", "event"))
#: All outputs [rows, words, size] that feed the heads outside the graph.
WORD_STATES = tuple(name for name, *_ in (*PRODUCTS, *STATES))
