"""What is predicated: verbs, light verbs with their noun, raising verbs, copulas. Tree in, plain
data out. Word tables: ``predicates.toml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from secondsource.extraction.wordlists.words import member, table, words
from secondsource.records.reading import Role
from secondsource.syntax import Tree

#: A role is an apposition: "Ann Roe, the mayor,".
Kind = Literal["verbal", "nominal", "copular", "role"]

CLAUSAL = frozenset(
    {"root", "ccomp", "xcomp", "advcl", "acl", "conj", "parataxis", "csubj", "appos", "dep",
     "list", "orphan"}
)  # fmt: skip
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_NOT_CLAUSE = frozenset({"amod", "compound", "case", "mark", "fixed", "advmod", "aux", "cop", "cc"})
#: Raising only in the passive: "is said to have fled", against "said that he fled".
_IMPERSONAL = frozenset(
    {"say", "report", "believe", "think", "know", "allege", "mean", "consider", "feel", "fear"}
)


@dataclass(slots=True)
class Clause:
    """One predication. ``head`` is the word whose subtree it is, ``predicate`` the word that names
    the happening (the object of a light verb, otherwise the head), ``arguments`` are (role, head
    word)."""

    head: int
    predicate: int
    kind: Kind
    arguments: list[tuple[Role, int]] = field(default_factory=list)
    parent: int | None = None  #: head of the governing clause
    raised: list[int] = field(default_factory=list)  #: raising verbs above it ("is set to meet")

    @property
    def top(self) -> int:
        """The word by which the clause hangs in its sentence: first raising verb or head."""
        return self.raised[0] if self.raised else self.head

    def filler(self, *roles: Role) -> int | None:
        """The first argument in one of these roles."""
        return next((word for role, word in self.arguments if role in roles), None)


def skeletons(tree: Tree) -> dict[int, Clause]:
    """Verbal and copular clauses by head, outermost first, without their arguments."""
    found: dict[int, Clause] = {}
    for index in tree.top_down():
        if _is_predicate(tree, index):
            found[index] = _skeleton(tree, index)
    _collapse_raising(tree, found)
    raised = {verb: head for head, clause in found.items() for verb in clause.raised}
    for index, clause in found.items():
        clause.parent = _nearest(tree, index, found, raised)
    return found


def parent_of(tree: Tree, index: int, found: dict[int, Clause]) -> int | None:
    """Head of the nearest clause above a word."""
    raised = {verb: head for head, clause in found.items() for verb in clause.raised}
    return _nearest(tree, index, found, raised)


def _nearest(
    tree: Tree, index: int, found: dict[int, Clause], raised: dict[int, int]
) -> int | None:
    above = (word if word in found else raised.get(word) for word in tree.ancestors(index))
    return next((head for head in above if head is not None and head != index), None)


def _skeleton(tree: Tree, index: int) -> Clause:
    noun = light_object(tree, index)
    verbal = tree.upos(index) == "VERB" or noun is not None or _is_gapped(tree, index)
    kind: Kind = "verbal" if verbal else "copular"
    return Clause(index, index if noun is None else noun, kind)


def _is_predicate(tree: Tree, index: int) -> bool:
    relation = tree.rel(index)
    if relation in _NOT_CLAUSE or _is_mistagged(tree, index):
        return False
    if tree.upos(index) == "VERB":
        if tree.feat(index, "Mood") == "Imp" and not _is_joined(tree, index):
            return False  # "Read more"
        return relation in CLAUSAL and not (relation == "conj" and _conjunct_of_noun(tree, index))
    if existential(tree, index) is not None:
        return relation in CLAUSAL
    if _is_gapped(tree, index):
        return True
    if _is_absolute(tree, index):
        return True
    linked = tree.child(index, "cop") is not None or (
        tree.upos(index) == "ADJ"
        and any(tree.lemma(a) == "be" for a in tree.children(index, "aux"))
    )
    if (
        linked
        and tree.rel(index) == "xcomp"
        and any(
            tree.lemma(verb) in words("predicates", "copular", "lasting")
            for verb in tree.children(index, "cop")
        )
    ):
        return True  # "urged voters to stay calm"
    linked = linked or _is_headline_state(tree, index)
    shared = linked and _shares_subject(tree, index)
    return shared or (linked and tree.child(index, "nsubj", "csubj") is not None)


def _shares_subject(tree: Tree, index: int) -> bool:
    """ "Hale chained the door and is guilty of their deaths"."""
    above = tree.head(index) if tree.rel(index) == "conj" else None
    verbal = above is not None and tree.upos(above) == "VERB"
    return verbal and above is not None and tree.child(above, "nsubj") is not None


def _is_headline_state(tree: Tree, index: int) -> bool:
    """ "Premier “sorry” for deaths, but won't resign": no copula in a line without a full stop."""
    bare = tree.upos(index) == "ADJ" and tree.head(index) is None
    return bare and tree.form(len(tree) - 1)[0] not in ".!?:…"


def _is_absolute(tree: Tree, index: int) -> bool:
    """ "…, with 30 people still missing"."""
    stated = tree.upos(index) == "ADJ" and tree.lower(index) in words(
        "predicates", "states", "with"
    )
    marked = any(tree.lower(mark) == "with" for mark in tree.children(index, "mark", "case"))
    return stated and marked and tree.child(index, "nsubj") is not None


def _is_gapped(tree: Tree, index: int) -> bool:
    """ "nine were killed and 40 wounded": the last is a participle, whatever its tag."""
    first = tree.head(index)
    joined = tree.upos(index) == "ADJ" and tree.rel(index) == "conj" and first is not None
    if not joined or not tree.lower(index).endswith("ed") or first is None:
        return False
    return tree.child(index, "nsubj:pass") is not None and tree.child(first, "aux:pass") is not None


def _is_joined(tree: Tree, index: int) -> bool:
    """A verb that has a subject or shares one: no order, whatever its tag."""
    above = tree.head(index) if tree.rel(index) == "conj" else None
    verbs = (index,) if above is None else (index, above)
    return any(tree.child(verb, "nsubj", "aux") is not None for verb in verbs)


def _is_mistagged(tree: Tree, index: int) -> bool:
    """A word that is no verb whatever its tag: "en route", a name in the midst of a sentence."""
    if tree.lower(index) in words("predicates", "never", "forms"):
        return True
    if tree.upos(index) != "VERB" or index == 0 or not tree.form(index)[0].isupper():
        return False
    if tree.upos(index - 1) in ("PUNCT", "NUM", "SYM"):
        return False
    letters = [tree.form(word)[0] for word in range(len(tree)) if tree.form(word)[0].isalpha()]
    return sum(letter.islower() for letter in letters) * 2 > len(letters)


def sibling_subject(tree: Tree, index: int) -> int | None:
    """The subject of the verb that a co-ordinated verb follows most closely: "A left, B came and
    went"."""
    first = tree.head(index)
    if first is None or tree.rel(index) != "conj":
        return None
    nearer = [c for c in tree.children(first, "conj") if first < c < index]
    subjects = (tree.child(verb, "nsubj") for verb in reversed(nearer))
    return next((subject for subject in subjects if subject is not None), None)


