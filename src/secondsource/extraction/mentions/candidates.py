"""Phrases that may mention an entity, with the features that decide whom they denote."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from secondsource.extraction.mentions.introduced import introduced, repeated
from secondsource.extraction.mentions.known import known_names
from secondsource.extraction.mentions.missed import PRONOUNS, missed
from secondsource.extraction.mentions.parted import parted_spans
from secondsource.extraction.mentions.printed_names import Run, is_capital_link, name_run
from secondsource.extraction.trees.predication import is_event_noun
from secondsource.extraction.wordlists.nouns import is_body_by_ending, kinds_of, nouns, polity
from secondsource.names import country_named, country_of_people
from secondsource.names.words import gender_of_name, split, tables
from secondsource.records.reading import EntityKind, MentionForm
from secondsource.syntax import LabelledSpan, Syntax, Tree

KINDS: dict[str, EntityKind] = {
    "person": "person", "place": "place", "organization": "organisation", "object": "product",
    "event": "event", "abstract": "other", "substance": "other", "animal": "other",
    "plant": "other",
}  # fmt: skip
_HEADS = nouns().kinds["organisation"] | nouns().kinds["place"]  #: "the Council" of a Council

_VERBAL = frozenset({"VERB", "AUX", "ADV", "ADP", "SCONJ", "CCONJ", "PUNCT", "INTJ", "PART"})
_THINGS = frozenset({"it", "this", "that"})
_HONORIFICS = frozenset({"mr", "mrs", "ms", "sir", "lady", "lord", "dame"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One phrase. ``first``..``last`` are its words, ``start``/``end`` the evidence printed."""

    sentence: int
    first: int
    last: int
    head: int
    form: MentionForm
    kind: EntityKind
    start: int
    end: int
    name: str | None = None
    plural: bool = False
    gender: str | None = None  #: m, f; of pronouns also n, p (they), r (relative)
    definite: bool = False
    indefinite: bool = False  #: has a determiner or number that isn't definite
    roles: frozenset[str] = frozenset()  #: lemmas of the nouns that describe it
    qualifiers: frozenset[str] = frozenset()  #: vice, deputy, prime …
    polities: frozenset[str] = frozenset()  #: ISO codes of the states named beside it
    modifiers: frozenset[str] = frozenset()  #: other lemmas that describe it
    members: int = 0  #: how many are listed, where the phrase is a list
    name_words: range = range(0)  #: the words of the name
    labelled: bool = True  #: the model named the kind, it was not guessed


def candidates(syntax: Syntax) -> list[Candidate]:
    """All candidates of a text in text order, longer before shorter."""
    found: dict[tuple[int, int, int], Candidate] = {}
    taken: dict[int, set[int]] = {}  # words of each sentence that head a phrase or tell a time
    for span in parted_spans(syntax):
        tree = syntax.trees[span.sentence]
        words = taken.setdefault(span.sentence, set())
        if span.label not in KINDS:
            words.update(range(span.first, span.last + 1))
        elif (whole := nominal_part(tree, span)) is not None:
            found[whole.sentence, whole.first, whole.last] = describe(tree, whole)
    named: dict[int, list[Candidate]] = {}
    for candidate in found.values():
        named.setdefault(candidate.sentence, []).append(candidate)
        words = taken[candidate.sentence]
        if (
            not candidate.members
            or syntax.trees[candidate.sentence].upos(candidate.head) != "PROPN"
        ):
            words.add(candidate.head)  # the first of several names listed is one by itself
        words.update(candidate.name_words)
        words.update(_title_words(syntax.trees[candidate.sentence], candidate))
    for number, tree in enumerate(syntax.trees):
        words = taken.get(number, set()) - _cut_short(tree, named.get(number, ()))
        for span in missed(tree, number, words):
            found[number, span.first, span.last] = describe(tree, span)
    told = introduced(syntax.trees)
    for number, tree in enumerate(syntax.trees):
        for first, last, listed in (*known_names(tree), *repeated(tree, told)):
            _take_known(tree, (number, first, last), listed, found)
    names = {c.name for c in found.values() if c.name}
    kept = [
        c
        for c in found.values()
        if syntax.text[c.start : c.end].lower() not in _ARTICLES
        and not _is_pair(c.name or "", names)
        and not _is_field(syntax.trees[c.sentence], c)
        and not _SEAT.search(syntax.text, max(0, c.start - 4), c.start)
        and not _SEATED.match(syntax.text, c.start, c.end)
    ]
    return _without_doubles(sorted(kept, key=lambda c: (c.sentence, c.first, -c.last)))


