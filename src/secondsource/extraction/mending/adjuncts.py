"""Slips about what hangs on a verb and was hung on a noun beside it, and about days behind hours.
Rules as in ``mend``."""

from __future__ import annotations

import re

from secondsource.extraction.mending.objects import Change, first_word
from secondsource.extraction.trees.predication import is_event_noun, lemma_of
from secondsource.extraction.wordlists.nouns import kinds_of
from secondsource.extraction.wordlists.words import table, words
from secondsource.syntax import Tree

_DAY = re.compile(r"(mon|tues|wednes|thurs|fri|satur|sun)days?", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}([:.]\d\d)?(am|pm)?", re.IGNORECASE)
_HOURS = frozenset(
    {"noon", "midday", "midnight", "dawn", "dusk", "nightfall", "sunrise", "sunset", "daybreak",
     "a.m.", "p.m.", "am", "pm", "hour", "o'clock", "gmt", "time"}
)  # fmt: skip
_PARTS_OF_DAY = frozenset({"late", "early", "later", "earlier"})
_SUBORDINATING = frozenset({"before", "after", "until", "because", "although", "while", "since"})
_NEAR_NOUN = 5  # words behind "not one" within which its noun stands


def adjunct_of_verb(tree: Tree, word: int) -> Change | None:
    """ "is recalling 9,000 vans over faulty brakes", "blamed the crash on fog": no vans over
    brakes, and no crash on fog."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.deprel(word) != "nmod" or not verb < noun < word:
        return None
    cases = [tree.lower(case) for case in tree.children(word, "case")]
    if cases == ["from"] and tree.deprel(noun) == "nmod" and tree.upos(word) == "NOUN":
        noun, above = verb, tree.head(verb)  # "recovered the body of a boy from the canal"
        if above is None or not above < noun:
            return None
        verb = above
    if tree.rel(noun) != "obj" or tree.upos(verb) != "VERB" or len(cases) != 1:
        return None
    if cases == ["from"] and tree.upos(word) != "NOUN":
        return None  # "rescued a man from Lom"
    brought = lemma_of(tree, verb) in table("predicates")["adjuncts"].get(cases[0], ())
    return (word, verb, "obl") if brought or _is_nth_time(tree, word, cases[0]) else None


def _is_nth_time(tree: Tree, word: int, case: str) -> bool:
    """ "postponed the launch for the third time"."""
    return case == "for" and tree.lower(word) == "time" and tree.child(word, "amod") is not None


def not_one(tree: Tree, word: int) -> Change | None:
    """ "Not one soldier had set foot there": the one is of the soldiers, of whom there was none."""
    before = word > 0 and tree.lower(word - 1) == "not"
    if tree.lower(word) != "one" or not before or tree.rel(word) == "nummod":
        return None
    for noun in range(word + 1, min(len(tree), word + _NEAR_NOUN)):
        if tree.upos(noun) in ("NOUN", "PROPN") and tree.rel(noun) == "nsubj":
            return (word, noun, "nummod")
    return None


def not_of_one(tree: Tree, word: int) -> Change | None:
    """The "not" of such a one."""
    one = word + 1
    if tree.lower(word) != "not" or one >= len(tree) or tree.lower(one) != "one":
        return None
    noun = tree.head(one)
    counted = noun is not None and tree.rel(one) == "nummod" and tree.rel(noun) == "nsubj"
    return (
        (word, noun, "advmod") if counted and noun is not None and tree.head(word) != noun else None
    )


def without_being(tree: Tree, word: int) -> Change | None:
    """ "were let go without any ransom being paid": what did not happen is the paying."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.lower(word) != "without":
        return None
    gerund = any(tree.lower(aux) == "being" for aux in tree.children(verb, "aux"))
    happens = word < noun < verb and tree.rel(noun) == "nsubj"
    return (word, verb, "mark") if happens and gerund else None


def done_without(tree: Tree, word: int) -> Change | None:
    """The paying, once "without" marks it."""
    verb, marks = tree.head(word), tree.children(word, "mark")
    own = tree.child(word, "nsubj") is not None
    marked = any(tree.lower(mark) == "without" for mark in marks)
    return (word, verb, "advcl") if verb is not None and own and marked else None


def bereft_of(tree: Tree, word: int) -> Change | None:
    """ "was robbed at gunpoint of her purse": robbed of it, at no point of a purse."""
    beside = tree.head(word)
    verb = None if beside is None else tree.head(beside)
    if beside is None or verb is None or tree.deprel(word) != "nmod" or not verb < beside < word:
        return None
    of = [tree.lower(case) for case in tree.children(word, "case")] == ["of"]
    bare = tree.child(beside, "det", "amod", "nummod", "nmod:poss") is None
    if tree.rel(beside) != "obl" or not of or not bare:
        return None
    takes = tree.lemma(verb) in words("predicates", "bereaving", "verbs")
    return (word, verb, "obl") if takes else None


