"""Header lines of text files, under our names and other people's."""

from __future__ import annotations

import pytest

from secondsource.ingest.plaintext import split_header


@pytest.mark.parametrize(
    "header",
    [
        "Title: Ferry\nOutlet: Post\nPublished: 2031-05-06\nURL: u\nAuthor: Ada Lund",
        "Headline: Ferry\nSource: Post\nDate: 2031-05-06\nLink: u\nBy: Ada Lund",
        "SUBJECT : Ferry\r\nNEWSPAPER: Post\r\nPUBLICATION DATE: 2031-05-06\r\nLink: u"
        "\r\nByline: Ada Lund",
    ],
)  # fmt: skip
def test_names_of_fields(header: str) -> None:
    line = "\r\n" if "\r" in header else "\n"
    fields, text = split_header(f"{header}{line}{line}The ferry sank.\nDate: unknown\n")
    assert text == "The ferry sank.\nDate: unknown\n"
    assert fields == {
        "title": "Ferry", "outlet": "Post", "published": "2031-05-06", "url": "u",
        "author": "Ada Lund",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Title: Ferry\nThe ferry sank.\n", "Title: a\nHeadline: b\n\nThe ferry.", "Note: x\n\ny"],
)
def test_lines_that_are_no_header_are_text(text: str) -> None:
    assert split_header(text) == ({}, text)
