"""The sheet in a terminal: readable at 80 columns, without colour and without Unicode."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from secondsource.publish import labels, safetext, sections
from secondsource.publish.dates import spell_date
from secondsource.publish.geography import sites, whereabouts
from secondsource.publish.legs import legs
from secondsource.publish.safetext import plain, shortened
from secondsource.publish.sections import Number, NumberRow, OnlyHere, figure_of
from secondsource.publish.sheet import Evidence, SheetFact, lay_out
from secondsource.publish.terminalchanges import what_changed
from secondsource.publish.terminalpage import Page
from secondsource.publish.terminalplot import plot_row
from secondsource.publish.wording import printings
from secondsource.records.changes import Changes
from secondsource.records.report import Report
from secondsource.records.story import Grade, Origin, Story, StoryQuote

if TYPE_CHECKING:
    from rich.console import Console

_WORDS_SHOWN: Final = 240  #: characters of one piece of evidence
_REPORTS_QUOTED: Final = 4  #: reports that are quoted for one fact, others are named
_SPELLED_OUT: Final = 6  #: more single-source facts than this are one line each
_QUOTES_SHOWN: Final = 8
_OUTLETS_NAMED: Final = 6  #: in a row of the origins and behind an evidence
_ROWS_SHOWN: Final = 10  #: of one quantity; of more those that agree stand together
_NAME: Final = 30  #: characters of a report's name beside its figure
_DATED: Final = re.compile(r"(.*?)( \([^()]*\))?")  #: "Post (4 Jun 2034)"
_BY_DAY: Final = 10  #: more reports than this are listed under their days


def write(story: Story, console: Console, changes: Changes | None = None) -> None:
    """Print the sheet of ``story`` on ``console``, with what changed where that is given."""
    page = Page(console=console, sheet=lay_out(story, changes))
    for section in (
        _heading,
        what_changed,
        _facts,
        _numbers,
        _quotes,
        _origins,
        _only_here,
        _timeline,
        _places,
        _changes,
    ):
        section(page)


def _heading(page: Page) -> None:
    story, sheet = page.sheet.story, page.sheet
    page.line((plain(story.title) or labels.UNTITLED, "bold"))
    page.line(" · ".join([sheet.when, *sheet.counts]))
    if len(sheet.reports) > _BY_DAY:
        _reports_by_day(page)
        return
    for report in sheet.reports:
        copied = [page.name(c) for c, original in sheet.copies.items() if original == report.id]
        note = f" (copied by {labels.listed(copied)})" if copied else ""
        when = sheet.day_of(report.id)
        page.line(_named(page, report), f", {when}" if when else "", note, indent=2, hang=2)


def _reports_by_day(page: Page) -> None:
    """Many reports: their names, a line a day."""
    days: dict[str, list[str]] = {}
    for report in page.sheet.texts.values():
        day = spell_date((report.published or "")[:10]) or labels.NO_DATE
        copy = " (copy)" if report.id in page.sheet.copies else ""
        days.setdefault(day, []).append(_named(page, report) + copy)
    for day, names in days.items():
        page.line((f"{day}: ", "dim"), labels.listed(names), indent=2, hang=2)


def _named(page: Page, report: Report) -> str:
    odd = f" [{labels.ODD_NAME}]" if safetext.is_odd_name(report.outlet or "") else ""
    return page.name(report.id) + odd


def _facts(page: Page) -> None:
    for grade, label in labels.GRADES.items():
        count = sum(entry.fact.grade == grade for entry in page.sheet.facts)
        facts = page.sheet.lines(grade)
        if not facts:
            continue
        page.title(f"{page.mark(facts[0])} {label.name} ({count})", label.meaning)
        if _is_grouped(grade, facts):
            _grouped(page, facts)
            continue
        for entry in facts:
            _fact(page, entry)


def _is_grouped(grade: Grade, facts: list[SheetFact]) -> bool:
    return grade == "single source" and len(facts) > _SPELLED_OUT


def _fact(page: Page, entry: SheetFact) -> None:
    tags = _tags(entry)
    page.line(
        (f"{page.mark(entry)} {entry.number}. ", entry.label.colour),
        (plain(entry.fact.summary), "bold"),
        tags,
        indent=1,
        hang=4,
    )
    page.line((plain(entry.fact.why), "italic"), indent=5)
    outer = page.sheet.detail_of(entry)
    if outer is not None:
        adds = f": {outer[1]}" if outer[1] else ""
        page.line(f"{labels.ADDS} {page.mark(outer[0])} {outer[0].number}{adds}", indent=5, hang=2)
    for spoken in entry.spoken:
        page.line((plain(spoken), "dim"), indent=5, hang=2)
    if entry.origins and not entry.names_origins:
        page.line("Says so: ", _says_so(entry.origins), indent=5, hang=2)
    _all_evidence(page, entry)
    inner = page.sheet.told_in(entry)
    if inner:
        page.line((f"{labels.WITHIN}: {_briefly(page, entry, inner)}", "dim"), indent=5, hang=2)
    _bearing(page, entry)


def _bearing(page: Page, entry: SheetFact) -> None:
    """What stands against a fact, what it replaced and what replaced it."""
    for conflict in entry.fact.conflicts:
        other = page.sheet.of_id(conflict.fact)
        if other is not None:
            against = f"Against {other.number}: {plain(other.fact.summary)}{_tags(other)}"
            told = entry.tells_of(other, conflict.about)
            whose = "" if told else f" — {_says_so(other.origins)}, on {plain(conflict.about)}"
            page.line(against, (whose, "dim"), indent=5, hang=2)
    for old in filter(None, map(page.sheet.of_id, entry.fact.supersedes)):
        page.line(f"Replaces {old.number}: {plain(old.fact.summary)}", indent=5, hang=2)
    for new in page.sheet.replaced_by.get(entry.fact.id, ()):
        page.line(f"Replaced by {new.number}: {plain(new.fact.summary)}", indent=5, hang=2)


def _briefly(page: Page, entry: SheetFact, inner: list[SheetFact]) -> str:
    """Facts that stand in the words of another by number, with the mark of another grade."""
    marks = (f"{page.mark(i)} " if i.label is not entry.label else "" for i in inner)
    return ", ".join(f"{mark}{i.number}{_tags(i)}" for mark, i in zip(marks, inner, strict=True))


def _tags(entry: SheetFact) -> str:
    return "".join(f" [{tag}]" for tag in entry.tags)


def _all_evidence(page: Page, entry: SheetFact) -> None:
    """The words of the first few reports, those that print the same together; others by name."""
    rows: dict[str, list[list[Evidence]]] = {}
    for found in _by_report(entry.evidence[place] for place in entry.passages).values():
        rows.setdefault(_row(page, entry, found), []).append(found)
    shown = list(rows.items())[:_REPORTS_QUOTED]
    for words, reports in shown:
        _evidence(page, words, reports)
    left = [page.name(found[0].report.id) for _, reports in list(rows.items())[_REPORTS_QUOTED:]
            for found in reports]  # fmt: skip
    if left:
        page.line((f"also in {_few(left)}", "dim"), indent=5, hang=2)


def _row(page: Page, entry: SheetFact, found: list[Evidence]) -> str:
    """What a report prints as evidence, on one line."""
    if found[0].repeats(entry.evidence):
        return "the same words"
    more = f" (+{len(found) - 1} more)" if len(found) > 1 else ""
    return f"“{shortened(plain(found[0].words), _WORDS_SHOWN)}”{more}"


def _evidence(page: Page, words: str, reports: list[list[Evidence]]) -> None:
    names = []
    for found in reports:
        first = found[0]
        notes = [*first.notes, "copy"] if first.copy else first.notes
        about = f" ({', '.join(notes)})" if notes else ""
        names.append(f"{page.name(first.report.id)}{about}")
    page.line((f"{_few(names)}: ", "dim"), words, indent=5, hang=2)


def _by_report(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for item in evidence:
        found.setdefault(item.report.id, []).append(item)
    return found


def _says_so(origins: Iterable[Origin]) -> str:
    return labels.sources((plain(o.name), o.kind) for o in origins) or labels.NO_ORIGIN


def _grouped(page: Page, facts: list[SheetFact]) -> None:
    """One line a fact under the report that alone has it."""
    for report_id, entries in page.sheet.by_holder(facts):
        page.line((page.name(report_id), "bold dim"), indent=1)
        for entry in entries:
            tags, inner = _tags(entry), page.sheet.told_in(entry)
            also = f"; {labels.WITHIN.lower()}: {_briefly(page, entry, inner)}" if inner else ""
            page.line(
                (f"{page.mark(entry)} {entry.number}. ", entry.label.colour),
                shortened(plain(entry.fact.summary), _WORDS_SHOWN),
                tags,
                (f" — {_says_so(entry.origins)}{also}", "dim"),
                indent=3,
                hang=4,
            )


def _numbers(page: Page) -> None:
    numbers = sections.numbers(page.sheet)
    if numbers:
        page.title("Numbers", "low – best – high; each row is a report")
    for number in numbers:
        if len(number.rows) > 1:
            _number(page, number)
    alone = [f"{labels.headed(n.label)}: {figure_of(n.rows[0])} [{n.facts[0].number}]"
             for n in numbers if len(n.rows) == 1]  # fmt: skip
    if alone:
        page.line(("Given by one report: ", "dim"), " · ".join(alone), indent=1, hang=2)


def _number(page: Page, number: Number) -> None:
    best = sections.best_of(number)
    best = f", {best}" if best else ""
    facts = ", ".join(str(entry.number) for entry in number.facts)
    head = (sections.span_of(number), "bold")
    page.line(f"{labels.headed(number.label)}: ", head, best, f"  [{facts}]", indent=1, hang=2)
    rows = _alike(page, number)
    widest = min(_NAME, max(len(name) for name, _ in rows))
    for named, row in rows:
        name = _named_within(named, widest)
        notes = [sections.on_word_of(page.sheet, row), "superseded" if row.superseded else ""]
        told = "; ".join(note for note in notes if note)
        words = shortened(plain(row.words), 30)
        page.line(f"{name:<{widest}}  {plot_row(number, row)}  “{words}”",
                  (f" ({told})" if told else "", "dim"), indent=3, hang=4)  # fmt: skip


def _named_within(name: str, limit: int) -> str:
    """A report's name in so many characters; the day that tells it from others stays."""
    parts = _DATED.fullmatch(name)
    if len(name) <= limit or parts is None or not parts[2]:
        return shortened(name, limit)
    return shortened(parts[1], limit - len(parts[2])) + parts[2]


