"""The same tree, drawn by each engine: pages, titles, edit links and menus are the same."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.cli import main
from generator.frame.engine import ENGINES

MINIMAL = Path(__file__).parents[1] / "cases" / "valid" / "minimal"
SETTINGS = """\
site_name: River & Valley <i>
site_url: https://river.example/ideas/
repo_url: https://git.example/river/ideas
edit_uri: edit/main
copyright: By <b>River County</b>
extra:
  engine: {engine}
nav:
  - index.md
  - Changes & "why": ideas/index.md
  - Look up:
      - measures/index.md
      - glossary/index.md
      - The county: https://county.example/?a=1&b=2
"""
SUCCESSORS = [engine for engine in ENGINES if engine != "mkdocs"]

Site = dict[str, bytes]


def build(folder: Path, engine: str) -> Site:
    if find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed here; the locked requirements of this project have it")
    shutil.copytree(MINIMAL, folder, ignore=shutil.ignore_patterns("build"))
    (folder / "mkdocs.yml").write_text(SETTINGS.format(engine=engine), encoding="utf-8")
    done = CliRunner().invoke(main, ["build", "-C", str(folder), "--strict"], env={"SOURCE_DATE_EPOCH": "1760000000"})
    assert done.exit_code == 0, done.output
    site = folder / "build" / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def by_mkdocs(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(tmp_path_factory.mktemp("mkdocs") / "project", "mkdocs")


@pytest.fixture(scope="module", params=SUCCESSORS)
def by_successor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(tmp_path_factory.mktemp(request.param) / "project", request.param)


def pages(site: Site) -> dict[str, LexborHTMLParser]:
    return {name: LexborHTMLParser(data.decode()) for name, data in site.items() if name.endswith(".html")}


def links(nodes: list[LexborNode]) -> list[tuple[str, str | None]]:
    return [(" ".join(node.text().split()), node.attributes.get("href")) for node in nodes]


def the_one(page: LexborHTMLParser, selector: str) -> LexborNode:
    (found,) = page.css(selector)
    return found


def test_the_pages_are_the_same(by_mkdocs: Site, by_successor: Site) -> None:
    assert pages(by_successor).keys() == pages(by_mkdocs).keys()
    assert by_successor["sitemap.xml"] == by_mkdocs["sitemap.xml"]
    ours = {name for name in by_mkdocs if name.startswith(("data/", "assets/tools/")) and not name.endswith(".html")}
    assert {name: by_successor[name] for name in ours} == {name: by_mkdocs[name] for name in ours}


def test_what_a_page_says_is_the_same(by_mkdocs: Site, by_successor: Site) -> None:
    drawn, expected = pages(by_successor), pages(by_mkdocs)
    for name, page in drawn.items():
        assert the_one(page, "title").text() == the_one(expected[name], "title").text()
        assert the_one(page, "#content").html == the_one(expected[name], "#content").html
        for part in ("description", "og:title"):
            meta = f'meta[name="{part}"], meta[property="{part}"]'
            assert the_one(page, meta).html == the_one(expected[name], meta).html


def test_edit_links_are_the_same(by_mkdocs: Site, by_successor: Site) -> None:
    drawn, expected = pages(by_successor), pages(by_mkdocs)
    found = {name: links(page.css(".cp-edit a")) for name, page in drawn.items()}
    assert found == {name: links(page.css(".cp-edit a")) for name, page in expected.items()}
    address = "https://git.example/river/ideas/edit/main/changeideas/one-idea.yml"
    assert found["ideas/one-idea/index.html"] == [("Suggest a change to this page", address)]


@pytest.mark.parametrize("menu", [".md-tabs a", ".md-nav--primary a", ".cp-footer__links a", ".md-header a"])
def test_menus_are_the_same(by_mkdocs: Site, by_successor: Site, menu: str) -> None:
    drawn, expected = pages(by_successor), pages(by_mkdocs)
    for name, page in drawn.items():
        assert links(page.css(menu)) == links(expected[name].css(menu)), name
        here = f"{menu}[aria-current]"
        assert links(page.css(here)) == links(expected[name].css(here)), name
    assert links(drawn["index.html"].css(menu))


def test_names_are_text_for_every_engine(by_mkdocs: Site, by_successor: Site) -> None:
    for site in (by_mkdocs, by_successor):
        page = pages(site)["index.html"]
        assert the_one(page, ".md-header .md-logo").attributes["title"] == "River & Valley <i>"
        assert [name for name, _ in links(page.css(".md-tabs a"))] == [
            "River & Valley <i>",
            'Changes & "why"',
            "Look up",
        ]
        assert "By <b>River County</b>" in (the_one(page, ".md-copyright").html or "")  # the site's own may be HTML


def test_the_policy_forbids_other_script(by_successor: Site) -> None:
    for page in pages(by_successor).values():
        policy = the_one(page, 'meta[http-equiv="Content-Security-Policy"]').attributes["content"] or ""
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_properdocs_draws_the_very_same_site(tmp_path: Path, by_mkdocs: Site) -> None:
    assert build(tmp_path / "project", "properdocs") == by_mkdocs
