"""Verbs that hand a statement to somebody: their source, and the words that are their content."""

from __future__ import annotations

from secondsource.extraction.factuality.flourishes import is_flourish
from secondsource.extraction.factuality.modality import is_denied_report, is_left_open
from secondsource.extraction.speech.cue import Cue, pieces
from secondsource.extraction.speech.no_sayings import is_compared, is_toll
from secondsource.extraction.speech.saying_subjects import letting, set_source
from secondsource.extraction.trees.auxiliaries import has_no, is_rather_than, is_yet_to
from secondsource.extraction.trees.phrases import has_case, phrase
from secondsource.extraction.trees.predication import (
    called_on,
    complement,
    is_passive,
    link,
)
from secondsource.extraction.wordlists.words import member, table, words
from secondsource.syntax import Tree

_NOBODY = frozenset({"nobody", "none", "nothing", "anyone", "anybody"})
_CONCESSIVE = frozenset({"although", "though", "while", "whereas"})
_SHOULD = frozenset({"should", "must", "could", "would", "might", "may", "can", "will"})
_MEANT = frozenset({"promises", "threatens", "hopes"})
_JUDGING = frozenset({"condemns", "praises"})
_QUESTIONS = frozenset({"when", "where", "how", "why", "who", "what", "which"})
_OPENING = frozenset({"“", '"', "''", "``"})  #: quotation marks
_LONGEST_TITLE = 6  #: words from what is told to the colon
_NO = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_STATING = frozenset({"says", "announces", "claims", "confirms", "admits", "estimates"})


def verbal_cue(tree: Tree, number: int, index: int, stance: str) -> Cue | None:
    """The attribution that a verb makes, None where it has no content or nobody to say it."""
    cue = Cue(number, [index, *tree.children(index, "compound:prt")], tree.lemma(index), stance)
    subject = tree.child(index, "nsubj")
    if subject is not None and (tree.lower(subject) in _NOBODY or has_no(tree, subject)):
        return None  # "No official confirmed that"
    if is_toll(tree, index):
        return None
    set_source(tree, cue, index)
    plea = _plea(tree, index)
    if plea is not None:
        cue.stance = stance = plea[1]
        cue.words, cue.content_heads = [index, plea[0]], [plea[2]]
        cue.content, cue.plain = pieces(tree, tree.subtree(plea[2]), cue), True
        return cue if cue.source else None
    if cue.lemma == "call" and called_on(tree, index) is not None:
        cue.stance = stance = "asks"
    cue.content_heads = _content_heads(tree, index, stance)
    if not cue.content_heads:
        return _naming(tree, cue, index) or _listed(tree, cue, index) or _bare(tree, cue, index)
    if (not cue.source and not _is_hearsay(tree, cue)) or _is_unsaid(tree, index):
        return None
    inside = _content_words(tree, cue, index)
    cue.content = pieces(tree, inside, cue)
    cue.plain = stance == "accuses" and (tree.rel(index) == "acl" or is_passive(tree, index))
    cue.plain = cue.plain and not cue.source
    cue.plain = cue.plain or (is_passive(tree, index) and letting(tree, index) is not None)
    cue.unsaid = is_flourish(tree, index)
    cue.unsaid = (
        cue.unsaid
        or _is_bidding(tree, cue)
        or _is_own_plan(tree, cue)
        or _is_presupposed(tree, cue)
    )
    return cue


def _plea(tree: Tree, index: int) -> tuple[int, str, int] | None:
    """ "pleaded not guilty to taking bribes": the adjective, the stance and the deed."""
    guilty = next((w for w in tree.children(index, "xcomp") if tree.lower(w) == "guilty"), None)
    if tree.lemma(index) != "plead" or guilty is None:
        return None
    deeds = [*tree.children(guilty, "advcl"), *tree.children(index, "advcl")]
    deed = next((d for d in deeds if tree.lower(tree.subtree(d)[0]) == "to"), None)
    if deed is None:
        return None
    no = any(tree.lower(word) in ("not", "n't") for word in tree.children(guilty))
    return guilty, "denies" if no else "admits", deed


