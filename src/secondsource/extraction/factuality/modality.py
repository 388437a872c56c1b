"""Did it happen? Modality and polarity of a clause, after FactBank (Saurí and Pustejovsky 2009):
read from its own auxiliaries and adverbs and from every word that governs it.
"""

from __future__ import annotations

from secondsource.extraction.factuality.flourishes import is_flourish
from secondsource.extraction.factuality.nouns import governed_noun, turned_noun
from secondsource.extraction.factuality.untruths import (
    is_called_untrue,
    is_false_clause,
    is_left_possible,
    is_no_truth,
    is_untrue,
    said_of,
)
from secondsource.extraction.trees.auxiliaries import (
    has_no,
    is_yet_to,
    modality_of,
    most_remote,
    negations,
    noun_modality,
    shares_auxiliary,
    verb_modality,
)
from secondsource.extraction.trees.phrases import is_headline, is_participle
from secondsource.extraction.trees.predication import (
    Clause,
    called_on,
    lemma_of,
    link,
    raising,
)
from secondsource.extraction.trees.standing import (
    Above,
    Clauses,
    Standing,
    clause_of,
    is_turned,
    negates,
)
from secondsource.extraction.wordlists.words import member, table, words
from secondsource.records.reading import Modality
from secondsource.syntax import Tree

#: "They don't believe that he did it": it is the doing they deny ("neg-raising", Horn 1978).
_RAISING_NOT = frozenset({"believe", "think", "expect", "suppose", "appear", "seem"})
#: "The third minister to leave" has left.
_RANKED = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
     "last", "latest", "only", "youngest", "oldest"}
)  # fmt: skip
_WOULD = frozenset({"would", "'d", "’d"})
_COMPLEMENT = frozenset({"xcomp", "ccomp", "csubj"})


def standings(tree: Tree, clauses: list[Clause]) -> dict[int, Standing]:
    """The standing of every clause of a sentence, by its head word."""
    by_head = {clause.head: clause for clause in clauses}
    found: dict[int, Standing] = {}
    for clause in sorted(clauses, key=lambda c: sum(1 for _ in tree.ancestors(c.head))):
        found[clause.head] = _standing(tree, clause, by_head, found)
    return found


def _standing(tree: Tree, clause: Clause, clauses: Clauses, above: Above) -> Standing:
    if clause.kind == "role":
        return Standing(noun_modality(tree, clause.predicate), "+")
    labels: list[Modality] = []
    turns = 0
    if clause.kind != "nominal":
        labels.append(verb_modality(tree, clause))
        turns += negations(tree, clause)
    if clause.kind == "nominal" or clause.predicate != clause.head:
        labels.append(noun_modality(tree, clause.predicate))
        turns += has_no(tree, clause.predicate) and clause.kind == "nominal"
    if clause.predicate != clause.head and clause.kind != "nominal":
        scheduled = tree.lemma(clause.head) in words("predicates", "light", "scheduled")
        labels.append("planned" if scheduled else "actual")
    turns += int(is_yet_to(tree, clause.head) or any(is_yet_to(tree, v) for v in clause.raised))
    for verb in clause.raised:
        if tree.lemma(verb) in ("have", "be", "yet") and is_yet_to(tree, clause.head):
            continue
        label = "actual" if _had_to(tree, verb) else modality_of(raising(tree, verb))
        if label == "requested" and labels[0] in ("possible", "hypothetical"):
            label = labels[0]  # "may have to leave"
        labels.append(label)
        turns += negates(tree, verb)
    governed, turned = _governed(tree, clause, clauses, above)
    modality = most_remote([*labels, governed])
    return Standing(modality, "-" if (turns + turned) % 2 else "+")


def _had_to(tree: Tree, verb: int) -> bool:
    """ "had to climb onto the roof": and did."""
    past = tree.lemma(verb) == "have" and tree.feat(verb, "Tense") == "Past"
    return past and tree.child(verb, "aux", "advmod") is None


# -- what governs it -------------------------------------------------------------------------


