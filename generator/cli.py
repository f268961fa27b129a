"""The command line: parse, call, print, exit code. What is done is done elsewhere.

Exit codes: 0 clean (warnings allowed), 1 faults (or warnings with --strict), 2 wrong usage, 3 the machine lacks
something.
"""

from __future__ import annotations

import atexit
import datetime as dt
import gc
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__
from generator.diagnostics import FORMATS, Report, in_a_sentence
from generator.epoch import build_date
from generator.model.kinds import KINDS
from generator.project import RECORD_FOLDERS, Project

if TYPE_CHECKING:
    from generator.model.frame import Frames
    from generator.pipeline import First

__all__ = ["main"]

CLEAN, FAULTS, USAGE, ENVIRONMENT = 0, 1, 2, 3

Command = Callable[..., Any]


def _in_folder(command: Command) -> Command:
    """Give a command `-C DIR`, so that it works on a project elsewhere."""
    return click.option(
        "-C",
        "folder",
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The project's folder (default: this one).",
    )(command)


def _with_messages(command: Command) -> Command:
    """Give a command `--format` and `--strict`, which say how faults are shown and whether warnings count."""
    command = click.option("--strict", is_flag=True, help="Warnings count as faults.")(command)
    choice = click.Choice(list(FORMATS))
    said = "How to print messages; default: text, and github inside a workflow there."
    return click.option("--format", "style", type=choice, help=said)(command)


