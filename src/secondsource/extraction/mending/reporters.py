"""Who reports a whole sentence at its end, where the parser takes his name for something else:
"There are 31 cases in Lorn, Radio Norra reported, quoting the health office"."""

from __future__ import annotations

from secondsource.extraction.wordlists.nouns import kinds_of
from secondsource.extraction.wordlists.words import member, words
from secondsource.syntax import Tree

_REPORTS = frozenset({"says", "claims", "announces"})  #: stances of those who do no more than tell
_LONGEST = 6  #: words of a reporter's name


def with_reporter_at_end(tree: Tree) -> Tree:
    """The tree where "…, Channel Four reported" has the channel for its subject and stands beside
    the sentence that it reports."""
    for verb in range(4, len(tree)):
        first = _name_before(tree, verb)
        if first is None or not _is_closing(tree, verb):
            continue
        root = tree.root
        if not 0 <= root < first - 1:
            continue
        if not _is_whole(tree, verb, first):
            tree = tree.rehung(verb, root, "parataxis")
            tree = _with_name(tree, verb, range(first, verb))
        citing = _behind_day(tree, verb + 1) + 1
        if citing < len(tree) and tree.lemma(citing) in words("cues", "citing", "verbs"):
            tree = tree.rehung(citing, verb, "advcl")
    return tree


def _with_name(tree: Tree, verb: int, inside: range) -> Tree:
    """The tree where a verb has these words for its subject: a name, or a noun with its name."""
    nouns = [
        word for word in inside if tree.upos(word) != "DET" and not tree.form(word)[0].isupper()
    ]
    names = [word for word in inside if tree.form(word)[0].isupper()]
    head = nouns[-1] if nouns else names[0]
    tree = tree.rehung(head, verb, "nsubj")
    for word in inside:
        if tree.upos(word) == "DET":
            tree = tree.rehung(word, head, "det")
        elif word in nouns[:-1]:
            tree = tree.rehung(word, head, "compound")
        elif nouns and word == names[0]:
            tree = tree.rehung(word, head, "appos")
        elif word in names[1:]:
            tree = tree.rehung(word, names[0], "flat")
    return tree


def _name_before(tree: Tree, verb: int) -> int | None:
    """Where a name begins that stands alone between a comma and a verb of saying."""
    stance = member("cues", "verbs", tree.lemma(verb))
    if tree.upos(verb) != "VERB" or stance not in _REPORTS or tree.feat(verb, "VerbForm") == "Ger":
        return None
    word = verb - 1
    while word > 0 and verb - word <= _LONGEST and _is_named(tree, word):
        word -= 1
    noun = word
    while word > 0 and noun - word < 2 and tree.upos(word) == "NOUN" and noun + 1 < verb:
        word -= 1  # "the news agency Borea"
    if word > 0 and tree.upos(word) == "DET":
        word -= 1
    first = word + 1
    if first == verb or tree.form(word) != "," or tree.upos(verb - 1) == "DET":
        return None
    return first if any(tree.upos(w) == "PROPN" for w in range(first, verb)) else None


def _is_named(tree: Tree, word: int) -> bool:
    return tree.form(word)[:1].isupper() and tree.upos(word) in ("PROPN", "NOUN", "NUM", "ADJ")


def _is_closing(tree: Tree, verb: int) -> bool:
    """Whether nothing but a full stop, or whom the reporter cites, stands behind a verb."""
    behind = _behind_day(tree, verb + 1)
    if behind + 1 == len(tree) and tree.form(behind) == ".":
        return True
    if _are_circumstances(tree, verb):
        return True
    comma = behind + 1 < len(tree) and tree.form(behind) == ","
    citing = comma and tree.lemma(behind + 1) in words("cues", "citing", "verbs")
    return citing and tree.lower(behind + 1).endswith("ing")


