"""Slips about sayings at the end of a sentence and about what hangs before it. Rules as in
``mend``."""

from __future__ import annotations

from secondsource.extraction.mend_objects import Change
from secondsource.extraction.phrases import after_comma
from secondsource.extraction.predication import is_event_noun
from secondsource.extraction.words import member, table, words
from secondsource.syntax import Tree

_STATING = frozenset({"says", "announces", "claims", "confirms", "warns", "admits", "believes"})
_BEHIND = frozenset({"obl", "iobj", "obj", "advmod", "punct", "nsubj", "aux"})
_MODALS = frozenset({"may", "might", "will", "would", "could", "can", "has", "have", "had", "is"})


def saying_at_end(tree: Tree, word: int) -> Change | None:
    """ "It failed to warn villagers before it opened the gates, an inquiry concluded": a saying
    that nothing joins to the clause before it is about the whole sentence."""
    verb, speaker = tree.head(word), tree.child(word, "nsubj")
    if verb is None or speaker is None or tree.rel(word) not in ("advcl", "conj"):
        return None
    if member("cues", "verbs", tree.lemma(word)) not in _STATING or tree.lemma(word) == "learn":
        return None
    if any(tree.rel(child) not in _BEHIND for child in tree.children(word)):
        return None
    first = next(w for w in tree.subtree(speaker) if tree.upos(w) != "PUNCT")
    aux = [*tree.children(word, "aux"), word]
    beside = tree.subtree(speaker)[-1] + 1 == min(aux) and tree.form(first - 1) == ","
    last = all(tree.upos(w) == "PUNCT" for w in range(tree.subtree(word)[-1] + 1, len(tree)))
    told = verb < first and tree.root < first and word not in (tree.root,)
    finite = any(tree.feat(w, "VerbForm") == "Fin" for w in aux)
    return (word, tree.root, "parataxis") if beside and last and told and finite else None


def people_close(tree: Tree, word: int) -> Change | None:
    """ "…, people close to her said": the adjective describes who said it, and is not what is
    said."""
    adjective = tree.head(word)
    said = None if adjective is None else tree.head(adjective)
    if adjective is None or said is None or tree.rel(word) != "nsubj":
        return None
    loose = tree.rel(adjective) == "ccomp" and tree.child(adjective, "cop", "aux", "mark") is None
    loose = loose and tree.lower(adjective) in ("close", "familiar", "privy", "loyal", "present")
    says = member("cues", "verbs", tree.lemma(said)) is not None
    beside = tree.subtree(word)[-1] + 1 == adjective and tree.child(said, "nsubj") is None
    return (word, said, "nsubj") if loose and says and beside else None


def close_people(tree: Tree, word: int) -> Change | None:
    """The "close" of such people."""
    said = tree.head(word)
    if said is None or tree.rel(word) != "ccomp" or tree.upos(word) == "NOUN":
        return None
    if tree.lower(word) not in ("close", "familiar", "privy", "loyal", "present"):
        return None
    if tree.child(word, "nsubj", "cop", "aux", "mark") is not None:
        return None
    for people in tree.children(said, "nsubj"):
        if tree.subtree(people)[-1] + 1 == word:
            return word, people, "amod"
    return None


def shown_at_end(tree: Tree, word: int) -> Change | None:
    """ "The captain ignored warnings, transcripts released by the navy show": the last word says
    who tells it, and describes nothing."""
    noun = tree.head(word)
    above = None if noun is None else tree.head(noun)
    if noun is None or above is None or tree.deprel(word) != "acl:relcl" or not above < noun < word:
        return None
    if member("cues", "verbs", tree.lemma(word)) not in _STATING:
        return None
    bare = tree.feat(word, "VerbForm") == "Fin" and tree.child(word, "nsubj", "obj", "aux") is None
    last = all(tree.upos(w) == "PUNCT" for w in range(word + 1, len(tree)))
    first = next(w for w in tree.subtree(noun) if tree.upos(w) != "PUNCT")
    return (word, tree.root, "parataxis") if bare and last and tree.form(first - 1) == "," else None


