"""Verbs that look like nouns or adjectives: "the police said Orlan shot and killed a guard"."""

from __future__ import annotations

from dataclasses import replace

from secondsource.extraction.trees.phrases import has_case
from secondsource.extraction.wordlists.words import member, words
from secondsource.syntax import Tree

#: past forms that are nouns as well, with the verb they are of
_PAST = {"shot": "shoot", "hit": "hit", "cut": "cut", "hurt": "hurt", "beat": "beat", "bit": "bite"}
_FINITE = "Mood=Ind|Tense=Past|VerbForm=Fin"
_PRESENT = "Mood=Ind|Tense=Pres|VerbForm=Fin"
#: verbs of levels that are nouns as well, with lemma and features
_LEVELS = {"rose": ("rise", _FINITE), "stands": ("stand", _PRESENT), "falls": ("fall", _PRESENT)}
_NOUNS_TOO = _LEVELS | {form: (lemma, _FINITE) for form, lemma in _PAST.items()}
_NOUNS_TOO |= {
    "cost": ("cost", _FINITE),
    "burst": ("burst", _FINITE),
    "remains": ("remain", _PRESENT),
}
#: what hangs on a noun, as it hangs on a verb
_OF_VERBS = {"nmod": "obl", "acl": "advcl", "nmod:unmarked": "obl:unmarked"}
_EARLY = 4  #: words of a headline before its participle
_NAMED = frozenset({"PROPN", "PRON", "NOUN"})
_MODALS = frozenset({"will", "would", "can", "could", "may", "might", "shall", "should", "must"})
_PARTS = frozenset({"flat", "compound", "nmod:poss", "nmod:desc"})


def with_passives(tree: Tree) -> Tree:
    """The tree where an adjective with the auxiliary and the features of a passive is a verb: "was
    acquitted of"."""
    for word in range(len(tree)):
        passive = tree.upos(word) == "ADJ" and tree.feat(word, "Voice") == "Pass"
        passive = passive and not tree.lower(word).startswith("un")  # "unaccounted for"
        if passive and any(tree.deprel(child) == "aux:pass" for child in tree.children(word)):
            tokens = list(tree.tokens)
            tokens[word] = replace(tokens[word], upos="VERB")
            tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
    return tree


def with_opening_participles(tree: Tree) -> Tree:
    """The tree where "Killed in the raid were a guard and two drivers" and the headline "Two held
    over bank raid" tell what was done to somebody, whom the parser takes for killed guards and a
    held raid."""
    for verb in range(min(len(tree) - 1, _EARLY)):
        noun = tree.head(verb)
        if noun is None or tree.upos(verb) != "VERB" or tree.rel(verb) != "amod":
            continue
        if tree.head(noun) is not None or tree.feat(verb, "VerbForm") != "Part":
            continue
        be = next((w for w in tree.children(noun, "cop") if verb < w < noun), None)
        counted = verb > 0 and tree.deprel(verb - 1) == "nummod" and tree.head(verb - 1) == noun
        if be is not None and verb == 0:
            tree = _done_to(tree, verb, noun).rehung(be, verb, "aux:pass")
        elif counted and tree.upos(verb + 1) == "ADP" and tree.form(len(tree) - 1)[0] not in ".!?":
            tree = _done_to(tree, verb, verb - 1).rehung(noun, verb, "obl")
            case = [w for w in tree.subtree(verb) if w == verb + 1]
            for word in case:
                tree = tree.rehung(word, noun, "case")
    return tree


def _done_to(tree: Tree, verb: int, whom: int) -> Tree:
    """The tree with a participle as its root, and whom it is done to as its subject."""
    top = tree.head(verb)
    tree = tree.rehung(verb, -1, "root").rehung(whom, verb, "nsubj:pass")
    for child in () if top is None else tree.children(top, "punct", "parataxis", "advcl"):
        tree = tree.rehung(child, verb, tree.deprel(child))
    return tree


def with_transitive_adjectives(tree: Tree) -> Tree:
    """The tree where "Rebels free 12 sailors" has a verb: no adjective has a subject and an object
    without "be"."""
    for word in range(1, len(tree)):
        if tree.upos(word) != "ADJ" or tree.child(word, "cop", "aux") is not None:
            continue
        subject, thing = tree.child(word, "nsubj"), tree.child(word, "obj")
        if subject is not None and thing is not None and subject < word < thing:
            tokens = list(tree.tokens)
            tokens[word] = replace(tokens[word], upos="VERB", feats=_PRESENT)
            tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
    return tree


