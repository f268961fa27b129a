"""Card sheets: the ideas of a problem or a package, eight cards a page, to cut, to sort and to vote on at a table."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator.model.library import Page
from generator.render.environment import draw, macro
from generator.render.headline import headline
from generator.render.overview import HOME, PACKAGES, PROBLEMS
from generator.render.view import IdeaCard, LibraryView, Link
from generator.render.words import count

__all__ = ["draw_cards", "with_cards"]

_A_PAGE = 8


def with_cards(view: LibraryView) -> Iterator[str]:
    """Where there are card sheets: `problems/<id>` and `packages/<id>` of all that have ideas."""
    yield from (f"problems/{found}" for found in view.catalog.problems if view.relations.ideas_of_problem.get(found))
    yield from (f"packages/{found}" for found in view.catalog.packages if view.relations.ideas_of_package.get(found))


def draw_cards(view: LibraryView, where: str) -> Page:
    """The ideas of a problem or a package as cards."""
    folder, record_id = where.split("/")
    if folder == "problems":
        above, title = PROBLEMS, view.catalog.problems[record_id].title
        ideas = view.relations.ideas_of_problem[record_id]
    else:
        above, title = PACKAGES, view.catalog.packages[record_id].title
        ideas = tuple(entry.idea for entry in view.relations.ideas_of_package[record_id])
    cards = [_card(view, card) for card in view.idea_cards(dict.fromkeys(ideas))]
    url = f"{where}/"
    pages = -(-len(cards) // _A_PAGE)
    context = {
        "page_type": "cards",
        "title": f"Cards: {title}",
        "crumbs": [HOME, above, Link(url, title)],
        "short_title": "Cards",
        "about": f"{count(len(cards), 'card')} on {count(pages, 'page')}, Letter or A4. Cut along the lines.",
        "sheets": [cards[at : at + _A_PAGE] for at in range(0, len(cards), _A_PAGE)],
    }
    return Page(
        f"{url}cards/", "cards", f"Cards: {title}", f"{title}: ideas as cards to print.", draw("cards", context)
    )


def _card(view: LibraryView, card: IdeaCard) -> Markup:
    """A card as HTML, the same on every sheet."""
    idea = view.catalog.ideas[card.id]
    return view.once(("card", card.id), lambda: macro("print_card", "print_card")(card, headline(view, card.id, idea)))
