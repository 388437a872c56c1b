"""The words that show a claim: its clause, readable by itself, without the clauses that hang on it
and without the words that attribute it."""

from __future__ import annotations

from secondsource.extraction.tokens.numbers import ordinal
from secondsource.extraction.trees.arguments import RELATIVE
from secondsource.extraction.trees.phrases import (
    after_comma,
    is_headline,
    is_participle,
    is_participle_clause,
    paired,
    phrase,
)
from secondsource.extraction.trees.predication import Clause, is_unknown, link
from secondsource.extraction.wordlists.words import member, table, words
from secondsource.syntax import Tree

#: Branches that are clauses of their own: never evidence of the clause they hang on.
_SUBCLAUSES = frozenset({"ccomp", "advcl", "parataxis", "csubj", "conj", "acl", "list"})
_EDGE = frozenset({"punct", "cc", "mark", "discourse"})
_LINKING = frozenset({"when", "while", "where", "why", "how", "then"})
_SUBORDINATORS = frozenset(
    {"that", "after", "before", "while", "because", "as", "if", "although", "though", "until",
     "unless", "whether"}
)  # fmt: skip
#: Units of "two days after it fell", and the words that count them.
_DISTANCES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "moment"})
_LASTING = frozenset({"continue", "last", "remain", "serve", "spend", "stay", "take", "wait"})
_AHEAD = frozenset({"will", "would", "shall", "wo", "'ll", "’ll"})
_THAN = 4  # words of "than (first) planned"
_COUNTED = 8  # words from "the third time" to the clause it counts
_BOUND = 12  # words of "until …" that stand in its clause's evidence
_MEASURING = frozenset({"NUM", "DET", "ADJ", "ADV"})
#: What a governing verb lends to its complement: "agreed to hold", without "on Monday".
_LENT = frozenset({"nsubj", "aux", "advmod", "compound", "obj", "iobj", "cop", "mark", "expl"})


def evidence(tree: Tree, clause: Clause, blocked: set[int]) -> list[int]:
    """Words of a claim's evidence. ``blocked`` words (cues and their sources) are left out with all
    below them."""
    own = {clause.head, *clause.raised, *tree.children(clause.head, "xcomp")}
    if is_unknown(tree, clause.head):
        own.update(tree.children(clause.head, "csubj", "ccomp"))
    skip = {
        child
        for child in tree.subtree(clause.top)
        if child not in own and (child in blocked or _is_apart(tree, child, clause, blocked))
    }
    inside = {*tree.subtree(clause.top, skip), *tree.subtree(clause.predicate, skip)}
    inside.update(_from_above(tree, clause, skip))
    whole = _undivided(tree, sorted(inside), clause, blocked)
    kept = _without_stump(tree, _trimmed(tree, whole, clause), clause)
    kept = _without_pronoun(tree, kept, clause)
    noun = _noun_of(tree, clause)
    kept = kept if noun is None else _with_noun(tree, noun, kept)
    return paired(tree, _with_count(tree, clause, kept, blocked))


def _with_count(tree: Tree, clause: Clause, kept: list[int], blocked: set[int]) -> list[int]:
    """ "This is the third time this year that the line has been cut": without its count another
    thing is said."""
    before = range(max(0, kept[0] - _COUNTED), max(kept[0], clause.head))
    time = next((word for word in before if tree.lemma(word) == "time"), None)
    if time is None or clause.kind != "verbal":
        return kept
    counted = any(ordinal(tree.lower(word)) is not None for word in tree.children(time, "amod"))
    holder = time if tree.child(time, "nsubj", "expl") is not None else tree.head(time)
    subject = None if holder is None else tree.child(holder, "nsubj", "expl")
    if not counted or subject is None or not subject < time:
        return kept
    whole = list(range(tree.subtree(subject)[0], kept[-1] + 1))
    return kept if blocked.intersection(whole) else whole


def _undivided(tree: Tree, kept: list[int], clause: Clause, blocked: set[int]) -> list[int]:
    """The run of words around the predicate, where words of the clauses above part them."""
    above = set(tree.ancestors(clause.top)) - blocked - set(kept)
    runs: list[list[int]] = []
    for word in kept:
        if runs and not above.intersection(range(runs[-1][-1] + 1, word)):
            runs[-1].append(word)
        else:
            runs.append([word])
    return next((run for run in runs if clause.predicate in run), kept)