def _is_bidding(tree: Tree, cue: Cue) -> bool:
    """ "urged voters to reject it": a demand on somebody, told by its verb and its modality."""
    heads = cue.content_heads
    told = tree.child(cue.words[0], "obj", "iobj", "nsubj:pass") is not None
    told = told or called_on(tree, cue.words[0]) is not None
    to_do = all(any(tree.lower(m) == "to" for m in tree.children(h, "mark")) for h in heads)
    told = told or (to_do and cue.lemma in ("recommend", "advise"))  # "recommended to stay"
    infinitives = all(tree.rel(head) in ("xcomp", "advcl") for head in heads)
    return told and infinitives and cue.stance in ("asks", "orders")


def _is_own_plan(tree: Tree, cue: Cue) -> bool:
    """ "vowed to reopen the mine", "hoped to win": what somebody means to do is told by the verb
    and the modality; "promised that it would reopen" is passed on."""
    if cue.stance not in _MEANT and cue.lemma != "expect":
        return False
    told = tree.child(cue.words[0], "obj") is not None and cue.stance not in ("promises",)
    return not told and all(link(tree, head) == "xcomp" for head in cue.content_heads)


def _is_presupposed(tree: Tree, cue: Cue) -> bool:
    """ "condemned the attack": there was one, whoever condemns it."""
    return cue.stance in _JUDGING and all(tree.rel(head) == "obj" for head in cue.content_heads)


def _is_hearsay(tree: Tree, cue: Cue) -> bool:
    """Whether a cue attributes though nobody is printed: "is said to have fled", "it was noted
    that", "is accused of hiding it"; "is expected to" does not."""
    if cue.lemma in words("cues", "sourceless", "verbs"):
        return True
    if cue.stance == "accuses":
        return is_passive(tree, cue.words[0])
    stated = any(tree.rel(head) in ("ccomp", "csubj") for head in cue.content_heads)
    if any(tree.lower(aux) in _SHOULD for aux in tree.children(cue.words[0], "aux")):
        return False  # "banks should be warned that"
    return stated and is_passive(tree, cue.words[0]) and cue.stance in _STATING


def _is_unsaid(tree: Tree, index: int) -> bool:
    """ "declined to say whether", "did not say that", "rather than admit that": nothing is said."""
    above = tree.head(index)
    clause = above if tree.rel(index) == "conj" and above is not None else index
    if any(is_rather_than(tree, child) for child in tree.children(clause, "mark", "cc", "advmod")):
        return True
    if any(is_left_open(tree, clause, index) for clause in tree.children(index, "ccomp")):
        return True
    if is_yet_to(tree, index) or _is_question_left(tree, index) or is_wanted(tree, index):
        return True
    if above is None or tree.rel(index) != "xcomp":
        return False
    return tree.lemma(above) in words("predicates", "negating", "lemmas")


def is_wanted(tree: Tree, index: int) -> bool:
    """ "The president should insist that others be there": he has not said so."""
    first = tree.child(index, "nsubj")
    own = first is not None and tree.lower(first) in ("i", "we", "it")
    modal = any(
        tree.lower(aux) in ("should", "must", "ought") for aux in tree.children(index, "aux")
    )
    return modal and not own and first is not None


def _is_question_left(tree: Tree, index: int) -> bool:
    """ "did not say when it would open"."""
    no = any(
        tree.lower(w) in ("not", "n't", "n’t", "never") for w in tree.children(index, "advmod")
    )
    opening = (tree.lower(tree.subtree(clause)[0]) for clause in tree.children(index, "ccomp"))
    return no and any(word in _QUESTIONS for word in opening)


