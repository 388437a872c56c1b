"""ECB+ as the reader sees it: texts, and event mentions by their characters.

A folder ``ecbplus`` with ``train.tar.gz``, ``dev.tar.gz`` and the list of validated sentences, as
the data's own README describes them. Only mentions in validated sentences count.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import tarfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from secondsource.records.report import Report

_TIGHT = re.compile(r"[.,;:!?%)\]}]|n't|['’](?:s|re|ve|ll|d|m|S)?|''")
_OPEN = frozenset({"(", "[", "{", "$", "``", "#"})
_ACTION = ("ACTION", "NEG_ACTION")


@dataclass(frozen=True, slots=True)
class EventMention:
    """A mention of an event: its characters, and the event's name in its subtopic."""

    document: str
    start: int
    end: int
    event: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report; ``subtopic`` is the happening it is about, such as ``12ecbplus``."""

    report: Report
    topic: str
    subtopic: str
    mentions: tuple[EventMention, ...]
    valid: tuple[tuple[int, int], ...]  #: characters of the validated sentences


def load(folder: Path, part: str) -> list[Document]:
    """The documents of ``train`` or ``dev`` that have validated sentences, in order."""
    valid = _validated(folder)
    found = []
    with tarfile.open(folder / f"{part}.tar.gz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            stream = archive.extractfile(member) if member.name.endswith(".xml") else None
            name = Path(member.name).stem
            if stream is not None and name in valid:
                found.append(_document(name, ElementTree.parse(stream).getroot(), valid[name]))
    return found


def _validated(folder: Path) -> dict[str, set[int]]:
    packed = gzip.decompress((folder / "ECBplus_coreference_sentences.csv.gz").read_bytes())
    found: dict[str, set[int]] = {}
    for row in csv.DictReader(io.StringIO(packed.decode("utf-8-sig"))):
        name = f"{row['Topic']}_{row['File']}"
        found.setdefault(name, set()).add(int(row["Sentence Number"]))
    return found


def _document(name: str, root: ElementTree.Element, valid: set[int]) -> Document:
    text, spans, sentences = _laid_out(root)
    topic = name.partition("_")[0]
    subtopic = topic + re.sub(r"^\d+_\d+", "", name)
    mentions = {
        EventMention(name, spans[tokens[0]][0], spans[tokens[-1]][1], event)
        for tokens, event in _mentions(root, subtopic)
        if all(sentences[token] in valid for token in tokens)
    }
    kept = [span for token, span in spans.items() if sentences[token] in valid]
    return Document(
        report=Report(id=name, text=text, outlet=name),
        topic=topic,
        subtopic=subtopic,
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.event))),
        valid=tuple(kept),
    )


def _laid_out(
    root: ElementTree.Element,
) -> tuple[str, dict[str, tuple[int, int]], dict[str, int]]:
    """The tokens as running text, a sentence a line; their spans and sentences."""
    text, last = "", (-1, "")
    spans: dict[str, tuple[int, int]] = {}
    sentences: dict[str, int] = {}
    for token in root.iter("token"):
        word, sentence = token.text or "", int(token.get("sentence", "0"))
        if sentence != last[0]:
            text += "\n" if text else ""
        elif not (_TIGHT.fullmatch(word) or last[1] in _OPEN):
            text += " "
        identity = token.get("t_id", "")
        spans[identity] = (len(text), len(text) + len(word))
        sentences[identity] = sentence
        text += word
        last = (sentence, word)
    return text, spans, sentences


def _mentions(root: ElementTree.Element, subtopic: str) -> Iterator[tuple[list[str], str]]:
    """Tokens of each event mention and the name of its event; unlinked ones are events alone."""
    instances = {
        mark.get("m_id", ""): mark.get("instance_id") or f"{mark.get('TAG_DESCRIPTOR')}"
        for mark in root.iterfind("Markables/*")
        if mark.find("token_anchor") is None
    }
    events: dict[str, str] = {}
    for relation in root.iterfind("Relations/*"):
        target = relation.find("target")
        told = relation.get("note") or (target is not None and instances[target.get("m_id", "")])
        for source in relation.iterfind("source"):
            events[source.get("m_id", "")] = str(told or f"in-{relation.get('r_id')}")
    for mark in root.iterfind("Markables/*"):
        tokens = [anchor.get("t_id", "") for anchor in mark.iterfind("token_anchor")]
        identity = mark.get("m_id", "")
        if tokens and mark.tag.startswith(_ACTION):
            alone = f"alone-{root.get('doc_name')}-{identity}"
            yield tokens, f"{subtopic}:{events.get(identity, alone)}"
