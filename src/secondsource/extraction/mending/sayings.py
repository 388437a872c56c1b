"""Slips about a saying in the midst of a sentence: "The work, Bek stressed, has been delayed".
Rules as in ``mend``."""

from __future__ import annotations

from secondsource.extraction.mending.objects import Change, first_word
from secondsource.extraction.trees.phrases import after_comma
from secondsource.extraction.wordlists.words import member, sums_up, words
from secondsource.syntax import Tree

_RELATIVE = frozenset({"who", "whom", "which", "that", "whose", "where", "when"})
_PARTING = frozenset({",", "”", '"', "’", "''", "—", "–"})
_QUOTING = frozenset({"“", '"', "‘", "''", "``"})
_RECIPIENTS = frozenset({"obj", "iobj", "obl", "nsubj"})


def interrupting_saying(tree: Tree, word: int) -> Change | None:
    """ "The figure, an official told us, came from a hospital": between its commas stands no
    relative clause but a saying, and all around it is said."""
    noun = tree.head(word)
    above = None if noun is None else tree.head(noun)
    if noun is None or above is None or tree.rel(word) != "acl" or not noun < word < above:
        return None
    speaker = _speaker_between(tree, word)
    if speaker is None or member("cues", "verbs", tree.lemma(word)) is None:
        return None
    return word, above, "parataxis"


def closing_saying(tree: Tree, word: int) -> Change | None:
    """ "They will open the crossing, which has been shut since May, both governments said": what
    stands behind the last comma is no relative clause but says the whole sentence."""
    above, root = tree.head(word), tree.root
    if above is None or not above < word or member("cues", "verbs", tree.lemma(word)) is None:
        return None
    if tree.rel(word) not in ("acl", "advcl") or tree.child(word, "mark") is not None:
        return None
    says = member("cues", "verbs", tree.lemma(root)) is not None and tree.child(root, "ccomp")
    speaker = None if says else _speaker_between(tree, word)
    return None if speaker is None else (word, root, "parataxis")


def denier_of_sum(tree: Tree, word: int) -> Change | None:
    """ "…, a charge Norland denies": the denial belongs to the noun right before who denies, and is
    no clause beside the sentence."""
    subject = tree.child(word, "nsubj")
    if subject is None or member("cues", "verbs", tree.lemma(word)) != "denies":
        return None
    noun = tree.subtree(subject)[0] - 1
    if tree.rel(word) not in ("parataxis", "advcl", "ccomp") or noun < 1 or not subject < word:
        return None
    summed = tree.upos(noun) == "NOUN" and sums_up(tree.lemma(noun)) and after_comma(tree, noun)
    return (word, noun, "acl:relcl") if summed and noun not in tree.subtree(word) else None


def summing_up(tree: Tree, word: int) -> Change | None:
    """ "Ostra armed rebels, Dorra says, a charge Ostra denies": the charge is what the sentence
    said, no object or subject in it."""
    if word == tree.root or not sums_up(tree.lemma(word)) or not after_comma(tree, word):
        return None
    if tree.child(word, "det") is None or _denier_behind(tree, word) is None:
        return None
    return word, _main_clause(tree, word), "appos"


def _denier_behind(tree: Tree, noun: int) -> int | None:
    """The verb of denial right behind a noun and whoever denies: "a charge the army denies", "a
    charge denied by the army"."""
    for verb in (*tree.children(noun, "acl"), *filter(None, (tree.head(noun),))):
        if verb <= noun or member("cues", "verbs", tree.lemma(verb)) != "denies":
            continue
        hung = tree.head(verb) == noun
        denier = next((w for w in tree.children(verb, "nsubj") if noun < w < verb), None)
        if hung or (denier is not None and tree.rel(noun) == "nsubj"):
            return verb
    return None


def _main_clause(tree: Tree, word: int) -> int:
    """The clause before a word that it sums up: what is said, where the sentence tells who says
    it."""
    root = tree.root
    said = next((c for c in tree.children(root, "ccomp") if c < min(root, word)), None)
    return root if said is None else said


