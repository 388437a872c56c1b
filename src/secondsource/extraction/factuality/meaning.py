"""Whether a clause means anything beyond its words: empty verbs, bare pronouns, comparisons."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.extraction.tokens.numbers import ordinal
from secondsource.extraction.trees.auxiliaries import has_no
from secondsource.extraction.trees.phrases import has_case
from secondsource.extraction.trees.predication import Clause, called_on, is_passive, is_unknown
from secondsource.extraction.wordlists.words import words
from secondsource.records.reading import Argument
from secondsource.syntax import Tree

#: Pronouns that say how many: "nobody had listened", "both had been mended".
_QUANTIFIERS = frozenset(
    {"nobody", "nothing", "none", "everybody", "everyone", "all", "both", "most", "many", "some",
     "several", "few", "neither", "each", "others", "another"}
)  # fmt: skip


def says_something(
    tree: Tree,
    clause: Clause,
    arguments: Sequence[Argument],
    *,
    circumstances: bool,
    answers: bool = False,
) -> bool:
    """Whether a clause has a meaning beyond its words: who, what, when, where or how many.
    ``answers``: somebody denies it, and so "it was dangerous" means what was said to be so."""
    if is_unknown(tree, clause.head):
        return True
    if clause.predicate == clause.head and clause.kind == "verbal" and _is_empty(tree, clause):
        return False
    told = [
        word
        for _, word in clause.arguments
        if tree.upos(word) not in ("PRON", "DET")
        or tree.lower(word) in _QUANTIFIERS
        or tree.child(word, "nmod") is not None  # "any of its drones"
        or tree.child(word, "acl", "amod") is not None  # "anyone who spreads them", "those hurt"
    ]
    named = any(argument.entity for argument in arguments)
    if clause.kind == "nominal":
        none = has_no(tree, clause.predicate)  # "no decision has been taken"
        return circumstances or named or none or any(_takes_part(tree, w) for w in told)
    if clause.kind == "copular":
        it = tree.child(clause.head, "expl")
        if it is not None and tree.lower(it) == "it":
            return False  # "it may be that"
        subject = clause.filler("agent", "patient")
        pronoun = subject is None or tree.upos(subject) in ("PRON", "DET")
        if subject is not None and tree.child(subject, "nmod") is not None:
            pronoun = False  # "Half of the hostages are women"
        if tree.upos(clause.head) in ("PRON", "DET"):
            cases = (tree.lower(case) for case in tree.children(clause.head, "case"))
            return not pronoun and "among" in cases  # "six children were among those killed"
        known = any(a.entity and a.role == "agent" for a in arguments)
        known = known or (subject is not None and _owns_up(tree, clause.head))
        known = known or _is_whole(tree, clause) or _tells_of_event(tree, clause.head)
        return not pronoun or known or (answers and subject is not None)
    existential = clause.predicate != clause.head and tree.child(clause.head, "expl") is not None
    held = _is_ours(tree, clause) or _is_nobodys(tree, clause)
    # "No decision has been made"
    held = held or (clause.predicate != clause.head and has_no(tree, clause.predicate))
    occurs = clause.predicate != clause.head and tree.rel(clause.predicate) == "nsubj"
    begun = tree.lemma(clause.head) in words("predicates", "light", "occur")
    occurs = occurs and (begun or tree.deprel(clause.predicate) == "nsubj")
    held = held or (answers and clause.kind == "verbal" and bool(clause.arguments))
    held = held or _did_it(tree, clause) or _is_whole(tree, clause)
    return bool(told) or circumstances or named or existential or held or occurs


def judges(tree: Tree, clause: Clause) -> bool:
    """ "“It was a mistake,” she said": what somebody makes of what has been told of. "That was not
    a gift" only leaves open what it was."""
    past = any(tree.feat(verb, "Tense") == "Past" for verb in tree.children(clause.head, "cop"))
    some = any(tree.lower(det) in ("a", "an") for det in tree.children(clause.head, "det"))
    vague = some and _is_denied(tree, clause.head) and not _is_happening(tree, clause.head)
    return past and clause.kind == "copular" and not vague


