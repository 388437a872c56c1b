"""Where the model points meets what the trees say: one list of cues from both.

The model's spans are kept as they are (its conventions are PolNeAR's: "that" and the quotation
marks belong to the content). The tree's reading of the same cue adds what claims need: the verb,
its complement's head, the stance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from secondsource.extraction.factuality.flourishes import is_flourish
from secondsource.extraction.speech.cue import Cue
from secondsource.extraction.speech.quotes import Quoted
from secondsource.extraction.speech.relayed import may_tell
from secondsource.extraction.speech.speech_verbs import echoes_denied, is_wanted
from secondsource.extraction.trees.anchors import Anchors, HasSpan, Word
from secondsource.extraction.trees.auxiliaries import has_no, is_yet_to
from secondsource.extraction.trees.phrases import phrase
from secondsource.extraction.wordlists.words import member
from secondsource.extraction.wordlists.words import words as table_words
from secondsource.records.reading import Span
from secondsource.syntax import Said, Syntax, Tree

_QUOTE = re.compile(r",\s[“\"]")
_MARKS = (("“", "”"), ('"', '"'), ("''", "''"), ("``", "''"))
_COMPLEMENTS = frozenset({"ccomp", "parataxis", "acl"})
_FINITE = frozenset({"ccomp", "parataxis", "root"})
_TALK = frozenset(
    {"says", "claims", "announces", "confirms", "denies", "warns", "admits", "accuses", "promises"}
)
_NO_SOURCE = frozenset({"AUX", "VERB", "PUNCT", "ADP", "SCONJ", "CCONJ", "PART"})
_LEARNING = frozenset({"learn", "hear", "find", "discover", "see", "read", "know", "understand"})
_NO_CUE = frozenset({"AUX", "PART", "PUNCT", "DET", "CCONJ", "SCONJ", "PRON"})
_FORMS = ("verbs", "nouns", "adverbs", "prepositions", "attitudes")


def joined(syntax: Syntax, ruled: Sequence[Cue], quoted: Sequence[Quoted]) -> list[Cue]:
    """The cues of a text, by the model where it has a head for them, else by the trees alone."""
    if syntax.said is None:
        return list(ruled)
    anchors = Anchors(syntax.trees)
    by_word = {(cue.sentence, word): cue for cue in ruled for word in cue.words}
    met: set[int] = set()
    found: list[Cue] = []
    for said in syntax.said:
        place = anchors.words(said.cue.start, said.cue.end)
        head = anchors.head(said.cue)
        if place is None or head is None:
            continue
        number, inside = place
        seen = (by_word.get((number, word)) for word in (head[1], *inside))
        cue = next((c for c in seen if c is not None and id(c) not in met), None)
        if cue is None:
            cue = _pointed(syntax.trees[number], head, inside)
        met.add(id(cue))
        cue = _placed(syntax.trees[cue.sentence], cue, _within(syntax, said, anchors), anchors)
        echo = echoes_denied(syntax.trees[cue.sentence], cue.words[0])
        cue.unsaid = cue.unsaid or echo or cue.aside and not _tells(syntax, cue, quoted, anchors)
        flourish = any(is_flourish(syntax.trees[cue.sentence], word) for word in cue.words)
        cue.unsaid = cue.unsaid or flourish
        cue.unsaid = (
            cue.unsaid
            or _is_own(syntax, cue)
            or _is_thing(syntax.trees[cue.sentence], cue)
            or cue.aside
            and _is_spoken_in(syntax, cue, by_word)
        )
        found.append(cue)
    found += _alone(syntax, ruled, met, quoted)
    for cue in found:
        cue.content = list(_before_semicolon(syntax.trees[cue.sentence], cue))
    return found


def _pointed(tree: Tree, head: Word, inside: Sequence[int]) -> Cue:
    """A cue that the trees' rules did not see."""
    number, word = head
    words = [word, *(other for other in inside if other != word)]
    lemma = tree.lower(word) if tree.upos(word) in ("ADV", "ADP") else tree.lemma(word)
    stance = _stance(tree, words)
    unsaid = stance != "denies" and lemma in table_words("predicates", "negating", "lemmas")
    unsaid = unsaid or is_yet_to(tree, word) or _sees_to(tree, words)
    return Cue(number, words, lemma, stance, aside=True, unsaid=unsaid)


