"""What every record is: checked, unchangeable, and able to say what in it points elsewhere or is prose.

What is found follows from the field types alone, so that a new field is linked and checked without a line of code.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict

from generator.model.purposes import purposes
from generator.model.source import PathKey
from generator.model.types import Prose, Ref, StatesFacts, Word
from generator.text import Article
from generator.text.figures import figures_without_source
from generator.text.reading_grade import reading_grade

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

__all__ = [
    "Found", "Outline", "Record", "alternatives", "model_at", "pair_once", "pointed", "record_in", "takes_list",
    "visit_raw", "written_fields",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A value that points elsewhere or is prose: its steps in the record, its mark (None for prose) and the value."""

    path: tuple[PathKey, ...]
    mark: Ref | Word | None
    value: str
    states_facts: bool = False


Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What the rest of the library needs to know of a record's texts and pointers, each once and without its place."""

    refs: Pairs
    """Kind and id of what its fields point to."""
    words: Pairs
    """List and word."""
    prose: Pairs
    """Kind and id of what its texts cite and link to."""
    grade: float | None
    """How hard its texts are to read, as a school grade; None for too few words."""
    unsourced: tuple[tuple[tuple[PathKey, ...], str], ...]
    """Where a figure stands in a text that states facts, without a source, and the figure."""
    uncited: tuple[tuple[PathKey, ...], ...]
    """Texts that state facts and cite nothing."""
    faults: tuple[tuple[tuple[PathKey, ...], str], ...] = ()
    """Where a text stands that cannot be shown as written, and why; a sound record has none."""


@dataclass(frozen=True, slots=True)
class _Field:
    """What to look for in one field: the mark of a leaf, prose, or the record inside."""

    name: str
    alias: str
    mark: Ref | Word | None
    is_prose: bool
    states_facts: bool
    inside: type[BaseModel] | None
    is_list: bool


def alternatives(annotation: Any) -> list[tuple[Any, tuple[Any, ...]]]:
    """The types that an annotation allows, each with its metadata: unions, lists and `Annotated` are opened."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *metadata = get_args(annotation)
        return [(kind, (*found, *metadata)) for kind, found in alternatives(inner)]
    if origin in (Union, types.UnionType):
        return [pair for choice in get_args(annotation) for pair in alternatives(choice)]
    if origin is list:
        return alternatives(get_args(annotation)[0])
    return [(annotation, ())]


def takes_list(annotation: Any) -> bool:
    """Whether an annotation is, or allows, a list."""
    return get_origin(annotation) is list or any(map(takes_list, get_args(annotation)))


def record_in(annotation: Any) -> type[BaseModel] | None:
    """The record, or group of fields, that an annotation allows; the first of several."""
    kinds = (kind for kind, _ in alternatives(annotation) if isinstance(kind, type))
    return next((kind for kind in kinds if issubclass(kind, BaseModel)), None)


@cache
def written_fields(model: type[BaseModel]) -> Mapping[str, bool]:
    """Names of a record's fields as they stand in files, in their order, and whether each has to be there."""
    return {info.alias or name: info.is_required() for name, info in model.model_fields.items()}


def _mark(metadata: tuple[Any, ...]) -> Ref | Word | None:
    return next((item for item in metadata if isinstance(item, Ref | Word)), None)


@cache
def _fields(model: type[BaseModel]) -> tuple[_Field, ...]:
    found = []
    for name, info in model.model_fields.items():
        choices = [(kind, (*metadata, *info.metadata)) for kind, metadata in alternatives(info.annotation)]
        mark = next((mark for _, metadata in choices if (mark := _mark(metadata))), None)
        kinds = [kind for kind, _ in choices if isinstance(kind, type)]
        is_prose = any(issubclass(kind, Prose) for kind in kinds)
        inside = record_in(info.annotation)
        if mark or is_prose or inside:
            facts = any(isinstance(item, StatesFacts) for _, metadata in choices for item in metadata)
            is_list = takes_list(info.annotation)
            found.append(_Field(name, info.alias or name, mark, is_prose, facts, inside, is_list))
    return tuple(found)


