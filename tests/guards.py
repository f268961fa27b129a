"""Takes each guard away in turn, in a copy of the program, and sees whether some test turns red.

By hand, since it takes some minutes: `python -m tests.guards`, or with words of the guards that are meant. A guard is a
piece of the source and what stands there when it is gone; the tests are those of its room. What it prints at the end
is what nobody would notice; the exit code is 1 when there is anything.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parents[1]
COPIED = ("generator", "tests", "content", "changeideas", "casestudies", "pyproject.toml", "mkdocs.yml", "LICENSE")


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard: what it is, where it stands, what stands there without it, and the tests that must notice."""

    name: str
    file: str
    guarded: str
    open: str
    tests: tuple[str, ...]


def _room(file: str, tests: str, *guards: tuple[str, str, str]) -> list[Guard]:
    """Guards of one file and its tests."""
    return [Guard(name, f"generator/{file}", guarded, gone, tuple(tests.split())) for name, guarded, gone in guards]


TEXT = "unit/text/test_prose.py unit/text/test_page.py unit/text/test_addresses.py unit/text/test_attacks.py"
"""The quick ones first."""

GUARDS = [
    *_room(
        "text/unmarked.py", TEXT,
        ("plain prose is escaped", "html.escape(words, quote=False)", "words"),
        ("what is before a citation is escaped", "_escaped(words[end : known.start()])", "words[end : known.start()]"),
        ("what is after a citation is escaped", "_escaped(words[end:])", "words[end:]"),
        ("the root's mark is taken out of text as typed", 'source.replace(ROOT, "\\ufffd")', "source"),
    ),
    *_room(
        "text/markdown.py", TEXT,
        ("raw HTML is off", '"html": False', '"html": True'),
        ("HTML is cleaned", "_CLEANER.clean(drawn)", "drawn"),
        ("pictures are not allowed", '"ul", "ol",', '"ul", "img", "ol",'),
        ("no attribute of an author's", '"th": {"scope"}', '"th": {"scope", "class", "style", "onclick"}'),
        ("relative addresses are not allowed", 'url_relative="deny"', 'url_relative="pass-through"'),
        ("the cleaner knows schemes", "url_schemes=_SCHEMES", 'url_schemes={*_SCHEMES, "javascript", "data"}'),
        ("schemes of ours lead nowhere else", "if scheme.lower() not in _WEB:", "if not scheme:"),
        ("links to the web are not vouched for", ' rel="nofollow noopener ugc"', ""),
        ("addresses do not stand elsewhere", '.disable("reference")', ""),
        ("the root's mark is taken out of Markdown", 'parse(source.replace(ROOT, "\\ufffd"))', "parse(source)"),
        ("the root's mark is taken out of entities", '.clean(drawn).replace(ROOT, "\\ufffd")', ".clean(drawn)"),
    ),
    *_room(
        "text/reading.py", TEXT,
        ("links are judged", "return address_fault(address)", "return None"),
        ("pictures become words", 'if token.type != "image":', "if token.type:"),
        ("ids of our records are judged", "if scheme in LINK_KINDS:", "if scheme in ():"),
        ("cells take no attributes", '{"scope": "col"} if token.tag == "th" else {}', "token.attrs"),
    ),
    *_room(
        "text/addresses.py", TEXT,
        ("addresses of fields are checked", 'raise PydanticCustomError("web_address"', '("web_address"'),
        ("hidden signs in addresses", "if found := _NEVER.search(address):", "if found := None:"),
        ("addresses are http, https or mailto", 'if parts.scheme not in ("http", "https") or', "if"),
        ("no user names in addresses", '"@" in parts.netloc or ', ""),
        ("hosts that everybody can reach", "if not plain or len(labels) < 2", "if not plain or len(labels) < 1"),
        ("hosts that browsers can read", "(parts.hostname)) or _browser_fault(address)", "(parts.hostname))"),
        ("ids have a form", 'ID = r"[a-z][a-z0-9-]{1,63}"', 'ID = r"[^)]{1,63}"'),
    ),
    *_room(
        "text/prose.py", TEXT,
        ("length of prose", "if len(source) > limit:", "if len(source) > limit * 99:"),
        ("columns of tables", "if bars > MAX_COLUMNS + 1:", "if bars > 9999:"),
        ("cells of tables", "if bars * len(lines) > cells:", "if bars * len(lines) > cells * 999:"),
        ("depth of lists", "if reading.depth <= MAX_DEPTH else", "if reading.depth <= 9999 else"),
        ("growth of HTML", "if len(page) > MAX_GROWTH * len(source) + 200:", "if len(page) > 10**9:"),
    ),
    *_room("text/page.py", TEXT, ("ids of headings begin with s-", 'anchor = "s-" + (', 'anchor = "" + (')),
    *_room(
        "load/characters.py", "test_cases.py unit/load",
        ("hidden characters", "return None if hidden else text", "return text"),
        ("size of files", "if len(data) > limit:", "if len(data) > limit * 99:"),
        ("only UTF-8", "return text.decode()", 'return text.decode(errors="replace")'),
    ),
    *_room(
        "load/files.py", "test_cases.py unit/load",
        ("links in a folder", "if entry.is_symlink():", "if False:"),
        ("links on the way to a folder", "if step.is_symlink():", "if False:"),
        ("names of files are ids", "elif not re.fullmatch(pattern, name):", "elif False:"),
        ("reserved names", "elif reserved and name in RESERVED_IDS:", "elif False:"),
        ("names that are one on some disks", "if twin != name:", "if False:"),
        ("reading ends at the limit", "file.read(limit + 1)", "file.read()"),
        ("a link that came later is not followed", 'getattr(os, "O_NOFOLLOW", 0)', "0"),
        ("a folder that is a link by now", " | os.O_NOFOLLOW, dir_fd", ", dir_fd"),
        ("a pipe that came later is not read", "if not stat.S_ISREG(os.fstat(handle).st_mode):", "if False:"),
    ),
    *_room(
        "load/yaml_events.py", "test_cases.py unit/load",
        ("depth of YAML", "if len(self.open) > MAX_DEPTH + 1:", "if len(self.open) > 999:"),
        ("number of values", "if self.nodes > self.", "if self.nodes > 10**6 + self."),
        ("length of values", "if len(value) > MAX_SCALAR:", "if len(value) > 10**9:"),
        ("names stand once", "if group.twice:", "if False:"),
        ("no anchors", "if event.anchor:", "if False:"),
        ("no tags", "        if event.tag:", "        if False:"),
        ("one document", "if self.documents > 1:", "if self.documents > 9:"),
        ("hidden characters behind a backslash", "(found := FORBIDDEN.search(value))", "(found := None)"),
        ("words that programs read differently", "if isinstance(value, Ambiguous):", "if False:"),
    ),
    *_room(
        "load/tables.py", "test_cases.py unit/load",
        ("rows as long as the first", "if len(cells) != len(header):", "if False:"),
        ("columns that are known", "elif name not in known:", "elif False:"),
        ("length of cells", "if len(cell) > MAX_CELL:", "if False:"),
        ("number of rows", "if len(rows) >= most:\n", "if False:\n"),
    ),
    *_room(
        "model/record.py", "test_cases.py unit/test_link.py",
        ("no unknown fields", 'extra="forbid"', 'extra="ignore"'),
    ),
    *_room("model/types.py", "test_cases.py", ("one line is one line", 'if "\\n" in text:', "if False:")),
    *_room(
        "validate/__init__.py", "test_cases.py",
        ("nothing is converted", "strict=not lax", "strict=False"),
        ("faults of prose are errors", "self.prose(record.outline.faults, place)", "pass"),
    ),
    *_room(
        "render/environment.py", "unit/render/test_pages.py unit/render/test_templates.py",
        ("templates escape", "autoescape=True", "autoescape=False"),
        ("missing names are errors", "undefined=StrictUndefined,", ""),
        ("what templates print is escaped", "finalize=escaped,", "finalize=str,"),
    ),
    *_room(
        "render/escaping.py", "unit/render/test_escaping.py",
        ("what is not there is not printed", "elif value is None:", "elif value is False:"),
        ("a sign of an entity is escaped", '"&" in value', "False"),
        ("a sign of a tag is escaped", '"<" in value', "False"),
        ("a sign of a tag's end is escaped", '">" in value', "False"),
        ("a quote is escaped", "'\"' in value", "False"),
        ("an apostrophe is escaped", '"\'" in value', "False"),
        ("signs of HTML are escaped", "return escape(value)", "return str(value)"),
        ("text is told from markup", "if type(value) is str:", "if isinstance(value, str):"),
    ),
    *_room(
        "render/pictures/svg.py", "unit/render/pictures",
        ("texts in pictures are escaped", "map(escaped, parts)", "parts"),
        ("attributes of pictures are escaped", "escaped(value) if isinstance", "value if isinstance"),
    ),
    *_room(
        "render/structured.py", "unit/render/test_structured.py",
        ("data in a page ends no script", 'ord("<"): "\\\\u003c", ', ""),
        ("data in a page breaks no line of script", '0x2028: "\\\\u2028", ', ""),
    ),
    *_room(
        "render/data.py", "unit/render/test_data.py",
        ("cells of tables run in no spreadsheet", "value.startswith(tuple(FORMULA_SIGNS))", "False"),
    ),
    *_room(
        "render/worksheet.py", "unit/render/test_worksheet.py",
        ("worksheets are escaped", 'escape(_NOT_XML.sub("", text), quote=False)', '_NOT_XML.sub("", text)'),
        ("no characters that XML has not", '_NOT_XML.sub("", text)', "text"),
    ),
    *_room(
        "assemble/fitting.py", "unit/test_assemble.py",
        ("titles are escaped", "escape(page.title)", "page.title"),
        ("descriptions are escaped", "escape(page.description or", "str(page.description or"),
    ),
    *_room(
        "assemble/__init__.py", "unit/test_assemble.py",
        ("a folder that others touch is no site", "if touched := filling.touched():", "if touched := None:"),
    ),
    *_room(
        "search.py", "unit/test_search.py unit/test_assemble.py",
        ("titles in the search are escaped", "escape(entry.title, quote=False)", "entry.title"),
        ("texts in the search are escaped", "escape(entry.text, quote=False)", "entry.text"),
    ),
    *_room(
        "theme/main.html", "unit/test_frame.py unit/test_frame_scripts.py",
        ("every page has a policy", 'http-equiv="Content-Security-Policy"', 'name="policy"'),
    ),
    *_room(
        "model/frame.py", "unit/test_frame.py unit/test_frame_scripts.py",
        ("the policy forbids what it does not name", "default-src 'none'", "default-src *"),
        ("the policy forbids inline script", "script-src 'self'", "script-src 'self' 'unsafe-inline'"),
    ),
    *_room(
        "frame/__init__.py", "unit/test_frame.py",
        ("nobody can know the marks", 'f"cp{secrets.token_hex(16)}" for slot', 'f"cp{slot}" for slot'),
    ),
    *_room(
        "frame/cutting.py", "unit/test_frame.py",
        ("a frame that lost a mark is no frame", "if slot not in found:", "if False:"),
    ),
    *_room(
        "check/reading.py", "unit/test_check.py",
        ("script in pages is found", 'elif tag == "script" and not _is_data(node):', "elif False:"),
        ("events in pages are found", 'elif name.startswith("on"):', "elif False:"),
        ("calls in pages are found", "elif loads:", "elif False:"),
        ("calls of a style sheet for another are found", "(?:@import\\s*(?:url\\(\\s*)?|url", "(?:url"),
        ("calls without slashes are found", "wss?:|//)", "wss?:)//"),
        ("addresses that run are found", 'startswith(("javascript:", "vbscript:"))', 'startswith("nothing:")'),
    ),
    *_room(
        "improvement/small_cells.py", "unit/improvement/test_small_cells.py",
        ("groups under 11", "SMALLEST_GROUP = 11", "SMALLEST_GROUP = 2"),
        ("what totals give back", "faults.extend(_total_faults(points, values, smallest))", "pass"),
        ("what percentages give back", "for fault in _own_faults(point, values, smallest)", "for fault in ()"),
        ("few who are not counted", "by_itself = (figure, part.size - figure)", "by_itself = (figure, ANYBODY)"),
        ("marks that say how many at most", "[most for part in hidden if", "[10 for part in hidden if"),
        ("figures of groups hidden as small", "if most_behind(point.size_gap, smallest) and", "if False and"),
        ("groups that do not add up tell nothing", "people.least == people.most == total.size.least:", "people:"),
        ("shares are percentages", '(in_percent(series.points), "percent") if values == "share" else ', ""),
    ),
    *_room(
        "improvement/headcounts.py", "unit/improvement/test_headcounts.py unit/improvement/test_small_cells.py",
        ("one person is few", "return 0 < self.least", "return 1 < self.least"),
        ("groups that add up are found in any order", "found = list(_exact(total, parts, column))", "found = []"),
        ("groups that add up by chance hide no others", "(others, others[::-1], parts, parts[::-1])", "(others,)"),
        ("a hidden number may be nobody", "figure = People(0, size.most)", "figure = People(1, size.most)"),
        ("percentages that were cut off", "or possible_numerators(point, Fraction(1))", ""),
    ),
    *_room(
        "link/small_groups.py", "test_cases.py unit/test_link.py",
        ("small groups are looked for", "small_cells(Series(points), *rule) if rule else ()", "()"),
        ("small groups between two tables", "if len(some) > 1:", "if False:"),
        ("a unit that one table leaves out", "use.measure, values, outcome", "use.measure, use.unit, outcome"),
        ("small groups in a conflict", "*rule), None):", "*rule), None) and None:"),
        ("small groups beside a conflict", "tuple(_in_place(other, points, group))", "points"),
        ("the minimum of a measure", "measure.minimum_n or SMALLEST_GROUP", "SMALLEST_GROUP"),
    ),
    *_room(
        "frame/engine.py", "unit/test_frame.py",
        ("settings run nothing", "loader.add_multi_constructor(tag, lambda *_: _OF_PYTHON)", "pass"),
    ),
    *_room(
        "frame/fields.py", "unit/test_frame.py",
        ("the theme's folder lies in the project", "if root in folder.parents and not taken", "if not taken"),
        ("no links in the theme's folder", "or path.is_symlink()", "or False"),
        ("the theme's folder holds no sources", "or project.holds_sources(folder)", "or False"),
        ("addresses in settings are judged", "(fault := address_fault(address, own=True))", "(fault := None)"),
        ("addresses of the menu are judged", "address_fault(target) and address_fault(target, own=True)", "None"),
        ("settings of the theme hold no HTML", "if sign in value:", "if False:"),
        ("settings of the theme leave no attribute", """    '"': "which the theme""", """    "<x": "which the theme"""),
        ("names of settings hold no HTML", "_check_words(name, key)", "pass"),
        ("addresses in settings of the theme run nothing", "if _SCRIPT.match(value):", "if False:"),
    ),
    *_room(
        "serve.py", "unit/test_serve.py",
        ("the preview answers to its own names alone", "if not self._is_asked_here():", "if False:"),
        ("a silent visitor is left", "    timeout = 30", "    timeout = None"),
    ),
    *_room(
        "store.py", "unit/test_store.py",
        ("damage to a database is found", "if file.exists() and not _is_as_written(file):", "if False:"),
        ("a changed program is another program", "text.update(file.read_bytes())", "pass"),
        ("another library is another program", "ZLIB_RUNTIME_VERSION, libraries)", "ZLIB_RUNTIME_VERSION)"),
    ),
    *_room(
        "diagnostics.py", "unit/test_diagnostics.py",
        ("messages steer no terminal", "[_printable(found) for found in self]", "list(self)"),
        ("messages forge no command", 'text.replace("%", "%25").replace("\\r", "%0D")', "text"),
    ),
    *_room(
        "publish.py", "unit/test_publish.py",
        ("one builder at a time", "fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)", "pass"),
        ("folders are exchanged in one step", "if not _exchange_at_once(folder, site):", "if True:"),
        ("only folders of ours are replaced", "(folder.exists() and not _is_ours(folder)", "(False"),
        ("what is published is on the disk", "            _to_disk(self.folder, written)", "            pass"),
        ("no link in place of a folder set aside", "return not folder.is_symlink() and (folder", "return (folder"),
        ("no link in place of a folder", "return folder.is_symlink() or", "return"),
        ("no link in place of the lock", "if path.is_symlink():", "if False:"),
        ("a folder of ours stays one", "                _mark(stage.folder)", "                pass"),
        ("no link in place of the marker", '.open("x", encoding', '.open("w", encoding'),
    ),
    *_room(
        "pipeline.py", "unit/test_memory.py faults/test_faults.py",
        ("no link in the cache", "in project.links_in_cache():", "in ():"),
        ("no site without the notes of its pages", "if memory.refused:", "if False:"),
    ),
]  # fmt: skip


