"""Sources as lines of a list, and how to cite our own pages."""

from __future__ import annotations

from typing import Any

import pytest

from generator.link.relations import relations
from generator.model.catalog import Catalog
from generator.model.lookup import Reference
from generator.render.sources import bibtex, cited_as, named_citations, source_line

CASES: list[tuple[dict[str, Any], str]] = [
    (
        {
            "type": "article-journal",
            "title": "A trial",
            "author": [{"family": "Rivera", "given": "Ana M."}, {"family": "Chen", "given": "Li-Wei", "suffix": "Jr."}],
            "issued": "2015-03",
            "container-title": "Journal of Schools",
            "volume": 8,
            "issue": 2,
            "page": "101-120",
            "DOI": "10.1/x",
        },
        "Rivera, A. M., & Chen, L., Jr. (2015). A trial. Journal of Schools, 8(2), 101-120. https://doi.org/10.1/x",
    ),
    (
        {
            "type": "report",
            "title": "What works?",
            "author": [{"literal": "RAND"}],
            "issued": "2019",
            "number": 7,
            "publisher": "RAND",
            "URL": "https://rand.org/7",
        },
        "RAND (2019). What works? No. 7. RAND. https://rand.org/7",
    ),
    (
        {"type": "webpage", "title": "Untitled", "publisher": "State Board"},
        "State Board (no date). Untitled. State Board.",
    ),
    ({"type": "book", "title": "Old", "issued": "1990"}, "Author not named (1990). Old."),
    (
        {"type": "book", "title": "Edited", "editor": [{"family": "Kim", "given": "Jo"}], "issued": "2001"},
        "Kim, J. (Ed.) (2001). Edited.",
    ),
    (
        {"type": "book", "title": "読むこと", "author": [{"family": "田中", "given": "花子"}], "issued": "2019"},
        "田中, 花子 (2019). 読むこと.",
    ),
    (
        {"type": "report", "title": "Many", "author": [{"family": f"N{at}"} for at in range(9)], "issued": "2020"},
        "N0, N1, N2, N3, N4, N5, ... & N8 (2020). Many.",
    ),
]


@pytest.mark.parametrize(("fields", "line"), CASES, ids=[fields["title"] for fields, _ in CASES])
def test_a_source_reads_as_people_of_the_field_write_it(fields: dict[str, Any], line: str) -> None:
    assert source_line(Reference.model_validate({"id": "some-source", **fields})).text == line


def test_sources_of_one_name_have_letters_in_texts_and_in_lists() -> None:
    def source(source_id: str, issued: str | None) -> Reference:
        fields = {"id": source_id, "type": "report", "title": "On time", "author": [{"literal": "RAND"}]}
        return Reference.model_validate(fields | ({"issued": issued} if issued else {}))

    dates = {"rand-1": "2019-03", "rand-2": "2019", "rand-3": None, "rand-4": None, "rand-5": "2020"}
    catalog = relations(Catalog(references={key: source(key, date) for key, date in dates.items()}))
    names = ["RAND 2019a", "RAND 2019b", "RAND (a)", "RAND (b)", "RAND 2020"]
    assert [catalog.name_of(key) for key in dates] == names
    lines = [source_line(source(key, date), catalog.relations.letters.get(key, "")) for key, date in dates.items()]
    years = ["(2019a)", "(2019b)", "(no date, a)", "(no date, b)", "(2020)"]
    assert [line.byline for line in lines] == [f"RAND {year}." for year in years]
    cited = '<a class="cite" href="/references/#ref-rand-2">Rand 2</a>'
    assert named_citations(cited, catalog) == '<a class="cite" href="/references/#ref-rand-2">RAND 2019b</a>'


def test_letters_do_not_end_at_z() -> None:
    fields = {"type": "report", "title": "On time", "issued": "2019"}
    sources = {f"s-{at:02}": Reference.model_validate({"id": f"s-{at:02}", **fields}) for at in range(28)}
    assert list(relations(Catalog(references=sources)).relations.letters.values())[24:] == ["y", "z", "aa", "ab"]


def test_a_page_of_ours_is_cited_with_author_year_site_and_address() -> None:
    cited = cited_as(["County Office"], "2026", "Ninth grade", "Changepack", "https://x.org/a/")
    assert cited == "County Office. (2026). Ninth grade. Changepack. https://x.org/a/"


def test_signs_of_tex_are_escaped_and_empty_fields_left_out() -> None:
    entry = bibtex("a-2026", ["R & D"], {"title": r"50% of {x}_1 \ y", "year": "", "url": "https://x.org/a_b"})
    assert entry == (
        "@misc{a-2026,\n  author = {{R \\& D}},\n  title = {50\\% of \\{x\\}\\_1 \\textbackslash{} y},\n"
        "  url = {https://x.org/a_b},\n}"
    )


def test_each_of_several_authors_is_an_author_to_bibtex() -> None:
    entry = bibtex("a", ["Zoë Ñandú", "County Office and Friends"], {"title": "T"})
    assert "  author = {{Zoë Ñandú} and {County Office and Friends}},\n" in entry
    assert "author" not in bibtex("a", [], {"title": "T"})
