"""What is not news is set aside; what is news never is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.boilerplate import score
from secondsource.extraction.boilerplate import find_boilerplate, find_credits
from secondsource.records.report import Report

BODY = (
    "A ferry with forty people on board ran aground near Port Vell on Thursday evening, the"
    " coastguard said, and all were brought ashore by midnight in small boats from the village."
)
AFTER = "The mayor said the harbour would stay closed until Saturday morning."


def zones(text: str) -> list[tuple[str, str]]:
    return [(zone.kind, text[zone.start : zone.end]) for zone in find_boilerplate(text)]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("syndication", "The post Ferry Runs Aground: ‘All Safe’ appeared first on Harbour Post."),
        ("syndication", "The post Ferry aground first appeared on harbourpost.example.com."),
        ("syndication", "This article was originally published by Coast Wire."),
        ("syndication", "This story was first published on Vell Daily"),
        ("syndication", "Originally published in the Harbour Post."),
        (
            "syndication",
            "This article is republished from Coast Talk under a Creative Commons licence.",
        ),
        ("byline", "Anna Berg is a reporter for the Harbour Post."),
        ("byline", "Anna Berg covers shipping for the Harbour Post."),
        ("other", "Do you have a story? Call our newsroom on 555 0199."),
        ("other", "Contact the author at anna.berg@harbourpost.example"),
        ("caption", "Image caption: The ferry in the harbour"),
        ("other", "5 min read"),
        ("other", "Share on Facebook"),
        ("other", "View comments"),
        ("other", "Article continues after this ad"),
        ("other", "Our Standards: The Norfax Principles of Trust."),
        ("other", "You have reached your article limit."),
        ("other", "Terms of use | Privacy policy | Contact us"),
        ("other", "-30-"),
        ("other", "More details soon."),
        ("subscribe", "Donate today."),
        ("syndication", "This story was produced by Coast Wire and reviewed before distribution."),
        ("syndication", "Reuters contributed to this report."),
        ("syndication", "The Associated Press contributed to this story."),
        ("syndication", "Harbour Post staff and AFP contributed to this report."),
        ("syndication", "(With inputs from Reuters)"),
        ("syndication", "Source: Reuters"),
        ("syndication", "(AP)"),
        ("syndication", "Copyright 2025 Harbour Post. All rights reserved."),
        ("syndication", "© 2025 The Associated Press. This material may not be published."),
        ("byline", "(Reporting by Ada Lund; Editing by Jon Berg and Eva Holm)"),
        ("byline", "Ada Lund and Jon Berg contributed to this report."),
        ("caption", "Photo: Ada Lund / Harbour Post"),
        ("caption", "The ferry lies on the rocks off Port Vell. (Photo: Ada Lund)"),
        ("caption", "FILE PHOTO: The ferry in the harbour of Port Vell, June 2, 2024"),
        ("subscribe", "Sign up for our daily newsletter here."),
        ("subscribe", "Subscribe to Harbour Post for unlimited access."),
        ("subscribe", "Follow us on Facebook and Instagram."),
        ("subscribe", "Follow Ada Lund on Twitter @adalund."),
        ("subscribe", "Download the Harbour Post app for alerts."),
        ("subscribe", "Unsubscribe | View in browser"),
        ("subscribe", "Manage your preferences"),
        ("subscribe", "View this email in your browser"),
        ("subscribe", "Unsubscribe from Harbour Post Daily"),
        ("subscribe", "Forward to a friend"),
        ("subscribe", "You are receiving this email because you signed up at post.example."),
        ("subscribe", "This email was sent to ada@post.example."),
        ("other", "This article is more than 2 years old"),
        ("related", "Read more: Storm closes the coast road"),
        ("related", "RELATED: Three ferries that ran aground last year"),
        ("related", "See also: The long history of the Vell light"),
        ("related", "More on Harbourside"),
        (
            "caption",
            "Photo: Vell Video Image 1 of / 2 Caption Close Image 1 of 2 A ferry ran aground off "
            "Port Vell. (Vell Video) Image 2 of 2 A ferry ran aground. Back to Gallery",
        ),
        ("other", "The statewide neglect hotline is 1-855-555-DCFS (3237)."),
        (
            "other",
            "If you need somebody to talk to, the post asks you to call the Vell crisis line at "
            "555-100-2000 or 555-100-TALK.",
        ),
        ("other", "Vell County Crisis Line: 555-100-2000"),
        ("other", "Seafarers’ Aid: www.coastaid.org"),
        ("other", "Resources are also available online: coastaid.org."),
        ("correction", "Editor’s note: The number of people on board has been changed."),
        ("correction", "Correction: An earlier version of this story gave the wrong day."),
        ("correction", "This story has been updated with the coastguard's statement."),
        ("other", "This is a developing story. Check back for updates."),
        ("other", "Advertisement"),
    ],
)
def test_lines_after_the_text(kind: str, line: str) -> None:
    text = f"{BODY}\n\n{line}\n"
    found = zones(text)
    assert {each for each, _ in found} == {kind}
    assert " ".join(part for _, part in found) == line


@pytest.mark.parametrize(
    "line",
    [
        "The post was the first to appear on the new harbour map of the coastguard.",
        "The post office in Port Vell burned down on Friday.",
        "He contributed to this report's findings, the minister said of the engineer.",
        "Reuters reported that the ferry had been late.",
        "The Associated Press quoted a fisherman who saw the lights.",
        "The story was first told by the captain's brother on Tuesday.",
        "By Friday morning the ferry had broken in two.",
        "By the harbour wall, men waited for news.",
        "Follow the coast road to Vell and you see the wreck, a resident said.",
        "Related cases in May and June were never solved.",
        "Comments by the minister angered his allies.",
        "Correction officers at the prison walked out on Monday.",
        "Donate blood today, the hospital asked residents.",
        "Terms of the deal were not disclosed.",
        "Share prices fell by 3 percent.",
        "Anna Berg was taken to hospital with burns.",
        "More details are expected on Friday.",
        "Photos of the wreck were shared by thousands of people.",
        "Corrections officers found the cell empty on Monday.",
        "Sign-up for the rescue fund begins next week.",
        "Video showed the ferry turning before it struck the rocks.",
        "“Read more history,” the teacher told her pupils.",
        "More than forty people were on board, he said.",
        "Updated figures show 41 passengers.",
        "Subscribers to the ferry line will get their money back, it said.",
        "Copyright law was not the reason, the company said.",
        "Anyone with information is asked to call the coastguard.",
        "The hotline took 4,000 calls in 24 hours, the ministry said.",
        "A lifeline of 100-200 million crowns was promised to the line.",
        "More on Friday than on Sunday, he said, the line was late.",
        "The vote was close: 512 to 498, the clerk said.",
        "Vell, Riske and Holm - the three villages - lost power.",
        "This story was first published on Thursday, the editor told the court.",
        "Video by Ada Lund showed the ferry turning before it struck the rocks.",
        "Copyright Office officials in Vell said the rule would stand.",
        "NATO - which has no ships there - offered help.",
        "Residents may opt out of the scheme until June.",
        "Unsubscribe rates fell to 3 percent, the publisher said.",
        "You are receiving this medal because you were there, he told them.",
        "This letter was sent to a friend of the minister in May.",
        "Sen. Ada Lund (D-Vell) called for an inquiry.",
        "Update the charts, the pilots' union demanded on Sunday.",
    ],
)
def test_news_is_left_alone(line: str) -> None:
    assert zones(f"{BODY}\n\n{line}\n\n{AFTER}") == []
    assert zones(f"{line} {BODY}") == []


@pytest.mark.parametrize(
    ("opening", "kind", "part"),
    [
        ("PORT VELL — ", "dateline", "PORT VELL —"),
        ("PORT VELL, Norland -- ", "dateline", "PORT VELL, Norland --"),
        ("KYIV, Oct 17 (Reuters) - ", "dateline", "KYIV, Oct 17 (Reuters) -"),
        ("Geneva, 17 October 2025 (Norfax) — ", "dateline", "Geneva, 17 October 2025 (Norfax) —"),
        ("Paris (AFP) – ", "dateline", "Paris (AFP) –"),
        ("ST. VELL, N.L. (AP) ", "dateline", "ST. VELL, N.L. (AP)"),
        ("(Reuters) - ", "dateline", "(Reuters) -"),
        ("KADUNA, Nigeria: ", "dateline", "KADUNA, Nigeria:"),
        ("By Ada Lund\n", "byline", "By Ada Lund"),
        ("By ADA LUND and JON BERG, Harbour Post\n", "byline",
         "By ADA LUND and JON BERG, Harbour Post"),
        ("Ada Lund, Associated Press\n", "byline", "Ada Lund, Associated Press"),
        ("Published: Friday, October 17, 2025 at 8:30 am\n", "byline",
         "Published: Friday, October 17, 2025 at 8:30 am"),
        ("Staff report\n", "byline", "Staff report"),
    ],
)  # fmt: skip
def test_openings(opening: str, kind: str, part: str) -> None:
    assert zones(f"{opening}{BODY}\n\n{AFTER}") == [(kind, part)]
    assert zones(f"Ferry aground\n\n{opening}{BODY}\n\n{AFTER}") == [(kind, part)]


def test_a_dateline_is_only_an_opening() -> None:
    assert zones(f"{BODY}\n\nPORT VELL — {AFTER}") == []


def test_footer_on_the_line_of_the_last_sentence() -> None:
    text = f"{BODY} The post Ferry aground appeared first on Harbour Post."
    assert zones(text) == [
        ("syndication", "The post Ferry aground appeared first on Harbour Post.")
    ]


def test_heading_takes_its_links_and_a_bare_correction_its_text() -> None:
    text = (
        f"{BODY}\nRelated stories\nStorm closes road\nWreck for sale\n{AFTER}\nCorrection:\n{BODY}"
    )
    assert zones(f"{BODY}\nMore on Harbourside\n12 May - Storm closes road\n{AFTER}") == [
        ("related", "More on Harbourside\n12 May - Storm closes road")
    ]
    assert zones(text) == [
        ("related", "Related stories\nStorm closes road\nWreck for sale"),
        ("correction", f"Correction:\n{BODY}"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"KYIV, Oct 17 (AP) — {BODY}", ["Associated Press"]),
        (f"PORT VELL (Norfax) — {BODY}", ["Norfax"]),
        (f"PORT VELL (VTV/AP) — {BODY}", ["VTV", "Associated Press"]),
        (f"{BODY}\n— Reuters", ["Reuters"]),
        (f"{BODY} (AFP)", ["Agence France-Presse"]),
        (f"{BODY}\nThe post Ferry aground appeared first on Harbour Post.", ["Harbour Post"]),
        (f"{BODY}\nCopyright 2025 The Associated Press.", ["Associated Press"]),
        (f"{BODY}\nThe Associated Press and Reuters contributed to this report.", ["Reuters"]),
        (f"{BODY}\nAda Lund contributed to this report.", []),
        (f"{BODY}\n(Photo: Reuters)", []),
        (f"{BODY} Reuters reported the same on Friday.", []),
    ],
)
def test_credits(text: str, names: list[str]) -> None:
    credits = find_credits(Report(text=text, id="r1"))
    found = [credit.name for credit in credits]
    assert found[-len(names) :] == names if names else found == []
    for credit in credits:
        printed = text[credit.start : credit.end]
        assert printed and printed == printed.strip() and credit.report == "r1"


@given(
    st.lists(
        st.sampled_from([BODY, AFTER, "\n", "\r\n", " ", "The post ", "appeared first on ", "(AP)",
                         "By Ada Lund", "Read more:", "Editor's note:", "Photo:", "\u2028", "©",
                         "İ", "PORT VELL — "]) | st.text(max_size=15),
        max_size=25,
    )
)  # fmt: skip
def test_zones_are_in_order_inside_the_text_and_apart(parts: list[str]) -> None:
    text = "".join(parts)
    end = 0
    for zone in find_boilerplate(text):
        assert end <= zone.start < zone.end <= len(text)
        assert text[zone.start : zone.end].strip()
        end = zone.end


@pytest.mark.parametrize(
    "part",
    ["The post ", "(Reporting by A", "Copyright 2025 A ", "a. ", "A B ", "Read more: ", "[photo "],
)
def test_no_pattern_is_quadratic(part: str) -> None:
    started = time.perf_counter()
    find_boilerplate(part * (100_000 // len(part)))
    assert time.perf_counter() - started < 3


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The post Ferry Aground appeared first on Harbour Post.", "Harbour Post", "outlet"),
        ("This article was originally published by Vell Daily.", "Vell Daily", "outlet"),
        ("This article was originally published by Reuters.", "Reuters", "agency"),
        ("(AP)", "Associated Press", "agency"),
        ("Copyright 2025 Harbour Post. All rights reserved.", "Harbour Post", "outlet"),
    ],
)
def test_a_credit_is_an_agencys_or_an_outlets(text: str, name: str, kind: str) -> None:
    [credit] = find_credits(Report(text=f"{BODY}\n\n{text}\n"))
    assert (credit.name, credit.kind) == (name, kind)


def test_a_dateline_names_an_agency() -> None:
    [credit] = find_credits(Report(text=f"PORT VELL, May 2 (Vell News) - {BODY}"))
    assert (credit.name, credit.kind) == ("Vell News", "agency")


def test_published_pages() -> None:
    counts = score()
    assert counts["right"] / counts["system"] >= 0.98
    assert counts["right"] / counts["gold"] >= 0.93
    assert counts["dateline_right"] == counts["datelines"] >= 5


@pytest.mark.parametrize(
    "text",
    [
        "Anyone with information about the theft is asked to call Tarn Crime Stoppers at 555-0100.",
        "Tips can be made anonymously at www.tarntips.org.",
        "News 4 will have more details in this developing story as they come in.",
        "We will bring you updates on air and online.",
        "Advertisement Continue reading",
        "Rescuers carry a boat through Vik, Monday, May 5, 2031, in Vik. (AP Photo/Ada Lind)",
    ],
)
def test_calls_for_tips_and_promises_are_no_news(text):
    assert find_boilerplate(text)


@pytest.mark.parametrize(
    "text", ["Anyone with a ticket can visit the museum.", "Tips for gardeners were handed out."]
)
def test_what_only_begins_like_them_is_news(text):
    assert not find_boilerplate(text)


def test_subtitles_in_capitals_are_silent_beside_prose():
    loud = "THE COUNCIL MET AND IT ESCALATED INTO SHOUTING FROM SEVERAL PEOPLE AS A RESULT " * 3
    prose = "The council of Vik met on Monday and went home. " * 12
    [zone] = find_boilerplate(f"{prose}\n\n{loud.strip()}")
    assert zone.start > len(prose)
    assert not find_boilerplate(loud)