def _sees_to(tree: Tree, words: Sequence[int]) -> bool:
    """ "The victory ensures that", "is trying to make sure that": a deed, and nothing said."""
    return any(tree.lemma(w) in table_words("predicates", "assuring", "lemmas") for w in words)


def _is_thing(tree: Tree, cue: Cue) -> bool:
    """ "Each idea has underscored the fact that", "the deal guarantees that": what the outlet makes
    of a thing, which has said nothing."""
    if cue.lemma not in table_words("cues", "showing", "verbs"):
        return False
    who = tree.child(cue.words[0], "nsubj")
    return who is not None and tree.upos(who) == "NOUN" and not may_tell(tree, who)


def _tells(syntax: Syntax, cue: Cue, quoted: Sequence[Quoted], anchors: Anchors) -> bool:
    """Whether a cue that only the model sees passes on what somebody said: words in quotation
    marks, or a finite clause. PolNeAR also marks wishes, plans and demands ("councillors want to
    replace it"): there the outlet speaks, and the claim's modality says the rest."""
    if _prints(cue, quoted):
        return True
    tree = syntax.trees[cue.sentence]
    if tree.upos(cue.words[0]) in _NO_CUE or _is_negated(tree, cue):
        return False
    if is_wanted(tree, cue.words[0]):
        return False
    for piece in cue.content:
        head = anchors.head(piece)
        if head is not None:
            tree = syntax.trees[head[0]]
            if _is_open(tree, head[1]) and member("cues", "verbs", cue.lemma) is None:
                continue  # "are investigating whether"
            told = tree.rel(head[1]) in _FINITE and _is_finite(tree, cue, head[1])
            says = member("cues", "verbs", cue.lemma) in _TALK
            if told or (says and _is_sentence(tree, head[1])):
                return True
    return False


def _is_open(tree: Tree, verb: int) -> bool:
    return any(tree.lower(mark) == "whether" for mark in tree.children(verb, "mark"))


def _is_finite(tree: Tree, cue: Cue, verb: int) -> bool:
    """No infinitive, unless it is one of "would fall" that somebody printed says."""
    if tree.feat(verb, "VerbForm") != "Inf":
        return True
    return tree.child(verb, "aux") is not None and bool(cue.source or cue.source_at)


def _is_negated(tree: Tree, cue: Cue) -> bool:
    """ "has not commented": nothing is passed on."""
    below = tree.children(cue.words[0], "advmod", "det")
    if cue.lemma in table_words("predicates", "excluding", "lemmas"):
        return False  # "does not exclude that" suggests it
    if any(has_no(tree, who) for who in tree.children(cue.words[0], "nsubj")):
        return True  # "Neither side has commented"
    return cue.stance != "denies" and any(tree.lower(w) in ("not", "n't", "never") for w in below)


def _is_own(syntax: Syntax, cue: Cue) -> bool:
    """ "… . Our correspondent Jo Ferris reports.": she is handed over to, and has said nothing."""
    tree = syntax.trees[cue.sentence]
    if any(piece.end > tree.sentence.start for piece in cue.content):
        return False
    named = {tree.lower(word) for word in cue.source}
    return "our" in named and bool(named & table_words("turns", "own", "words"))


def _is_spoken_in(syntax: Syntax, cue: Cue, by_word: dict[Word, Cue]) -> bool:
    """Whether a cue that only the model sees is no more than the place where another one's words
    stand ("In a statement posted on Thursday, it said"), or takes another one's words for what is
    said ("Police are questioning him, the paper reports")."""
    tree, word = syntax.trees[cue.sentence], cue.words[0]
    at = cue.source_head
    if at is not None and tree.rel(at) == "obl" and tree.child(at, "case") is not None:
        above = by_word.get((cue.sentence, verb)) if (verb := tree.head(at)) is not None else None
        if above is not None and above.source and at not in above.beside:
            return True
    for head in cue.content_heads:
        other = by_word.get((cue.sentence, head))
        if other is not None and tree.rel(head) == "parataxis" and word in other.content_heads:
            return True
    return False