def link(tree: Tree, head: int) -> str:
    """The relation by which a clause hangs in its sentence; "push them to leave" is a complement
    even where the parser calls it a purpose."""
    relation, governor = tree.deprel(head), tree.head(head)
    to = any(tree.lower(mark) == "to" for mark in tree.children(head, "mark"))
    if relation == "ccomp" and to and tree.child(head, "nsubj") is None:
        return "xcomp"
    if relation != "advcl" or governor is None or not to:
        return relation
    told = tree.child(governor, "obj", "iobj") is not None or is_passive(tree, governor)
    lemma = tree.lemma(governor)
    if lemma in ("pay", "help") and any(
        tree.child(w, "nummod") is not None for w in tree.children(governor, "obj")
    ):
        return relation  # "paid 2 million dollars to settle it"
    telling = lemma in words("predicates", "control", "requested") or lemma in words(
        "predicates", "told", "lemmas"
    )
    return "xcomp" if told and telling else relation


def is_unknown(tree: Tree, head: int) -> bool:
    """ "It is unclear whether the driver was drunk", "it is not known who fired": that it is open
    is what is told."""
    it = tree.child(head, "expl")
    if it is None or tree.lower(it) != "it" or tree.child(head, "csubj", "ccomp") is None:
        return False
    denied = any(tree.lower(word) in ("not", "n't", "n’t") for word in tree.children(head))
    known = tree.lower(head) in ("clear", "known", "certain") and denied
    return known or tree.lower(head) in ("unclear", "unknown", "uncertain")


def called_on(tree: Tree, verb: int) -> int | None:
    """Who is to do it in "called on the parties to stop", "appealed to voters to stay"."""
    cases = table("predicates")["called_on"].get(tree.lemma(verb), ())
    return next(
        (
            child
            for child in tree.children(verb, "obl")
            if any(tree.lower(case) in cases for case in tree.children(child, "case"))
        ),
        None,
    )


def complement(tree: Tree, index: int) -> int | None:
    """The infinitive that a verb governs, by whatever relation the parser hung it on."""
    inner = tree.child(index, "xcomp")
    if inner is not None:
        return inner
    return next((c for c in tree.children(index, "advcl") if link(tree, c) == "xcomp"), None)


