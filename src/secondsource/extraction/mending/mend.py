"""Slips that parsers make in news text, put right before clauses are read: each rule changes who
governs one word. Trees that show none of them come back as they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from secondsource.extraction.mending.adjuncts import ADJUNCT_ABOUT, ADJUNCT_RULES
from secondsource.extraction.mending.clauses import (
    CLAUSE_RULES,
    bare_participle,
    clause_of_how,
    cut_short,
    infinitive_of_noun,
    inverted_speaker,
    joined_complement,
    joined_to_noun,
    late_complement,
    name_of_speaker,
    opened_by_as,
    said_of_noun,
    second_absolute,
    speaker_at_end,
    subject_after_that,
    subject_before,
    subject_of_as,
    subject_of_next,
    subject_of_said,
    told_in_turn,
)
from secondsource.extraction.mending.ends import END_ABOUT, END_RULES
from secondsource.extraction.mending.inserted import INSERTED_ABOUT, INSERTED_RULES
from secondsource.extraction.mending.joints import JOINT_ABOUT, JOINT_RULES
from secondsource.extraction.mending.labels import (
    LABEL_RULES,
    clause_after_it,
    going_on,
    marked_object,
    passive_copula,
    preposition_of,
)
from secondsource.extraction.mending.objects import (
    OBJECT_RULES,
    Change,
    and_before_verb,
    apposed_object,
    blamed_doing,
    changed_from,
    dated,
    given_to,
    left_open,
    object_of_doing,
    of_before_doing,
    reported_at,
    second_object,
    second_verb,
    verb_before_number,
)
from secondsource.extraction.mending.opening import with_opening_that
from secondsource.extraction.mending.phrases import PHRASE_REPAIRS
from secondsource.extraction.mending.relatives import (
    relative_above,
    relative_below,
    relative_of_content,
    verb_behind_relative,
)
from secondsource.extraction.mending.sayings import (
    SAYING_ABOUT,
    SAYING_RULES,
)
from secondsource.extraction.mending.states import STATE_ABOUT, STATE_RULES, with_counted_states
from secondsource.extraction.mending.subjects import (
    LATE_SUBJECT_RULES,
    SUBJECT_RULES,
    active,
    contact_clause,
    marked_subject,
    object_as_subject,
    passive_subject,
    second_subject,
    told_whom,
    two_subjects,
)
from secondsource.extraction.mending.sums import (
    with_amounts,
    with_bare_participles,
    with_joined_first_verbs,
    with_totals,
    with_valuations,
)
from secondsource.extraction.mending.verbs import (
    with_backing,
    with_costs,
    with_deeds_of_ages,
    with_drive_bys,
    with_given_names,
    with_helping,
    with_infinitives,
    with_joined_subjects,
    with_modal_verbs,
    with_opening_participles,
    with_passives,
    with_perfect_verbs,
    with_rising_numbers,
    with_searches,
    with_states,
    with_subjects_of_nouns,
    with_transitive_adjectives,
    with_verbs_joined,
)
from secondsource.extraction.wordlists.words import member, words
from secondsource.syntax import Tree

Rule = Callable[[Tree, int], Change | None]

#: Stances whose verbs, joined by "and" to what is said, go on with what the speaker did.
_SPOKEN = frozenset(
    {"says", "announces", "asks", "orders", "accuses", "promises", "threatens", "warns", "denies",
     "condemns", "praises", "suggests", "confirms"}
)  # fmt: skip
_STATES = words("predicates", "states", "forms")
_CHANGES_AT_MOST = 8  #: changes to one sentence


def mended(tree: Tree) -> Tree:
    """The tree with its slips put right."""
    for _ in range(_CHANGES_AT_MOST):
        change = next((c for word in range(len(tree)) if (c := _slip(tree, word))), None)
        if change is None:
            break
        tree = tree.rehung(*change)
    for word in range(len(tree)):
        if _is_state(tree, word):
            tree = _with_copula(tree, word)
    return tree


def repaired(tree: Tree) -> Tree:
    """The tree once the slips that take more than one change are put right: before names are
    looked for, which need their words whole."""
    for repair in _REPAIRS:
        tree = repair(tree)
    return tree


def with_whole_names(tree: Tree) -> Tree:
    """The tree where the words of one name are not all subjects of a verb, side by side: in "the
    newspaper Daily Mirror reported" the noun is the subject, and the name hangs on it."""
    for word in range(1, len(tree)):
        if tree.upos(word) != "PROPN":
            continue
        before, verb = word - 1, tree.head(word)
        if verb == before and _names_noun(tree, word):
            tree = tree.rehung(word, before, "appos")
            continue
        if verb is None or verb < word or tree.rel(word) != "nsubj":
            continue
        if tree.head(before) == verb and tree.deprel(before) == tree.deprel(word):
            if tree.upos(before) == "NOUN":
                tree = tree.rehung(word, before, "appos")
        elif tree.rel(before) in ("appos", "flat") and tree.upos(before) == "PROPN":
            above = tree.head(before)
            if above is None or above == word:  # a name that hangs on what follows it
                continue
            if tree.head(above) == verb and tree.rel(above) == "nsubj":
                tree = tree.rehung(word, before, "flat")
    return tree


