"""Which fact revises which: never because it is later, only because the text shows it.

Evidence is wording of revision beside the new figure, a mention of the old one, the same origin
stating a new figure later, or a correction by the outlet that printed the old one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.ownfigures import changes_own
from secondsource.reconciling.facts.runningtolls import ran_on
from secondsource.reconciling.figures.numbers import Count, are_people, compare_counts, may_fill_one
from secondsource.reconciling.origins.independence import Witness, surely_one
from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.predicates import words
from secondsource.reconciling.sources.bodies import affiliated, one_body, speaks_for
from secondsource.reconciling.sources.ties import Ties
from secondsource.reconciling.tables import table_of
from secondsource.records.reading import Quantity, Span

_MORE_THAN = re.compile(r"\s+(?P<more>more|fewer|less)\s+than\b", re.IGNORECASE)
_BEFORE = 40  # characters beside an earlier figure in which words say that it is
_AFTER = re.compile(
    r"\b(?:after|against|from|compared\s+(?:with|to))\s+(?:\w+\s+)?$", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:not|instead\s+of|rather\s+than)\s+(?:the\s+)?", re.IGNORECASE)
_STILL = re.compile(r"\bstill\b", re.IGNORECASE)
_AHEAD = 12  # characters behind "not" in which the figure begins and ends
_TIMES = tuple(
    (times, re.compile(rf"\b(?:{words})\s+(?:as\s+many|the\s+(?:number|figure|toll))\b", re.I))
    for times, words in ((2.0, "twice|double"), (3.0, "three\\s+times|treble"))
)


@dataclass(frozen=True, slots=True, eq=False)
class Update:
    """``newer`` takes the place of ``older``; ``evidence`` says in words why."""

    newer: Draft
    older: Draft
    evidence: str


@cache
def _patterns(name: str) -> re.Pattern[str]:
    listed = table_of(__package__, "revisions.toml")[name]
    return re.compile("|".join(f"(?:{pattern})" for pattern in listed), re.IGNORECASE)


def update_between(one: Draft, other: Draft, tied: Ties = frozenset()) -> Update | None:
    """The update that two facts with different figures make, if their texts show one.

    Wording of revision retires only what the same origin gave before, or a figure that it names:
    "risen to 14" says nothing of the 17 that somebody else counts.
    """
    for newer, older in ((one, other), (other, one)):
        evidence = _evidence(newer, older, tied)
        if evidence is not None and _evidence(older, newer, tied) is None:
            return Update(newer=newer, older=older, evidence=evidence)
    return None


def renamed_updates(one: Draft, other: Draft, tied: Ties = frozenset()) -> Iterator[Update]:
    """The update of two figures that count people under two names ("four soldiers were killed",
    "the death toll rose to five, from four"): only where the new one names the old, of one
    chain."""
    slots = [{c.slot for c in draft.counted.counts if c.slot} for draft in (one, other)]
    if not slots[0] & slots[1] & wording("people_slots"):
        return
    for newer, older in ((one, other), (other, one)):
        for witness in newer.witnesses:
            texts = texts_of(older)
            chain = all(any(one_chain(witness, old, tied) for old in text) for text in texts)
            later = all(_days_before(old, witness) for old in older.witnesses)
            revised = _patterns("wording").search(_sentence(witness))
            if chain and later and revised and _names_figure(witness, older):
                yield Update(newer=newer, older=older, evidence="it names the earlier figure")
                return


def reversal(one: Draft, other: Draft, tied: Ties = frozenset()) -> Update | None:
    """The update of a fact that is told as so and as not so, where every origin of the older says
    the contrary later ("no gas was used", the police chief said; two days on she admitted it)."""
    if one.leader.kinds & other.leader.kinds & words("sides", "uttered"):
        return None  # whoever "gave no assurance" takes none back
    for newer, older in ((one, other), (other, one)):
        texts = _told_elsewhere(older, newer)
        said = _restated(newer, texts, tied) if texts else None
        if said is not None and _restated(older, texts_of(newer), tied) is None:
            return Update(
                newer=newer, older=older, evidence="the same origin says the contrary later"
            )
    return None


def _told_elsewhere(older: Draft, newer: Draft) -> list[list[Witness]]:
    """The witnesses of the older by text, but for reports that tell the newer: "he will not appeal
    after all, his lawyer said; she had announced on Monday that he would"."""
    telling = {witness.report for witness in newer.witnesses}
    texts = ([w for w in text if w.report not in telling] for text in texts_of(older))
    return [text for text in texts if text]


