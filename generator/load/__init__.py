"""Stage 1, files to documents: everything contributors wrote, as plain values that know their place.

Reads YAML, CSV and Markdown strictly, refuses what is hidden, ambiguous or too large with its line and column, and
finds the files of a project. What the values mean is not its business. `yaml` is imported in `yaml_events` only.
"""

from generator.load.pages import read_page
from generator.load.sources import SERIES_COLUMNS, load
from generator.load.tables import Columns, read_csv
from generator.load.yaml_events import read_yaml

__all__ = ["SERIES_COLUMNS", "Columns", "load", "read_csv", "read_page", "read_yaml"]
