"""What prepositions bring to a verb and to an event noun. Tree in, (role, word) out."""

from __future__ import annotations

from secondsource.extraction.trees.predication import Clause, is_passive
from secondsource.extraction.wordlists.nouns import kinds_of, polity
from secondsource.extraction.wordlists.words import words
from secondsource.records.reading import Role
from secondsource.syntax import Tree

Roles = list[tuple[Role, int]]

_CASES: dict[str, Role] = {
    "to": "goal", "toward": "goal", "towards": "goal", "into": "goal", "onto": "goal",
    "from": "source", "out": "source", "with": "companion", "alongside": "companion",
    "for": "purpose", "until": "time", "till": "time",
    "about": "topic", "regarding": "topic", "over": "topic", "concerning": "topic",
    "against": "patient", "by": "agent", "via": "instrument", "using": "instrument",
    "as": "attribute", "because": "cause", "due": "cause", "amid": "other", "after": "other",
    "through": "other", "in": "place", "at": "place", "near": "place", "inside": "place",
    "outside": "place", "across": "place", "off": "place", "on": "other", "of": "other",
    "between": "companion", "among": "companion", "around": "place", "along": "place",
}  # fmt: skip


_SHARES = frozenset({"half", "third", "quarter", "percent", "cent", "percentage", "%"})
_HOURS = frozenset(
    {"nightfall", "dawn", "dusk", "sunset", "sunrise", "daybreak", "noon", "midday", "midnight",
     "night", "morning", "evening", "afternoon", "time"}
)  # fmt: skip


def obliques(tree: Tree, head: int) -> Roles:
    """Prepositional phrases of a verb, and bare ones ("last week"), with their roles."""
    found: Roles = []
    passive = is_passive(tree, head)
    for child in tree.children(head, "obl"):
        case = tree.child(child, "case")
        timed = case is not None and _is_time(tree, child, tree.lower(case))
        if tree.upos(child) == "ADP" and not tree.children(child):
            continue  # "a man they want to speak to"
        if timed or case is None:
            found.append(("time", child))
        elif tree.lower(case) == "by" and tree.lemma(child) in _SHARES:
            found.append(("quantity", child))  # "cut by half"
        elif tree.lower(case) == "by" and _is_manner(tree, child):
            found.append(("manner", child))  # "mentioned by name"
        elif tree.deprel(child) == "obl:agent":
            found.append(("agent", child))
        else:
            found += _by_case(tree, child, tree.lower(case), passive)
    return found


def _is_manner(tree: Tree, child: int) -> bool:
    verb = tree.head(child)
    if tree.lemma(child) in words("predicates", "manner", "tally"):  # "passed by 52 votes to 48"
        votes = verb is not None and tree.lemma(verb) in ("pass", "approve", "adopt", "reject")
        return votes or (verb is not None and is_passive(tree, verb))
    bare = tree.child(child, "det", "nmod", "nummod") is None
    return bare and tree.lemma(child) in words("predicates", "manner", "nouns")


def _is_time(tree: Tree, child: int, case: str) -> bool:
    """ "by nightfall", "for the rest of the week", "for the first time"."""
    lemma = tree.lemma(child)
    nth = lemma == "time" and tree.child(child, "amod") is not None
    return (case == "by" and lemma in _HOURS) or (
        case == "for" and (lemma in ("rest", "remainder") or nth)
    )


def _by_case(tree: Tree, child: int, case: str, passive: bool) -> Roles:
    role = _by_verb(tree, child, case) or _CASES.get(case, "other")
    if case == "by":
        role = "agent" if passive else "instrument"
    known = role != "other" or tree.upos(child) == "PROPN" or case == "on"
    return [(role, child)] if known or _is_lost(tree, child, case) else []


def _is_lost(tree: Tree, child: int, case: str) -> bool:
    """ "was stripped of his medal"."""
    verb = tree.head(child)
    takes = verb is not None and tree.lemma(verb) in words("predicates", "bereaving", "verbs")
    return case == "of" and takes