def shower_at_end(tree: Tree, word: int) -> Change | None:
    """The transcripts of such a sentence."""
    above = tree.head(word)
    if above is None or tree.upos(word) not in ("NOUN", "PROPN") or word < above:
        return None
    last = tree.subtree(word)[-1] + 1
    if last >= len(tree) or tree.rel(last) != "parataxis" or tree.children(last, "nsubj", "ccomp"):
        return None
    first = next(w for w in tree.subtree(word) if tree.upos(w) != "PUNCT")
    says = member("cues", "verbs", tree.lemma(last)) in _STATING and tree.head(last) == tree.root
    return (word, last, "nsubj") if says and tree.form(first - 1) == "," else None


def next_finite(tree: Tree, word: int) -> Change | None:
    """ "plans to move, may close two plants and has frozen hiring": a verb with an auxiliary of its
    own is no infinitive of the first."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "xcomp" or tree.child(word, "mark", "nsubj") is not None:
        return None
    first = tree.subtree(word)[0]
    auxiliary = any(tree.lower(aux) in _MODALS for aux in tree.children(word, "aux"))
    others = [c for c in tree.children(verb, "xcomp") if c < word]
    comma = tree.form(first) == "," or tree.form(first - 1) == ","
    return (word, verb, "conj") if auxiliary and others and comma else None


def clause_while(tree: Tree, word: int) -> Change | None:
    """ "forced to kneel while the attackers emptied the safe": no second complement."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "xcomp" or tree.child(word, "nsubj") is None:
        return None
    marks = {tree.lower(mark) for mark in tree.children(word, "mark")}
    opened = marks & {"while", "as", "after", "before", "because", "until", "when"}
    return (word, verb, "advcl") if opened else None


def unsaid_when(tree: Tree, word: int) -> Change | None:
    """ "did not say when the visit would take place": the clause is what was not said."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "advcl" or tree.child(verb, "ccomp") is not None:
        return None
    first = tree.subtree(word)[0]
    opened = tree.lower(first) in ("when", "where", "how", "why") and first == verb + 1
    says = member("cues", "verbs", tree.lemma(verb)) in ("says", "announces", "confirms")
    negated = any(tree.lower(w) in ("not", "n't", "never") for w in tree.children(verb, "advmod"))
    return (word, verb, "ccomp") if opened and says and negated else None


def accused_of(tree: Tree, word: int) -> Change | None:
    """ "accused the festival of cowardice", "stripped lawmakers of their pensions": no festival of
    cowardice."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.deprel(word) != "nmod" or tree.upos(word) != "NOUN":
        return None
    if tree.rel(noun) != "obj" and tree.deprel(noun) != "nsubj:pass":
        return None
    cases = [tree.lower(case) for case in tree.children(word, "case")]
    lemma = tree.lemma(verb)
    misdeed = tree.lemma(word) in words("predicates", "misdeeds", "nouns")
    misdeed = misdeed or is_event_noun(tree, word)
    brought = [*table("cues")["accusing"].get(lemma, ())]
    if lemma in words("predicates", "object_control", "lemmas"):
        brought += ["of"]
    charged = bool(cases) and cases[0] in brought and (misdeed or cases[0] == "with")
    stripped = cases == ["of"] and lemma in ("strip", "deprive", "rob", "relieve", "inform")
    return (word, verb, "obl") if charged or stripped else None


def fined_amount(tree: Tree, word: int) -> Change | None:
    """ "fined the insurer 8 million crowns": no insurer crowns."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.rel(word) != "compound" or tree.rel(noun) != "obj":
        return None
    if not verb < word < noun or tree.upos(word) not in ("NOUN", "PROPN"):
        return None
    parted = any(word < number < noun for number in tree.children(noun, "nummod"))
    gives = tree.lemma(verb) in words("predicates", "recipient", "passive")
    gives = gives or tree.lemma(verb) in ("fine", "cost", "charge")
    return (word, verb, "iobj") if parted and gives else None


def article_of_fined(tree: Tree, word: int) -> Change | None:
    """The "the" of such an insurer."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.rel(word) not in ("det", "amod"):
        return None
    for given in tree.children(verb, "iobj"):
        if word < given < noun and word >= verb and tree.subtree(given)[0] > word:
            return word, given, tree.deprel(word)
    return None


