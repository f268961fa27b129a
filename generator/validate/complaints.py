"""What pydantic found, said to a teacher: a code, one sentence, what to do, and the right line.

One entry in `KINDS_OF_FAULT` for each kind of fault that our declarations can give. No checking is done here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Report, suggest
from generator.model.purposes import purposes
from generator.model.record import model_at, written_fields
from generator.model.records import DocumentPlace, RowPlace
from generator.model.source import PathKey, field_name
from generator.model.types import rule_of
from generator.validate.meant import fields_at, misplaced, where_instead

__all__ = ["complain"]

_MAX_FAULTS = 20
"""Faults told of one record; what follows is most often the same fault again."""


def complain(
    error: ValidationError, value: Any, model: type[BaseModel], place: DocumentPlace | RowPlace, report: Report
) -> None:
    """Report every fault of a record, each place once, where it stands in the file."""
    details = error.errors(include_url=False)
    seen = misplaced(details[: 5 * _MAX_FAULTS], model, value)
    as_text = ("string_type", "string_pattern_mismatch")
    texts = {_real_path(detail, value) for detail in details if detail["type"] in as_text}
    told = 0
    for detail in details:
        path = _real_path(detail, value)
        if path in seen:
            continue  # the other branches of a union complain about the same value
        seen.add(path)
        code, message, hint = _describe(detail, path, model, value)
        hint = _OR_YEAR if code == "V111" and path in texts else hint
        is_about_name = detail["type"] in ("extra_forbidden", "missing")
        where = (place.locate_key if is_about_name else place.locate)(path)
        if is_about_name or not report.unread_at(where):
            told += 1
            if told > _MAX_FAULTS:
                report.add(code, "more faults follow in this record", where)
                return
            report.add(code, message, where, hint)


def _real_path(detail: ErrorDetails, value: Any) -> tuple[PathKey, ...]:
    """The steps that exist in the file: pydantic adds names of its own where a field allows several types."""
    path: list[PathKey] = []
    for step in detail["loc"]:
        inside = isinstance(value, dict) and step in value
        if inside or (isinstance(value, list) and isinstance(step, int) and step < len(value)):
            value = value[step]
            path.append(step)
        elif detail["type"] == "missing" and step == detail["loc"][-1]:
            path.append(step)
        else:
            break
    return tuple(path)


def _describe(
    detail: ErrorDetails, path: tuple[PathKey, ...], model: type[BaseModel], value: Any
) -> tuple[str, str, str | None]:
    name = field_name(path)
    if detail["type"] == "missing":
        owner = model_at(model, path[:-1]) or model
        return "V101", f"the required field '{path[-1]}' is missing{_inside(path)}", _purpose(owner, str(path[-1]))
    if detail["type"] == "extra_forbidden":
        return "V102", f"unknown field '{path[-1]}'{_inside(path)}", where_instead(model, path, value)
    describe = KINDS_OF_FAULT.get(detail["type"], _anything_else)
    code, message, hint = describe(detail["input"], detail.get("ctx", {}), detail["msg"])
    if code == "V108" and hint:
        hint = _if_left_out(hint, path, model)
    if code in ("V105", "V106") and name and model_at(model, path):
        fields = fields_at(model, (*path, ""))
        begin = "begin each entry with '- ' and its fields" if code == "V105" else "write its fields"
        hint = f"{begin}, such as '{fields[0]}: ...'; fields here are: {', '.join(fields)}"
    return code, f"'{name}' {message}" if name else f"the record {message}", hint


def _inside(path: tuple[PathKey, ...]) -> str:
    return f" in '{field_name(path[:-1])}'" if len(path) > 1 else ""


def _if_left_out(hint: str, path: tuple[PathKey, ...], model: type[BaseModel]) -> str:
    """Advice to leave out something empty, if it is no field that has to be there."""
    if path and isinstance(path[-1], int):
        return hint.replace("behind the colon", "behind the hyphen").replace("the field out", "the entry out")
    owner = model_at(model, path[:-1]) or model
    needed = bool(path) and written_fields(owner).get(str(path[-1]), False)
    return hint.removesuffix(", or take the field out") if needed else hint


def _purpose(owner: type[BaseModel], field: str) -> str | None:
    purpose = purposes(owner).get(field)
    return f"it says: {purpose}" if purpose else None


def _kind_of(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"{str(value).lower()} (true or false)"
    if isinstance(value, int | float):
        return f"the number {value}"
    names = ((str, "text"), (list, "a list"), (dict, "a group of fields"))
    return next((name for kind, name in names if isinstance(value, kind)), "something else")


Complaint = tuple[str, str, str | None]
Describe = Callable[[Any, Mapping[str, Any], str], Complaint]


def _text(value: Any, _context: Mapping[str, Any], _message: str) -> Complaint:
    if value is None:
        return "V108", "is empty", "write the text behind the colon, or take the field out"
    advice = "put it in quotes" if isinstance(value, int | float) else "write one text"
    if isinstance(value, dict) and len(value) == 1:  # most often a sentence: `- Note: bring books`
        name, inside = next(iter(value.items()))
        advice = "a colon and a space make a field: put the whole text in quotes"
        if isinstance(inside, str) and len(inside) <= 60 and '"' not in name + inside:
            advice += f': "{name}: {inside}"'
    return "V103", f"must be text, but is {_kind_of(value)}", advice


def _number(value: Any, _context: Mapping[str, Any], _message: str) -> Complaint:
    if isinstance(value, float):
        return "V104", f"must be a whole number, but is {value}", "write digits only, without a decimal point"
    advice = "write digits only, without quotes or a unit"
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+", value):
        advice = f"write it plainly: {value.replace(',', '')}"
    elif isinstance(value, str) and re.fullmatch(r"[0-9]+,[0-9]+", value):
        advice = f"write a point before the decimals: {value.replace(',', '.')}"
    return "V104", f"must be a number, but is {_kind_of(value)}", advice


def _list(value: Any, _context: Mapping[str, Any], _message: str) -> Complaint:
    return "V105", f"must be a list, but is {_kind_of(value)}", "put each entry on its own line, beginning with '- '"


def _group(value: Any, _context: Mapping[str, Any], _message: str) -> Complaint:
    return "V106", f"must be a group of fields, but is {_kind_of(value)}", "indent the fields below the name"


def _too_long(value: Any, context: Mapping[str, Any], _message: str) -> Complaint:
    most = context.get("max_length", 0)
    if isinstance(value, str):
        return "V107", f"has {len(value)} characters; at most {most} fit", f"shorten it by {len(value) - most}"
    return "V107", f"has {len(value)} entries; at most {most} fit", "keep the most important ones"


def _too_short(value: Any, context: Mapping[str, Any], _message: str) -> Complaint:
    if isinstance(value, list):
        return "V108", f"needs at least {context.get('min_length', 1)} entry", "add one, beginning with '- '"
    return "V108", "is empty", "write at least a sentence, or take the field out"


_RANGES = {"ge": "{} or more", "gt": "more than {}", "le": "{} or less", "lt": "less than {}"}


def _out_of_range(value: Any, context: Mapping[str, Any], message: str) -> Complaint:
    must = next((words.format(context[name]) for name, words in _RANGES.items() if name in context), message)
    return "V109", f"is {value}, but must be {must}", None


def _choice(value: Any, context: Mapping[str, Any], _message: str) -> Complaint:
    expected = str(context.get("expected", ""))
    words = [word.strip("' ") for word in expected.replace(" or ", ",").split(",")]
    quoted = ('"null" (in quotes, or it means nothing)' if word == "null" else word for word in words)
    allowed = f"allowed are: {', '.join(quoted)}"
    if not isinstance(value, str):
        return "V110", f"must be one of the allowed words, but is {_kind_of(value)}", allowed
    near = suggest(value, words)
    return "V110", f"is '{value}', which is not one of the allowed words", f"{near}  {allowed}" if near else allowed


_FORMS = {
    "K3": "only a warning whose code begins with K3 can be answered, such as K306",
    "A-Z": "write two capital letters, such as CA",
}


def _pattern(value: Any, context: Mapping[str, Any], _message: str) -> Complaint:
    if "a-z" in str(context.get("pattern", "")):
        advice = f"{rule_of(context['pattern'])}, such as early-recovery"
        if isinstance(value, str) and value.endswith((".csv", ".yml")):
            advice = f"leave out '{value[-4:]}'"
        return "V113", f"is '{value}', which is not an id", advice
    hint = next((hint for part, hint in _FORMS.items() if part in str(context.get("pattern"))), None)
    return "V109", f"is '{value}', which does not have the expected form", hint


def _truth(value: Any, _context: Mapping[str, Any], _message: str) -> Complaint:
    return "V116", f"must be true or false, but is {_kind_of(value)}", "write true or false without quotes"


_OR_YEAR = 'write the year or year-month in quotes, such as "2026" or "2026-11", or year-month-day, such as 2026-11-21'


def _date(value: Any, _context: Mapping[str, Any], _message: str) -> Complaint:
    return "V111", f"is '{value}', which is not a date", "write year-month-day, such as 2026-11-21"


def _address(_value: Any, _context: Mapping[str, Any], message: str) -> Complaint:
    return "V112", f"is not a web address: {message}", "write it as the browser shows it, with https://"


def _fit(_value: Any, context: Mapping[str, Any], message: str) -> Complaint:
    return "V115", f"does not fit together: {message[:1].lower()}{message[1:]}", context.get("advice")


def _anything_else(_value: Any, _context: Mapping[str, Any], message: str) -> Complaint:
    return "V115", f"cannot be used: {message}", None


KINDS_OF_FAULT: dict[str, Describe] = {
    "string_type": _text,
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "float_type", "float_parsing"), _number),
    "list_type": _list,
    **dict.fromkeys(("model_type", "dict_type", "model_attributes_type"), _group),
    **dict.fromkeys(("string_too_long", "too_long"), _too_long),
    **dict.fromkeys(("string_too_short", "too_short", "blank"), _too_short),
    **dict.fromkeys(
        ("greater_than", "greater_than_equal", "less_than", "less_than_equal", "finite_number"), _out_of_range
    ),
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    **dict.fromkeys(("bool_type", "bool_parsing"), _truth),
    **dict.fromkeys(("date_text", "date_type"), _date),
    "csl_date": lambda value, _context, _message: (
        "V111",
        f"is '{value}', which is not a date" if isinstance(value, str) else f"is {_kind_of(value)} that says no date",
        'write "2017", "2017-11" or "2017-11-21", or what Zotero exports',
    ),
    "web_address": _address,
    "one_of": _fit,
    "one_line": lambda _value, _context, _message: ("V107", "must stand on one line", "take the line breaks out"),
    "reserved": lambda value, _context, _message: (
        "V113",
        f"is '{value}', which the site itself or Windows needs",
        "add a word to it",
    ),
}
"""Kind of fault in pydantic's words -> code, sentence and hint in ours."""