def _content_words(tree: Tree, cue: Cue, index: int) -> list[int]:
    inside: set[int] = set()
    for head in cue.content_heads:
        cut = [index] if head in tree.ancestors(index) else []
        cut += others_word(tree, head, index)
        cut += _own_word(tree, cue, head)
        over_source = [] if cue.source_head is None else list(tree.ancestors(cue.source_head))
        if cue.source_head is not None and head in over_source and index not in over_source:
            cut.append(cue.source_head)
        if not cue.source and tree.rel(head) == "xcomp":
            # "is believed to have fled, and a warrant was issued": a clause of its own.
            cut += [c for c in tree.children(head, "conj") if tree.child(c, "nsubj") is not None]
        if tree.rel(head) == "xcomp":
            # "admitted paying bribes and agreed to go": the second verb is the speaker's own.
            cut += [c for c in tree.children(head, "conj") if tree.feat(c, "VerbForm") == "Fin"]
        inside.update(tree.subtree(head, cut))
    behind = any(tree.head(head) == index and head < index for head in cue.content_heads)
    if behind or (tree.rel(index) == "parataxis" and tree.head(index) in cue.content_heads):
        inside.update(_before_speaker(tree, cue, index))
    inside.update(_joined_before(tree, cue, index))
    if any(tree.rel(head) in ("xcomp", "advcl") for head in cue.content_heads):
        # Whoever is said or expected to do it belongs to what is said.
        subject = tree.child(index, "nsubj:pass") if is_passive(tree, index) else None
        told = tree.child(index, "obj") if cue.stance in ("believes", "estimates") else None
        for noun in (subject, told):
            inside.update(phrase(tree, noun) if noun is not None else [])
    return sorted(inside)


def _own_word(tree: Tree, cue: Cue, head: int) -> list[int]:
    """ "“He says it is sound, and I respect him”": the second clause is what "I" say."""
    first = {"i", "we"}
    subjects = [cue.source_head, tree.child(head, "nsubj")]
    if any(subject is not None and tree.lower(subject) in first for subject in subjects):
        return []
    return [
        verb
        for verb in tree.children(head, "conj")
        if any(tree.lower(subject) in first for subject in tree.children(verb, "nsubj"))
    ]


def others_word(tree: Tree, head: int, index: int) -> list[int]:
    """ "Six are trapped, the union said, but the owner put it at two", "…, though the owner reports
    two", "accused him of theft, which he denies": what somebody else says behind the speaker is no
    part of it."""
    found = []
    for verb in tree.subtree(head):
        stance = member("cues", "verbs", tree.lemma(verb)) if verb > index else None
        if stance is None or tree.upos(verb) != "VERB" or tree.child(verb, "nsubj") is None:
            continue
        first = tree.subtree(verb)[0]
        joined = tree.head(verb) == head and tree.rel(verb) in ("conj", "parataxis")
        behind = head in tree.ancestors(index) or tree.form(first - 1) == ";"
        denied = stance == "denies" and tree.rel(verb) in ("acl", "parataxis", "advcl", "ccomp")
        conceded = tree.rel(verb) == "advcl" and any(
            tree.lower(mark) in _CONCESSIVE for mark in tree.children(verb, "mark")
        )
        apart = any(tree.form(word) in (",", ";") for word in (first, first - 1))
        if (joined and (behind or tree.form(first) == ";")) or (
            (denied or conceded) and apart and verb != head
        ):
            found.append(verb)
    return [*found, *_told_by_others(tree, head, index)]


def _told_by_others(tree: Tree, head: int, index: int) -> list[int]:
    """ "Nine died, police said, and forty were hurt, according to the clinic": a clause behind the
    speaker that has a source of its own."""
    return [
        clause
        for clause in tree.children(head, "conj")
        if clause > index
        and tree.child(clause, "nsubj") is not None
        and any(tree.lower(word) == "according" for word in tree.subtree(clause))
    ]


def _before_speaker(tree: Tree, cue: Cue, index: int) -> list[int]:
    """ "They fled, while two stayed, it added": a clause before the speaker that the parser hung on
    the saying."""
    opening = min([index, *cue.source])
    hung = [c for c in tree.children(index, "advcl", "ccomp", "obl") if c < opening]
    hung = [c for c in hung if tree.rel(c) != "ccomp" or c in cue.content_heads]
    return [word for child in hung for word in tree.subtree(child)]