def with_finite_verbs(tree: Tree) -> Tree:
    """The tree where a verb with a subject of its own is no adjective of its object: "the state
    seized farms", not seized farms of some state."""
    for word in range(1, len(tree) - 1):
        noun = tree.head(word)
        if tree.deprel(word) != "amod" or noun is None or not word < noun:
            continue
        subject = next((s for s in tree.children(word, "nsubj") if s < word), None)
        if subject is None or tree.upos(word) != "VERB" or tree.child(word, "aux:pass") is not None:
            continue
        above = tree.head(noun)
        if above == word:
            continue
        tree = tree.rehung(word, -1 if above is None else above, tree.deprel(noun))
        tree = tree.rehung(noun, word, "obj").rehung(subject, word, "nsubj")
    return tree


def with_list_of_deeds(tree: Tree) -> Tree:
    """The tree where "The firm denied it, said it had followed the rules" tells two deeds of the
    firm: no subject stands between the comma and "said"."""
    said = tree.root
    if tree.upos(said) != "VERB" or tree.child(said, "nsubj", "aux", "expl") is not None:
        return tree
    first = next((c for c in tree.children(said, "ccomp") if c < said), None)
    if first is None or tree.form(said - 1) != "," or tree.child(first, "nsubj") is None:
        return tree
    told = any(c > said for c in tree.children(said, "ccomp", "obj"))
    finite = tree.feat(said, "VerbForm") == "Fin" and tree.feat(said, "Tense") == "Past"
    if not (told and finite) or member("cues", "verbs", tree.lemma(said)) is None:
        return tree
    tree = tree.rehung(first, -1, "root")
    return tree.rehung(said, first, "conj")


_REPAIRS: tuple[Callable[[Tree], Tree], ...] = (
    with_passives,
    with_backing,
    with_drive_bys,
    with_opening_participles,
    with_transitive_adjectives,
    with_subjects_of_nouns,
    with_deeds_of_ages,
    with_joined_subjects,
    with_modal_verbs,
    with_perfect_verbs,
    with_searches,
    with_opening_that,
    with_states,
    with_costs,
    with_rising_numbers,
    with_counted_states,
    with_infinitives,
    with_helping,
    with_verbs_joined,
    with_whole_names,
    with_finite_verbs,
    with_given_names,
    with_list_of_deeds,
    with_valuations,
    with_amounts,
    with_totals,
    with_bare_participles,
    with_joined_first_verbs,
    *PHRASE_REPAIRS,
)


def _names_noun(tree: Tree, word: int) -> bool:
    """ "The freight company Fennair": a name right behind a noun, without a preposition."""
    bare = tree.deprel(word) == "nmod" and tree.child(word, "case") is None
    return bare and tree.upos(word - 1) == "NOUN"


