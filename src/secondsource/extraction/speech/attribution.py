"""Who is said to have said what: source, cue and content inside a sentence, from its tree.

Cue words are data, ``cues.toml``; ``speech.py`` carries speakers on over sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from secondsource.extraction.speech.cue import Cue, pieces
from secondsource.extraction.speech.headlines import beside_colon
from secondsource.extraction.speech.inserted import inserted
from secondsource.extraction.speech.noun_cues import clause_above, noun_cue
from secondsource.extraction.speech.pointed import joined
from secondsource.extraction.speech.quotes import Quoted
from secondsource.extraction.speech.relayed import may_tell, relayed
from secondsource.extraction.speech.speech import carry_on
from secondsource.extraction.speech.speech_verbs import others_word, verbal_cue
from secondsource.extraction.trees.phrases import has_case, phrase
from secondsource.extraction.wordlists.words import member, words
from secondsource.records.reading import AttributionType, Span
from secondsource.syntax import Syntax, Tree


def find_cues(syntax: Syntax, quoted: Sequence[Quoted]) -> list[Cue]:
    """Every attribution of a text, in text order of the cues; then the silent ones."""
    found: list[Cue] = []
    for number, tree in enumerate(syntax.trees):
        for index in range(len(tree)):
            cue = _cue(tree, number, index)
            if cue is not None and cue.content:
                found.append(cue)
    found = [c for c in joined(syntax, found, quoted) if not _is_contradicted(syntax, c)]
    found += _apart(syntax, found)
    further = list(relayed(syntax, found, quoted))
    further += beside_colon(syntax, [*found, *further])
    taken = {(cue.sentence, cue.words[0]) for cue in further}
    kept = [cue for cue in found if not cue.aside or (cue.sentence, cue.words[0]) not in taken]
    found = sorted([*kept, *further], key=_place)
    speaking = (cue for cue in found if not cue.silent)
    carry_on(syntax, [c for c in speaking if not is_on_terms(syntax, c)], quoted)
    return found


def _is_contradicted(syntax: Syntax, cue: Cue) -> bool:
    """ "Contrary to what the ministry says, nobody was there": the ministry doesn't say so."""
    tree = syntax.trees[cue.sentence]
    what = tree.head(cue.words[0])
    if what is None or tree.lower(what) != "what" or what < 1:
        return False
    before = tuple(tree.lower(word) for word in range(max(0, what - 2), what))
    return before[-2:] == ("contrary", "to") or before[-1:] == ("unlike",)


def is_on_terms(syntax: Syntax, cue: Cue) -> bool:
    """ "a nurse who asked not to be named": on what terms somebody speaks, not what they say."""
    tree = syntax.trees[cue.sentence]
    naming = words("predicates", "empty", "naming")
    return cue.stance == "asks" and any(tree.lemma(head) in naming for head in cue.content_heads)


def _apart(syntax: Syntax, found: Sequence[Cue]) -> Iterator[Cue]:
    """The sayings that only commas show."""
    taken: dict[int, set[int]] = {}
    pointed: dict[tuple[int, int], Cue] = {}
    for cue in found:
        if cue.aside:
            pointed.update({(cue.sentence, word): cue for word in cue.words})
        else:
            taken.setdefault(cue.sentence, set()).update(cue.words)
    for number, tree in enumerate(syntax.trees):
        apart = inserted(tree, number, taken.get(number, ()))
        known = None if apart is None else pointed.get((number, apart.words[0]))
        if known is not None:
            known.aside = known.unsaid = False  # the model points to it as well
        elif apart is not None and apart.content:
            yield apart


def _place(cue: Cue) -> tuple[bool, int, int]:
    return cue.silent, cue.sentence, cue.words[0]


def type_of(content: Iterable[Span], quoted: Sequence[Quoted]) -> AttributionType:
    """Direct when all of the content is in quotation marks, mixed when some is."""
    total = inside = 0
    for span in content:
        total += span.end - span.start
        inside += sum(
            min(span.end, q.outer[1]) - max(span.start, q.outer[0])
            for q in quoted
            if q.start <= span.end and span.start <= q.end
        )
    if inside and inside >= total - 2:
        return "direct"
    return "mixed" if inside else "indirect"


def _cue(tree: Tree, number: int, index: int) -> Cue | None:
    upos, lemma = tree.upos(index), tree.lemma(index)
    if tree.lower(index) == "according" or _is_per(tree, index):
        return _preposition(tree, number, index)
    if (upos == "VERB" or _is_as_noted(tree, index)) and tree.rel(index) not in (
        "amod",
        "compound",
    ):
        stance = member("cues", "verbs", lemma)
        following = _following(tree, number, index)
        if following is not None:
            return following
        return verbal_cue(tree, number, index, stance) if stance else None
    if upos == "ADV" and (stance := member("cues", "adverbs", tree.lower(index))):
        return _adverbial(tree, number, index, stance)
    return noun_cue(tree, number, index) if upos == "NOUN" else None


def _is_as_noted(tree: Tree, index: int) -> bool:
    """ "As the ministry notes": a verb with its subject behind "as", whatever its tag."""
    if tree.upos(index) != "NOUN" or tree.rel(index) != "advcl" or tree.form(index)[-1] != "s":
        return False
    marked = any(tree.lower(mark) == "as" for mark in tree.children(index, "mark"))
    return marked and tree.child(index, "nsubj") is not None and tree.child(index, "cop") is None


