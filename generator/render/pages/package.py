"""Change packages: the index, the page of each, and the same on one page to print.

A package is an aim, a few big ideas, what drives the aim, a few change ideas to choose from, and how to measure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from generator.model.library import Page, SearchEntry
from generator.model.package import Aim, ChangePackage, DiagramNode, measures_of
from generator.render.citing import Citation, cite_page, freshness
from generator.render.environment import draw
from generator.render.listing import case_cards, package_cards
from generator.render.measures import MeasureLine, measure_lines
from generator.render.overview import HOME, PACKAGES, overview
from generator.render.pictures.diagram import Node, driver_diagram
from generator.render.structured import json_ld
from generator.render.view import IdeaCard, LibraryView, Link
from generator.render.words import ROLES_IN_PACKAGE, day, thousands

__all__ = ["draw_package", "draw_package_index", "draw_package_print"]


@dataclass(frozen=True, slots=True)
class _Hanging:
    """An idea as it hangs under a node: its role in words, and how far the network's own testing has come."""

    card: IdeaCard
    role: str
    status: str


@dataclass(frozen=True, slots=True)
class _Node:
    """A node of the diagram with its own anchor, as the text under the picture shows it."""

    anchor: str
    node: DiagramNode
    depth: int
    driver: Link | None
    ideas: list[_Hanging]
    measures: list[MeasureLine]
    children: list[_Node] = field(default_factory=list)


def draw_package_index(view: LibraryView) -> Page:
    """The list of all published packages."""
    return overview("packages", PACKAGES, {"packages": package_cards(view, view.published_packages)})


def draw_package(view: LibraryView, package_id: str) -> Page:
    """The page of a package; a draft or retired one says so at the top."""
    package = view.catalog.packages[package_id]
    context = _context(view, package_id, package)
    listed = package.status == "published"
    return Page(
        url=f"packages/{package_id}/",
        page_type="package",
        title=package.title,
        description=package.summary or package.title,
        body=draw("package", context),
        source=view.source("package", package_id),
        search=tuple(_search(package, context)) if listed else (),
        structured_data=_structured(view, package_id, package) if listed else None,
    )


def draw_package_print(view: LibraryView, package_id: str) -> Page:
    """A package as one page to print: everything a team needs at a table without a screen."""
    package = view.catalog.packages[package_id]
    context = _context(view, package_id, package)
    crumbs = [*context["crumbs"], Link(f"packages/{package_id}/", package.title)]
    title = f"{package.title}: to print"
    chosen = view.relations.ideas_of_package.get(package_id, ())
    ideas = [
        {
            "card": view.cards[entry.idea],
            "idea": view.catalog.ideas[entry.idea],
            "role": ROLES_IN_PACKAGE[entry.role],
            "drivers": entry.drivers,
        }
        for entry in chosen
    ]
    measures = [{"line": line, "measure": view.catalog.measures[line.id]} for line in context["all_measures"]]
    context |= {
        "page_type": "package_print",
        "crumbs": crumbs,
        "title": title,
        "ideas": ideas,
        "measure_sheets": measures,
    }
    return Page(
        url=f"packages/{package_id}/print/",
        page_type="package_print",
        title=title,
        description=package.summary or package.title,
        body=draw("package_print", {name: value for name, value in context.items() if name != "parts"}),
    )


def _context(view: LibraryView, package_id: str, package: ChangePackage) -> dict[str, Any]:
    hub = view.catalog.hubs.get(package.hub)
    nodes = _nodes(view, package, package.diagram, "s-node")
    context: dict[str, Any] = {
        "page_type": "package",
        "idea_row": view.idea_row,
        "title": package.title,
        "crumbs": [HOME, PACKAGES],
        "package_id": package_id,
        "package": package,
        "hub": Link(f"hubs/{package.hub}/", hub.name if hub else package.hub),
        "published": day(package.published) if package.published else "",
        "parent": next(iter(view.links("package", [package.parent] if package.parent else [])), None),
        "problems": view.links("problem", package.problems),
        "aims": [_aim(view, aim) for aim in package.aims],
        "diagram": _diagram(package_id, package, nodes) if nodes else "",
        "nodes": nodes,
        "choosing": [
            {"choice": choice, "cards": [view.cards[idea] for idea in choice.then if idea in view.cards]}
            for choice in package.choosing
        ],
        "chosen": _chosen(view, package_id),
        "all_measures": measure_lines(view, dict.fromkeys(measures_of(package))),
        "cases": case_cards(view, [case for case in package.cases if case in view.catalog.cases]),
        "changes": [
            {"version": change.version, "date": day(change.date) if change.date else "", "what": change.what}
            for change in package.changelog
        ],
        "citation": _citation(view, package_id, package),
        "fresh": freshness(view, None, package.reviewed, package.review_by),
    }
    return context | {"parts": _parts(package, context)}


def _parts(package: ChangePackage, context: dict[str, Any]) -> dict[str, str]:
    candidates = (
        ("aim", "The aim", package.aims),
        ("big-ideas", "The big ideas", True),
        ("choose", "How to choose", True),
        ("ideas", "The change ideas", context["chosen"]),
        ("diagram", "What drives the aim", package.diagram),
        ("measures", "How you will know", context["all_measures"]),
        ("cases", "Cases", context["cases"]),
        ("use", "How to use this package", package.how_to_use),
        ("people", "People who agreed to be asked", package.experts),
        ("version", "Version and changes", True),
        ("cite", "How to cite", True),
    )
    return {part: heading for part, heading, there in candidates if there}


