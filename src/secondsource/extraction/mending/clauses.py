"""Slips about whole clauses: a verb whose subject, conjunction or governor was hung elsewhere.
Rules as in ``mend``."""

from __future__ import annotations

from secondsource.extraction.mending.objects import Change
from secondsource.extraction.trees.phrases import after_comma, is_participle
from secondsource.extraction.wordlists.words import member, words
from secondsource.syntax import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_AFTER_SAID = frozenset({"obj", "iobj", "xcomp", "nsubj:pass"})
_HOW = frozenset({"how", "why", "where", "when"})
_ASKING = frozenset({"who", "whom", "which", "what", "that", "whose"})
#: Prepositions that also open clauses.
_OPENING = frozenset({"as", "after", "before", "since", "until", "till"})


def subject_before(tree: Tree, word: int) -> Change | None:
    """ "the driver had told him": an object before its finite verb, which has no subject, or a
    plural without a preposition ("These attacks targeted infrastructure"), which tells no time."""
    verb = tree.head(word)
    if verb is None or word > verb or tree.rel(word) not in ("obj", "iobj", "obl"):
        return None
    if tree.rel(word) == "obl":  # the tagger may take such a verb for a participle
        return (word, verb, "nsubj") if _may_act(tree, word, verb) else None
    if tree.upos(word) not in _NOMINAL or tree.lower(word) in _ASKING or _is_relative(tree, verb):
        return None
    return (word, verb, _subject_of(tree, verb)) if _lacks_subject(tree, verb) else None


def _may_act(tree: Tree, word: int, verb: int) -> bool:
    """Whether an adjunct right before a finite verb with an object may be what does it."""
    bare = tree.child(word, "case") is None and tree.feat(word, "Number") == "Plur"
    right_before = tree.subtree(word)[-1] + 1 == min([verb, *tree.children(verb, "aux")])
    happening = tree.child(verb, "obj") is not None and tree.lemma(word) not in words(
        "predicates", "spans", "nouns"
    )
    alone = tree.child(verb, "nsubj", "csubj", "expl") is None and tree.rel(verb) == "root"
    return bare and right_before and happening and alone


def subject_after_that(tree: Tree, word: int) -> Change | None:
    """ "said that 1,200 hectares had burned": an amount between "that" and a verb without
    subject."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "obl" or tree.child(word, "case") is not None:
        return None
    first = tree.subtree(word)[0]
    opened = first > 0 and tree.lower(first - 1) == "that" and tree.head(first - 1) == verb
    return (word, verb, _subject_of(tree, verb)) if opened and _lacks_subject(tree, verb) else None


def subject_of_as(tree: Tree, word: int) -> Change | None:
    """ "spoke as a truce took effect": what follows "as" is the subject of the verb behind it."""
    cases = tree.children(word, "case")
    governor = tree.head(word)
    if tree.rel(word) not in ("obl", "nmod") or not cases or governor is None:
        return None
    opening = cases[0] == tree.subtree(word)[0] and tree.lower(cases[0]) in _OPENING
    inside = _verb_in_relative(tree, word) if opening else None
    if inside is not None:
        return inside, governor, "advcl"
    verb = _verb_behind(tree, word)
    if verb is None and tree.child(word, "acl:relcl") is not None:
        inside_noun = set(tree.subtree(word))
        last = word
        while last + 1 in inside_noun:
            last += 1
        verb = _verb_after(tree, last)
    if not opening or verb is None or tree.child(verb, "mark") is not None:
        return None
    above = tree.head(verb)
    astray = above == tree.head(governor) and tree.rel(verb) == "acl"  # on the relative's noun
    apart = above in (governor, word) or governor == verb or astray
    finite = tree.feat(verb, "VerbForm") == "Fin" or tree.child(verb, "aux") is not None
    if not apart or not (finite or _acted(tree, verb)) or tree.deprel(verb) == "conj":
        return None
    if above == word or astray:
        return verb, governor, "advcl"
    own = tree.child(verb, "nsubj", "csubj", "expl")
    return (word, verb, _subject_of(tree, verb)) if own is None else None


def _verb_in_relative(tree: Tree, noun: int) -> int | None:
    """ "as a truce she helped negotiate took effect": a finite verb that was taken for a second
    infinitive of the relative clause."""
    for clause in tree.children(noun, "acl:relcl"):
        infinitives = tree.children(clause, "xcomp")
        finite = [v for v in infinitives if tree.feat(v, "VerbForm") == "Fin"]
        if len(infinitives) > len(finite) > 0 and tree.child(finite[0], "nsubj", "mark") is None:
            return finite[0]
    return None


def _acted(tree: Tree, verb: int) -> bool:
    """Whether what looks like a participle is a past tense with its object: "since a gunfight
    killed four soldiers"."""
    past = tree.feat(verb, "Tense") == "Past" and tree.lower(verb).endswith("ed")
    done_to = tree.child(verb, "obl:agent", "aux:pass", "mark") is not None
    gives = tree.lemma(verb) in words("predicates", "recipient", "verbs")
    return past and not done_to and not gives and tree.child(verb, "obj") is not None


