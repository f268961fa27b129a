"""All the files of a project, found and read: records, word lists, tables, series and hand-written pages.

The list of what lies where is `Project`'s; this room goes through it and leaves out, with a message, what cannot be
used. Records come one by one, and what is sound need not be kept: a document can be closed and read again.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from generator.diagnostics import Report, nearest, suggest
from generator.improvement.series import COLUMNS, REQUIRED_COLUMNS
from generator.known import Known
from generator.load.characters import MAX_BYTES, ONE_RECORD, WHOLE_LIST, Limits
from generator.load.files import Folder, as_csv, is_workbook, read_bytes, shown
from generator.load.pages import read_page
from generator.load.tables import WHOLE_TABLE, Columns, read_csv
from generator.load.yaml_events import read_yaml
from generator.model.frame import SEARCH_FOLDER
from generator.model.lookup import Place, TestOfChange
from generator.model.record import Record, written_fields
from generator.model.source import ClosedDocument, Document, PageSource, Sources, Table
from generator.model.types import ID_PATTERN, SERIES_PATTERN
from generator.project import RECORD_FOLDERS, Project

__all__ = ["SERIES_COLUMNS", "load"]

_PAGE_NAME = r"[a-z0-9][a-z0-9-]{0,63}"
_MAX_PAGE_DEPTH = 6

SERIES_COLUMNS = Columns(REQUIRED_COLUMNS, tuple(column for column in COLUMNS if column not in REQUIRED_COLUMNS))


def _columns_of(model: type[Record]) -> Columns:
    """The columns of a table whose rows are records of this kind."""
    fields = written_fields(model)
    required = tuple(name for name, needed in fields.items() if needed)
    return Columns(required, tuple(name for name, needed in fields.items() if not needed), WHOLE_TABLE)


class _Loader:
    """One project being read."""

    def __init__(self, project: Project, report: Report, known: Known) -> None:
        self.project, self.report, self.known = project, report, known
        self.unreadable: dict[str, set[str]] = defaultdict(set)
        self.page_files: dict[str, str] = {}
        """Address of a page -> its file."""

    def folder(self, path: Path) -> Folder:
        """A folder whose names are checked."""
        return Folder(self.project, path, self.report)

    def document(self, path: Path, kind: str, record_id: str, limits: Limits = ONE_RECORD) -> Document | None:
        """A YAML file; one that cannot be used is remembered, so that links to it are no second fault."""
        name = shown(self.project, path)
        data = read_bytes(path, name, limits.bytes, self.report, self.project.root)
        document = None if data is None else read_yaml(data, name, self.report, limits)
        if document is None:
            self.unreadable[kind].add(record_id)
        return document

    def record(self, path: Path, kind: str, record_id: str) -> Document | ClosedDocument | None:
        """A YAML file that holds one record; one that is as an earlier build found it stays closed."""
        name, before = shown(self.project, path), len(self.report)
        data = read_bytes(path, name, ONE_RECORD.bytes, self.report, self.project.root)
        if data is not None:
            digest = _digest(data)
            closed = ClosedDocument(
                name,
                partial(_again, str(path), self.project.root, name, digest),
                digest,
                self.known.record(name, digest),
            )
            if closed.record is not None:
                return closed
            if document := read_yaml(data, name, self.report):
                return replace(document, closed=closed) if len(self.report) == before else document
        self.unreadable[kind].add(record_id)
        return None

    def table(self, path: Path, columns: Columns, kind: str, record_id: str, *, in_part: bool = False) -> Table | None:
        """A CSV file; one that cannot be used, or only in part, is remembered."""
        name, before = shown(self.project, path), len(self.report)
        data = read_bytes(path, name, columns.limits.bytes, self.report, self.project.root)
        table = None if data is None else read_csv(data, name, columns, self.report, in_part=in_part)
        if len(self.report) > before:
            self.unreadable[kind].add(record_id)
        return table

    def records(self, kind: str) -> Iterator[tuple[str, Document | ClosedDocument]]:
        """Every record of a kind that is a file of its own."""
        folder = self.folder(self.project.records(kind))
        for record_id, path in folder.files(".yml", ID_PATTERN):
            if document := self.record(path, kind, record_id):
                yield record_id, document
        self.unreadable[kind] |= folder.refused

    def cases(self, series: dict[str, Table]) -> Iterator[tuple[str, Document | ClosedDocument]]:
        """Every case: its folder holds `case.yml` and the series of its outcomes."""
        folder = self.folder(self.project.records("case"))
        for case_id, path in folder.folders(ID_PATTERN):
            case_file = self.project.record_file("case", case_id)
            misnamed = None if case_file.is_file() else self.misnamed_case(path, case_file.name)
            series.update(self.series(path, besides=misnamed or case_file))
            if not case_file.is_file():
                self.unreadable["case"].add(case_id)
                if not misnamed:
                    hint = f"a case is described in '{case_file.name}'"
                    self.folder(path).fault("L001", f"the folder '{case_id}' holds no '{case_file.name}'", path, hint)
            elif not case_file.is_symlink() and (document := self.record(case_file, "case", case_id)):
                yield case_id, document
        self.unreadable["case"] |= folder.refused

    def misnamed_case(self, path: Path, name: str) -> Path | None:
        """The file that describes a case under another name, which is told."""
        spellings = (name, name.replace(".yml", ".yaml"))
        files = (Path(entry.path) for entry in self.folder(path).entries() if entry.is_file(follow_symlinks=False))
        found = next((file for file in files if file.name.casefold() in spellings), None)
        if found:
            self.folder(path).fault("L008", f"the file is called '{found.name}'", found, f"rename it to '{name}'")
        return found

    def series(self, path: Path, besides: Path | None = None) -> Iterator[tuple[str, Table]]:
        """Every series in a folder, by its path; `besides` is a file of another kind that belongs there too."""
        folder = self.folder(path)
        for _, file in folder.files(".csv", SERIES_PATTERN, reserved=False, besides=besides):
            name = shown(self.project, file)
            if table := self.table(file, SERIES_COLUMNS, "series", name):
                yield name, table
        self.unreadable["series"] |= {shown(self.project, path / f"{stem}.csv") for stem in folder.refused}

    def vocab(self) -> dict[str, Document]:
        """The word lists: the generator's own, each replaced by the project's list of the same name."""
        default, own = self.folder(self.project.default_vocab), self.folder(self.project.vocab)
        paths = dict(default.files(".yml", ID_PATTERN, reserved=False))
        known = sorted(paths)
        for name, path in own.files(".yml", ID_PATTERN, reserved=False) if own.path != default.path else ():
            if name not in known:
                own.stray(path, suggest(name, known) or f"the lists of words are: {', '.join(known)}")
            paths[name] = path
        lists = {name: self.document(path, "word", name) for name, path in sorted(paths.items())}
        return {name: document for name, document in lists.items() if document}

    def pages(self, path: Path, url: str = "", depth: int = 0) -> Iterator[PageSource]:
        """Every page of a folder and the folders in it."""
        folder, seen = self.folder(path), dict[str, str]()
        for entry in folder.proper_first(_PAGE_NAME):
            file = Path(entry.path)
            if depth == 0 and file.stem == SEARCH_FOLDER:
                folder.taken(file, file.stem)
            elif entry.is_dir(follow_symlinks=False):
                if depth >= _MAX_PAGE_DEPTH:
                    folder.stray(file, f"pages lie at most {_MAX_PAGE_DEPTH} folders deep")
                elif folder.check_name(file, file.name, _PAGE_NAME, seen, reserved=False):
                    yield from self.pages(file, f"{url}{file.name}/", depth + 1)
            elif not entry.is_file(follow_symlinks=False):
                folder.stray(file, "only pages and folders of pages belong here")
            elif folder.check_ending(file, ".md") and folder.check_name(
                file, file.stem, _PAGE_NAME, seen, reserved=False
            ):
                yield from self.page(file, url if file.stem == "index" else f"{url}{file.stem}/")

    def page(self, path: Path, url: str) -> Iterator[PageSource]:
        """One page, if it can be used."""
        name = shown(self.project, path)
        data = read_bytes(path, name, MAX_BYTES, self.report, self.project.root)
        page = None if data is None else read_page(data, name, url, self.report)
        if page is None:
            self.unreadable["page"].add(url.strip("/"))
        elif twin := self.page_files.get(url):
            hint = "rename or merge one of the two"
            self.folder(path.parent).fault("L007", f"'{twin}' has the same address", path, hint)
        else:
            self.page_files[url] = name
            yield page

    def check_content(self) -> None:
        """Nothing lies in `content/` but what the project is declared to hold."""
        project = self.project
        places = {project.records(kind): kind for kind in RECORD_FOLDERS}
        folders = {path.name: kind for path, kind in places.items() if path.parent == project.content}
        folders |= {project.pages.name: "page", project.series.name: "", project.vocab.name: "word"}
        files = {
            project.glossary.name: "term", project.references.name: "reference",
            project.places.name: "place", project.tests_of_change.name: "test",
        }  # fmt: skip
        content, lost = self.folder(project.content), self.folder(project.content)
        for path in (project.content, project.records("idea"), project.records("case")):
            if path.exists() and not path.is_dir():
                content.stray(path, "a folder of this name belongs here")
        listed = f"here belong {', '.join(sorted(files | folders))}"
        for entry in content.entries():
            path, expected = Path(entry.path), folders if entry.is_dir(follow_symlinks=False) else files
            if entry.name in expected and (expected is folders or entry.is_file(follow_symlinks=False)):
                continue
            free = [name for name in expected if not (project.content / name).exists()]
            if entry.name in files | folders:
                content.stray(path, listed)
            elif meant := nearest(entry.name.casefold(), free):  # then it holds all of that kind
                workbook = meant.endswith(".csv") and is_workbook(path)
                content.stray(path, as_csv(meant) if workbook else f"did you mean '{meant}'?  {listed}")
                self.unreadable[expected[meant]].add("*")
            else:
                lost.stray(path, listed)
        for kind in RECORD_FOLDERS if lost.refused else ():
            self.unreadable[kind] |= lost.refused
        self.check_root(files, {*folders.values(), *files.values()})

    def check_root(self, files: Mapping[str, str], within: Iterable[str]) -> None:
        """No folder of the project has a name that is only nearly right, and no file of `content/` lies beside it.

        `files` gives the kind of what each of these files holds, `within` all kinds in `content/`.
        """
        root, content = self.project.root, self.project.content
        folders = {self.project.records(kind).name: [kind] for kind in ("idea", "case")} | {content.name: within}
        absent = [name for name in folders if not (root / name).exists()]
        for path in sorted(root.iterdir()) if root.is_dir() else ():
            if path.name in files and path.is_file() and not (content / path.name).exists():
                self.folder(root).stray(path, f"move it to {self.project.relative(content)}/")
                self.unreadable[files[path.name]].add("*")
            elif path.is_dir() and not path.name.startswith(".") and (meant := nearest(path.name, absent)):
                self.folder(root).stray(path, f"did you mean '{meant}'?")
                for kind in folders[meant]:
                    self.unreadable[kind].add("*")

    def single(self, path: Path, kind: str) -> Document | None:
        """A file that holds all entries of a kind; it may be missing."""
        return self.document(path, kind, "*", WHOLE_LIST) if self.is_plain(path, kind) else None

    def rows(self, path: Path, kind: str, model: type[Record]) -> Table | None:
        """A table that holds all records of a kind; it may be missing."""
        return self.table(path, _columns_of(model), kind, "*", in_part=True) if self.is_plain(path, kind) else None

    def is_plain(self, path: Path, kind: str) -> bool:
        """Whether a file is there that can be read; what else is in its place was told with its folder."""
        plain = path.is_file() and not path.is_symlink() and not path.parent.is_symlink()
        if not plain and (path.exists() or path.is_symlink() or path.parent.is_file()):
            self.unreadable[kind].add("*")
        return plain

    def read(self) -> Sources:
        """Everything, kind by kind."""
        project = self.project
        self.check_content()
        series = dict(self.series(project.series))
        return Sources(
            documents={kind: self.cases(series) if kind == "case" else self.records(kind) for kind in RECORD_FOLDERS},
            vocab=self.vocab(),
            glossary=self.single(project.glossary, "term"),
            references=self.single(project.references, "reference"),
            places=self.rows(project.places, "place", Place),
            tests=self.rows(project.tests_of_change, "test", TestOfChange),
            series=series,
            pages=tuple(self.pages(project.pages)),
            unreadable=self.unreadable,
        )


def _again(path: str, root: Path, name: str, digest: bytes) -> Document | None:
    """A file once more, if it is still the same."""
    try:
        return _same(path, root, name, digest)
    except LookupError:
        return None


@lru_cache(maxsize=16)  # who asks for one place in a file asks for another
def _same(path: str, root: Path, name: str, digest: bytes) -> Document | None:
    data = read_bytes(Path(path), name, ONE_RECORD.bytes, Report(), root)
    if data is None or _digest(data) != digest:
        raise LookupError(name)
    return read_yaml(data, name, Report())


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def load(project: Project, report: Report, known: Known | None = None) -> Sources:
    """Find and read everything that a project holds; whatever cannot be used is left out and reported (L-codes).

    Files of records are read while somebody goes through `Sources.documents`.
    """
    return _Loader(project, report, known or Known()).read()
