"""One plain line for a fact, in the words of its clearest evidence.

The line is the report's own clause. A subject that the clause leaves out or gives as a pronoun is
shown by name in square brackets; nothing else is added.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from secondsource.names import country_named
from secondsource.reconciling.independence import Witness
from secondsource.reconciling.lemmas import wording
from secondsource.reconciling.page import Page
from secondsource.reconciling.phrasing import (
    auxiliary,
    described_end,
    happened,
    is_plural,
    left_behind,
    lengthened,
    owner,
    told_office,
)
from secondsource.reconciling.slotting import toll_start
from secondsource.reconciling.statements import place_key
from secondsource.records.reading import Argument, Claim

_LONGEST = 200
_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "them", "who", "which", "that"})
_SUBJECT_ROLES = frozenset({"agent", "patient", "theme", "recipient", "quantity"})
_TAKERS = frozenset({"agent", "patient", "theme", "companion", "recipient"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_RELATIVE = re.compile(r"(?:,|\s*[―—–])?\s+(?:who|which|that)\s+")
_FINITE = re.compile(
    r"(?i)(?:\b(?:am|is|are|was|were|be|been|being)|[’']s|[’']re|[’']m)\s+(?:\w+ly\s+|not\s+|still\s+|also\s+)*$"
)
_UNSETTLED = re.compile(
    r"(?i)\b(?:will|would|shall|should|may|might|could|can|must|whether|if|plan\w*|set|due|likely)\b"
)
_ABBREVIATED = re.compile(r"\b\w\.\w\.$")  # "3 a.m.", "the U.S.": the stop is the word's own
_BEFORE = re.compile(
    r"(?i)(?:[\w’'-]+\s+){0,3}(?:before|after|during|following|ahead\s+of|since|amid)\s+"
    r"(?=(?:the|an?|his|her|its|their|this|that)\b)"
)
#: "It appears that" says nothing of anybody
_SHELL = re.compile(
    r"(?i)\W*it\s+(?:(?:does|do|did)(?:n[’']t|\s+not)\s+|also\s+|now\s+)?"
    r"(?:appears?|appeared|seems?|seemed|turned\s+out)\s+(?:that\s+)?(?=\w)"
)
#: "One of the guests who was hurt" is one, whatever the tree hangs the clause on
_ONE_OF = re.compile(r"\b(?:one|each|either|another)\s+of\s+$", re.IGNORECASE)
_SINGULAR = re.compile(r"(?:was|is|has|does)\b", re.IGNORECASE)
_LED = re.compile(r"(?i)(?:after|before|by|to|in|on|for|while|without|since)\s+\w+ing\b")
#: What joins a clause to the words before it, which the line doesn't show
_JOINING = re.compile(r"(?i)^\W*(?:(?:who|which|that)\s+|(?:and|but|yet|or)\s+(?!the\b|an?\b))")
_EDGE = " \t\r\n,;:–—-"


def summary_of(witnesses: Sequence[Witness], avoid: frozenset[tuple[str, str]]) -> str:
    """The clearest line among the witnesses; those in ``avoid`` only if there is no other."""
    plain = [w for w in witnesses if w.statement.key not in avoid] or list(witnesses)
    common = _common_places(witnesses)
    several = len({w.testimony.voice.id for w in witnesses}) > 1  # one man's words are not theirs
    lines = [
        (
            _clarity(witness, line)
            - 4.0 * len(_places(witness) - common)
            - 2.0 * _others_told(witness)
            - 2.0 * (several and line.endswith("”") and not line.startswith("“")),
            line,
        )
        for witness in plain
        if (line := _line(witness))
    ]
    return min(lines, key=lambda pair: (-pair[0], pair[1]))[1] if lines else ""


def _places(witness: Witness) -> frozenset[str]:
    """Places named in the line of a claim, but for countries that only say who takes part."""
    page, (start, end) = witness.statement.page, shown(witness)
    takers = [a for a in witness.statement.claim.arguments if a.role in _TAKERS]
    inside = (p for p in page.reading.places if start <= p.start and p.end <= end)
    return frozenset(
        place_key(page, place)
        for place in inside
        if country_named(page.text[place.start : place.end]) is None
        or not any(a.start <= place.start and place.end <= a.end for a in takers)
    )


def _others_told(witness: Witness) -> int:
    """How many other claims the line tells before its own ("They tied up a clerk before fleeing"
    where the flight is the fact): the fact's origins don't vouch for those. So for what was agreed
    in the words of the agreement."""
    page, claim = witness.statement.page, witness.statement.claim
    start, _ = shown(witness)
    return sum(
        start <= other.predicate.start < claim.start or _shares(claim, other)
        for other in page.reading.claims
    )


def _shares(claim: Claim, other: Claim) -> bool:
    """Whether the words of a claim are first of all another's ("agreed to hold talks")."""
    same = (claim.start, claim.end) == (other.start, other.end)
    return same and other.predicate.start < claim.predicate.start