def opened_by_as(tree: Tree, word: int) -> Change | None:
    """The "as" of such a clause opens it, and the clause is no complement."""
    governor = tree.head(word)
    if governor is None:
        return None
    if tree.rel(word) == "case" and tree.lower(word) in _OPENING:
        verb = tree.head(governor)
        subject = tree.rel(governor) == "nsubj" and verb is not None and word < governor
        return (word, verb, "mark") if subject and verb is not None and verb > word else None
    if tree.rel(word) == "ccomp":
        marks = {tree.lower(mark) for mark in tree.children(word, "mark")}
        return (word, governor, "advcl") if marks & (_OPENING - {"until"}) else None
    return None


def second_absolute(tree: Tree, word: int) -> Change | None:
    """ "with A leading the talks and B emerging as host": B is the subject of "emerging"."""
    first = tree.head(word)
    if first is None or tree.rel(word) != "conj" or tree.upos(word) not in _NOMINAL:
        return None
    verb = tree.head(first)
    if verb is None or not is_participle(tree, verb) or tree.child(verb, "nsubj") is None:
        return None
    other = _verb_behind(tree, word)
    if other is None or not is_participle(tree, other) or other in tree.subtree(verb):
        return None
    own = tree.child(other, "nsubj", "mark") is None
    return (word, other, "nsubj") if own and tree.head(verb) == tree.head(other) else None


def late_complement(tree: Tree, word: int) -> Change | None:
    """ "reported, citing two people, that the bank had closed": the clause is what was reported."""
    noun = tree.head(word)
    if noun is None or tree.rel(word) != "acl" or tree.child(word, "nsubj") is None:
        return None
    marks = [mark for mark in tree.children(word, "mark") if tree.lower(mark) == "that"]
    if not marks or not after_comma(tree, word) or member("cues", "nouns", tree.lemma(noun)):
        return None
    for verb in tree.ancestors(noun):
        says = tree.upos(verb) == "VERB" and member("cues", "verbs", tree.lemma(verb)) == "says"
        if says and tree.child(verb, "ccomp", "obj") is None and verb < noun:
            return word, verb, "ccomp"
    return None


def infinitive_of_noun(tree: Tree, word: int) -> Change | None:
    """ "faces calls to resign", "came under pressure to resign": right behind a noun that plans or
    asks for something, the infinitive is the noun's, unless its verb takes one by itself."""
    verb = tree.head(word)
    to = next((mark for mark in tree.children(word, "mark") if tree.lower(mark) == "to"), None)
    if verb is None or to is None or to < 1 or tree.upos(verb) != "VERB":
        return None
    noun = to - 1
    if tree.upos(noun) != "NOUN" or tree.head(noun) != verb or noun < verb:
        return None
    lemma = tree.lemma(noun)
    asks = lemma in words("predicates", "addressed", "nouns")
    if not asks and member("predicates", "nouns", lemma) is None:
        return None
    own = member("predicates", "control", tree.lemma(verb)) is not None or tree.lemma(verb) in (
        words("predicates", "told", "lemmas") | words("predicates", "object_control", "lemmas")
    )
    own = own or member("predicates", "raising", tree.lemma(verb)) is not None
    return None if own and tree.lemma(verb) != "come" else (word, noun, "acl")


