"""What a clause says of its own standing: auxiliaries, adverbs, negation, its noun's adjectives."""

from __future__ import annotations

from collections.abc import Iterable

from secondsource.extraction.trees.predication import Clause, is_passive, link
from secondsource.extraction.wordlists.words import member, words
from secondsource.records.reading import Modality
from secondsource.syntax import Tree

#: From what happened to what merely follows from a condition: the most remote reading wins.
_RANK: tuple[Modality, ...] = ("actual", "planned", "possible", "requested", "hypothetical")
#: Stances after which "would" is a future seen from the past.
_FORETOLD = frozenset({"says", "announces", "promises", "confirms", "claims", "admits"})
_WOULD = frozenset({"would", "'d", "’d"})
_INVERTED = frozenset({"should", "were", "had"})
_ONLY = frozenset({"only", "just", "merely"})
_NO = frozenset({"no", "neither"})
_OFTEN = frozenset(
    {"often", "usually", "sometimes", "regularly", "routinely", "frequently", "occasionally"}
)


def verb_modality(tree: Tree, clause: Clause) -> Modality:
    """By the auxiliaries, adverbs and subordinators of a verb."""
    head = clause.top
    conditioned = _conditioned(tree, head) or _conditioned(tree, clause.head)
    labels = [from_child(tree, head, child) for child in tree.children(head)]
    if conditioned and "planned" in labels and _has_would(tree, head):
        labels.append("hypothetical")
    if shares_auxiliary(tree, head):
        first = tree.head(head)
        if first is not None:
            labels += [from_child(tree, first, aux) for aux in tree.children(first, "aux")]
    if _is_inverted(tree, head):
        labels.append("hypothetical")
    labels += _ahead(tree, head)
    if conditioned and not _is_told_as_past(tree, head) and not _may(tree, head):
        labels.append("hypothetical")
    return most_remote(labels)


def _ahead(tree: Tree, head: int) -> list[Modality]:
    """What the words before an infinitive make of it."""
    planned = _is_to_do(tree, head) or _is_due(tree, head) or _is_scheduled(tree, head)
    found: list[Modality] = ["planned"] if planned else []
    return [*found, "requested"] if _has_to(tree, head) else found


def _is_told_as_past(tree: Tree, head: int) -> bool:
    """By the finite word; "will be sold" has a participle of the past and is none."""
    finite = [w for w in tree.children(head, "aux", "cop") if tree.feat(w, "VerbForm") == "Fin"]
    return any(tree.feat(word, "Tense") == "Past" for word in finite or [head])


def shares_auxiliary(tree: Tree, head: int) -> bool:
    """ "will arrive and hold", against "will arrive and said"."""
    marked = any(tree.lower(mark) != "to" for mark in tree.children(head, "mark"))
    alone = not marked and not tree.children(head, "aux", "nsubj")
    finite = tree.feat(head, "VerbForm") == "Fin" and tree.feat(head, "Mood") != "Imp"
    return alone and tree.rel(head) == "conj" and not finite and not _is_past(tree, head)


def _is_past(tree: Tree, head: int) -> bool:
    """ "refused to leave and threatened": tagged as a participle, with no auxiliary to share."""
    first = tree.head(head)
    participle = tree.feat(head, "VerbForm") == "Part" and tree.feat(head, "Tense") == "Past"
    if not participle or first is None or tree.feat(first, "VerbForm") != "Fin":
        return False
    return tree.child(first, "aux", "cop") is None


def _is_at_fault(tree: Tree, head: int) -> bool:
    """ "is to blame for the delay", which nobody has yet to do."""
    bare = tree.child(head, "obj", "aux", "aux:pass") is None
    return tree.lower(head) == "blame" and bare and tree.child(head, "cop") is not None


def _is_to_do(tree: Tree, head: int) -> bool:
    """ "was to open a branch"."""
    if _is_at_fault(tree, head):
        return False
    mark = tree.child(head, "mark")
    verb = tree.child(head, "aux", "cop")
    be_to = mark is not None and tree.lower(mark) == "to" and verb is not None and verb < mark
    return be_to and verb is not None and tree.lemma(verb) == "be"