def _common_places(witnesses: Sequence[Witness]) -> frozenset[str]:
    """Places that most texts name: a line for all of them had better name no other."""
    texts: dict[str, frozenset[str]] = {}
    for witness in witnesses:
        texts[witness.text] = texts.get(witness.text, frozenset()) | _places(witness)
    named = Counter(place for places in texts.values() for place in places)
    return frozenset(place for place, count in named.items() if 2 * count > len(texts))


def _clarity(witness: Witness, line: str) -> float:
    """Prefer a full clause with its own named subject, of middling length, not background; of what
    has not happened, one that says so itself."""
    statement = witness.statement
    bracketed = line.count("[") + line.count("…")
    length = abs(len(line) - 90) / 60
    own_subject = subject_of(witness) is not None
    return (
        2.0 * own_subject
        - 3.0 * (nominal(witness) and not _tallied(witness))
        - 3.0 * (_subject_outside(witness) is None and (purpose(witness) or trails(witness)))
        - 2.0 * (statement.page.modified(statement.claim.predicate.start) is not None)
        + 4.0 * (statement.modality == "actual" or bool(_UNSETTLED.search(line)))
        + 1.0 * (not statement.claim.background)
        + 0.5 * len(statement.named)
        - 0.7 * bracketed
        - 1.0 * (" and that " in line)
        - length
    )


def _line(witness: Witness) -> str:
    page, claim = witness.statement.page, witness.statement.claim
    denial, voice = _denial(witness), witness.testimony.voice
    if denial is not None:
        return _polish(_denier(page, *denial))
    told = told_office(page, claim) if nominal(witness) or _is_apposition(page, claim) else None
    if told is not None:
        return _polish(told)
    quoted = _quoted(witness)
    if quoted is not None:
        words = f"“{_polish(page.text[quoted[0] : quoted[1]])}”"
        return words if voice.anonymous else f"{voice.name}: {words}"
    touching = _touching(witness)
    if touching is not None:
        return _polish(touching)
    subject = subject_of(witness)
    start, end = shown(witness)
    if witness.statement.counts and start < min(claim.start, subject.start if subject else end):
        return _polish(page.text[_after_that(page, start) : end])
    if subject is not None and not nominal(witness):
        return _polish(_of_clause(witness, subject))
    if nominal(witness) and not _tallied(witness):
        return _of_noun(witness)
    start, end = shown(witness)
    if start < claim.start:
        return _polish(page.text[_after_that(page, start) : end])
    return _polish(_with_subject(witness))


def _of_clause(witness: Witness, subject: Argument) -> str:
    """A clause with a subject of its own, from the subject on if only little words stand before."""
    page, claim = witness.statement.page, witness.statement.claim
    prefix = re.findall(r"\w+", page.text[claim.start : subject.start].lower())
    bare = not prefix or prefix[-1] in wording("openers")
    whole = _whole(page, claim) if not bare else None
    if whole is not None:
        return whole
    start = _after_that(page, subject.start if bare else claim.start)
    end = described_end(page, start, claim.end)
    words = _named(witness, start, end)
    gone = left_behind(page, claim, start)
    if gone:
        at = claim.predicate.end
        words = f"{_named(witness, start, at)}{gone}{_named(witness, at, end)}"
    relative = _RELATIVE.match(page.text, subject.end)
    direct = relative and _is_relative(page, claim, relative.end())
    if relative is not None and direct and start == subject.start:
        words = f"{page.text[start : subject.end]} {page.text[relative.end() : end]}"
        one = _ONE_OF.search(page.text, max(0, start - 12), start)
        if one is not None and _SINGULAR.match(page.text, relative.end()):
            words = f"{one[0]}{words}"
    return words