def with_subjects_of_nouns(tree: Tree) -> Tree:
    """The tree where "Copper rose by 7 percent" and "The coup cost 26 lives" have a verb: a noun
    has no subject without "be", and no object."""
    for word in range(1, len(tree) - 1):
        form, below = tree.lower(word), tree.child(word, "cop", "aux", "case", "det")
        if tree.upos(word) != "NOUN" or below is not None or form not in _NOUNS_TOO:
            continue
        subject, thing = tree.child(word, "nsubj"), tree.child(word, "obj")
        if subject is None and thing is not None and thing > word:
            subject = _doer(tree, word)
        if subject is None or not subject < word or tree.head(subject) != word:
            continue
        lemma, feats = _NOUNS_TOO[form]
        tokens = list(tree.tokens)
        tokens[word] = replace(tokens[word], lemma=lemma, upos="VERB", feats=feats)
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        for part in tree.children(word):
            if part < subject and tree.rel(part) in ("amod", "nmod", "compound", "nummod"):
                tree = tree.rehung(part, subject, tree.deprel(part))
            elif part > word and tree.deprel(part) in _OF_VERBS:
                tree = tree.rehung(part, word, _OF_VERBS[tree.deprel(part)])
        tree = tree.rehung(subject, word, "nsubj")
    return tree


def with_deeds_of_ages(tree: Tree) -> Tree:
    """The tree where "The 17-year-old fired shots" has a verb: the age stands for somebody."""
    for verb in range(5, len(tree) - 1):
        noun, old = tree.head(verb), verb - 1
        hung = tree.upos(verb) == "VERB" and tree.rel(verb) in ("compound", "amod")
        if not hung or noun is None or noun < verb or tree.lower(old) != "old":
            continue
        if tree.form(old - 1) != "-" or tree.head(old) != noun:
            continue
        above, relation = tree.head(noun), tree.deprel(noun)
        before = [child for child in tree.children(noun) if child < old]
        behind = [child for child in tree.children(noun) if child > noun]
        tokens = list(tree.tokens)
        tokens[verb] = replace(tokens[verb], feats=_FINITE)
        tokens[old] = replace(tokens[old], upos="NOUN")
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        tree = tree.rehung(verb, -1 if above is None else above, relation)
        tree = tree.rehung(noun, verb, "obj").rehung(old, verb, "nsubj")
        for child in before:
            tree = tree.rehung(child, old, tree.deprel(child))
        for child in behind:
            if tree.rel(child) == "punct":
                tree = tree.rehung(child, verb, "punct")
    return tree


def with_joined_subjects(tree: Tree) -> Tree:
    """The tree where "Detectives, as well as the county police, are investigating" has a verb: a
    clause without a pronoun describes nobody."""
    noun = tree.root
    if tree.upos(noun) not in ("NOUN", "PROPN") or tree.child(noun, "cop", "nsubj") is not None:
        return tree
    verb = next((w for w in tree.children(noun, "acl") if w > noun), None)
    finite = None if verb is None else tree.child(verb, "aux")
    if verb is None or finite is None or tree.deprel(verb) != "acl:relcl":
        return tree
    if tree.child(verb, "nsubj", "obj", "mark") is not None or tree.child(noun, "conj") is None:
        return tree
    if tree.feat(finite, "VerbForm") != "Fin" or not finite < verb:
        return tree
    tree = tree.rehung(verb, -1, "root").rehung(noun, verb, "nsubj")
    for point in tree.children(noun, "punct"):
        if point > verb:
            tree = tree.rehung(point, verb, "punct")
    return tree


def with_modal_verbs(tree: Tree) -> Tree:
    """The tree where "he would appeal" has a verb: no noun without an article stands right behind
    "would"."""
    for word in range(2, len(tree)):
        modal = tree.child(word, "aux")
        if tree.upos(word) != "NOUN" or modal is None or tree.child(word, "nsubj") is None:
            continue
        between = range(modal + 1, word)
        adverbs = all(tree.upos(w) in ("ADV", "PART") for w in between)
        if tree.lower(modal) not in _MODALS or not adverbs:
            continue
        if tree.child(word, "cop", "det", "nmod:poss", "amod", "nummod") is not None:
            continue
        tokens = list(tree.tokens)
        tokens[word] = replace(tokens[word], upos="VERB", feats="VerbForm=Inf")
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        for child in tree.children(word, "nmod"):
            tree = tree.rehung(child, word, "obl")
    return tree