def faults_of_list(here: Path = HERE) -> list[str]:
    """Guards that are not where the list says."""
    return [
        f"{guard.name}: not once in {guard.file}"
        for guard in GUARDS
        if (here / guard.file).read_text(encoding="utf-8").count(guard.guarded) != 1
    ]


def _copy(folder: Path) -> None:
    for name in COPIED:
        source = HERE / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "site"))
        elif source.exists():
            shutil.copy(source, folder / name)


def _run(folder: Path, tests: Sequence[str], *options: str) -> subprocess.CompletedProcess[str]:
    """Without property tests: they take long to find the shortest text that fails, and every guard has its example."""
    options = ("-m", "not hypothesis", *options)
    command = [sys.executable, "-m", "pytest", "-q", *options, *(f"tests/{test}" for test in tests)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False)


def _red_already(folder: Path, tests: Sequence[str]) -> list[str]:
    """Tests that are red with all guards in place; they can tell nothing."""
    return re.findall(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", _run(folder, tests).stdout, re.MULTILINE)


def _is_noticed(folder: Path, guard: Guard, left_out: Sequence[str]) -> bool:
    """Whether a test turns red without the guard."""
    path = folder / guard.file
    source = path.read_text(encoding="utf-8")
    if source.count(guard.guarded) != 1:
        return False
    path.write_text(source.replace(guard.guarded, guard.open), encoding="utf-8")
    done = _run(folder, guard.tests, "-x", *(f"--deselect={test}" for test in left_out))
    path.write_text(source, encoding="utf-8")
    return done.returncode != 0


def main(words: Sequence[str]) -> int:
    """Try the guards whose name or file holds one of the words, or all; print those whose loss nobody notices."""
    chosen = [guard for guard in GUARDS if not words or any(word in guard.name + guard.file for word in words)]
    lost = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        _copy(folder)
        left_out = _red_already(folder, sorted({test for guard in chosen for test in guard.tests}))
        for test in left_out:
            print(f"red with all guards in place, so left out: {test}", flush=True)
        for number, guard in enumerate(chosen, 1):
            noticed = _is_noticed(folder, guard, left_out)
            print(f"{number}/{len(chosen)} {'noticed' if noticed else 'NOT NOTICED'}: {guard.name}", flush=True)
            if not noticed:
                lost.append(f"{guard.name}: {guard.file}")
    print("\n".join(["", *lost]) if lost else f"all {len(chosen)} are noticed")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
