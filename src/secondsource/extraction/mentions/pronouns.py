"""Whom he, she, it, they and who stand for.

Agreement in number, gender and animacy filters; binding forbids co-arguments; the rest is ranked
by learned salience, and left alone where nothing stands out: a wrong link ruins a fact.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from secondsource import names
from secondsource.extraction.mentions.candidates import Candidate
from secondsource.extraction.mentions.groups import Group
from secondsource.extraction.mentions.harmed import is_unhurt
from secondsource.extraction.mentions.salience import (
    WINDOW,
    features,
    is_speaker,
    nothing,
    pronoun_class,
    quoted,
    score,
    weights,
)
from secondsource.extraction.wordlists.words import member, words
from secondsource.syntax import Syntax, Tree

_TURN = re.compile(
    r"it(?:['’]s|\s+(?:is|was|will\s+be|would\s+be|has\s+been|had\s+been|marks|marked))\s+(?:\w+ly\s+)?"
    r"the\s+(?:\w+\s+)?(?:time|occasion)\b",
    re.IGNORECASE,
)
_GOES_ON = frozenset({"put", "add", "give"})  #: verbs by which a source says more
_ADDS = frozenset({"add", "continue", "conclude", "reiterate", "stress", "insist"})
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
_THINGS = frozenset({"organisation", "place", "product", "event", "other"})


def find_antecedent(
    syntax: Syntax, pronoun: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """The entity a pronoun stands for, or None where nothing fits."""
    tree = syntax.trees[pronoun.sentence]
    if pronoun.gender is None or _is_of_turns(syntax, pronoun):
        return None
    if pronoun.gender == "r":
        return _relative(tree, pronoun, found, groups)
    if tree.lower(pronoun.head) in _REFLEXIVES:
        subject = _reflexive(tree, pronoun, found, groups)
        if subject is not None:
            return subject
    options = fitting(syntax, pronoun, found, groups)
    spoken = spoken_of(syntax, pronoun, found)
    options = [option for option in options if not spoken & set(option[0].candidates)]
    kind = pronoun_class(pronoun)
    ranked = sorted(
        ((score(values, kind), -order, group) for order, (group, values) in enumerate(options)),
        key=lambda item: item[:2],
        reverse=True,
    )
    if not ranked:
        return None
    none = score(nothing(syntax, pronoun), kind)
    total = sum(math.exp(value) for value, _, _ in ranked) + math.exp(none)
    sure = math.exp(ranked[0][0]) / total >= weights()["sure"][kind]
    return ranked[0][2] if sure and ranked[0][0] > none else None


def find_topic(
    syntax: Syntax, pronoun: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """Who the clause before is about, named there as its subject, where this one opens with "he" or
    "she" as its own ("Berg has governed since May. He told voters", "Berg thanked them, but he
    left"), or, where that subject is a thing, the only person there ("A stone hit Berg. He fell").
    And the body that is the subject before, named or not, where this opens with "it" and no other
    body stands there."""
    tree = syntax.trees[pronoun.sentence]
    speaker = _speaker_before(syntax, pronoun, found, groups)
    if speaker is not None or _is_of_turns(syntax, pronoun):
        return speaker
    if pronoun.gender in {"m", "f"} and tree.rel(pronoun.head) == "nsubj":
        joined = _joined_to(tree, pronoun)
        if joined is not None:
            return _one_told_of(syntax, pronoun, (pronoun.sentence, joined), found, groups)
    if pronoun.gender == "n":
        teller = _teller(tree, pronoun, found, groups)
        if teller is not None:
            return teller
    before = _sentence_before(syntax, pronoun)
    if before is None and pronoun.gender in {"m", "f"} and _speaks(syntax, pronoun):
        before = syntax.trees[pronoun.sentence - 1]
    if before is None:
        return None
    told = (pronoun.sentence - 1, before.root)
    if pronoun.gender in {"m", "f"}:
        source = _source_before(tree, before, pronoun, found, groups)
        if source is not None:
            return source
        return _one_told_of(syntax, pronoun, told, found, groups)
    return _body_told_of(syntax, pronoun, told, found, groups)


def find_teller(
    syntax: Syntax, pronoun: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """The body that says of itself what "it" will do."""
    tree = syntax.trees[pronoun.sentence]
    return _teller(tree, pronoun, found, groups) if pronoun.gender == "n" else None


def _teller(
    tree: Tree, pronoun: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """ "The firm said it would appeal": the body that says so of "it", where "it" does what only
    people and bodies do. "Marna said it had stopped": a body, too, though a bare name of one word
    passes for a person, and nothing else is told of that."""
    verb = tree.head(pronoun.head)
    if verb is None or tree.rel(pronoun.head) != "nsubj" or tree.rel(verb) != "ccomp":
        return None
    said = tree.head(verb)
    subject = None if said is None else tree.child(said, "nsubj")
    if said is None or subject is None or member("cues", "verbs", tree.lemma(said)) is None:
        return None
    for i, candidate in enumerate(found):
        if (candidate.sentence, candidate.head) != (pronoun.sentence, subject):
            continue
        group = next((g for g in groups if i in g.candidates), None)
        doubtful = group is not None and group.kind == "person" and not group.gender
        bare = group is not None and all(len(name.split()) == 1 for name in group.names)
        if candidate.kind == "organisation" and group is not None and _is_deed(tree, verb):
            return group
        return group if candidate.name and doubtful and bare and not candidate.gender else None
    return None


#: What happens by itself as well, unless it is done to something.
_CARRIED_ON: Final = frozenset({"begin", "start", "end", "continue"})


def _is_deed(tree: Tree, verb: int) -> bool:
    """Whether a clause tells what somebody did or will do, no state and no mere happening."""
    ahead = any(tree.lower(aux) in ("will", "would", "shall") for aux in tree.children(verb, "aux"))
    if ahead and tree.lemma(verb) in words("predicates", "volition", "verbs"):
        return tree.child(verb, "obj", "aux:pass") is None
    if ahead and tree.lemma(verb) in _CARRIED_ON:  # "it would begin a strike"
        return tree.child(verb, "obj", "xcomp") is not None
    deed = tree.upos(verb) == "VERB" and tree.child(verb, "obj", "xcomp", "ccomp") is not None
    happens = tree.lemma(verb) in words("predicates", "happening", "verbs")
    return deed and not happens and tree.child(verb, "aux:pass") is None


def _joined_to(tree: Tree, pronoun: Candidate) -> int | None:
    """The verb to which the pronoun's own is joined by "and" or "but"."""
    verb = tree.head(pronoun.head)
    above = None if verb is None or tree.rel(verb) != "conj" else tree.head(verb)
    return above if above is not None and above < pronoun.head else None


def _sentence_before(syntax: Syntax, pronoun: Candidate) -> Tree | None:
    """The sentence before in the same paragraph, where the pronoun opens its own; None where the
    root may be somebody's words."""
    tree, number = syntax.trees[pronoun.sentence], pronoun.sentence - 1
    opens = pronoun.first == 0 and tree.head(pronoun.head) == tree.root
    opens = opens or (pronoun.gender == "n" and _is_said_on(tree, pronoun))
    if number < 0 or pronoun.gender not in {"m", "f", "n"} or not opens:
        return None
    before = syntax.trees[number]
    if "\n" in syntax.text[before.sentence.end : tree.sentence.start]:
        return None
    printed = syntax.text[before.sentence.start : before.sentence.end]
    marked = any(mark in printed for mark in ("“", "”", '"', "''"))
    if marked and (pronoun.gender == "n" or quoted(syntax, before.tokens[before.root].start)):
        return None
    return before


def _is_said_on(tree: Tree, pronoun: Candidate) -> bool:
    """ "It will advise them to accept, it said": the body that the sentence before is about goes on
    speaking, and may speak of itself."""
    root = tree.root
    told = next((c for c in tree.children(root, "ccomp") if c < root), None)
    speaker = tree.child(root, "nsubj")
    if told is None or speaker is None or tree.lower(speaker) != "it":
        return False
    if member("cues", "verbs", tree.lemma(root)) is None or tree.rel(pronoun.head) != "nsubj":
        return False
    return pronoun.head == speaker or (pronoun.first == 0 and tree.head(pronoun.head) == told)


def _is_of_turns(syntax: Syntax, pronoun: Candidate) -> bool:
    """ "It was the first time that a veto had been overturned": nobody is meant."""
    return pronoun.gender == "n" and _TURN.match(syntax.text, pronoun.start) is not None


def _source_before(
    tree: Tree,
    before: Tree,
    pronoun: Candidate,
    found: Sequence[Candidate],
    groups: Sequence[Group],
) -> Group | None:
    """ "Kante had 45 percent, according to Mbeki. She put turnout at 67": who goes on speaking."""
    verb = tree.head(pronoun.head)
    if verb is None or tree.rel(pronoun.head) != "nsubj":
        return None
    if tree.lemma(verb) not in _GOES_ON and member("cues", "verbs", tree.lemma(verb)) != "says":
        return None
    at = next((w for w in range(len(before)) if before.lower(w) == "according"), None)
    noun = None if at is None else before.head(at)
    if noun is None:
        return None
    heads = {noun, *before.children(noun, "nmod", "appos", "flat", "compound")}
    meant = {
        index
        for index, c in enumerate(found)
        if c.sentence == pronoun.sentence - 1 and c.head in heads and c.name and c.kind == "person"
    }
    told = (g for g in groups if meant & set(g.candidates) and _agrees(pronoun, g))
    return next(told, None)


def _speaker_before(
    syntax: Syntax, pronoun: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """Whom the "he" of "He added that" or "“…,” he said" takes up: the one who spoke last."""
    if pronoun.gender not in {"m", "f"}:
        return None
    owner = _owner_of_speaker(syntax.trees[pronoun.sentence], pronoun, found)
    if owner is not None:
        return next((g for g in groups if owner in g.candidates and _agrees(pronoun, g)), None)
    tree = syntax.trees[pronoun.sentence]
    going_on = _goes_on(tree, pronoun)
    if not going_on and not _speaks(syntax, pronoun) and not _says_next(tree, pronoun):
        return None
    spoken = _last_saying(syntax, _opening_of_quote(syntax, pronoun) - 1, going_on)
    return None if spoken is None else _one_told_of(syntax, pronoun, spoken, found, groups)


def _owner_of_speaker(tree: Tree, pronoun: Candidate, found: Sequence[Candidate]) -> int | None:
    """ "Her doctor, Nils Brandt, said that she could travel": "she" is whose doctor he is."""
    verb = tree.head(pronoun.head) if tree.rel(pronoun.head) == "nsubj" else None
    said = None if verb is None or tree.rel(verb) != "ccomp" else tree.head(verb)
    speaker = None if said is None else tree.child(said, "nsubj")
    owner = None if speaker is None else tree.child(speaker, "nmod:poss")
    if owner is None or owner > pronoun.head or tree.upos(owner) != "PRON":
        return None
    told = (i for i, c in enumerate(found) if (c.sentence, c.head) == (pronoun.sentence, owner))
    return next((i for i in told if found[i].gender == pronoun.gender), None)


def _goes_on(tree: Tree, pronoun: Candidate) -> bool:
    """Whether it is "he" of "He added that": whoever spoke last goes on speaking."""
    verb = tree.head(pronoun.head)
    if verb is None or not _opens(tree, pronoun) or tree.rel(pronoun.head) != "nsubj":
        return False
    also = any(tree.lower(word) == "also" for word in tree.children(verb, "advmod"))
    says = tree.lemma(verb) in ("say", "tell") and also
    return tree.lemma(verb) in _ADDS or says


def _opens(tree: Tree, pronoun: Candidate) -> bool:
    """Whether a sentence opens with the pronoun, or with "But" and the pronoun."""
    return pronoun.first == 0 or (pronoun.first == 1 and tree.lower(0) in ("but", "and", "yet"))


def _says_next(tree: Tree, pronoun: Candidate) -> bool:
    """ "“We were ready,” Batt said. But he cautioned that …": who spoke in the sentence before."""
    verb = tree.head(pronoun.head)
    if verb is None or not _opens(tree, pronoun) or tree.rel(pronoun.head) != "nsubj":
        return False
    told = member("cues", "verbs", tree.lemma(verb)) is not None
    return told and verb == tree.root and tree.child(verb, "ccomp", "parataxis") is not None


def _opening_of_quote(syntax: Syntax, pronoun: Candidate) -> int:
    """The sentence in which a quotation opens that "he said" closes; else the pronoun's own."""
    number = pronoun.sentence
    while number > 0 and quoted(syntax, syntax.trees[number].sentence.start):
        if (
            "\n"
            in syntax.text[
                syntax.trees[number - 1].sentence.end : syntax.trees[number].sentence.start
            ]
        ):
            break
        number -= 1
    return number


def _last_saying(syntax: Syntax, number: int, far: bool) -> tuple[int, int] | None:
    """The main saying of a sentence, or its last one with a subject outside quotation marks; if
    that tells none and ``far``, of the two before (sentence, verb)."""
    for at in range(number, max(-1, number - (3 if far else 1)), -1):
        tree = syntax.trees[at]
        for verb in (tree.root, *range(len(tree) - 1, -1, -1)):
            subject = tree.child(verb, "nsubj") if tree.upos(verb) == "VERB" else None
            if subject is None or member("cues", "verbs", tree.lemma(verb)) is None:
                continue
            if tree.lemma(verb) == "report":
                continue  # "…, Miller reported" is who writes
            if not quoted(syntax, tree.tokens[subject].start) and tree.lower(subject) != "who":
                return at, verb
    return None


def _speaks(syntax: Syntax, pronoun: Candidate) -> bool:
    """Whether it is "he" of "“…,” he said" right behind another sentence."""
    tree = syntax.trees[pronoun.sentence]
    verb = tree.head(pronoun.head)
    if verb is None or pronoun.sentence == 0 or tree.rel(pronoun.head) != "nsubj":
        return False
    start = syntax.trees[_opening_of_quote(syntax, pronoun)].sentence.start
    opening = syntax.text[start : start + 1]
    says = member("cues", "verbs", tree.lemma(verb)) is not None
    return opening in '“"' and says and not quoted(syntax, pronoun.start)


def spoken_of(syntax: Syntax, pronoun: Candidate, found: Sequence[Candidate]) -> set[int]:
    """Whom the words name that "he said" stands behind: hardly the one who says them."""
    if not _speaks(syntax, pronoun):
        return set()
    return {
        index
        for index, candidate in enumerate(found)
        if candidate.sentence == pronoun.sentence
        and candidate.name
        and candidate.start < pronoun.start
        and quoted(syntax, candidate.start)
    }


def _one_told_of(
    syntax: Syntax,
    pronoun: Candidate,
    told: tuple[int, int],
    found: Sequence[Candidate],
    groups: Sequence[Group],
) -> Group | None:
    """Who is named as the subject of a verb (its sentence, its word); where that is a thing, the
    only person of that sentence before the pronoun."""
    number, verb = told
    tree = syntax.trees[number]
    subject = tree.child(verb, "nsubj")
    if subject is None or quoted(syntax, tree.tokens[subject].start):
        return None
    there = [
        (i, c)
        for i, c in enumerate(found)
        if c.sentence == number and c.start < pronoun.start and not quoted(syntax, c.start)
    ]
    heads = [subject, *tree.children(subject, "appos")]
    meant = [i for i, c in there if c.head in heads and c.name]
    somebody = any(c.head == subject and c.kind in ("person", "group") for _, c in there)
    if not meant and not somebody and tree.upos(subject) in ("NOUN", "PROPN"):
        people = [i for i, c in there if c.kind == "person"]
        holding = [g for g in groups if any(i in g.candidates for i in people)]
        meant = people if len(holding) == 1 else []
    topic = (group for group in groups if any(i in group.candidates for i in meant))
    return next(
        (
            group
            for group in topic
            if _agrees(pronoun, group) and not is_bound(syntax, pronoun, group.candidates, found)
        ),
        None,
    )


def _body_told_of(
    syntax: Syntax,
    pronoun: Candidate,
    told: tuple[int, int],
    found: Sequence[Candidate],
    groups: Sequence[Group],
) -> Group | None:
    tree, before = syntax.trees[pronoun.sentence], syntax.trees[told[0]]
    subject = before.child(told[1], "nsubj")
    if subject is None or tree.rel(pronoun.head) != "nsubj":
        return None
    heads = [subject, *before.children(subject, "appos")]
    there = [(i, c) for i, c in enumerate(found) if c.sentence == told[0]]
    bodies = [c for _, c in there if c.kind == "organisation" and c.form != "pronoun"]
    if any(c.head not in heads for c in bodies):
        return None
    named = [i for i, c in there if c in bodies]
    topic = (group for group in groups if any(i in group.candidates for i in named))
    return next((group for group in topic if _agrees(pronoun, group)), None)


def fitting(
    syntax: Syntax, pronoun: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> list[tuple[Group, dict[str, float]]]:
    """Entities that may be meant, the latest mentioned first, and what speaks for each."""
    tree = syntax.trees[pronoun.sentence]
    said = _arguments_named(tree, pronoun, found)
    allowed = [
        group
        for group in groups
        if _agrees(pronoun, group)
        and not any(names.compare(a, b) >= names.COMPATIBLE for a in said for b in group.names)
        and pronoun.sentence - found[group.candidates[-1]].sentence <= WINDOW
        and not any(_barred(syntax, tree, pronoun, found[i]) for i in group.candidates)
    ]
    allowed.sort(key=lambda group: -group.candidates[-1])
    return [
        (group, features(syntax, pronoun, found, group, closer))
        for closer, group in enumerate(allowed)
    ]


def _agrees(pronoun: Candidate, group: Group) -> bool:
    if pronoun.gender in {"m", "f"}:
        return (
            group.kind == "person" and not group.plural and group.gender in {None, pronoun.gender}
        )
    if pronoun.gender == "n":
        return group.kind in _THINGS and not group.plural
    return group.plural or group.kind in {"group", "organisation"}


def _arguments_named(tree: Tree, pronoun: Candidate, found: Sequence[Candidate]) -> list[str]:
    """Names printed later as arguments of the pronoun's own verb: "he will brief Ada"."""
    return [
        other.name
        for other in found
        if other.sentence == pronoun.sentence
        and other.first > pronoun.first
        and other.name
        and (_bound(tree, pronoun, other) or _is_below(tree, pronoun, other))
    ]


def _barred(syntax: Syntax, tree: Tree, pronoun: Candidate, mention: Candidate) -> bool:
    if is_speaker(syntax, pronoun, mention) or is_unhurt(syntax, pronoun, mention):
        return True
    if mention.sentence != pronoun.sentence:
        return False
    around = mention.first <= pronoun.first and pronoun.last <= mention.last
    return around or _bound(tree, pronoun, mention)


def _bound(tree: Tree, pronoun: Candidate, mention: Candidate) -> bool:
    """Binding: a plain pronoun isn't another argument of its own verb."""
    if tree.rel(pronoun.head) == "nmod":
        return False
    governor = tree.head(pronoun.head)
    if governor is None:
        return False
    other = tree.head(mention.head)
    if tree.rel(governor) == "xcomp" and tree.rel(pronoun.head) in ("obj", "iobj"):
        governor = tree.head(governor)  # "Berg tried to convince him"
    while (
        tree.rel(pronoun.head) != "nsubj"
        and governor is not None
        and tree.rel(governor) == "conj"
        and tree.child(governor, "nsubj") is None
    ):
        governor = tree.head(governor)  # "Berg saw Lund and greeted him": not Berg
    arguments = {"nsubj", "obj", "iobj", "obl"}
    if tree.rel(mention.head) == "obl" and mention.head < pronoun.head:
        return False  # "according to the president, he …"
    return other == governor and {tree.rel(pronoun.head), tree.rel(mention.head)} <= arguments


def is_bound(
    syntax: Syntax, pronoun: Candidate, members: Sequence[int], found: Sequence[Candidate]
) -> bool:
    """Whether one of an entity's mentions is another argument of a plain pronoun's own verb, or is
    named below the verb whose subject the pronoun is: "Putin congratulated him" and "he called
    Putin's offer vague" are about two people."""
    if pronoun.form != "pronoun" or pronoun.gender == "r":
        return False
    tree = syntax.trees[pronoun.sentence]
    called = {name for member in members if (name := found[member].name)}
    said = _arguments_named(tree, pronoun, found) if called else []
    if any(names.compare(a, b) >= names.COMPATIBLE for a in said for b in called):
        return True
    return any(
        found[member].sentence == pronoun.sentence and _bound(tree, pronoun, found[member])
        for member in members
    )


def _is_below(tree: Tree, pronoun: Candidate, mention: Candidate) -> bool:
    """Principle C (Chomsky 1981): who is named below the pronoun's verb is somebody else."""
    verb = tree.head(pronoun.head)
    if verb is None or tree.rel(pronoun.head) != "nsubj" or not mention.name:
        return False
    above = tree.ancestors(mention.head)
    return mention.first > pronoun.last and verb in above and tree.rel(mention.head) != "appos"


def _reflexive(
    tree: Tree, pronoun: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    node = tree.head(pronoun.head)
    while node is not None:
        subject = tree.child(node, "nsubj")
        group = _group_headed(subject, pronoun.sentence, found, groups)
        before = subject is not None and subject < pronoun.head
        if group is not None and before and _agrees(pronoun, group):
            return group
        node = tree.head(node)
    return None


def _relative(
    tree: Tree, pronoun: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    for node in tree.ancestors(pronoun.head):
        if tree.deprel(node) == "acl:relcl":
            return _group_headed(tree.head(node), pronoun.sentence, found, groups)
    return None


def _group_headed(
    head: int | None, sentence: int, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    if head is None:
        return None
    for group in groups:
        for index in reversed(group.candidates):
            if found[index].sentence < sentence:
                break
            if found[index].head == head:
                return group
    return None