def _by_verb(tree: Tree, child: int, case: str) -> Role | None:
    """What a preposition means after this verb, where that is known."""
    verb = tree.head(child)
    lemma = "" if verb is None else tree.lemma(verb)
    if case == "to" and lemma in words("predicates", "recipient", "verbs"):
        taken_in = lemma == "admit" and verb is not None and is_passive(tree, verb)
        return "goal" if taken_in else "recipient"
    if case == "of" and lemma in ("die", "perish"):
        return "cause"
    if case in ("for", "of", "on") and lemma in words("predicates", "topic", case):
        return "topic"
    if case == "with" and verb is not None and _is_tool(tree, child, verb):
        return "instrument"
    if case in ("through", "across") and lemma in words("predicates", "travelling", "verbs"):
        return "place"
    if case in ("for", "of") and lemma in words("predicates", "object_control", "lemmas"):
        return "cause" if case == "for" else "topic"
    return None


def _is_tool(tree: Tree, child: int, verb: int) -> bool:
    """ "cut the fence with pliers", against "with her husband": a thing, beside an object."""
    acted_on = tree.child(verb, "obj") is not None or is_passive(tree, verb)
    lemma = tree.lemma(child)
    animate = {"person", "organisation", "place"} & set(kinds_of(lemma))
    doers = lemma.endswith(("er", "or", "ist", "ian", "man")) and tree.lower(child) != lemma
    counting = lemma in words("predicates", "counting", "nouns")
    thing = tree.upos(child) == "NOUN" and not (animate or doers or counting)
    return acted_on and thing


def light_obliques(tree: Tree, clause: Clause) -> Roles:
    """Obliques of a light verb belong to its noun: "launched a raid on the camp"."""
    found: Roles = []
    for role, child in obliques(tree, clause.head):
        case = tree.child(child, "case")
        preposition = tree.lower(case) if case is not None else ""
        if preposition in ("on", "against", "between", "among", "with") and role != "time":
            found += _nominal_case(tree, child, preposition, _is_mutual(tree, clause.predicate))
        else:
            found.append((role, child))
    return found


def _is_mutual(tree: Tree, noun: int) -> bool:
    return tree.lemma(noun) in words("predicates", "events", "mutual")


def participants(tree: Tree, noun: int) -> Roles:
    """Who takes part in a nominal happening: "Russia's strike on a refinery in the region"."""
    found: Roles = []
    for child in tree.children(noun, "nmod", "amod", "compound"):
        case = _case_of(tree, child)
        if tree.deprel(child) == "nmod:poss":
            found.append(("patient" if _undergoes(tree, noun) else "agent", child))
        elif tree.rel(child) in ("amod", "compound"):
            if _is_demonym(tree, child):
                found.append(("agent", child))
        elif case is not None:
            found += _nominal_case(tree, child, tree.lower(case), _is_mutual(tree, noun))
    return found


def _undergoes(tree: Tree, noun: int) -> bool:
    """ "his arrest", "the general's capture by rebels", against "the army's killing of two"."""
    if tree.lemma(noun) not in words("predicates", "events", "undergone"):
        return False
    cases = (_case_of(tree, child) for child in tree.children(noun, "nmod"))
    return not any(case is not None and tree.lower(case) == "of" for case in cases)


def _case_of(tree: Tree, noun: int) -> int | None:
    """Its preposition, which the parser may hang on a title before the name."""
    titles = [noun, *tree.children(noun, "nmod:desc", "flat", "compound")]
    return next((case for word in titles for case in tree.children(word, "case")), None)


def _is_demonym(tree: Tree, child: int) -> bool:
    """ "Russian strikes", "Hamas attack"."""
    if tree.rel(child) == "compound":
        return tree.upos(child) == "PROPN"
    if tree.upos(child) == "PROPN" or not tree.form(child)[0].isupper():
        return False
    return child > 0 or polity(tree.form(child)) is not None


def _nominal_case(tree: Tree, child: int, case: str, mutual: bool) -> Roles:
    if case in ("between", "among"):
        others: Roles = [("companion", other) for other in tree.children(child, "conj")]
        return [("agent", child), *others]
    if case == "of":
        own = mutual or _lemma_above(tree, child) in words("predicates", "events", "intransitive")
        return [("agent" if own else "patient", child)]
    if case in ("on", "against"):
        return [("topic" if mutual else "patient", child)]
    if case == "with":
        return [("companion" if mutual else "instrument", child)]
    if case == "by":
        return [("agent", child)]
    role = _CASES.get(case, "other")
    return [] if role in ("other", "purpose") else [(role, child)]


def _lemma_above(tree: Tree, child: int) -> str:
    above = tree.head(child)
    return "" if above is None else tree.lemma(above)
