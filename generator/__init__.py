"""Changepack: change ideas and case studies in YAML, made into a website of change packages.

The map of the package, in the order in which a build walks through it:

- `cli` parses and prints; `pipeline` names the stages; `project` knows the folders, `epoch` the date that was given;
  `diagnostics` and `codes` are the messages.
- `text` makes prose safe; `model` declares the records; `improvement` holds the field's own rules, without input or
  output.
- The stages, none of which imports another: `load` (files to documents), `validate` (to records), `link` (to a
  catalog), `rate` (to ratings), `render` (to page bodies and data), `frame` (the theme, drawn by an engine), `assemble`
  (bodies into frames), `check` (the finished site), `publish` (exchanged whole).
- `known` and `memory` hold what a build keeps for the next, in a `store` each; `search` makes the index.
- `new`, `show`, `runchart`, `schemas`, `tables` (for `export`), `doctor` and `serve` (with `watch`) stand behind the
  commands; `mkdocs_hooks` lets plain MkDocs build the site.
"""

__version__ = "0.1.0"