def _following(tree: Tree, number: int, index: int) -> Cue | None:
    """ "as follows from the report": the report says what it follows from it."""
    if tree.lemma(index) not in words("cues", "following", "verbs"):
        return None
    marked = any(tree.lower(mark) == "as" for mark in tree.children(index, "mark"))
    source = next((n for n in tree.children(index, "obl") if has_case(tree, n, "from")), None)
    above = tree.head(index)
    if not marked or source is None or above is None or tree.child(index, "nsubj") is not None:
        return None
    if tree.rel(index) not in ("advcl", "acl", "parataxis") or not may_tell(tree, source):
        return None
    anchor = clause_above(tree, above)
    cue = Cue(number, [index], tree.lemma(index), "says", content_heads=[anchor])
    cue.source_head, cue.beside = source, [source]
    cue.source = [word for word in phrase(tree, source) if tree.rel(word) != "case"]
    cue.content = pieces(tree, tree.subtree(anchor, [index]), cue)
    return cue


def _preposition(tree: Tree, number: int, index: int) -> Cue | None:
    """ "according to X": the preposition hangs on X, and X on what X says."""
    head = tree.head(index) if tree.rel(index) in ("case", "fixed", "mark") else None
    source = head if head is not None else tree.child(index, "obl", "nmod")
    anchor = tree.head(source) if source is not None and head is not None else tree.head(index)
    if source is None or anchor is None:
        return None
    anchor = _beside_semicolon(tree, clause_above(tree, anchor), index)
    anchor = _whole_sentence(tree, anchor, source)
    to = index + 1 < len(tree) and tree.lower(index + 1) == "to"
    marks = [index, index + 1] if to else [index]
    cue = Cue(number, marks, tree.lower(index), "says", content_heads=[anchor])
    cue.source_head, cue.beside = source, [source]
    cue.source = [w for w in phrase(tree, source) if w not in marks]
    top = source if head is not None else index
    others = others_word(tree, anchor, index)
    ends = len(tree) if index else _said_until(tree, anchor)
    inside = [
        w
        for w in tree.subtree(anchor, [top, *others])
        if w < ends and (not index or not _is_parted(tree, w, index))
    ]
    cue.content = pieces(tree, inside, cue)
    return cue


def _said_until(tree: Tree, anchor: int) -> int:
    """Where what "According to X, …" opens ends: at the first semicolon, unless the clause behind
    it is told one step back from what the outlet itself would write ("the low level had been
    caused by drought")."""
    stops = [word for word in range(len(tree)) if tree.form(word) == ";"]
    for stop in stops:
        clause = next((c for c in tree.children(anchor, "conj", "parataxis") if c > stop), None)
        shifted = clause is not None and any(
            tree.lower(aux) in ("had", "would") for aux in tree.children(clause, "aux")
        )
        if not shifted:
            return stop
    return len(tree)


def _is_per(tree: Tree, index: int) -> bool:
    """ "per the police report", not "per day"."""
    noun = tree.head(index) if tree.lower(index) == "per" else None
    if noun is None or tree.rel(index) != "case":
        return False
    return tree.child(noun, "det", "nmod:poss", "compound") is not None and may_tell(tree, noun)


def _whole_sentence(tree: Tree, anchor: int, source: int) -> int:
    """The first of the clauses that "and" joins, where "according to" stands behind a comma at the
    end of them all and none of them has a speaker of its own."""
    inside = tree.subtree(source)
    ends = all(tree.upos(w) == "PUNCT" for w in range(inside[-1] + 1, len(tree)))
    opening = next(w for w in inside if tree.upos(w) != "PUNCT")
    if not ends or tree.form(opening - 1) != ",":
        return anchor
    while (first := tree.head(anchor)) is not None and tree.rel(anchor) == "conj":
        joint = tree.child(anchor, "cc")
        if joint is None or tree.lower(joint) != "and":
            break
        before = range(tree.subtree(first)[0], joint)
        if _is_parted(tree, first, anchor) or any(_speaks(tree, w) for w in before):
            break
        if any(tree.lower(word) == "according" for word in before):
            break  # "Four died, according to the mayor, and …"
        anchor = first
    return anchor


def _speaks(tree: Tree, word: int) -> bool:
    """Whether a word is a verb of saying with its subject."""
    says = tree.upos(word) == "VERB" and member("cues", "verbs", tree.lemma(word)) is not None
    return says and tree.child(word, "nsubj") is not None


def _is_parted(tree: Tree, one: int, other: int) -> bool:
    """Whether a semicolon stands between two words."""
    between = range(min(one, other), max(one, other) + 1)
    return any(tree.form(word) == ";" for word in between)


def _beside_semicolon(tree: Tree, anchor: int, index: int) -> int:
    """The clause on the same side of a semicolon as "according to", where the parser hung that on
    the other side."""
    if not _is_parted(tree, anchor, index):
        return anchor
    near = [
        word
        for word in range(len(tree))
        if not _is_parted(tree, word, index)
        and tree.upos(word) in ("VERB", "NOUN", "ADJ")
        and tree.child(word, "nsubj") is not None
        and ((above := tree.head(word)) is None or _is_parted(tree, above, index))
    ]
    return near[0] if near else anchor


def _adverbial(tree: Tree, number: int, index: int, stance: str) -> Cue | None:
    above = tree.head(index)
    if above is None:
        return None
    cue = Cue(number, [index], tree.lower(index), stance, content_heads=[above])
    cue.content = pieces(tree, tree.subtree(above, [index]), cue)
    return cue
