"""An answer to a warning: an editor's reason why something that looks wrong is right here."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.record import Record
from generator.model.types import Plain, Prose

__all__ = ["Answer"]


class Answer(Record):
    """Silences one kind of warning on this record.

    For a reason that everybody can read on the page of library health.
    """

    code: Annotated[str, Field(pattern=r"^K3[0-9]{2}$")]
    """The warning's code, such as K305."""
    about: Plain | None = None
    """For a warning about a part of the record: the part's id or title, as the warning names it."""
    because: Prose
    """The reason."""
