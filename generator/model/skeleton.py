"""The file that `changepack new` writes.

Every required field with a prompt, every other one as a comment, from the declarations.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.model.kinds import KINDS
from generator.model.purposes import purposes
from generator.model.record import alternatives, takes_list, written_fields
from generator.model.types import Ref, Word

__all__ = ["PROMPT", "skeleton"]

PROMPT = "Write here:"
"""How a field begins that nobody has filled yet; such a record can be a draft, but it is not published."""

NO_PARTS = " Delete the {} to fill in a field below."
_MOST_WORDS = 8
"""Words of a list that a line still names; the page of fields has longer ones."""

Choices = Mapping[str, Sequence[str]]
"""Kind of record or list of words -> the ids to choose from."""


def skeleton(kind: str, known: Choices) -> str:
    """YAML of a new record of a kind. Where a field wants one of the ids that are `known`, the first is put in."""
    heading = (
        f"# A new {KINDS[kind].title}. Fill in what says '{PROMPT}', see that the other values are what you mean,\n"
        "# then run: changepack check\n"
        "# Lines that begin with # are fields that may be left out; delete the # to use one.\n"
    )
    return heading + "\n".join(_fields(KINDS[kind].model, known, "")) + "\n"


def _fields(model: type[BaseModel], known: Choices, indent: str) -> Iterator[str]:
    for name, info in model.model_fields.items():
        shown = info.alias or name
        yield from _field(shown, info, purposes(model).get(shown, ""), known, indent)


def _field(name: str, info: FieldInfo, note: str, known: Choices, indent: str) -> Iterator[str]:
    choices = [(kind, (*metadata, *info.metadata)) for kind, metadata in alternatives(info.annotation)]
    inside, metadata = choices[0]
    is_list = takes_list(info.annotation)
    mark = next((item for item in metadata if isinstance(item, Ref | Word)), None)
    explained = " ".join(filter(None, (note, _form(inside, mark, known, is_list=is_list, said=note))))
    if not info.is_required():
        yield f"{indent}# {name}:  # {explained}"
        return
    if isinstance(inside, type) and issubclass(inside, BaseModel):
        all_optional = not any(part.is_required() for part in inside.model_fields.values())
        yield f"{indent}{name}:{' {}' if all_optional else ''}  # {note}{NO_PARTS if all_optional else ''}"
        lines = list(_fields(inside, known, indent + ("    " if is_list else "  ")))
        if is_list:
            first = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
            lines[first] = f"{indent}  - {lines[first].lstrip()}"
        yield from lines
        return
    if (value := _example(inside, mark, known)) is None:
        prompt = json.dumps(f"{PROMPT} {note[:1].lower()}{note[1:]}", ensure_ascii=False)
        yield f"{indent}{name}: {prompt}"
    else:
        yield f"{indent}{name}: {f'[{value}]' if is_list else value}  # {explained}"


def _form(inside: Any, mark: Ref | Word | None, known: Choices, *, is_list: bool, said: str) -> str:
    """How a value looks that is not just text: a list, the fields of a group, the words or the ids to choose from."""
    if isinstance(inside, type) and issubclass(inside, BaseModel):
        fields = ", ".join(written_fields(inside))
        return f"A list; fields of an entry: {fields}." if is_list else f"Its fields: {fields}."
    if isinstance(mark, Ref):
        kind = KINDS[mark.kind]
        return f"{f'Ids of {kind.plural}' if is_list else f'Id of a {kind.title}'}, listed at {kind.listed_at}."
    words = [str(word) for word in (known.get(mark.list_id, ()) if mark else _words(inside))]
    if 0 < len(words) <= _MOST_WORDS and not all(word in said for word in words):
        return f"{'A list of' if is_list else 'One of'}: {', '.join(words)}."
    return "A list." if is_list else ""


def _words(inside: Any) -> tuple[Any, ...]:
    return get_args(inside) if get_origin(inside) is Literal else ()


def _example(inside: Any, mark: Ref | Word | None, known: Choices) -> str | None:
    """A value that keeps the declaration without knowing the subject; None where only the author can write one."""
    if mark is not None:
        ids = known.get(mark.kind if isinstance(mark, Ref) else mark.list_id, ())
        return ids[0] if ids else "unknown"
    if words := _words(inside):
        return str(words[0])
    return "1" if inside in (int, float) else None
