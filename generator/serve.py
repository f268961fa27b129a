"""The preview: shows the built site on this machine, and builds it anew after each edit.

A small server of our own, so that the files in build/site stay as they will be published: the script that reloads a
page is added only to what is sent. The pages that somebody looks at are drawn, and shown, before all others; a page
that stays as it was is not loaded again. A broken edit leaves the last good site standing and says so in the page. What
a build is, the caller knows.
"""

from __future__ import annotations

import errno
import io
import json
import re
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
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

from generator.assemble import Fitted
from generator.diagnostics import in_a_sentence
from generator.model.frame import Frames
from generator.model.library import Rendered, Settings, stamp_of, stamp_of_pieces
from generator.pipeline import First
from generator.project import Project
from generator.watch import watching

__all__ = ["Build", "Preview", "serve"]

Build = Callable[[First], Frames | None]
"""Builds once, and shows first what there is to draw; gives what pages were set into, or None when it could not."""

_SCRIPT, _STATE = "/__changepack/reload.js", "/__changepack/state"
_QUIET = 0.15
"""An edit is over when so many seconds have passed without another change: editors write in several steps."""
_MOST_EARLY = 3
"""Pages drawn before all others: those that were looked at last."""
_RELOAD = """\
// Loads the page again when it has changed, and says so when the last edit has a fault
(() => {
  const shown = new URL(document.currentScript.src).searchParams.get("shown")
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
      const address = "/__changepack/state?" + new URLSearchParams({ page: location.pathname })
      const state = await (await fetch(address)).json()
      if (state.page !== shown) location.reload()
      bar.hidden = state.sound
    } catch {} // the preview was stopped
  }, 500)
})()
"""
_OWN_NAMES = {"127.0.0.1", "localhost", "[::1]"}
_ELSEWHERE = "This preview answers only to 127.0.0.1 and localhost.\n"
_NOWHERE = Path("\0")
"""No file has this name."""
_NOTHING_YET = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Nothing to show yet</title></head><body>
<h1>Nothing to show yet</h1><p>The site could not be built. The window where you started the preview says why.
This page shows the site as soon as the fault is mended.</p></body></html>
"""


class Preview:
    """A site that is shown and built anew when something changes."""

    def __init__(self, project: Project, build: Build, port: int) -> None:
        """Take the port (0 takes a free one). Raises OSError when another program has it."""
        self.project = project
        self.build = build
        self.sound = True
        self.changed = threading.Event()
        self.server = _Server(("127.0.0.1", port), partial(_Handler, preview=self))
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        self._frames: Frames | None = None
        self._house = ""
        """Stands for the theme's files, which pages show as well."""
        self._looked_at: tuple[Path, ...] = ()
        """Files of the pages that were asked for last."""
        self._early: dict[Path, bytes] = {}
        """Pages of a build that is not done yet."""

    def rebuild(self) -> None:
        """Build once; a failure of any kind leaves the preview running."""
        frames = None
        try:
            frames = self.build(self._draw_early)
        except (OSError, MemoryError) as error:  # the machine's
            _say(f"changepack: {in_a_sentence(error)}")
        except Exception:  # noqa: BLE001 - a fault in the program must not end somebody's session of writing
            traceback.print_exc()
        self.sound = frames is not None
        if frames:
            self._frames, self._house = frames, stamp_of_pieces(frames.files.values())
        self._early = {}

    def _draw_early(self, settings: Settings, rendered: Rendered) -> None:
        """Show the pages that somebody looks at, in the house of the last build; it seldom changes."""
        if self._frames is None:
            return
        fitted = Fitted(self._frames, settings)
        pages = {self.project.site / page.at / "index.html": page for page in rendered.pages}
        for file in self._looked_at:
            if file in pages:
                self._early[file] = fitted.page(pages[file].draw())

    def page(self, file: Path) -> tuple[bytes, str, HTTPStatus]:
        """The page that is shown for a file of the site, a name for what it says, and whether it is there."""
        self._looked_at = (file, *(other for other in self._looked_at if other != file))[:_MOST_EARLY]
        status = HTTPStatus.OK
        try:
            page = self._early.get(file) or file.read_bytes()
        except (OSError, ValueError):
            status = HTTPStatus.NOT_FOUND
            missing = self.project.site / "404.html"
            page = missing.read_bytes() if missing.exists() else _NOTHING_YET.encode()
        return page, stamp_of(page) + self._house, status

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


def serve(project: Project, build: Build, *, port: int, open_browser: bool = False) -> bool:
    """Preview a project until interrupted; whether it could begin."""
    try:
        preview = Preview(project, build, port)
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        _say(f"Port {port} is taken by another program. Stop that one, or try: changepack serve --port {port + 1}")
        return False
    try:
        _say("Building the site...")
        preview.rebuild()
        _say(f"The preview is at {preview.url}   Stop it with Ctrl+C.")
        if open_browser:
            webbrowser.open(preview.url)
        preview.run()
    except KeyboardInterrupt:
        _say("Stopped.")
    return True


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


class _Server(ThreadingHTTPServer):
    """Answers many at once; who leaves before the answer is there is no fault to tell of."""

    daemon_threads = True
    request_queue_size = 128
    """A page asks for all it shows at once; with the usual five, the system turns some of it away."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Sends the built site, with the reloading script in its pages."""

    timeout = 30
    """Seconds after which a visitor who says nothing is left: each keeps a thread and a file busy."""

    def __init__(self, *args: object, preview: Preview) -> None:
        self.preview = preview
        super().__init__(*args, directory=str(preview.project.site))  # type: ignore[arg-type]

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        if not self._is_asked_here():
            return self._send(_ELSEWHERE.encode(), "text/plain; charset=utf-8", HTTPStatus.MISDIRECTED_REQUEST)
        try:
            return self._answer()
        except ValueError:  # a zero byte, half a character or half an address: nothing is named so
            return self._send_page(_NOWHERE)

    def _is_asked_here(self) -> bool:
        """Whether a page of this machine is asked for.

        A page of another site could have its own name lead to this machine, and would then be let read what is here.
        """
        host = self.headers.get("Host")
        return host is None or re.sub(r":\d*$", "", host).lower() in _OWN_NAMES

    def _answer(self) -> io.BytesIO | BinaryIO | None:
        address = urlsplit(self.path)
        if address.path == _SCRIPT:
            return self._send(_RELOAD.encode(), "text/javascript")
        if address.path == _STATE:
            _, stamp, _ = self.preview.page(self._file(parse_qs(address.query).get("page", ["/"])[0]))
            state = {"page": stamp, "sound": self.preview.sound}
            return self._send(json.dumps(state).encode(), "application/json")
        file = self._file(self.path)
        return self._send_page(file) if file.suffix == ".html" else super().send_head()

    def _file(self, address: str) -> Path:
        """The file of the site at an address; nothing outside the site has one."""
        file = Path(self.translate_path(address))
        return file / "index.html" if urlsplit(address).path.endswith("/") else file

    def _send_page(self, file: Path) -> io.BytesIO:
        page, stamp, status = self.preview.page(file)
        body, end, rest = page.rpartition(b"</body>")
        script = f'<script src="{_SCRIPT}?shown={stamp}"></script>'.encode()
        return self._send(body + script + end + rest, "text/html; charset=utf-8", status)

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