def _joined_before(tree: Tree, cue: Cue, index: int) -> list[int]:
    """ "Seven have drowned and 80 are missing after …, police said": the first of two clauses,
    where the parser hung the second on the saying and the saying on the first."""
    above = tree.head(index)
    if above is None or tree.rel(index) != "parataxis" or tree.rel(above) not in ("root", "ccomp"):
        return []
    joined = [
        head
        for head in cue.content_heads
        if above < head < index and (cc := tree.child(head, "cc")) and tree.lower(cc) == "and"
    ]
    if not joined or min([index, *cue.source]) < joined[0]:
        return []
    return [word for word in tree.subtree(above, [index]) if word < joined[0]]


def _content_heads(tree: Tree, index: int, stance: str) -> list[int]:
    """Heads of what is said: complement clauses, or the clause that "he said" interrupts."""
    stated = ("ccomp", "csubj") if is_passive(tree, index) else ("ccomp",)
    complements = [c for c in tree.children(index, *stated) if not is_compared(tree, c)]
    if complements:
        return _behind_colon(tree, index, complements)
    for find in (_interrupted, _beside, _infinitive, _in_a_statement, _accusation, _denied_report):
        head = find(tree, index, stance)
        if head is not None:
            return [head]
    return []


def _behind_colon(tree: Tree, index: int, complements: list[int]) -> list[int]:
    """Of "Rivals were less sure: “We doubt it,” said one" the words behind the colon; the first
    clause is the outlet's."""
    if len(complements) < 2 or complements[-1] > index:
        return complements
    last = complements[-1]
    first = tree.subtree(last)[0]
    opened = [w for w in range(first - 1, min(first + 2, last)) if tree.form(w) in _OPENING]
    colon = any(tree.form(w) == ":" for w in range(max(0, first - 2), first + 1))
    return [last] if opened and colon else complements


def _interrupted(tree: Tree, index: int, stance: str) -> int | None:
    """The clause around "…, he said, …" or "…, as he put it"."""
    above = tree.head(index)
    if above is None or tree.child(index, "xcomp") is not None:
        return None
    if tree.child(index, "obj") is not None and not _is_telling(tree, index):
        return None
    told = tree.child(index, "nsubj", "obl:agent") is not None
    as_he_said = (
        stance in _STATING
        and tree.rel(index) in ("advcl", "acl")
        and any(
            tree.lower(mark) == "as" and _may_state(tree, index, mark)
            for mark in tree.children(index, "mark")
        )
    )
    as_he_said = as_he_said or (stance in _STATING and _is_credit(tree, index))
    if not as_he_said and not (tree.rel(index) == "parataxis" and told):
        return None
    if as_he_said and echoes_denied(tree, index):
        return None
    governor = tree.head(above)
    hung = ("nsubj", "obl", "advmod", *(("obj",) if tree.rel(index) == "acl" else ()))
    inner = tree.rel(above) in hung and governor is not None
    return governor if inner else above


def _is_credit(tree: Tree, verb: int) -> bool:
    """ "He sent the papers, first reported by the Caller": whose report it is, behind a comma."""
    first = tree.subtree(verb)[0]
    agent, above = tree.child(verb, "obl:agent"), tree.head(verb)
    behind = above is not None and above < first and tree.form(first) == ","
    bare = tree.child(verb, "aux", "aux:pass", "obj", "nsubj") is None
    first_of_all = any(tree.lower(word) == "first" for word in tree.children(verb, "advmod"))
    hung = tree.rel(verb) == "advcl" or (tree.rel(verb) == "acl" and first_of_all)
    return behind and bare and agent is not None and hung


def _may_state(tree: Tree, verb: int, mark: int) -> bool:
    """Not "the road was shut as more crews responded": answering and going on are deeds too, unless
    a comma sets them off; nor "as soon as they were released", nor what is said of something else
    ("…, as many deputies called for a session")."""
    if mark and tree.lower(mark - 1) in ("soon", "long"):
        return False
    acts = tree.lemma(verb) in words("cues", "acting", "verbs")
    wanted = any(has_case(tree, noun, "for") for noun in tree.children(verb, "obl"))
    if acts and (wanted or called_on(tree, verb) is not None):
        return False
    return not acts or mark == 0 or tree.upos(mark - 1) == "PUNCT"


