"""Changepack: change ideas and case studies in YAML, made into a website of change packages.

The map of the package, in the order in which a build walks through it:

- `cli` parses and prints; `pipeline` names the stages; `project` knows the folders, `epoch` the date that was given;
  `diagnostics` and `codes` are the messages.
- `text` makes prose safe; `model` declares the records; `improvement` holds the field's own rules, without input or
  output.
- The stages, none of which imports another: `load` (files to documents), `validate` (to records), `link` (to a
  catalog), `rate` (to ratings), `render` (to page bodies and data), `frame` (the theme, drawn by an engine), `assemble`
  (bodies into frames), `check` (the finished site), `publish` (exchanged whole).
- What a build keeps for the next: `known` has the records of sound files, `memory` what every page was made from and
  turned out to be, each in a `store`; `frame.kept` has the frames. `reads` notes what a page is made from while it is
  drawn: of values that `render.worked_out` marks, and in the pages and files of `render.remembered`.
- What is no Python: `templates` are the pages' HTML, `theme` what is laid over Material (its blocks, our styles and
  scripts), `defaults` the settings of a site that brings none.
- `search` makes the index.
- `new`, `show`, `runchart`, `schemas`, `tables` (for `export`), `doctor` and `serve` (with `watch`) stand behind the
  commands; `mkdocs_hooks` lets plain MkDocs build the site.
"""

__version__ = "0.1.0"