def _alike(page: Page, number: Number) -> list[tuple[str, NumberRow]]:
    """Rows with the report's name; of very many those that give one figure on one word together."""
    if len(number.rows) <= _ROWS_SHOWN:
        return [(page.name(row.report.id), row) for row in number.rows]
    groups: dict[tuple[object, ...], list[NumberRow]] = {}
    for row in number.rows:
        word = sections.on_word_of(page.sheet, row)
        groups.setdefault((row.value, row.low, row.high, row.superseded, word), []).append(row)
    return [
        (page.name(rows[0].report.id) if len(rows) == 1 else f"{len(rows)} reports", rows[0])
        for rows in groups.values()
    ]


def _quotes(page: Page) -> None:
    quotes = sections.quotes(page.sheet)
    if not quotes:
        return
    page.title("Quotes", "words between ‹ › are printed differently elsewhere")
    told = quotes[:_QUOTES_SHOWN]
    last = ""
    for quote in told:
        speaker = sections.speaker_of(page.sheet, quote)
        tags = "".join(f" [{tag}]" for tag in sections.quote_tags(quote))
        if speaker != last or tags:
            page.line((speaker, "bold"), tags, indent=1)
        last = speaker
        _quote(page, quote)
    left = len(quotes) - len(told)
    if left:
        page.line((f"and {labels.count(left, 'more quote')}", "dim"), indent=1)