class Record(BaseModel):
    """What every record and every group of fields in one keeps.

    No unknown fields, no silent conversions, no changes.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", frozen=True, strict=True)

    stamp: ClassVar[str] = ""
    """Of a record that is a sound file of its own: stands for what is in the file."""

    def model_post_init(self, _: Any, /) -> None:
        """Take up half the room: records share what they have in common, as nobody changes one."""
        given, values = self.__pydantic_fields_set__, self.__dict__
        for name, value in values.items():
            if value.__class__ is list and not value:
                values[name] = _NOTHING
        object.__setattr__(self, "__pydantic_fields_set__", _FILLED.setdefault(frozenset(given), given))
        if len(values) <= _MOST_SHARED:
            object.__setattr__(self, "__dict__", _sharing(type(self), values))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The JSON Schema of the record, each field with what it is for."""
        found = handler(schema)
        fields = handler.resolve_ref_schema(found)["properties"]
        for name, purpose in purposes(cls).items():
            fields[name]["description"] = purpose
        return found

    @property
    def mentions(self) -> tuple[Found, ...]:
        """Every id, word and piece of prose in the record, in the order of its fields."""
        found: list[Found] = []
        _gather(self, (), found)
        return tuple(found)

    @cached_property
    def outline(self) -> Outline:
        """The record in outline; an earlier build may have known it."""
        mentions = self.mentions
        texts = [(found, found.value) for found in mentions if isinstance(found.value, Prose)]
        facts = [(found.path, prose) for found, prose in texts if found.states_facts]
        return Outline(
            refs=_each((found.mark.kind, found.value) for found in mentions if isinstance(found.mark, Ref)),
            words=_each((found.mark.list_id, found.value) for found in mentions if isinstance(found.mark, Word)),
            prose=_each(pair for _, prose in texts for pair in pointed(prose)),
            grade=reading_grade("\n".join(prose.text for _, prose in texts)),
            unsourced=tuple((path, figure) for path, prose in facts for figure in figures_without_source(prose)),
            uncited=tuple(path for path, prose in facts if not prose.citations),
            faults=tuple((found.path, fault) for found, prose in texts for fault in prose.faults),
        )


_FILLED: dict[frozenset[str], set[str]] = {}
"""Every combination of fields that some record has filled in."""
_NOTHING: list[Any] = []
"""The list in every field of every record that holds none."""
_MOST_SHARED = 28
"""Fields whose names Python lets objects of a class share; from thirty on, each has a dictionary of its own."""


def _sharing(model: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """The same values in a dictionary that shares its keys with the others of the class: half as large."""
    bare = object.__new__(model)
    for name, value in values.items():
        object.__setattr__(bare, name, value)
    return bare.__dict__


def _each(pairs: Iterable[tuple[str, str]]) -> Pairs:
    return tuple(dict.fromkeys(pair_once(kind, value) for kind, value in pairs))


@cache
def pair_once(kind: str, value: str) -> tuple[str, str]:
    """A pair of an outline, once for all records that have it."""
    return kind, value


def pointed(prose: Prose | Article) -> list[tuple[str, str]]:
    """Kind and id of everything that a text cites or links to."""
    return [("reference", reference) for reference in prose.citations] + list(prose.links)


def _gather(record: BaseModel, path: tuple[PathKey, ...], found: list[Found]) -> None:
    values = record.__dict__
    for field in _fields(type(record)):
        value = values[field.name]
        if value is not None:
            _gather_value(value, field, (*path, field.alias), found)


def _gather_value(value: Any, field: _Field, path: tuple[PathKey, ...], found: list[Found]) -> None:
    if isinstance(value, Prose):
        found.append(Found(path, None, value, field.states_facts))
    elif isinstance(value, str):
        if field.mark:
            found.append(Found(path, field.mark, value))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _gather_value(item, field, (*path, index), found)
    elif isinstance(value, BaseModel):
        _gather(value, path, found)


def visit_raw(model: type[BaseModel], value: Any, path: tuple[PathKey, ...] = ()) -> Iterator[Found]:
    """The same in plain values that are not a record yet, or never will be since something else in them is wrong."""
    if not isinstance(value, dict):
        return
    for field in _fields(model):
        given = value.get(field.alias)
        if field.is_list and isinstance(given, list):
            for index, item in enumerate(given):
                yield from _visit_raw_value(item, field, (*path, field.alias, index))
        elif not field.is_list:  # one in place of a list, or a list in place of one, is told already
            yield from _visit_raw_value(given, field, (*path, field.alias))


def _visit_raw_value(value: Any, field: _Field, path: tuple[PathKey, ...]) -> Iterator[Found]:
    if isinstance(value, dict) and field.inside:
        yield from visit_raw(field.inside, value, path)
    elif isinstance(value, str) and field.mark:
        yield Found(path, field.mark, value)
    elif isinstance(value, str) and field.is_prose:
        yield Found(path, None, Prose(value))


def model_at(model: type[BaseModel], path: tuple[PathKey, ...]) -> type[BaseModel] | None:
    """The record type that holds the value at these steps, or None when the steps lead outside the declarations."""
    for step in path:
        if isinstance(step, int):
            continue
        info = next((field for name, field in model.model_fields.items() if (field.alias or name) == step), None)
        if info is None:
            return None
        inside = record_in(info.annotation)
        if inside is None:
            return None
        model = inside
    return model