def _governed(tree: Tree, clause: Clause, clauses: Clauses, above: Above) -> tuple[Modality, int]:
    """Modality and number of negations that come from the words above."""
    governor = tree.head(clause.top)
    if governor is None:
        return "actual", 0
    if clause.kind == "nominal":
        return governed_noun(tree, clause, clauses, above)
    above_soon = tree.head(governor) if tree.lower(governor) in ("soon", "long") else None
    verb = governor if above_soon is None else above_soon  # "will go as soon as they are free"
    relation, parent = link(tree, clause.top), clause_of(verb, clauses)
    standing = above.get(parent.head) if parent else None
    asked = relation == "advcl" and called_on(tree, governor) is not None
    if _is_given_time(tree, clause.top, governor) or _is_to_be(tree, clause.top):
        return "requested", 0
    seen_to = _seen_to(tree, governor, clauses, above) if relation in _COMPLEMENT else None
    if seen_to is not None:
        return seen_to, 0
    called = _called(tree, clause.top, relation, governor)
    if called is not None:
        return called
    if relation in _COMPLEMENT or asked:
        return _complement(tree, (clause.top, relation, governor), standing)
    told = _told_of_noun(tree, clause.top, clauses)
    if told is not None:
        return _from_noun(tree, told, clauses, above)
    if relation == "advcl":
        return _adverbial(tree, clause.top, governor, standing)
    if relation == "conj":
        return _joined(tree, clause.top, governor, standing)
    return "actual", 0


def _called(tree: Tree, head: int, relation: str, governor: int) -> tuple[Modality, int] | None:
    """What a clause is called: "it is not true that", "it is possible that"."""
    of = said_of(tree, head, governor) if relation in ("csubj", "ccomp") else ()
    if any(is_untrue(tree, word) for word in of) or is_false_clause(tree, head):
        return "actual", 1
    return ("possible", 0) if any(is_left_possible(tree, word) for word in of) else None


def _is_given_time(tree: Tree, head: int, governor: int) -> bool:
    """ "gave the firm a week to reinstate them", "has until Sunday to disarm": asked to do it by
    then."""
    if not any(tree.lower(mark) == "to" for mark in tree.children(head, "mark")):
        return False
    above = tree.head(governor)
    noun = tree.upos(governor) != "VERB" and above is not None
    verb = above if noun and above is not None else governor
    if tree.lemma(verb) not in ("give", "have"):
        return False
    things = tree.children(verb, "obj", "obl:unmarked") if tree.lemma(verb) == "give" else []
    timed = any(tree.lemma(w) in words("predicates", "spans", "nouns") for w in things)
    until = any(
        tree.lower(case) == "until"
        for term in tree.children(verb, "obl", "obj", "advcl")
        for case in tree.children(term, "case", "mark")
    )
    return timed or until


def _told_of_noun(tree: Tree, head: int, clauses: Clauses) -> int | None:
    """The head of the clause that a noun brings, for it and what "and" joins to it: "claims that
    guards beat them and denied them food"."""
    if tree.deprel(head) == "acl":
        return head
    governor = tree.head(head)
    if governor is None or tree.rel(head) != "conj":
        return None
    first = clause_of(governor, clauses)
    joined = tree.child(head, "nsubj", "csubj", "aux", "mark") is None
    return first.top if first is not None and joined and tree.deprel(first.top) == "acl" else None


def _is_nor(tree: Tree, verb: int) -> bool:
    """ "had neither met him nor received it": denied by its own word, whatever the first one is."""
    return any(tree.lower(joint) == "nor" for joint in tree.children(verb, "cc"))


def _joined(tree: Tree, head: int, first: int, standing: Standing | None) -> tuple[Modality, int]:
    """What a clause has from the one that it is joined to."""
    if _is_left_open_too(tree, head, first):
        return "possible", int(_is_nor(tree, head))  # "nor" has turned it already
    if standing and standing.modality == "hypothetical" and _is_conditional(tree, first):
        return ("actual" if tree.child(head, "mark") else "hypothetical"), 0
    if shares_auxiliary(tree, head) and standing:
        shared = is_turned(standing) and tree.lemma(first) != "say"
        return standing.modality, int(shared and not _is_nor(tree, head))
    return "actual", 0


def _is_conditional(tree: Tree, first: int) -> bool:
    """ "If he ran and won, …": both are the condition."""
    marks = (tree.lower(mark) for mark in tree.children(first, "mark"))
    conditional = words("predicates", "marks", "hypothetical")
    return tree.rel(first) == "advcl" and any(mark in conditional for mark in marks)


def _seen_to(tree: Tree, governor: int, clauses: Clauses, above: Above) -> Modality | None:
    """ "must make sure that the gates are locked": they are to be, as the seeing to it is."""
    if tree.lemma(governor) not in words("predicates", "assuring", "lemmas"):
        return None
    verb = tree.head(governor)
    seeing = clause_of(governor, clauses)
    seeing = clause_of(verb, clauses) if seeing is None and verb is not None else seeing
    modality = "actual" if seeing is None else above[seeing.head].modality
    return None if modality == "actual" else modality