def _is_telling(tree: Tree, index: int) -> bool:
    """ "The bridge, engineers had warned the council, was unsafe": the object is who was told; in
    "as Gant put it" it is nothing."""
    things = tree.children(index, "obj")
    if tree.lemma(index) in words("cues", "telling", "verbs"):
        return len(things) == 1
    return tree.lemma(index) == "put" and [tree.lower(thing) for thing in things] == ["it"]


def echoes_denied(tree: Tree, index: int) -> bool:
    """ "denied that he would go, as the paper had reported": the paper didn't report the denial."""
    above = tree.head(index)
    return (
        above is not None
        and tree.rel(index) == "advcl"
        and any(tree.lower(mark) == "as" for mark in tree.children(index, "mark"))
        and member("cues", "verbs", tree.lemma(above)) == "denies"
    )


def _beside(tree: Tree, index: int, stance: str) -> int | None:
    """What stands beside "they said", without a comma's leave: "the firm had known of the loss, he
    told the paper" has said already what was known."""
    if tree.child(index, "nsubj", "obl:agent") is None or stance == "accuses":
        return None
    if stance == "believes" and tree.child(index, "obj", "obl") is not None:
        return None
    said = ("VERB", "NOUN", "ADJ", "PROPN", "AUX", "PRON")
    beside = (c for c in tree.children(index, "parataxis") if tree.upos(c) in said)
    return next((c for c in beside if not _interrupts(tree, c)), None)


def _interrupts(tree: Tree, verb: int) -> bool:
    """ "The pilots had complained, their union said": what is beside a verb of saying is itself no
    more than who says so."""
    says = member("cues", "verbs", tree.lemma(verb)) in _STATING
    told = tree.child(verb, "ccomp", "obj", "xcomp", "parataxis") is not None
    return says and tree.upos(verb) == "VERB" and tree.child(verb, "nsubj") is not None and not told


def _infinitive(tree: Tree, index: int, stance: str) -> int | None:
    inner = complement(tree, index)
    if inner is None or (tree.upos(inner) != "VERB" and tree.child(inner, "cop") is None):
        return None  # "pleaded guilty"
    lemma, told = tree.lemma(index), tree.child(index, "obj") is not None
    if is_passive(tree, index) and lemma in words("cues", "sourceless", "verbs"):
        return inner  # "is said to have fled"
    if told and stance in ("believes", "estimates") and tree.upos(inner) == "VERB":
        return inner  # "expects sales to rise"
    if not told and lemma not in words("cues", "raising_only", "verbs"):
        return inner
    return inner if stance in ("asks", "orders", "warns") else None


def _in_a_statement(tree: Tree, index: int, stance: str) -> int | None:
    """ "said in a statement that …", where the clause hangs on the statement."""
    if stance not in _STATING and stance != "warns":
        return None
    for noun in tree.children(index, "obl", "obj"):
        for child in tree.children(noun, "acl", "ccomp"):
            if any(tree.lower(mark) == "that" for mark in tree.children(child, "mark")):
                return child
    return None


def _denied_report(tree: Tree, index: int, stance: str) -> int | None:
    """ "dismissed reports that it had leaked", where the clause hangs on what was said."""
    if stance != "denies":
        return None
    for noun in tree.children(index, "obj", "obl", "nsubj:pass"):
        if tree.lemma(noun) not in words("predicates", "hearsay", "nouns"):
            continue
        for child in tree.children(noun, "acl", "ccomp"):
            marks = {tree.lower(mark) for mark in tree.children(child, "mark")}
            if marks & {"that", "of"} and is_denied_report(tree, noun):
                return child
    return None


