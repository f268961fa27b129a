"""Words that mean something in YAML, Markdown and CSV: property tests and the fuzzer mix files of them.

Also values that other programs read in their own way, since those are where data changes without a word.
"""

from __future__ import annotations

__all__ = ["CSV_WORDS", "MARKDOWN_WORDS", "ODD_CHARACTERS", "TRAPS", "YAML_WORDS"]

TRAPS = (
    "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "True", "TRUE",
    "False", "FALSE", "~", "Null", "NULL", "=", "<<",
    "07", "010", "012", "0777", "-012", "0o17", "0x1F", "0XFF", "0b101", "1_000", "1_0.5", "1e3", "1E3", "1.e3", "1e+3",
    ".5", "5.", "+7", "+1.5", "-.5", ".inf", "-.inf", "+.Inf", ".nan", ".NaN", ".NAN",
    "3:1", "12:30", "190:20:30", "190:20:30.15", "1:2:3", "12345678901234567", "0.1234567890123456",
)  # fmt: skip
"""Values without quotes that YAML 1.1, YAML 1.2 and their readers take for different things."""

YAML_WORDS = (
    "a", "b: ", "title: ", "\n", "\n  ", "  ", "- ", "? ", ": ", ":", "[", "]", "{", "}", ", ", '"', "'", "''", "\\",
    "\\n", "\\u200b", "\\x00", "#", " #", " # ", "&a ", "*a", "!t ", "!!str ", "|\n", "|2\n", "|+\n", ">-\n", ">\n",
    "---\n", "...\n", "%YAML 1.1\n", "%TAG ! x\n", "\t", "<<: ", "\r\n", "\r", "@", "`", "null", "true", "7", "1.5",
    *TRAPS,
)  # fmt: skip

MARKDOWN_WORDS = (
    "*", "**", "_", "`", "```\n", "~~~\n", "[", "]", "(", ")", "](", "<", ">", "!", "![", "\\", "&", "&amp;", "&#2;",
    "#",
    "## ", "|", "|-|-|\n", "| a | b |\n", "---\n", "===\n", "\n", "\n\n", "  \n", " ", "    ", "> ", "- ", "1. ", "+ ",
    "[@hough-2017]", "[@hough-2017, p. 1; @b-2]", "[@", "](idea:call-home)", "(page:index#s-a)", "idea:",
    "https://ex.org",
    "<https://ex.org>", "javascript:alert(1)", "<b>", "<!--", "{{", "{%", "{: #x .y }", "[x]: y", "[^1]", "$$", ":---:",
    "\t", "word", "Call home. ",
)  # fmt: skip

CSV_WORDS = (
    ",", ";", "\t", '"', '""', "\n", "\r\n", "\r", " ", "period", "value", "denominator", "group", "note", "2019",
    "2019-20", "2019-09", "2019-09-30", "2019-W36", "2019-Q3", "all", "girls", "0", "1", "10", "11", "12.5", "-3",
    "100", "1,234", "1.5e3", "*", "**", "<11", "n<30", "NS", "N/A", "NA", "redacted", "-9999", "9" * 400, "12%", "=1+1",
    "#DIV/0!", "sep=,",
)  # fmt: skip

ODD_CHARACTERS = (
    "\u200b", "\u200d", "\u202e", "\ufeff", "\u00ad", "\u2028", "\u0085", "\x1b", "\x00", "\u00e9", "e\u0301", "\ufb01",
    "\u0661", "\u2212", "\u00a0", "\U0001f469\u200d\U0001f3eb", "\U000e0041", "\ufffd", "\ud800",
)  # fmt: skip
"""Signs that are invisible, look like others, or are halves of characters."""