def with_perfect_verbs(tree: Tree) -> Tree:
    """The tree where "Guards have shot at the car" has a verb: a noun of one thing would have an
    article, as in "have a shot at it"."""
    for word in range(2, len(tree)):
        if tree.upos(word) != "NOUN" or tree.lower(word) not in _PAST:
            continue
        have = tree.child(word, "aux")
        if have is None and tree.rel(word) == "obj":
            have = tree.head(word)
        bare = tree.child(word, "cop", "det", "nmod:poss", "amod", "nummod", "compound") is None
        if have is None or tree.lemma(have) != "have" or not bare:
            continue
        if all(tree.upos(w) in ("ADV", "PART") for w in range(have + 1, word)):
            tree = _as_participle(tree, word, have)
    return tree


def _as_participle(tree: Tree, word: int, have: int) -> Tree:
    """The tree with a noun as the participle of the "have" before it."""
    tokens = list(tree.tokens)
    lemma, feats = _PAST[tree.lower(word)], "Tense=Past|VerbForm=Part"
    tokens[word] = replace(tokens[word], lemma=lemma, upos="VERB", feats=feats)
    tokens[have] = replace(tokens[have], upos="AUX")
    tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
    if tree.head(word) == have:
        above, relation = tree.head(have), tree.deprel(have)
        others = [child for child in tree.children(have) if child != word]
        tree = tree.rehung(word, -1 if above is None else above, relation)
        for other in others:
            tree = tree.rehung(other, word, tree.deprel(other))
        tree = tree.rehung(have, word, "aux")
    for child in tree.children(word, "nmod"):
        tree = tree.rehung(child, word, "obl")
    for verb in [v for noun in tree.children(word, "obl") for v in _joined_verbs(tree, noun)]:
        tree = tree.rehung(verb, word, "conj")
    return tree


def _joined_verbs(tree: Tree, noun: int) -> list[int]:
    """Verbs that "and" joins to a noun or to a noun below it: it cannot be to that."""
    return [
        word
        for word in tree.subtree(noun)
        if tree.deprel(word) == "conj"
        and tree.upos(word) == "VERB"
        and tree.child(word, "nsubj") is None
        and tree.upos(tree.head(word) or 0) in ("NOUN", "PROPN")
    ]


def with_searches(tree: Tree) -> Tree:
    """The tree where "is looking for two ships to charter" looks for ships, which nobody has
    chartered yet: the infinitive tells what the thing is wanted for."""
    for verb in range(len(tree)):
        if tree.upos(verb) != "VERB" or tree.lemma(verb) not in words(
            "predicates", "seeking", "verbs"
        ):
            continue
        inner = next((c for c in tree.children(verb, "xcomp", "advcl") if c > verb), None)
        to = None if inner is None else _mark(tree, inner, "to")
        if inner is None or to is None or tree.upos(inner) != "VERB":
            continue
        case, thing = _mark(tree, inner, "for"), tree.child(inner, "nsubj")
        if case is not None and thing is not None and verb < case < thing < to:
            tree = tree.rehung(thing, verb, "obl").rehung(case, thing, "case")
        else:
            sought = [n for n in tree.children(verb, "obl") if verb < n < to]
            thing = next((n for n in sought if has_case(tree, n, "for")), None)
        if thing is not None:
            tree = tree.rehung(inner, thing, "acl")
    return tree


def _mark(tree: Tree, head: int, form: str) -> int | None:
    return next((m for m in tree.children(head, "mark") if tree.lower(m) == form), None)


def with_states(tree: Tree) -> Tree:
    """The tree where "ablaze" is an adjective, whatever its tag: "set two tanks ablaze"."""
    for word in range(len(tree)):
        if tree.upos(word) == "SYM" and tree.feat(word, "VerbForm") is not None:
            tokens = list(tree.tokens)  # "had cost 4 million crowns"
            tokens[word] = replace(tokens[word], upos="VERB")
            tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        if tree.upos(word) == "VERB" and tree.lower(word) in words("predicates", "states", "bare"):
            tokens = list(tree.tokens)
            tokens[word] = replace(tokens[word], upos="ADJ", feats=None)
            tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
    return tree


def with_costs(tree: Tree) -> Tree:
    """The tree where "had cost" is one verb: "Repairs had cost 4 million crowns"."""
    for word in range(1, len(tree)):
        have = word - 1
        if tree.lower(word) != "cost" or tree.lemma(have) != "have" or tree.head(word) != have:
            continue
        sums = [c for c in tree.children(have) if c > word and tree.child(c, "nummod") is not None]
        if not sums or tree.upos(have) != "VERB":
            continue
        tokens = list(tree.tokens)
        tokens[word] = replace(tokens[word], upos="VERB", feats="Tense=Past|VerbForm=Part")
        tokens[have] = replace(tokens[have], upos="AUX")
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        above, relation = tree.head(have), tree.deprel(have)
        others = [c for c in tree.children(have) if c != word]
        tree = tree.rehung(word, -1 if above is None else above, relation)
        for other in others:
            tree = tree.rehung(other, word, "obj" if other == sums[0] else tree.deprel(other))
        tree = tree.rehung(have, word, "aux")
    return tree


