"""Who is said to have said what: source, cue and content (the terms of PolNeAR and PARC).

The tree gives cue and content inside a sentence; quotation marks carry a speaker on over the
sentences of a speech. Cue words are data, ``cues.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from secondsource.extract.clauses import after_comma, is_passive
from secondsource.extract.quotes import Quoted
from secondsource.extract.words import member, words
from secondsource.records.reading import AttributionType, Span
from secondsource.syntax import Syntax, Tree


@dataclass(slots=True)
class Cue:
    """An attribution before its entities are known. Words are indices into the sentence's tree;
    ``content`` is in characters, since a speech may run over sentences."""

    sentence: int
    words: list[int]
    lemma: str
    stance: str
    source: list[int] = field(default_factory=list)
    source_head: int | None = None
    content: list[Span] = field(default_factory=list)
    content_head: int | None = None


def find_cues(syntax: Syntax, quoted: Sequence[Quoted]) -> list[Cue]:
    """Every attribution of a text, in text order of the cues."""
    found: list[Cue] = []
    for number, tree in enumerate(syntax.trees):
        for index in range(len(tree)):
            cue = _cue(tree, number, index)
            if cue is not None and cue.content:
                found.append(cue)
    _carry_on(syntax, found, quoted)
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
    if upos == "VERB" and tree.rel(index) not in ("amod", "compound"):
        if lemma == "accord":
            return _preposition(tree, number, index)
        stance = member("cues", "verbs", lemma)
        return _verbal(tree, number, index, stance) if stance else None
    if upos == "ADV" and (stance := member("cues", "adverbs", tree.lower(index))):
        return _adverbial(tree, number, index, stance)
    if upos == "NOUN" and (stance := member("cues", "nouns", lemma)):
        return _nominal(tree, number, index, stance)
    if tree.lower(index) == "according":
        return _preposition(tree, number, index)
    return None


# -- kinds of cue ----------------------------------------------------------------------------


def _verbal(tree: Tree, number: int, index: int, stance: str) -> Cue | None:
    cue = Cue(number, [index, *tree.children(index, "compound:prt")], tree.lemma(index), stance)
    _set_source(tree, cue, index)
    clause = _content_clause(tree, index)
    if clause is not None:
        inside = clause in tree.ancestors(index)
        cut = [index] if inside else []
        cue.content_head = clause
        cue.content = _pieces(tree, tree.subtree(clause, cut), cue)
        return cue
    return _bare(tree, cue, index)


def _content_clause(tree: Tree, index: int) -> int | None:
    """Head of what is said: a complement clause, or the clause that "he said" interrupts."""
    for child in tree.children(index, "ccomp"):
        return child
    relation, above = tree.rel(index), tree.head(index)
    told = tree.child(index, "nsubj", "obl:agent") is not None
    if relation == "parataxis" and told and above is not None:
        if tree.child(index, "obj", "ccomp", "xcomp") is None:
            return above
    if relation == "advcl" and above is not None and any(
        tree.lower(mark) == "as" for mark in tree.children(index, "mark")
    ):
        return above if tree.child(index, "obj") is None else None
    for child in tree.children(index, "parataxis"):
        if told and tree.upos(child) in ("VERB", "NOUN", "ADJ", "PROPN", "AUX", "PRON"):
            return child
    for child in tree.children(index, "xcomp"):
        if tree.lemma(index) not in _RAISING_ONLY and tree.child(index, "obj") is None:
            return child
    for child in tree.children(index, "xcomp"):
        if member("cues", "verbs", tree.lemma(index)) in ("asks", "orders", "warns"):
            return child
    return None


_RAISING_ONLY = frozenset({"expect", "report", "say", "believe", "think", "know", "continue", "find"})


def _bare(tree: Tree, cue: Cue, index: int) -> Cue | None:
    noun = tree.child(index, "obj")
    if noun is None or cue.lemma not in words("cues", "bare", "object") or not cue.source:
        return None
    if tree.upos(noun) not in ("NOUN", "PROPN"):
        return None
    cue.content_head = noun
    cue.content = _pieces(tree, tree.subtree(noun), cue)
    return cue


def _set_source(tree: Tree, cue: Cue, index: int) -> None:
    head: int | None
    if is_passive(tree, index):
        head = tree.child(index, "obl:agent")
    else:
        head = tree.child(index, "nsubj")
        head = _inherited_subject(tree, index) if head is None else head
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
    if relation == "acl" and tree.feat(index, "VerbForm") in ("Part", "Ger"):
        return above  # "a statement saying", "officials warning"
    participle = relation == "advcl" and tree.feat(index, "VerbForm") in ("Part", "Ger")
    if relation in ("conj", "xcomp") or participle:
        subject = tree.child(above, "nsubj")
        return _inherited_subject(tree, above) if subject is None else subject
    return None


def _preposition(tree: Tree, number: int, index: int) -> Cue | None:
    """ "according to X": the preposition hangs on X, and X on what X says."""
    head = tree.head(index) if tree.rel(index) in ("case", "fixed", "mark") else None
    source = head if head is not None else tree.child(index, "obl", "nmod")
    anchor = tree.head(source) if source is not None and head is not None else tree.head(index)
    if source is None or anchor is None:
        return None
    marks = [w for w in (index, index + 1) if w < len(tree) and tree.lower(w) in ("according", "to")]
    cue = Cue(number, marks, "according", "says")
    cue.source_head, cue.content_head = source, anchor
    cue.source = [w for w in phrase(tree, source) if w not in marks]
    top = source if head is not None else index
    cue.content = _pieces(tree, tree.subtree(anchor, [top]), cue)
    return cue


def _adverbial(tree: Tree, number: int, index: int, stance: str) -> Cue | None:
    above = tree.head(index)
    if above is None:
        return None
    cue = Cue(number, [index], tree.lower(index), stance, content_head=above)
    cue.content = _pieces(tree, tree.subtree(above, [index]), cue)
    return cue


def _nominal(tree: Tree, number: int, index: int, stance: str) -> Cue | None:
    """ "Turkey's claim that …": the owner is the source."""
    for child in tree.children(index, "acl", "ccomp"):
        marked = [tree.lower(mark) for mark in tree.children(child, "mark")]
        owner = tree.child(index, "nmod:poss")
        if owner is None:
            owner = next(
                (
                    n
                    for n in tree.children(index, "nmod")
                    if any(tree.lower(c) in ("by", "from", "of") for c in tree.children(n, "case"))
                ),
                None,
            )
        if owner is None or not ({"that", "to"} & set(marked)) or tree.deprel(child) == "acl:relcl":
            continue
        cue = Cue(number, [index], tree.lemma(index), stance, content_head=child)
        cue.source_head, cue.source = owner, phrase(tree, owner)
        cue.content = _pieces(tree, tree.subtree(child), cue)
        return cue
    return None


# -- spans -----------------------------------------------------------------------------------


_LOOSE = frozenset({"acl:relcl", "parataxis", "conj", "cc", "punct", "case", "appos", "advcl"})


def phrase(tree: Tree, head: int) -> list[int]:
    """Words of a noun phrase: what hangs on the head, without its own clauses and co-ordination.

    A trailing apposition stays out, so that "Naftogaz, the gas company," is "Naftogaz".
    """
    skip = {
        child
        for child in tree.children(head)
        if tree.deprel(child) in _LOOSE and not _closed_punct(tree, child)
    }
    skip |= {child for child in tree.children(head, "acl") if after_comma(tree, child)}
    kept = tree.subtree(head, skip)
    while len(kept) > 1 and tree.rel(kept[-1]) in ("punct", "cc") and kept[-1] != head:
        kept.pop()
    if tree.lower(kept[-1]) in ("'s", "’s", "'", "’") and len(kept) > 1:
        kept.pop()
    return kept


def _closed_punct(tree: Tree, child: int) -> bool:
    """Hyphens and quotation marks inside a phrase belong to it; commas do not."""
    return tree.rel(child) == "punct" and tree.form(child) in ("-", "–", "“", "”", '"', "/", "&")


def _pieces(tree: Tree, inside: list[int], cue: Cue) -> list[Span]:
    """Runs of content words, parted where the cue or its source interrupts them."""
    out = {*cue.words, *cue.source}
    kept = [word for word in inside if word not in out]
    runs: list[list[int]] = []
    for word in kept:
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


# -- speeches over sentences -----------------------------------------------------------------


def _carry_on(syntax: Syntax, cues: list[Cue], quoted: Sequence[Quoted]) -> None:
    """Give every quoted span a speaker, and every sentence of a speech its attribution."""
    last: Cue | None = None
    for quote in quoted:
        own = _cue_of(syntax, cues, quote)
        if own is None and _is_speech(syntax, quote):
            own = _neighbour(syntax, cues, quote, last)
        if own is not None:
            _extend(own, quote)
            last = own


def _cue_of(syntax: Syntax, cues: list[Cue], quote: Quoted) -> Cue | None:
    """The innermost attribution whose content the quote overlaps, with a printed source."""
    best: tuple[int, Cue] | None = None
    for cue in cues:
        if not cue.source:
            continue
        overlap = sum(
            max(0, min(span.end, quote.end) - max(span.start, quote.start)) for span in cue.content
        )
        at = syntax.trees[cue.sentence].tokens[cue.words[0]].start
        if overlap and not quote.start <= at < quote.end and (best is None or overlap >= best[0]):
            best = overlap, cue
    return best[1] if best else None


def _is_speech(syntax: Syntax, quote: Quoted) -> bool:
    """Whole sentences rather than a phrase in somebody's words."""
    words_inside = len(syntax.text[quote.start : quote.end].split())
    opens = syntax.text[quote.start : quote.end].lstrip()[:1].isupper()
    return words_inside >= 4 and opens