def _has_to(tree: Tree, head: int) -> bool:
    """ "has to be mended", where the parser takes "has" for a helping verb; what "had to be" is."""
    to = next((mark for mark in tree.children(head, "mark") if tree.lower(mark) == "to"), None)
    have = next((aux for aux in tree.children(head, "aux") if aux + 1 == to), None)
    if have is None or tree.lemma(have) != "have" or is_yet_to(tree, head):
        return False
    return tree.feat(have, "Tense") != "Past"


def is_yet_to(tree: Tree, head: int) -> bool:
    """ "Madrid has yet to decide": it has not, wherever the parser hung "yet"."""
    for mark in tree.children(head, "mark"):
        if tree.lower(mark) != "to" or mark < 2:
            continue
        before = tree.lower(mark - 1)
        if before == "yet" and tree.upos(mark - 2) in ("AUX", "VERB", "ADV"):
            return True
        if before == "still" and tree.lemma(mark - 2) == "have":
            return True
    return False


def _is_due(tree: Tree, head: int) -> bool:
    """ "were due to arrive", where the parser takes "due to" for a conjunction."""
    before = [word for word in tree.children(head) if word < head and tree.lower(word) == "due"]
    verbal = tree.upos(head) == "VERB"  # "the delay was due to fog" names a cause
    return verbal and any(tree.lower(word + 1) == "to" for word in before)


def _is_scheduled(tree: Tree, head: int) -> bool:
    """ "The merger, which is scheduled for June": it is yet to be."""
    if tree.lemma(head) not in words("predicates", "light", "scheduled"):
        return False
    now = any(tree.feat(aux, "Tense") == "Pres" for aux in tree.children(head, "aux"))
    for_a_day = any(
        tree.lower(case) == "for"
        for noun in tree.children(head, "obl")
        for case in tree.children(noun, "case")
    )
    return now and for_a_day and is_passive(tree, head)


def _conditioned(tree: Tree, head: int) -> bool:
    """Whether an if-clause hangs on the verb; "even if" and "as if" lay down no condition."""
    for clause in tree.children(head, "advcl"):
        if _is_inverted(tree, clause):
            return True
        for mark in tree.children(clause, "mark"):
            conditional = tree.lower(mark) in words("predicates", "marks", "hypothetical")
            granted = mark and tree.lower(mark - 1) in ("even", "as")
            bound = tree.lower(mark) == "unless" and head < mark and _is_ahead(tree, head)
            if conditional and not (granted or bound or _is_afterthought(tree, clause, mark)):
                return True
    return False


def _is_ahead(tree: Tree, head: int) -> bool:
    """ "Will strike unless pay rises": it is meant, and what would stop it is told."""
    forms = {tree.lower(aux) for aux in tree.children(head, "aux")}
    return bool(forms & {"will", "shall", "'ll", "’ll", "would"}) and "have" not in forms


def _is_afterthought(tree: Tree, clause: int, mark: int) -> bool:
    """ "as bitter as the last one, if not more so": more of the same, and no condition."""
    behind = tree.lower(mark + 1) if mark + 1 < len(tree) else ""
    bare = tree.child(clause, "nsubj", "cop", "aux", "expl") is None
    return tree.lower(mark) == "if" and behind == "not" and bare and tree.upos(clause) != "VERB"


def _is_inverted(tree: Tree, clause: int) -> bool:
    """ "Should the court agree, …", "Were it lifted, …": a condition told by its word order."""
    marks = tree.children(clause, "mark")
    if tree.rel(clause) != "advcl" or any(tree.lower(mark) not in _INVERTED for mark in marks):
        return False
    opening = next((w for w in tree.subtree(clause) if tree.upos(w) != "PUNCT"), clause)
    subject = tree.child(clause, "nsubj", "expl")
    finite = opening in tree.children(clause, "aux", "cop", "mark") and subject is not None
    return finite and tree.lower(opening) in _INVERTED


def _has_would(tree: Tree, head: int) -> bool:
    return any(
        tree.lower(aux) in _WOULD and not _is_had(tree, head, aux)
        for aux in tree.children(head, "aux")
    )