def carried_by(tree: Tree, word: int) -> Change | None:
    """ "stopped a lorry carrying migrants", not "left the house carrying a gun": a participle right
    behind the object that holds or bears something describes it."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "advcl" or not tree.lower(word).endswith("ing"):
        return None
    if tree.subtree(word)[0] != word or tree.child(word, "aux", "nsubj") is not None:
        return None
    holds = tree.lemma(word) in words("predicates", "holding", "verbs")
    moves = tree.lemma(verb) in words("predicates", "holding", "passing")
    for thing in tree.children(verb, "obj"):
        if tree.subtree(thing)[-1] == word - 1 and holds and not moves:
            return word, thing, "acl"
    return None


def result_of_whole(tree: Tree, word: int) -> Change | None:
    """ "voted to reject the offer, raising the prospect of a strike": what follows at once follows
    from the vote."""
    inner = tree.head(word)
    verb = None if inner is None else tree.head(inner)
    if inner is None or verb is None or tree.rel(word) != "advcl" or tree.rel(inner) != "xcomp":
        return None
    first = tree.subtree(word)[0]
    comma = tree.form(first) == "," or tree.form(first - 1) == ","
    follows = tree.lemma(word) in words("predicates", "result", "verbs")
    bare = tree.child(word, "aux", "nsubj", "mark") is None and tree.lower(word).endswith("ing")
    finite = tree.upos(verb) == "VERB" and tree.feat(inner, "VerbForm") == "Inf"
    return (word, verb, "advcl") if comma and follows and bare and finite and inner < word else None


def remark(tree: Tree, word: int) -> Change | None:
    """ "accused it of killing two, an accusation the army rejected": the accusation sums up what
    was told, and is no object of the verb before it."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) not in ("obj", "obl", "iobj"):
        return None
    if tree.lemma(word) not in words("cues", "remarks", "nouns") or not after_comma(tree, word):
        return None
    if not any(tree.lower(det) in ("a", "an") for det in tree.children(word, "det")):
        return None
    if verb < word:
        relative = tree.child(word, "acl:relcl") is not None and tree.upos(verb) == "VERB"
        return (word, verb, "appos") if relative else None
    above = tree.head(verb)
    own = tree.rel(verb) in ("parataxis", "conj", "advcl") and tree.child(verb, "nsubj") is not None
    return (word, above, "appos") if above is not None and own and above < word else None


def verb_of_remark(tree: Tree, word: int) -> Change | None:
    """The "rejected" of such a sentence."""
    above, subject = tree.head(word), tree.child(word, "nsubj")
    if above is None or subject is None or tree.rel(word) not in ("parataxis", "conj", "advcl"):
        return None
    for noun in tree.children(above, "appos"):
        said = tree.lemma(noun) in words("cues", "remarks", "nouns")
        if said and tree.subtree(noun)[-1] + 1 == tree.subtree(subject)[0] and noun < word:
            return word, noun, "acl:relcl"
    return None


def adjunct_of_participle(tree: Tree, word: int) -> Change | None:
    """ "a report seen by Channel Nine": what hangs on a verb is no attribute of a noun."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "nmod" or tree.upos(verb) != "VERB" or word < verb:
        return None
    cases = [tree.lower(case) for case in tree.children(word, "case")]
    participle = tree.feat(verb, "VerbForm") == "Part" and tree.rel(verb) == "acl"
    return (word, verb, "obl:agent") if cases == ["by"] and participle else None


END_RULES = (
    people_close,
    close_people,
    saying_at_end,
    shown_at_end,
    shower_at_end,
    next_finite,
    clause_while,
    unsaid_when,
    accused_of,
    fined_amount,
    article_of_fined,
    carried_by,
    result_of_whole,
    adjunct_of_participle,
    remark,
    verb_of_remark,
)

#: The relations of the words that these rules are about.
END_ABOUT = {
    people_close: frozenset({"nsubj"}),
    close_people: frozenset({"ccomp"}),
    saying_at_end: frozenset({"advcl", "conj"}),
    shown_at_end: frozenset({"acl"}),
    shower_at_end: frozenset({"nsubj", "obj", "obl", "appos", "conj", "parataxis", "nmod"}),
    next_finite: frozenset({"xcomp"}),
    clause_while: frozenset({"xcomp"}),
    unsaid_when: frozenset({"advcl"}),
    accused_of: frozenset({"nmod"}),
    fined_amount: frozenset({"compound"}),
    article_of_fined: frozenset({"det", "amod"}),
    carried_by: frozenset({"advcl"}),
    result_of_whole: frozenset({"advcl"}),
    adjunct_of_participle: frozenset({"nmod"}),
    remark: frozenset({"obj", "obl", "iobj"}),
    verb_of_remark: frozenset({"parataxis", "conj", "advcl"}),
}
