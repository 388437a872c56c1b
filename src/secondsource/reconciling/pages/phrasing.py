"""What makes a clause or a noun a line that can stand alone: the relative clause which tells what
is meant, verbs that were shortened behind a pronoun, and "there was" before an event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.reconciling.pages.page import Page
from secondsource.records.reading import Argument, Claim, Token

_DESCRIBED = re.compile(r"\s+(?:who|which|that)\s[^,]*,\s+")  #: "A woman who lives there, Ida Moll"
_NOMINAL = frozenset({"NOUN", "PROPN"})
_PUNCTUATION = frozenset({"PUNCT", "SYM"})
_DESCRIBING = ("acl",)
_LONGEST = 200
_SHORT = 60
_TAKING_UP = frozenset({"he", "she", "it", "they"})
_IN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_ARTICLE = re.compile(r"^(?:an?|the|this|that|these|those)\s+", re.IGNORECASE)
#: What means somebody only beside another phrase
_LEANING = re.compile(
    r"(?i)\b(?:his|her|its|their|my|our|your|them|us|who|which|that|neither|both|each|others?"
    r"|another|one|some|many|none|all|every|no)\b|,"
)
_CLAUSES = 2  # that may follow one another
_STUB = 60  # characters of a clause that may need what follows
_COMPLETING = frozenset({"with", "of", "to", "from", "into", "for", "about", "against"})
_TERMS = frozenset({"if", "unless"})
_BARE_BE = re.compile(r"\s+(?:not\s+|never\s+)?be\s")
_FINITE = "VerbForm=Fin"
_OPENING = frozenset("“‘\"'")
_SPENDING = frozenset({"spend", "waste", "busy"})
_STUMP = 2  # words of a clause that says nothing by itself
_SHORTENED = re.compile(r"[’'](?:s|d|ve|re|ll|m)\b", re.IGNORECASE)
_FULL = {"re": "are", "m": "is", "ve": "have", "ll": "will"}
_MODAL = {
    "possible": "could", "hypothetical": "would", "requested": "should",
}  # fmt: skip
_NUMBER = re.compile(
    r"(?:another\s+|the\s+|all\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|\d\d+|both|several"
    r"|many|dozens)\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?:one|an?|another|each|every)\b", re.IGNORECASE)
_INDEFINITE = re.compile(
    r"(?:(?:at\s+least|about|some|nearly|almost|over|more\s+than)\s+)?"
    r"(?:an?|another|several|many|two|three|four|five|six|seven|eight|nine|ten|\d[\d,.]*|dozens|hundreds"
    r"|thousands|multiple|further|new|more|some)\b",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"(?!(?:of|in|on|at|by|for|to|from|with|into|after|before|as)\b)[A-Za-z][a-z’'-]+(?:\s|$)",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"(?:the|this|that|these|those|his|her|its|their|our|my|your|\w[^,;]*?[’']s?)\s", re.IGNORECASE
)


def described_end(page: Page, start: int, end: int) -> int:
    """Where a clause ends with all that has to be told with it."""
    for _ in range(_CLAUSES):
        further = _described_end(page, start, end)
        if further == end:
            break
        end = further
    return end


def _described_end(page: Page, start: int, end: int) -> int:
    """Where a clause ends with the relative clause that tells which one is meant ("at an event that
    was closed to the press"), or with the one that its verb needs ("charged with hiding the leak");
    behind a comma it only adds something."""
    if page.text[end : end + 1] not in (" ", "\n"):
        return end
    tokens = page.sentence_tokens(start)
    after = next((i for i, token in enumerate(tokens) if token.start >= end), None)
    if after is None or (
        tokens[after].upos in _PUNCTUATION and page.text[tokens[after].start] not in _OPENING
    ):
        return end
    top = _describing(tokens, after, end - start <= _STUB)
    if top is None or not start <= tokens[tokens[top].head - 1].start < end:
        return end
    below = [i for i in range(after, len(tokens)) if _is_under(tokens, i, top)]
    if below[: len(below)] != list(range(after, after + len(below))):
        below = below[: next(n for n, i in enumerate(below) if i != after + n)]
    while below and tokens[below[-1]].upos in _PUNCTUATION:
        below.pop()
    described = tokens[top].deprel.startswith(_DESCRIBING)
    lost = len(below) <= _STUMP and below and tokens[below[-1]].upos in ("VERB", "AUX")
    if lost and described:
        return end  # "a man they believe" (is responsible): the tree has lost the rest
    last = tokens[below[-1]].end if below else end
    return last if last - start <= _LONGEST or not described else end


def _describing(tokens: Sequence[Token], word: int, is_stub: bool) -> int | None:
    """The head of the relative or completing clause that a word opens."""
    here = word
    for _ in tokens:
        if tokens[here].deprel.startswith(_DESCRIBING):
            return here
        begun = any(_is_under(tokens, earlier, here) for earlier in range(word))
        if not begun and _completes(tokens, here, is_stub):
            return here
        if tokens[here].head == 0:
            return None
        here = tokens[here].head - 1
    return None


def _completes(tokens: Sequence[Token], here: int, is_stub: bool) -> bool:
    """Whether a clause says what the verb above it means: "charged with hiding it", "quick to
    praise it", "spent months tracing him"; after a few words also what a deed is for ("worked to
    block it"), and on what terms ("if it fails"). "After", "while" and "by" only add something."""
    token = tokens[here]
    marks = {t.lemma.lower() for t in tokens if t.head - 1 == here and t.deprel == "mark"}
    state = token.deprel == "ccomp" and token.upos in ("ADJ", "VERB") and not marks
    if token.deprel == "xcomp" or (token.deprel == "advcl" and marks & _TERMS):
        return True
    if state and not any(_is_subject(t, here) for t in tokens):
        return True
    if token.deprel != "advcl" or any(_is_subject(t, here) for t in tokens):
        return False
    if "VerbForm=Inf" in (token.feats or ""):
        return is_stub and marks == {"to"}
    above = tokens[token.head - 1]
    return marks <= _COMPLETING if marks else above.lemma in _SPENDING


def _is_subject(token: Token, verb: int) -> bool:
    return token.head - 1 == verb and token.deprel.startswith("nsubj")


def _is_under(tokens: Sequence[Token], word: int, top: int) -> bool:
    here = word
    for _ in tokens:
        if here == top:
            return True
        if tokens[here].head == 0:
            return False
        here = tokens[here].head - 1
    return False


def lengthened(page: Page, start: int) -> tuple[str, int]:
    """The full form of a verb that is shortened at a character ("’d" is " had"), and where it ends;
    nothing where none is. What follows tells "had" from "would" and "has" from "is"."""
    found = _SHORTENED.match(page.text, start)
    tokens = page.sentence_tokens(start)
    here = next((i for i, token in enumerate(tokens) if token.start == start), None)
    if found is None or here is None or tokens[here].upos not in ("AUX", "VERB"):
        return "", start
    follows = (t for t in tokens[here + 1 : here + 4] if t.upos in ("AUX", "VERB"))
    verb = next(follows, None)
    word = page.text[verb.start : verb.end].lower() if verb is not None else ""
    ending = found[0][1:].lower()
    if ending == "d":
        base = verb is not None and "VerbForm=Inf" in (verb.feats or "")
        return (" would" if base else " had"), found.end()
    if ending == "s":
        had = word in ("been", "had", "got") or tokens[here].lemma == "have"
        active = verb is not None and not any(
            t.head - 1 == tokens.index(verb) and t.deprel == "nsubj:pass" for t in tokens
        )
        done = verb is not None and "Tense=Past" in (verb.feats or "") and verb.upos == "VERB"
        return (" has" if had or (active and done) else " is"), found.end()
    return f" {_FULL[ending]}", found.end()


def owner(page: Page, claim: Claim) -> str | None:
    """Whose the subject of a clause is that opens with "whose"."""
    noun = page.modified(claim.predicate.start)
    if noun is None:
        return None
    for start, end, story_entity, _ in page.mentions:
        if start <= noun < end:
            return page.cast.name(story_entity)
    return next(
        (page.text[t.start : t.end] for t in page.sentence_tokens(noun) if t.start == noun), None
    )


def happened(phrase: str, plural: bool) -> str:
    """A phrase that names an event, as a statement: what is added stands in brackets."""
    bare = plural and not _DEFINITE.match(phrase) and _WORD.match(phrase)
    if _INDEFINITE.match(phrase) or bare:
        return f"[There {'were' if plural else 'was'}] {phrase[:1].lower()}{phrase[1:]}"
    return f"{phrase} [took place]" if _DEFINITE.match(phrase) else phrase


_AGE = re.compile(r",\s*(?:aged\s+)?\d{1,3}$")  #: "Ada Lind, 39"


def told_office(page: Page, claim: Claim) -> str | None:
    """ "The on-duty guard, Omar Fell" as a statement; None where a claim is no such apposition."""
    at = claim.predicate.start
    for argument in claim.arguments:
        if argument.role != "agent":
            continue
        name = _AGE.sub("", page.text[argument.start : argument.end].strip(" ,"))
        behind = argument.end <= at
        start, end = (argument.end, claim.end) if behind else (claim.start, argument.start)
        beside = page.text[start:end].strip()
        office = beside.strip(" ,")
        if office in ("", beside) or not name or "," in name:
            continue
        verb = "are" if is_plural(page, at) else "is"
        named = page.upos(page.text.index(office, start)) == "PROPN"
        return f"{name} [{verb}] {office if named else office[:1].lower() + office[1:]}"
    return None


def auxiliary(page: Page, claim: Claim, subject: Argument, modality: str) -> str:
    """The verb that a clause left to the words before it: "was" before a participle, "could" where
    the verb before has it; empty where it has its own."""
    at = claim.predicate.start
    tokens = page.sentence_tokens(at)
    here = next((i for i, token in enumerate(tokens) if token.start == at), None)
    raised = any(claim.start <= t.start < at and _FINITE in (t.feats or "") for t in tokens)
    if here is None or raised or _has_auxiliary(tokens, here, claim):
        return ""
    several = _is_several(page, subject)
    if page.text[claim.start : at].lower().startswith("be "):
        return " should"
    token, feats = tokens[here], tokens[here].feats or ""
    if token.upos == "ADJ":
        return " were" if several else " was"
    if "VerbForm=Ger" in feats or "VerbForm=Part" in feats:
        active = subject.role == "agent" or any(
            t.head - 1 == here and t.deprel in ("obj", "ccomp") for t in tokens
        )
        active = active and not page.text[at : token.end].endswith("ing")
        return "" if active or token.lemma == "be" else " were" if several else " was"
    if "VerbForm=Inf" not in feats and "Mood=Imp" not in feats:
        return ""
    opening = page.text[claim.start : at].lower()
    if opening.endswith("to ") or opening.startswith("to "):
        return " are" if several else " is"
    shared = _shared_auxiliary(page, tokens, here)
    if shared == "to" or (shared is None and modality == "planned"):
        return " were to" if several else " was to"
    return f" {shared or _MODAL[modality]}" if shared or modality in _MODAL else ""


def _shared_auxiliary(page: Page, tokens: Sequence[Token], here: int) -> str | None:
    """The auxiliary, or "to", of the verb to which a verb is joined ("could win and lose")."""
    if tokens[here].deprel != "conj":
        return None
    above = tokens[here].head
    for token in tokens:
        word = page.text[token.start : token.end].lower()
        if token.head == above and (
            token.deprel == "aux" or (token.deprel == "mark" and word == "to")
        ):
            return word if word.isalpha() else None
    return None


def is_subjunctive(page: Page, claim: Claim, subject: Argument) -> bool:
    """ "that the post be kept open": behind its subject the bare form of what is to be."""
    return (
        subject.end <= claim.predicate.start and _BARE_BE.match(page.text, subject.end) is not None
    )


def shares_to(page: Page, position: int) -> bool:
    """Whether the verb at a character is joined to an infinitive ("to explain or cast blame")."""
    tokens = page.sentence_tokens(position)
    here = next((i for i, token in enumerate(tokens) if token.start == position), None)
    return here is not None and _shared_auxiliary(page, tokens, here) == "to"


def _has_auxiliary(tokens: Sequence[Token], here: int, claim: Claim) -> bool:
    below = (t for t in tokens if t.head - 1 == here and t.start >= claim.start)
    return any(t.deprel.split(":")[0] in ("aux", "cop") for t in below)


def _is_several(page: Page, subject: Argument) -> bool:
    entity = page.entity_by_id.get(subject.entity or "")
    if _NUMBER.match(page.text, subject.start):
        return True
    if (entity is not None and entity.kind == "person") or _ONE.match(page.text, subject.start):
        return False
    inside = [
        t for t in page.sentence_tokens(subject.start) if subject.start <= t.start < subject.end
    ]
    starts = {token.start for token in inside}
    sentence = page.sentence_tokens(subject.start)
    heads = [t for t in inside if t.head == 0 or sentence[t.head - 1].start not in starts]
    return any("Number=Plur" in (t.feats or "") or t.lemma.endswith("ings") for t in heads)


def is_plural(page: Page, start: int) -> bool:
    """Whether the noun at a character is in the plural."""
    token = next((t for t in page.sentence_tokens(start) if t.start == start), None)
    return token is not None and "Number=Plur" in (token.feats or "")


def described_as(page: Page, argument: Argument) -> str | None:
    """What a pronoun takes up, where that has no name: "the farmer" for "he", by the fullest of the
    phrases before it. None for anything but a pronoun, and where the phrase needs another one."""
    pronoun = page.text[argument.start : argument.end].lower()
    entity = page.entity_by_id.get(argument.entity or "")
    if pronoun not in _TAKING_UP or entity is None:
        return None
    phrases = [
        phrase
        for mention in entity.mentions
        if mention.form != "pronoun" and mention.start < argument.start
        if (phrase := _whole_phrase(page, mention.start, mention.end)) is not None
    ]
    return max(phrases, key=len, default=None)


def _whole_phrase(page: Page, start: int, end: int) -> str | None:
    """A mention with the words of its noun phrase before it, as something known: "a farmer" is told
    as "the farmer"; None for a phrase that leans on another ("his wife", "two of them")."""
    tokens = page.sentence_tokens(start)
    here = next((i for i, t in enumerate(tokens) if t.start < end <= t.end), None)
    while here is not None and here > 0 and tokens[here - 1].end >= tokens[here].start - 1:
        before = tokens[here - 1]
        if before.start < start and before.upos not in _IN_PHRASE:
            break
        here -= 1
        if before.upos == "DET":
            break
    first = start if here is None else min(start, tokens[here].start)
    words = " ".join(page.text[first:end].split())
    if len(words) > _SHORT or _LEANING.search(words):
        return None
    return _ARTICLE.sub("the ", words)


def left_behind(page: Page, claim: Claim, start: int) -> str:
    """The object of a relative clause, which stands before it ("a boat that they had sold")."""
    noun = page.modified(claim.predicate.start)
    for argument in claim.arguments:
        inside = noun is not None and argument.start <= noun < argument.end <= start
        if argument.role == "patient" and inside and argument.end - argument.start < _SHORT:
            return f" [{page.text[argument.start : argument.end].strip()}]"
    return ""


def has_verb(page: Page, start: int, end: int) -> bool:
    """Whether a stretch of a sentence has a verb; where nothing is known of its words, it has."""
    tokens = [t for t in page.sentence_tokens(start) if start <= t.start < end]
    return not tokens or any(token.upos in ("VERB", "AUX") for token in tokens)


def is_apposition(page: Page, claim: Claim) -> bool:
    """ "Its spokesman, Omar Fell": also where it is the subject of a verb further on."""
    at = claim.predicate.start
    if page.upos(at) not in _NOMINAL or has_verb(page, claim.start, at):
        return False
    if not has_verb(page, claim.start, claim.end):
        return True
    named = next((a for a in claim.arguments if a.role == "agent" and a.start > at), None)
    described = named is not None and _DESCRIBED.match(page.text, claim.predicate.end)
    return bool(described) and named is not None and named.end >= claim.end
