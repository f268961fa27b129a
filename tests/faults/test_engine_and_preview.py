"""An engine, a hook or a theme that breaks, and a preview that is stopped: the site that was served is served."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.builder import DATE, ROOT, Builder
from tests.faults.trial import Trial, tree
from tests.interrupts import listen_to_ctrl_c

MINIMAL = ROOT / "tests" / "cases" / "valid" / "minimal"
OWN_THEME = "theme:\n  name: material\n  custom_dir: house\n"
OWN_HOOK = "hooks: [hook.py]\n"
BREAKAGES = {
    "a template with a mistake": ("house/main.html", "{% extends 'base.html' %}{% blok %}", OWN_THEME, "blok"),
    "a template without a base": ("house/main.html", "{% extends 'nowhere.html' %}", OWN_THEME, "nowhere.html"),
    "a template that lost a place": ("house/main.html", "{% extends 'base.html' %}", OWN_THEME, "F602"),
    "a theme that is no folder": ("house", "a file", OWN_THEME, "there is no folder 'house'"),
    "a hook with a mistake": ("hook.py", "def on_config(config):\n    return 1 / 0\n", OWN_HOOK, "ZeroDivisionError"),
    "a hook that will not load": ("hook.py", "import no_such_thing\n", OWN_HOOK, "no_such_thing"),
    "a hook that kills the engine": ("hook.py", "import os\nos.kill(os.getpid(), 9)\n", OWN_HOOK, "ended with -9"),
    "a hook that ends the engine": ("hook.py", "import os\nos._exit(0)\n", OWN_HOOK, "F602"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, builder: Builder) -> Path:
    folder = tmp_path_factory.mktemp("engine") / "project"
    shutil.copytree(MINIMAL, folder, ignore=shutil.ignore_patterns("build"))
    (folder / "mkdocs.yml").write_text("site_name: River\n", encoding="utf-8")
    done = builder.build(folder)
    assert done["ended"] == 0, done["said"]
    return folder


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_broken_engine_or_theme_leaves_the_old_site(project: Path, builder: Builder, breakage: str) -> None:
    name, text, settings, words = BREAKAGES[breakage]
    before = tree(project / "build" / "site")
    path = project / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    (project / "mkdocs.yml").write_text("site_name: River\n" + settings, encoding="utf-8")
    done = builder.build(project)
    shutil.rmtree(project / "house", ignore_errors=True)
    for left in (project / "house", project / "hook.py"):
        left.unlink(missing_ok=True)
    assert done["ended"] == 1, done["said"]
    assert re.search(r"^(mkdocs\.yml:\d+:\d+: )?error\[F60[12]\] ", done["said"]), done["said"]
    assert words in done["said"]
    assert "Traceback" not in done["said"]
    assert tree(project / "build" / "site") == before


def test_what_a_killed_build_left_among_the_temporary_files_is_taken_away(tmp_path: Path) -> None:
    project, temporary = tmp_path / "project", tmp_path / "temporary"
    shutil.copytree(MINIMAL, project, ignore=shutil.ignore_patterns("build"))
    temporary.mkdir()

    def ended(settings: str) -> int:
        (project / "mkdocs.yml").write_text(f"site_name: River\n{settings}", encoding="utf-8")
        order = [sys.executable, "-m", "generator", "-C", str(project), "build"]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": DATE, "TMPDIR": str(temporary)}
        return subprocess.run(order, cwd=ROOT, env=environment, check=False, capture_output=True).returncode

    kill = "import os\nos.kill(os.getppid(), 9)\nos._exit(1)\n"
    (project / "hook.py").write_text(kill, encoding="utf-8")
    assert ended(OWN_HOOK) == -signal.SIGKILL
    assert len(list(temporary.iterdir())) == 1
    assert ended("") == 0
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_a_stopped_preview_leaves_a_whole_site_and_no_lock(trial: Trial, how: signal.Signals) -> None:
    served = tree(trial.site)
    trial.edit()
    preview = subprocess.Popen(
        [sys.executable, "-m", "generator", "-C", str(trial.project), "serve", "--port", "0"],
        cwd=ROOT, env={**os.environ, "SOURCE_DATE_EPOCH": DATE}, stderr=subprocess.PIPE, text=True,
        preexec_fn=listen_to_ctrl_c,  # noqa: PLW1509 - one thread
    )  # fmt: skip
    assert preview.stderr
    said = preview.stderr.readline()  # it is building now
    preview.send_signal(how)
    rest = preview.communicate(timeout=60)[1]
    assert "Traceback" not in said + rest
    assert tree(trial.site) in (served, trial.whole[trial.state])
    if how == signal.SIGINT:
        assert (preview.returncode, rest) == (0, "Stopped.\n")
    trial.heals()