def _without_stump(tree: Tree, kept: list[int], clause: Clause) -> list[int]:
    """Without a phrase behind a comma that only leads to a clause which was cut away: "on Thursday,
    a day (after it fell)", "13 were held, two of them (for throwing stones)"."""
    kept = _without_distance(tree, kept, clause)
    last = kept[-1]
    comma = next((i for i in reversed(kept) if tree.form(i) == ","), None)
    after = last + 1
    if comma is None or comma < max(clause.head, clause.predicate) or after >= len(tree):
        return kept
    stump = range(comma + 1, after)
    if not _is_led_on(tree, after, stump) or not all(i in kept for i in stump):
        return kept
    top = next((i for i in stump if tree.head(i) not in stump), None)
    loose = top is not None and (
        tree.deprel(top) == "obl:unmarked"
        or (tree.rel(top) == "nsubj" and top > clause.predicate)
        or (tree.rel(top) in ("appos", "dep", "parataxis") and tree.upos(top) in ("ADJ", "NUM"))
    )
    return [i for i in kept if i < comma] if loose else kept


def _without_distance(tree: Tree, kept: list[int], clause: Clause) -> list[int]:
    """Without "a day", "barely two weeks" of "(…) after it fell", wherever the tree hangs that
    clause."""
    after = kept[-1] + 1
    if after >= len(tree) or tree.lower(after) not in ("after", "before"):
        return kept
    if tree.upos(kept[-1]) != "NOUN" or tree.lemma(kept[-1]) not in _DISTANCES:
        return kept
    if tree.child(kept[-1], "case") is not None:  # "in the 63rd minute after they scored"
        return kept
    if tree.lemma(clause.head) in _LASTING:  # "lasted two days before they collapsed"
        return kept
    first = len(kept) - 1
    while first > 1 and tree.upos(kept[first - 1]) in _MEASURING:
        first -= 1
    if kept[first - 1] <= max(clause.head, clause.predicate) - 1:
        return kept
    end = first - 1 if tree.form(kept[first - 1]) == "," else first
    return kept[:end]


def _is_led_on(tree: Tree, after: int, stump: range) -> bool:
    """Whether the word behind a phrase opens a clause that hangs on something before the phrase."""
    top: int | None = after
    while top is not None and tree.rel(top) not in _SUBCLAUSES:
        top = tree.head(top)
    return top is not None and tree.subtree(top)[0] == after and tree.head(top) not in stump


def speech(tree: Tree, clause: Clause, according: set[int]) -> list[int]:
    """Words of a claim about speaking ("the general denied …"), which needs what is said, without
    ``according``, heads of the phrases that say who told of it."""
    beside = [
        child
        for child in tree.children(clause.head, "conj", "advcl")
        if tree.upos(child) == "VERB"
        and (tree.rel(child) == "conj" or _is_marked(tree, child))
        and not _is_charge(tree, clause.head, child)
    ]
    beside += [child for child in tree.children(clause.top) if child in according]
    beside += [child for child in tree.children(clause.top, "parataxis") if _tells(tree, child)]
    beside += [c for c in tree.children(clause.top, "appos") if tree.child(c, "acl:relcl")]
    inside = {*tree.subtree(clause.top, beside), *_from_above(tree, clause, set(beside))}
    kept = _trimmed(tree, sorted(inside), clause)
    adnominal = tree.rel(clause.top) == "acl"
    noun = _noun_of(tree, clause) if adnominal else None  # "men accused of theft"
    return paired(tree, kept if noun is None else _with_noun(tree, noun, kept))


def _tells(tree: Tree, verb: int) -> bool:
    """ "…, two aides said": the saying of somebody else, beside the words."""
    says = member("cues", "verbs", tree.lemma(verb)) is not None
    return says and tree.child(verb, "nsubj") is not None


def _is_marked(tree: Tree, child: int) -> bool:
    return any(tree.lower(mark) != "to" for mark in tree.children(child, "mark"))


def _is_charge(tree: Tree, verb: int, child: int) -> bool:
    """ "charged two brothers with setting fire to it", "barred her from leaving": half a sentence
    without it."""
    brought = table("cues")["accusing"].get(tree.lemma(verb), ())
    kept_from = tree.lemma(verb) in words("predicates", "negating", "lemmas")
    blamed = tree.lemma(verb) in words("predicates", "object_control", "lemmas")
    before = tree.subtree(child)[0] - 1
    blamed = blamed and any(before in tree.subtree(thing) for thing in tree.children(verb, "obj"))
    return any(
        tree.lower(mark) in brought
        or (kept_from and tree.lower(mark) == "from")
        or (blamed and tree.lower(mark) in ("of", "for"))
        for mark in tree.children(child, "mark", "case")
    )


