"""Stage 7: bodies set into frames, with the search, the map of the site and the page for wrong addresses.

Takes finished HTML only. Writes a file only where its bytes differ from those that lie there, so a folder that holds
an older site, or a part of one, becomes the new one in whatever state it is. No clock: the same pages give the same
bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from generator.assemble.filling import Filling, Ground
from generator.assemble.fitting import Fitted
from generator.diagnostics import Location, Report
from generator.model.frame import SEARCH_FOLDER, Frames
from generator.model.library import File, Files, Page, Rendered, Settings, Undrawn
from generator.search import search_files

__all__ = ["NOT_FOUND", "Assembled", "Fitted", "Ground", "assemble"]

NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class Assembled:
    """What was done: paths below the root."""

    states: Mapping[str, str]
    """Everything that the site consists of, and how each file shows that nobody has touched it since."""
    written: tuple[str, ...]
    """Those that were new or different."""
    shared: tuple[str, ...] = ()
    """Those that were taken over from the served site."""


Look = Callable[[Page, str | None], None]
"""Is shown every page of the site with its body; None stands for the body that the page had in an earlier build."""


def assemble(
    rendered: Rendered, frames: Frames, settings: Settings, ground: Ground, report: Report, look: Look | None = None
) -> Assembled | None:
    """Make a folder hold the site, and nothing else but entries that begin with a dot.

    What is known to lie there, or in the served site, is not drawn again. None when two pages want one address or
    the disk refuses; the reason is in the report.
    """
    folders = [(folder, folder.known()) for folder in rendered.folders]
    paths = _paths(rendered, (path for _, files in folders for path in files), frames, settings, report)
    if paths is None:
        return None
    try:
        filling = Filling(ground)
        filling.clear_strays(paths, later=SEARCH_FOLDER if frames.search is not None else "")
        for folder, known in folders:
            for path, file in known.items():
                filling.put_stamped(path, file.stamp, partial(_pieces_in, folder, known, path))
        _fill(filling, rendered, frames, settings, look or (lambda *_: None))
        if touched := filling.touched():
            raise OSError(0, f"'{touched}' was changed or taken away meanwhile")
    except OSError as error:
        report.add("P903", f"the new site cannot be written: {error.strerror or error}")
        return None
    return Assembled(filling.states, tuple(filling.written), tuple(filling.shared))


def _paths(
    rendered: Rendered, others: Iterable[str], frames: Frames, settings: Settings, report: Report
) -> frozenset[str] | None:
    """All files of the site; None when two are the same, also without regard to case, as some disks have it."""
    wanted: list[tuple[str, str, Undrawn[Page] | None]] = [(path, "the theme", None) for path in frames.files]
    wanted += [(f"{page.at}index.html", "", page) for page in rendered.pages]
    wanted += [(path, "a data file", None) for path in (*(file.at for file in rendered.files), *others)]
    wanted += [(NOT_FOUND, "the page for wrong addresses", None)]
    wanted += [("sitemap.xml", "the map of the site", None)] if settings.site_url else []
    taken: dict[str, tuple[str, Undrawn[Page] | None]] = {}
    clashes = Report()
    for path, what, page in wanted:
        if before := taken.get(path.casefold()):
            first, second = (f"the page '{one.draw().title}'" if one else of for of, one in (before, (what, page)))
            source = page.draw().source if page else None
            place = Location(source) if source else None
            clashes.add("A701", f"{second} and {first} want the same address '{path}'", place)
        taken[path.casefold()] = what, page
    report.extend(clashes)
    return None if len(clashes) else frozenset(path for path, _, _ in wanted)


def _fill(filling: Filling, rendered: Rendered, frames: Frames, settings: Settings, look: Look) -> None:
    fitted = Fitted(frames, settings)
    for path, data in frames.files.items():
        filling.put_whole(path, data)
    for undrawn in sorted(rendered.pages, key=lambda undrawn: undrawn.at):  # pages on one thing one after the other
        page, drawn = _page(undrawn)
        look(page, drawn.body if drawn else None)
        make = partial(_page_pieces, fitted, undrawn, drawn)
        filling.put_stamped(f"{page.url}index.html", fitted.stamp(page), make)
    for file in rendered.files:
        known = file.known()
        filling.put_stamped(file.at, known.stamp, partial(_file_pieces, file, known))
    filling.put_whole(NOT_FOUND, fitted.not_found({page.at for page in rendered.pages}))
    _fill_search(filling, rendered, frames)
    if settings.site_url:
        filling.put_whole("sitemap.xml", _sitemap(rendered, settings))


def _fill_search(filling: Filling, rendered: Rendered, frames: Frames) -> None:
    """The names of its files follow from what is in them, so what does not belong there is known only in the end."""
    below = f"{SEARCH_FOLDER}/"
    filling.clear_all_but_files(below)
    pages = (page for undrawn in rendered.pages if (page := undrawn.known()).search)
    for path, data in search_files(pages, frames):
        filling.put_whole(path, data)
    filling.clear_strays({path for path in filling.states if path.startswith(below)}, below=below)


def _page(undrawn: Undrawn[Page]) -> tuple[Page, Page | None]:
    """What is known of a page, and the page itself if it had to be drawn to know it."""
    if page := undrawn.recall():
        return page, None
    page = undrawn.draw()
    return page, page


def _page_pieces(fitted: Fitted, undrawn: Undrawn[Page], drawn: Page | None) -> list[bytes]:
    return [fitted.page(drawn or undrawn.draw())]


def _file_pieces(file: Undrawn[File], known: File) -> Iterable[bytes]:
    return known.pieces or file.draw().pieces


def _pieces_in(folder: Undrawn[Files], known: Files, path: str) -> Iterable[bytes]:
    return known[path].pieces or folder.draw()[path].pieces


def _sitemap(rendered: Rendered, settings: Settings) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"<url><loc>{escape(settings.site_url + page.at)}</loc></url>" for page in rendered.pages]
    return "\n".join([*lines, "</urlset>", ""]).encode()