def _are_circumstances(tree: Tree, verb: int) -> bool:
    """Whether all that stands behind a verb is where or when: "announced in the canteen at six"."""
    rest = range(verb + 1, len(tree) - 1)
    if not 0 < len(rest) <= _LONGEST or tree.form(len(tree) - 1) != ".":
        return False
    plain = all(tree.upos(w) in ("ADP", "DET", "NOUN", "PROPN", "NUM", "ADJ", "ADV") for w in rest)
    return (
        plain and tree.upos(rest[0]) in ("ADP", "ADV") and tree.lower(rest[0]) not in ("as", "of")
    )


def _behind_day(tree: Tree, word: int) -> int:
    """The word behind "on Monday"."""
    named = word + 1 if word + 1 < len(tree) and tree.lower(word) == "on" else word
    return named + 1 if named < len(tree) and tree.lower(named).endswith("day") else word


def _is_whole(tree: Tree, verb: int, first: int) -> bool:
    """Whether the verb has the name for its subject already, and stands beside what is said."""
    hung = [word for word in range(first, verb) if tree.head(word) == verb]
    named = len(hung) == 1 and tree.rel(hung[0]) == "nsubj"
    return named and tree.rel(verb) == "parataxis" and tree.head(verb) == tree.root


def with_apposed_speaker(tree: Tree) -> Tree:
    """The tree where "says their union, the Dockers' Federation" has one speaker, not two."""
    for word in range(3, len(tree)):
        verb = tree.head(word)
        if tree.upos(word) != "PROPN" or tree.rel(word) != "nsubj" or verb is None:
            continue
        first = next((s for s in tree.children(verb, "nsubj") if verb < s < word), None)
        if first is None or tree.upos(first) != "NOUN":
            continue
        comma = tree.subtree(word)[0]
        opened = tree.form(comma) == "," or tree.form(comma - 1) == ","
        between = range(first + 1, word)
        if opened and not any(tree.lower(w) in ("and", "or") for w in between):
            tree = tree.rehung(word, first, "appos")
    return tree


def with_speaker_at_end(tree: Tree) -> Tree:
    """The tree where "…, a person familiar with the plans said" has that person for its subject."""
    for verb in range(4, len(tree) - 1):
        stance = member("cues", "verbs", tree.lemma(verb))
        if stance not in _REPORTS or tree.upos(verb) != "VERB" or not _is_closing(tree, verb):
            continue
        if tree.child(verb, "nsubj", "ccomp", "obj", "aux:pass", "mark") is not None:
            continue
        speaker = _speaker_before(tree, verb)
        if speaker is None or tree.root in (verb, speaker) or verb in tree.subtree(speaker):
            continue
        tree = tree.rehung(speaker, verb, "nsubj").rehung(verb, tree.root, "parataxis")
    return tree


def _speaker_before(tree: Tree, verb: int) -> int | None:
    """The head of the phrase that stands between a comma and a verb, if it may speak."""
    for noun in range(verb - 1, 1, -1):
        inside = tree.subtree(noun)
        first = next((w for w in inside if tree.upos(w) != "PUNCT"), noun)
        if inside[-1] != verb - 1 or tree.form(first - 1) != "," or first < 3:
            continue
        if tree.upos(first) not in ("DET", "NUM") or tree.upos(noun) != "NOUN":
            continue
        person = bool({"person", "organisation"} & {*kinds_of(tree.lemma(noun))})
        spoken = person or tree.lemma(noun) in words("cues", "speakers", "nouns")
        acts = tree.lemma(noun).endswith(("er", "or", "ist", "man", "woman", "person", "people"))
        return noun if spoken or acts or tree.lemma(noun) == "source" else None
    return None


def with_cited_name(tree: Tree) -> Tree:
    """The tree where "citing union leader Ada Holm" cites one person, named behind the noun."""
    for word in range(2, len(tree)):
        before, verb = word - 1, tree.head(word)
        if tree.upos(word) != "PROPN" or tree.rel(word) != "obj" or verb is None:
            continue
        beside = verb < before and tree.head(before) == verb and tree.rel(before) == "obj"
        if beside and tree.upos(before) == "NOUN":
            tree = tree.rehung(word, before, "appos")
    return tree