def day_of_hour(tree: Tree, word: int) -> Change | None:
    """ "at about 9pm on Friday", "from midnight on Sunday": one time."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "obl" or not _DAY.fullmatch(tree.form(word)):
        return None
    if [tree.lower(case) for case in tree.children(word, "case")] != ["on"]:
        return None
    first = first_word(tree, word)
    for hour in tree.children(verb, "obl", "obl:unmarked"):
        if hour < word and tree.subtree(hour)[-1] == first - 1 and _is_hour(tree, hour):
            return word, hour, "nmod"
    return None


def _is_hour(tree: Tree, word: int) -> bool:
    parts = (word, *tree.children(word, "nmod", "flat", "compound"))
    clock = tree.upos(word) == "NUM" and _CLOCK.fullmatch(tree.form(word)) is not None
    told = any(tree.lower(part) in _HOURS for part in parts)
    return tree.lower(word) in _HOURS or (clock and (":" in tree.form(word) or told))


def late_on_day(tree: Tree, word: int) -> Change | None:
    """ "broke down late on Wednesday": late on that day."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "advmod" or tree.lower(word) not in _PARTS_OF_DAY:
        return None
    for day in tree.children(verb, "obl"):
        if first_word(tree, day) == word + 1 and _DAY.fullmatch(tree.form(day)):
            return word, day, "advmod"
    return None


def day_before_verb(tree: Tree, word: int) -> Change | None:
    """ "A court in Kolm on Monday approved it": the approval was on Monday."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.deprel(word) != "nmod" or not noun < word < verb:
        return None
    day = _DAY.fullmatch(tree.form(word)) is not None
    cases = [tree.lower(case) for case in tree.children(word, "case")]
    if tree.deprel(noun) != "nsubj" or tree.upos(verb) != "VERB" or not day or cases != ["on"]:
        return None
    behind = tree.subtree(noun)[-1] == word and "event" not in kinds_of(tree.lemma(noun))
    return (word, verb, "obl") if behind and not is_event_noun(tree, noun) else None


def clause_of_verb(tree: Tree, word: int) -> Change | None:
    """ "reported engine trouble shortly before the plane vanished": when it was reported; no noun
    but one that tells a time has such a clause."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.deprel(word) != "acl" or not verb < noun < word:
        return None
    if tree.rel(noun) not in ("obj", "obl") or tree.upos(verb) != "VERB":
        return None
    marks = {tree.lower(mark) for mark in tree.children(word, "mark")}
    own = tree.child(word, "nsubj", "nsubj:pass") is not None
    timed = "time" in kinds_of(tree.lemma(noun)) or tree.upos(noun) == "NUM"
    timed = timed or tree.lemma(noun) in words("predicates", "spans", "nouns")
    return (word, verb, "advcl") if marks & _SUBORDINATING and own and not timed else None


def sum_of_object(tree: Tree, word: int) -> Change | None:
    """ "granted him bail of 9,000 marks": no object has an "of" before it."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "obj":
        return None
    if [tree.lower(case) for case in tree.children(word, "case")] != ["of"]:
        return None
    for noun in tree.children(verb, "obj"):
        if noun < word and tree.subtree(noun)[-1] == first_word(tree, word) - 1:
            return word, noun, "nmod"
    return None


def score_behind(tree: Tree, word: int) -> Change | None:
    """ "Haldon beat Brill 3-1": the score is no part of Brill."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.deprel(word) != "nmod:unmarked" or not noun < word:
        return None
    other = tree.child(word, "nmod")
    parted = other is not None and tree.form(other - 1) in ("-", "–") and tree.upos(other) == "NUM"
    scored = tree.upos(word) == "NUM" and parted and tree.rel(noun) in ("obj", "obl")
    return (word, verb, "obl:unmarked") if scored and tree.upos(verb) == "VERB" else None


def particle_behind(tree: Tree, word: int) -> Change | None:
    """ "walked out on Tuesday": one verb."""
    verb = word - 1
    if verb < 0 or tree.deprel(word) != "advmod" or tree.head(word) != verb:
        return None
    pair = f"{tree.lemma(verb)} {tree.lower(word)}"
    return (word, verb, "compound:prt") if pair in words("predicates", "particles", "of") else None