def from_child(tree: Tree, head: int, child: int) -> Modality:
    """What one auxiliary, adverb or subordinator makes of its verb."""
    form, relation = tree.lower(child), tree.rel(child)
    if relation == "aux":
        return _from_auxiliary(tree, head, child)
    if relation == "advmod":
        if tree.upos(child) == "ADJ":  # "due to meet", hung on the verb
            return modality_of(member("predicates", "raising", form))
        return modality_of("possible" if form in words("predicates", "adverbs", "possible") else "")
    if relation == "mark":
        if form == "if" and tree.rel(head) == "ccomp":
            return "possible"  # "declined to say if"
        label = member("predicates", "marks", form)
        if label in ("hypothetical", "possible"):
            return modality_of(label)
        if _is_at_fault(tree, head):
            return "actual"
        if form == "to" and tree.rel(head) == "ccomp" and tree.child(head, "nsubj") is not None:
            return "planned"  # "Army to pull out, rebels say"
        if form == "to" and link(tree, head) == "advcl":
            return "actual" if _is_owned(tree, head) or _is_gained(tree, head) else "planned"
    return "actual"


def _from_auxiliary(tree: Tree, head: int, auxiliary: int) -> Modality:
    form = tree.lower(auxiliary)
    if form in _WOULD:
        had = _is_had(tree, head, auxiliary) or _was_unwilling(tree, head)
        return "actual" if had or _used_to(tree, head) else _would(tree, head)
    if form in ("could", "can", "ca") and _was_unable(tree, head):
        return "actual"  # what can't be isn't
    if form == "could" and _was_perceived(tree, head):
        return "actual"
    return modality_of(member("predicates", "modals", form))


def _is_owned(tree: Tree, head: int) -> bool:
    """ "confessed to taking", "guilty to taking": a deed, and no purpose."""
    above = tree.head(head)
    owned = words("predicates", "charging", "actual")
    return above is not None and f"{tree.lemma(above)} to" in owned


def _is_gained(tree: Tree, head: int) -> bool:
    """ "beat Brill to reach the final": what a contest that was won brought, and no purpose."""
    above = tree.head(head)
    won = above is not None and tree.feat(above, "Tense") == "Past"
    won = won and above is not None and tree.child(above, "aux") is None
    beaten = above is not None and tree.lemma(above) in words("predicates", "contest", "winning")
    return won and beaten and tree.lemma(head) in words("predicates", "contest", "gained")


def _is_had(tree: Tree, head: int, auxiliary: int) -> bool:
    """ "she'd been forced": "had", before a participle."""
    if tree.lower(auxiliary) == "would":
        return False
    following = next((w for w in (*tree.children(head, "aux"), head) if w > auxiliary), head)
    form = tree.feat(following, "VerbForm")
    return tree.lower(following) == "been" or (following == head and form == "Part")


def _may(tree: Tree, head: int) -> bool:
    """ "may have to leave if it rains": as likely with the condition as without."""
    return any(tree.lower(aux) in ("may", "might", "could") for aux in tree.children(head, "aux"))


def _was_unable(tree: Tree, head: int) -> bool:
    """ "could not be verified", "cannot leave": it is not done, against "could not have known"."""
    denied = any(_is_negative(tree, child) for child in tree.children(head, "advmod"))
    perfect = any(tree.lower(aux) == "have" for aux in tree.children(head, "aux"))
    return denied and not perfect and not _conditioned(tree, head)


def _was_unwilling(tree: Tree, head: int) -> bool:
    """ "would not say whether", "wouldn't comment": nothing was said."""
    denied = any(_is_negative(tree, child) for child in tree.children(head, "advmod"))
    talks = member("cues", "verbs", tree.lemma(head)) in ("says", "confirms", "denies")
    talks = talks or tree.lemma(head) in words("cues", "keeping", "verbs")
    alone = tree.rel(head) in ("root", "conj", "parataxis") and not _conditioned(tree, head)
    perfect = any(tree.lower(aux) == "have" for aux in tree.children(head, "aux"))
    told = any(tree.rel(above) == "ccomp" for above in tree.ancestors(head))
    if denied and not perfect and _held_out(tree, head):
        return True
    return denied and talks and alone and not perfect and not told