#: The party before a seat, which is no name: "(R-Ariz.)", ", D-N.Y.,".
_SEAT = re.compile(r"[(,]\s?[RDI][-–‑]\Z")
_SEATED = re.compile(r"[RDI][-–‑][A-Z][\w.]*\.?\Z")
_ARTICLES = frozenset({"the", "a", "an"})  # what is left where a name is cut off
_JOINING = frozenset({"and", "or", ",", "-"})
Key = tuple[int, int, int]  #: sentence, first and last word


def _take_known(tree: Tree, key: Key, kind: EntityKind, found: dict[Key, Candidate]) -> None:
    """A listed name as one mention of its kind, whatever the model made of its words: "Islamic" and
    "State" are one, and "Sunni" before "leaders" is none."""
    number, first, last = key
    run = range(first, last + 1)
    own = [at for at, c in found.items() if c.sentence == number and _is_about(c, run, kind)]
    if any(set(found[at].name_words) > set(run) for at in own):
        return  # part of a longer name
    drop = kind == "group" and _describes(tree, last)
    if not own and not drop:
        label = next((label for label, meant in KINDS.items() if meant == kind), "person")
        found[key] = describe(tree, LabelledSpan(number, first, last, label, 1.0))
        own = [key]
    for at in own:
        if drop:
            del found[at]
        else:
            found[at] = _named_as(tree, found[at], run, kind)


def _is_about(candidate: Candidate, run: range, kind: EntityKind) -> bool:
    """Whether a phrase is of the listed name; the land in "Bank of Japan" stays a place."""
    words = candidate.name_words or range(candidate.head, candidate.head + 1)
    overlaps = words.start < run.stop and run.start < words.stop
    if kind != "place" and candidate.kind == "place" and len(words) < len(run):
        return overlaps and not polity(candidate.name or "")
    return overlaps


def _describes(tree: Tree, last: int) -> bool:
    """ "Sunni tribesmen", "Shi'ite and Sunni leaders": an adjective, singular, before a noun."""
    index = last + 1
    while index < len(tree) and (
        tree.lower(index) in _JOINING or _is_capital_adjective(tree, index)
    ):
        index += 1
    noun = index < len(tree) and tree.upos(index) in {"NOUN", "ADJ"} and tree.form(index).islower()
    return noun and not tree.form(last).endswith("s")


def _is_capital_adjective(tree: Tree, index: int) -> bool:
    return tree.upos(index) in {"ADJ", "PROPN"} and tree.form(index)[0].isupper()


def _named_as(tree: Tree, candidate: Candidate, run: range, kind: EntityKind) -> Candidate:
    printed = tree.span(run)
    inside = candidate.head in run
    return replace(
        candidate,
        first=min(candidate.first, run.start),
        last=max(candidate.last, run.stop - 1),
        head=head_of(tree, run.start, run.stop - 1) if inside else candidate.head,
        form="name", kind=kind, name=tree.text[printed.start : printed.end],
        start=printed.start, end=printed.end, name_words=run, labelled=True, gender=None,
        plural=kind == "group", definite=True, indefinite=False, members=0,
    )  # fmt: skip


