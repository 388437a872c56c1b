"""Who is said to have said what: source, cue and content inside a sentence, from its tree.

Cue words are data, ``cues.toml``; ``speech.py`` carries speakers on over sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from secondsource.extract.cue import Cue
from secondsource.extract.phrases import phrase
from secondsource.extract.predication import is_passive
from secondsource.extract.quotes import Quoted
from secondsource.extract.speech import carry_on
from secondsource.extract.words import member, words
from secondsource.records.reading import AttributionType, Span
from secondsource.syntax import Syntax, Tree


def find_cues(syntax: Syntax, quoted: Sequence[Quoted]) -> list[Cue]:
    """Every attribution of a text, in text order of the cues."""
    found: list[Cue] = []
    for number, tree in enumerate(syntax.trees):
        for index in range(len(tree)):
            cue = _cue(tree, number, index)
            if cue is not None and cue.content:
                found.append(cue)
    carry_on(syntax, found, quoted)
    return sorted(found, key=lambda cue: (cue.sentence, cue.words[0]))


def type_of(content: Iterable[Span], quoted: Sequence[Quoted]) -> AttributionType:
    """Direct when all of the content is in quotation marks, mixed when some is."""
    total = inside = 0
    for span in content:
        total += span.end - span.start
        inside += sum(
            max(0, min(span.end, q.end + 1) - max(span.start, q.start - 1)) for q in quoted
        )
    if inside and inside >= total - 2:
        return "direct"
    return "mixed" if inside else "indirect"


def _cue(tree: Tree, number: int, index: int) -> Cue | None:
    upos, lemma = tree.upos(index), tree.lemma(index)
    if tree.lower(index) == "according":
        return _preposition(tree, number, index)
    if upos == "VERB" and tree.rel(index) not in ("amod", "compound"):
        stance = member("cues", "verbs", lemma)
        return _verbal(tree, number, index, stance) if stance else None
    if upos == "ADV" and (stance := member("cues", "adverbs", tree.lower(index))):
        return _adverbial(tree, number, index, stance)
    if upos == "NOUN" and (stance := member("cues", "nouns", lemma)):
        return _nominal(tree, number, index, stance)
    return None


# -- verbs -----------------------------------------------------------------------------------


def _verbal(tree: Tree, number: int, index: int, stance: str) -> Cue | None:
    cue = Cue(number, [index, *tree.children(index, "compound:prt")], tree.lemma(index), stance)
    _set_source(tree, cue, index)
    cue.content_heads = _content_heads(tree, index, stance)
    if not cue.content_heads:
        return _naming(tree, cue, index) or _bare(tree, cue, index)
    if not cue.source and cue.lemma not in words("cues", "sourceless", "verbs"):
        return None  # "is expected to": nobody is said to expect it
    inside = _content_words(tree, cue, index)
    cue.content = _pieces(tree, inside, cue)
    return cue


def _content_words(tree: Tree, cue: Cue, index: int) -> list[int]:
    inside: set[int] = set()
    for head in cue.content_heads:
        cut = [index] if head in tree.ancestors(index) else []
        over_source = [] if cue.source_head is None else list(tree.ancestors(cue.source_head))
        if cue.source_head is not None and head in over_source and index not in over_source:
            cut.append(cue.source_head)
        inside.update(tree.subtree(head, cut))
    if any(tree.rel(head) == "xcomp" for head in cue.content_heads):
        # Whoever is said or expected to do it belongs to what is said.
        subject = tree.child(index, "nsubj:pass") if is_passive(tree, index) else None
        told = tree.child(index, "obj") if cue.stance in ("believes", "estimates") else None
        for noun in (subject, told):
            inside.update(phrase(tree, noun) if noun is not None else [])
    return sorted(inside)


def _content_heads(tree: Tree, index: int, stance: str) -> list[int]:
    """Heads of what is said: complement clauses, or the clause that "he said" interrupts."""
    if complements := tree.children(index, "ccomp"):
        return complements
    for find in (_interrupted, _beside, _infinitive, _in_a_statement):
        head = find(tree, index, stance)
        if head is not None:
            return [head]
    return []


def _interrupted(tree: Tree, index: int, _stance: str) -> int | None:
    """The clause around "…, he said, …" or "…, as he put it"."""
    above = tree.head(index)
    if above is None or tree.child(index, "obj", "xcomp") is not None:
        return None
    told = tree.child(index, "nsubj", "obl:agent") is not None
    as_he_said = tree.rel(index) == "advcl" and any(
        tree.lower(mark) == "as" for mark in tree.children(index, "mark")
    )
    if not as_he_said and not (tree.rel(index) == "parataxis" and told):
        return None
    governor = tree.head(above)
    inner = tree.rel(above) in ("nsubj", "obl", "advmod") and governor is not None
    return governor if inner else above


def _beside(tree: Tree, index: int, _stance: str) -> int | None:
    if tree.child(index, "nsubj", "obl:agent") is None:
        return None
    said = ("VERB", "NOUN", "ADJ", "PROPN", "AUX", "PRON")
    return next((c for c in tree.children(index, "parataxis") if tree.upos(c) in said), None)


def _infinitive(tree: Tree, index: int, stance: str) -> int | None:
    inner = tree.child(index, "xcomp")
    if inner is None:
        return None
    lemma, told = tree.lemma(index), tree.child(index, "obj") is not None
    if lemma in words("cues", "naming", "verbs") and tree.upos(inner) != "VERB":
        return None
    if is_passive(tree, index) and lemma in words("cues", "sourceless", "verbs"):
        return inner  # "is said to have fled"
    if told and stance in ("believes", "estimates") and tree.upos(inner) == "VERB":
        return inner  # "expects sales to rise"
    if not told and lemma not in words("cues", "raising_only", "verbs"):
        return inner
    return inner if stance in ("asks", "orders", "warns") else None


def _in_a_statement(tree: Tree, index: int, stance: str) -> int | None:
    """ "said in a statement that …", where the clause hangs on the statement."""
    if stance not in ("says", "announces", "claims", "confirms", "warns"):
        return None
    for noun in tree.children(index, "obl", "obj"):
        for child in tree.children(noun, "acl", "ccomp"):
            if any(tree.lower(mark) == "that" for mark in tree.children(child, "mark")):
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
        named = next((n for n in tree.children(index, "obl") if _has_case(tree, n, "as")), None)
    if named is None:
        return None
    cue.naming, cue.content_heads = True, [named]
    inside = [word for word in phrase(tree, named) if tree.rel(word) != "case"]
    cue.content = _pieces(tree, inside, cue)
    return cue


def _bare(tree: Tree, cue: Cue, index: int) -> Cue | None:
    noun = tree.child(index, "obj")
    if noun is None or cue.lemma not in words("cues", "bare", "object") or not cue.source:
        return None
    if tree.upos(noun) not in ("NOUN", "PROPN"):
        return None
    cue.content_heads = [noun]
    cue.content = _pieces(tree, tree.subtree(noun), cue)
    return cue


def _set_source(tree: Tree, cue: Cue, index: int) -> None:
    if is_passive(tree, index):
        head = tree.child(index, "obl:agent")
    else:
        head = tree.child(index, "nsubj")
        head = _inherited_subject(tree, index) if head is None else head
        head = _stray_subject(tree, index) if head is None else head
    if head is None:
        return
    cue.source_head = _relative(tree, head, index)
    cue.source = phrase(tree, cue.source_head)


def _relative(tree: Tree, head: int, verb: int) -> int:
    noun = tree.head(verb)
    pronoun = tree.lower(head) in ("who", "which", "that") and tree.upos(head) == "PRON"
    return noun if pronoun and tree.deprel(verb) == "acl:relcl" and noun is not None else head


def _inherited_subject(tree: Tree, index: int) -> int | None:
    relation, above = tree.rel(index), tree.head(index)
    if above is None:
        return None
    participle = tree.feat(index, "VerbForm") in ("Part", "Ger")
    if relation == "acl" and participle:
        return above  # "a statement saying", "officials warning"
    if relation in ("conj", "xcomp") or (relation == "advcl" and participle):
        subject = tree.child(above, "nsubj")
        return _inherited_subject(tree, above) if subject is None else subject
    return None


def _stray_subject(tree: Tree, index: int) -> int | None:
    """A speaker beside the cue that the parser hung on the words quoted: a subject that a closing
    mark or comma parts from them."""
    for word in range(len(tree)):
        if tree.rel(word) != "nsubj" or tree.upos(word) not in ("PROPN", "NOUN", "PRON"):
            continue
        inside = tree.subtree(word)
        before = inside[-1] == index - 1 and tree.upos(inside[0] - 1) == "PUNCT" and inside[0] > 0
        after = inside[0] == index + 1 and index > 0 and tree.upos(index - 1) == "PUNCT"
        if before or after:
            return word
    return None


# -- other cues ------------------------------------------------------------------------------


def _preposition(tree: Tree, number: int, index: int) -> Cue | None:
    """ "according to X": the preposition hangs on X, and X on what X says."""
    head = tree.head(index) if tree.rel(index) in ("case", "fixed", "mark") else None
    source = head if head is not None else tree.child(index, "obl", "nmod")
    anchor = tree.head(source) if source is not None and head is not None else tree.head(index)
    if source is None or anchor is None:
        return None
    marks = [
        w for w in (index, index + 1) if w < len(tree) and tree.lower(w) in ("according", "to")
    ]
    cue = Cue(number, marks, "according", "says", content_heads=[anchor])
    cue.source_head = source
    cue.source = [w for w in phrase(tree, source) if w not in marks]
    top = source if head is not None else index
    cue.content = _pieces(tree, tree.subtree(anchor, [top]), cue)
    return cue


def _adverbial(tree: Tree, number: int, index: int, stance: str) -> Cue | None:
    above = tree.head(index)
    if above is None:
        return None
    cue = Cue(number, [index], tree.lower(index), stance, content_heads=[above])
    cue.content = _pieces(tree, tree.subtree(above, [index]), cue)
    return cue


def _nominal(tree: Tree, number: int, index: int, stance: str) -> Cue | None:
    """ "Turkey's claim that …": the owner is the source."""
    owner = _owner(tree, index)
    if owner is None:
        return None
    for child in tree.children(index, "acl", "ccomp"):
        marked = {tree.lower(mark) for mark in tree.children(child, "mark")}
        if not {"that", "to"} & marked or tree.deprel(child) == "acl:relcl":
            continue
        cue = Cue(number, [index], tree.lemma(index), stance, content_heads=[child])
        cue.source_head, cue.source = owner, phrase(tree, owner)
        cue.content = _pieces(tree, tree.subtree(child), cue)
        return cue
    return None


def _owner(tree: Tree, noun: int) -> int | None:
    owner = tree.child(noun, "nmod:poss")
    if owner is not None:
        return owner
    beside = tree.children(noun, "nmod")
    return next(
        (n for n in beside if any(_has_case(tree, n, c) for c in ("by", "from", "of"))), None
    )


def _has_case(tree: Tree, noun: int, form: str) -> bool:
    return any(tree.lower(case) == form for case in tree.children(noun, "case"))


def _pieces(tree: Tree, inside: list[int], cue: Cue) -> list[Span]:
    """Runs of content words, parted where the cue or its source interrupts them."""
    out = {*cue.words, *cue.source}
    runs: list[list[int]] = []
    for word in (word for word in inside if word not in out):
        if runs and not out.intersection(range(runs[-1][-1] + 1, word)):
            runs[-1].append(word)
        else:
            runs.append([word])
    spans = []
    for run in runs:
        while run and tree.rel(run[-1]) == "punct" and tree.form(run[-1]) in (",", ":", ";", "."):
            run.pop()
        while run and (tree.form(run[0]) in (",", ":", ";", ".") or tree.lower(run[0]) == "that"):
            run.pop(0)
        if any(tree.rel(word) != "punct" for word in run):
            spans.append(tree.span(run))
    return spans
