"""Every page of the sample library: its shape, its links, and that nothing of an author's gets through unescaped."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from generator.improvement.series import COLUMNS
from generator.model.catalog import Catalog
from generator.model.kinds import KINDS
from generator.model.library import Library, Page, Settings
from generator.model.lookup import Term
from generator.project import PACKAGE
from generator.rate import rate
from generator.render import PAGE_TYPES, render
from generator.render.pages.home import draw_home
from generator.render.view import LibraryView
from generator.text import ROOT, Prose
from tests.drawn import drawn_pages
from tests.sample_library import HOSTILE, PUBLISHED, sample_catalog, sample_library
from tests.unit.render.bodies import Body, read_body

RENDERED = render(sample_library())
PAGES = drawn_pages(RENDERED)
BODIES = {url: read_body(page) for url, page in PAGES.items()}
ASSETS = {path.relative_to(PACKAGE / "theme").as_posix() for path in (PACKAGE / "theme" / "assets").rglob("*.*")}
ADDRESSES: dict[str, set[str]] = {
    **{url: set(body.ids()) for url, body in BODIES.items()},
    **{path: set() for path in (*(file.at for file in RENDERED.files), *ASSETS)},
}
IDEA = BODIES["ideas/early-recovery/"]

each_page = pytest.mark.parametrize("url", PAGES)


def test_the_sample_has_a_page_of_every_type() -> None:
    assert {page.page_type for page in PAGES.values()} == set(PAGE_TYPES)


def test_addresses_are_there_once() -> None:
    assert len(PAGES) == len(RENDERED.pages)


@each_page
def test_a_body_is_well_formed_and_knows_its_type(url: str) -> None:
    assert BODIES[url].faults == []
    first = next(attributes.get("class") or "" for tag, attributes in BODIES[url].tags if tag not in ("link", "script"))
    assert first.split()[:2] == ["cp-page", f"cp-page--{PAGES[url].page_type}"]


@each_page
def test_headings_begin_with_one_h1_and_skip_no_level(url: str) -> None:
    levels = [level for level, _ in BODIES[url].headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), BODIES[url].headings
    assert all(words.strip() for _, words in BODIES[url].headings)


@each_page
def test_ids_are_there_once_and_have_our_prefixes(url: str) -> None:
    ids = BODIES[url].ids()
    assert len(ids) == len(set(ids))
    assert all(re.match(r"(s|ref|term|cp)-", found) for found in ids), ids


@each_page
def test_links_lead_to_pages_and_parts_that_are_there(url: str) -> None:
    for address in BODIES[url].values("href"):
        if address.startswith("#"):
            assert address[1:] in ADDRESSES[url], address
        elif address.startswith(ROOT):
            parts = urlsplit(address.removeprefix(ROOT))
            assert parts.path in ADDRESSES, address
            assert not parts.fragment or parts.fragment in ADDRESSES[parts.path], address
        else:
            assert re.match(r"https?://|mailto:", address), address


@each_page
def test_breadcrumbs_lead_home_and_end_with_the_page_itself(url: str) -> None:
    crumbs = [attributes for tag, attributes in BODIES[url].tags if attributes.get("aria-label") == "Breadcrumb"]
    assert len(crumbs) == (0 if url == "" else 1)
    if url:
        assert f'<li><a href="{ROOT}">Home</a></li>' in PAGES[url].body
        assert '<li aria-current="page">' in PAGES[url].body


@each_page
def test_nothing_of_the_machinery_is_left_to_read(url: str) -> None:
    text = BODIES[url].text.replace("{{ 7*7 }}", "").replace("{% raw %}", "")
    assert not re.search(
        r"\bNone\b(?!\.| yet|: the school)|Undefined|\{\{ |\{%|<[a-z]+ object|\bdict_|\bbound method", text
    )


@each_page
def test_no_attribute_runs_anything(url: str) -> None:
    for tag, attributes in BODIES[url].tags:
        assert tag not in ("style", "iframe", "object", "img", "base", "meta")
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
        if tag == "script":
            address = (attributes.get("src") or "").removeprefix(ROOT)
            table = re.fullmatch(r"data/menu/first-[0-9a-f]{10}\.js", address)
            ours = (address in ASSETS or table) and "defer" in attributes
            assert ours or attributes.get("type") == "application/json", attributes


@each_page
def test_a_page_has_a_title_a_description_and_its_file(url: str) -> None:
    page = PAGES[url]
    assert page.title
    if page.page_type in ("idea", "case"):
        assert page.source is not None
        assert page.source.startswith(("changeideas/", "casestudies/"))
    assert "\n" not in page.description


@each_page
def test_search_entries_point_to_parts_of_the_page(url: str) -> None:
    for entry in PAGES[url].search:
        assert not entry.anchor or entry.anchor in ADDRESSES[url], entry.anchor
        assert entry.title
        assert "<" not in entry.text.replace(HOSTILE, ""), "plain text, no HTML"


def test_the_same_library_gives_the_same_bytes() -> None:
    again = render(sample_library())
    assert drawn_pages(again) == PAGES
    assert [file.draw().stamp for file in again.files] == [file.draw().stamp for file in RENDERED.files]


# -- an idea


ORDER = [
    "What it looks like",
    "Why it works",
    "Do it",
    "Your first test",
    "How you will know",
    "Who benefits, who could be missed",
    "Limits",
    "The evidence in full",
    "Cases",
    "Packages it is part of",
    "Goes with, instead of, before",
    "People and resources",
    "Words used here",
    "Cite and improve this page",
]


def test_an_idea_keeps_the_order_that_teams_need() -> None:
    assert [words for level, words in IDEA.headings if level == 2 and words != "On this page"] == ORDER


def test_the_three_facts_stand_before_everything_else() -> None:
    text = " ".join(IDEA.text.split())
    head = text[: text.index("What it looks like")]
    assert "Research: Promising (tier 3 of 4)." in head
    assert "Practice: tested (step 2 of 5)." in head
    assert "Read first: 1 finding of no clear difference." in head
    assert "One teacher, first test in 3 school days, no money." in head
    assert "Near: one step away from what students experience. Anyone in the role can do it." in head
    assert "significant" not in head


def test_an_idea_that_nobody_tested_says_so() -> None:
    text = BODIES["ideas/mentor/"].text
    assert "No test with a prediction, a result and a decision has been logged here yet." in text
    assert "Practice: not yet tested here." in " ".join(text.split())


def test_cautions_stand_before_the_tier_and_the_studies() -> None:
    evidence = IDEA.text[IDEA.text.index("The evidence in full", IDEA.text.index("Limits")) :]
    assert evidence.index("Read this first") < evidence.index("Research: Promising") < evidence.index("Studies")


def test_each_clause_of_a_rating_is_met_or_not_met_in_words() -> None:
    marks = [
        attributes.get("class") for tag, attributes in IDEA.tags if "cp-reason--" in (attributes.get("class") or "")
    ]
    assert {"cp-reason cp-reason--met", "cp-reason cp-reason--unmet"} == set(marks)
    assert IDEA.text.count("Not met:") == marks.count("cp-reason cp-reason--unmet")


def test_the_log_names_places_decisions_and_where_it_was_abandoned() -> None:
    text = " ".join(IDEA.text.split())
    assert "Tested in 2 places, 4 cycles. Decisions after a cycle: adopted 1, adapted 2 and abandoned 1." in text
    assert "Where it was abandoned" in text
    assert "Big City Unified, after cycle 1: Students had no bus home after the session." in text
    assert "812 students" in text


def test_other_clearinghouses_speak_for_themselves() -> None:
    text = " ".join(IDEA.text.split())
    assert "3, Education Endowment Foundation, padlocks (2021)." in text
    assert "Their scale, from best to worst: 0, 1, 2, 3, 4 or 5." in text
    assert "not mixed into ours" in text


def test_an_entry_past_its_date_says_so() -> None:
    assert "was to be read again by 1 October 2026: check it before you rely on it" in IDEA.text


def test_retired_ideas_say_what_replaced_them_and_drafts_that_they_are_drafts() -> None:
    retired = PAGES["ideas/ice-cream/"]
    assert "no longer recommended. Use instead:" in retired.body
    assert f'<a href="{ROOT}ideas/mentor/">' in retired.body
    assert "ideas/ice-cream/plan/" not in retired.body, "nobody is asked to try it"
    assert "Draft." in PAGES["ideas/half-written/"].body
    for page in (retired, PAGES["ideas/half-written/"]):
        assert page.search == ()
        assert page.structured_data is None
        assert "Plan a first test</a>" not in page.body
    assert "Plan a first test</a>" in PAGES["ideas/mentor/"].body


def test_where_a_retired_idea_is_still_listed_its_row_says_so() -> None:
    view = LibraryView(sample_library())
    rows = {idea: view.idea_row(view.cards[idea], 4) for idea in ("ice-cream", "half-written", "early-recovery")}
    assert ">No longer recommended</span>" in rows["ice-cream"]
    assert ">Draft</span>" in rows["half-written"]
    assert "cp-badge" not in rows["early-recovery"]


@pytest.mark.parametrize(
    "url", ["", "ideas/", "problems/grades/", "problems/absence/", "packages/on-track/", "evidence/"]
)
def test_menus_leave_out_drafts_and_retired_ideas(url: str) -> None:
    linked = BODIES[url].values("href")
    assert f"{ROOT}ideas/half-written/" not in linked
    assert f"{ROOT}ideas/ice-cream/" not in linked


def test_the_home_page_does_not_count_what_is_not_there() -> None:
    library = sample_library()
    bare = replace(library, catalog=replace(library.catalog, packages={}))
    assert "1 package" in BODIES[""].text
    assert "0 packages" not in read_body(draw_home(LibraryView(bare))).text


def test_words_of_the_trade_are_explained_on_the_page() -> None:
    words = PAGES["ideas/early-recovery/"].body.partition('class="cp-words"')[2].partition("</dl>")[0]
    assert re.findall(r'#term-([a-z-]+)"', words) == ["mentor"], "the other words of the glossary do not stand there"
    assert "An adult who listens" in words


def test_words_stand_under_their_letters_in_every_script() -> None:
    """An id that stood twice kept a site from being built."""
    words = ["Zone", "Éxito", "échec", "(Un)learning", "غياب", "欠席", "İz", "edge", "4-day week"]
    terms = {f"t{number}": Term(term=word, meaning=Prose("x")) for number, word in enumerate(words)}
    library = sample_library()
    library = replace(library, catalog=replace(library.catalog, terms=terms))
    body = read_body(drawn_pages(render(library))["glossary/"])
    letters = [name.removeprefix("s-letter-") for name in body.values("id") if name.startswith("s-letter-")]
    assert letters == ["0-9", "e", "i", "z", "غ", "欠"]


# -- what authors write


def hostile_page(url: str) -> tuple[Page, Body]:
    catalog = sample_catalog()
    idea = catalog.ideas["hostile"]
    prose = Prose(HOSTILE)
    changed = idea.model_copy(update={"why_it_works": prose, "limits": [prose], "picture_of_practice": prose})
    library = sample_library(ideas={**catalog.ideas, "hostile": changed})
    page = next(page.draw() for page in render(library).pages if page.at == url)
    return page, read_body(page)


@pytest.mark.parametrize("url", ["ideas/hostile/", "ideas/", "problems/absence/", "data/health/", ""])
def test_a_hostile_text_is_shown_as_it_was_typed_and_does_nothing(url: str) -> None:
    page, body = hostile_page(url)
    assert "<script>alert" not in page.body
    assert [attributes for tag, attributes in body.tags if tag == "script" and "src" not in attributes] == []
    assert body.faults == []
    if url == "ideas/hostile/":
        assert HOSTILE in body.text
        assert page.structured_data is not None
        assert "</script" not in page.structured_data


# -- other pages


def test_a_problem_shows_each_idea_once_in_full_and_by_name_after_that() -> None:
    body = PAGES["problems/grades/"].body
    rows = re.findall(r'cp-row__title"><a href="[^"]*ideas/([a-z-]+)/"', body)
    assert sorted(rows) == ["early-recovery", "mentor", "new-schedule"]
    assert "Other ideas for this problem" in body
    assert "No idea is listed for this part yet." in body


def test_a_package_has_aim_ideas_by_role_diagram_version_and_citation() -> None:
    text = " ".join(BODIES["packages/on-track/"].text.split())
    for words in (
        "Start here",
        "Next",
        "Optional",
        "Version 1.2",
        "Cut Ds and Fs in grade 9 from 30 to 20 percent",
        "from 30 to 20 by June 2027",
    ):
        assert words in text
    assert (
        "County Office. (2026). Ninth graders on track (Version 1.2). Change ideas. https://change.example.org/packages/on-track/"
        in text
    )
    assert "@misc{packages-on-track-2026," in text


def test_every_node_of_the_diagram_is_a_link() -> None:
    body = PAGES["packages/on-track/"].body
    diagram = body[body.index('class="cp-diagram"') : body.index("The drivers one by one")]
    assert diagram.count('class="cp-node-title"') == diagram.count('class="cp-node-title"><a href="') > 3


def test_the_page_to_print_holds_the_ideas_themselves() -> None:
    text = BODIES["packages/on-track/print/"].text
    assert "On Tuesday, Ms. D opens her list" in text
    assert "Invite twelve students for Thursday." in text


def test_a_case_states_its_kind_its_rule_its_values_and_what_to_take_with_care() -> None:
    text = " ".join(BODIES["cases/lone-pine-grades/"].text.split())
    assert "Bright spot It went better here than elsewhere" in text
    assert "The largest fall among districts of its size." in text
    assert "Not available" in text
    assert "The weekly period began in August" in text
    assert "gives 31.0" in text
    assert "does not show what caused it" in text
    assert "Enrollment fell in the same years." in text
    attempt = " ".join(BODIES["cases/mentors-stopped/"].text.split())
    assert "It did not work as planned." in attempt
    assert "Nothing: nobody compared it with other places." in attempt


def test_references_know_who_cites_them() -> None:
    body = PAGES["references/"].body
    entry = body[body.index('id="ref-rivera-2015"') :].partition("</li>")[0]
    assert f'<a href="{ROOT}ideas/early-recovery/">' in entry
    assert f'<a href="{ROOT}problems/grades/">' in entry
    assert "Rivera, A. M., &amp; Chen, L. (2015)." in entry


def test_a_site_without_address_or_repository_has_no_broken_promises() -> None:
    bare = Settings(site_name="Ours")
    pages = drawn_pages(render(sample_library(bare)))
    assert "To be read again by 1 October 2026" in pages["ideas/early-recovery/"].body
    assert "has a link at its end" not in pages["contribute/"].body
    assert 'href=""' not in "".join(page.body for page in pages.values())


def test_an_empty_library_still_gives_pages_that_say_what_is_missing() -> None:
    pages = drawn_pages(render(Library(Catalog(), rate, PUBLISHED))).values()
    assert {page.page_type for page in pages} >= {"home", "ideas", "problems", "evidence", "contribute"}
    for page in pages:
        assert read_body(page).faults == []


def test_the_page_of_fields_explains_the_columns_of_every_table() -> None:
    body = PAGES["contribute/fields/"].body
    for kind in ("place", "test"):
        columns = KINDS[kind].model.model_fields
        assert all(f"<code>{column}</code>" in body for column in columns)
    after = body.partition('id="s-series"')[2].partition("</section>")[0]
    assert re.findall(r'<th scope="row"><code>(\w+)</code>', after) == list(COLUMNS)


def test_the_word_null_is_shown_as_it_must_be_written() -> None:
    assert '<code>"null"</code>' in PAGES["contribute/fields/"].body.replace("&#34;", '"').replace("&quot;", '"')
