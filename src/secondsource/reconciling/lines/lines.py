"""The line of one claim: the report's own clause, made to stand alone.

A subject that the clause leaves out or gives as a pronoun is shown in square brackets; nothing else
is added.
"""

from __future__ import annotations

import re

from secondsource.reconciling.figures.slotting import toll_start
from secondsource.reconciling.lines.attitudes import held_from, is_denied_elsewhere
from secondsource.reconciling.lines.clauses import (
    is_absolute,
    is_infinitive,
    is_reported,
    nominal,
    opens_with_there,
    subject_of,
    subject_outside,
    tallied,
    trails,
)
from secondsource.reconciling.lines.ownwords import own_words, whose_words
from secondsource.reconciling.lines.polish import LONGEST, polished
from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.origins.naming import with_article
from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.phrasing import (
    auxiliary,
    described_as,
    described_end,
    happened,
    has_verb,
    is_apposition,
    is_plural,
    is_subjunctive,
    left_behind,
    lengthened,
    owner,
    shares_to,
    told_office,
)
from secondsource.records.reading import Argument, Attribution, Claim

_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "them", "who", "which", "that"})
_COMMA_BEFORE, _COMMA_BEHIND = re.compile(r",\s*$"), re.compile(r"\s*,\s*")
#: What may follow a saying at the end of a sentence: "it said on Thursday"
_WHEN = re.compile(r"(?:\s+(?:late|early|on|in|last|this)?\s*\w+){0,3}[.\s]*")
_ASIDE_WHO = re.compile(r",\s+(?:who|which)\s+")
_THAT = re.compile(
    r"\s+(?:(?:that|which|whom)\s+)?"
)  #: before whoever does it to what is described
_RELATIVE = re.compile(r"(?:,|\s*[―—–])?\s+(?:who|which|that)\s+")
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


def line_of(witness: Witness) -> str:
    """The words of a claim as a line of its own."""
    page, claim = witness.statement.page, witness.statement.claim
    held = _held(witness)
    if held is not None:
        return polished(held)
    told = told_office(page, claim) if nominal(witness) or is_apposition(page, claim) else None
    if told is not None:
        return polished(told)
    quoted = own_words(witness)
    if quoted is not None:
        words = f"“{polished(page.text[quoted[0] : quoted[1]])}”"
        name = whose_words(witness)
        return f"{name}: {words}" if name else words
    touching = _touching(witness)
    if touching is not None:
        return polished(touching)
    subject = subject_of(witness)
    start, end = shown(witness)
    if witness.statement.counts and start < min(claim.start, subject.start if subject else end):
        return polished(page.text[_after_that(page, start) : end])
    if subject is not None and not nominal(witness):
        return polished(_of_clause(witness, subject))
    if nominal(witness) and not tallied(witness):
        return _of_noun(witness)
    start, end = shown(witness)
    if start < claim.start:
        return polished(page.text[_after_that(page, start) : end])
    return polished(_with_subject(witness))


def _held(witness: Witness) -> str | None:
    """A clause with the words outside it that alone say how it stands, None where there are
    none."""
    page, claim = witness.statement.page, witness.statement.claim
    denial, voice = _denial(witness), witness.testimony.voice
    if denial is not None:
        return _denied(witness, denial)
    start = held_from(witness)
    if start is not None and own_words(witness) is None and claim.end - start <= LONGEST:
        return _spelled_out(page, start, claim.end)
    if start is not None or not is_denied_elsewhere(witness):
        return None
    denier = "it is denied" if voice.anonymous or witness.testimony.own else ""
    denier = denier or f"{with_article(voice, [witness])} denied"
    return f"[{denier} that] {_lowered(witness, page.sentence(claim.start).end)}"