def until_known(tree: Tree, word: int) -> Change | None:
    """ "grounded the fleet of jets pending checks": grounded till then, however deep the parser
    hung it."""
    cases = [tree.lower(case) for case in tree.children(word, "case")]
    noun = tree.head(word)
    if noun is None or tree.deprel(word) != "nmod" or cases != ["pending"]:
        return None
    while noun is not None and tree.deprel(noun) == "nmod":
        noun = tree.head(noun)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.upos(verb) != "VERB" or tree.rel(noun) != "obj":
        return None
    return word, verb, "obl"


def given_behind(tree: Tree, word: int) -> Change | None:
    """ "A baby was given ten times the dose": a passive has one subject, and what is given comes
    behind."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "nsubj:pass" or not verb < word:
        return None
    before = any(other < verb for other in tree.children(verb, "nsubj"))
    gives = tree.lemma(verb) in words("predicates", "recipient", "passive")
    return (word, verb, "obj") if before and gives else None


def changed_to(tree: Tree, word: int) -> Change | None:
    """ "fell by 14% to 2,310": to what it fell, not what the percent is of."""
    by = tree.head(word)
    verb = None if by is None else tree.head(by)
    if by is None or verb is None or tree.deprel(word) != "nmod" or not verb < by < word:
        return None
    to = [tree.lower(case) for case in tree.children(word, "case")] == ["to"]
    share = tree.lower(by) in ("%", "percent", "cent", "point", "points")
    change = tree.rel(by) in ("obl", "obj") and tree.upos(verb) == "VERB"
    return (word, verb, "obl") if to and share and change else None


def price_of_each(tree: Tree, word: int) -> Change | None:
    """ "raised it to 21 cents a share": the share is nothing it was raised to."""
    coin = tree.head(word)
    if coin is None or tree.deprel(word) != "conj" or tree.child(word, "cc") is not None:
        return None
    article = any(tree.lower(det) in ("a", "an") for det in tree.children(word, "det"))
    counted = tree.child(coin, "nummod") is not None and tree.subtree(word)[0] == word - 1
    return (word, coin, "nmod:unmarked") if article and counted and coin == word - 2 else None


def than_expected(tree: Tree, word: int) -> Change | None:
    """ "grew faster than expected in May": it grew in May, whatever was expected when."""
    expected = tree.head(word)
    if expected is None or tree.deprel(word) != "obl" or not expected < word:
        return None
    than = any(tree.lower(mark) == "than" for mark in tree.children(expected, "mark"))
    bare = tree.child(expected, "nsubj", "nsubj:pass", "aux") is None
    if not (than and bare) or tree.lemma(expected) not in words("predicates", "empty", "foreseen"):
        return None
    verb = next((a for a in tree.ancestors(expected) if tree.upos(a) == "VERB"), None)
    return None if verb is None else (word, verb, "obl")


def object_of_active(tree: Tree, word: int) -> Change | None:
    """ "The league suspended Omar Fell for four years": of two subjects of one verb, the one right
    behind it is its object."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "nsubj:pass" or tree.subtree(word)[0] != verb + 1:
        return None
    if tree.child(verb, "obj", "aux:pass", "aux", "expl", "ccomp") is not None:
        return None
    before = any(other < verb for other in tree.children(verb, "nsubj"))
    named = tree.upos(word) in ("NOUN", "PROPN", "PRON")
    return (word, verb, "obj") if before and named and tree.upos(verb) == "VERB" else None


ADJUNCT_RULES = (
    object_of_active,
    changed_to,
    price_of_each,
    than_expected,
    until_known,
    given_behind,
    adjunct_of_verb,
    not_one,
    not_of_one,
    without_being,
    done_without,
    bereft_of,
    day_of_hour,
    late_on_day,
    day_before_verb,
    clause_of_verb,
    sum_of_object,
    score_behind,
    particle_behind,
)

#: The relations of the words that these rules are about.
ADJUNCT_ABOUT = {
    not_one: frozenset({"ccomp", "parataxis", "nsubj", "obl", "obj", "dep", "advcl", "discourse"}),
    not_of_one: frozenset({"advmod"}),
    without_being: frozenset({"case"}),
    done_without: frozenset({"xcomp"}),
    changed_to: frozenset({"nmod"}),
    price_of_each: frozenset({"conj"}),
    than_expected: frozenset({"obl"}),
    until_known: frozenset({"nmod"}),
    given_behind: frozenset({"nsubj"}),
    object_of_active: frozenset({"nsubj"}),
    adjunct_of_verb: frozenset({"nmod"}),
    bereft_of: frozenset({"nmod"}),
    day_of_hour: frozenset({"obl"}),
    late_on_day: frozenset({"advmod"}),
    day_before_verb: frozenset({"nmod"}),
    clause_of_verb: frozenset({"acl"}),
    sum_of_object: frozenset({"obj"}),
    score_behind: frozenset({"nmod"}),
    particle_behind: frozenset({"advmod"}),
}