def _held_out(tree: Tree, head: int) -> bool:
    """ "found a man who would not come out", "the door would not open": whoever or whatever was
    there didn't."""
    relative = tree.deprel(head) == "acl:relcl" and any(
        tree.lower(s) in ("who", "that", "which") for s in tree.children(head, "nsubj")
    )
    above = next((w for w in tree.ancestors(head) if tree.upos(w) == "VERB"), None)
    past = above is not None and tree.feat(above, "Tense") == "Past"
    past = past and above is not None and tree.child(above, "aux", "mark") is None
    met = past and above is not None and tree.lemma(above) in ("find", "meet", "encounter", "face")
    return relative and met and not _conditioned(tree, head)


def _used_to(tree: Tree, head: int) -> bool:
    """ "every Sunday they would visit the graves", "would often draw": a habit of the past."""
    if _conditioned(tree, head) or tree.rel(head) == "ccomp":
        return False
    often = any(tree.lower(word) in _OFTEN for word in tree.children(head, "advmod"))
    each = any(
        tree.lower(det) == "every"
        for time in tree.children(head, "obl", "obl:unmarked")
        for det in tree.children(time, "det")
    )
    perfect = any(tree.lower(aux) == "have" for aux in tree.children(head, "aux"))
    denied = any(_is_negative(tree, child) for child in tree.children(head, "advmod"))
    return (often or each) and not perfect and not denied


def _was_perceived(tree: Tree, head: int) -> bool:
    """ "neighbours could hear shots", "could see her aiming a rifle": they did, against "the court
    could hear the appeal" and "could see losses"."""
    if _conditioned(tree, head) or tree.rel(head) == "ccomp" or is_passive(tree, head):
        return False
    seen = tree.child(head, "xcomp", "ccomp")
    doing = seen is not None and tree.lower(seen).endswith("ing")
    if tree.lemma(head) in ("see", "watch"):
        return doing
    heard = tree.child(head, "obj")
    what = seen is not None or heard is not None
    pleaded = heard is not None and tree.lemma(heard) in words("predicates", "pleaded", "nouns")
    return tree.lemma(head) in ("hear", "smell") and what and not pleaded


def _would(tree: Tree, head: int) -> Modality:
    """Future seen from the past ("said he would visit"), a warning ("warned they would strike"),
    or what a condition would bring."""
    complement = head
    while tree.rel(complement) == "conj" and (first := tree.head(complement)) is not None:
        complement = first  # "…, and that two plants would close, and that nobody would go"
    complement = complement if tree.rel(complement) == "ccomp" else head
    governor = tree.head(complement)
    stance = None
    if tree.rel(complement) == "ccomp" and governor is not None:
        stance = member("cues", "verbs", tree.lemma(governor))
    told = governor is not None and _tense(tree, governor) != "Pres"  # "say it would ruin"
    reported = (told and stance in _FORETOLD) or _is_told_by_way(tree, complement)
    reported = reported or any(
        tree.lower(case) == "according"
        for source in tree.children(head, "obl")
        for case in tree.children(source, "case")
    )
    perfect = any(tree.lower(aux) == "have" for aux in tree.children(head, "aux"))
    if _conditioned(tree, head) or perfect or tree.child(head, "csubj") is not None:
        return "hypothetical"
    if told and stance == "warns":
        return "possible"
    return "planned" if reported else "hypothetical"


def _is_told_by_way(tree: Tree, verb: int) -> bool:
    """ "He would meet them, his office said, but would not stay": the saying stands by the way."""
    first = tree.head(verb) if tree.rel(verb) == "conj" else None
    says = (c for v in (verb, first) if v is not None for c in tree.children(v, "parataxis"))
    return any(
        tree.child(c, "nsubj") is not None
        and tree.feat(c, "Tense") == "Past"
        and member("cues", "verbs", tree.lemma(c)) in _FORETOLD
        for c in says
    )


def _tense(tree: Tree, verb: int) -> str | None:
    """The tense of a verb; of "adding" in "he said, adding that", that of "said"."""
    above = tree.head(verb)
    participle = tree.feat(verb, "VerbForm") in ("Part", "Ger") and not tree.child(verb, "aux")
    if participle and tree.lower(verb).endswith("ing") and above is not None:
        return tree.feat(above, "Tense")
    return tree.feat(verb, "Tense")


def negations(tree: Tree, clause: Clause) -> int:
    """How often a clause denies itself; what "was not found until Friday" was found."""
    if _is_late(tree, clause.head):
        return 0
    return sum(
        _is_negative(tree, child)
        for head in {clause.head, *clause.raised}
        for child in tree.children(head)
    )


