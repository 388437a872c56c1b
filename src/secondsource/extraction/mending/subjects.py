"""Slips about subjects: nouns taken for the subject of the wrong verb, or for none. Rules as in
``mend``."""

from __future__ import annotations

from secondsource.extraction.mending.objects import Change
from secondsource.extraction.trees.predication import is_passive
from secondsource.extraction.wordlists.words import member
from secondsource.syntax import Tree

_DOERS = frozenset({"he", "she", "it", "they", "we", "i", "you"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "every"})
_RELATIVE = frozenset({"that", "who", "which"})
_LONGEST_SPEAKER = 9  #: words from the comma to the verb


def two_subjects(tree: Tree, word: int) -> Change | None:
    """ "The minister may resign, two aides said": both nouns hung on "said"; the first is the
    subject of what is said."""
    said = tree.head(word)
    if said is None or tree.rel(word) != "nsubj":
        return None
    clause = tree.child(said, "ccomp")
    if clause is None or not word < clause < said or tree.child(clause, "nsubj") is not None:
        return None
    speaker = [other for other in tree.children(said, "nsubj") if clause < other]
    passive = tree.child(clause, "aux:pass") is not None
    return (word, clause, "nsubj:pass" if passive else "nsubj") if speaker else None


def active(tree: Tree, word: int) -> Change | None:
    """ "The general denied ordering it", "the attacks targeted infrastructure": a finite past verb
    with a complement or an object is no passive, nor is "have" without "been" ("the union had
    warned that …")."""
    verb = tree.head(word)
    if (
        verb is None
        or tree.deprel(word) != "nsubj:pass"
        or tree.child(verb, "aux:pass") is not None
    ):
        return None
    complement = tree.child(verb, "xcomp", "ccomp")
    finite = tree.feat(verb, "VerbForm") == "Fin" and complement is not None
    finite = finite or (tree.rel(verb) != "acl" and tree.child(verb, "obj") is not None)
    finite = finite or _stands_bare(tree, word, verb)
    gerund = complement is not None and tree.feat(complement, "VerbForm") == "Ger"
    auxiliaries = {tree.lemma(other) for other in tree.children(verb, "aux")}
    perfect = "have" in auxiliaries and not auxiliaries & {"be", "get"}
    return (word, verb, "nsubj") if finite or gerund or perfect else None


def _stands_bare(tree: Tree, word: int, verb: int) -> bool:
    """ "the workers it dismissed", "a tanker Ostra captured": a pronoun or a name right before a
    verb without auxiliary; or "it was Serra that fired first", where the verb has none either."""
    relative = tree.deprel(verb) == "acl:relcl" and tree.child(verb, "aux", "obj") is None
    doer = tree.lower(word) in _DOERS or tree.lower(word) in _RELATIVE or tree.upos(word) == "PROPN"
    return relative and doer and word + 1 == verb


def marked_subject(tree: Tree, word: int) -> Change | None:
    """ "Without the bailout the bank would have failed": of two subjects the one behind a
    preposition is none."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "nsubj" or tree.child(word, "case") is None:
        return None
    others = [w for w in tree.children(verb, "nsubj") if w > word]
    cases = [case for case in tree.children(word, "case") if case < word]
    bounds = [case for case in cases if tree.lower(case + 1) in ("least", "most")]
    return (word, verb, "obl") if others and cases != bounds else None  # "At least two were"


def contact_clause(tree: Tree, word: int) -> Change | None:
    """ "of a tanker it captured": a noun, a doer and a finite verb side by side are a relative
    clause, which the parser takes for a participle with a subject."""
    subject = tree.child(word, "nsubj")
    if subject is None or subject + 1 != word or tree.deprel(word) == "acl:relcl":
        return None
    noun = tree.subtree(subject)[0] - 1
    doer = tree.lower(subject) in _DOERS or tree.upos(subject) == "PROPN"
    past = tree.upos(word) == "VERB" and tree.feat(word, "Tense") == "Past"
    bare = tree.child(word, "aux", "mark", "obj", "obl:agent", "ccomp") is None
    if not (doer and past and bare) or noun < 0 or tree.upos(noun) != "NOUN":
        return None
    return (word, noun, "acl:relcl") if noun not in tree.subtree(word) else None


def speaker_before(tree: Tree, word: int) -> Change | None:
    """ "…, the ministry said": between the last comma and a verb of saying that has no subject
    stands its subject, whatever the parser hung it on."""
    if tree.upos(word) not in ("NOUN", "PROPN", "PRON"):
        return None
    said = next((v for v in range(word + 1, len(tree)) if tree.upos(v) == "VERB"), None)
    if said is None:
        return None
    told = tree.child(said, "ccomp") is not None or tree.rel(said) == "parataxis"
    if member("cues", "verbs", tree.lemma(said)) is None or not told:
        return None
    if tree.child(said, "nsubj") is not None or tree.child(said, "aux:pass") is not None:
        return None
    if tree.head(word) == said or word in tree.ancestors(said):
        return None
    comma = next((w for w in range(said - 1, -1, -1) if tree.form(w) == ","), None)
    if comma == said - 1 and _is_named_between_commas(tree, word, comma):
        return word, said, "nsubj"
    if comma is None or not comma < word < said or said - comma > _LONGEST_SPEAKER:
        return None
    inside = range(comma + 1, said)
    heads = [w for w in inside if tree.head(w) not in inside]
    return (word, said, "nsubj") if heads == [word] else None


def _is_named_between_commas(tree: Tree, word: int, closing: int) -> bool:
    """ "…, the bank's governor, Ines Mora, said": a noun behind a comma, and its name between two
    more, the last right before the verb."""
    branch = tree.subtree(word)
    opened = "," in [tree.form(at) for at in (branch[0], branch[0] - 1) if at >= 0]
    length = sum(tree.form(at) != "," for at in branch)
    closed = branch[-1] in (closing, closing - 1) and length <= _LONGEST_SPEAKER
    return opened and closed and tree.child(word, "appos") is not None


def second_subject(tree: Tree, word: int) -> Change | None:
    """Two subjects that "and" joins are one; a title before a name is no subject."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "nsubj":
        return None
    for other in tree.children(verb, "nsubj"):
        if word < other < verb and tree.upos(word) == "DET" and _opens_phrase(tree, word, other):
            return word, other, "det"  # "The central bank lifted it"
        last = tree.subtree(word)[-1]
        if word < other < verb and ":" in [tree.form(w) for w in (last, last + 1) if w < verb]:
            return word, verb, "parataxis"  # "The minister: the strike will end"
        if other < word and tree.child(word, "cc") is not None:
            return word, other, "conj"
        if other > word and _is_title(tree, word, other):
            return word, other, "nmod:desc"
    return None