def lemma_of(tree: Tree, index: int) -> str:
    """A verb's lemma with its particle: "rule_out"."""
    particles = [tree.lower(child) for child in tree.children(index, "compound:prt")]
    state = tree.lower(index) in words("predicates", "states", "forms")
    return "_".join([tree.lower(index) if state else tree.lemma(index), *particles])


def raising(tree: Tree, index: int) -> str | None:
    """The modality a raising verb or adjective gives ("is set to meet": planned), else None."""
    lemma = tree.lemma(index)
    if lemma in _IMPERSONAL and not is_passive(tree, index):
        return None
    if lemma == "use":  # "used to employ 400 people"
        habit = (
            tree.lower(index) in ("used", "use") and tree.child(index, "obj", "nsubj:pass") is None
        )
        return "actual" if habit and complement(tree, index) is not None else None
    if lemma == "have":  # "have to leave", against "have cut prices"
        inner = complement(tree, index)
        marks = () if inner is None else tree.children(inner, "mark")
        to = any(tree.lower(mark) == "to" for mark in marks)
        return "requested" if inner is None or to else "actual"
    if lemma == "set" and any(tree.upos(w) == "ADJ" for w in tree.children(index, "xcomp")):
        return None  # "were set free"
    if lemma == "go" and tree.lower(index) != "going":
        on = any(
            tree.lower(word) == "on" for word in tree.children(index, "compound:prt", "advmod")
        )
        return "actual" if on else None  # "went on to win"
    return "actual" if _has_been_able(tree, index) else member("predicates", "raising", lemma)


def _has_been_able(tree: Tree, governor: int) -> bool:
    """ "Divers were able to free them": they did, unless a "should have been" stands before it."""
    if tree.lemma(governor) != "able":
        return False
    helping = [tree.lower(word) for word in tree.children(governor, "cop", "aux")]
    return any(word in ("was", "were", "been") for word in helping) and not any(
        word in ("would", "could", "should", "may", "might", "will", "must") for word in helping
    )


def _collapse_raising(tree: Tree, found: dict[int, Clause]) -> None:
    """Give "is expected to request" one clause, whose verb is "request"."""
    for index in tree.top_down():
        inner = tree.child(index, "xcomp")
        if inner is not None and _is_for(tree, index, inner):
            continue
        if inner is None and tree.lemma(index) == "aim":
            inner = tree.child(index, "advcl")  # "aimed at raising"
        chained = inner is not None and tree.upos(inner) in ("VERB", "ADJ", "NOUN")
        if not chained or tree.child(index, "obj") is not None or raising(tree, index) is None:
            continue
        assert inner is not None
        outer = found.pop(index, None)
        if inner not in found:
            found[inner] = _skeleton(tree, inner)
        found[inner].raised = [*(outer.raised if outer else []), index]


def _is_for(tree: Tree, verb: int, inner: int) -> bool:
    """ "the majority it needs to change the law": needs the majority, so as to change it."""
    if tree.deprel(verb) != "acl:relcl" or tree.lemma(verb) not in ("need", "require", "use"):
        return False
    relative = any(
        tree.upos(w) == "PRON" and tree.lower(w) in ("that", "which") for w in tree.children(verb)
    )
    return not relative and tree.child(inner, "obj") is not None


def _conjunct_of_noun(tree: Tree, index: int) -> bool:
    head = tree.head(index)
    if head is None or tree.upos(head) not in ("NOUN", "ADJ", "PROPN"):
        return False
    return tree.child(head, "cop") is None and tree.rel(head) not in CLAUSAL


def is_event_noun(tree: Tree, index: int) -> bool:
    """Whether a common noun names a happening ("calls for talks" are no calls)."""
    if tree.upos(index) != "NOUN":
        return False
    below = tree.children(index, "nmod", "acl")
    if tree.lemma(index) == "call" and any(
        tree.lower(case) == "for" for noun in below for case in tree.children(noun, "case", "mark")
    ):
        return False
    if tree.lower(index) == "sales" and not any(  # "sales at the stores grew"
        tree.lower(case) == "of" for noun in below for case in tree.children(noun, "case")
    ):
        return False
    return tree.lemma(index) in words("predicates", "events", "nouns")