def _is_state(tree: Tree, word: int) -> bool:
    """ "Stay closed", "go missing": a state is told, the verb only says that it lasts or begins."""
    verb = tree.head(word)
    if verb is None or tree.deprel(word) != "xcomp" or not verb < word:
        return False
    lasting = tree.lemma(verb) in words("predicates", "copular", "lasting")
    begins = tree.lemma(verb) in words("predicates", "copular", "beginning")
    participle = tree.upos(word) == "VERB" and tree.feat(word, "VerbForm") == "Part"
    gerund = tree.lower(word).endswith("ing") and tree.lower(word) not in _STATES
    if tree.child(verb, "obj", "compound:prt") is not None or gerund:
        return False
    return (lasting and participle) or ((lasting or begins) and tree.upos(word) == "ADJ")


def _with_copula(tree: Tree, word: int) -> Tree:
    """The tree with a state in the place of its verb, as "be closed" is drawn."""
    verb = tree.head(word)
    if verb is None:
        return tree
    for other in tree.children(verb):
        if other != word:
            tree = tree.rehung(other, word, tree.deprel(other))
    above = tree.head(verb)
    tree = tree.rehung(word, -1 if above is None else above, tree.deprel(verb))
    return tree.rehung(verb, word, "cop")


def _slip(tree: Tree, word: int) -> Change | None:
    for rule in rules_about(tree.rel(word)):
        change = rule(tree, word)
        if change is not None:
            return change
    return None


def _said_when(tree: Tree, word: int) -> Change | None:
    """ "said on Friday that prices fell": Friday is when it was said, not when they fell."""
    said = tree.head(word)
    if said is None or tree.rel(word) != "obl" or tree.rel(said) != "ccomp":
        return None
    governor = tree.head(said)
    if governor is None or not governor < word < said:
        return None
    if tree.subtree(word)[0] != governor + 1:
        return None
    opening = [w for w in tree.children(said, "mark", "nsubj") if w > word]
    return (word, governor, "obl") if opening else None


def _spoke_on(tree: Tree, word: int) -> Change | None:
    """ "said the vote was late and urged them to hurry": the speaker urged, not the vote."""
    first = tree.head(word)
    if first is None or tree.rel(word) != "conj" or tree.upos(word) != "VERB":
        return None
    finite = tree.feat(word, "VerbForm") == "Fin" or tree.child(word, "ccomp") is not None
    if tree.rel(first) == "acl":
        return _acted_on(tree, word, first)
    if tree.rel(first) != "ccomp" or not finite:
        return None
    if tree.child(word, "nsubj", "aux", "mark") is not None:
        return None
    governor, subject = tree.head(first), tree.child(first, "nsubj")
    if governor is None or subject is None:
        return None
    if tree.upos(subject) == "PRON" and not _is_shifted(tree, first, word):
        return None
    if tree.feat(governor, "Tense") == "Past" and tree.feat(word, "Tense") == "Pres":
        return None  # "confirmed that it was built by a firm and allows them in"
    spoken = member("cues", "verbs", tree.lemma(word)) in _SPOKEN
    speech = member("cues", "verbs", tree.lemma(governor)) is not None
    return (word, governor, "conj") if spoken and speech and governor < first else None


def _is_shifted(tree: Tree, first: int, word: int) -> bool:
    """ "said she would not resign and accused her rivals": only the resigning is told one step
    back."""
    back = any(tree.lower(aux) in ("would", "had") for aux in tree.children(first, "aux"))
    return back and tree.feat(word, "Tense") == "Past" and tree.feat(word, "VerbForm") == "Fin"


def _spoke_in_turn(tree: Tree, word: int) -> Change | None:
    """ "Guards told us that A had left, and a trader claimed that B had": the trader stands beside
    the guards, and is no part of what they told."""
    first, subject = tree.head(word), tree.child(word, "nsubj")
    if first is None or subject is None or tree.rel(word) != "conj" or tree.rel(first) != "ccomp":
        return None
    governor = tree.head(first)
    if governor is None or not governor < first < word or tree.child(word, "mark") is not None:
        return None
    joint = tree.child(word, "cc")
    comma = joint is not None and tree.form(joint - 1) == ","
    others = tree.upos(subject) in ("NOUN", "PROPN") and tree.child(word, "ccomp") is not None
    stances = [member("cues", "verbs", tree.lemma(verb)) for verb in (governor, word)]
    speech = all(stance in _SPOKEN or stance == "claims" for stance in stances)
    return (word, governor, "conj") if comma and others and speech else None


