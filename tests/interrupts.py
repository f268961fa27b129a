"""Processes that tests stop as a person would, with Ctrl+C."""

from __future__ import annotations

import signal

__all__ = ["listen_to_ctrl_c"]


def listen_to_ctrl_c() -> None:
    """For a new process: hear Ctrl+C, although a test run that was started in the background does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