def _aim(view: LibraryView, aim: Aim) -> dict[str, Any]:
    """An aim with its numbers in a sentence."""
    span = [
        f"from {_figure(aim.from_)}" if aim.from_ is not None else "",
        f"to {_figure(aim.to)}" if aim.to is not None else "",
        f"by {aim.by}" if aim.by else "",
    ]
    return {
        "statement": aim.statement,
        "population": aim.population or "",
        "measure": next(iter(measure_lines(view, [aim.measure] if aim.measure else [])), None),
        "span": " ".join(part for part in span if part),
        "example": aim.example,
    }


def _figure(value: str | float) -> str:
    return value if isinstance(value, str) else thousands(value)


def _nodes(
    view: LibraryView, package: ChangePackage, nodes: list[DiagramNode], anchor: str, depth: int = 0
) -> list[_Node]:
    return [
        _Node(
            anchor=f"{anchor}-{at}",
            node=node,
            depth=depth,
            driver=_driver_link(view, package, node),
            ideas=[
                _Hanging(view.cards[use.idea], ROLES_IN_PACKAGE[use.role], use.status or "")
                for use in node.ideas
                if use.idea in view.cards
            ],
            measures=measure_lines(view, node.measures),
            children=_nodes(view, package, node.children, f"{anchor}-{at}", depth + 1),
        )
        for at, node in enumerate(nodes, 1)
    ]


def _diagram(package_id: str, package: ChangePackage, nodes: list[_Node]) -> Markup:
    """The picture: from the aim outwards, every box a link."""
    page = f"packages/{package_id}/"
    aim = package.aims[0].statement if package.aims else package.title
    root = Node(
        aim, f"{page}#s-aim" if package.aims else page, kind="aim", children=tuple(_box(page, node) for node in nodes)
    )
    return driver_diagram(root, package.levels or ("Aim",), f"Driver diagram: {package.title}")


def _box(page: str, node: _Node) -> Node:
    ideas = tuple(
        Node(
            hanging.card.title,
            f"ideas/{hanging.card.id}/",
            status=hanging.card.standing or hanging.status or hanging.role,
            kind="idea",
            label="Change idea",
        )
        for hanging in node.ideas
    )
    url = node.driver.url if node.driver else f"{page}#{node.anchor}"
    return Node(
        node.node.title,
        url,
        status=node.node.status or "",
        children=(*(_box(page, child) for child in node.children), *ideas),
    )


def _driver_link(view: LibraryView, package: ChangePackage, node: DiagramNode) -> Link | None:
    """Where the driver that a node stands for is explained: at the first problem of the package that has it."""
    for problem_id in package.problems if node.driver else ():
        if line := view.drivers.get((problem_id, node.driver or "")):
            return Link(f"problems/{problem_id}/#s-driver-{node.driver}", line.title)
    return None


def _chosen(view: LibraryView, package_id: str) -> list[tuple[str, list[IdeaCard]]]:
    """The ideas of the package, each once: those to start with, the next, the optional."""
    entries = view.relations.ideas_of_package.get(package_id, ())
    groups = (
        (title, [view.cards[entry.idea] for entry in entries if entry.role == role])
        for role, title in ROLES_IN_PACKAGE.items()
    )
    return [(title, cards) for title, cards in groups if cards]


def _citation(view: LibraryView, package_id: str, package: ChangePackage) -> Citation:
    """The package's own wording where it gives one."""
    hub = view.catalog.hubs.get(package.hub)
    year = str(package.published.year) if package.published else view.year
    made = cite_page(
        view, f"packages/{package_id}/", package.title, [hub.name if hub else package.hub], year, package.version
    )
    return Citation(package.cite, made.bibtex) if package.cite else made


def _search(package: ChangePackage, context: dict[str, Any]) -> Iterator[SearchEntry]:
    aims = " ".join(aim.statement for aim in package.aims)
    yield SearchEntry("", package.title, f"{package.summary or ''} {aims}".strip())
    big = " ".join(f"{idea.title}. {idea.text.text if idea.text else ''}" for idea in package.big_ideas)
    yield SearchEntry("s-big-ideas", context["parts"]["big-ideas"], big)


def _structured(view: LibraryView, package_id: str, package: ChangePackage) -> str:
    ideas = view.relations.ideas_of_package.get(package_id, ())
    hub = view.catalog.hubs.get(package.hub)
    return json_ld(
        "Collection",
        {
            "name": package.title,
            "description": package.summary,
            "url": view.public_url(f"packages/{package_id}/"),
            "version": package.version,
            "publisher": {"@type": "Organization", "name": hub.name} if hub else None,
            "datePublished": package.published.isoformat() if package.published else None,
            "license": package.license,
            "about": view.problem_titles(package.problems),
            "hasPart": [
                {
                    "@type": "LearningResource",
                    "name": view.cards[entry.idea].title,
                    "url": view.public_url(f"ideas/{entry.idea}/"),
                }
                for entry in ideas
            ],
        },
    )