def _owns_up(tree: Tree, head: int) -> bool:
    """ "it was behind the raid", "they were responsible for the blast": whoever "it" is, what is
    said is who did it."""
    if tree.lower(head) == "responsible":
        return any(_is_event(tree, noun) for noun in tree.children(head, "obl", "nmod"))
    behind = any(tree.lower(case) == "behind" for case in tree.children(head, "case"))
    return behind and _is_event(tree, head)


def _did_it(tree: Tree, clause: Clause) -> bool:
    """ "it had carried out the hijacking": somebody did what has been told of."""
    light = clause.predicate != clause.head and clause.kind == "verbal"
    done = light and tree.rel(clause.predicate) == "obj" and _is_event(tree, clause.predicate)
    return done and tree.child(clause.head, "nsubj") is not None


def _is_whole(tree: Tree, clause: Clause) -> bool:
    """ "He would appeal", "she resigned", "they are innocent": the verb or the state says enough of
    somebody told of before."""
    subject = tree.child(clause.head, "nsubj")
    somebody = subject is not None and tree.lower(subject) in ("he", "she", "they", "it")
    if clause.kind == "copular":
        somebody = somebody or (subject is not None and tree.lower(subject) in ("both", "all"))
        state = tree.lower(clause.head) in words("predicates", "empty", "whole_states")
        state = state or _is_condition(tree, clause.head)
        return somebody and state
    whole = tree.lemma(clause.head) in words("predicates", "empty", "whole")
    return somebody and whole and clause.kind == "verbal"


def _is_condition(tree: Tree, head: int) -> bool:
    """ "in stable condition", "in critical but stable condition"."""
    described = tree.child(head, "amod") is not None and has_case(tree, head, "in")
    return described and tree.lower(head) in ("condition", "conditions", "shape")


def _tells_of_event(tree: Tree, head: int) -> bool:
    """ "It was an accidental shooting", "this is the city's third fire of the year": which kind of
    happening it was, or which of many."""
    if not _is_happening(tree, head) or _is_denied(tree, head):
        return False
    of_many = tree.child(head, "nmod:poss") is not None and tree.child(head, "amod") is not None
    of_many = of_many or any(ordinal(tree.lower(w)) for w in tree.children(head, "amod"))
    past = any(tree.feat(verb, "Tense") == "Past" for verb in tree.children(head, "cop"))
    kinds = words("predicates", "events", "kinds")
    return of_many or (past and any(tree.lower(w) in kinds for w in tree.children(head, "amod")))


def _is_happening(tree: Tree, noun: int) -> bool:
    """An event, or what befalls somebody ("accident", "fight")."""
    befalls = tree.lemma(noun) in words("predicates", "relatives", "events")
    return befalls or _is_event(tree, noun)


def _is_event(tree: Tree, noun: int) -> bool:
    lemma = tree.lemma(noun)
    return lemma in words("predicates", "events", "nouns") or lemma in words(
        "roles", "nouns", "event"
    )


def _is_ours(tree: Tree, clause: Clause) -> bool:
    """ "We will appeal", in somebody's words: what the speaker does, though it names nothing."""
    subject = tree.child(clause.head, "nsubj")
    aux = tree.child(clause.head, "aux")
    above = tree.head(clause.head) if tree.rel(clause.head) == "conj" else None
    if subject is None and aux is None and above is not None:  # "nor forget"
        subject, aux = tree.child(above, "nsubj"), tree.child(above, "aux")
    spoken = subject is not None and tree.lower(subject) in ("we", "i")
    why = tree.child(clause.head, "advcl") is not None  # "We left because nobody listened"
    return spoken and (aux is not None or why)


