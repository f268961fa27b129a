"""Records that must not point in a circle: what replaces what, what is part of what, what comes before what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from generator.diagnostics import Report
from generator.model.change_idea import ChangeIdea
from generator.model.kinds import KINDS
from generator.model.package import ChangePackage
from generator.model.records import Records
from generator.model.source import PathKey

__all__ = ["check_circles"]

Arrow = tuple[str, tuple[PathKey, ...]]
"""The id that a record points to, and where it says so."""


def _replaced_by(idea: ChangeIdea) -> Iterator[Arrow]:
    if idea.replaced_by:
        yield idea.replaced_by, ("replaced_by",)


def _bundle(idea: ChangeIdea) -> Iterator[Arrow]:
    yield from ((other, ("bundle", index)) for index, other in enumerate(idea.bundle))


def _before(idea: ChangeIdea) -> Iterator[Arrow]:
    for index, related in enumerate(idea.related):
        if related.kind == "before":
            yield related.idea, ("related", index, "idea")


def _parent(package: ChangePackage) -> Iterator[Arrow]:
    if package.parent:
        yield package.parent, ("parent",)


CHAINS: tuple[tuple[str, str, Callable[[Any], Iterator[Arrow]]], ...] = (
    ("idea", "is replaced by", _replaced_by),
    ("idea", "is made of", _bundle),
    ("idea", "comes before", _before),
    ("package", "is part of", _parent),
)


def check_circles(records: Records, report: Report) -> None:
    """Report each circle once, with every record on the way, and every record that points to itself."""
    for kind, words, arrows in CHAINS:
        placed = records.also_faulty(KINDS[kind].model)
        graph = {record_id: dict(arrows(item.record)) for record_id, item in sorted(placed.items())}
        for record_id, targets in graph.items():
            if record_id in targets:
                place = placed[record_id].place.locate(targets[record_id])
                report.add("K206", f"'{record_id}' {words} itself", place, "name another record, or take the link out")
        for circle in _circles(graph):
            first, second = circle[0], circle[1]
            way = f" {words} ".join(f"'{record_id}'" for record_id in (*circle, first))
            place = placed[first].place.locate(graph[first][second])
            report.add("K203", f"a circle: {way}", place, "take one of these links out")
    _check_self_relations(records, report)


def _check_self_relations(records: Records, report: Report) -> None:
    for record_id, placed in records.also_faulty(ChangeIdea).items():
        for index, related in enumerate(placed.record.related):
            if related.idea == record_id and related.kind != "before":
                place = placed.place.locate(("related", index, "idea"))
                report.add("K206", f"'{record_id}' is related to itself", place, "name another idea")
    for kind, field in (("problem", "related"), ("method", "related"), ("term", "see")):
        for record_id, item in records.also_faulty(KINDS[kind].model).items():
            for index, other in enumerate(getattr(item.record, field)):
                if other == record_id:
                    place, hint = item.place.locate((field, index)), f"name another {KINDS[kind].title}"
                    report.add("K206", f"'{record_id}' is related to itself", place, hint)


def _circles(graph: Mapping[str, Mapping[str, Any]]) -> Iterator[Sequence[str]]:
    """Circles of two or more, each found once; walks with its own stack, since a chain may be long."""
    done: set[str] = set()
    for start in graph:
        path: list[str] = []
        on_path: dict[str, int] = {}
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                path.pop()
                del on_path[node]
                done.add(node)
            elif node in on_path:
                if len(path) - on_path[node] > 1:
                    yield path[on_path[node] :]
            elif node not in done and node in graph:
                on_path[node] = len(path)
                path.append(node)
                stack.append((node, True))
                stack.extend((target, False) for target in sorted(graph[node], reverse=True))
