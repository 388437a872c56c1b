"""Entity spans: what the words say, as typed spans. NumPy in, plain tuples out.

Every span of up to MAX_WIDTH words is scored from one state: its first word, its last word, the
mean of its words and its width, added and rectified. Two outputs read that state: GUM's ten kinds
of mention (nested, named or not) and CrossNER's kinds of names in political news (flat).
"""

from __future__ import annotations

#: Labels of the outputs, index 0 is "no mention".
MENTION_KINDS = (
    "", "abstract", "animal", "event", "object", "organization", "person", "place", "plant",
    "substance", "time",
)  # fmt: skip
NAME_KINDS = (
    "", "country", "election", "event", "location", "misc", "organisation", "person",
    "politicalparty", "politician",
)  # fmt: skip
MAX_WIDTH = 12  #: longest span, in words