def _acted_on(tree: Tree, word: int, first: int) -> Change | None:
    """ "voiced alarm at reports that men had been held and called on the army to free them": a verb
    of speech in the tense of the verb above joins that one, not the clause in the pluperfect."""
    noun = tree.head(first)
    verb = (
        None
        if noun is None
        else next((w for w in tree.ancestors(noun) if tree.upos(w) == "VERB"), None)
    )
    if verb is None or tree.child(word, "nsubj", "aux", "mark") is not None or not verb < first:
        return None
    marked = any(tree.lower(mark) == "that" for mark in tree.children(first, "mark"))
    other = any(tree.lower(aux) in ("had", "have", "has") for aux in tree.children(first, "aux"))
    past = tree.feat(verb, "Tense") == "Past" and tree.lower(word).endswith("ed")
    spoken = member("cues", "verbs", tree.lemma(word)) in _SPOKEN or tree.lemma(word) == "call"
    return (word, verb, "conj") if marked and other and past and spoken else None


def _up_to(tree: Tree, word: int) -> Change | None:
    """ "cut up to 400 jobs" cuts nothing up; shares "closed up 3.4%" close."""
    if tree.deprel(word) != "compound:prt" or word + 2 >= len(tree):
        return None
    verb = tree.head(word)
    by = tree.upos(word + 1) == "NUM" and tree.lower(word + 2) in ("%", "percent", "per", "cents")
    if by and verb is not None and tree.lemma(verb) in ("close", "end", "finish", "open", "trade"):
        return word, verb, "advmod"
    if tree.lower(word) != "up":
        return None
    number = tree.upos(word + 2) == "NUM" and tree.lower(word + 1) == "to"
    number = number and word not in tree.ancestors(word + 2)
    return (word, word + 2, "advmod") if number else None


def _blamed_for(tree: Tree, word: int) -> Change | None:
    """ "accused the men of looting": the looting hangs on the accusation, not on the men."""
    noun = tree.head(word)
    verb = None if noun is None else tree.head(noun)
    if noun is None or verb is None or tree.deprel(word) != "acl" or tree.rel(noun) != "obj":
        return None
    marks = {tree.lower(mark) for mark in tree.children(word, "mark", "case")}
    for told in tree.children(noun, "acl"):  # "pardoned officers convicted of taking part"
        if noun < told < word and tree.lemma(told) in words(
            "predicates", "object_control", "lemmas"
        ):
            return (word, told, "advcl") if marks & {"of", "for", "from"} else None
    blames = tree.lemma(verb) in words("predicates", "object_control", "lemmas")
    return (word, verb, "advcl") if blames and marks & {"of", "for", "from"} else None


def _between(tree: Tree, word: int) -> Change | None:
    """ "a meeting between the unions and the ministry": the ministry joins the unions."""
    noun = tree.head(word)
    if noun is None or tree.rel(word) != "conj" or tree.child(word, "cc") is None:
        return None
    for child in tree.children(noun, "nmod"):
        pair = any(tree.lower(case) == "between" for case in tree.children(child, "case"))
        if pair and child < word and tree.child(child, "conj") is None:
            return word, child, "conj"
    return None


def _gerund_subject(tree: Tree, word: int) -> Change | None:
    """ "warned that supplying arms would prolong it": the supplying is what would prolong it, and
    is not said to take place."""
    governor = tree.head(word)
    if governor is None or tree.rel(word) != "ccomp" or not tree.lower(word).endswith("ing"):
        return None
    if tree.child(word, "nsubj", "aux", "mark") is not None:
        return None
    for other in tree.children(governor, "ccomp"):
        finite = tree.child(other, "aux", "cop") or tree.feat(other, "VerbForm") == "Fin"
        if other > word and finite and tree.child(other, "nsubj", "csubj") is None:
            return word, other, "csubj"
    return None