def named_updates(drafts: Sequence[Draft], tied: Ties = frozenset()) -> Iterator[Update]:
    """Updates by a sentence that gives both figures ("has grown to 310,000, from 240,000", "115,
    after 40 the evening before"): the older figure is looked up among all that the same origin gave
    before, whatever words it was told in."""
    told: dict[float, list[Draft]] = {}
    plain = [draft for draft in drafts if not draft.detail and not draft.bare]
    for draft in plain:
        for count in draft.counted.counts:
            told.setdefault(count.low, []).append(draft)
    for newer in plain:
        for witness in newer.witnesses:
            for value in _former(witness):
                for older in told.get(value, ()):
                    if older is not newer and _takes_place(witness, older, tied):
                        yield Update(
                            newer=newer, older=older, evidence="it names the earlier figure"
                        )


def _former(witness: Witness) -> Iterator[float]:
    """Figures that a sentence gives as those from before."""
    page, counts = witness.statement.page, witness.statement.counts
    span = page.sentence(witness.statement.claim.start)
    for quantity in page.reading.quantities if counts else ():
        if not span.start <= quantity.start < span.end or quantity.value is None:
            continue
        before = page.text[max(span.start, quantity.start - _BEFORE) : quantity.start]
        behind = page.text[quantity.end : min(span.end, quantity.end + _BEFORE)]
        if _is_of_other(witness, quantity):
            continue
        if _patterns("former").search(before) or (
            _AFTER.search(before) and _patterns("before").match(behind)
        ):
            yield quantity.value


def _is_of_other(witness: Witness, quantity: Quantity) -> bool:
    """Whether another claim with a figure of its own holds it ("lowered the toll to 15 from 16,
    saying one victim had been counted twice"): it is the earlier figure of that."""
    claim, page = witness.statement.claim, witness.statement.page
    if claim.start <= quantity.start < claim.end:
        return False
    return any(
        other.start <= quantity.start < other.end and other.quantities
        for other in page.reading.claims
        if other.id != claim.id
    )


def _takes_place(witness: Witness, older: Draft, tied: Ties) -> bool:
    """Whether an older fact may be the one whose figure a sentence calls the earlier one: given by
    the same origin before, of what may be the same."""
    mine, theirs = witness.statement.counts, older.counted.counts
    texts = texts_of(older)
    if not mine or not theirs or not all(_before(old, witness) for old in older.witnesses):
        return False
    alike = any(
        may_fill_one(a, b) and _in_one_unit(a, b) and a.value != b.value and _may_count_one(a, b)
        for a in mine
        for b in theirs
    )
    if alike and changes_own(witness):  # "raised its offer to 3.6 million from 3.2 million"
        return True
    return alike and all(any(one_chain(witness, old, tied) for old in text) for text in texts)


def _may_count_one(one: Count, other: Count) -> bool:
    """Whether two figures may be of one thing: so many tonnes of "crude" and of "oil" may, four
    "hospitals" and three "flats" not."""
    if one.scope == other.scope or "" in (one.scope, other.scope) or one.unit or other.unit:
        return True
    return are_people(one) and are_people(other)


def _in_one_unit(one: Count, other: Count) -> bool:
    """Whether two figures have one unit; a currency that no table knows may be what is counted."""
    units = {one.unit or one.scope, other.unit or other.scope}
    return one.unit == other.unit or len(units) == 1


def _before(old: Witness, new: Witness) -> bool:
    return bool(old.published) and old.published < new.published


