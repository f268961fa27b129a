"""The JSON Schemas of all kinds as files: for `changepack schema --out`. What is in them is the model's affair."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from generator.model.kinds import KINDS
from generator.model.lookup import Vocabulary
from generator.model.schema import json_schema

__all__ = ["write_schemas"]


def write_schemas(folder: Path, vocab: Mapping[str, Vocabulary]) -> str | None:
    """Write one file for each kind; gives a sentence that says why nothing was written.

    A file that is no schema stays: `package.json` is also the name of something that other programs need.
    """
    schemas = {folder / f"{name}.json": json_schema(name, vocab) for name in KINDS}
    for path, schema in schemas.items():
        if path.exists() and schema["$schema"] not in path.read_text(encoding="utf-8", errors="replace"):
            return f"{path} is something else, and was left as it is"
    folder.mkdir(parents=True, exist_ok=True)
    for path, schema in schemas.items():
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return None