def _touching(witness: Witness) -> str | None:
    """A clause that hangs on its object without a pronoun between, as a statement: "a tanker it
    captured" is told as "it captured a tanker"."""
    page, claim = witness.statement.page, witness.statement.claim
    doer = next((a for a in claim.arguments if a.role == "agent"), None)
    thing = next((a for a in claim.arguments if a.role in ("patient", "theme")), None)
    at = claim.predicate.end
    if doer is None or thing is None or not thing.end < doer.start < doer.end < at:
        return None
    apart = not page.text[thing.end : doer.start].isspace()
    if apart or page.verbs(doer.end, claim.predicate.start) or "," in page.text[doer.start : at]:
        return None
    told = f"{_named(witness, doer.start, at)} {page.text[thing.start : thing.end]}"
    return f"{told}{_named(witness, at, claim.end)}"


def _whole(page: Page, claim: Claim) -> str | None:
    """The whole sentence where a clause begins with a verb whose subject the words before have
    ("told the clerk to leave"), None for a long one."""
    if page.upos(claim.start) not in ("VERB", "AUX", "PART"):
        return None
    whole = page.sentence(claim.start)
    return page.text[whole.start : whole.end] if whole.end - whole.start <= _LONGEST else None


def _of_noun(witness: Witness) -> str:
    """An office or an event that the text only names, as a statement."""
    page, claim = witness.statement.page, witness.statement.claim
    leads = _BEFORE.match(page.text, claim.start, claim.predicate.start)
    start = leads.end() if leads else claim.start
    words = _polish(page.text[start : described_end(page, start, claim.end)])
    if witness.statement.modality != "actual" or witness.statement.polarity == "-":
        return words
    return happened(words, is_plural(page, claim.predicate.start))


def _with_subject(witness: Witness) -> str:
    """A clause with the subject that it leaves to the words before it."""
    page, claim = witness.statement.page, witness.statement.claim
    end = described_end(page, claim.start, claim.end)
    rest = _JOINING.sub("", _named(witness, claim.start, end))
    if re.match(r"(?i)\W*(?:neither|none|both|all|each|some|many)\b", rest):
        return rest
    shell = _SHELL.match(rest)
    if shell is not None:
        return rest[shell.end() :]
    argument = _subject_outside(witness)
    if (
        argument is None
        and page.happens(claim.predicate.start)
        and not _has_verb(page, claim.start, end)
    ):
        return _of_noun(witness)
    if argument is None:
        whole = page.sentence(claim.start)
        led = _LED.match(rest) and whole.end - whole.start <= _LONGEST
        return page.text[whole.start : whole.end] if led else _whole(page, claim) or rest
    if page.text[argument.start : argument.end].lower().startswith("whose "):
        at, whose = argument.start + len("whose"), owner(page, claim)
        return f"[{whose}]’s{_named(witness, at, end)}" if whose else rest
    if claim.start < argument.end:  # the clause holds the end of its own subject
        relative = _RELATIVE.match(page.text, argument.end)
        at = relative.end() if relative else argument.end
        return f"{page.text[argument.start : argument.end]} {_named(witness, at, end).lstrip()}"
    described = _name_of(page, argument) is None and page.relative_between(
        argument.start, argument.end, claim.start
    )
    if described and end - argument.start <= _LONGEST:
        return _spelled_out(page, argument.start, end)
    verb = auxiliary(page, claim, argument, witness.statement.modality)
    name = _name_of(page, argument) or page.text[argument.start : argument.end]
    return f"[{name}{verb}] {rest}"


def _is_relative(page: Page, claim: Claim, start: int) -> bool:
    """Whether a claim is the relative clause that opens at ``start``, not one behind it: "a ban
    that was to begin today has been put off"."""
    if "," in page.text[start : claim.predicate.start]:
        return False
    if page.sentence_tokens(start) and not page.describes(claim.predicate.start, start):
        return False
    others = (other.predicate.start for other in page.reading.claims)
    return not any(start <= place < claim.predicate.start for place in others)


def _after_that(page: Page, start: int) -> int:
    """Where a clause begins, after a "that" which only joins it to what stands before."""
    if page.text[start : start + 5].lower() != "that ":
        return start
    joins = (
        page.upos(start) == "SCONJ" or page.upos(start + 5) == "NUM"
    )  # "that seven were missing"
    return start + 5 if joins else start