def overtaken(updates: Sequence[Update]) -> Iterator[Update]:
    """Further updates: of two figures that both take the place of a third, the later retires the
    earlier where its words say that it has moved past both ("rose to nine" after "at least eight",
    which had raised the same six)."""
    for first in updates:
        for second in updates:
            newer, older = first.newer, second.newer
            if first.older is not second.older or newer is older:
                continue
            known = any({u.newer.id, u.older.id} == {newer.id, older.id} for u in updates)
            if not known and _moves_past(newer, older) and _point_moves(first, newer, older):
                yield Update(newer=newer, older=older, evidence=first.evidence)


def _point_moves(update: Update, newer: Draft, older: Draft) -> bool:
    """Whether the newer figure lies on the far side of the older, seen from the one both retire."""
    start, middle, end = _point(update.older), _point(older), _point(newer)
    if start is None or middle is None or end is None:
        return False
    return start < middle < end or start > middle > end


def grows_past(one: Draft, other: Draft) -> bool:
    """Whether one of two figures tells of a later state ("has risen to 14", "are now known to have
    died", "remain missing", a day after "eight"): they are no rivals, though neither retires the
    other."""
    return any(_moves_past(newer, older) for newer, older in ((one, other), (other, one)))


def _moves_past(newer: Draft, older: Draft) -> bool:
    for witness in newer.witnesses:
        if not all(_days_before(old, witness) for old in older.witnesses):
            continue
        if witness.statement.counts and _tells_state(witness):
            return True
        revised = _patterns("wording").search(_sentence(witness))
        if revised and witness.statement.counts and _figure_follows(witness, revised):
            return _fits(revised.group(), newer, older)
    return False


def _tells_state(witness: Witness) -> bool:
    """Whether a claim tells of the state on its own day ("so far", "are still in hospital")."""
    kept = any(count.slot == "hospitalised" for count in witness.statement.counts)
    told = _patterns("state").search(witness.statement.clause)
    return told is not None or (kept and _STILL.search(witness.statement.clause) is not None)


def _days_before(old: Witness, new: Witness) -> bool:
    return bool(old.published) and old.published[:10] < new.published[:10]


def _evidence(newer: Draft, older: Draft, tied: Ties) -> str | None:
    texts = texts_of(older)
    if _calls_it_former(newer, older, texts, tied):
        return "its report calls the other figure the earlier one"
    texts = _givers(older)
    needed = max(min(old.published for old in text) for text in texts)
    for witness in (w for w in newer.witnesses if w.statement.counts):
        if _is_told_as_former(witness):
            continue
        later = not witness.published or witness.published >= needed
        sentence = _sentence(witness)
        revised = _patterns("wording").search(sentence)
        if later and revised and _names_figure(witness, older):
            return "it names the earlier figure"
        chain = _is_chain(witness, newer, texts, tied)
        if later and chain and rejects(witness, older):
            return "it takes the earlier figure back"
        on = ran_on(witness, newer, older)
        if on is not None:
            return f"“{_line(on)}”"
        fits = revised is not None and _fits(revised.group(), newer, older)
        follows = later and fits and revised is not None and _figure_follows(witness, revised)
        follows = follows and not {c.value for c in witness.statement.counts} & {*_former(witness)}
        if follows and chain and revised is not None:
            return f"“{_line(revised.group())}”"
        if _corrects(witness, older, texts):
            return "the outlet corrected itself"
    return _restated(newer, _excluded(newer, texts) or texts, tied)


def _calls_it_former(
    newer: Draft, older: Draft, texts: Sequence[Sequence[Witness]], tied: Ties
) -> bool:
    """Whether a report that gives one figure gives the other as what the same origin said before:
    "31 died, the coast guard said. It had earlier put the toll at 14"."""
    former = {
        old.report
        for old in older.witnesses
        if {count.value for count in old.statement.counts} & {*_former(old)}
    }

    def is_own(old: Witness, new: Witness) -> bool:
        return old.report == new.report or surely_one(
            new.testimony.voice, old.testimony.voice, tied
        )

    return any(
        new.report in former
        and new.statement.counts
        and all(any(is_own(old, new) for old in text) for text in texts)
        for new in newer.witnesses
    )