def _is_sentence(tree: Tree, verb: int) -> bool:
    """A finite verb with its subject, however it is hung."""
    finite = tree.feat(verb, "VerbForm") == "Fin" or tree.child(verb, "aux") is not None
    return finite and tree.child(verb, "nsubj") is not None and tree.deprel(verb) != "acl:relcl"


def _stance(tree: Tree, words: Sequence[int]) -> str:
    found = (
        member("cues", form, name)
        for word in words
        for form in _FORMS
        for name in (tree.lemma(word), tree.lower(word))
    )
    return next((stance for stance in found if stance), "says")


def _within(syntax: Syntax, said: Said, anchors: Anchors) -> Said:
    """With a source that ends where its first sentence ends, or where its words go on behind it."""
    place = None if said.source is None else anchors.words(said.source.start, said.source.end)
    if said.source is None or place is None:
        return said
    tree = syntax.trees[place[0]]
    start, end = said.source.start, min(said.source.end, tree.sentence.end)
    quote = _QUOTE.search(syntax.text, start + 1, end)
    if quote is not None:  # "“It sank,” said the owner, “and …”"
        end = quote.start()
    if end == said.source.end:
        return said
    inner = syntax.text[start:end].rstrip(' ,.!?”"')
    return replace(said, source=Span(start=start, end=start + len(inner)) if inner else None)


def _placed(tree: Tree, cue: Cue, said: Said, anchors: Anchors) -> Cue:
    """The cue with the model's spans; the content by the tree where the model's misses the
    complement altogether: the tree is then right more often."""
    cue.at = said.cue
    cue.treed = list(cue.content) or None
    if _holds(tree, cue, said.content) and not _swallows(tree, cue, said.content):
        near = _near(tree, cue, said.content)
        cue.content = list(_before_next_verb(tree, cue, near))
    else:
        cue.content = [_as_marked(tree.text, piece) for piece in cue.content]
    head = None if said.source is None else anchors.head(said.source)
    place = None if said.source is None else anchors.words(said.source.start, said.source.end)
    if head is not None and place is not None and not _is_no_source(tree, cue, head):
        here = head[0] == cue.sentence
        noun = _antecedent(tree, cue, head[1]) if here else None
        if noun is not None and tree.lower(head[1]) == "which" and not may_tell(tree, noun):
            noun = None
        cue.source_at = said.source
        cue.source, cue.source_head = (place[1], head[1]) if here else ([], None)
        if noun is not None:
            cue.source_head, cue.source = noun, phrase(tree, noun)
        elif here and _sums_up(tree, cue, head[1]):
            cue.unsaid = True
    return _headed(cue, anchors)


def _headed(cue: Cue, anchors: Anchors) -> Cue:
    if not cue.content_heads:
        cue.content_heads = list(_heads(cue.sentence, cue.content, anchors))
    return cue


def _antecedent(tree: Tree, cue: Cue, word: int) -> int | None:
    """ "traders who say": the traders."""
    relative = tree.upos(word) == "PRON" and tree.lower(word) in ("who", "which", "that")
    verb = tree.head(word)
    verb = cue.words[0] if verb is None or verb not in cue.words else verb
    return tree.head(verb) if relative and tree.deprel(verb) == "acl:relcl" else None


def _sums_up(tree: Tree, cue: Cue, word: int) -> bool:
    """ "Sales fell, which suggests that …", "That means …": a pronoun for what was just told says
    nothing; the outlet concludes."""
    if tree.upos(word) not in ("PRON", "DET"):
        return False
    return tree.lower(word) in ("which", "that", "this")