def _is_nobodys(tree: Tree, clause: Clause) -> bool:
    """ "Nobody warned us": that it was not done is news, though it names no one."""
    subject = tree.child(clause.head, "nsubj")
    nobody = subject is not None and _is_nobody(tree, subject)
    return nobody and clause.kind == "verbal"


def _is_nobody(tree: Tree, subject: int) -> bool:
    """ "Nobody", "no one from the bank"."""
    if tree.lower(subject) == "one":
        return any(tree.lower(det) == "no" for det in tree.children(subject, "det"))
    return tree.lower(subject) in ("nobody", "no-one", "none")


def _stays_away(tree: Tree, clause: Clause) -> bool:
    """ "Nobody came", "the envoy is not coming": that somebody isn't there is news."""
    if _is_nobodys(tree, clause):
        return True
    subject = tree.child(clause.head, "nsubj")
    somebody = subject is not None and tree.upos(subject) in ("NOUN", "PROPN")
    bare = tree.child(clause.head, "obl", "xcomp", "advmod:as") is None
    return somebody and bare and tree.lemma(clause.head) == "come" and _is_denied(tree, clause.head)


def _names_thing(tree: Tree, clause: Clause) -> bool:
    patient = clause.filler("patient", "recipient")
    return patient is not None and tree.upos(patient) in ("NOUN", "PROPN", "NUM")


def _is_comparison(tree: Tree, head: int) -> bool:
    """ "deeper than expected", "as we had hoped"."""
    if tree.lower(head) == "compared":  # "compared with 61 in the week before"
        return tree.child(head, "nsubj", "aux") is None
    marks = {tree.lower(mark) for mark in tree.children(head, "mark", "case")}
    foreseen = tree.lemma(head) in words("predicates", "empty", "foreseen")
    bare = tree.child(head, "obj", "obl", "xcomp", "ccomp") is None
    if "as" in marks and foreseen and bare:
        return True
    return bool(marks & {"than"}) and (foreseen or tree.child(head, "nsubj") is None)


def _takes_part(tree: Tree, word: int) -> bool:
    """Whether a participant of an event noun is a phrase: "Russian attacks" says too little."""
    return tree.rel(word) not in ("amod", "compound")


def _means_more(tree: Tree, clause: Clause, lemma: str) -> bool:
    """Whether an empty verb is none here: "got the animals out", "the firm knew it", "will look at
    the case", "thanked the voters", "arrived" of a car that "came on Tuesday"."""
    subject = tree.child(clause.head, "nsubj")
    somebody = subject is not None and tree.upos(subject) in ("NOUN", "PROPN")
    if lemma in ("get", "thank"):
        jailed = lemma == "get" and _is_jailed(tree, clause.head)  # "got nine years behind bars"
        there = lemma == "get" and somebody and _gets_there(tree, clause.head)
        return jailed or there or (_names_thing(tree, clause) and (lemma == "get" or somebody))
    if lemma == "need":
        return tree.child(clause.head, "xcomp") is None and _names_thing(tree, clause)
    if lemma == "do":
        done = is_passive(tree, clause.head) and somebody  # "the checks had been done"
        return done or _does_something(tree, clause.head)
    if lemma == "tell":
        nobodys = _is_nobodys(tree, clause) and tree.child(clause.head, "obj", "iobj") is not None
        informed = is_passive(tree, clause.head) and somebody and _is_about(tree, clause.head)
        told = tree.child(clause.head, "obj")
        honest = told is not None and tree.lemma(told) in ("truth", "lie")
        return nobodys or informed or honest or _is_left_untold(tree, clause)
    if lemma == "let":  # "let the hostages go", "let 88 of them out"
        freed = tree.child(clause.head, "xcomp")
        goes = freed is not None and tree.lemma(freed) in ("go", "leave", "walk")
        leased = tree.child(clause.head, "obl", "advmod") is not None  # "let four flats to him"
        return _names_thing(tree, clause) and (goes or leased or _is_let_pass(tree, clause.head))
    if lemma == "know":
        return _knows_something(tree, clause.head)
    if lemma == "look":
        if any(tree.lemma(verb) in ("stop", "cease", "continue", "keep") for verb in clause.raised):
            return True
        cases = {
            tree.lower(case)
            for noun in tree.children(clause.head, "obl")
            for case in tree.children(noun, "case")
        }
        return bool(cases & {"at", "into", "for"})
    timed = tree.child(clause.head, "obl", "obl:unmarked") is not None
    return lemma == "come" and somebody and timed and tree.child(clause.head, "xcomp") is None


