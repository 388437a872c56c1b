"""Attributions that other attributions carry: "reported, citing two officials", "quoted the mayor
as saying"; and words that a colon hands to whoever was named before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.extraction.speech.cue import Cue, pieces
from secondsource.extraction.speech.quotes import Quoted
from secondsource.extraction.trees.anchors import Anchors
from secondsource.extraction.trees.phrases import has_case, phrase
from secondsource.extraction.wordlists.nouns import kinds_of
from secondsource.extraction.wordlists.words import member, words
from secondsource.records.reading import Span
from secondsource.syntax import Syntax, Tree

_THESE = frozenset({"this", "it", "these"})
_SPEAKERS = frozenset({"he", "she", "they", "i", "we"})
_LONGEST = 7  #: words of a speaker and a verb behind closing marks


def relayed(syntax: Syntax, cues: Sequence[Cue], quoted: Sequence[Quoted]) -> Iterator[Cue]:
    """The further cues of a text; ``cues`` are those already found. One may stand where the model
    alone sees a cue, whose place it takes."""
    at = {(cue.sentence, word): cue for cue in cues for word in cue.words}
    for number, tree in enumerate(syntax.trees):
        for index in range(len(tree)):
            cites = tree.lemma(index) in words("cues", "citing", "verbs")
            known = at.get((number, index))
            behind = _quoted_at_end(tree, (number, index), at) if cites else None
            if behind is not None:
                yield behind
            elif cites and tree.upos(index) == "VERB" and (known is None or known.aside):
                cue = _citing(tree, (number, index), at) or _quoting(tree, (number, index), at)
                if cue is not None:
                    yield cue
                    yield from _told_by_outlet(tree, cue)
            elif tree.lemma(index) in words("cues", "citing", "nouns"):
                cue = _referring(tree, (number, index), at)
                if cue is not None:
                    yield cue
    yield from _opened_by_colon(syntax, cues, quoted)
    yield from _exclaimed(syntax, at, quoted)


def _citing(tree: Tree, place: tuple[int, int], at: dict[tuple[int, int], Cue]) -> Cue | None:
    """ "the paper said, citing two officials": they stand behind what the paper said."""
    number, index = place
    cited = _cited(tree, index)
    if cited is None or tree.child(index, "aux") is not None or not may_tell(tree, cited):
        return None
    outer = _outer(tree, place, at)
    subject = tree.child(index, "nsubj")
    if subject is not None:  # "according to the paper, which quoted two officials"
        which = tree.lower(subject) in ("which", "who", "that")
        said = outer.source_head if outer is not None else None
        if not which or said is None or tree.head(index) != said:
            return None
    if outer is None or not (outer.source or outer.source_at):
        return None
    cue = Cue(number, [index], tree.lemma(index), "says", cited=True)
    cue.source_head = cited
    cue.source = [word for word in phrase(tree, cited) if tree.rel(word) != "case"]
    cue.content, cue.content_heads = list(outer.content), list(outer.content_heads)
    told, here = outer.at, tree.tokens[index]
    if told is not None and told.start < here.start < told.end:  # "reported, citing"
        outer.at = Span(start=told.start, end=len(tree.text[: here.start].rstrip(" ,")))
    return cue


def _told_by_outlet(tree: Tree, cue: Cue) -> Iterator[Cue]:
    """ "Quoting the Borea news agency and the health ministry": the ministry stands behind what the
    agency says."""
    cited = cue.source_head
    joined = None if cited is None or not cue.cited else tree.child(cited, "conj")
    if cited is None or joined is None or not may_tell(tree, joined):
        return
    outlets = words("cues", "citing", "outlets")
    named = [tree.lower(word) for word in phrase(tree, cited)]
    if outlets & {*named} and not outlets & {tree.lower(word) for word in phrase(tree, joined)}:
        cue.source = [word for word in cue.source if word < joined]
        joint = tree.child(joined, "cc")
        at = joined if joint is None else joint
        further = Cue(cue.sentence, [at], cue.lemma, "says", cited=True)
        further.source_head = joined
        further.source = [w for w in phrase(tree, joined) if tree.rel(w) not in ("case", "cc")]
        further.content, further.content_heads = list(cue.content), list(cue.content_heads)
        yield further


def _cited(tree: Tree, index: int) -> int | None:
    """Whom a verb cites: "quoting the mayor", "referring to the mayor"."""
    if tree.lemma(index) != "refer":
        return tree.child(index, "obj")
    told = (noun for noun in tree.children(index, "obl") if has_case(tree, noun, "to"))
    return next(told, None) if tree.lower(index) == "referring" else None


def _outer(tree: Tree, place: tuple[int, int], at: dict[tuple[int, int], Cue]) -> Cue | None:
    """The cue whose speaker cites somebody: the saying right before, else the verb above."""
    number, index = place
    above = tree.head(index)
    beside = [] if above is None else tree.children(above, "parataxis")
    verbs = [*(verb for verb in reversed(beside) if verb < index), *tree.ancestors(index)]
    found = [cue for verb in verbs if (cue := at.get((number, verb))) is not None]
    found += [c for c in at.values() if c.sentence == number and c.source_head == above]
    apart = [cue for (n, word), cue in at.items() if n == number and word == index - 2]
    return next((cue for cue in (*found, *apart) if not cue.unsaid), None)


def _referring(tree: Tree, place: tuple[int, int], at: dict[tuple[int, int], Cue]) -> Cue | None:
    """ "the agency reports with reference to the ministry"."""
    number, index = place
    cited = tree.child(index, "nmod")
    outer = next((c for v in tree.ancestors(index) if (c := at.get((number, v))) is not None), None)
    if cited is None or outer is None or not (outer.source or outer.source_at):
        return None
    cases = {tree.lower(case) for case in tree.children(index, "case")}
    if tree.child(index, "det") is not None:
        return None  # "with a reference to General Berg" speaks of him
    if "with" not in cases or not any(tree.lower(c) == "to" for c in tree.children(cited, "case")):
        return None
    cue = Cue(number, [index], tree.lemma(index), "says", cited=True)
    cue.source_head = cited
    cue.source = [word for word in phrase(tree, cited) if tree.rel(word) != "case"]
    outer.content = [_behind(tree, index, piece) for piece in outer.content]
    cue.content = [p for p in outer.content if not p.start <= tree.tokens[index].start < p.end]
    cue.content_heads = list(outer.content_heads)
    return cue if cue.content else None


def _behind(tree: Tree, index: int, piece: Span) -> Span:
    """A piece of what is said without "with reference to the ministry,", where that opens it."""
    last = tree.subtree(index)[-1] + 1
    opened = index > 0 and piece.start == tree.tokens[index - 1].start
    if not opened or last + 1 >= len(tree) or tree.form(last) != ",":
        return piece
    return Span(start=tree.tokens[last + 1].start, end=piece.end)


def may_tell(tree: Tree, noun: int) -> bool:
    """Whether a noun may have something to say: "citing officials", not "citing rain"."""
    lemma = tree.lemma(noun)
    if tree.upos(noun) == "PROPN" or lemma in words("cues", "documents", "nouns"):
        return True
    if lemma in ("people", "person") or lemma in words("cues", "speakers", "nouns"):
        return True
    return bool({"person", "organisation"} & set(kinds_of(lemma)))


def _quoting(tree: Tree, place: tuple[int, int], at: dict[tuple[int, int], Cue]) -> Cue | None:
    """ "quoted the mayor as saying": the quoting stands above the mayor's saying."""
    number, index = place
    inner = next((v for v in tree.children(index, "advcl", "xcomp") if (number, v) in at), None)
    who = tree.child(index, "nsubj:pass") or tree.child(index, "obj")
    if inner is None or who is None or not _is_as(tree, inner):
        return None
    said = at[(number, inner)]
    said.source_head, said.source, said.source_at = who, phrase(tree, who), None
    head = tree.child(index, "obl:agent")
    head = tree.child(index, "nsubj") if head is None else head
    if head is None or head == who:
        return None
    cue = Cue(number, [index], tree.lemma(index), "says")
    cue.source_head, cue.source = head, phrase(tree, head)
    told = tree.span([*phrase(tree, who), inner])
    end = max([told.end, *(span.end for span in said.content)])
    cue.content, cue.content_heads = [Span(start=told.start, end=end)], [inner]
    return cue


