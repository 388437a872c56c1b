"""Facts by grade as HTML, each with its evidence as links into the reports."""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.publish import labels
from secondsource.publish.dates import spell_interval
from secondsource.publish.htmlparts import fact_link, permalink, says_so, symbol
from secondsource.publish.markup import Markup, el, join, line
from secondsource.publish.places import Places
from secondsource.publish.safetext import plain
from secondsource.publish.sheet import Evidence, Sheet, SheetFact


def facts(sheet: Sheet, places: Places) -> Markup:
    """One section a grade, in the order of ``labels.GRADES``."""
    parts: list[Markup] = []
    for grade, label in labels.GRADES.items():
        entries = sheet.lines(grade)
        graded = [entry for entry in sheet.facts if entry.fact.grade == grade]
        if not graded:
            continue
        anchor = places.sections[label.key]
        several = grade == "single source"
        shown = _by_report(sheet, places, entries) if several else _cards(sheet, places, entries)
        if not entries:  # all of them are told in the words of others
            shown = el("ul", [el("li", fact_link(places, entry)) for entry in graded])
        count = el("span", str(len(graded)), class_="count")
        parts.append(
            el(
                "section",
                el("h2", symbol(label), f" {label.name} ", count, permalink(anchor, label.name)),
                el("p", label.meaning, class_="meaning"),
                shown,
                class_=f"grade g-{label.key}",
                id=anchor,
            )
        )
    return join(parts)


def _cards(sheet: Sheet, places: Places, entries: Sequence[SheetFact]) -> Markup:
    return join(_with_inner(sheet, places, entry, "h3") for entry in entries)


def _with_inner(sheet: Sheet, places: Places, entry: SheetFact, level: str) -> Markup:
    """A fact, and behind it those that are told in its words."""
    inner = sheet.told_in(entry)
    cards = [_card(sheet, places, told, level) for told in inner]
    lead = el("p", labels.WITHIN, class_="lead") if inner else None
    within = el("div", lead, *cards, class_="within") if inner else None
    return join((_card(sheet, places, entry, level), within))


def _by_report(sheet: Sheet, places: Places, entries: Sequence[SheetFact]) -> Markup:
    """Single-source facts under the report that alone has them."""
    return join(
        el(
            "div",
            el("h3", el("bdi", sheet.names.get(report_id, plain(report_id)))),
            *(_with_inner(sheet, places, entry, "h4") for entry in found),
            class_="from",
        )
        for report_id, found in sheet.by_holder(entries)
    )


def _card(sheet: Sheet, places: Places, entry: SheetFact, level: str) -> Markup:
    anchor, label = places.facts[entry.fact.id], entry.label
    evidence = [_same_evidence(sheet, places, entry, group) for group in _shown(entry)]
    return el(
        "article",
        el(level, _permalink(entry, anchor), " ", line(entry.fact.summary), id=f"{anchor}.name"),
        _about(entry),
        el("p", _why(entry), class_="why own" if _is_own(entry) else "why"),
        _adds(sheet, places, entry),
        [_heard(*heard) for heard in entry.heard],
        _says_so(entry),
        _conflicts(sheet, places, entry),
        _supersedes(sheet, places, entry),
        el("ul", evidence, class_="evidence"),
        _compare(sheet, entry, anchor),
        class_=f"fact g-{label.key}",
        id=anchor,
        data_fact=anchor,
        aria_labelledby=f"{anchor}.name",
        tabindex="-1",
    )


def _shown(entry: SheetFact) -> list[list[int]]:
    """Pieces of evidence in rows, those that print the same words in one; a copy that prints what
    a report has gets one row."""
    rows: dict[str, list[int]] = {}
    for place in entry.passages:
        item = entry.evidence[place]
        again = item.repeats(entry.evidence)
        key = f"{item.copy} {item.report.id}" if item.copy else f"“{item.words}"
        if not again or key not in rows:
            rows.setdefault(key if again or not item.copy else f"{key} {place}", []).append(place)
    return list(rows.values())


def _permalink(entry: SheetFact, anchor: str) -> Markup:
    return el("a", str(entry.number), class_="number", href=f"#{anchor}",
              aria_label=f"{entry.number}, link to this fact")  # fmt: skip


def _about(entry: SheetFact) -> Markup:
    """Grade, status, date and place in one row."""
    when = spell_interval(entry.fact.from_, entry.fact.to)
    badge = el("span", symbol(entry.label), f" {entry.label.name}", class_="badge")
    parts: list[str | Markup] = [badge]
    parts += [el("span", tag, class_="tag") for tag in entry.tags]
    if when:
        parts.append(el("span", when, class_="when"))
    if entry.fact.place:
        parts.append(el("span", line(entry.fact.place), class_="where"))
    return el("p", parts, class_="about")


def _is_own(entry: SheetFact) -> bool:
    """Whether one report alone has it, in its own voice: its name stands over it already."""
    outlets = {item.report.outlet for item in entry.evidence if not item.copy}
    return entry.fact.grade == "single source" and {o.name for o in entry.origins} == outlets