def _is_apart(tree: Tree, child: int, clause: Clause, blocked: set[int]) -> bool:
    relation, head = tree.rel(child), tree.head(child)
    if child in clause.raised or head is None:
        return False
    if relation == "ccomp" and head not in blocked and _is_own(clause, head):
        return False  # "is weighing whether to go": half a sentence without it
    if relation == "advcl" and _is_kept(tree, child, clause):
        return False
    if tree.upos(head) == "ADJ" and relation in ("advcl", "ccomp") and head != clause.head:
        return False  # "capable of reaching the coast"
    if relation == "conj":
        return _is_joined(tree, child, clause)
    if relation in ("appos", "nmod", "obl"):
        sums_up = relation == "appos" and tree.upos(head) == "VERB"  # ", a charge the army denies"
        told = sums_up or tree.child(child, "acl:relcl") is not None
        return after_comma(tree, child) and told
    if relation == "acl":
        if tree.upos(head) == "PRON":
            return False  # "what it calls depots"
        return tree.deprel(child) == "acl:relcl" and bool(tree.children(child))
    beside = head + 1 == tree.subtree(child)[0] and tree.child(child, "nsubj") is None
    governs = head == clause.head or tree.rel(head) == "acl"
    if relation == "advcl" and beside and is_participle(tree, child) and governs:
        return False  # "to discuss ending the war"
    return relation in _SUBCLAUSES and tree.upos(child) in ("VERB", "AUX", "ADJ", "NOUN")


def _is_kept(tree: Tree, child: int, clause: Clause) -> bool:
    """Whether a clause is half a sentence without what hangs on it."""
    head = tree.head(child)
    charged = head is not None and _is_charge(tree, head, child)
    return charged or _is_bound(tree, child, clause) or _is_than(tree, child)


def _is_than(tree: Tree, child: int) -> bool:
    """ "A week later than planned", "more than expected"."""
    marks = [tree.lower(mark) for mark in tree.children(child, "mark", "case")]
    return "than" in marks and len(tree.subtree(child)) <= _THAN


def _is_bound(tree: Tree, child: int, clause: Clause) -> bool:
    """ "will govern until a new parliament meets", "will strike unless pay rises": what is to be
    says another thing without its bound."""
    if tree.head(child) != clause.head and tree.head(child) not in clause.raised:
        return False
    inside = tree.subtree(child)
    led = tree.lower(inside[0]) in ("until", "till", "unless") and inside[0] > clause.head
    ahead = any(tree.lower(aux) in _AHEAD for aux in tree.children(clause.head, "aux"))
    return led and ahead and len(inside) <= _BOUND


def _is_joined(tree: Tree, child: int, clause: Clause) -> bool:
    """Whether what "and" joins is a clause of its own, or another happening than the one named
    ("the release of prisoners and an end to the war")."""
    head = tree.head(child)
    if clause.kind == "nominal" and head == clause.predicate:
        return True
    stated = bool(tree.children(child, "nsubj")) and bool(tree.children(child, "cop", "aux"))
    own = head is not None and _is_own(clause, head)
    return own and (tree.upos(child) == "VERB" or stated)


def _is_own(clause: Clause, word: int) -> bool:
    """Whether a word is the clause's head or one of its raising verbs."""
    return word == clause.head or word in clause.raised


def _from_above(tree: Tree, clause: Clause, skip: set[int]) -> list[int]:
    """What the governing verb lends: "the sides agreed to"."""
    governor = tree.head(clause.top)
    if governor is not None and tree.deprel(clause.top) == "acl" and _is_plan(tree, governor):
        be = tree.head(governor)
        return [] if be is None else tree.subtree(be, {*skip, clause.top})
    if link(tree, clause.top) != "xcomp" or governor is None:
        return []
    others = [c for c in tree.children(governor) if tree.rel(c) not in _LENT]
    return tree.subtree(governor, {*skip, *others, clause.top})


def _is_plan(tree: Tree, noun: int) -> bool:
    """ "There are no plans to end the subsidies"."""
    be = tree.head(noun)
    there = None if be is None or tree.lemma(be) != "be" else tree.child(be, "expl")
    plan = tree.lemma(noun) in ("plan", "intention", "proposal", "wish")
    return plan and there is not None and tree.lower(there) == "there"


# -- edges -----------------------------------------------------------------------------------


def _trimmed(tree: Tree, kept: list[int], clause: Clause) -> list[int]:
    """Without conjunctions, subordinators and punctuation at the edges, which are about the link
    to other clauses."""
    core = {clause.head, clause.predicate}
    kept = _after_mark(tree, kept, clause)
    while len(kept) > 1 and kept[0] not in core and _is_link(tree, kept[0], clause):
        kept = kept[1:]
    while len(kept) > 1 and kept[-1] not in core and tree.rel(kept[-1]) in ("punct", "cc"):
        if tree.form(kept[-1])[-1] in ")]" or tree.form(kept[-1])[-1].isalnum():
            break
        kept = kept[:-1]
    return _without_among(tree, kept, clause)