def _speaker_between(tree: Tree, verb: int) -> int | None:
    """The subject of a verb that stands with it, and with nothing but whom it tells, between two
    commas."""
    subject = tree.child(verb, "nsubj")
    if subject is None or subject > verb or tree.lower(subject) in _RELATIVE:
        return None
    below = [w for w in tree.subtree(verb) if tree.upos(w) != "PUNCT" or w < verb]
    first = first_word(tree, subject)
    inside = [w for w in below if w >= first]
    if first == 0 or tree.form(first - 1) != "," or any(tree.lower(w) in _RELATIVE for w in inside):
        return None
    told = [c for c in tree.children(verb) if c > verb and tree.upos(c) != "PUNCT"]
    if any(tree.rel(c) not in _RECIPIENTS for c in told):  # a second subject is a name
        return None
    last = inside[-1]
    closed = last + 1 == len(tree) or tree.form(last + 1) in (",", ".")
    return subject if closed and inside == list(range(first, last + 1)) else None


def speaker_of_interrupting(tree: Tree, word: int) -> Change | None:
    """ "The bridge, engineers had warned, was unsafe": engineers are no other word for the
    bridge."""
    noun = tree.head(word)
    if noun is None or tree.rel(word) != "appos" or tree.form(first_word(tree, word) - 1) != ",":
        return None
    for verb in tree.children(noun, "acl"):
        opening = min([verb, *tree.children(verb, "aux")])
        beside = tree.subtree(word)[-1] + 1 == opening
        bare = tree.child(verb, "nsubj") is None and tree.feat(verb, "VerbForm") != "Ger"
        finite = opening < verb or tree.feat(verb, "VerbForm") == "Fin"
        if beside and bare and finite and member("cues", "verbs", tree.lemma(verb)) is not None:
            return word, verb, "nsubj"
    return None


def said_around(tree: Tree, word: int) -> Change | None:
    """ "Nobody there, it concludes, thought of it", "The toll, says Li, is unfair": what stands
    before the saying is the subject of what stands behind it."""
    said = tree.head(word)
    if said is None or tree.rel(word) != "nsubj" or not word < said:
        return None
    clause = next((c for c in tree.children(said, "ccomp") if c > said), None)
    if clause is None or tree.child(clause, "nsubj", "csubj", "mark") is not None:
        return None
    speaker = next((s for s in tree.children(said, "nsubj") if word < s), None)
    if speaker is None or not speaker < clause:
        return None
    opening = min(said, first_word(tree, speaker))
    if tree.form(opening - 1) not in _PARTING or opening - 1 < word:
        return None
    passive = tree.child(clause, "aux:pass") is not None
    return word, clause, "nsubj:pass" if passive else "nsubj"


def said_at_end(tree: Tree, word: int) -> Change | None:
    """ "Crews saved nine, while two were missing, the service added": the clause before a saying
    at the end, which nothing opens, is what is said."""
    said = tree.head(word)
    speaker = None if said is None else tree.child(said, "nsubj")
    if said is None or speaker is None or tree.rel(word) != "advcl" or not word < speaker < said:
        return None
    if tree.child(word, "mark") is not None or tree.child(word, "nsubj") is None:
        return None
    verbs = (word, *tree.children(word, "aux", "cop"))
    finite = any(tree.feat(verb, "VerbForm") == "Fin" for verb in verbs)
    opening = tree.lower(next(w for w in tree.subtree(word) if tree.upos(w) != "PUNCT"))
    bare = opening not in ("when", "once", "whenever") and tree.child(said, "ccomp") is None
    apart = tree.form(first_word(tree, speaker) - 1) == ","
    says = member("cues", "verbs", tree.lemma(said)) is not None
    return (word, said, "ccomp") if finite and bare and apart and says else None


