"""The site in Firefox, where the machine has one: every kind of page, menu, search, a tool, colours, policy, disk.

It needs what not everybody has to install, and is skipped without: sudo apt-get install firefox-esr
and npm install --no-save puppeteer-core. A page without script cannot be asked anything there: that is Chromium's part.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.site.sites import HERE, KINDS, Site

NAMES = ("firefox-esr", "firefox")


def test_the_site_works_in_firefox(sample: Site) -> None:
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("Firefox is not on this machine; on Debian: sudo apt-get install firefox-esr")
    if not (HERE / "node_modules" / "puppeteer-core").exists():
        pytest.skip("what drives Firefox is not on this machine: npm install --no-save puppeteer-core")
    pages = [sample.of_kind(kind) for kind in KINDS if not kind.endswith(".html")]
    task = json.dumps({"program": program, "site": sample.url, "disk": sample.from_disk, "pages": pages})
    script = Path(__file__).with_name("firefox.mjs")
    done = subprocess.run(["node", script, task], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
