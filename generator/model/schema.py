"""JSON Schema (draft-07, which editors understand) of a kind of record.

Made from its declaration and the word lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.kinds import KINDS
from generator.model.lookup import Vocabulary

__all__ = ["json_schema"]


def json_schema(kind: str, vocab: Mapping[str, Vocabulary]) -> dict[str, Any]:
    """The schema of one kind; fields of a closed list allow just its words."""
    schema = KINDS[kind].model.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs", None)
    finished = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "changepack/1",
        **schema,
        **({"definitions": definitions} if definitions else {}),
    }
    result: dict[str, Any] = _with_words(finished, vocab)
    return result


def _with_words(node: Any, vocab: Mapping[str, Vocabulary]) -> Any:
    """The same schema, with the words of a list wherever a field asks for one of them."""
    if isinstance(node, list):
        return [_with_words(item, vocab) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _with_words(value, vocab) for key, value in node.items() if key != "x-words"}
    vocabulary = vocab.get(node.get("x-words", "")) if isinstance(node.get("x-words"), str) else None
    if vocabulary:
        kept["enum"] = [word.id for word in vocabulary.words]
    return kept