def _quoted_at_end(
    tree: Tree, place: tuple[int, int], at: dict[tuple[int, int], Cue]
) -> Cue | None:
    """ "Nine died, the agency quoted the mayor as saying", "…, the mayor was quoted as saying":
    what stands before it all is the mayor's word, behind the agency's where that is told."""
    number, index = place
    who = tree.child(index, "nsubj:pass")
    who = tree.child(index, "obj") if who is None else who
    verb = next((v for v in tree.children(index, "advcl", "xcomp") if _is_as(tree, v)), None)
    clause = _clause_before(tree, index)
    if who is None or verb is None or clause is None:
        return None
    if member("cues", "verbs", tree.lemma(verb)) is None:
        return None
    known, outer = at.get((number, verb)), at.get(place)
    cue = Cue(number, [verb], tree.lemma(verb), "says") if known is None else known
    cue.cited, cue.treed, cue.source_at = outer is not None and outer is not cue, None, None
    cue.source_head, cue.source = who, phrase(tree, who)
    cue.content_heads = [clause]
    cue.content = pieces(tree, tree.subtree(clause, [index]), cue)
    if outer is not None and outer is not cue:
        outer.content, outer.treed = list(cue.content), None
    return cue if known is None else None


def _clause_before(tree: Tree, quoting: int) -> int | None:
    """The clause that stands before "…, the agency quoted the mayor as saying"."""
    above = tree.head(quoting) if tree.rel(quoting) == "parataxis" else None
    if above is None:
        above = next((c for c in tree.children(quoting, "ccomp") if c < quoting), None)
    first = tree.child(quoting, "nsubj")
    return above if above is not None and above < (quoting if first is None else first) else None


