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
from generator.model.record import alternatives, is_list
from generator.model.types import Ref, Word

__all__ = ["PROMPT", "skeleton"]

PROMPT = "Write here:"
"""How a field begins that nobody has filled yet; such a record can be a draft, but it is not published."""


NO_PARTS = " Delete the {} to fill in a field below."


def skeleton(kind: str, known: Mapping[str, Sequence[str]]) -> str:
    """YAML of a new record of a kind. `known`: kind or list of words -> ids to choose from; the first is put in."""
    heading = (
        f"# A new {KINDS[kind].title}. Fill in what says '{PROMPT}', then run: changepack check\n"
        "# Lines that begin with # are fields that may be left out; delete the # to use one.\n"
    )
    return heading + "\n".join(_fields(KINDS[kind].model, known, "")) + "\n"


def _fields(model: type[BaseModel], known: Mapping[str, Sequence[str]], indent: str) -> Iterator[str]:
    for name, info in model.model_fields.items():
        shown = info.alias or name
        yield from _field(shown, info, " ".join(purposes(model).get(shown, "").split()), known, indent)


def _field(name: str, info: FieldInfo, note: str, known: Mapping[str, Sequence[str]], indent: str) -> Iterator[str]:
    if not info.is_required():
        yield f"{indent}# {name}:  # {note}"
        return
    choices = [(kind, (*metadata, *info.metadata)) for kind, metadata in alternatives(info.annotation)]
    inside, metadata = choices[0]
    many = is_list(info.annotation)
    if isinstance(inside, type) and issubclass(inside, BaseModel):
        all_optional = not any(part.is_required() for part in inside.model_fields.values())
        yield f"{indent}{name}:{' {}' if all_optional else ''}  # {note}{NO_PARTS if all_optional else ''}"
        lines = list(_fields(inside, known, indent + ("    " if many else "  ")))
        if many:
            first = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
            lines[first] = f"{indent}  - {lines[first].lstrip()}"
        yield from lines
        return
    value = _example(inside, metadata, known, note)
    yield f"{indent}{name}: [{value}]  # {note}" if many else f"{indent}{name}: {value}"


def _example(inside: Any, metadata: tuple[Any, ...], known: Mapping[str, Sequence[str]], note: str) -> str:
    """A value that keeps the declaration as far as one can without knowing the subject."""
    mark = next((item for item in metadata if isinstance(item, Ref | Word)), None)
    if mark is not None:
        ids = known.get(mark.kind if isinstance(mark, Ref) else mark.list_id, ())
        return ids[0] if ids else "unknown"
    if get_origin(inside) is Literal:
        return str(get_args(inside)[0])
    if inside in (int, float):
        return "1"
    return json.dumps(f"{PROMPT} {note[:1].lower()}{note[1:]}", ensure_ascii=False)