def with_rising_numbers(tree: Tree) -> Tree:
    """The tree where "the number of dead rose to four" and "… stands at 24" have a verb: nobody
    counts a dead rose."""
    for word in range(3, len(tree) - 2):
        if tree.lower(word) in _LEVELS and tree.upos(word) == "NOUN":
            tree = _risen(tree, word) or tree
    return tree


def _risen(tree: Tree, word: int) -> Tree | None:
    number, counted = tree.head(word), word - 1
    if number is None or tree.rel(word) != "nmod":
        number = tree.child(word, "nsubj")
    if number is None or not has_case(tree, word, "of"):
        return None
    if not number < counted or tree.head(counted) != word or tree.upos(counted) == "ADP":
        return None
    to, goal = word + 1, word + 2
    while tree.rel(goal) in ("nummod", "compound") and (above := tree.head(goal)) is not None:
        goal = above
    if tree.lower(to) not in ("to", "at", "by", "from", "above") or tree.upos(word + 2) != "NUM":
        return None
    lemma, feats = _LEVELS[tree.lower(word)]
    tokens = list(tree.tokens)
    tokens[word] = replace(tokens[word], lemma=lemma, upos="VERB", feats=feats)
    tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
    top = word if tree.head(number) == word else number
    above, relation = tree.head(top), tree.deprel(top)
    said = above is not None and len(tree.children(above, "nsubj")) > 1
    own = [child for child in tree.children(word) if number < child < counted]
    later = [c for c in (*tree.children(number), *tree.children(word)) if c > word]
    tree = tree.rehung(word, -1 if above is None else above, "ccomp" if said else relation)
    tree = tree.rehung(number, word, "nsubj").rehung(counted, number, "nmod")
    for child in own:
        tree = tree.rehung(child, counted, tree.deprel(child))
    for child in later:
        tree = tree.rehung(child, word, _OF_VERBS.get(tree.deprel(child), tree.deprel(child)))
    return tree.rehung(goal, word, "obl").rehung(to, goal, "case")


def with_infinitives(tree: Tree) -> Tree:
    """The tree where what looks like a noun with the features of an infinitive is one: in "are due
    to vote on it" nobody is due to a vote."""
    for word in range(2, len(tree)):
        due = tree.head(word)
        obl = tree.upos(word) in ("NOUN", "VERB") and tree.rel(word) == "obl"
        if not obl or tree.feat(word, "VerbForm") != "Inf" or due is None:
            continue
        if tree.lower(word - 1) != "to" or tree.lower(due) != "due":
            continue
        tokens = list(tree.tokens)
        tokens[word] = replace(tokens[word], upos="VERB")
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        tree = tree.rehung(word, due, "xcomp").rehung(word - 1, word, "mark")
        for child in tree.children(word, "nmod"):
            tree = tree.rehung(child, word, "obl")
    return tree


def with_helping(tree: Tree) -> Tree:
    """The tree where a bare noun behind "help" is what somebody helped do: "a truce he helped
    broker", with nobody who is a broker."""
    for word in range(1, len(tree)):
        verb = tree.head(word)
        if (
            verb is None
            or verb != word - 1
            or tree.lemma(verb) != "help"
            or tree.rel(word) != "obj"
        ):
            continue
        parts = tree.children(word, "det", "amod", "compound", "nmod:poss", "conj", "nummod")
        if tree.lower(word) not in words("predicates", "helping", "forms") or parts:
            continue
        tokens = list(tree.tokens)
        tokens[word] = replace(tokens[word], upos="VERB", feats="VerbForm=Inf", deprel="xcomp")
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        for child in tree.children(word, "nmod"):
            tree = tree.rehung(child, word, "obl")
    return tree