def _cut_short(tree: Tree, found: Collection[Candidate]) -> set[int]:
    """Words of a sentence's names that stop before the body they belong to: "Railway" of the
    Railway Staff Association, which the model passed over."""
    words: set[int] = set()
    heads = {candidate.head for candidate in found}
    for candidate in found:
        body = candidate.head
        while tree.rel(body) == "compound" and (above := tree.head(body)) is not None:
            body = above
        if candidate.name and is_capital_link(tree, candidate.name_words.start - 1):
            words |= {candidate.head, *candidate.name_words}
        bodily = tree.upos(body) == "PROPN" and tree.lower(body) in tables().bodies
        if candidate.name and bodily and body not in heads and body > candidate.last:
            words |= {candidate.head, *candidate.name_words}
    return words


def _title_words(tree: Tree, candidate: Candidate) -> list[int]:
    """ "Secretary of State" before a name holds no name of its own, save that of a country."""
    if candidate.kind != "person" or not candidate.name:
        return []
    before = range(candidate.first, candidate.name_words.start)
    return [index for index in before if polity(tree.form(index)) is None]


def _is_pair(name: str, names: set[str]) -> bool:
    """ "Berg-Novak" in "the Berg-Novak talks" is neither of the two."""
    parts = re.split(r"[-–—/]", name)
    if len(parts) < 2 or " " in name or not all(part[:1].isupper() for part in parts):
        return False
    return any(part in names or any(n.endswith(" " + part) for n in names) for part in parts)


def _is_field(tree: Tree, candidate: Candidate) -> bool:
    """ "Defence" of "Defence Minister Ivan Halko": what the office is of, and no body."""
    words, after = candidate.name_words, candidate.name_words.stop
    if len(words) != 1 or after + 1 >= len(tree) or candidate.kind == "person":
        return False
    is_field = tree.lower(words.start) in tables().fields and tree.form(after)[0].isupper()
    return is_field and tree.lower(after) in tables().ranks


def _without_doubles(ordered: list[Candidate]) -> list[Candidate]:
    """Phrases that come down to the same printed evidence are one; Kent in Kent County is none."""
    seen: set[tuple[int, int]] = set()
    kept: list[Candidate] = []
    for candidate in ordered:
        evidence = (candidate.start, candidate.end)
        if evidence not in seen and not any(_part_of(candidate, other) for other in kept[-3:]):
            kept.append(candidate)
        seen.add(evidence)
    return kept


def _part_of(candidate: Candidate, other: Candidate) -> bool:
    same = candidate.sentence == other.sentence
    if same and other.name and candidate.head == other.head and candidate.last < other.last:
        return candidate.form == "nominal" and candidate.first >= other.first  # "U.N. envoy (Roe)"
    inside = same and candidate.head in other.name_words
    if not inside or candidate.head == other.head or not (candidate.name and other.name):
        return False
    generic = {kind for word in split(candidate.name) for kind in kinds_of(word)}
    bodies = {"organisation", "group", "other"}
    members = other.kind in bodies and candidate.kind != "place"  # of a Drivers' Federation
    return candidate.kind == other.kind == "place" or bool(generic) or members


def nominal_part(tree: Tree, span: LabelledSpan) -> LabelledSpan | None:
    """The span, cut to its noun phrase where the model ran into the verb, or None without one."""
    head = head_of(tree, span.first, span.last)
    if tree.upos(head) not in _VERBAL:
        return span
    for child in tree.children(head, "nsubj", "obj"):
        words = [i for i in tree.subtree(child) if span.first <= i <= span.last]
        if span.first <= child <= span.last and tree.upos(child) in {"NOUN", "PROPN"}:
            return replace(span, first=words[0], last=words[-1])
    return None


def head_of(tree: Tree, first: int, last: int) -> int:
    """The word of a phrase whose governor lies outside it."""
    for index in range(first, last + 1):
        governor = tree.head(index)
        if (governor is None or not first <= governor <= last) and tree.upos(index) != "PUNCT":
            return index
    return last