def only_named(witness: Witness) -> bool:
    """Whether an event is only called by a name that states nothing ("Marn wildfire"): "a fire in
    Marn" says that there was one, and "the fire" that it took place."""
    page, claim, statement = witness.statement.page, witness.statement.claim, witness.statement
    if not nominal(witness) or tallied(witness) or has_verb(page, claim.start, claim.end):
        return False
    stated = statement.modality != "actual" or statement.polarity == "-"
    stated = stated or _denial(witness) is not None or is_reported(page, claim)
    return not stated and own_words(witness) is None and "[" not in line_of(witness)


def _of_clause(witness: Witness, subject: Argument) -> str:
    """A clause with a subject of its own, from the subject on if only little words stand before."""
    page, claim = witness.statement.page, witness.statement.claim
    prefix = re.findall(r"\w+", page.text[claim.start : subject.start].lower())
    counted = "time" in prefix  # "this marks the third time this year that"
    bare = not prefix or (prefix[-1] in wording("openers") and not counted)
    bare = bare or is_absolute(page, claim, subject)
    whole = _whole(page, claim) if not bare else None
    if whole is not None:
        return whole
    start = _after_that(page, subject.start if bare else claim.start)
    end = described_end(page, start, claim.end)
    words = _named(witness, start, end)
    if is_subjunctive(page, claim, subject):
        return f"{_named(witness, start, subject.end)} [should]{_named(witness, subject.end, end)}"
    gone = left_behind(page, claim, start)
    if gone:
        at = claim.predicate.end
        words = f"{_named(witness, start, at)}{gone}{_named(witness, at, end)}"
    told = _without_aside_who(witness, start, end)
    if told is not None:
        return told
    relative = _RELATIVE.match(page.text, subject.end)
    direct = relative and _is_relative(page, claim, relative.end())
    if relative is not None and direct and start == subject.start:
        apart = "," if _has_aside(page.text[start : subject.end], relative[0]) else ""
        words = f"{page.text[start : subject.end]}{apart} {page.text[relative.end() : end]}"
        one = _ONE_OF.search(page.text, max(0, start - 12), start)
        if one is not None and _SINGULAR.match(page.text, relative.end()):
            words = f"{one[0]}{words}"
    return words


def _without_aside_who(witness: Witness, start: int, end: int) -> str | None:
    """ "Kay Brand, R-Orvel, on Thursday unveiled her plan" for "Kay Brand, R-Orvel, who on Thursday
    unveiled her plan"; None for other clauses."""
    page, at = witness.statement.page, witness.statement.claim.predicate.start
    found = _ASIDE_WHO.search(page.text, start, at)
    if found is None or page.verbs(start, found.start()) or not page.describes(at, found.end()):
        return None
    if "," in page.text[found.end() : at] or "," not in page.text[start : found.start()]:
        return None
    return f"{page.text[start : found.start()]}, {_spelled_out(page, found.end(), end)}"


def _has_aside(subject: str, joint: str) -> bool:
    """Whether a subject ends in what a comma must close ("Ada Lind, 29, was here"); the last of a
    row is none ("Lind, Berg and Fell were here")."""
    aside = subject.rpartition(",")[2].split()
    return "," in subject and joint.startswith(",") and not {"and", "or"} & set(aside)


def _touching(witness: Witness) -> str | None:
    """A clause that hangs on its object without a pronoun between, as a statement: "a tanker it
    captured" is told as "it captured a tanker"."""
    page, claim = witness.statement.page, witness.statement.claim
    doer = next((a for a in claim.arguments if a.role == "agent"), None)
    thing = next((a for a in claim.arguments if a.role in ("patient", "theme")), None)
    at = claim.predicate.end
    if doer is None or thing is None or not thing.end < doer.start < doer.end < at:
        return None
    apart = _THAT.fullmatch(page.text, thing.end, doer.start) is None
    open_aside = page.text[doer.start : at].count(",") % 2  # "his lawyer, Ada Lind, sent" is none
    if apart or open_aside or page.verbs(doer.end, claim.predicate.start):
        return None
    told = f"{_named(witness, doer.start, at)} {page.text[thing.start : thing.end]}"
    return f"{told}{_named(witness, at, claim.end)}"