def light_object(tree: Tree, index: int) -> int | None:
    """The noun that carries the meaning of "held a call", "the attack took place", "there was no
    evidence"."""
    lemma = tree.lemma(index)
    if lemma in words("predicates", "light", "verbs"):
        noun = tree.child(index, "obj", "nsubj:pass")
        if noun is not None and is_event_noun(tree, noun):
            return noun
    carried = tree.child(index, "obj", "nsubj:pass")
    if carried is not None and not tree.child(index, "xcomp") and _is_carried(tree, lemma, carried):
        return carried
    if lemma in words("predicates", "light", "scheduled") and is_passive(tree, index):
        noun = tree.child(index, "nsubj")
        if noun is not None and is_event_noun(tree, noun) and tree.child(index, "xcomp") is None:
            return noun
    if lemma in words("predicates", "light", "occur") or _goes_ahead(tree, index):
        noun = tree.child(index, "nsubj")
        place = tree.child(index, "obj")
        empty = place is None or tree.lemma(place) == "place"
        empty = empty and (lemma != "break" or lemma_of(tree, index) == "break_out")
        empty = empty and not is_passive(tree, index)
        if noun is not None and is_event_noun(tree, noun) and empty:
            return noun
    return existential(tree, index)


def _goes_ahead(tree: Tree, index: int) -> bool:
    """ "The talks will go ahead"."""
    beside = tree.children(index, "advmod", "compound:prt")
    return tree.lemma(index) == "go" and any(tree.lower(word) == "ahead" for word in beside)


def _is_carried(tree: Tree, lemma: str, noun: int) -> bool:
    """ "expressed concern over the arrests", against "expressed the concern that they had"."""
    known = {tree.lower(det) for det in tree.children(noun, "det")} & _KNOWN
    if tree.upos(noun) != "NOUN" or known:
        return False  # "that decision was taken in May"
    told = [c for c in tree.children(noun, "acl", "ccomp") if tree.deprel(c) != "acl:relcl"]
    stated = any(tree.lower(mark) == "that" for c in told for mark in tree.children(c, "mark"))
    return not stated and tree.lemma(noun) in table("predicates")["carried"].get(lemma, ())


def idiom(tree: Tree, index: int) -> int | None:
    """The object that makes one word with its verb: "take part"."""
    noun = tree.child(index, "obj")
    if noun is None or tree.child(noun, "det", "amod", "nmod:poss") is not None:
        return None
    return noun if tree.lemma(noun) in idioms().get(tree.lemma(index), ()) else None


def idioms() -> dict[str, list[str]]:
    """Verb lemma to the nouns that it makes idioms with."""
    found: dict[str, list[str]] = table("predicates")["idioms"]
    return found


def existential(tree: Tree, index: int) -> int | None:
    """The noun of "there was an explosion"; vague ones ("no doubt") are left alone."""
    there = tree.child(index, "expl")
    if tree.lemma(index) != "be" or there is None or tree.lower(there) != "there":
        return None
    noun = tree.child(index, "nsubj")
    if noun is None or tree.upos(noun) != "NOUN":
        return None
    lemma, below = tree.lemma(noun), tree.children(noun, "nmod")
    named = lemma in words("predicates", "existential", "of") and any(
        tree.lower(case) == "of" for of in below for case in tree.children(of, "case")
    )
    vague = lemma in words("predicates", "existential", "vague")
    return noun if named or not vague else None  # "no signs of a fight"


def is_passive(tree: Tree, head: int) -> bool:
    """Passive by its auxiliary, subject or participle ("missiles supplied by …")."""
    if tree.child(head, "aux:pass") is not None:
        return True
    if tree.child(head, "nsubj:pass") is not None:
        return tree.child(head, "obj") is None
    if tree.rel(head) == "conj" and tree.child(head, "nsubj", "aux") is None:
        above = tree.head(head)
        shared = _is_participle(tree, head) or _needs_object(tree, head)
        return above is not None and shared and is_passive(tree, above)
    reduced = tree.rel(head) in ("acl", "advcl", "xcomp") and tree.deprel(head) != "acl:relcl"
    return (
        reduced
        and tree.feat(head, "VerbForm") == "Part"
        and tree.feat(head, "Tense") == "Past"
        and tree.child(head, "obj", "aux") is None
    )


def _needs_object(tree: Tree, index: int) -> bool:
    """ "was found guilty and acquitted of two counts": whoever acquits acquits somebody."""
    return (
        tree.lower(index).endswith("ed")
        and tree.child(index, "obj", "ccomp", "xcomp") is None
        and tree.lemma(index) in words("predicates", "object_control", "lemmas")
    )


def _is_participle(tree: Tree, index: int) -> bool:
    """By its tag, or by a form that only participles have ("taken")."""
    irregular = tree.lower(index).endswith(("en", "wn")) and tree.lemma(index) != tree.lower(index)
    told = tree.lemma(index) in words("predicates", "control", "requested")
    irregular = irregular or (told and tree.child(index, "xcomp") is not None)
    return tree.feat(index, "VerbForm") == "Part" or (
        irregular and tree.child(index, "obj") is None
    )