def _is_late(tree: Tree, head: int) -> bool:
    """ "Did not open until noon", of the past: then it did."""
    past = any(
        tree.lower(aux) in ("did", "was", "were") for aux in tree.children(head, "aux", "aux:pass")
    )
    denied = any(
        tree.lower(word) in ("not", "n't", "n’t") for word in tree.children(head, "advmod")
    )
    times = [c for noun in tree.children(head, "obl") for c in tree.children(noun, "case")]
    times += [m for clause in tree.children(head, "advcl") for m in tree.children(clause, "mark")]
    return past and denied and any(tree.lower(word) in ("until", "till") for word in times)


def _is_negative(tree: Tree, child: int) -> bool:
    relation = tree.rel(child)
    if relation == "advmod":
        return _negative_adverb(tree, child)
    if relation == "mark":
        marked = tree.lower(child) in words("predicates", "marks", "negative")
        return marked or is_rather_than(tree, child)
    if relation == "cc":
        return tree.lower(child) in ("neither", "nor") or is_rather_than(tree, child)
    return relation in ("nsubj", "obj", "iobj") and has_no(tree, child)


def is_rather_than(tree: Tree, child: int) -> bool:
    """ "sold it rather than pay", "instead of leaving": what was not done."""
    following = tree.lower(child + 1) if child + 1 < len(tree) else ""
    return (tree.lower(child), following) in (("rather", "than"), ("instead", "of"))


def _negative_adverb(tree: Tree, child: int) -> bool:
    if tree.lower(child) == "longer":
        return any(tree.lower(word) in ("no", "not") for word in tree.children(child))
    if tree.lower(child) in words("predicates", "adverbs", "short_of"):
        verb = tree.head(child)  # "the roof almost fell"; "nearly doubled" all but did
        if verb is None or verb != child + 1 or tree.upos(verb) != "VERB":
            return False
        return tree.lemma(verb) not in words("predicates", "adverbs", "by_degrees")
    if tree.lower(child) not in words("predicates", "adverbs", "negative"):
        return False
    # "not only … but also" denies nothing.
    inside = [tree.lower(word) for word in tree.children(child)]
    following = tree.lower(child + 1) if child + 1 < len(tree) else ""
    return not _ONLY.intersection([*inside, following])


def has_no(tree: Tree, noun: int) -> bool:
    """ "no date", "nobody", "neither side", "not a single shot"."""
    if tree.lower(noun) in ("nobody", "none", "nothing", "neither"):
        return True
    determined = tree.children(noun, "det", "cc:preconj")
    first = tree.subtree(noun)[:2]
    single = [tree.lower(word) for word in first] in (["not", "a"], ["not", "one"])
    return (
        single
        or any(tree.lower(child) in _NO and not _bounds(tree, child) for child in determined)
        or _has_zero(tree, noun)
    )


def _has_zero(tree: Tree, noun: int) -> bool:
    """ "creates zero precedent", "zero chance": none, against "zero degrees", "zero tolerance"."""
    zero = any(
        tree.lower(child) == "zero" for child in tree.children(noun, "det", "nummod", "amod")
    )
    kept = tree.lemma(noun) in ("tolerance", "percent", "hour", "growth", "emission", "rating")
    return zero and not kept and tree.feat(noun, "Number") == "Sing"


def _bounds(tree: Tree, no: int) -> bool:
    """ "No fewer than 40": a bound, and no denial."""
    following = tree.lower(no + 1) if no + 1 < len(tree) else ""
    return following in ("fewer", "less", "more", "later", "earlier", "sooner")


def noun_modality(tree: Tree, noun: int) -> Modality:
    """By the adjectives of an event noun: "a planned visit"."""
    adjectives = tree.children(noun, "amod")
    return most_remote(
        modality_of(member("predicates", "adjectives", tree.lower(child))) for child in adjectives
    )


def most_remote(labels: Iterable[Modality]) -> Modality:
    """Of several readings the one that is furthest from having happened."""
    return max(labels, key=_RANK.index, default="actual")


def modality_of(label: str | None) -> Modality:
    """A key of ``predicates.toml`` as a modality; what is none leaves things as they are."""
    return next((name for name in _RANK if name == label), "actual")