def _whole(page: Page, claim: Claim) -> str | None:
    """The whole sentence where a clause begins with a verb whose subject the words before have
    ("told the clerk to leave"), None for a long one."""
    if page.upos(claim.start) not in ("VERB", "AUX", "PART"):
        return None
    whole = page.sentence(claim.start)
    return page.text[whole.start : whole.end] if whole.end - whole.start <= LONGEST else None


def _of_noun(witness: Witness) -> str:
    """An office or an event that the text only names, as a statement."""
    page, claim = witness.statement.page, witness.statement.claim
    leads = _BEFORE.match(page.text, claim.start, claim.predicate.start)
    start = leads.end() if leads else claim.start
    words = polished(page.text[start : described_end(page, start, claim.end)])
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
    argument = subject_outside(witness)
    if (
        argument is None
        and page.happens(claim.predicate.start)
        and not has_verb(page, claim.start, end)
    ):
        return _of_noun(witness)
    if argument is None:
        whole = page.sentence(claim.start)
        led = _LED.match(rest) and whole.end - whole.start <= LONGEST
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
    if described and end - argument.start <= LONGEST:
        return _without_who(page, claim, argument, end)
    leaning = _whole_of(page, claim, argument, end)
    if leaning is not None:
        return leaning
    verb = auxiliary(page, claim, argument, witness.statement.modality)
    also = _beside(page, claim, argument)
    if also is not None:
        verb = {" was": " were", " is": " are"}.get(verb, verb)
    name = _name_of(page, argument) or _printed(page, argument)
    return f"[{name}{f' and {also}' if also else ''}{verb}] {rest}"


def _without_who(page: Page, claim: Claim, argument: Argument, end: int) -> str:
    """ "The training would have helped them face it" for "the training that would have …"; a
    pronoun that is the object of its clause stays."""
    relative = _RELATIVE.match(page.text, argument.end)
    opens = relative is not None and page.deprel(relative.end() - len(relative[0].split()[-1]) - 1)
    if relative is None or not str(opens).startswith("nsubj"):
        return _spelled_out(page, argument.start, end)
    subject = page.text[argument.start : argument.end]
    apart = "," if _has_aside(subject, relative[0]) else ""
    return f"{subject}{apart} {_spelled_out(page, relative.end(), end)}"


def _whole_of(page: Page, claim: Claim, argument: Argument, end: int) -> str | None:
    """The words from the subject on where a clause leans on those between: an infinitive that hangs
    on a noun or on another one ("never tried to explain it or cast blame"), or one with a pronoun
    for its subject ("The problem with plans is that they're slow")."""
    at = claim.predicate.start
    if page.has_subject(at, claim.start):
        return _spelled_out(page, claim.start, end)
    opening = page.text[claim.start : at].lower()
    to = opening.endswith("to ") or opening.startswith("to ")
    leans = (to and page.deprel(at).startswith(("acl", "advcl"))) or shares_to(page, at)
    own = re.match(r"\W*(\w+)", page.text[claim.start : at])
    renamed = own is not None and own[1].lower() in _PRONOUNS - {"who", "which", "that"}
    if not (leans or renamed):
        return None
    whole = page.sentence(at)
    if not whole.start <= argument.start or end - whole.start > LONGEST:
        return None
    if page.sentence_index(argument.start) != page.sentence_index(at):
        return None
    return _spelled_out(page, whole.start, max(end, argument.end))


def _printed(page: Page, argument: Argument) -> str:
    """A participant as the text has it, without a clause; a pronoun by what it takes up."""
    end = page.phrase_end(argument.start, argument.end)
    return described_as(page, argument) or page.text[argument.start : end]


def _beside(page: Page, claim: Claim, argument: Argument) -> str | None:
    """The name of the second of two who do something together, both named before it."""
    first = _name_of(page, argument)
    for other in claim.arguments:
        if other.role != argument.role or not argument.end < other.start <= claim.predicate.start:
            continue
        name = _name_of(page, other)
        joined = re.search(r"\band\b", page.text[argument.end - 1 : other.start])
        inside = re.search(r"\band\b", page.text[argument.start : other.start])
        if first and name and name != first and (joined or inside):
            return name
    return None


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