def _before_next_verb(tree: Tree, cue: Cue, content: Sequence[Span]) -> Iterator[Span]:
    """The content without a verb joined to the cue's: "said it was late and urged patience"."""
    word = cue.words[0]
    verbs = [w for w in tree.children(word, "conj") if w > word and tree.upos(w) == "VERB"]
    own = [w for w in verbs if tree.child(w, "nsubj") is None]
    firsts = [min([w, *(c for c in tree.children(w, "cc", "punct") if c < w)]) for w in own]
    limit = min((tree.tokens[first].start for first in firsts), default=None)
    for piece in content:
        if limit is None or not piece.start < limit < piece.end or piece.end > tree.sentence.end:
            yield piece
        else:
            yield Span(start=piece.start, end=len(tree.text[:limit].rstrip(" ,;")))


def _before_semicolon(tree: Tree, cue: Cue) -> Iterator[Span]:
    """The content of "reportedly", or of a phrase behind its clause ("…, by the count of the
    ministry; Orland puts it at 80"), up to the semicolon behind which somebody else is subject."""
    word = cue.words[0]
    start = min((piece.start for piece in cue.content), default=0)
    inside = tree.upos(word) == "ADV" or start < tree.tokens[word].start
    limit = None
    if inside and (tree.upos(word) != "VERB" or tree.lower(word) == "according"):
        limit = next((at for at in range(word, len(tree)) if _starts_anew(tree, at)), None)
    for piece in cue.content:
        if limit is None or piece.end <= tree.tokens[limit].start:
            yield piece
        elif piece.start < tree.tokens[limit].start:
            yield Span(start=piece.start, end=tree.tokens[limit].start)


def _starts_anew(tree: Tree, at: int) -> bool:
    """Whether a semicolon stands here before a clause with a subject of its own."""
    return tree.form(at) == ";" and any(
        tree.rel(word) == "nsubj" and tree.lower(word) not in ("it", "he", "she", "they")
        for word in range(at + 1, len(tree))
    )


def _holds(tree: Tree, cue: Cue, content: Sequence[HasSpan]) -> bool:
    """Whether the content holds what the tree takes to be said, if it takes anything to be so."""
    heads = [tree.tokens[head] for head in cue.content_heads]
    inside = [any(p.start <= h.start and h.end <= p.end for p in content) for h in heads]
    return not heads or any(inside)


def _near(tree: Tree, cue: Cue, content: Sequence[Span]) -> Sequence[Span]:
    """The content without pieces of earlier sentences, where the tree sees a complement and no
    quotation mark is printed: "… stood idle. He was quoted as saying that"."""
    complement = any(tree.rel(head) == "ccomp" for head in cue.content_heads)
    if not cue.treed or not complement:
        return content
    start = tree.sentence.start
    kept = [p for p in content if p.end > start or tree.text[p.end - 1] in "”\"'"]
    return kept or content


def _swallows(tree: Tree, cue: Cue, content: Sequence[HasSpan]) -> bool:
    """Whether the model takes whoever the tree sees speak for a part of what is said: "The toll,
    says Li of the Drivers' Guild, is unfair"."""
    if cue.source_head is None or not cue.content or tree.rel(cue.source_head) != "nsubj":
        return False
    if tree.head(cue.source_head) != cue.words[0]:
        return False
    speaker = tree.tokens[cue.source_head]
    return any(p.start <= speaker.start and speaker.end <= p.end for p in content)


def _as_marked(text: str, piece: Span) -> Span:
    """With the "that" before it and the quotation marks around it."""
    start, end = piece.start, piece.end
    for opening, closing in _MARKS:
        if text.startswith(closing, end) and text[:start].endswith(opening):
            start, end = start - len(opening), end + len(closing)
            break
    if text[:start].endswith(" that "):
        start -= len("that ")
    return Span(start=start, end=end)