def _why(entry: SheetFact) -> Markup:
    """The reason for the grade; who says so stands out, but for the report that has it alone."""
    why, single = plain(entry.fact.why), entry.fact.grade == "single source"
    told = [o for o in entry.origins if not (single and o.kind == "outlet")]
    names = {plain(origin.name) for origin in told if origin.name} - {""}
    if not names:
        return line(why)
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    pattern = "|".join(map(re.escape, longest_first))
    pieces = re.split(f"({pattern})", why)
    return join(el("b", piece) if piece in names else piece for piece in pieces)


def _adds(sheet: Sheet, places: Places, entry: SheetFact) -> Markup | None:
    """The fact that this one tells more exactly."""
    found = sheet.detail_of(entry)
    if found is None:
        return None
    outer, what = found
    added = join((": ", el("b", line(what)))) if what else None
    return el("p", f"{labels.ADDS} ", fact_link(places, outer), added, class_="adds")


def _heard(name: str, label: labels.GradeLabel, why: str) -> Markup:
    """How well it stands that somebody said it, which is not whether it is so."""
    badge = el("span", symbol(label), f" {label.name}", class_=f"badge g-{label.key}")
    the = "the " if name.startswith("the ") else ""
    bare = el("b", el("bdi", name.removeprefix("the ")))
    words = (f"That {the}", bare, " said so: ", badge, f". {why}")
    return el("p", *words, class_="heard")


def _says_so(entry: SheetFact) -> Markup | None:
    """Who says so, unless the reason for the grade has said it already."""
    if entry.names_origins:
        return None
    return el("p", el("span", "Says so ", class_="lead"), says_so(entry.origins), class_="says")


def _conflicts(sheet: Sheet, places: Places, entry: SheetFact) -> Markup | None:
    rows = [
        el("li", fact_link(places, other), None if entry.tells_of(other, conflict.about) else
           el("p", says_so(other.origins), "\u00a0· ", line(conflict.about), class_="kind"))
        for conflict in entry.fact.conflicts
        if (other := sheet.of_id(conflict.fact)) is not None
    ]  # fmt: skip
    if not rows:
        return None
    return el("div", el("p", "Against it", class_="lead"), el("ul", rows), class_="against")


def _supersedes(sheet: Sheet, places: Places, entry: SheetFact) -> Markup | None:
    olds = [old for old in map(sheet.of_id, entry.fact.supersedes) if old is not None]
    news = sheet.replaced_by.get(entry.fact.id, ())
    rows = [el("p", "Replaces ", fact_link(places, old), class_="change") for old in olds]
    rows += [el("p", "Replaced by ", fact_link(places, new), class_="change") for new in news]
    return join(rows) if rows else None


def _same_evidence(sheet: Sheet, places: Places, entry: SheetFact, row: Sequence[int]) -> Markup:
    """Words of a report, and behind them the others that print the same."""
    first, *others = row
    shown = _evidence(sheet, places, entry, first)
    if not others:
        return shown
    names = [
        el("a", el("cite", el("bdi", sheet.names[entry.evidence[place].report.id])),
           href=f"#{places.evidence[entry.fact.id, place]}")
        for place in others
    ]  # fmt: skip
    spaced = [part for name in names for part in (" ", name)]
    lead = el("span", f"{labels.SAME_WORDS_IN} ", class_="kind")
    return join((shown, el("li", lead, *spaced, class_="again")))


def _evidence(sheet: Sheet, places: Places, entry: SheetFact, place: int) -> Markup:
    """One report's words; words that stand there already are not printed again."""
    item = entry.evidence[place]
    notes = item.notes
    if item.copy:
        notes.append("copy, same words" if item.repeats(entry.evidence) else "copy")
    same = entry.fact.grade == "single source" and entry.prints(item) and not item.copy
    return el(
        "li",
        el(
            "a",
            el("cite", el("bdi", sheet.names[item.report.id])),
            el("span", " (", ", ".join(notes), ")", class_="kind") if notes else None,
            _same_words() if same else _words(entry, item),
            href=f"#{places.evidence[entry.fact.id, place]}",
        ),
        class_="copy" if item.copy else "same" if same else None,
    )


def _same_words() -> Markup:
    return join((" ", el("span", labels.SAME_WORDS, class_="kind")))


def _words(entry: SheetFact, item: Evidence) -> Markup | None:
    return None if item.repeats(entry.evidence) else join((" ", el("q", line(item.words))))


def _compare(sheet: Sheet, entry: SheetFact, anchor: str) -> Markup | None:
    """Opens the reports that have it, and those that have what stands against it."""
    rivals = [sheet.of_id(conflict.fact) for conflict in entry.fact.conflicts]
    sides = [entry, *(rival for rival in rivals if rival is not None)]
    if len({item.report.id for side in sides for item in side.evidence if not item.copy}) < 2:
        return None
    return el("button", "Side by side", type="button", class_="compare", hidden="",
              data_compare=anchor, aria_describedby=f"{anchor}.name")  # fmt: skip