def _is_told_as_former(witness: Witness) -> bool:
    """ "The toll, which had stood at 31, has jumped to 58": 31 is no new figure."""
    counts = witness.statement.counts
    return bool(counts) and {c.value for c in counts} <= {*_former(witness)}


def _givers(older: Draft) -> list[list[Witness]]:
    """The witnesses by text of those that give its figure as the one that holds; of all where none
    does."""
    held = [
        [w for w in text if w.statement.counts and not _is_told_as_former(w)]
        for text in texts_of(older)
    ]
    return [text for text in held if text] or texts_of(older)


def _is_chain(
    witness: Witness, newer: Draft, texts: Sequence[Sequence[Witness]], tied: Ties
) -> bool:
    """Whether a figure is a later state of what every text has before: by one origin, or by anybody
    where nobody by name stands for the old one ("seven drowned", "20 died, authorities said")."""
    held = _excluded(newer, texts) or texts
    return all(
        any(one_chain(witness, old, tied) or _is_nobodys(old, newer) for old in text)
        for text in held
    )


def _is_nobodys(old: Witness, newer: Draft) -> bool:
    """Whether a number of people is told in an outlet's own voice or an unnamed one: no rival
    count that its giver would stand by."""
    slots = {c.slot for c in newer.counted.counts} & wording("people_slots")
    voices = old.testimony.voices
    return bool(slots) and (old.testimony.own or all(voice.anonymous for voice in voices))


def _excluded(newer: Draft, texts: Sequence[Sequence[Witness]]) -> list[Sequence[Witness]]:
    """The texts whose figures the newer one excludes: who says "dozens" needn't say it anew."""
    return [
        text for text in texts if any(_excludes(old, newer) for old in text if old.statement.counts)
    ]


def _excludes(old: Witness, newer: Draft) -> bool:
    found = compare_counts(old.statement.counts, newer.counted.counts)
    return found in ("conflict", "different")


def _fits(wording: str, newer: Draft, older: Draft) -> bool:
    """Whether a rise leads to more, and a fall to less."""
    up, down = (bool(_patterns(name).search(wording)) for name in ("up", "down"))
    now, then = _point(newer), _point(older)
    if now is None or then is None or up == down:
        return True
    return now > then if up else now < then


def _point(draft: Draft) -> float | None:
    counts = draft.counted.counts
    return (
        counts[0].value
        if counts and counts[0].value is not None
        else (counts[0].low if counts else None)
    )


def one_chain(new: Witness, old: Witness, tied: Ties) -> bool:
    """Whether one origin stands behind both: the same voice, a body and who speaks for it, or an
    outlet that gives the figure as its own."""
    return any(
        mine.id == theirs.id
        or frozenset({str(mine.entity), str(theirs.entity)}) in tied
        or one_body(mine.name, theirs.name)
        or speaks_for(mine.roles, theirs.name)
        or speaks_for(theirs.roles, mine.name)
        or affiliated(mine.name, theirs.name)
        for mine in new.testimony.voices
        for theirs in old.testimony.voices
    ) or (old.testimony.own and old.outlet == new.outlet and _days_before(old, new))


def _names_figure(witness: Witness, older: Draft) -> bool:
    """Whether the sentence, or the outlet's own correction, gives the older figure too."""
    page = witness.statement.page
    span = page.sentence(witness.statement.claim.start)
    own = {count.start for count in witness.statement.counts}
    return (
        any(
            span.start <= quantity.start < span.end
            and quantity.start not in own
            and quantity.value is not None
            and any(quantity.value in (c.value, c.low) for c in older.counted.counts)
            for quantity in page.reading.quantities
        )
        or mentions(_sentence(witness), older)
        or _implies(witness, older)
    )


