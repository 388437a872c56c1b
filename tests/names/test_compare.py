"""Which printed names may denote the same person, body or place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource import names
from secondsource.names import likelihood
from secondsource.records.reading import EntityKind

SAME = [
    ("Zelensky", "Zelenskyy", "person"),
    ("Zelensky", "Зеленський", "person"),
    ("Volodymyr Zelensky", "Володимир Зеленський", "person"),
    ("Osama bin Laden", "Usama bin Ladin", "person"),
    ("Muhammad Abdul Rahman", "Mohammed Abdel-Rahman", "person"),
    ("President Ada Novak", "Ada Novak", "person"),
    ("Ada M. Novak", "Ada Novak", "person"),
    ("Bill Harker", "William Harker", "person"),
    ("Deng Xiaoping", "Deng Xiao Ping", "person"),
    ("Novak Ada", "Ada Novak", "person"),
    ("Lakeland Governor Ada Novak", "Ada Novak", "person"),
    ("Secretaty Ada Novak", "Ada Novak", "person"),
    ("Minister of Trade and Public Works Ada Novak", "Ada Novak", "person"),
    ("Bundeskanzler Ada Novak", "Chancellor Ada Novak", "person"),
    ("Abdul Rahman Oduya", "Abd al-Rahman Oduya", "person"),
    ("Salim Abderrahmane Lund", "Salim Abdul-Rahmane Lund", "person"),
    ("U.N.", "United Nations", "organisation"),
    ("the UN Security Council", "United Nations Security Council", "organisation"),
    ("Lakeland Rail Authority", "LRA", "organisation"),
    ("Organisation of River Ports", "Organization of River Ports", "organisation"),
    ("Harbour Steel Ltd", "Harbour Steel", "organisation"),
    ("Bank of Kalaallit Nunaat", "Bank of Greenland", "organisation"),
    ("Kiev", "Kyiv", "place"),
    ("Ellan Vannin", "the Isle of Man", "place"),
    ("Deutschland", "Germany", "place"),
    ("Britain", "the United Kingdom", "place"),
    ("Republic of Korea", "South Korea", "place"),
    ("Türkiye", "Turkey", "place"),
    ("Quebec", "Québec", "place"),
]
DIFFERENT = [
    ("Donald Trump", "Melania Trump", "person"),
    ("Mario Silva", "Maria Silva", "person"),
    ("Ben Chan", "Raymond Chan", "person"),
    ("Joe Harker", "Jill Harker", "person"),
    ("Michelle", "Michelangelo Antonioni", "person"),
    ("Ada Novak Jr.", "Ada Novak Sr.", "person"),
    ("Kim Jong Un", "Kim Jong Il", "person"),
    ("Iran", "Iraq", "place"),
    ("Niger", "Nigeria", "place"),
    ("Austria", "Australia", "place"),
    ("North Korea", "South Korea", "place"),
    ("Sudan", "South Sudan", "place"),
    ("Republic of the Congo", "Democratic Republic of the Congo", "place"),
    ("Mexico", "Mexico City", "place"),
    ("Republic of China", "People's Republic of China", "place"),
    ("Ministry of Defence", "Ministry of Health", "organisation"),
    ("Harbour Bank", "Harbour Steel", "organisation"),
    ("First Lakeland Brigade 12", "First Lakeland Brigade 14", "organisation"),
    ("Virginia", "West Virginia", "place"),
    ("Samuel R. Okoro", "Samuel Rossi", "person"),
    ("Vessara", "Vessarail", "person"),
    ("Delma", "Delmatel", None),
]


@pytest.mark.parametrize(("a", "b", "kind"), SAME)
def test_spellings_of_one_name(a, b, kind):
    assert names.is_same(a, b, kind)


@pytest.mark.parametrize(("a", "b", "kind"), DIFFERENT)
def test_vetoes(a, b, kind):
    assert names.compare(a, b, kind) < 0.3


def test_a_letter_more_makes_a_name_of_a_title() -> None:
    assert names.compare("Marshall Novak", "Novak", "person") < names.SAME
    assert names.compare("Marshall Novak", "Ada Novak", "person") < names.COMPATIBLE


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("US Secretary of Harbours", "Harbours Secretary"),
        ("American Secretary of Harbours", "United States Secretary of Harbours"),
    ],
)
def test_an_office_is_one_with_and_without_its_country(a: str, b: str) -> None:
    assert names.is_same(a, b)


def test_a_people_and_its_land_of_several_words_are_compatible() -> None:
    assert names.compare("Manx", "Isle of Man", "group") == names.COMPATIBLE


@pytest.mark.parametrize("full", ["Ada Novak", "President Ada Novak", "Ada M. Novak"])
def test_a_surname_is_compatible_but_not_the_same(full):
    score = names.compare("Novak", full, "person")
    assert names.COMPATIBLE <= score < names.SAME


def test_kind_is_guessed_where_none_is_given():
    assert names.is_same("Ministry of the Sea", "the Ministry of Sea")
    assert names.compare("Anna Berg", "Karl Berg") < 0.3


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Prime Minister Ada Novak", "person", "ada novak"),
        ("the U.S.", "place", "united states"),
        ("Зеленський", "person", "zelenskiy"),
        ("UN Security Council", "organisation", "united nations security council"),
    ],
)
def test_canonical(name, kind, expected):
    assert names.canonical(name, kind) == expected


@pytest.mark.parametrize(
    ("printed", "code"),
    [("the U.S.", "US"), ("Russian Federation", "RU"), ("Congo", "CD"), ("Lakeland", None)],
)
def test_country_named(printed, code):
    assert names.country_named(printed) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [("Russians", "RU"), ("British", "GB"), ("Dutch", "NL"), ("Lakelander", None)],
)
def test_country_of_people(word, code):
    assert names.country_of_people(word) == code


PRINTED = st.text(
    alphabet=st.sampled_from(list("abcdeknorstuvyz ABKRSZ.-'’éüЗекй")), min_size=1, max_size=24
)
KINDS = st.sampled_from([None, "person", "organisation", "place", "group", "product"])


@given(PRINTED, PRINTED, KINDS)
def test_symmetric_and_bounded(a, b, kind):
    score = names.compare(a, b, kind)
    assert 0.0 <= score <= 1.0
    assert score == names.compare(b, a, kind)


@given(PRINTED, KINDS)
def test_a_name_is_itself(name, kind):
    if names.canonical(name, kind):
        assert names.compare(name, name, kind) == 1.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_anything_printable_can_be_compared(a, b):
    assert 0.0 <= names.compare(a, b) <= 1.0


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Choe Ik Gyu", "Choe Ik Kyu", "person"),
        ("Tong Chong Ho", "Tong Jong Ho", "person"),
        ("E. T. Okoro", "E.T. Okoro", "person"),
        ("Secretary of the Army Cyrus R. Holt", "Cyrus Holt", None),
        ("Dravian Salvation Front", "Front du Salut Dravian", "organisation"),
        ("Syrian Water Council", "Water Council of Syria", "organisation"),
    ],
)
def test_other_spellings_languages_and_offices(a: str, b: str, kind: EntityKind | None) -> None:
    assert names.compare(a, b, kind) >= names.SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Secretary of Homeland Security", "Homeland Security Secretary"),
        ("Binyamin Netanyahu", "Benjamin Netanyahu"),
        ("Giuseppe Volpe", "Joseph Volpe"),
    ],
)
def test_offices_in_any_order_and_names_across_languages(a: str, b: str):
    assert names.compare(a, b) >= names.SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [("Akwasi Osei Adjei", "Akwasi Asei Adjei"), ("Greenlander", "Greenland")],
)
def test_slips_and_peoples_are_compatible_and_not_the_same(a: str, b: str):
    assert (
        names.COMPATIBLE
        <= max(names.compare(a, b), names.compare(a, b, "organisation"))
        < names.SAME
    )


@pytest.mark.parametrize(("a", "b"), [("Mario Lund", "Maria Lund"), ("Kim Jong Un", "Kim Jong Il")])
def test_other_given_names_are_no_slips(a: str, b: str):
    assert names.compare(a, b) < names.COMPATIBLE


def test_what_only_the_model_finds_is_likely_and_never_compatible():
    likely = names.compare("Gurban Ashyrov", "Gurban Asyrow", "person")
    assert names.compare("Gurban Ashyrov", "Gurban Lindqvist", "person") < 0.3 < likely
    assert likely < names.COMPATIBLE


def test_the_model_takes_back_what_single_words_suggest():
    words = ("viktor", "lomeli"), ("viktor", "l", "haig")
    assert likelihood.weighed(0.88, *words, people=True) < 0.3


def test_the_model_never_lifts_a_veto():
    words = ("ada", "maria", "novak"), ("ada", "mario", "novak")
    assert likelihood.likelihood(*words, 0.1, people=True) > 0.9
    assert likelihood.weighed(0.1, *words, people=True) < 0.3


@pytest.mark.parametrize("model", ["people", "bodies"])
def test_points_and_evidence_are_the_same_list(model: str):
    points = likelihood.points()[model]
    evidence = likelihood.evidence(("ada", "novak"), ("novak",))
    assert set(points) - {"rules"} == {"base", *evidence}