def _is_jailed(tree: Tree, verb: int) -> bool:
    """ "Got nine years in prison", whatever the tree makes of the years."""
    where = (tree.lower(noun) for noun in tree.children(verb, "obl"))
    return any(noun in ("bars", "prison", "jail", "custody") for noun in where)


def _gets_there(tree: Tree, verb: int) -> bool:
    """ "Fire engines got to the farm in nine minutes"."""
    return any(
        tree.upos(noun) in ("NOUN", "PROPN") and has_case(tree, noun, "to", "into", "onto", "out")
        for noun in tree.children(verb, "obl")
    )


def _is_let_pass(tree: Tree, verb: int) -> bool:
    """ "let ambulances through": a bare adverb tells where to."""
    beside = tree.children(verb, "compound:prt", "advmod", "xcomp", "obl")
    return any(tree.lower(word) in ("through", "in", "out", "pass", "by") for word in beside)


def _does_something(tree: Tree, verb: int) -> bool:
    """ "did nothing wrong", "did nobody a favour", "was doing 88 kilometres per hour"."""
    things, subject = tree.children(verb, "obj"), tree.child(verb, "nsubj")
    nothing = any(tree.lower(thing) == "nothing" for thing in things) and subject is not None
    favour = any(tree.lemma(thing) in ("favour", "favor") for thing in things)
    wrong = any(tree.lower(word) == "wrong" for thing in things for word in tree.children(thing))
    speeds = tree.children(verb, "obl:unmarked", "obl", "obj")  # "was doing 88 kilometres per hour"
    speed = tree.feat(verb, "VerbForm") == "Part" and any(
        tree.child(noun, "nummod") is not None for noun in speeds
    )
    return nothing or favour or wrong or speed


def _knows_something(tree: Tree, verb: int) -> bool:
    """ "the firm knew it", "know nothing of the letter", "had known of the loss"."""
    thing, subject = tree.child(verb, "obj"), tree.child(verb, "nsubj")
    nothing = thing is not None and tree.lower(thing) == "nothing"
    if nothing and tree.child(verb, "ccomp") is None:
        return True
    if subject is not None and _is_about(tree, verb):
        return True
    thing_unknown = subject is not None and tree.upos(subject) in ("NOUN", "PROPN")
    if thing_unknown and is_passive(tree, verb) and _is_denied(tree, verb):
        return tree.child(verb, "obl", "xcomp", "ccomp") is None  # "the cause is not yet known"
    somebody = subject is not None and tree.upos(subject) in ("NOUN", "PROPN")
    told = tree.child(verb, "ccomp") is not None and tree.feat(verb, "Tense") == "Past"
    return somebody and (thing is not None or told)


def _is_left_untold(tree: Tree, clause: Clause) -> bool:
    """ "She had told nobody", "Residents were not told", "he was told nothing"."""
    if clause.top != clause.head or tree.child(clause.head, "ccomp", "xcomp") is not None:
        return False
    things = tree.children(clause.head, "obj", "iobj")
    nobody = any(tree.lower(thing) in ("nobody", "no-one", "nothing") for thing in things)
    return nobody or (is_passive(tree, clause.head) and _is_denied(tree, clause.head))


