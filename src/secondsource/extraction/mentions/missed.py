"""Phrases that the model's labels passed over: proper nouns and pronouns in the tree."""

from __future__ import annotations

from collections.abc import Container, Iterator

from secondsource.extraction.mentions.printed_names import is_capital_link
from secondsource.extraction.places.gazetteer import FEATURE, REGION, gazetteer
from secondsource.extraction.wordlists.nouns import nouns, polity
from secondsource.names.words import gender_of_name, split, tables
from secondsource.syntax import LabelledSpan, Tree

PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f",
    "herself": "f", "it": "n", "its": "n", "itself": "n", "they": "p", "them": "p", "their": "p",
    "theirs": "p", "themselves": "p", "who": "r", "whom": "r", "whose": "r", "which": "r",
}  # fmt: skip
_CALENDAR = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
     "february", "march", "april", "may", "june", "july", "august", "september", "october",
     "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct",
     "nov", "dec", "am", "pm", "gmt", "est", "bst", "utc"}
)  # fmt: skip
_KNOWN = 5.5  #: weight from which a region is known by its bare name
_INSIDE = frozenset({"flat", "compound", "amod", "nmod"})


def missed(tree: Tree, number: int, taken: set[int]) -> Iterator[LabelledSpan]:
    """Names and pronouns of a sentence outside the words ``taken``, with a guessed label."""
    for index in range(len(tree)):
        if index not in taken and is_pronoun(tree, index):
            yield LabelledSpan(number, index, index, "person", 0.0)
    for first, last in _outermost(list(_runs(tree))):
        while first < last and tree.lower(first) == tree.form(first) in nouns().kinds["person"]:
            first += 1  # a "minister" that the tagger took for part of the name
        printed = tree.text[tree.tokens[first].start : tree.tokens[last].end]
        if taken.isdisjoint(range(first, last + 1)) and _is_name(printed):
            yield LabelledSpan(number, first, last, _guess(tree, first, last), 0.0)


def _outermost(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without the runs inside another: "World" of "World Economic Forum"."""
    return [
        run
        for run in runs
        if not any(a <= run[0] and run[1] <= b and (a, b) != run for a, b in runs)
    ]


def is_pronoun(tree: Tree, index: int) -> bool:
    """A third-person or relative pronoun that may stand for an entity."""
    if tree.upos(index) != "PRON" or tree.lower(index) not in PRONOUNS:
        return False
    return tree.rel(index) != "expl"


def _runs(tree: Tree) -> Iterator[tuple[int, int]]:
    """Proper nouns side by side that the tree holds together."""
    index = 0
    while index < len(tree):
        last = index
        if tree.upos(index) == "PROPN":
            while last + 1 < len(tree):
                if _joined(tree, last, last + 1):
                    last += 1
                elif _is_hyphened_place(tree, last):
                    last += 2
                else:
                    break
            first = index
            while first > 0 and _opens(tree, first - 1, range(first, last + 1)):
                first -= 1
            while last + 1 < len(tree) and _closes(tree, last + 1, range(first, last + 1)):
                last += 1
            while first > 1 and is_capital_link(tree, first - 1) and _is_capital(tree, first - 2):
                first -= 2  # "Reporters Without" of "Reporters Without Borders"
            yield first, last
        index = last + 1


def _is_hyphened_place(tree: Tree, left: int) -> bool:
    """ "Alpes-Maritimes", against the Trent-Lund line."""
    right = left + 2
    if right >= len(tree) or tree.form(left + 1) not in {"-", "–"} or tree.upos(right) != "PROPN":
        return False
    printed = tree.text[tree.tokens[left].start : tree.tokens[right].end]
    return " " not in printed and bool(gazetteer().find(printed))


def _is_capital(tree: Tree, index: int) -> bool:
    return tree.form(index)[0].isupper() and tree.upos(index) in {"NOUN", "PROPN", "ADJ"}


def _joined(tree: Tree, left: int, right: int) -> bool:
    if tree.upos(right) != "PROPN" or (
        left and tree.form(left - 1) == "," and _is_state(tree, left)
    ):
        return False
    if left in (tree.head(right), -1) or tree.head(left) == right:
        return True
    inside = {tree.rel(left), tree.rel(right)} <= {"flat", "compound"}
    return inside and tree.head(left) == tree.head(right)


def _is_state(tree: Tree, index: int) -> bool:
    """The tail of "Washington, D.C." ends the name, even where the sentence was not cut."""
    return tree.form(index).endswith(".") and polity(tree.form(index)) is not None


def _opens(tree: Tree, index: int, run: range) -> bool:
    """ "United" of "United Nations", whatever part of speech it was given, and "World" before the
    "Economic" of a forum."""
    parted = tree.upos(index) != "PROPN" or tree.upos(run.start) != "PROPN"
    capital = index > 0 and tree.form(index)[0].isupper() and parted
    return capital and tree.head(index) in run and tree.rel(index) in _INSIDE


def _closes(tree: Tree, index: int, run: Container[int | None]) -> bool:
    """ "Social" of "Truth Social", taken for an adjective."""
    capital = tree.form(index)[0].isupper() and tree.upos(index) in {"ADJ", "NOUN", "NUM"}
    return capital and (tree.head(index) in run or tree.rel(index) in {"appos", "flat"})


def _is_name(printed: str) -> bool:
    words = split(printed)
    return printed[0].isupper() and len("".join(words)) > 1 and not _CALENDAR.issuperset(words)


def _is_region(printed: str) -> bool:
    """A state, province or sea and nothing smaller: "South Kordofan", "Illinois"."""
    spots = gazetteer().find(printed)
    if not spots or spots[0].alias:
        return False
    return spots[0].kind in {REGION, FEATURE} and spots[0].weight >= _KNOWN


def _guess(tree: Tree, first: int, last: int) -> str:
    """A label for a name that the model passed over."""
    printed = tree.text[tree.tokens[first].start : tree.tokens[last].end]
    if polity(printed):
        return "place"
    lowered = [tree.lower(i).rstrip(".") for i in range(first, last + 1)]
    if any(word in tables().bodies for word in lowered) or lowered[-1] in tables().trades:
        return "organization"
    if lowered[0] in tables().titles or gender_of_name(printed) or _is_borne(tree, first, last):
        return "person"
    governor = tree.head(last)
    if governor is not None and tree.lemma(governor) in nouns().kinds["product"]:
        return "object"
    behind = first > 0 and tree.upos(first - 1) == "PROPN"  # "Virgin Atlantic", cut by the model
    return "place" if _is_region(printed) and not behind else "abstract"


def _is_borne(tree: Tree, first: int, last: int) -> bool:
    """ "envoy Lovda Marsh", "Envoy Lovda Marsh": a name of several words behind what somebody
    is."""
    lead = first if tree.lemma(first) in nouns().kinds["person"] and last - first > 1 else first - 1
    if lead < 0 or last == lead + 1 or tree.lemma(lead) not in nouns().kinds["person"]:
        return False
    inside = range(lead + 1, last + 1)
    hung = tree.head(lead) in inside or any(tree.head(word) == lead for word in inside)
    capitals = all(tree.form(word)[0].isupper() for word in inside)
    return hung and capitals and tree.feat(lead, "Number") != "Plur"