def joined_complement(tree: Tree, word: int) -> Change | None:
    """ "said that A left but that B stayed": the second "that" goes on with what was said."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "conj" or tree.child(word, "nsubj", "csubj") is None:
        return None
    joint = tree.child(word, "cc")
    behind = None if joint is None or joint + 1 == len(tree) else joint + 1
    again = behind is not None and tree.lower(behind) == "that" and tree.head(behind) != word
    if not again and not any(tree.lower(mark) == "that" for mark in tree.children(word, "mark")):
        return None
    said = [c for c in tree.children(verb, "ccomp") if verb < c < word]
    return (word, said[-1], "conj") if said else None


def said_of_noun(tree: Tree, word: int) -> Change | None:
    """ "denied a report by the station that sensors failed": the clause is what was reported."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "ccomp" or word < verb:
        return None
    noun = tree.child(verb, "obj")
    marks = [mark for mark in tree.children(word, "mark") if tree.lower(mark) == "that"]
    if noun is None or not marks or not verb < noun < marks[0] or after_comma(tree, word):
        return None
    denies = member("cues", "verbs", tree.lemma(verb)) == "denies"
    denies = denies or tree.lemma(verb) in words(
        "cues", "voicing", "verbs"
    )  # "voiced the fear that"
    return (word, noun, "acl") if denies and member("cues", "nouns", tree.lemma(noun)) else None