def describe(tree: Tree, span: LabelledSpan) -> Candidate:
    """The features of one labelled phrase."""
    head = head_of(tree, span.first, span.last)
    if span.first == span.last and tree.upos(head) == "PRON":
        return _pronoun(tree, span, head)
    members = _members(tree, span, head)
    kind = _borne(tree, KINDS[span.label], head)
    run: Run | None = None if members > 1 else name_run(tree, (span.first, span.last), head, kind)
    shown = run or _nominal(tree, span, head, members > 1)
    printed = tree.span(range(shown[0], shown[1] + 1))
    name = tree.text[printed.start : printed.end] if run else None
    roles, qualifiers = _roles(tree, span, head, run)
    polities, modifiers = _around(tree, span, head, run)
    plural = members > 1 or (run is None and tree.feat(head, "Number") == "Plur")
    plural = plural or tree.lemma(head) in {"people", "police"}
    return Candidate(
        sentence=span.sentence, first=span.first, last=span.last, head=head,
        form="name" if run else "nominal", kind=_kind(tree, kind, head, plural, run),
        start=printed.start, end=printed.end, name=name, plural=plural,
        gender=_gender(tree, name, roles, span), definite=_definite(tree, span, head, run),
        indefinite=run is None and tree.child(head, "det", "nummod") is not None
        and not _definite(tree, span, head, run),
        roles=roles, qualifiers=qualifiers, polities=polities, modifiers=modifiers,
        members=members if members > 1 else 0,
        name_words=range(run[0], run[1] + 1) if run else range(0), labelled=span.score > 0,
    )  # fmt: skip


def _members(tree: Tree, span: LabelledSpan, head: int) -> int:
    """How many a phrase lists; "a lawyer and activist" is one."""
    listed = [i for i in tree.children(head, "conj") if i <= span.last]
    one = tree.upos(head) == "NOUN" and tree.feat(head, "Number") == "Sing"
    if one and tree.child(head, "det") is not None:
        listed = [i for i in listed if tree.upos(i) != "NOUN" or tree.child(i, "det") is not None]
    return 1 + len(listed)


def _pronoun(tree: Tree, span: LabelledSpan, head: int) -> Candidate:
    token, word = tree.tokens[head], tree.lower(head)
    gender = PRONOUNS.get(word)
    if word in {"that", "this"} and tree.feat(head, "PronType") == "Rel":
        gender = "r"
    kind = KINDS[span.label]
    return Candidate(
        sentence=span.sentence, first=head, last=head, head=head, form="pronoun",
        kind=_meant(tree, head, kind),
        start=token.start, end=token.end, gender=gender,
        plural=gender == "p",
    )  # fmt: skip


def _meant(tree: Tree, head: int, kind: EntityKind) -> EntityKind:
    """What a pronoun may stand for: a happening in "it was the ninth exchange of the war"."""
    noun = tree.head(head) if tree.rel(head) == "nsubj" and tree.lower(head) in _THINGS else None
    if noun is not None and tree.upos(noun) == "NOUN" and tree.child(noun, "cop") is not None:
        ranked = any(tree.feat(word, "NumType") == "Ord" for word in tree.children(noun, "amod"))
        if is_event_noun(tree, noun) or (ranked and not kinds_of(tree.lemma(noun))):
            return "event"
    return "other" if kind == "person" and tree.lower(head) in ("which", "it", "its") else kind


def _borne(tree: Tree, kind: EntityKind, head: int) -> EntityKind:
    """The model's kind, unless a noun that stands right beside the name says better.

    "Rural Alliance leader Ada Novak" is a person, however long the body's name is, and what follows
    "the newspaper" is one, whatever it sounds like.
    """
    described, name = tree.head(head), head
    if tree.upos(head) == "NOUN":
        named = [i for i in tree.children(head, "flat", "appos") if tree.upos(i) == "PROPN"]
        described, name = head, next((i for i in named if i > head), -1)
    elif described is None or tree.rel(head) not in {"flat", "appos"}:
        return kind
    if described is None or name < described:
        return kind
    kinds = kinds_of(tree.lemma(described))
    if _parted(tree, described, name):  # "its operator, Zerpet,"
        bare = tree.rel(name) == "appos" and tree.forms(described + 1, name - 1) == [","]
        bare = bare and tree.child(name, "flat", "acl") is None
        other = kinds and kind in {"person", "place"} and not {"person", kind} & {*kinds}
        return kinds[0] if bare and other else kind
    plain = tree.upos(described) == "NOUN" and tree.feat(described, "Number") != "Plur"
    return kinds[0] if plain and kinds and kind not in kinds else kind