def told_around(tree: Tree, word: int) -> Change | None:
    """ "The guard had told her, she said, that the gate was open": the clause is what the guard
    told her, and she says all of it."""
    said = tree.head(word)
    above = None if said is None else tree.head(said)
    if said is None or above is None or not above < said < word:
        return None
    if tree.rel(word) != "ccomp" or tree.rel(said) != "parataxis":
        return None
    marked = any(tree.lower(mark) == "that" for mark in tree.children(word, "mark"))
    told = member("cues", "verbs", tree.lemma(above)) is not None
    lacking = tree.child(above, "ccomp", "xcomp") is None
    apart = after_comma(tree, word) and tree.child(said, "nsubj") is not None
    return (word, above, "ccomp") if marked and told and lacking and apart else None


def quoted_inside(tree: Tree, word: int) -> Change | None:
    """ "I might say, ‘If it rains, we are going to leave’": what stands in the inner marks is what
    is said, with its own conditions."""
    relation = tree.rel(word)
    if relation not in ("conj", "parataxis", "advcl"):
        return None
    mark, verb = _quoting_verb(tree, word)
    if verb is None or not verb < mark < first_word(tree, word):
        return None
    said = [c for c in tree.children(verb, "ccomp") if tree.upos(c) != "INTJ"]
    if relation == "advcl":
        clause = next((c for c in said if c > word), None)
        return (word, clause, "advcl") if clause is not None and tree.head(word) == verb else None
    whole = tree.child(word, "nsubj", "csubj") is not None and word not in tree.ancestors(verb)
    if not whole or said or tree.child(verb, "obj") is not None:
        return None
    return word, verb, "ccomp"


def _quoting_verb(tree: Tree, word: int) -> tuple[int, int | None]:
    """The inner quotation mark that is still open at a word, and the verb of saying right before
    it."""
    for at in range(word - 1, 0, -1):
        if tree.form(at) in ("’", "”"):
            break
        if tree.form(at) in ("‘", "“"):
            before = at - 1 if tree.form(at - 1) not in (",", ":") else at - 2
            says = before >= 0 and member("cues", "verbs", tree.lemma(before)) is not None
            return at, before if says and tree.upos(before) == "VERB" else None
    return 0, None


def opening_clause(tree: Tree, word: int) -> Change | None:
    """ "If it snows, the league said, the match will be moved": commas set the saying apart, and
    the clause before it opens what is said."""
    said = tree.head(word)
    if said is None or not word < said or tree.rel(word) not in ("advcl", "ccomp"):
        return None
    clause = next((c for c in tree.children(said, "ccomp") if c > said), None)
    speaker = tree.child(said, "nsubj")
    if clause is None or speaker is None or not _is_opened(tree, word):
        return None
    saying = {said, *tree.subtree(speaker)}
    first, last = min(saying), max(saying)
    inside = last + 1 < len(tree)  # a subject may stand behind it all
    commas = inside and tree.form(first - 1) == "," and tree.form(last + 1) == ","
    alone = last - first + 1 == len(saying) and tree.subtree(word)[-1] == first - 1
    if not commas or not alone or tree.form(last + 2) in _QUOTING:
        return None
    says = member("cues", "verbs", tree.lemma(said)) is not None
    return (word, clause, "advcl") if says else None


def _is_opened(tree: Tree, clause: int) -> bool:
    """Whether a conjunction opens a clause, or "to" one that tells the purpose."""
    opening = next((w for w in tree.subtree(clause) if tree.upos(w) != "PUNCT"), clause)
    if tree.head(opening) != clause:
        return False
    return tree.rel(opening) == "mark" or tree.lower(opening) in ("when", "once", "whenever")


