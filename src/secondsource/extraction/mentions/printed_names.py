"""Where in a noun phrase the name itself is printed, without title and without description."""

from __future__ import annotations

from secondsource.extraction.wordlists.nouns import kinds_of, nouns, polity
from secondsource.names.countries import country_named
from secondsource.names.words import given_names, split, tables
from secondsource.records.reading import EntityKind
from secondsource.syntax import Tree

# Titles that are part of how the bearer is called when only one more word is printed.
_KEPT = frozenset(
    {"pope", "king", "queen", "prince", "princess", "emperor", "saint", "st", "sultan", "sheikh"}
)
_INNER = frozenset(
    {"of", "the", "for", "and", "&", "on", "to", "-", "–", "'s", "’s", "'", "’", "."}
)
_PARTICLES = frozenset(
    {"de", "la", "le", "du", "van", "von", "der", "den", "bin", "ibn", "al", "el", "da", "dos",
     "del", "ul", "-", "–", ".", "'", "’", "y"}
)  # fmt: skip
#: given names of men and of women that open double ones
_FIRST_OF_TWO = frozenset({"jean", "marie", "claude", "ange", "guy", "jo", "mari"})
#: small words of other languages inside names, which English has not
_FOREIGN = frozenset({"de", "do", "da", "dos", "das", "du", "des", "del", "della", "di", "der"})
_PLURALS = frozenset({"people", "children", "women", "men", "workmen"})
_CAPITALISED = frozenset({"PROPN", "ADJ", "NOUN", "NUM", "X", "VERB", "SYM"})

Run = tuple[int, int]  #: first and last word, both included


def name_run(tree: Tree, span: Run, head: int, kind: EntityKind) -> Run | None:
    """The printed name inside the words ``span`` whose head is ``head``, or None for a nominal."""
    anchor = _anchor(tree, span, head)
    if anchor is None:
        return None
    run = _with_foreign_tail(tree, _grow(tree, span, anchor, kind))
    if kind == "person":
        return _without_titles(tree, _whole(tree, run))
    first, last = run
    while first < last and tree.lower(first) in {"the", "'s", "’s", "of"}:
        first += 1
    return first, last


def _with_foreign_tail(tree: Tree, run: Run) -> Run:
    """The run with what a link of another language joins to it: "Rio Grande do Sul"."""
    first, last = run
    if last + 2 < len(tree) and _is_double_name(tree, last):  # "Jean" of "Jean-Pierre Amisi"
        last += 2
        while (
            last + 1 < len(tree) and tree.rel(last + 1) == "flat" and tree.upos(last + 1) == "PROPN"
        ):
            last += 1
    while last + 2 < len(tree) and tree.form(last + 1) in _FOREIGN:
        if tree.upos(last + 2) not in _CAPITALISED or not tree.form(last + 2)[0].isupper():
            break
        last += 2
        while last + 1 < len(tree) and tree.upos(last + 1) == "PROPN" and tree.head(last + 1) in (
            last, tree.head(last)
        ) and tree.rel(last + 1) in {"flat", "compound"}:  # fmt: skip
            last += 1
    return first, last


def _is_double_name(tree: Tree, left: int) -> bool:
    """ "Jean-Pierre", against the Trent-Lund line."""
    between = tree.text[tree.tokens[left].end : tree.tokens[left + 2].start]
    given = tree.lower(left) in given_names() or tree.lower(left) in _FIRST_OF_TWO
    return between == "-" and given and tree.upos(left + 2) == "PROPN"


def _whole(tree: Tree, run: Run) -> Run:
    """The run with the rest of a name that the span cut off."""
    first, last = run
    while last + 1 < len(tree) and tree.upos(last + 1) == "PROPN" and tree.rel(last + 1) == "flat":
        if tree.head(last + 1) not in range(first, last + 1):
            break
        last += 1
    return first, last


def _anchor(tree: Tree, span: Run, head: int) -> int | None:
    """The proper noun that names the whole phrase."""
    if tree.upos(head) == "PROPN" and not _named(tree, head):  # "the agency Vorn", all one name
        return head + 1 if head < span[1] and _named(tree, head + 1) else None
    if tree.upos(head) == "PROPN":
        named = [i for i in tree.children(head, "flat") if tree.upos(i) == "PROPN"]
        return named[0] if named and _is_office(tree, head) else head
    if is_capital_link(tree, head + 1) and _named(tree, head + 2) and head + 2 <= span[1]:
        return head  # "Relief Without Limits"
    if _is_land(tree, head) and (town := _named_behind(tree, head)) is not None:
        return town if town <= span[1] else None
    tail = [i for i in tree.children(head, "flat", "appos", "compound") if span[0] <= i <= span[1]]
    named = [i for i in tail if tree.upos(i) == "PROPN"]
    after = [i for i in named if i > head and tree.rel(i) != "appos"]
    if after:
        return after[0]
    before = named and named[-1] < head
    if before and _is_named_body(tree, head, named[-1]):
        return named[-1]
    if before and (tree.form(head)[0].isupper() or tree.lemma(head) in nouns().kinds["product"]):
        return named[-1]
    return head if before and _is_land(tree, head) else None


def _is_named_body(tree: Tree, head: int, name: int) -> bool:
    """ "The Islamic State group", "the Wagner mercenary group": what stands before names the body;
    "a Velian group" and "the ministry's group" are not called so."""
    if tree.lemma(head) not in nouns().called or tree.feat(head, "Number") == "Plur":
        return False
    determiner = tree.child(head, "det")
    definite = determiner is None or tree.lower(determiner) == "the"
    return definite and name == head - 1 and polity(tree.form(name)) is None