def with_given_names(tree: Tree) -> Tree:
    """The tree where "gave his name as Haro" is how somebody is called, and the verb behind it
    says what that one said: "A man who gave his name as Haro said they had left"."""
    for said in range(5, len(tree)):
        above = tree.head(said)
        if tree.upos(said) != "VERB" or above is None or tree.rel(said) != "advcl":
            continue
        mark = next((m for m in tree.children(said, "mark") if tree.lower(m) == "as"), None)
        name = tree.child(said, "nsubj")
        speaker = next((s for s in tree.children(above, "nsubj") if mark is None or s < mark), None)
        if mark is None or name is None or speaker is None or not said < above:
            continue
        gave = tree.child(speaker, "acl:relcl")
        given = None if gave is None else tree.child(gave, "obj")
        if gave is None or given is None or tree.lemma(given) != "name" or not given < mark < name:
            continue
        relation, top = tree.deprel(above), tree.head(above)
        tree = tree.rehung(said, -1 if top is None else top, relation)
        tree = tree.rehung(above, said, "ccomp").rehung(speaker, said, "nsubj")
        tree = tree.rehung(name, gave, "obl").rehung(mark, name, "case")
    return tree


def with_verbs_joined(tree: Tree) -> Tree:
    """The tree where such a word, between who does it and "and" with another past verb, is the verb
    that the other joins: else the killing would be what the police did, who only say so."""
    for word in range(1, len(tree) - 2):
        if tree.lower(word) in _PAST and tree.upos(word) == "NOUN":
            tree = _joined(tree, word) or tree
    return tree


def _joined(tree: Tree, word: int) -> Tree | None:
    verb, subject = word + 2, _doer(tree, word)
    joined = tree.lower(word + 1) == "and" and tree.upos(verb) == "VERB"
    if not joined or subject is None or tree.feat(verb, "Tense") != "Past":
        return None
    above = tree.head(verb) if tree.head(word) == verb else tree.head(word)
    says = above is not None and member("cues", "verbs", tree.lemma(above)) is not None
    if above is not None and not (says and above < subject):
        return None
    tokens = list(tree.tokens)
    tokens[word] = replace(tokens[word], upos="VERB", lemma=_PAST[tree.lower(word)], feats=_FINITE)
    tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
    tree = tree.rehung(word, -1 if above is None else above, "root" if above is None else "ccomp")
    tree = tree.rehung(subject, word, "nsubj").rehung(verb, word, "conj")
    for part in range(word):
        if part != subject and tree.head(part) == word:
            tree = tree.rehung(part, subject, tree.deprel(part))
    return tree


def _doer(tree: Tree, word: int) -> int | None:
    """The name, pronoun or noun right before, if nothing makes a noun phrase of both."""
    before = word - 1
    while tree.deprel(before) in ("flat", "compound") and (above := tree.head(before)) is not None:
        if above >= word:
            break
        before = above
    bare = all(
        tree.deprel(child) in _PARTS or tree.rel(child) == "nsubj"
        for child in tree.children(word)
        if child < word
    )
    return before if bare and tree.upos(before) in _NAMED else None


def with_drive_bys(tree: Tree) -> Tree:
    """The tree where "shot in a drive-by shooting" has one noun behind "in", not a drive-by during
    which he was shooting."""
    for word in range(len(tree) - 1):
        head, noun = tree.head(word), word + 1
        if not tree.lower(word).endswith("-by") or not tree.lower(noun).startswith("shooting"):
            continue
        if head in (None, noun) or tree.upos(word) != "NOUN":
            continue
        tokens = list(tree.tokens)
        tokens[noun] = replace(tokens[noun], upos="NOUN", lemma="shooting", feats="Number=Sing")
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        relation, before = tree.deprel(word), tree.children(word, "case", "det", "amod", "nummod")
        tree = tree.rehung(noun, -1 if head is None else head, relation)
        for child in before:
            tree = tree.rehung(child, noun, tree.deprel(child))
        tree = tree.rehung(word, noun, "compound")
    return tree


def with_backing(tree: Tree) -> Tree:
    """The tree where "61 percent of residents back the strike, a poll showed" tells what they do:
    with an object behind it, "back" is a verb."""
    for word in range(1, len(tree) - 1):
        thing = tree.child(word, "obj")
        if tree.lower(word) != "back" or tree.upos(word) != "ADV" or thing is None:
            continue
        noun = _phrase_before(tree, word)
        verb = None if noun is None else tree.head(noun)
        if noun is None or verb is None or not word < thing < verb or tree.rel(noun) != "nsubj":
            continue
        tokens = list(tree.tokens)
        tokens[word] = replace(tokens[word], upos="VERB", lemma="back", feats=_PRESENT)
        tree = Tree(tree.text, replace(tree.sentence, tokens=tuple(tokens)))
        tree = tree.rehung(word, verb, "ccomp").rehung(noun, word, "nsubj")
    return tree


def _phrase_before(tree: Tree, word: int) -> int | None:
    """The head of the noun phrase that ends right before a word."""
    here: int | None = word - 1
    while here is not None and tree.rel(here) in ("nmod", "compound", "flat", "nummod"):
        here = tree.head(here)
    return here