def active_saying(tree: Tree, word: int) -> Change | None:
    """ "…, Bek stressed, …": nobody was stressed."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "nsubj:pass" or tree.rel(verb) != "parataxis":
        return None
    passive = tree.child(verb, "aux:pass", "aux", "obj", "obl:agent") is not None
    says = member("cues", "verbs", tree.lemma(verb)) is not None
    return (word, verb, "nsubj") if says and not passive and word < verb else None


def told_with_reference(tree: Tree, word: int) -> Change | None:
    """ "writes with reference to sources that he may go": the clause is what is written."""
    noun = tree.head(word)
    if noun is None or tree.rel(word) != "acl" or tree.child(word, "nsubj") is None:
        return None
    if not any(tree.lower(mark) == "that" for mark in tree.children(word, "mark")):
        return None
    for above in tree.ancestors(word):
        verb = tree.head(above)
        if tree.lemma(above) not in words("cues", "citing", "nouns") or verb is None:
            continue
        says = tree.upos(verb) == "VERB" and member("cues", "verbs", tree.lemma(verb)) is not None
        return (word, verb, "ccomp") if says and tree.child(verb, "ccomp", "obj") is None else None
    return None


def titled_source(tree: Tree, word: int) -> Change | None:
    """ "According to prosecutor Henrik Sole, …": the name behind a title is the same source."""
    title, verb = word - 1, tree.head(word)
    if word < 2 or verb is None or tree.rel(word) != "obl" or tree.upos(word) != "PROPN":
        return None
    beside = tree.head(title) == verb and tree.rel(title) == "obl" and tree.upos(title) == "NOUN"
    bare = tree.child(word, "case") is None and tree.child(title, "det", "nmod") is None
    return (word, title, "appos") if beside and bare else None


def according_to_noun(tree: Tree, word: int) -> Change | None:
    """ "According to minutes leaked to us, …": the minutes say it, and were leaked."""
    verb = tree.head(word)
    opened = any(tree.lower(case) == "according" for case in tree.children(word, "case"))
    if verb is None or not opened or tree.rel(word) != "obl" or not word < verb:
        return None
    above = tree.head(verb)
    beside = tree.subtree(word)[-1] + 1 == verb and tree.rel(verb) in ("advcl", "acl")
    bare = tree.child(verb, "nsubj", "aux") is None
    return (word, above, "obl") if beside and bare and above is not None else None


def participle_of_source(tree: Tree, word: int) -> Change | None:
    """The "leaked" of such minutes."""
    above = tree.head(word)
    if above is None or tree.rel(word) != "advcl" or word == 0 or tree.child(word, "nsubj"):
        return None
    for noun in tree.children(above, "obl"):
        opened = any(tree.lower(case) == "according" for case in tree.children(noun, "case"))
        if opened and tree.subtree(noun)[-1] + 1 == tree.subtree(word)[0] == word:
            return word, noun, "acl"
    return None


SAYING_RULES = (
    denier_of_sum,
    summing_up,
    closing_saying,
    told_with_reference,
    according_to_noun,
    titled_source,
    participle_of_source,
    speaker_of_interrupting,
    interrupting_saying,
    said_around,
    opening_clause,
    quoted_inside,
    said_at_end,
    told_around,
    active_saying,
)

SAYING_ABOUT = {
    told_with_reference: frozenset({"acl"}),
    according_to_noun: frozenset({"obl"}),
    titled_source: frozenset({"obl"}),
    participle_of_source: frozenset({"advcl"}),
    speaker_of_interrupting: frozenset({"appos"}),
    interrupting_saying: frozenset({"acl"}),
    closing_saying: frozenset({"acl", "advcl"}),
    denier_of_sum: frozenset({"parataxis", "advcl", "ccomp"}),
    summing_up: frozenset({"obj", "nsubj", "ccomp", "appos", "conj", "obl", "parataxis"}),
    said_around: frozenset({"nsubj"}),
    opening_clause: frozenset({"advcl", "ccomp"}),
    quoted_inside: frozenset({"conj", "parataxis", "advcl"}),
    told_around: frozenset({"ccomp"}),
    said_at_end: frozenset({"advcl"}),
    active_saying: frozenset({"nsubj"}),
}