def _parted(tree: Tree, left: int, right: int) -> bool:
    """Whether punctuation stands between two words."""
    return any(tree.upos(i) == "PUNCT" for i in range(left + 1, right))


def _kind(tree: Tree, kind: EntityKind, head: int, plural: bool, run: Run | None) -> EntityKind:
    """The model's kind, unless the noun of a description says better."""
    lemma = tree.lemma(head)
    governor = tree.head(head)
    if run is not None and (told := _told_beside(tree, kind, head, run)):
        return told
    if run is not None and kind != "place" and any(is_capital_link(tree, i) for i in range(*run)):
        return "organisation"  # "Reporters Without Borders" are no reporters
    if run is not None and kind in {"person", "place"} and _are_people(tree, head, kind):
        return "group"
    if run is not None and tree.rel(head) == "compound" and governor is not None:
        beside = governor == run[1] + 1 and not polity(tree.form(head))
        if beside and tree.lemma(governor) in nouns().parties and kind in {"place", "person"}:
            return "organisation"
        if beside and tree.lemma(governor) in nouns().fighting and kind not in {"place", "group"}:
            return "organisation"
        made = tree.lemma(governor) in nouns().kinds["product"]
        return "product" if made and kind in {"person", "other"} else kind
    if tree.upos(head) == "NOUN" and (run is None or head in range(run[0], run[1] + 1)):
        known = kinds_of(lemma)
        if known and kind not in known:
            kind = known[0]
        if plural and lemma in nouns().kinds["group"] and kind in {"person", "organisation"}:
            return "group"
    return "group" if kind == "person" and plural and run is None else kind


def _told_beside(tree: Tree, kind: EntityKind, head: int, run: Run) -> EntityKind | None:
    """The kind that a noun right beside a name says."""
    if _is_place_of(tree, kind, run):
        return "place"
    return "organisation" if _is_body_by_noun(tree, kind, head, run) else None


def _is_place_of(tree: Tree, kind: EntityKind, run: Run) -> bool:
    """ "The town of Minova": a name behind what sort of place it is."""
    if run[0] < 2 or kind == "place" or tree.lower(run[0] - 1) != "of":
        return False
    return tree.form(run[0] - 2).islower() and tree.lemma(run[0] - 2) in _SORTS


_SORTS = frozenset(
    {"town", "city", "village", "island", "province", "district", "state", "region", "port",
     "suburb", "county", "municipality", "hamlet", "peninsula", "archipelago", "oblast"}
)  # fmt: skip


def _is_body_by_noun(tree: Tree, kind: EntityKind, head: int, run: Run) -> bool:
    """ "The Wagner group", "Zerpet, which runs the plant", "Nordrail"."""
    if head not in range(run[0], run[1] + 1) and tree.lemma(head) in nouns().called:
        return True
    alone = kind in ("person", "other") and run[0] == run[1]
    return alone and (_is_thing(tree, head) or is_body_by_ending(tree.form(head)))


def _is_thing(tree: Tree, head: int) -> bool:
    """ "Zerpet, which runs the plant": nobody is a "which"."""
    clauses = tree.children(head, "acl")
    return any(
        tree.lower(word) == "which"
        for clause in clauses
        if tree.deprel(clause) == "acl:relcl"
        for word in tree.children(clause, "nsubj", "obj")
    )


def _are_people(tree: Tree, head: int, kind: EntityKind) -> bool:
    """ "Americans", "Democrats": the plural of a name that isn't a family's."""
    plural = tree.feat(head, "Number") == "Plur"
    demonym = country_of_people(tree.form(head)) and not country_named(tree.form(head))
    return plural and (bool(demonym) or (kind == "person" and tree.child(head, "flat") is None))


