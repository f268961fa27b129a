"""The preview: shows the built site on this machine, and builds it anew after each edit.

A small server of our own, so that the files in build/site stay as they will be published: the script that reloads a
page is added only to what is sent. A broken edit leaves the last good site standing and says so in the page. What a
build is, the caller knows.
"""

from __future__ import annotations

import errno
import io
import json
import sys
import threading
import time
import traceback
import webbrowser
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from generator.project import Project
from generator.watch import watching

__all__ = ["Preview", "serve"]

_SCRIPT, _STATE = "/__changepack/reload.js", "/__changepack/state"
_QUIET = 0.15
"""An edit is over when so many seconds have passed without another change: editors write in several steps."""
_RELOAD = """\
// Loads the page again when the site was built anew, and says so when the last edit has a fault
(() => {
  const shown = Number(new URL(document.currentScript.src).searchParams.get("shown"))
  const bar = document.createElement("div")
  bar.setAttribute("role", "status")
  bar.hidden = true
  bar.textContent = "Your last edit has a fault, so this page is older. "
    + "The window where you started the preview says where."
  bar.style.cssText = "position:fixed;inset:auto 0 0;z-index:99;padding:1em;"
    + "background:#b00020;color:#fff;font:1rem sans-serif"
  document.body.append(bar)
  setInterval(async () => {
    if (document.hidden) return
    try {
      const state = await (await fetch("/__changepack/state")).json()
      if (state.builds !== shown) location.reload()
      bar.hidden = state.sound
    } catch {} // the preview was stopped
  }, 500)
})()
"""
_NOTHING_YET = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Nothing to show yet</title></head><body>
<h1>Nothing to show yet</h1><p>The site could not be built. The window where you started the preview says why.
This page shows the site as soon as the fault is mended.</p></body></html>
"""


class Preview:
    """A site that is shown and built anew when something changes."""

    def __init__(self, project: Project, build: Callable[[], bool], port: int) -> None:
        """Take the port (0 takes a free one). Raises OSError when another program has it."""
        self.project = project
        self.build = build
        self.builds = 0
        self.sound = True
        self.changed = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, preview=self))
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"

    def rebuild(self) -> None:
        """Build once; a failure of any kind leaves the preview running."""
        try:
            self.sound = self.build()
        except Exception:  # noqa: BLE001 - a fault in the program must not end somebody's session of writing
            traceback.print_exc()
            self.sound = False
        if self.sound:
            self.builds += 1

    def run(self) -> None:
        """Serve and rebuild until interrupted; the site must have been built once before."""
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        try:
            with watching(self.project, self.changed.set):
                while True:
                    self.changed.wait()
                    self._wait_for_quiet()
                    self.rebuild()
        finally:
            self.server.shutdown()
            self.server.server_close()

    def _wait_for_quiet(self) -> None:
        while self.changed.is_set():
            self.changed.clear()
            time.sleep(_QUIET)


def serve(project: Project, build: Callable[[], bool], *, port: int = 8000, open_browser: bool = False) -> int:
    """Preview a project until interrupted; returns the exit code. `build` builds once and says whether it could."""
    try:
        preview = Preview(project, build, port)
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        _say(f"Port {port} is taken by another program. Stop that one, or try: changepack serve --port {port + 1}")
        return 3
    try:
        _say("Building the site...")
        preview.rebuild()
        _say(f"The preview is at {preview.url}   Stop it with Ctrl+C.")
        if open_browser:
            webbrowser.open(preview.url)
        preview.run()
    except KeyboardInterrupt:
        _say("Stopped.")
    return 0


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


class _Handler(SimpleHTTPRequestHandler):
    """Sends the built site, with the reloading script in its pages."""

    def __init__(self, *args: object, preview: Preview) -> None:
        self.preview = preview
        super().__init__(*args, directory=str(preview.project.site))  # type: ignore[arg-type]

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        address = urlsplit(self.path).path
        if address == _SCRIPT:
            return self._send(_RELOAD.encode(), "text/javascript")
        if address == _STATE:
            state = {"builds": self.preview.builds, "sound": self.preview.sound}
            return self._send(json.dumps(state).encode(), "application/json")
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if address.endswith("/") else file
        if file.suffix == ".html":
            return self._send_page(file)
        return super().send_head()

    def _send_page(self, file: Path) -> io.BytesIO:
        status = HTTPStatus.OK
        try:
            page = file.read_text(encoding="utf-8")
        except OSError:
            status = HTTPStatus.NOT_FOUND
            missing = self.preview.project.site / "404.html"
            page = missing.read_text(encoding="utf-8") if missing.exists() else _NOTHING_YET
        script = f'<script src="{_SCRIPT}?shown={self.preview.builds}"></script>'
        body, end, rest = page.rpartition("</body>")
        return self._send((body + script + end + rest).encode(), "text/html; charset=utf-8", status)

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> io.BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: the window is for messages about the records."""