def _complement(
    tree: Tree, link_to: tuple[int, str, int], standing: Standing | None
) -> tuple[Modality, int]:
    """What a verb makes of its complement, (its head, the relation, the verb): "agreed to hold",
    "denied that"."""
    head, relation, governor = link_to
    lemma = tree.lemma(governor)
    unsaid = is_turned(standing) and lemma in words("predicates", "not_saying", "objects")
    if relation == "ccomp" and (unsaid or is_left_open(tree, head, governor)):
        return "possible", 0  # "would not say whether it had sunk", "has yet to confirm that"
    excluded = lemma_of(tree, governor) in words("predicates", "excluding", "lemmas")
    excluded = excluded or lemma in ("deny", "dispute")
    if excluded and is_turned(standing):
        return "possible", 0  # "does not rule out that", "did not deny that"
    if relation == "ccomp" and lemma == "ask" and _is_why(tree, governor):
        own: Modality = "actual"  # "asked why it had been sent": it had been
    elif relation == "xcomp" and _has_done(tree, head, governor):
        own = "actual"
    elif relation == "xcomp":
        governing = member("predicates", "control", lemma)
        governing = governing or member("predicates", "control", tree.lower(governor))  # "looking"
        own = modality_of(governing or raising(tree, governor))
    elif called_on(tree, governor) is not None or _is_subjunctive(tree, head, governor):
        own = "requested"
    else:
        own = _complement_modality(lemma)
    turned = 0 if _behind_colon(tree, governor, head) else negates(tree, governor)
    whether = any(tree.lower(mark) == "whether" for mark in tree.children(head, "mark"))
    turned += int(relation == "xcomp" and is_turned(standing) and not whether)
    if relation == "ccomp" and lemma in _RAISING_NOT and is_turned(standing):
        turned += 1
    spoken = is_flourish(tree, governor) or _is_owned_up(tree, governor)
    inherited = _inherited(None if spoken else standing)
    if own == "requested" and inherited != "actual":
        return inherited, turned  # "could press them to leave"
    return most_remote([own, inherited]), turned


def _is_owned_up(tree: Tree, governor: int) -> bool:
    """ "We have to admit that", "I must say that", "we can confirm that": it is said with these
    words."""
    lemma = tree.lemma(governor)
    auxiliaries = {tree.lower(aux) for aux in tree.children(governor, "aux")}
    if "can" in auxiliaries and lemma in words("predicates", "can_tell", "lemmas"):
        return True
    says = member("cues", "verbs", lemma) in ("admits", "says", "confirms")
    verbs = [governor, *(v for v in (tree.head(governor),) if v is not None)]
    subjects = [tree.child(verb, "nsubj") for verb in verbs]
    speaker = next((subject for subject in subjects if subject is not None), None)
    own = speaker is not None and tree.lower(speaker) in ("i", "we")
    must = bool(auxiliaries & {"must", "should", "can"})
    above = tree.head(governor)
    raised = above is not None and tree.lemma(above) == "have" and tree.rel(governor) == "xcomp"
    return says and own and (must or raised)


def _has_done(tree: Tree, head: int, governor: int) -> bool:
    """ "had the lifeboats lowered": they were, by somebody else's hand."""
    participle = tree.feat(head, "VerbForm") == "Part" and tree.feat(head, "Tense") == "Past"
    thing = tree.child(governor, "obj")
    behind = thing is not None and governor < thing < head
    return tree.lemma(governor) == "have" and participle and behind


def _is_to_be(tree: Tree, head: int) -> bool:
    """ "a plan that the post be kept open": the bare "be" tells what is wanted."""
    marked = any(tree.lower(mark) == "that" for mark in tree.children(head, "mark"))
    finite = [w for w in tree.children(head, "aux", "cop") if tree.upos(w) == "AUX"]
    subject = tree.child(head, "nsubj")
    bare = bool(finite) and tree.lower(finite[0]) == "be" and subject is not None
    return marked and bare and all(tree.lower(word) == "be" for word in finite)


def _is_left_open_too(tree: Tree, head: int, first: int) -> bool:
    """ "Did not say that it had sunk, nor that it had sailed"."""
    saying = tree.head(first)
    joined = any(tree.lower(mark) == "that" for mark in tree.children(head, "mark"))
    said = saying is not None and link(tree, first) == "ccomp"
    return joined and said and saying is not None and is_left_open(tree, first, saying)


def _is_subjunctive(tree: Tree, head: int, governor: int) -> bool:
    """ "insists that they be held on neutral ground"."""
    asks = tree.lemma(governor) in ("insist", "suggest", "propose", "demand", "recommend")
    finite = [w for w in tree.children(head, "aux", "cop") if tree.upos(w) == "AUX"]
    return asks and [tree.lower(word) for word in finite] == ["be"]


