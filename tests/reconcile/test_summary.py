"""The one line that stands for a fact."""

from __future__ import annotations

from secondsource.reconciling.story import reconcile
from tests.reconcile.newsroom import Paper


def line(paper: Paper) -> str:
    [fact] = reconcile([paper.reading()]).facts
    return fact.summary


def test_a_pronoun_subject_is_spelled_out():
    paper = Paper("Ada Lind spoke. She will close the port.").who("Ada Lind", "person", "She")
    paper.claim("She will close the port", "close", "close", agent="She", patient="the port")
    assert line(paper) == "[Ada Lind] will close the port"


def test_a_possessive_is_spelled_out_too():
    paper = Paper("They shut his port in Harnvik. Tom Berg wept.").who("Harnvik", "place")
    paper.who("Tom Berg", "person", "his")
    paper.claim("They shut his port in Harnvik", "shut", "shut", patient="his port",
                place="Harnvik")  # fmt: skip
    assert line(paper) in (
        "They shut his port in Harnvik",
        "They shut [Tom Berg’s] port in Harnvik",
    )


def test_a_clause_without_its_subject_gets_one():
    text = "Ada Lind, who had only come back to the town of Harnvik that very morning after a long "
    text += "and by all accounts rather unhappy stay with her relatives in the north, flew into a "
    text += "rage on the quay and sold the port."
    paper = Paper(text).who("Ada Lind")
    paper.claim("sold the port", "sold", "sell", agent="Ada Lind", patient="the port")
    assert line(paper) == "[Ada Lind] sold the port"


def test_edges_are_tidied():
    paper = Paper("“and Norfax sold the port, ").who("Norfax", "organisation")
    paper.claim("“and Norfax sold the port, ", "sold", "sell", agent="Norfax", patient="the port")
    assert line(paper) == "Norfax sold the port"


def test_long_clauses_are_cut_at_a_word():
    text = "Norfax sold the port " + "and the very long quay beside it " * 12
    paper = Paper(text).who("Norfax", "organisation")
    paper.claim(text, "sold", "sell", agent="Norfax", patient="the port")
    found = line(paper)
    assert len(found) <= 200
    assert found.endswith("…")
    assert text.startswith(found[:-1])


def test_a_denial_is_told_as_a_denial():
    paper = Paper("Norfax denied that it sold the port.").who("Norfax", "organisation", "it")
    said = paper.says("Norfax", "denied", "it sold the port", "denies", lemma="deny")
    paper.claim("it sold the port", "sold", "sell", agent="it", patient="the port", by=[said])
    assert line(paper) == "Norfax denied that it sold the port"


def test_words_inside_a_quotation_stay_as_they_are():
    paper = Paper("“I will sell the port,” Ada Lind said.").who("Ada Lind", "person", "I")
    paper.quote("I will sell the port,", "Ada Lind")
    said = paper.says("Ada Lind", "said", "I will sell the port", lemma="say")
    paper.claim("I will sell the port", "sell", "sell", agent="I", patient="the port", by=[said])
    assert line(paper) == "Ada Lind: “I will sell the port”"


def test_the_clearest_of_several_reports_is_taken():
    short = Paper("Norfax sold the port.", "Post").who("Norfax", "organisation")
    short.claim("Norfax sold the port", "sold", "sell", agent="Norfax", patient="the port")
    vague = Paper("Norfax is here. It sold the port.", "Anchor").who("Norfax", "organisation", "It")
    vague.claim("It sold the port", "sold", "sell", agent="It", patient="the port")
    [fact] = reconcile([vague.reading(), short.reading()]).facts
    assert fact.summary == "Norfax sold the port"


def test_a_line_in_which_a_report_speaks_or_sells_gives_way():
    papers = []
    for name, port in (
        ("a", "our beloved port"),
        ("b", "the heartbreaking port"),
        ("c", "the port"),
    ):
        paper = Paper(f"Norfax sold {port}.", id=name).who("Norfax", "organisation")
        paper.claim(f"Norfax sold {port}", "sold", "sell", agent="Norfax", patient=port)
        papers.append(paper)
    [fact] = reconcile([paper.reading() for paper in papers]).facts
    assert fact.summary == "Norfax sold the port"


def test_a_list_that_is_not_shown_is_not_opened():
    paper = Paper("Three men sold the port, among them a mayor.")
    paper.claim("Three men sold the port, among them", "sold", "sell", agent="Three men",
                patient="the port")  # fmt: skip
    assert line(paper) == "Three men sold the port"


def test_the_cause_that_one_report_alone_has_is_no_part_of_the_line():
    sold, why = "Norfax sold the port", "Norfax sold the port because of its debts"
    papers = []
    for name, text in (("a", why), ("b", sold)):
        paper = Paper(f"{text}.", id=name).who("Norfax", "organisation")
        paper.claim(text, "sold", "sell", agent="Norfax", patient="the port")
        papers.append(paper)
    [fact] = reconcile([paper.reading() for paper in papers]).facts
    assert fact.summary == sold
    assert line(papers[0]) == why