def _without_among(tree: Tree, kept: list[int], clause: Clause) -> list[int]:
    """ "17 people were hurt, among them (three officers)": without the words that lead to those who
    stand apart."""
    last, among = kept[-1], kept[-2] if len(kept) > 2 else kept[-1]
    if tree.lower(last) not in ("them", "whom", "those") or tree.lower(among) != "among":
        return kept
    if among <= max(clause.head, clause.predicate) + 1 or tree.form(among - 1) != ",":
        return kept
    return [word for word in kept if word < among - 1]


def _after_mark(tree: Tree, kept: list[int], clause: Clause) -> list[int]:
    """From the subordinator on: what stands before it belongs to the clause above."""
    subjects = tree.children(clause.top, "nsubj")
    cases = [case for subject in subjects for case in tree.children(subject, "case")]
    for mark in (*tree.children(clause.top, "mark"), *cases):
        if tree.lower(mark) in _SUBORDINATORS and mark in kept and clause.predicate > mark:
            return kept[kept.index(mark) + (tree.rel(mark) == "case") :]
    return kept


def _is_link(tree: Tree, index: int, clause: Clause) -> bool:
    relation, form = tree.rel(index), tree.lower(index)
    if relation == "case" and tree.head(index) == clause.head:
        return True
    if relation == "punct":
        return tree.form(index) not in "([$#"
    if relation == "mark" and form in ("to", "had", "were", "should"):
        return False
    if relation == "mark" and form in ("if", "unless"):
        own = [clause.head, *clause.raised]
        subject = any(tree.children(verb, "nsubj", "csubj") for verb in own)
        if tree.head(index) not in own or not subject:
            return False  # "if passed", "Unless it rains, the ministry warned,"
    if relation == "cc" and form in ("neither", "nor"):
        return False  # without it the words would say the contrary
    if form == "how" and index + 1 < len(tree) and tree.lower(index + 1) in ("many", "much"):
        return False
    return relation in _EDGE or (relation == "advmod" and form in _LINKING)


def _noun_of(tree: Tree, clause: Clause) -> int | None:
    """The noun that a relative clause or participle needs to be understood, if it stands right
    before it."""
    noun = tree.head(clause.top)
    if noun is None or clause.kind == "nominal":
        return None
    participle = tree.rel(clause.top) == "acl" and (
        is_participle_clause(tree, clause.top) or is_headline(tree, clause.top)
    )
    relative = tree.deprel(clause.top) == "acl:relcl" and _lacks_argument(tree, clause)
    if not (participle or relative) or tree.upos(noun) not in ("NOUN", "PROPN", "NUM", "PRON"):
        return None
    end = phrase(tree, noun)[-1]
    start = next((w for w in tree.subtree(clause.top) if w > noun), noun)
    named = {w for name in tree.children(noun, "appos") for w in tree.subtree(name)}
    between = [word for word in range(end + 1, start) if word not in named]
    close = noun < start and all(tree.upos(word) == "PUNCT" for word in between)
    loose = participle and any(tree.form(word) == "," for word in between)
    return noun if close and not loose else None


def _lacks_argument(tree: Tree, clause: Clause) -> bool:
    """Whether the noun is the subject or object of its relative clause, not its time or place."""
    links = [
        word
        for verb in (clause.head, *clause.raised)
        for word in tree.children(verb)
        if tree.lower(word) in RELATIVE or tree.lower(word) in _LINKING
    ]
    if not links:
        return True  # "a ceasefire he helped broker"
    return any(tree.rel(word) in ("nsubj", "obj") for word in links)


def _with_noun(tree: Tree, noun: int, kept: list[int]) -> list[int]:
    first = phrase(tree, noun)[0]
    return list(range(first, kept[-1] + 1)) if first < kept[0] else kept


def _without_pronoun(tree: Tree, kept: list[int], clause: Clause) -> list[int]:
    """ "which signals a shift" is "signals a shift", "during which they met" is "they met"."""
    core = {clause.head, clause.predicate}
    for count, word in enumerate(kept[:3], 1):
        if tree.lower(word) in RELATIVE and tree.upos(word) == "PRON":
            lead = kept[:count]
            bare = all(tree.upos(w) in ("ADP", "PUNCT") for w in lead[:-1])
            return kept[count:] if bare and not core & set(lead) and kept[count:] else kept
    return kept
