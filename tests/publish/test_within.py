"""Facts that are told in another's words get no line of their own."""

from __future__ import annotations

from secondsource.publish import htmlsheet
from secondsource.publish.within import told_within
from secondsource.records.report import Report
from secondsource.records.story import Fact, FactClaim, Grade, Story, StoryReport

TEXT = (
    "The party will be led by the harbour clique that has shaped it. "
    "The mayor agreed to meet Lind in Marn on Friday. The clique has shaped it."
)
POST = Report(id="post", text=TEXT)
LEDGER = Report(id="ledger", text="The mayor will meet Lind.")
TEXTS = {"post": POST, "ledger": LEDGER}


def fact(name: str, summary: str, *said: str, grade: Grade = "single source", **more) -> Fact:
    claims = []
    for words in said:
        report = POST if words in TEXT else LEDGER
        start = report.text.index(words)
        claims.append(FactClaim(report=report.id, claim="c", start=start, end=start + len(words)))
    reports = tuple(dict.fromkeys(claim.report for claim in claims))
    return Fact(id=name, summary=summary, grade=grade, why="", claims=tuple(claims),
                reports=reports, origins=more.get("origins", ("o",)))  # fmt: skip


LED = fact("led", "The party will be led by the harbour clique that has shaped it",
           "The party will be led by the harbour clique")  # fmt: skip
SHAPED = fact("shaped", "The harbour clique has shaped it", "that has shaped it")
MEET = fact("meet", "The mayor will meet Lind", "The mayor agreed to meet Lind in Marn on Friday",
            "The mayor will meet Lind", grade="corroborated")  # fmt: skip
MARN = fact("marn", "The mayor agreed to meet Lind in Marn",
            "The mayor agreed to meet Lind in Marn on Friday")  # fmt: skip


def test_a_clause_in_another_line_is_told_there():
    assert told_within([SHAPED, LED], TEXTS) == {"shaped": "led"}


def test_another_origin_needs_its_own_line():
    others = fact("shaped", SHAPED.summary, "that has shaped it", origins=("p",))
    assert told_within([others, LED], TEXTS) == {}


def test_the_same_words_elsewhere_are_no_part_of_the_line():
    far = "Nobody came. " * 30
    texts = {"post": Report(id="post", text=TEXT + far + "that has shaped it")}
    start = texts["post"].text.rindex("that has")
    claim = FactClaim(report="post", claim="c", start=start, end=start + 18)
    elsewhere = Fact(id="far", summary="[It] has shaped it", grade="single source", why="",
                     claims=(claim,), reports=("post",), origins=("o",))  # fmt: skip
    assert told_within([elsewhere, LED], texts) == {}


def test_what_one_report_alone_has_stands_in_its_evidence_for_more():
    assert told_within([MEET, MARN], TEXTS) == {"marn": "meet"}


def test_a_better_grade_is_never_told_within_a_worse_one():
    shared = fact("shared", "The clique has shaped it", "that has shaped it", grade="corroborated")
    assert told_within([shared, LED], TEXTS) == {}


def test_a_fact_without_claims_is_told_nowhere():
    assert told_within([MEET, fact("none", "Nothing")], TEXTS) == {}


def test_a_grade_whose_facts_are_all_told_elsewhere_has_its_part():
    story = Story(id="s", title="", from_=None, to=None, entities=(), origins=(), quotes=(),
                  facts=(MEET, MARN),
                  reports=(StoryReport(report=POST), StoryReport(report=LEDGER)))  # fmt: skip
    page = htmlsheet.render([story])
    assert 'id="part-single"' in page or 'href="#part-single"' not in page
    assert page.count('class="within"') == 1