def shown(witness: Witness) -> tuple[int, int]:
    """The stretch of text that the line of a claim shows: from the head of the sentence where the
    clause leans on it."""
    page, claim = witness.statement.page, witness.statement.claim
    start = _sentence_start(witness)
    if witness.statement.counts and toll_start(page, claim) < claim.start:
        return toll_start(page, claim), claim.end
    bare = nominal(witness) and not tallied(witness)
    if bare or subject_of(witness) or own_words(witness) or claim.end - start > LONGEST:
        return claim.start, claim.end
    return (start, claim.end) if _leaning(witness) else (claim.start, claim.end)


def _sentence_start(witness: Witness) -> int:
    """Where the sentence of the claim begins, after a dateline."""
    page, claim = witness.statement.page, witness.statement.claim
    start = page.sentence(claim.start).start
    zones = (zone.end for zone in page.reading.boilerplate if zone.end <= claim.start)
    return max(start, max(zones, default=start))


def _leaning(witness: Witness) -> bool:
    """Whether the clause cannot stand alone even with a subject: participle, infinitive, noun."""
    page, predicate = witness.statement.page, witness.statement.claim.predicate
    if page.happens(predicate.start) or opens_with_there(page, witness.statement.claim):
        return False
    infinitive = is_infinitive(page, witness.statement.claim)
    carried = page.verbs(witness.statement.claim.start, predicate.start)  # "agreed to meet"
    leaning = nominal(witness) or trails(witness) or (infinitive and not carried)
    return leaning or subject_outside(witness) is None


def _denied(witness: Witness, denial: Attribution) -> str:
    """Who denies and what: as printed where both stand in one sentence ("Norfax denied the leak",
    "…, a charge Norfax denies"), else with the denial put in ("[Norfax denied that] it leaked")."""
    page, claim = witness.statement.page, witness.statement.claim
    cue, source = denial.cue, denial.source
    told = [*((s.start, s.end) for s in denial.content), (cue.start, cue.end)]
    if source is not None:
        told.append((source.start, source.end))
    if claim.predicate.start < cue.start:
        whole = page.sentence(claim.start)
        apart = cue.start >= whole.end or _is_said_between(page, claim, denial)
        if apart and subject_of(witness) is not None:
            return f"[{_denier(witness, denial)} denied that] {_lowered(witness, whole.end)}"
        told += [(whole.start, whole.start), (claim.start, claim.end)]
    elif source is not None and page.verbs(source.end, cue.start):
        start = min(cue.start, *(s.start for s in denial.content))
        return f"[{_denier(witness, denial)}] {page.text[start : max(e for _, e in told)]}"
    return _with_names(page, min(s for s, _ in told), max(e for _, e in told))


def _is_said_between(page: Page, claim: Claim, denial: Attribution) -> bool:
    """ "Doriland sent the arms, officials say, which Doriland denies": others who say it stand
    between."""
    between = range(claim.predicate.end, denial.cue.start)
    return any(
        other.cue.start in between and other is not denial for other in page.reading.attributions
    )


def _denier(witness: Witness, denial: Attribution) -> str:
    """Who denies, by name where there is one."""
    page, source, voice = witness.statement.page, denial.source, witness.testimony.voice
    printed = page.text[source.start : source.end] if source is not None else ""
    if voice.anonymous and printed and printed.lower() not in _PRONOUNS:
        return f"{printed[:1].lower()}{printed[1:]}"
    return with_article(voice, [witness])