class _Commands(click.Group):
    """The commands; a failure of the machine or of the program is one sentence, unless someone asks for more."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if ctx.params["debug"]:
                raise
            click.echo(f"changepack: {in_a_sentence(error)}", err=True)
            ctx.exit(ENVIRONMENT)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="changepack")
@click.option("--debug", is_flag=True, help="Show where in the program a failure happened.")
@_in_folder
@click.pass_context
def main(context: click.Context, folder: Path | None, *, debug: bool) -> None:  # noqa: ARG001 - read in invoke
    """Turn change ideas and case studies in YAML into a site of change packages."""
    if sys.flags.optimize > 1:
        click.echo("changepack: Python's option -OO takes away texts that pages show; run it without", err=True)
        context.exit(ENVIRONMENT)
    context.obj = folder
    # Python looks for unused circles among young objects only, such as a drawn page leaves: a search through all
    # records costs a tenth of a run and finds nothing. Of what is frozen in the end it thinks no more.
    gc.set_threshold(20_000, 50, 1_000_000)
    atexit.register(gc.freeze)


def _project(context: click.Context, folder: Path | None, *, begun: bool = False) -> Project:
    project = Project((folder or context.obj or Path()).resolve())
    if begun and (fault := project.not_begun):
        raise click.UsageError(fault)
    return project


def _build_date() -> dt.date:
    """The date that pages show: of SOURCE_DATE_EPOCH when it is set, else today. The only look at the clock."""
    try:
        return build_date(os.environ.get("SOURCE_DATE_EPOCH"), dt.datetime.now(tz=dt.UTC))
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _print_report(report: Report, style: str | None, *, to_stdout: bool) -> None:
    """Print the messages, then how many there are. Formats for programs always go to standard output."""
    style = style or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    if len(report) or style in ("json", "sarif"):
        click.echo(report.format(style), err=not to_stdout and style == "text")
    errors, warnings = report.count("error"), report.count("warning")
    if errors or warnings:
        click.echo(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}", err=True)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _exit_code(report: Report, *, strict: bool) -> int:
    return FAULTS if report.has_errors or (strict and len(report)) else CLEAN


def _stage_notes() -> Callable[[str], None]:
    """Name the running stage on a terminal, once a run has lasted two seconds."""
    begun = time.monotonic()

    def note(stage: str) -> None:
        if sys.stderr and sys.stderr.isatty() and time.monotonic() - begun > 2:
            click.echo(f"  {stage}...", err=True)

    return note


@main.command()
@_in_folder
@_with_messages
@click.pass_context
def check(context: click.Context, folder: Path | None, style: str | None, *, strict: bool) -> None:
    """Check every file and show every fault; nothing is written."""
    from generator.frame import read_settings
    from generator.pipeline import check as check_project

    project = _project(context, folder, begun=True)
    report = check_project(project).report
    read_settings(project, report, lasting=False)
    _print_report(report, style, to_stdout=True)
    if not len(report):
        click.echo("No faults found.", err=True)
    context.exit(_exit_code(report, strict=strict))


@main.command()
@_in_folder
@_with_messages
@click.pass_context
def build(context: click.Context, folder: Path | None, style: str | None, *, strict: bool) -> None:
    """Build the site into build/site. With a fault, nothing is written and the old site stays."""
    from generator.pipeline import build as build_project

    project = _project(context, folder, begun=True)
    built = build_project(project, _build_date(), strict=strict, note=_stage_notes())
    _print_report(built.report, style, to_stdout=False)
    if built.site is None:
        click.echo("The site was not built; an older one, if there is any, is as it was.", err=True)
        at_the_disk = any(found.code.startswith("P") for found in built.report)
        context.exit(ENVIRONMENT if at_the_disk else FAULTS)
    click.echo(f"{_count(built.pages, 'page')}, {built.written} written. Open {built.site / 'index.html'}", err=True)
    context.exit(_exit_code(built.report, strict=strict))


@main.command()
@_in_folder
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.pass_context
def serve(context: click.Context, folder: Path | None, port: int, *, open_browser: bool) -> None:
    """Show the site while you write: each saved edit builds it anew and reloads the page."""
    from generator.pipeline import build as build_project
    from generator.serve import serve as serve_project

    project = _project(context, folder)

    def rebuild(first: First) -> Frames | None:
        built = build_project(project, _build_date(), first=first)
        gc.collect()  # a library that was drawn is one large circle
        _print_report(built.report, "text", to_stdout=False)
        return built.frames

    served = serve_project(project, rebuild, port=port, open_browser=open_browser)
    context.exit(CLEAN if served else ENVIRONMENT)


@main.command()
@click.argument("kind", type=click.Choice(sorted(RECORD_FOLDERS)))
@click.argument("record_id", metavar="ID")
@_in_folder
@click.pass_context
def new(context: click.Context, kind: str, record_id: str, folder: Path | None) -> None:
    """Write a new record with every required field, ready to be filled in.

    Places, tests and sources are rows of content/places.csv and content/tests-of-change.csv and entries of
    content/references.yml; `changepack schema place` and the like name their fields.
    """
    from generator.new import fault_of_new, write_new

    project = _project(context, folder)
    if fault := fault_of_new(project, kind, record_id):
        raise click.UsageError(fault)
    click.echo(write_new(project, kind, record_id))
    click.echo("Fill in what says 'Write here:', then run: changepack check", err=True)


@main.command()
@click.argument("kind", type=click.Choice([kind for kind in KINDS if kind not in ("test", "word")]))
@click.argument("record_id", metavar="ID")
@_in_folder
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def show(context: click.Context, kind: str, record_id: str, folder: Path | None, *, as_json: bool) -> None:
    """Show one record as the site understands it: resolved, with ratings and their reasons."""
    from generator.pipeline import check as check_project
    from generator.show import Unknown, as_text, resolved

    checked = check_project(_project(context, folder, begun=True))
    try:
        record = resolved(checked.catalog, checked.ratings, kind, record_id)
    except Unknown as unknown:
        if checked.report.has_errors:  # it may be one of those that hold a fault
            _print_report(checked.report, "text", to_stdout=False)
        click.echo(f"changepack: {unknown}", err=True)
        context.exit(FAULTS)
    click.echo(json.dumps(record, ensure_ascii=False, indent=2) if as_json else as_text(record))


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_in_folder
@click.option("--centre", "--center", type=float, help="A given centre line; default: the median.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), help="Write the chart as SVG to this file.")
@click.pass_context
def runchart(
    context: click.Context, file: Path, folder: Path | None, centre: float | None, svg: Path | None, *, as_json: bool
) -> None:
    """Judge a series by the rules of run charts. FILE has the columns period,value[,denominator]."""
    from generator.improvement.runchart import runchart_text
    from generator.runchart import judge_file

    path = (folder or context.obj or Path()) / file
    if not path.is_file():
        raise click.BadParameter(f"there is no file {path}", param_hint="FILE")
    if svg and svg.exists() and svg.samefile(path):
        raise click.BadParameter("the chart would take the place of its own series", param_hint="--svg")
    report = Report()
    judged = judge_file(path, centre, report)
    _print_report(report, "text", to_stdout=False)
    if judged is None:
        context.exit(FAULTS)
    if svg:
        svg.write_text(judged.svg, encoding="utf-8")
    click.echo(json.dumps(judged.chart.to_json(), indent=2) if as_json else runchart_text(judged.chart))


@main.command()
@click.argument("kind", type=click.Choice(sorted(KINDS)), required=False)
@_in_folder
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write all schemas into this folder.")
@click.pass_context
def schema(context: click.Context, kind: str | None, folder: Path | None, out: Path | None) -> None:
    """Print the JSON Schema of a kind of record, for editors; or write all of them into a folder."""
    from generator.model.schema import json_schema
    from generator.pipeline import check as check_project

    if kind is None and out is None:
        raise click.UsageError(f"name a kind ({', '.join(sorted(KINDS))}) or a folder with --out")
    vocab = check_project(_project(context, folder)).catalog.vocab
    if kind:
        click.echo(json.dumps(json_schema(kind, vocab), ensure_ascii=False, indent=2))
    if out:
        from generator.schemas import write_schemas

        if fault := write_schemas(out, vocab):
            raise click.BadParameter(fault, param_hint="--out")


@main.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@_in_folder
@click.pass_context
def export(context: click.Context, out: Path, folder: Path | None) -> None:
    """Write the library as flat tables (CSV) into the folder OUT, for spreadsheets and statistics."""
    from generator.pipeline import check as check_project
    from generator.tables import write_tables

    project = _project(context, folder, begun=True)
    if project.holds_sources(out):
        raise click.BadParameter("the tables would stand among the files they are made from", param_hint="OUT")
    checked = check_project(project)
    _print_report(checked.report, "text", to_stdout=False)
    if checked.report.has_errors:
        context.exit(FAULTS)
    for path in write_tables(checked.catalog, checked.ratings, out):
        click.echo(path)


@main.command()
@_in_folder
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def doctor(context: click.Context, folder: Path | None, *, as_json: bool) -> None:
    """Say whether this machine and this project can build a site, and what to do where they cannot."""
    from generator.doctor import as_json_text, as_text, examine

    findings = examine(_project(context, folder), dt.datetime.now(tz=dt.UTC), os.environ.get("SOURCE_DATE_EPOCH"))
    click.echo(as_json_text(findings) if as_json else as_text(findings))
    context.exit(ENVIRONMENT if any(found.state == "fault" for found in findings) else CLEAN)
