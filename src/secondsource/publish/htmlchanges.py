"""What changed with the new reports, as HTML: the first thing a returning reader looks for."""

from __future__ import annotations

from secondsource.publish import changelist, labels
from secondsource.publish.changelist import ChangeEntry, Words
from secondsource.publish.htmlparts import fact_link, permalink, section
from secondsource.publish.markup import Markup, el, line
from secondsource.publish.places import Places
from secondsource.publish.sheet import Sheet


def what_changed(sheet: Sheet, places: Places) -> Markup | None:
    """The changes by kind, or None where there is no earlier state."""
    if not changelist.is_told(sheet):
        return None
    shown = [
        (el("h3", group.title),
         el("ul", [_entry(sheet, places, entry) for entry in group.entries], class_="plain"))
        for group in changelist.groups(sheet)
    ]  # fmt: skip
    return section(places, "what-changed", labels.WHAT_CHANGED, changelist.came(sheet), *shown)


def _entry(sheet: Sheet, places: Places, entry: ChangeEntry) -> Markup:
    anchor = places.item("changed", entry.key)
    about = entry.line
    link = fact_link(places, entry.fact) if entry.fact else el("span", about, class_="words")
    notes = [
        el("span", entry.note, class_="tag") if entry.note else None,
        el("b", entry.moved, class_="moved") if entry.moved else None,
        el("span", entry.why, class_="kind") if entry.why else None,
    ]
    other = entry.other and (el("span", entry.link, class_="kind"), fact_link(places, entry.other))
    return el(
        "li",
        el("div", link, permalink(anchor, f"this change: {about}"), class_="head"),
        el("p", notes, class_="told") if any(notes) else None,
        el("p", other, class_="rival") if other else None,
        el("ul", [_words(sheet, places, entry, words) for words in entry.words],
           class_="evidence"),
        id=places.once("changed", entry.key),
        class_=f"changed g-{entry.fact.label.key}" if entry.fact else "changed",
    )  # fmt: skip


def _words(sheet: Sheet, places: Places, entry: ChangeEntry, words: Words) -> Markup:
    name = el("cite", el("bdi", sheet.names[words.report.id]))
    same = entry.fact is not None and entry.fact.repeats_line(words.text)
    said = el("span", labels.SAME_WORDS, class_="kind") if same else el("q", line(words.text))
    return el("li", el("a", name, " ", said, href=f"#{places.passage_at(*_where(words))}"))


def _where(words: Words) -> tuple[str, int, int]:
    return words.report.id, words.start, words.end