def _lowered(witness: Witness, end: int) -> str:
    """A clause up to the end of its own sentence, or to whoever said it, in lower case as what
    follows "that"."""
    page, claim = witness.statement.page, witness.statement.claim
    end = min(claim.end, end)
    for saying in page.reading.attributions:
        opens = min(s.start for s in (saying.cue, saying.source) if s is not None)
        if claim.predicate.end < opens and page.text[:opens].rstrip('” "').endswith(","):
            end = min(end, opens)
    words = _named(witness, claim.start, end)
    is_name = page.upos(claim.start) == "PROPN" or words[:2].isupper() or words[:2] == "I "
    return words if is_name else f"{words[:1].lower()}{words[1:]}"


def _with_names(page: Page, start: int, end: int) -> str:
    """A stretch of text with a pronoun at its head spelled out."""
    for mention_start, mention_end, story_entity, form in page.mentions_in(start, end)[:1]:
        if mention_start == start and form == "pronoun":
            full, after = lengthened(page, mention_end)
            owns = "’s" if page.deprel(start) == "nmod:poss" else ""  # "his ministry denied"
            return f"[{page.cast.name(story_entity)}]{owns}{full}{page.text[after:end]}"
    return page.text[start:end]


def _name_of(page: Page, argument: Argument) -> str | None:
    """The name of a participant; where the reader kept only its last word ("guard"), the phrase."""
    story_entity = page.cast.of(page.report, argument.entity)
    if story_entity is None or story_entity not in page.cast.named:
        return None
    name = page.cast.name(story_entity)
    return name if name != name.lower() else described_as(page, argument) or name


def _denial(witness: Witness) -> Attribution | None:
    """The attribution that denies a claim, the last of them."""
    attributions = witness.statement.page.reading.attributions
    told = (attributions[index] for index in witness.statement.claim.attributions)
    return next((found for found in told if found.stance == "denies"), None)


def _named(witness: Witness, start: int, end: int) -> str:
    """A stretch of text in which the claim's own pronouns are spelled out."""
    page = witness.statement.page
    inserted = _inserted(witness, start, end)
    if inserted is not None:
        before, behind = _named(witness, start, inserted[0]), _named(witness, inserted[1], end)
        return f"{before} {behind}".rstrip()
    pieces, at = [], start
    for argument in sorted(witness.statement.claim.arguments, key=lambda a: a.start):
        shown = page.text[argument.start : argument.end]
        name = _name_of(page, argument)
        inside = at <= argument.start and argument.end <= end
        if inside and argument.start == start:
            name = name or described_as(page, argument)
        if inside and name is not None and shown.lower() in _PRONOUNS:
            full, after = lengthened(page, argument.end)
            pieces += [page.text[at : argument.start], f"[{name}]{full}"]
            at = after
    return "".join((*pieces, page.text[at:end]))


def _inserted(witness: Witness, start: int, end: int) -> tuple[int, int] | None:
    """Where ", he noted," stands in "The trustees, he noted, are paid nothing": who says so is told
    beside the line."""
    page, claim = witness.statement.page, witness.statement.claim
    for index in claim.attributions:
        saying = page.reading.attributions[index]
        if saying.source is None or saying.stance == "denies":
            continue
        first = min(saying.cue.start, saying.source.start)
        last = max(saying.cue.end, saying.source.end)
        opens = _COMMA_BEFORE.search(page.text, start, first)
        if opens is None or opens.start() <= start or last > end:
            continue
        closes = _COMMA_BEHIND.match(page.text, last, end)
        if closes is not None:
            return opens.start(), closes.end()
        if claim.predicate.end <= opens.start() and _WHEN.fullmatch(page.text, last, end):
            return opens.start(), end
    return None


def _spelled_out(page: Page, start: int, end: int) -> str:
    """A stretch of text in which every "he" and "she" that is known is spelled out."""
    pieces, at = [], start
    for first, last, story_entity, form in page.mentions_in(start, end):
        if form == "pronoun" and page.text[first:last].lower() in ("he", "she") and first >= at:
            full, after = lengthened(page, last)
            pieces += [page.text[at:first], f"[{page.cast.name(story_entity)}]{full}"]
            at = after
    return "".join((*pieces, page.text[at:end]))
