"""What the fields of records are for: the docstrings below them, read from the source when somebody asks.

Most runs show none of them, so they are not read each time that the program starts.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import sys
from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel

__all__ = ["purposes"]


@cache
def purposes(model: type[BaseModel]) -> Mapping[str, str]:
    """Name of each field of a record, as files have it -> what it is for, on one line."""
    owners = [owner for owner in reversed(model.__mro__) if issubclass(owner, BaseModel) and owner is not BaseModel]
    told = {name: text for owner in owners for name, text in _told(owner)}
    return {info.alias or name: told[name] for name, info in model.model_fields.items() if name in told}


def _told(owner: type) -> Iterator[tuple[str, str]]:
    lines = _classes(owner.__module__)[owner.__name__]
    for line, below in itertools.pairwise(lines):
        match line, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, " ".join(text.split())


@cache
def _classes(module: str) -> Mapping[str, list[ast.stmt]]:
    """Name of each class in a module -> the lines of it."""
    body = ast.parse(inspect.getsource(sys.modules[module])).body
    return {node.name: node.body for node in body if isinstance(node, ast.ClassDef)}
