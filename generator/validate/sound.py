"""The sound part of a record in which something is wrong, so that one fault does not hide another."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from generator.model.record import Record

__all__ = ["sound_part"]

M = TypeVar("M", bound=Record)


def sound_part(model: type[M], value: Any, error: ValidationError) -> M:
    """A record of the fields that `error` does not name; for checks only, since it keeps no promise of the model.

    Required fields among the others are empty, and none of the others is in its `model_fields_set`.
    """
    values = value if isinstance(value, dict) else {}
    faulty = {detail["loc"][0] for detail in error.errors(include_url=False) if detail["loc"]}
    fields: dict[str, Any] = {}
    whole: set[str] = set()
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key in values and key not in faulty:
            fields[key] = _reader(model, name).validate_python(values[key])
            whole.add(name)
        elif info.is_required():
            fields[key] = _empty(info)
    return cast("M", model.model_construct(_fields_set=whole, **fields))


@cache
def _reader(model: type[Record], name: str) -> TypeAdapter[Any]:
    return TypeAdapter(model.model_fields[name].rebuild_annotation())


def _empty(info: FieldInfo) -> Any:
    return [] if get_origin(info.annotation) is list else None
