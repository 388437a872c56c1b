"""The accuracy page keeps what only a run with unquantised weights can make."""

from __future__ import annotations

from benchmarks.accuracy import kept


def test_the_section_on_quantisation_stays(tmp_path):
    page = tmp_path / "accuracy.md"
    page.write_text(
        "# Page\n\n## One\n\na\n\n## What quantisation costs, and PLOVER\n\nb\n\n## Two\n\nc\n"
    )
    assert kept(page) == "## What quantisation costs, and PLOVER\n\nb\n"


def test_a_page_without_it_has_nothing_to_keep(tmp_path):
    assert kept(tmp_path / "accuracy.md") == ""
    (tmp_path / "accuracy.md").write_text("# Page\n\n## One\n\na\n")
    assert kept(tmp_path / "accuracy.md") == ""