def _quoted(witness: Witness) -> tuple[int, int] | None:
    """The part of a claim inside the quotation that holds its predicate."""
    page, claim = witness.statement.page, witness.statement.claim
    for quote in page.reading.quotes:
        if quote.start <= claim.predicate.start < quote.end and not quote.fragment:
            return max(claim.start, quote.start), min(claim.end, quote.end)
    return None


def shown(witness: Witness) -> tuple[int, int]:
    """The stretch of text that the line of a claim shows: from the head of the sentence where the
    clause leans on it."""
    page, claim = witness.statement.page, witness.statement.claim
    start = _sentence_start(witness)
    if witness.statement.counts and toll_start(page, claim) < claim.start:
        return toll_start(page, claim), claim.end
    bare = nominal(witness) and not _tallied(witness)
    if bare or subject_of(witness) or _quoted(witness) or claim.end - start > _LONGEST:
        return claim.start, claim.end
    return (start, claim.end) if _leaning(witness) else (claim.start, claim.end)


def _tallied(witness: Witness) -> bool:
    """Whether a claim counts in a slot: "12 deaths" needs what is said of them, "the theft of gold
    worth 18 million" says it all."""
    return any(count.slot for count in witness.statement.counts)


def _sentence_start(witness: Witness) -> int:
    """Where the sentence of the claim begins, after a dateline."""
    page, claim = witness.statement.page, witness.statement.claim
    start = page.sentence(claim.start).start
    zones = (zone.end for zone in page.reading.boilerplate if zone.end <= claim.start)
    return max(start, max(zones, default=start))


def _leaning(witness: Witness) -> bool:
    """Whether the clause cannot stand alone even with a subject: participle, infinitive, noun."""
    page, predicate = witness.statement.page, witness.statement.claim.predicate
    before = page.text[max(0, predicate.start - 3) : predicate.start].lower()
    if page.happens(predicate.start):
        return False
    leaning = nominal(witness) or trails(witness) or before == "to "
    return leaning or _subject_outside(witness) is None


def trails(witness: Witness) -> bool:
    """Whether the predicate is a participle without "is" or "was" and without a subject."""
    page, predicate = witness.statement.page, witness.statement.claim.predicate
    word = page.text[predicate.start : predicate.end].lower()
    before = page.text[max(0, predicate.start - 30) : predicate.start]
    return word.endswith("ing") and not subject_of(witness) and not _FINITE.search(before)


def purpose(witness: Witness) -> bool:
    """Whether the claim is an infinitive without a subject ("to settle the dispute")."""
    page, claim = witness.statement.page, witness.statement.claim
    before = page.text[max(0, claim.predicate.start - 3) : claim.predicate.start].lower()
    adverbial = page.deprel(claim.predicate.start) == "advcl"
    return before == "to " and (adverbial or subject_of(witness) is None)


def subject_of(witness: Witness) -> Argument | None:
    """The argument that stands before the predicate inside the clause, unless it is "which"."""
    page, claim = witness.statement.page, witness.statement.claim
    for argument in sorted(claim.arguments, key=lambda a: a.start):
        inside = claim.start <= argument.start and argument.end <= claim.predicate.start
        relative = page.text[argument.start : argument.end].lower() in ("who", "which", "that")
        if inside and argument.role in _SUBJECT_ROLES and not relative:
            return argument
    return None


def _denier(page: Page, start: int, end: int) -> str:
    """The denial with a pronoun at its head spelled out."""
    for mention_start, mention_end, story_entity, form in page.mentions_in(start, end)[:1]:
        if mention_start == start and form == "pronoun":
            full, after = lengthened(page, mention_end)
            return f"[{page.cast.name(story_entity)}]{full}{page.text[after:end]}"
    return page.text[start:end]


def leans(witness: Witness) -> bool:
    """Whether the claim is a phrase, or a clause without a subject of its own."""
    return nominal(witness) or subject_of(witness) is None


def nominal(witness: Witness) -> bool:
    """Whether the claim's predicate is a noun ("a strike on a refinery")."""
    page, start = witness.statement.page, witness.statement.claim.predicate.start
    claim = witness.statement.claim
    if page.upos(start) not in _NOMINAL:
        return False
    if page.is_clause(start) and _has_verb(page, claim.start, claim.end):
        return False
    subject = subject_of(witness)
    return subject is None or not page.verbs(subject.end, start)