def told_in_turn(tree: Tree, word: int) -> Change | None:
    """ "claimed that Tal had told envoys he would go": the last clause is what Tal told them."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "ccomp" or tree.child(word, "cc", "mark") is not None:
        return None
    for other in tree.children(verb, "ccomp"):
        silent = tree.child(other, "ccomp", "xcomp", "obj", "parataxis") is None
        says = member("cues", "verbs", tree.lemma(other)) in ("says", "claims", "promises")
        behind = verb < other < word and tree.subtree(other)[-1] + 1 == tree.subtree(word)[0]
        if silent and says and behind and tree.child(word, "nsubj") is not None:
            return word, other, "ccomp"
    return None


def name_of_speaker(tree: Tree, word: int) -> Change | None:
    """ "…, informed the agency Lumina": what follows the verb is one speaker and its name."""
    verb = tree.head(word)
    if verb is None or verb > word or tree.rel(word) != "nsubj" or tree.upos(word) != "PROPN":
        return None
    if member("cues", "verbs", tree.lemma(verb)) is None or tree.rel(verb) != "parataxis":
        return None
    for noun in tree.children(verb, "obj", "iobj"):
        if noun < word and tree.subtree(noun)[-1] + 1 == tree.subtree(word)[0]:
            return word, noun, "appos"
    return None


def subject_of_said(tree: Tree, word: int) -> Change | None:
    """ "said a call between the two was being prepared": what was prepared is no object of
    "said"."""
    verb = tree.head(word)
    if verb is None or word < verb or tree.rel(word) not in ("obj", "iobj"):
        return None
    if tree.lemma(verb) == "tell" or member("cues", "verbs", tree.lemma(verb)) != "says":
        return None
    clause = tree.child(verb, "ccomp")
    if clause is None or clause < word or not _lacks_subject(tree, clause):
        return None
    first = min([clause, *tree.children(clause, "aux", "cop")])
    last = tree.subtree(word)[-1]
    beside = last + 1 == first or (last + 2 == first and tree.form(last + 1) == ",")
    marked = tree.child(clause, "mark") is not None
    return (word, clause, _subject_of(tree, clause)) if beside and not marked else None


def subject_of_next(tree: Tree, word: int) -> Change | None:
    """ "A came second with 29 percent and the List, which …, won 11": the List won."""
    before = tree.head(word)
    if before is None or tree.rel(word) != "conj" or tree.child(word, "cc") is None:
        return None
    if tree.upos(word) not in _NOMINAL or tree.rel(before) not in ("obl", "obj", "nmod"):
        return None
    verb = tree.subtree(word)[-1] + 1
    while verb < len(tree) and tree.upos(verb) in ("PUNCT", "AUX", "ADV"):
        verb += 1
    if verb >= len(tree) or tree.upos(verb) != "VERB" or not _lacks_subject(tree, verb):
        return None
    above = [before, *tree.ancestors(before)]
    joined = tree.rel(verb) == "conj" and tree.head(verb) in above
    return (word, verb, _subject_of(tree, verb)) if joined else None


def joined_to_noun(tree: Tree, word: int) -> Change | None:
    """The verb of such a clause joins the verb before it, not a noun."""
    noun = tree.head(word)
    if noun is None or tree.rel(word) != "conj" or tree.upos(word) != "VERB":
        return None
    subject = tree.child(word, "nsubj")
    if tree.upos(noun) not in ("NOUN", "NUM", "PROPN") or subject is None or subject > word:
        return None
    if tree.rel(noun) not in ("obl", "obj", "nmod") or tree.child(subject, "cc") is None:
        return None
    verb = next((w for w in tree.ancestors(noun) if tree.upos(w) == "VERB"), None)
    return None if verb is None else (word, verb, "conj")


def bare_participle(tree: Tree, word: int) -> Change | None:
    """ "Neighbouring Tolvia sent help": a participle right before a name describes it."""
    verb = tree.head(word)
    if verb is not None and tree.lower(word) in ("neighbouring", "neighboring"):
        change = _neighbouring(tree, word, verb)
        if change is not None:
            return change
    if verb is None or tree.rel(word) != "advcl" or not tree.lower(word).endswith(("ing", "ed")):
        return None
    subject = tree.child(verb, "nsubj")
    alone = len(tree.subtree(word)) == 1 and word + 1 < verb
    if not alone or subject is None or tree.subtree(subject)[0] != word + 1:
        return None
    return word, subject, "amod"


def _neighbouring(tree: Tree, word: int, verb: int) -> Change | None:
    """ "accused neighbouring Tolvia of looting": a verb in no such sentence."""
    for child in tree.children(word, "obj", "advcl", "obl"):
        if child > word and verb < word:
            return child, verb, tree.deprel(child)
    noun = tree.child(verb, "obj")
    beside = noun is not None and tree.subtree(noun)[0] == word + 1
    return (word, noun, "amod") if noun is not None and beside else None


def clause_of_how(tree: Tree, word: int) -> Change | None:
    """ "explained how it broke", "knows why they left": the clause is what is explained, and "how"
    stands in it."""
    verb = tree.head(word)
    if verb is None:
        return None
    if tree.rel(word) in ("advcl", "acl") and tree.lower(verb) in _HOW:
        said = tree.head(verb)
        told = said is not None and tree.rel(verb) in ("obj", "advmod") and said < verb < word
        says = said is not None and member("cues", "verbs", tree.lemma(said)) is not None
        return (word, said, "ccomp") if said is not None and told and says else None
    if tree.lower(word) in _HOW and tree.rel(word) == "obj":
        clause = next((c for c in tree.children(verb, "ccomp") if c > word), None)
        opens = clause is not None and tree.subtree(clause)[0] == word + 1
        return (word, clause, "advmod") if clause is not None and opens else None
    return None


def cut_short(tree: Tree, word: int) -> Change | None:
    """ "cut short a trip": one verb of two words."""
    verb = tree.head(word)
    if verb is None or tree.lower(word) != "short" or word != verb + 1:
        return None
    if tree.lemma(verb) != "cut" or tree.rel(word) not in ("obj", "xcomp", "advmod"):
        return None
    others = [w for w in tree.children(verb, "obj") if w != word]
    return (word, verb, "compound:prt") if others else None


def inverted_speaker(tree: Tree, word: int) -> Change | None:
    """ "…,” declared the president of the union": what follows the verb is its subject."""
    verb = tree.head(word)
    if verb is None or verb > word or tree.deprel(word) not in _AFTER_SAID:
        return None
    if tree.upos(word) not in _NOMINAL or tree.subtree(word)[0] != verb + 1 or verb == 0:
        return None
    if tree.lower(verb).endswith("ing"):
        return None  # "the radio, quoting witnesses, said"
    stance = member("cues", "verbs", tree.lemma(verb))
    told = [c for c in tree.children(verb, "ccomp") if c < verb] or tree.rel(verb) == "parataxis"
    perfect = tree.children(verb, "aux")  # "…, has informed the ministry", in translations
    first = min([verb, *perfect])
    if stance is None or not told or tree.upos(first - 1) != "PUNCT" or len(perfect) > 1:
        return None
    others = [c for c in tree.children(verb, "nsubj", "csubj", "expl") if c != word]
    return None if others else (word, verb, "nsubj")


def speaker_at_end(tree: Tree, word: int) -> Change | None:
    """ "They fled, the service added": a saying behind a comma that was joined as if by "and"."""
    first, speaker = tree.head(word), tree.child(word, "nsubj")
    if first is None or speaker is None or tree.rel(word) != "conj" or first > speaker:
        return None
    if tree.child(word, "cc", "ccomp", "xcomp", "obj", "mark") is not None:
        return None
    opening = tree.subtree(speaker)[0]
    verb = min([word, *tree.children(word, "aux")])  # "…, the mayor has told the radio"
    beside = tree.subtree(speaker)[-1] + 1 == verb and tree.form(opening - 1) in (",", "”", '"')
    says = member("cues", "verbs", tree.lemma(word)) is not None
    return (word, first, "parataxis") if says and beside and opening > 0 else None


def _verb_behind(tree: Tree, word: int) -> int | None:
    """The verb right behind a noun phrase, auxiliaries and adverbs between."""
    last = max((w for w in tree.subtree(word) if _is_nominal_part(tree, w, word)), default=word)
    return _verb_after(tree, last)


def _verb_after(tree: Tree, last: int) -> int | None:
    """The verb right behind a word, auxiliaries and adverbs between."""
    for other in range(last + 1, min(last + 4, len(tree))):
        if tree.upos(other) == "VERB":
            return other
        if tree.upos(other) not in ("AUX", "ADV", "PART"):
            return None
    return None


def _is_nominal_part(tree: Tree, word: int, head: int) -> bool:
    """Whether a word of a noun's branch is none of a clause in it."""
    while word != head:
        above = tree.head(word)
        if above is None or tree.rel(word) in ("acl", "advcl", "parataxis"):
            return False
        word = above
    return True


def _is_relative(tree: Tree, verb: int) -> bool:
    return tree.deprel(verb) == "acl:relcl"


def _lacks_subject(tree: Tree, verb: int) -> bool:
    """Whether a finite verb has no subject of its own."""
    finite = tree.feat(verb, "VerbForm") == "Fin" or tree.child(verb, "aux") is not None
    return finite and tree.child(verb, "nsubj", "csubj", "expl") is None


def _subject_of(tree: Tree, verb: int) -> str:
    return "nsubj:pass" if tree.child(verb, "aux:pass") is not None else "nsubj"


CLAUSE_RULES = (
    subject_before,
    subject_after_that,
    subject_of_as,
    opened_by_as,
    second_absolute,
    late_complement,
    infinitive_of_noun,
    joined_complement,
    said_of_noun,
    told_in_turn,
    subject_of_said,
    subject_of_next,
    joined_to_noun,
    bare_participle,
    clause_of_how,
    cut_short,
    name_of_speaker,
    inverted_speaker,
    speaker_at_end,
)