def _accusation(tree: Tree, index: int, stance: str) -> int | None:
    """ "accused the firm of hiding the leak", "men accused of hiding it"."""
    described = tree.rel(index) == "acl" and is_passive(tree, index)
    named = described or tree.child(index, "obj", "iobj", "nsubj:pass") is not None
    if (
        stance != "accuses"
        or not named
        or any(
            tree.lower(word) in ("not", "n't", "never") for word in tree.children(index, "advmod")
        )
    ):
        return None
    brought = table("cues")["accusing"].get(tree.lemma(index), ())
    for child in tree.children(index, "advcl", "acl", "xcomp"):
        if any(tree.lower(mark) in brought for mark in tree.children(child, "mark", "case")):
            return child
    return None


def _naming(tree: Tree, cue: Cue, index: int) -> Cue | None:
    """ "called the plan a joke", "described the raid as a success"."""
    if cue.lemma not in words("cues", "naming", "verbs") or not cue.source:
        return None
    if tree.child(index, "obj", "nsubj:pass") is None:
        return None
    named = tree.child(index, "xcomp")
    if named is None:
        named = next((n for n in tree.children(index, "obl") if has_case(tree, n, "as")), None)
    if named is None:
        return None
    cue.naming, cue.content_heads = True, [named]
    inside = [word for word in phrase(tree, named) if tree.rel(word) != "case"]
    cue.content = pieces(tree, inside, cue)
    return cue


def _listed(tree: Tree, cue: Cue, index: int) -> Cue | None:
    """ "recalled her party's position: the dam is to be mended": the words behind the colon."""
    thing = tree.child(index, "obj")
    if thing is None or not cue.source or cue.stance not in _STATING:
        return None
    colon = next((w for w in range(index, len(tree)) if tree.form(w) == ":"), None)
    if colon is None or colon + 2 >= len(tree) or tree.form(colon + 1) in _OPENING:
        return None
    told = range(colon + 1, len(tree))
    finite = any(
        tree.feat(w, "VerbForm") == "Fin" and tree.upos(w) in ("VERB", "AUX") for w in told
    )
    near = tree.subtree(thing)[0] > index and colon - thing <= _LONGEST_TITLE
    if not finite or not near:
        return None
    cue.content_heads = [w for w in told if tree.head(w) not in told and tree.upos(w) != "PUNCT"]
    cue.content = pieces(tree, list(told), cue)
    return cue


def _bare(tree: Tree, cue: Cue, index: int) -> Cue | None:
    """ "reported outages", "warned of an attack": a thing is what is said."""
    noun = tree.child(index, "obj") if cue.lemma in words("cues", "bare", "object") else None
    if noun is None or tree.lemma(index) in words("cues", "telling", "verbs"):
        noun = _spoken_of(tree, index) or noun
    if noun is None or not cue.source:
        return None
    if tree.upos(noun) not in ("NOUN", "PROPN"):
        return None
    cue.content_heads = [noun]
    # What is told of the thing asked for is the outlet's: "demanded a wage that it can't pay".
    wanted = cue.stance in ("asks", "promises", "suggests")
    told = [w for w in tree.subtree(noun) if wanted and tree.rel(w) == "acl" and w != noun]
    told += [w for w in tree.children(noun, "conj") if tree.child(w, "nsubj") is not None]
    cue.content = pieces(tree, tree.subtree(noun, told), cue)
    kept = cue.stance in ("confirms", "denies") and _is_kept_back(tree, index)
    cue.unsaid = _is_presupposed(tree, cue) or kept
    return cue


def _spoken_of(tree: Tree, index: int) -> int | None:
    """The noun in "warned of an attack", "warned of delays"."""
    cases = table("cues")["spoken_of"].get(tree.lemma(index), ())
    return next((w for w in tree.children(index, "obl") if has_case(tree, w, *cases)), None)


def _is_kept_back(tree: Tree, index: int) -> bool:
    """ "has not confirmed the arrest", "would neither confirm nor deny it"."""
    said_no = any(tree.lower(w) in _NO for w in tree.children(index))
    return said_no or _is_unsaid(tree, index)
