"""Bodies and people called by a description: the union, the company, the mediator."""

from __future__ import annotations

import pytest

from secondsource.extraction.mentions.coreference import is_another
from secondsource.names.called import called, may_be_called
from secondsource.pipeline import Reader
from secondsource.records.reading import Reading
from secondsource.records.report import Report
from tests.extract.casebook import PUBLISHED

#: A text, a name in it and all that it is called besides.
TEXTS: tuple[tuple[str, str, list[str]], ...] = (
    (
        "The Drivers' Federation will strike on Monday. Norlink rejected the demand. The union "
        "said its members were ready.",
        "Drivers' Federation",
        ["The union", "its"],
    ),
    (
        "The operator Norlink closed the line on Friday. Norlink said it regretted the delay. A "
        "spokesman, Devin Ostrov, said the company had no choice.",
        "Norlink",
        ["The operator", "it", "the company"],
    ),
    (
        "The Nurses' Association met Halden Health on Friday. Talks failed. The company said it "
        "would try again.",
        "Halden Health",
        ["The company", "it"],
    ),
    (
        "The talks have failed, the state mediator said on Sunday. The mediator, Anders Holt, "
        "blamed both sides.",
        "Anders Holt",
        ["the state mediator", "The mediator"],
    ),
    (
        "Norlink stopped the trains. The bank Ostbank had lent the money. The lender said it was "
        "sure of repayment.",
        "Ostbank",
        ["The bank", "The lender", "it"],
    ),
    (
        "Nobody spoke for the smaller Railway Staff Association, which has 700 members.",
        "Railway Staff Association",
        ["which"],
    ),
    (
        "Reporters Without Borders condemned the arrest. It asked for his release.",
        "Reporters Without Borders",
        ["It"],
    ),
    (
        "The vaccine has not arrived, health minister Rosa Ibarra announced.",
        "Rosa Ibarra",
        [],
    ),
    (
        "The ferry company Vestline rejected the claim. It put its offer at 4 percent.",
        "Vestline",
        ["The ferry company", "It", "its"],
    ),
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def entities(reader: Reader, text: str) -> dict[str, list[str]]:
    """Name to what is printed of it."""
    reading: Reading = reader.read(Report(text=text, published=PUBLISHED))
    return {e.name: [text[m.start : m.end] for m in e.mentions] for e in reading.entities}


@pytest.mark.parametrize(("text", "name", "others"), TEXTS)
def test_what_a_name_is_called_is_the_same_entity(
    reader: Reader, text: str, name: str, others: list[str]
) -> None:
    assert [word for word in entities(reader, text)[name] if word != name] == others


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        (
            "The Mining Authority closed the pit. Two miners were hurt. The company said it would "
            "pay.",
            "Mining Authority",
            "The company",
        ),
        (
            "The Nurses' Association and the Porters' Union marched. The union said it had won.",
            "Nurses' Association",
            "The union",
        ),
    ],
)
def test_a_body_is_not_called_what_its_name_forbids(
    reader: Reader, text: str, name: str, other: str
) -> None:
    assert other not in entities(reader, text)[name]


def test_a_noun_calls_for_itself_and_for_its_kinds() -> None:
    assert "union" in called("union")
    assert may_be_called("firm", {"airline"}) and may_be_called("company", {"firm"})
    assert not may_be_called("airline", {"firm"})
    assert called("zeppelin") == {"zeppelin"}


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Lind", "Lind Aide", True),
        ("Lind", "Ada Lind", False),
        ("Homeland Party", "Wisconsin Homeland Party", True),
        ("Homeland Party", "Dutch Homeland Party", False),
        ("Homeland Party", "New Homeland Party", False),
        ("Police Department", "Lyon Police Department", False),
    ],
)
def test_a_longer_name_may_be_of_somebody_else(one: str, other: str, apart: bool) -> None:
    assert is_another(one, other) == is_another(other, one) == apart


def test_who_speaks_is_not_whom_he_names(reader: Reader) -> None:
    text = (
        "Otto Krag of Marn, and Jim Fell of Vik are writing a letter that would block the bill.\n\n"
        "“No majority supports the deal struck by Vice President Lind,” he told Vik News."
    )
    assert "he" not in entities(reader, text)["Lind"]
    text = "The mayor, Otto Krag, spoke on Monday. “We owe it all to Ada Lind,” he said."
    found = entities(reader, text)
    assert "he" in found["Otto Krag"] and "he" not in found["Ada Lind"]