def _implies(witness: Witness, older: Draft) -> bool:
    """Whether the older figure follows from what the sentence says of the newer: "eight, three more
    than on Monday", "four, twice as many as on Thursday"."""
    page = witness.statement.page
    span = page.sentence(witness.statement.claim.start)
    then = {c.value for c in older.counted.counts if c.value is not None}
    told = set[float]()
    for now in (c.value for c in witness.statement.counts if c.value is not None):
        for times, pattern in _TIMES:
            if pattern.search(page.text, span.start, span.end):
                told.add(now / times)
        for quantity in page.reading.quantities:
            more = _MORE_THAN.match(page.text, quantity.end)
            if more and span.start <= quantity.start < span.end and quantity.value is not None:
                told.add(now - quantity.value if more["more"] == "more" else now + quantity.value)
    return bool(told & then)


def texts_of(draft: Draft) -> list[list[Witness]]:
    """The witnesses of a fact by text: copies of one report go together."""
    texts: dict[str, list[Witness]] = {}
    for witness in draft.witnesses:
        texts.setdefault(witness.text, []).append(witness)
    return list(texts.values())


def _figure_follows(witness: Witness, revised: re.Match[str]) -> bool:
    """Whether the figure of the claim is what the wording introduces."""
    start = witness.statement.page.sentence(witness.statement.claim.start).start
    return any(count.start - start >= revised.start() for count in witness.statement.counts)


def _restated(newer: Draft, texts: Sequence[Sequence[Witness]], tied: Ties) -> str | None:
    """Every origin of the old figure itself gives the new one later."""
    givers = [w for w in newer.witnesses if w.statement.counts] or newer.witnesses
    named = [(w.testimony.voice, w.published) for w in givers]
    named = [(voice, published) for voice, published in named if not voice.anonymous]

    def restates(old: Witness) -> bool:
        mine = old.testimony.voice
        return bool(old.published) and any(
            published > old.published and surely_one(voice, mine, tied)
            for voice, published in named
        )

    if not all(any(restates(old) for old in text) for text in texts):
        return None
    return "the same origin gives the new figure later"


def _corrects(witness: Witness, older: Draft, texts: Sequence[Sequence[Witness]]) -> bool:
    if not all(any(rests_on(old, witness) for old in text) for text in texts):
        return False
    sentence = _sentence(witness)
    if _patterns("correction").search(sentence) and mentions(sentence, older):
        return True
    text = witness.statement.page.text
    return any(mentions(text[z.start : z.end], older) for z in correction_zones(witness))


def rests_on(old: Witness, outlet: Witness) -> bool:
    """Whether an earlier claim stands in a report of the same outlet, or is its word in others."""
    told = outlet.publisher.publisher
    return old.outlet == outlet.outlet or (
        told is not None and any(voice.publisher == told for voice in old.testimony.voices)
    )


def correction_zones(witness: Witness) -> Iterator[Span]:
    """The corrections and editor's notes of the report."""
    for zone in witness.statement.page.reading.boilerplate:
        if zone.kind == "correction":
            yield Span(start=zone.start, end=zone.end)


def mentions(text: str, older: Draft) -> bool:
    """Whether a text names the older figure, in digits or as it was printed."""
    printed = set()
    for witness in older.witnesses:
        for count in witness.statement.counts:
            printed.add(witness.statement.page.text[count.start : count.end].casefold())
            if count.value is not None and count.value == int(count.value):
                printed |= {str(int(count.value)), f"{int(count.value):,}"}
    return any(re.search(rf"(?<!\w){re.escape(p)}(?!\w)", text.casefold()) for p in printed)


def rejects(witness: Witness, older: Draft) -> bool:
    """Whether a sentence says that it is not the older figure ("three flats, not four")."""
    sentence = _sentence(witness)
    return any(
        mentions(sentence[found.end() : found.end() + _AHEAD], older)
        for found in _NOT.finditer(sentence)
    )


def _sentence(witness: Witness) -> str:
    span = witness.statement.page.sentence(witness.statement.claim.start)
    return witness.statement.page.text[span.start : span.end]


def _line(words: str) -> str:
    return " ".join(words.split())