def _opens_phrase(tree: Tree, word: int, noun: int) -> bool:
    """Whether an article opens the phrase of a noun: what stands between them hangs on it."""
    between = range(word + 1, noun)
    plain = tree.upos(noun) in ("NOUN", "PROPN") and tree.lower(word) in _ARTICLES
    return plain and all(tree.head(w) == noun and tree.form(w) != "," for w in between)


def _is_title(tree: Tree, word: int, name: int) -> bool:
    between = range(word + 1, name)  # a comma parts "The ferry, Sund insisted"
    adjacent = tree.subtree(word)[-1] + 1 == tree.subtree(name)[0]
    adjacent = adjacent and all(tree.form(other) != "," for other in between)
    named = tree.upos(name) == "PROPN" and tree.upos(word) in ("NOUN", "PROPN")
    return adjacent and named and tree.child(name, "cc") is None


def gapped_number(tree: Tree, word: int) -> Change | None:
    """ "nine were killed and 40 injured": the 40 were injured."""
    first = tree.head(word)
    if first is None or tree.upos(word) not in ("NUM", "NOUN") or tree.rel(word) in ("case", "cc"):
        return None
    if tree.rel(word) == "nummod" and tree.rel(first) == "conj" and tree.upos(first) == "VERB":
        killed = tree.head(first)  # "nine were killed and 40 wounded", the 40 hung on "wounded"
        bare = killed is not None and tree.child(first, "nsubj", "aux", "obj") is None
        gapped = bare and word + 1 == first and is_passive(tree, killed or 0)
        return (word, first, "nsubj:pass") if gapped else None
    inside = tree.subtree(word)
    if tree.rel(inside[0]) == "cc" and tree.head(inside[0]) == word:
        inside = inside[1:]
    verb, before = inside[-1] + 1, inside[0] - 1
    if verb >= len(tree) or tree.rel(verb) != "conj":
        return None
    passive = tree.head(verb)
    if passive is None or first not in {passive, *_in_subject(tree, passive)}:
        return None
    participle = tree.upos(verb) == "VERB" or tree.lower(verb).endswith("ed")
    bare = participle and tree.child(verb, "nsubj", "aux", "obj", "cop") is None
    joined = before >= 0 and tree.rel(before) == "cc"
    return (word, verb, "nsubj:pass") if bare and joined and is_passive(tree, passive) else None


def _in_subject(tree: Tree, verb: int) -> list[int]:
    subject = tree.child(verb, "nsubj")
    return [] if subject is None else tree.subtree(subject)


def object_as_subject(tree: Tree, word: int) -> Change | None:
    """ "prompted two aides to resign": a second subject, behind the verb and before an infinitive,
    is the object."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "nsubj" or not verb < word:
        return None
    if tree.child(verb, "obj", "cop", "expl") is not None:
        return None
    first = any(other < verb for other in tree.children(verb, "nsubj"))
    infinitive = any(
        other > word and tree.feat(other, "VerbForm") == "Inf"
        for other in tree.children(verb, "xcomp")
    )
    return (word, verb, "obj") if first and infinitive else None


def told_whom(tree: Tree, word: int) -> Change | None:
    """ "The strike will last, Ivo Marsh, head of the union, told Radio Tarn": of two subjects the
    one behind "told" is whom it was told."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "nsubj" or not verb < word:
        return None
    if tree.lemma(verb) not in ("tell", "inform", "assure") or tree.child(verb, "obj", "iobj"):
        return None
    speaks = any(other < verb for other in tree.children(verb, "nsubj"))
    return (word, verb, "obj") if speaks and tree.subtree(word)[0] == verb + 1 else None


def passive_subject(tree: Tree, word: int) -> Change | None:
    """The subject of a verb with a passive auxiliary is a passive one."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "nsubj":
        return None
    passive = tree.child(verb, "aux:pass") is not None and tree.feat(verb, "Voice") == "Pass"
    return (word, verb, "nsubj:pass") if passive and word < verb else None


#: Asked about before the slips of objects and clauses, and after them.
SUBJECT_RULES = (
    marked_subject, two_subjects, speaker_before, contact_clause, active, second_subject,
    gapped_number,
)  # fmt: skip
LATE_SUBJECT_RULES = (object_as_subject, told_whom, passive_subject)
