"""Plain text and JSONL text arrive unchanged but for what the contract names."""

from __future__ import annotations

import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.errors import InputError
from secondsource.ingest import jsonlines, plaintext
from secondsource.ingest.decode import decode_text
from secondsource.ingest.failure import Failure
from secondsource.records.report import Report

ANY_TEXT = st.text(
    st.characters() | st.sampled_from("\x00\ud800\udfff\r\n\t\u2028\ufeff\U0001f6a2é:"),
    max_size=200,
)


def expected(text: str) -> str:
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def one(items) -> Report:
    (report,) = items
    assert isinstance(report, Report), report
    return report


@given(ANY_TEXT)
def test_plain_text_is_the_decoded_file(text: str) -> None:
    body = "A quay burned. " + text
    data = body.encode("utf-8", "surrogatepass")
    assert one(plaintext.read(io.BytesIO(data), "a.txt")).text == expected(body)


@given(ANY_TEXT)
def test_text_after_a_header_is_untouched(text: str) -> None:
    body = text + "."
    data = ("Title: Fire on the quay\r\nOutlet: Harbour Post\r\n\r\n" + body).encode(
        "utf-8", "surrogatepass"
    )
    report = one(plaintext.read(io.BytesIO(data), "a.txt"))
    assert (report.title, report.outlet) == ("Fire on the quay", "Harbour Post")
    assert report.text == expected(body)


@given(ANY_TEXT)
def test_jsonl_text_is_the_string_of_the_row(text: str) -> None:
    body = "x" + text
    for ascii_only in (True, False):
        row = json.dumps({"text": body}, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
        report = one(jsonlines.read(io.BytesIO(row + b"\n"), "a.jsonl"))
        pairs_joined = json.loads(json.dumps(body))  # JSON joins an escaped surrogate pair
        assert report.text in (expected(body), expected(pairs_joined))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_is_read_and_removed(encoding: str) -> None:
    assert decode_text("Zoë reached the pier.".encode(encoding), "a.txt") == "Zoë reached the pier."


def test_only_one_byte_order_mark_is_removed() -> None:
    assert decode_text(b"\xef\xbb\xbf\xef\xbb\xbfpier", "a.txt") == "\ufeffpier"


def test_windows_encoding_is_refused_at_the_byte() -> None:
    with pytest.raises(InputError) as caught:
        decode_text("Café".encode("cp1252"), "a.txt")
    assert caught.value.place == "byte 3"
    assert "0xE9" in caught.value.reason


@pytest.mark.parametrize(
    "data", [b"\x00\x9f\x92\x96", b"%PDF-1.7 text", bytes(200), b"PK\x03\x04rest", b"\x89PNG\r\n"]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        decode_text(data, "a.txt")


@pytest.mark.parametrize(
    ("content", "title", "text"),
    [
        ("Title: Quay\n\nBody.", "Quay", "Body."),
        ("title:Quay\nURL: https://post.example/1\n \nBody.\n", "Quay", "Body.\n"),
        ("Title: Quay\n\n\nBody.", "Quay", "\nBody."),
        ("Title: Quay\nBody without a blank line.", None, None),
        ("Body first.\nTitle: Quay\n\nMore.", None, None),
        ("\nTitle: Quay\n\nMore.", None, None),
        ("Title: One\nTitle: Two\n\nMore.", None, None),
        ("Note: this is no header\n\nMore.", None, None),
    ],
)
def test_header_needs_its_blank_line(content: str, title: str | None, text: str | None) -> None:
    report = one(plaintext.read(io.BytesIO(content.encode()), "a.txt"))
    assert report.title == title
    assert report.text == (content if text is None else text)


def test_header_fields_reach_the_report() -> None:
    content = (
        "Title: Fire\nOutlet: Harbour Post\nPublished: 17 October 2025\n"
        "URL: https://post.example/1\nAuthor: Ada Lund\n\nBody."
    )
    report = one(plaintext.read(io.BytesIO(content.encode()), "a.txt"))
    assert report.published == "2025-10-17"
    assert (report.url, report.author) == ("https://post.example/1", "Ada Lund")


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"Title: only a header\n\n"])
def test_nothing_to_read_is_an_error(data: bytes) -> None:
    with pytest.raises(InputError):
        list(plaintext.read(io.BytesIO(data), "a.txt"))


def test_rows_fail_one_by_one_with_their_line() -> None:
    lines = [
        '{"text": "One."}',
        "",
        "not json",
        "[1, 2]",
        '{"title": "no text"}',
        '{"text": "  "}',
        '{"text": 7}',
        '{"text": "Two.", "title": 7}',
        "[" * 5000,
        '{"text": "Three.", "id": 12, "author": ["Ada Lund", "Jon Riske"]}',
        '{"text": "caf\xe9"}',
    ]
    items = list(jsonlines.read(io.BytesIO("\n".join(lines).encode("latin-1")), "a.jsonl"))
    failures = [item for item in items if isinstance(item, Failure)]
    assert [item.place for item in failures] == [f"line {n}" for n in (3, 4, 5, 6, 7, 8, 9, 11)]
    reports = [item for item in items if isinstance(item, Report)]
    assert [report.text for report in reports] == ["One.", "Three."]
    assert (reports[1].id, reports[1].author) == ("12", "Ada Lund, Jon Riske")


def test_a_row_above_the_limit_fails_and_the_next_is_read(monkeypatch) -> None:
    monkeypatch.setattr(jsonlines, "LIMIT_BYTES", 100)
    stream = io.BytesIO(b'{"text": "' + b"a" * 500 + b'"}\n{"text": "Short."}\n')
    failure, report = jsonlines.read(stream, "a.jsonl")
    assert isinstance(failure, Failure) and failure.place == "line 1"
    assert isinstance(report, Report) and report.text == "Short."


def test_unknown_date_is_said_and_left_out(caplog) -> None:
    row = b'{"text": "A quay burned.", "published": "soon"}'
    assert one(jsonlines.read(io.BytesIO(row), "a.jsonl")).published is None
    assert "'soon'" in caplog.text and "line 1" in caplog.text


def test_html_row_gives_way_to_the_fields_of_the_row() -> None:
    page = (
        "<html><head><title>Page title</title></head><body><article><p>A fire burned the old quay"
        " of Port Vell on Thursday and nobody was hurt, the mayor said.</p></article></body></html>"
    )
    row = json.dumps({"html": page, "title": "Row title", "published": "2025-10-17"}).encode()
    report = one(jsonlines.read(io.BytesIO(row), "a.jsonl"))
    assert report.title == "Row title" and report.published == "2025-10-17"
    assert report.text.startswith("A fire burned the old quay")
