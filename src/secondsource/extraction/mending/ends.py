"""Slips about sayings at the end of a sentence and about what hangs before it. Rules as in
``mend``."""

from __future__ import annotations

from secondsource.extraction.mending.objects import Change, first_word
from secondsource.extraction.trees.phrases import after_comma
from secondsource.extraction.trees.predication import is_event_noun
from secondsource.extraction.wordlists.nouns import kinds_of
from secondsource.extraction.wordlists.words import member, sums_up, table, words
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
    first = first_word(tree, speaker)
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
    first = first_word(tree, noun)
    return (word, tree.root, "parataxis") if bare and last and tree.form(first - 1) == "," else None


def shower_at_end(tree: Tree, word: int) -> Change | None:
    """The transcripts of such a sentence."""
    above = tree.head(word)
    if above is None or tree.upos(word) not in ("NOUN", "PROPN") or word < above:
        return None
    last = tree.subtree(word)[-1] + 1
    if last >= len(tree) or tree.rel(last) != "parataxis" or tree.children(last, "nsubj", "ccomp"):
        return None
    first = first_word(tree, word)
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
        lemma = tree.lemma(noun)
        said = lemma in words("cues", "remarks", "nouns") or sums_up(lemma)
        if said and tree.subtree(noun)[-1] + 1 == tree.subtree(subject)[0] and noun < word:
            return word, noun, "acl:relcl"
    return None


def participle_behind(tree: Tree, word: int) -> Change | None:
    """ "14 officers convicted of it": no adjective stands behind its noun."""
    noun = tree.head(word)
    if noun is None or tree.deprel(word) != "amod" or tree.upos(word) != "VERB":
        return None
    participle = tree.feat(word, "VerbForm") == "Part" and tree.feat(word, "Tense") == "Past"
    return (word, noun, "acl") if participle and noun + 1 == word else None


def what_for(tree: Tree, word: int) -> Change | None:
    """ "lawsuits accusing it of hiding the risks": the hiding is what it is accused of."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "advcl" or not tree.lower(word).endswith("ing"):
        return None
    marks = {tree.lower(mark) for mark in tree.children(word, "mark", "case")}
    if not marks & {"of", "from"}:
        return None
    for thing in tree.children(verb, "obj", "obl"):
        for told in tree.children(thing, "acl"):
            control = tree.lemma(told) in words("predicates", "object_control", "lemmas")
            beside = tree.subtree(told)[-1] + 1 == tree.subtree(word)[0]
            if control and beside and tree.child(told, "obj", "iobj") is not None:
                return word, told, "advcl"
    return None


def name_of_spokesman(tree: Tree, word: int) -> Change | None:
    """ "a spokeswoman for the authority, Lena Ruus,": the name is hers, not the authority's."""
    body = tree.head(word)
    person = None if body is None else tree.head(body)
    if body is None or person is None or tree.rel(word) != "appos" or tree.rel(body) != "nmod":
        return None
    if tree.upos(word) != "PROPN" or tree.child(word, "flat") is None:
        return None
    kinds = kinds_of(tree.lemma(body))
    speaks = tree.lemma(person) in words("predicates", "speaking", "nouns")
    bodily = bool(kinds) and "person" not in kinds and tree.upos(body) == "NOUN"
    return (word, person, "appos") if speaks and bodily and after_comma(tree, word) else None


def money_out(tree: Tree, word: int) -> Change | None:
    """ "ran out of money": one verb."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.rel(word) != "case" or tree.lower(word) != "out":
        return None
    out = tree.lemma(verb) == "run" and word == verb + 1 and tree.rel(noun) == "obl"
    return (word, verb, "compound:prt") if out else None


def handed_in(tree: Tree, word: int) -> Change | None:
    """ "hand in his passport", "hand over the tapes": what is handed in is no place."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "obl" or tree.child(verb, "obj") is not None:
        return None
    beside = verb + 1 in tree.children(word, "case")
    return (word, verb, "obj") if beside and _is_handing(tree, verb) else None


def _is_handing(tree: Tree, verb: int) -> bool:
    """Whether a verb and the word behind it are one verb, with what follows as its object."""
    return f"{tree.lemma(verb)} {tree.lower(verb + 1)}" in words("predicates", "handing", "verbs")


