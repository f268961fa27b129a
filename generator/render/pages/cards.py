"""Card sheets: the ideas of a problem or a package, eight cards a page, to cut, to sort and to vote on at a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from generator.model.library import Page
from generator.render.environment import draw, macro
from generator.render.headline import headline
from generator.render.view import IdeaCard, LibraryView, Link
from generator.render.words import count

__all__ = ["draw_cards"]

_A_PAGE = 8


def draw_cards(view: LibraryView) -> Iterator[Page]:
    """A card sheet for every problem and every package that has ideas."""
    for problem_id, problem in view.catalog.problems.items():
        ideas = view.relations.ideas_of_problem.get(problem_id, ())
        yield from _sheet(view, Link("problems/", "Problems of practice"), problem_id, problem.title, ideas)
    for package_id, package in view.catalog.packages.items():
        chosen = (entry.idea for entry in view.relations.ideas_of_package.get(package_id, ()))
        yield from _sheet(view, Link("packages/", "Change packages"), package_id, package.title, chosen)


def _sheet(view: LibraryView, above: Link, record_id: str, title: str, ideas: Iterable[str]) -> Iterator[Page]:
    cards = [_card(view, card) for card in view.idea_cards(dict.fromkeys(ideas))]
    if not cards:
        return
    url = f"{above.url}{record_id}/"
    pages = -(-len(cards) // _A_PAGE)
    context = {
        "page_type": "cards",
        "title": f"Cards: {title}",
        "crumbs": [Link("", "Home"), above, Link(url, title)],
        "here": "Cards",
        "about": f"{count(len(cards), 'card')} on {count(pages, 'page')}, Letter or A4. Cut along the lines.",
        "sheets": [cards[at : at + _A_PAGE] for at in range(0, len(cards), _A_PAGE)],
    }
    yield Page(f"{url}cards/", "cards", f"Cards: {title}", f"{title}: ideas as cards to print.", draw("cards", context))


def _card(view: LibraryView, card: IdeaCard) -> Markup:
    """A card as HTML, the same on every sheet."""
    idea = view.catalog.ideas[card.id]
    return view.once(("card", card.id), lambda: macro("print_card", "print_card")(card, headline(view, card.id, idea)))