RULES: tuple[Rule, ...] = (
    *SUBJECT_RULES,
    _said_when,
    _spoke_on,
    _spoke_in_turn,
    _up_to,
    _blamed_for,
    _between,
    _gerund_subject,
    *OBJECT_RULES,
    *CLAUSE_RULES,
    *SAYING_RULES,
    *INSERTED_RULES,
    *LABEL_RULES,
    *LATE_SUBJECT_RULES,
    *STATE_RULES,
    *JOINT_RULES,
    *END_RULES,
    *ADJUNCT_RULES,
    relative_above,
    relative_below,
    relative_of_content,
    verb_behind_relative,
)

#: The relations of the words that a rule is about, without subtypes; a rule that isn't named here
#: is asked about every word.
_ABOUT: dict[Rule, frozenset[str]] = {
    marked_subject: frozenset({"nsubj"}),
    two_subjects: frozenset({"nsubj"}),
    active: frozenset({"nsubj"}),
    contact_clause: frozenset({"acl", "advcl"}),
    _said_when: frozenset({"obl"}),
    _spoke_on: frozenset({"conj"}),
    _spoke_in_turn: frozenset({"conj"}),
    second_subject: frozenset({"nsubj"}),
    _up_to: frozenset({"compound"}),
    _blamed_for: frozenset({"acl"}),
    _between: frozenset({"conj"}),
    _gerund_subject: frozenset({"ccomp"}),
    left_open: frozenset({"amod"}),
    apposed_object: frozenset({"obj"}),
    given_to: frozenset({"nmod"}),
    changed_from: frozenset({"nmod", "obl"}),
    dated: frozenset({"nmod"}),
    reported_at: frozenset({"obl"}),
    second_verb: frozenset({"conj"}),
    second_object: frozenset({"conj"}),
    verb_before_number: frozenset({"amod"}),
    and_before_verb: frozenset({"cc"}),
    blamed_doing: frozenset({"amod"}),
    object_of_doing: frozenset({"nmod", "obl"}),
    of_before_doing: frozenset({"case"}),
    subject_before: frozenset({"obj", "iobj", "obl"}),
    subject_after_that: frozenset({"obl"}),
    subject_of_as: frozenset({"obl", "nmod"}),
    opened_by_as: frozenset({"case", "ccomp"}),
    second_absolute: frozenset({"conj"}),
    late_complement: frozenset({"acl"}),
    infinitive_of_noun: frozenset({"xcomp", "advcl"}),
    joined_complement: frozenset({"conj"}),
    said_of_noun: frozenset({"ccomp"}),
    told_in_turn: frozenset({"ccomp"}),
    subject_of_said: frozenset({"obj", "iobj"}),
    subject_of_next: frozenset({"conj"}),
    joined_to_noun: frozenset({"conj"}),
    bare_participle: frozenset({"advcl", "acl", "xcomp", "ccomp"}),
    clause_of_how: frozenset({"advcl", "acl", "obj"}),
    cut_short: frozenset({"obj", "xcomp", "advmod"}),
    name_of_speaker: frozenset({"nsubj"}),
    inverted_speaker: frozenset({"obj", "iobj", "xcomp", "nsubj"}),
    speaker_at_end: frozenset({"conj"}),
    preposition_of: frozenset({"compound"}),
    going_on: frozenset({"advcl"}),
    marked_object: frozenset({"obj", "iobj"}),
    object_as_subject: frozenset({"nsubj"}),
    told_whom: frozenset({"nsubj"}),
    passive_copula: frozenset({"cop"}),
    passive_subject: frozenset({"nsubj"}),
    clause_after_it: frozenset({"csubj"}),
    relative_above: frozenset({"acl"}),
    relative_below: frozenset({"acl"}),
    relative_of_content: frozenset({"ccomp"}),
    verb_behind_relative: frozenset({"acl"}),
    **STATE_ABOUT,
    **SAYING_ABOUT,
    **INSERTED_ABOUT,
    **JOINT_ABOUT,
    **END_ABOUT,
    **ADJUNCT_ABOUT,
}


@lru_cache(maxsize=256)
def rules_about(relation: str) -> tuple[Rule, ...]:
    """The rules that may change a word of this relation, in their order."""
    return tuple(rule for rule in RULES if rule not in _ABOUT or relation in _ABOUT[rule])