def _nominal(tree: Tree, span: LabelledSpan, head: int, listed: bool) -> Run:
    """The phrase without relative clauses, appositions and what follows them."""
    if listed:
        return span.first, span.last
    last = head
    for child in tree.children(head):
        if child > head and child <= span.last and tree.rel(child) in {"nmod", "flat", "compound"}:
            if tree.deprel(child) == "nmod:desc" or tree.rel(child) != "nmod":
                last = max(last, child)
            elif tree.child(child, "case") is not None and tree.child(child, "acl") is None:
                last = max(last, min(span.last, max(tree.subtree(child))))
    return span.first, last


def _roles(
    tree: Tree, span: LabelledSpan, head: int, run: Run | None
) -> tuple[frozenset[str], frozenset[str]]:
    """Nouns that describe the entity, and the words that narrow them."""
    outside = [
        i
        for i in range(span.first, span.last + 1)
        if (run is None or not run[0] <= i <= run[1]) and _near(tree, i, head)
    ]
    known = nouns()
    said = {i: known.abbreviations.get(tree.lower(i).rstrip("."), tree.lemma(i)) for i in outside}
    roles = {lemma for i, lemma in said.items() if i == head or (run and kinds_of(lemma))}
    roles = {role for role in roles if role not in known.qualifiers} or roles
    if run is not None and span.label == "person":  # "Pope Benedict"
        roles |= {tree.lower(run[0])} & nouns().also.keys()
    if run is not None and span.label in {"organization", "place"}:
        roles |= {tree.lower(i) for i in range(run[0], run[1] + 1)} & _HEADS
    narrowed = {tree.lemma(i) for i in outside if tree.lemma(i) in known.qualifiers}
    if run is not None:
        roles |= {other for role in roles for other in known.also.get(role, ())}
    return frozenset(roles), frozenset(narrowed - roles)


def _near(tree: Tree, index: int, head: int) -> bool:
    """The head, or a title before it, however the parser attached it."""
    node: int | None = index
    while node is not None and node != head:
        if tree.rel(node) not in {"compound", "flat", "amod"} and tree.deprel(node) != "nmod:desc":
            return False
        node = tree.head(node)
    return node == head


def _around(
    tree: Tree, span: LabelledSpan, head: int, run: Run | None
) -> tuple[frozenset[str], frozenset[str]]:
    states, words = set[str](), set[str]()
    for child in tree.children(head, "amod", "compound", "nmod", "flat", "nummod"):
        if not span.first <= child <= span.last or (run and run[0] <= child <= run[1]):
            continue
        inner = [child, *tree.children(child, "compound", "flat", "amod")]
        printed = tree.span(inner)
        state = polity(tree.text[printed.start : printed.end]) or polity(tree.form(child))
        if state:
            states.add(state)
        elif tree.deprel(child) != "nmod:desc":
            words.add(tree.lemma(child))
    if run is not None:
        for index in range(span.first, run[0]):
            state = polity(tree.form(index))
            states |= {state} if state else set()
    return frozenset(states), frozenset(words)


def _gender(tree: Tree, name: str | None, roles: frozenset[str], span: LabelledSpan) -> str | None:
    table = nouns().gender
    found = {table[role] for role in roles if role in table}
    owners = tree.children(head_of(tree, span.first, span.last), "nmod:poss")  # "Mr Brandt's wife"
    first = span.first - (name is not None and span.first > 0)  # "Ms" before the name
    for index in set(range(first, span.last + 1)).difference(*map(tree.subtree, owners)):
        if (word := tree.lower(index).rstrip(".")) in _HONORIFICS:
            found.add(table[word])
    if not found and name and (given := gender_of_name(name)):
        found = {given}
    return found.pop() if len(found) == 1 else None


def _definite(tree: Tree, span: LabelledSpan, head: int, run: Run | None) -> bool:
    if run is not None:
        return True
    determiner = tree.child(head, "det")
    if determiner is not None:
        return tree.lemma(determiner) in {"the", "this", "that", "these", "those", "both"}
    return (-1 if (o := tree.child(head, "nmod:poss")) is None else o) >= span.first