def _neighbour(
    syntax: Syntax, cues: list[Cue], quote: Quoted, last: Cue | None
) -> Cue | None:
    """The speaker of a quote whose own sentence names none: the paragraph's last cue before it,
    the next sentence's cue, or the speech that was left open in the paragraph before."""
    text = syntax.text
    paragraph = text.rfind("\n", 0, quote.start) + 1
    before = [
        cue
        for cue in cues
        if cue.source
        and paragraph <= syntax.trees[cue.sentence].sentence.start
        and syntax.trees[cue.sentence].tokens[cue.words[0]].start < quote.start
    ]
    if before:
        return max(before, key=lambda cue: (cue.sentence, cue.words[0]))
    opening = not text[paragraph : quote.start].strip(" “\"")
    if last is not None and opening and _adjoins(text, last, paragraph):
        return last
    return None


def _adjoins(text: str, last: Cue, paragraph: int) -> bool:
    """Whether the last speech stood in the paragraph right before."""
    previous = text.rfind("\n", 0, max(0, len(text[:paragraph].rstrip()))) + 1
    return any(previous <= span.end <= paragraph for span in last.content)


def _extend(cue: Cue, quote: Quoted) -> None:
    """Add the part of the quote that the content does not hold yet."""
    if any(span.start <= quote.start and quote.end <= span.end for span in cue.content):
        return
    touching = [s for s in cue.content if s.start <= quote.end and quote.start <= s.end]
    rest = [s for s in cue.content if s not in touching]
    start = min([quote.start, *(s.start for s in touching)])
    end = max([quote.end, *(s.end for s in touching)])
    cue.content[:] = sorted([*rest, Span(start=start, end=end)], key=lambda span: span.start)