def is_left_open(tree: Tree, head: int, governor: int) -> bool:
    """Whether somebody has not said whether something is so ("would not say whether it had sunk"),
    or not said it, which is no denial ("did not say that it had sunk", "cannot confirm that")."""
    marks = [tree.lower(mark) for mark in tree.children(head, "mark")]
    unsaid = ("not", "n't", "n’t", "never", "neither")
    if not any(tree.lower(word) in unsaid for word in tree.children(governor)):
        return False
    lemma = tree.lemma(governor)
    if any(mark in ("whether", "if") for mark in marks):
        return member("cues", "verbs", lemma) is not None
    unconfirmed = lemma in words("predicates", "not_saying", "objects")
    return unconfirmed or ("that" in marks and lemma in words("predicates", "not_saying", "lemmas"))


def _behind_colon(tree: Tree, governor: int, head: int) -> bool:
    """ "Police deny it: two cars passed": what the colon opens is their own account."""
    between = range(governor + 1, min(head, len(tree)))
    return any(tree.form(word) == ":" for word in between)


def _is_why(tree: Tree, governor: int) -> bool:
    return any(
        tree.lower(word) in ("why", "how")
        for clause in tree.children(governor, "ccomp")
        for word in tree.children(clause, "advmod", "mark")
    )


def _adverbial(
    tree: Tree, head: int, governor: int, standing: Standing | None
) -> tuple[Modality, int]:
    """What a verb or adjective makes of a looser clause: "stopped short of banning"."""
    short = any(tree.lower(word) == "short" for word in tree.children(governor, "advmod", "xcomp"))
    if tree.lower(governor) == "short" or (short and tree.lemma(governor) in ("stop", "fall")):
        return "actual", 1  # "stopped short of banning"
    marks = {tree.lower(mark) for mark in tree.children(head, "mark", "case")}
    if is_turned(standing) and marks & set(table("cues")["accusing"].get(tree.lemma(governor), ())):
        return "possible", 0  # "was not charged with hiding it"
    for mark in marks:
        charged = _charged(tree, governor, mark)
        if charged is not None:
            return charged
        bound = member("predicates", "bound_for", f"{tree.lemma(governor)} {mark}")
        if bound is not None:
            return modality_of(bound), 0
    if "from" in marks and negates(tree, governor):
        return "actual", 1  # "prevented them from entering"
    likely = tree.upos(governor) == "ADJ" and "to" in marks
    if likely or marks & {"of", "at", "on"}:
        return modality_of(member("predicates", "raising", tree.lemma(governor))), 0
    if is_participle(tree, head):
        return (standing.modality if standing else "actual"), 0
    if standing is not None and standing.modality == "planned" and _is_awaited(tree, head):
        return "planned", 0
    return "actual", 0


def _is_awaited(tree: Tree, head: int) -> bool:
    """ "will enter into force once both have ratified it", "would reopen as soon as they were
    cleared": a present behind what is planned, a past behind "would"."""
    opened = {tree.lower(w) for w in tree.children(head, "mark", "advmod")}
    above = tree.head(head)
    soon = above is not None and tree.lower(above) in ("soon", "long")
    verb = tree.head(above) if soon and above is not None else above
    finite = [w for w in (head, *tree.children(head, "aux", "cop")) if _is_finite(tree, w)]
    would = verb is not None and any(tree.lower(w) in _WOULD for w in tree.children(verb, "aux"))
    now = any(tree.feat(word, "Tense") == ("Past" if would else "Pres") for word in finite)
    return now and (soon or bool(opened & {"once", "when", "until", "after", "whenever"}))


def _is_finite(tree: Tree, word: int) -> bool:
    return tree.feat(word, "VerbForm") == "Fin"


def _charged(tree: Tree, governor: int, mark: str) -> tuple[Modality, int] | None:
    """What the law makes of a deed: "on trial for leaking", "cleared of it", "found not guilty of
    it"."""
    for word in (*tree.children(governor, "xcomp", "obj", "obl"), governor):
        pairs = (f"{form(word)} {mark}" for form in (tree.lemma, tree.lower))
        found = next((f for p in pairs if (f := member("predicates", "charging", p))), None)
        if found == "untrue":
            return "actual", 1
        if found is not None:
            adverbs = [tree.lower(child) for child in tree.children(word, "advmod")]
            owned = found == "actual" and tree.upos(word) != "VERB"  # "guilty"
            return modality_of(found), int(owned and bool({"not", "n't"} & set(adverbs)))
    return None