def _is_apposition(page: Page, claim: Claim) -> bool:
    """ "Its spokesman, Omar Fell": also where it is the subject of a verb further on."""
    noun = page.upos(claim.predicate.start) in _NOMINAL
    return noun and not _has_verb(page, claim.start, claim.end)


def headless(witness: Witness) -> bool:
    """Whether the line would begin with its verb: nobody is there to do it."""
    page, claim = witness.statement.page, witness.statement.claim
    verbal = page.upos(claim.start) in ("VERB", "AUX")
    return verbal and subject_of(witness) is None and _subject_outside(witness) is None


def _has_verb(page: Page, start: int, end: int) -> bool:
    tokens = [t for t in page.sentence_tokens(start) if start <= t.start < end]
    return not tokens or any(token.upos in ("VERB", "AUX") for token in tokens)


def _subject_outside(witness: Witness) -> Argument | None:
    """The participant before the predicate that the clause itself does not hold."""
    page, claim = witness.statement.page, witness.statement.claim
    for role in ("agent", "patient", "theme"):
        for argument in claim.arguments:
            shown = page.text[argument.start : argument.end].lower()
            before = argument.end <= claim.predicate.start
            if argument.role == role and before and shown not in ("who", "which", "that"):
                return argument
    return None


def _name_of(page: Page, argument: Argument) -> str | None:
    story_entity = page.cast.of(page.report, argument.entity)
    if story_entity is None or story_entity not in page.cast.named:
        return None
    return page.cast.name(story_entity)


def _denial(witness: Witness) -> tuple[int, int] | None:
    """The span of "Norfax denied the leak": the saying and the said together. Where the denial
    stands behind ("…, a charge Norfax denies"), it goes back to the start of the sentence."""
    page, claim = witness.statement.page, witness.statement.claim
    for index in claim.attributions:
        attribution = page.reading.attributions[index]
        if attribution.stance == "denies":
            spans = [(s.start, s.end) for s in attribution.content]
            spans.append((attribution.cue.start, attribution.cue.end))
            if attribution.source is not None:
                spans.append((attribution.source.start, attribution.source.end))
            first = page.sentence(claim.start)
            if claim.predicate.start < attribution.cue.start:
                inside = attribution.cue.start < first.end
                spans.append((first.start if inside else claim.start, claim.end))
            return min(s for s, _ in spans), max(e for _, e in spans)
    return None


def _named(witness: Witness, start: int, end: int) -> str:
    """A stretch of text in which the claim's own pronouns are spelled out."""
    page = witness.statement.page
    pieces, at = [], start
    for argument in sorted(witness.statement.claim.arguments, key=lambda a: a.start):
        shown = page.text[argument.start : argument.end]
        name = _name_of(page, argument)
        inside = at <= argument.start and argument.end <= end
        if inside and name is not None and shown.lower() in _PRONOUNS:
            full, after = lengthened(page, argument.end)
            pieces += [page.text[at : argument.start], f"[{name}]{full}"]
            at = after
    return "".join((*pieces, page.text[at:end]))


def _spelled_out(page: Page, start: int, end: int) -> str:
    """A stretch of text in which every "he" and "she" that is known is spelled out."""
    pieces, at = [], start
    for first, last, story_entity, form in page.mentions_in(start, end):
        if form == "pronoun" and page.text[first:last].lower() in ("he", "she") and first >= at:
            full, after = lengthened(page, last)
            pieces += [page.text[at:first], f"[{page.cast.name(story_entity)}]{full}"]
            at = after
    return "".join((*pieces, page.text[at:end]))


def _polish(line: str) -> str:
    line = _balanced(" ".join(line.split())).lstrip(_EDGE)
    line = line.strip(_EDGE)
    line = (line if _ABBREVIATED.search(line) else line.removesuffix(".")).strip(_EDGE)
    line = re.sub(r"[,.]([”\"])$", r"\1", line)
    if len(line) > _LONGEST:
        line = line[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(_EDGE) + "…"
        line = _balanced(line)
    first = re.search(r"\w", line)
    if first is None:
        return line
    if line[: first.start()].strip() in ("[", ""):
        at = first.start()
        return line[:at] + line[at].upper() + line[at + 1 :]
    return line


def _balanced(line: str) -> str:
    """Without quotation marks or brackets that have lost their other half."""
    for left, right in ("“”", "()", "[]"):
        if line.count(left) != line.count(right):
            line = line.replace(left, "").replace(right, "")
    return line.replace('"', "") if line.count('"') % 2 else line