def _is_as(tree: Tree, verb: int) -> bool:
    return any(tree.lower(mark) == "as" for mark in tree.children(verb, "mark", "case"))


def _opened_by_colon(
    syntax: Syntax, cues: Sequence[Cue], quoted: Sequence[Quoted]
) -> Iterator[Cue]:
    """ "The mayor was furious: “Nobody asked us.”"."""
    anchors = Anchors(syntax.trees)
    held = [span for cue in cues for span in cue.content]
    for quote in quoted:
        before = syntax.text[: quote.outer[0]].rstrip()
        if not before.endswith(":") or "\n" in syntax.text[len(before) : quote.start]:
            continue
        if any(span.start < quote.end and quote.start < span.end for span in held):
            continue
        place = anchors.words(len(before) - 1, len(before))
        found = None if place is None else _speaker(syntax.trees[place[0]], place[1][0])
        if place is None or found is None:
            continue
        verb, subject = found
        tree = syntax.trees[place[0]]
        stance = member("cues", "verbs", tree.lemma(verb))
        cue = Cue(place[0], [verb], tree.lemma(verb), stance or "says")
        cue.aside = stance is None and not _hands_on(tree, verb)
        cue.source_head, cue.source = subject, phrase(tree, subject)
        cue.content = [Span(start=quote.start, end=quote.end)]
        yield cue


def _exclaimed(
    syntax: Syntax, at: dict[tuple[int, int], Cue], quoted: Sequence[Quoted]
) -> Iterator[Cue]:
    """ "“It's a scandal,” thundered Ada Holm", "“He lied,” she went on": whatever verb stands right
    behind the marks with its subject, and nothing more, prints whose words they are."""
    anchors = Anchors(syntax.trees)
    for quote in quoted:
        end = quote.outer[1]
        if quote.open_end or syntax.text[quote.end - 1 : quote.end] not in (",", "!", "?"):
            continue
        place = anchors.words(end + 1, end + 2)
        if place is None or syntax.text[end : end + 1] != " ":
            continue
        number, first = place[0], place[1][0]
        tree = syntax.trees[number]
        verb = first if tree.upos(first) == "VERB" else _verb_behind(tree, first)
        subject = None if verb is None else tree.child(verb, "nsubj")
        if verb is None or subject is None or (number, verb) in at or tree.child(verb, "obj"):
            continue
        told = tree.lower(subject) in _SPEAKERS or tree.upos(subject) == "PROPN"
        behind = verb != first or tree.subtree(subject)[0] == verb + 1
        if not behind or not (told or may_tell(tree, subject)):
            continue
        stance = member("cues", "verbs", tree.lemma(verb)) or "says"
        on = [word for word in (verb + 1,) if verb != first and tree.lower(word) == "on"]
        cue = Cue(number, [verb, *on], tree.lemma(verb), stance)
        cue.source_head, cue.source = subject, phrase(tree, subject)
        cue.content = [Span(start=quote.start, end=quote.end)]
        yield cue


def _verb_behind(tree: Tree, first: int) -> int | None:
    """The verb whose subject begins at a word, if the sentence or its clause ends with it: "she
    fumed.", "he went on,", not "she left the room"."""
    for verb in range(first + 1, min(first + _LONGEST, len(tree) - 1)):
        subject = tree.child(verb, "nsubj") if tree.upos(verb) == "VERB" else None
        if subject is None or tree.subtree(subject)[0] != first:
            continue
        on = tree.lower(verb + 1) == "on"
        last = verb + on
        closed = last + 1 < len(tree) and tree.form(last + 1) in (".", ",", ":", ";")
        goes = tree.lemma(verb) in ("go", "come", "leave")
        return verb if closed and tree.subtree(subject)[-1] == verb - 1 and on >= goes else None
    return None


def _speaker(tree: Tree, colon: int) -> tuple[int, int] | None:
    """The last verb before a colon that governs what stands there, and its subject, if that may
    speak."""
    for verb in range(colon - 1, -1, -1):
        subject = tree.child(verb, "nsubj") if tree.upos(verb) in ("VERB", "ADJ", "NOUN") else None
        above = tree.head(verb)
        if subject is None or (above is not None and above < colon):
            continue
        if tree.upos(subject) == "PRON":
            speaks = tree.lower(subject) in ("he", "she", "they")
        else:
            speaks = may_tell(tree, subject)
        return (verb, subject) if speaks and subject < colon else None
    return None


def _hands_on(tree: Tree, verb: int) -> bool:
    """ "sent us this: “…”": the verb does no more than introduce the words."""
    return any(tree.lower(word) in _THESE for word in tree.children(verb, "obj"))