def in_of_handed(tree: Tree, word: int) -> Change | None:
    """The "in" of such a verb."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.rel(word) != "case" or word != verb + 1:
        return None
    handed = tree.rel(noun) == "obj" and _is_handing(tree, verb)
    return (word, verb, "compound:prt") if handed else None


def active_again(tree: Tree, word: int) -> Change | None:
    """ "ordered that the children be returned and barred the father": a second verb with an object
    shares no passive; it is the court that barred him."""
    first = tree.head(word)
    verb = None if first is None else tree.head(first)
    if first is None or verb is None or tree.rel(word) != "conj" or tree.rel(first) != "ccomp":
        return None
    bare = tree.child(word, "nsubj", "aux", "mark") is None and tree.upos(word) == "VERB"
    thing = next((o for o in tree.children(word, "obj") if o > word), None)
    joined = tree.child(word, "cc") is not None
    finite = tree.feat(word, "VerbForm") == "Fin" and tree.feat(verb, "Tense") == "Past"
    finite = finite and tree.feat(word, "Tense") != "Pres"  # "was built in May and serves the town"
    passive = tree.child(first, "aux:pass") is not None and finite
    return (word, verb, "conj") if bare and thing is not None and joined and passive else None


def amount_before(tree: Tree, word: int) -> Change | None:
    """ "Up to a fifth of the harvest may have been lost": a share is what was lost."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "obl" or tree.child(word, "case") is not None:
        return None
    share = tree.lemma(word) in words("predicates", "shares", "nouns") and word < verb
    lacks = tree.child(verb, "nsubj", "csubj", "expl") is None and tree.upos(verb) == "VERB"
    finite = tree.feat(verb, "VerbForm") == "Fin" or tree.child(verb, "aux") is not None
    of = any(
        tree.lower(c) == "of" for n in tree.children(word, "nmod") for c in tree.children(n, "case")
    )
    passive = tree.child(verb, "aux:pass") is not None
    relation = "nsubj:pass" if passive else "nsubj"
    return (word, verb, relation) if share and lacks and finite and of else None


def condition_of_said(tree: Tree, word: int) -> Change | None:
    """ "Unless they return, the truce will lapse, the mediators warned": the truce hangs on it, not
    the warning."""
    said = tree.head(word)
    if said is None or tree.rel(word) not in ("advcl", "ccomp") or not word < said:
        return None
    marks = {tree.lower(mark) for mark in tree.children(word, "mark")}
    first = first_word(tree, word)
    if not marks & {"if", "unless", "provided"} or tree.lower(first) not in marks:
        return None
    clause = next((c for c in tree.children(said, "ccomp") if word < c < said), None)
    says = member("cues", "verbs", tree.lemma(said)) is not None
    return (word, clause, "advcl") if clause is not None and says else None


def headline_said(tree: Tree, word: int) -> Change | None:
    """ "Army to pull out of Kolm, rebels say": the infinitive of a headline is what they say."""
    noun = tree.head(word)
    said = None if noun is None else tree.head(noun)
    if noun is None or said is None or tree.deprel(word) != "acl" or tree.rel(noun) != "nsubj":
        return None
    to = any(tree.lower(mark) == "to" for mark in tree.children(word, "mark"))
    speaker = next((s for s in tree.children(said, "nsubj") if s > word), None)
    open_end = tree.form(len(tree) - 1)[0] not in ".!?"
    says = member("cues", "verbs", tree.lemma(said)) is not None
    if not (to and open_end and says) or speaker is None:
        return None
    return (word, said, "ccomp") if tree.child(said, "ccomp") is None else None


def without_saying(tree: Tree, word: int) -> Change | None:
    """ "reported that he was ill, without naming its sources": the report names none."""
    clause = tree.head(word)
    said = None if clause is None else tree.head(clause)
    if clause is None or said is None or tree.rel(word) != "advcl" or tree.rel(clause) != "ccomp":
        return None
    opened = [tree.lower(mark) for mark in tree.children(word, "mark")] == ["without"]
    tells = tree.lemma(word) in (
        "name",
        "identify",
        "cite",
        "specify",
        "give",
        "provide",
        "elaborate",
    )
    says = member("cues", "verbs", tree.lemma(said)) is not None and said < clause < word
    return (word, said, "advcl") if opened and tells and says and after_comma(tree, word) else None


def object_of_particle(tree: Tree, word: int) -> Change | None:
    """ "lay down its arms": a bare phrase behind the particle is the object."""
    verb = tree.head(word)
    if verb is None or tree.rel(word) != "obl" or tree.upos(word) != "NOUN" or word < verb:
        return None
    if tree.child(word, "case") is not None or tree.child(verb, "obj", "aux:pass") is not None:
        return None
    first = tree.subtree(word)[0]
    behind = any(first == prt + 1 == verb + 2 for prt in tree.children(verb, "compound:prt"))
    timed = tree.lemma(word) in words("predicates", "spans", "nouns")
    return (word, verb, "obj") if behind and not timed else None


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
    participle_behind,
    what_for,
    name_of_spokesman,
    money_out,
    handed_in,
    in_of_handed,
    active_again,
    amount_before,
    condition_of_said,
    headline_said,
    without_saying,
    object_of_particle,
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
    participle_behind: frozenset({"amod"}),
    what_for: frozenset({"advcl"}),
    name_of_spokesman: frozenset({"appos"}),
    money_out: frozenset({"case"}),
    handed_in: frozenset({"obl"}),
    in_of_handed: frozenset({"case"}),
    active_again: frozenset({"conj"}),
    amount_before: frozenset({"obl"}),
    condition_of_said: frozenset({"advcl", "ccomp"}),
    headline_said: frozenset({"acl"}),
    without_saying: frozenset({"advcl"}),
    object_of_particle: frozenset({"obl"}),
}