def _quote(page: Page, quote: StoryQuote) -> None:
    found = printings(page.sheet, quote)
    for printing in found:
        words = "".join(f"‹{p.text}›" if p.mark == "differs" else p.text for p in printing.pieces)
        reports = [quote.versions[place].report for place in printing.places]
        names = [page.name(r) + (" (copy)" if r in page.sheet.copies else "") for r in reports]
        notes = sections.version_notes(page.sheet, quote, printing.version, len(found) > 1)
        about = f" ({', '.join(notes)})" if notes else ""
        page.line((f"{labels.listed(names)}{about}: ", "dim"), f"“{plain(words)}”",
                  indent=3, hang=2)  # fmt: skip
        if printing.differences:
            page.line((f"It {'; '.join(printing.differences)}.", "dim"), indent=5, hang=2)


def _origins(page: Page) -> None:
    sheet = page.sheet
    if not sheet.origins:
        return
    page.title("Origins", "who stands behind what; alone: facts that rest on this origin only")
    found = legs(sheet)
    beside = [leg for leg in found if leg.origin.kind == "outlet" and not leg.alone]
    if len(beside) <= _OUTLETS_NAMED:
        beside = []
    for leg in found:
        if leg in beside:
            continue
        counted = sheet.counted_with(leg.origin)
        outlets = _few(leg.outlets)
        page.line(
            (labels.first_in_row(_says_so([leg.origin]), leg.origin.kind), "bold"),
            (f", counted with {counted}" if counted else "", "dim"),
            f" → {outlets} → {labels.count(leg.facts, 'fact')}, {len(leg.alone)} alone",
            indent=1,
            hang=3,
        )

    if beside:
        names = [f"{plain(leg.origin.name)} ({leg.facts})" for leg in beside]
        page.line(("Own reporting, with others only: ", "bold"), labels.listed(names),
                  indent=1, hang=3)  # fmt: skip