def _is_about(tree: Tree, verb: int) -> bool:
    """ "had known of the loss"."""
    return any(
        (tree.upos(noun) in ("NOUN", "PROPN") or tree.lower(noun) in ("it", "this", "that"))
        and any(tree.lower(case) in ("of", "about") for case in tree.children(noun, "case"))
        for noun in tree.children(verb, "obl")
    )


def _goes_out(tree: Tree, verb: int) -> bool:
    """ "went on holiday", "letters would go out", "the fair goes ahead", "the pier is gone"."""
    phrases = {
        f"{tree.lower(case)} {tree.lower(noun)}"
        for noun in tree.children(verb, "obl")
        for case in tree.children(noun, "case")
    }
    where = ("out", "home", "abroad", "away", "ahead")
    away = tree.lower(verb) == "gone" or any(
        tree.lower(word) in where for word in tree.children(verb)
    )
    return away or bool(phrases & words("predicates", "empty", "gone"))


def _is_lost(tree: Tree, clause: Clause) -> bool:
    """ "4,000 jobs could go"."""
    subject = tree.child(clause.head, "nsubj")
    posts = subject is not None and tree.lemma(subject) in ("job", "post", "position", "worker")
    ahead = tree.child(clause.head, "aux") is not None
    return tree.lemma(clause.head) == "go" and posts and ahead


def _is_counted(tree: Tree, clause: Clause) -> bool:
    """ "80,000 had come", "some 300 people came": how many is what it tells."""
    subject = tree.child(clause.head, "nsubj")
    if subject is None or tree.lemma(clause.head) != "come" or tree.child(clause.head, "xcomp"):
        return False
    number = subject if tree.upos(subject) == "NUM" else tree.child(subject, "nummod")
    return number is not None and tree.lower(number) != "one"


def _is_span_left(tree: Tree, clause: Clause) -> bool:
    """ "with three months left before the vote"."""
    left = tree.lemma(clause.head) == "leave" and tree.rel(clause.head) == "acl"
    noun = tree.head(clause.head) if left else None
    return noun is not None and tree.lemma(noun) in words("predicates", "spans", "nouns")


def _is_denied(tree: Tree, verb: int) -> bool:
    """ "has not replied"."""
    return any(tree.lower(word) in ("not", "n't", "never") for word in tree.children(verb))


def _is_empty(tree: Tree, clause: Clause) -> bool:
    """Verbs that say nothing by themselves."""
    if tree.child(clause.head, "compound:prt") is not None:
        return False  # "go on", "come under"
    if _is_comparison(tree, clause.top) or _is_span_left(tree, clause):
        return True
    lemma = tree.lemma(clause.head)
    if lemma == "stop" and "short" in (tree.lower(w) for w in tree.children(clause.head, "advmod")):
        return tree.child(clause.head, "advcl") is not None  # "stopped short of banning it"
    if _means_more(tree, clause, lemma):
        return False
    roles = {role for role, _ in clause.arguments}
    if (
        lemma in words("cues", "naming", "verbs")
        and "attribute" in roles
        and "patient" not in roles
    ):
        return True  # "what it described as"
    if lemma in words("predicates", "empty", "motion"):
        going = bool(roles & {"goal", "source", "place"}) or _goes_out(tree, clause.head)
        going = going or _is_lost(tree, clause) or _is_counted(tree, clause)
        return not going and not _stays_away(tree, clause)
    if lemma in words("predicates", "empty", "lemmas"):
        return True
    if lemma == "call" and tree.child(clause.head, "xcomp") and not called_on(tree, clause.head):
        return not _names_thing(tree, clause)  # "calling it a step forward" says no more
    if tree.child(clause.head, "ccomp", "xcomp", "parataxis", "advmod", "cc:preconj") is not None:
        return False
    declined = any(tree.lemma(verb) in ("decline", "refuse") for verb in clause.raised)
    return (
        not _is_denied(tree, clause.head)
        and not declined
        and lemma in words("predicates", "empty", "speech")
        and roles <= {"agent"}
    )