def _complement_modality(lemma: str) -> Modality:
    """What "asked that", "suggested that", "hoped that" make of their clause."""
    if lemma in words("predicates", "complement", "actual"):
        return "actual"
    if lemma in words("predicates", "control", "requested"):
        return "requested"
    return "possible" if lemma in words("predicates", "complement", "possible") else "actual"


def _inherited(standing: Standing | None) -> Modality:
    """What is said in a speech that may never be given is as remote as the speech."""
    if standing is None or standing.modality in ("actual", "planned"):
        return "actual"
    return "hypothetical" if standing.modality == "hypothetical" else "possible"


def _from_noun(tree: Tree, head: int, clauses: Clauses, above: Above) -> tuple[Modality, int]:
    """What a noun makes of its clause: "plans to close", "the refusal to pay"."""
    noun = tree.head(head)
    if noun is None or is_headline(tree, head):
        return "planned", 0
    for mark in tree.children(head, "mark"):
        if (charged := _charged(tree, noun, tree.lower(mark))) is not None:
            return charged
    infinitive = any(tree.lower(mark) == "to" for mark in tree.children(head, "mark"))
    telling = is_participle(tree, head) and tree.lemma(noun) in words(
        "predicates", "grounds", "nouns"
    )  # "no evidence linking him to it"
    bare = tree.deprel(head) == "acl" and tree.child(head, "nsubj") is not None
    bare = bare and not _behind_colon(tree, noun, head)
    clausal = (
        infinitive
        or telling
        or (bare and tree.child(head, "mark") is None)  # "no chance it will be cancelled"
        or any(
            tree.lower(m) in ("that", "of", "on", "about", "over")
            for m in tree.children(head, "mark")
        )
    )
    untrue = clausal and (is_called_untrue(tree, noun) or is_no_truth(tree, noun))
    if untrue or (infinitive and tree.lemma(noun) in words("predicates", "undone", "nouns")):
        return "actual", 1  # "the refusal to pay"
    if clausal and tree.lemma(noun) in words("predicates", "hearsay", "nouns"):
        if has_no(tree, noun):
            return "possible", 1  # "there are no allegations that he knew"
        denied = int(is_denied_report(tree, noun))
        return ("possible" if _is_hearsay(tree, noun) else "actual"), denied
    if clausal and tree.lemma(noun) in words("predicates", "grounds", "nouns"):
        if has_no(tree, noun) or turned_noun(tree, noun, clauses, above):
            return "possible", 1  # "there is no evidence that he knew"
        return ("possible" if infinitive else "actual"), 0
    label = member("predicates", "nouns", tree.lemma(noun)) if clausal else None
    if label is not None:
        return modality_of(label), turned_noun(tree, noun, clauses, above)
    counted = any(tree.lower(word) in _RANKED for word in tree.children(noun, "amod"))
    return ("possible" if infinitive and not counted else "actual"), 0


def is_denied_report(tree: Tree, noun: int) -> bool:
    """ "Dismissed reports that it had leaked", "called the claim that it had leaked untrue"."""
    verb = tree.head(noun)
    if verb is None or tree.rel(noun) not in ("obj", "obl", "nsubj") or not _is_object(tree, noun):
        return False
    if any(tree.upos(owner) == "PROPN" for owner in tree.children(noun, "nmod")):
        return False  # "Lund's claim that …" stays what Lund claims
    if member("cues", "verbs", tree.lemma(verb)) == "denies":
        return True
    if tree.lemma(verb) not in words("cues", "naming", "verbs"):
        return False
    said = [*tree.children(verb, "xcomp", "obl"), tree.subtree(noun)[-1]]
    return any(tree.lemma(word) in words("denials", "false", "lemmas") for word in said)


def _is_object(tree: Tree, noun: int) -> bool:
    """Whether it is done to the noun: it stands behind the verb without a preposition, or is the
    subject of a passive."""
    verb = tree.head(noun)
    if tree.rel(noun) == "nsubj":
        return tree.deprel(noun) == "nsubj:pass"
    return verb is not None and verb < noun and tree.child(noun, "case") is None


def _is_hearsay(tree: Tree, noun: int) -> bool:
    """ "There are reports that": nobody owns them, and no verb says what to make of them."""
    owned = any(tree.deprel(child) == "nmod:poss" for child in tree.children(noun, "nmod"))
    verb = tree.head(noun)
    taken_up = verb is not None and member("cues", "verbs", tree.lemma(verb)) is not None
    if verb is not None and (
        any(tree.lower(w) in ("not", "n't") for w in tree.children(verb))
        or any(has_no(tree, who) for who in tree.children(verb, "nsubj"))
    ):
        taken_up = False  # "would not confirm reports that", "nobody commented on reports that"
    return not owned and not taken_up