def _few(names: Sequence[str]) -> str:
    """Names as a reader would join them; of very many only how many more there are."""
    if len(names) > _OUTLETS_NAMED + 1:
        more = f"{len(names) - _OUTLETS_NAMED} more"
        return labels.listed([*names[:_OUTLETS_NAMED], more])
    return labels.listed(list(names))


def _only_here(page: Page) -> None:
    found = sections.only_here(page.sheet)
    if found:
        page.title("Only here, and left out", "against what most of the other reports have")
    bare = [item for item in found if item.is_bare]
    for item in found:
        if not item.is_bare:
            _own_facts(page, item, len(found) > _BY_DAY)
    if bare:
        names = labels.listed([page.name(item.report.id) for item in bare])
        page.line((f"{names}: ", "bold"), labels.NOTHING_APART, indent=1, hang=2)


def _own_facts(page: Page, item: OnlyHere, briefly: bool) -> None:
    """What a report alone has and what it lacks, ``briefly`` by number only."""
    copy = " (copy)" if item.report.id in page.sheet.copies else ""
    lists = (
        (labels.ALONE, item.alone),
        (labels.LACKS, item.lacks),
        (labels.TOO_EARLY, item.too_early),
    )
    if briefly:
        told = [f"{title.lower()} {_numbers_of(entries)}" for title, entries in lists if entries]
        page.line(
            (f"{page.name(item.report.id)}{copy}: ", "bold"), "; ".join(told), indent=1, hang=2
        )
        return
    page.line((page.name(item.report.id) + copy, "bold"), indent=1)
    alone = _numbers_of(item.alone)
    words = f"{labels.ALONE} ({len(item.alone)}): {alone}" if alone else labels.NOTHING_ALONE
    page.line(words, indent=3, hang=2)
    for title, entries in lists[1:]:
        for entry in entries:
            summary = shortened(plain(entry.fact.summary), 100)
            page.line(f"{title}: {entry.number}. {summary}", indent=3, hang=2)


def _timeline(page: Page) -> None:
    line = sections.timeline(page.sheet)
    if not (line.past or line.ahead or line.undated):
        return
    page.title("Timeline")
    for when, entry in line.past:
        _moment(page, when, entry)
    if line.ahead:
        page.line((labels.AHEAD, "bold dim"), indent=1)
    for when, entry in line.ahead:
        if when != labels.NO_DATE:
            _moment(page, when, entry)
    _undated(page, [entry for when, entry in line.ahead if when == labels.NO_DATE])
    if line.undated:
        page.line((labels.HAPPENED_UNDATED, "bold dim"), indent=1)
    _undated(page, line.undated)


def _numbers_of(entries: Iterable[SheetFact]) -> str:
    return ", ".join(str(entry.number) for entry in entries)


def _undated(page: Page, entries: Sequence[SheetFact]) -> None:
    numbers = _numbers_of(entries)
    if numbers:
        page.line((f"{labels.NO_DATE}: ", "dim"), numbers, indent=1, hang=2)


def _moment(page: Page, when: str, entry: SheetFact) -> None:
    tags = _tags(entry)
    page.line(
        (f"{when}  ", "dim"),
        f"{entry.number}. {shortened(plain(entry.fact.summary), 120)}",
        tags,
        indent=1,
        hang=2,
    )


def _places(page: Page) -> None:
    found = sites(page.sheet)
    if found:
        page.title("Places", "as reports name them; numbers are facts")
    for site in found:
        facts = ", ".join(str(entry.number) for entry in site.facts)
        page.line(
            (site.name, "bold"),
            (f"  {whereabouts(site)}", "dim"),
            f"  [{facts}]" if facts else "",
            indent=1,
            hang=2,
        )


def _changes(page: Page) -> None:
    found = sections.changes(page.sheet)
    if found:
        page.title("Changes", "what a later account revised")
    for change in found:
        figures = sections.figures_of(change)
        page.line(f"{change.now.number}. {plain(change.now.fact.summary)}",
                  (f"  {figures}" if figures else "", "bold"), indent=1, hang=3)  # fmt: skip
        for old in change.before:
            page.line(f"replaced {old.number}: {plain(old.fact.summary)}", indent=4, hang=2)