def _is_no_source(tree: Tree, cue: Cue, head: Word) -> bool:
    """Whether a word heads no phrase, or the cue's verb has another subject: "said that the union
    had warned"."""
    if head[0] == cue.sentence and tree.lower(head[1]) == "it":
        above = tree.head(head[1])
        passive = above in cue.words and tree.deprel(head[1]) == "nsubj:pass"
        if passive or tree.rel(head[1]) == "expl":
            return True  # "it is specified that"
    if head[0] == cue.sentence and _is_said_of(tree, head[1]):
        return True
    if head[0] != cue.sentence:
        # Who is named in the cue's own sentence said it.
        return cue.source_head is not None and tree.upos(cue.source_head) != "PRON"
    subject = cue.source_head is not None and tree.rel(cue.source_head) == "nsubj"
    below = subject and tree.head(cue.source_head or 0) == cue.words[0]
    return tree.upos(head[1]) in _NO_SOURCE or (below and head[1] != cue.source_head)


def _is_said_of(tree: Tree, word: int) -> bool:
    """ "The two leaders are understood to have met": they have said nothing."""
    verb = tree.head(word) if tree.deprel(word) == "nsubj:pass" else None
    if verb is None or tree.child(verb, "xcomp") is None:
        return False
    return tree.lemma(verb) in table_words("cues", "sourceless", "verbs")


def _heads(sentence: int, content: Sequence[HasSpan], anchors: Anchors) -> Iterator[int]:
    for piece in content:
        head = anchors.head(piece)
        if head is not None and head[0] == sentence:
            yield head[1]


def _alone(
    syntax: Syntax, ruled: Sequence[Cue], met: set[int], quoted: Sequence[Quoted]
) -> Iterator[Cue]:
    """What only the trees see; silent unless it is plain that somebody says something: elsewhere
    annotators agree with one in ten, inside quotation marks with none."""
    held = [said.cue for said in syntax.said or ()]
    for cue in ruled:
        tree = syntax.trees[cue.sentence]
        at = tree.span(cue.words)
        if id(cue) in met or any(s.start < at.end and at.start < s.end for s in held):
            continue
        inside = any(quote.start <= at.start < quote.end for quote in quoted)
        if inside:
            cue.silent = not _is_passed_on(tree, cue)
        else:
            cue.silent = not (_is_plain(tree, cue) or _prints(cue, quoted))
        cue.unsaid = cue.unsaid or _is_thing(tree, cue)
        yield cue


def _is_passed_on(tree: Tree, cue: Cue) -> bool:
    """ "“He wrote that the air was bad,” she said": a link further inside the chain."""
    own = cue.source_head is not None and tree.lower(cue.source_head) not in ("i", "we", "you")
    stated = any(tree.rel(head) == "ccomp" for head in cue.content_heads)
    tells = cue.stance in _TALK and cue.lemma not in _LEARNING
    return own and stated and tells and _is_plain(tree, cue)


def _is_plain(tree: Tree, cue: Cue) -> bool:
    word = cue.words[0]
    if cue.plain or tree.upos(word) not in ("VERB", "NOUN"):
        return True  # "allegedly", "according to"
    if tree.rel(word) == "obl" and cue.beside:
        return True  # "in the minister's view"
    relations = {tree.rel(head) for head in cue.content_heads}
    verbs = (word, *tree.children(word, "aux"))
    finite = any(tree.feat(verb, "VerbForm") == "Fin" for verb in verbs)
    talk = cue.stance in _TALK
    told = tree.rel(word) == "parataxis" and tree.child(word, "nsubj") is not None
    finite = finite or (told and tree.child(word, "aux") is None)  # "it assessed", as a participle
    if not cue.source:
        return finite and talk and "ccomp" in relations
    if relations & _COMPLEMENTS:
        return finite or talk
    above = tree.head(word)
    if above is not None and tree.rel(word) == "acl":  # hung on a noun of what is said
        above = above if above in cue.content_heads else tree.head(above)
    if above in cue.content_heads:
        # "…, as reported by the office"; "…, reckons a pal"
        return talk or (finite and tree.rel(word) == "parataxis")
    return finite and (talk and "xcomp" in relations or cue.stance in ("denies", "accuses"))


def _prints(cue: Cue, quoted: Sequence[Quoted]) -> bool:
    """Whether somebody's words are printed in quotation marks."""
    return bool(cue.source) and any(
        piece.start < quote.end and quote.start < piece.end
        for piece in cue.content
        for quote in quoted
    )
