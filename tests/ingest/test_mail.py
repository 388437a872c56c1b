"""Newsletters: single messages and mailboxes of any size."""

from __future__ import annotations

import random
from email.message import EmailMessage

import pytest

from tests.ingest.builders import LEAD, page, peak_megabytes, read_bytes


def message(number: int = 1, *, html: bool = True) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Harbour Post <news@post.example>"
    mail["Subject"] = f"Ferry {number}: café fire"
    mail["Date"] = "Tue, 06 May 2031 08:00:00 +0200 (CEST)"
    mail["List-Id"] = "The morning mail <morning.post.example>"
    mail["Archived-At"] = f"<https://post.example/mail/{number}>"
    mail.set_content(f"{LEAD}\n\nPlain {number}.\n")
    if html:
        mail.add_alternative(page(number), subtype="html")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="../../x")
    return mail


def test_a_message() -> None:
    (report,), failures = read_bytes(message().as_bytes(), "x.eml")
    assert not failures
    assert (report.title, report.outlet) == ("Ferry 1: café fire", "Harbour Post")
    assert report.published == "2031-05-06T08:00:00+02:00"
    assert report.url == "https://post.example/mail/1"
    assert report.text.startswith(LEAD) and "ferry number 1" in report.text
    (plain,), _ = read_bytes(message(html=False).as_bytes(), "x.eml")
    assert plain.text == f"{LEAD}\n\nPlain 1.\n"


def test_charsets_and_encodings() -> None:
    head = b"From: a@b.example\r\nSubject: =?iso-8859-1?q?caf=E9?=\r\nMIME-Version: 1.0\r\n"
    body = b"Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: 8bit\r\n\r\n%s"
    for charset in (b"iso-8859-1", b"utf-8", b"no-such", b"x" * 3_000):
        data = head + body % (charset, "Café burned in Port Vell.".encode("latin-1"))
        (report,), _ = read_bytes(data, "x.eml")
        assert (report.title, report.text) == ("café", "Café burned in Port Vell.\n")
    assert report.outlet == "b.example"


def mailbox(count: int) -> bytes:
    return b"".join(
        b"From news@post.example Tue May  6 08:00:00 2031\n"
        + message(n).as_bytes().replace(b"\nFrom ", b"\n>From ")
        + b"\n\n"
        for n in range(1, count + 1)
    )


def test_mailboxes_are_read_message_by_message() -> None:
    reports, failures = read_bytes(mailbox(30), "x.mbox")
    assert [r.url for r in reports] == [f"https://post.example/mail/{n}" for n in range(1, 31)]
    assert not failures
    data = mailbox(2) + b"From x\n\nno headers at all\n\n" + mailbox(1)
    reports, failures = read_bytes(data, "x.mbox")
    assert len(reports) == 3 and [f.place for f in failures] == ["message 3"]


def test_memory_holds_one_message() -> None:
    junk = b"From x\nSubject: y\n\n" + (b"many words " * 1_000 + b"\n") * 2_000 + b"\n"
    data = mailbox(1) + junk + mailbox(1)

    def read() -> None:
        reports, failures = read_bytes(data, "x.mbox")
        assert len(reports) == 2 and "20 MB" in failures[0].reason

    assert peak_megabytes(read) < 100


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no headers at all",
        b"Subject: x\n\n",
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: multipart/mixed;"
        b" boundary=a\n\n" * 300,
        b"Content-Type: text/html\n\n" + b"<div>" * 20_000,
        b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!!",
    ],
)
def test_odd_messages_are_named(data: bytes) -> None:
    reports, failures = read_bytes(data, "x.eml")
    assert not reports and len(failures) == 1


def test_mutated_messages_never_crash() -> None:
    draw = random.Random(19)
    whole = mailbox(2)
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(draw.randint(1, 6)):
            position = draw.randrange(len(data))
            data[position : position + draw.randint(0, 5)] = bytes(
                draw.choice(b"\x00\xff\n:=?<>;") for _ in range(draw.randint(0, 4))
            )
        reports, failures = read_bytes(bytes(data), "x.mbox")
        assert reports or failures
        for report in reports:
            report.text.encode("utf-8")