def _named_behind(tree: Tree, head: int) -> int | None:
    """ "Orva" of "the Velian town of Orva": small letters say what it is, the name comes behind."""
    of = head + 1
    if of + 1 >= len(tree) or tree.lower(of) != "of" or tree.form(head)[0].isupper():
        return None
    name = next((i for i in tree.children(head, "nmod", "appos") if i > of), None)
    return name if name is not None and tree.upos(name) == "PROPN" else None


def _is_land(tree: Tree, head: int) -> bool:
    """ "Region" of "Poltava region": the name of a place ends in a common noun."""
    return tree.lemma(head) in nouns().kinds["place"] and tree.feat(head, "Number") != "Plur"


def _grow(tree: Tree, span: Run, anchor: int, kind: EntityKind) -> Run:
    first = last = anchor
    inner = _PARTICLES if kind == "person" else _INNER
    while True:
        step = _left(tree, span[0], first, inner)
        if step is None:
            break
        first = step
    while True:
        step = _right(tree, span[1], last, inner)
        if step is None:
            break
        last = step
    return first, last


def _named(tree: Tree, index: int) -> bool:
    form = tree.form(index)
    if tree.upos(index) == "PROPN":  # not the "agency" of "the civil defence agency INDECI"
        return not (form.islower() and kinds_of(form))
    return tree.upos(index) in _CAPITALISED and form[0].isupper() and index > 0


def _left(tree: Tree, limit: int, first: int, inner: frozenset[str]) -> int | None:
    index = first - 1
    while index >= limit and tree.lower(index) in inner and index > limit:
        index -= 1
    if index < limit or not _named(tree, index) or _apart(tree, index, first):
        return None
    return index


def _right(tree: Tree, limit: int, last: int, inner: frozenset[str]) -> int | None:
    index = last + 1
    if index < limit and tree.lower(index) == "of" and tree.lower(last) in tables().trades:
        return None  # "Lykos Shipping of Piraeus"
    while index < limit and (tree.lower(index) in inner or is_capital_link(tree, index)):
        index += 1
    if index > limit or not (_named(tree, index) or _numbered(tree, index, last)):
        return None
    return None if _apart(tree, last, index) else index


def is_capital_link(tree: Tree, index: int) -> bool:
    """A preposition printed with a capital inside a sentence that isn't all in capitals: it belongs
    to a name."""
    if not 0 < index < len(tree) - 1 or not tree.form(index)[0].isupper():
        return False
    if tree.upos(index) not in {"ADP", "SCONJ"}:
        return False
    verbs = [i for i in range(len(tree)) if tree.upos(i) in {"VERB", "AUX"}]
    return bool(verbs) and all(tree.form(i)[0].islower() for i in verbs if i)


def _numbered(tree: Tree, index: int, last: int) -> bool:
    return index == last + 1 and tree.upos(index) == "NUM" and tree.head(index) == last


def _apart(tree: Tree, left: int, right: int) -> bool:
    """Two names side by side: a list, an apposition, a state that owns the body."""
    between = {tree.lower(i) for i in range(left + 1, right)}
    if between & {"'s", "’s", "'", "’"}:
        if _of_members(tree, left, right, between):
            return False
        return polity(tree.form(left)) is not None or tree.rel(left) == "nmod"
    if "and" in between or "&" in between:
        words = tree.text[tree.tokens[left].start : tree.tokens[right].end]
        return "and" in between and tree.rel(right) == "conj" and country_named(words) is None
    if tree.head(left) == right:  # "the tanker, the Aegean Pearl": Aegean is no other name for it
        return False
    new = right - left > 1 or tree.upos(right) == "PROPN"
    firm = right - left == 1 and tree.lower(right) in tables().trades  # "Lykos Shipping"
    return new and not firm and tree.rel(right) in {"appos", "parataxis", "list"}


def _of_members(tree: Tree, left: int, right: int, between: set[str]) -> bool:
    """ "Drivers' Federation", "Women's League": a body called after its members, not one that
    somebody owns."""
    many = between & {"'", "’"} and tree.lower(left).endswith("s")
    if not (many or (between & {"'s", "’s"} and tree.lower(left) in _PLURALS)):
        return False
    owned = tree.head(left)
    words = {tree.lower(right), tree.lower(right if owned is None else owned)}
    bodies = nouns().kinds["organisation"] | tables().bodies
    return polity(tree.form(left)) is None and not words.isdisjoint(bodies)


def _without_titles(tree: Tree, run: Run) -> Run | None:
    """What follows the last title: "Tesla chief executive Ada Novak"."""
    begin, last = run
    titles = [i for i in range(begin, last) if _is_office(tree, i)]
    first = titles[-1] + 1 if titles else begin
    while first <= last and _is_title(tree, first, last):
        first += 1
    if first > last:
        return None
    before = tree.lower(first - 1).rstrip(".") if first > begin else ""
    return (first - 1, last) if first == last and before in _KEPT else (first, last)


def _is_office(tree: Tree, index: int) -> bool:
    word = "".join(split(tree.form(index)))
    known = word in tables().titles or word in nouns().kinds["person"]
    return known and len(word) > 1 and tree.lower(index) not in _PARTICLES | _INNER


def _is_title(tree: Tree, index: int, last: int) -> bool:
    word = "".join(split(tree.form(index)))
    if word in tables().titles or word in nouns().kinds["person"]:
        return True
    if tree.form(index) in {"-", "–", "'s", "’s", ".", "of", "the"}:
        return True
    return index < last and polity(tree.form(index)) is not None
