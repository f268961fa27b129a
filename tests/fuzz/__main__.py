"""A coverage-guided fuzzer over everything that reads a contributor's file; run by hand, never by the tests.

It needs atheris, which the project's own environment does not hold. In another one:

    python3 -m venv build/fuzz && build/fuzz/bin/pip install -r requirements.lock && build/fuzz/bin/pip install atheris
    build/fuzz/bin/python -m tests.fuzz yaml -max_total_time=120

The first word is a promise of `tests/properties/promises.py` (without one they are listed); the rest goes to libFuzzer.
It starts from the project's own files and from `words.py`, keeps what reached new code in `build/fuzz-corpus/`, and
stops at the first input that breaks a promise, which it leaves in `build/`. Mend it, and write that input into a test.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

with atheris.instrument_imports(include=["generator", "yaml", "markdown_it"]):
    from tests.properties.promises import PROMISES
    from tests.properties.words import CSV_WORDS, MARKDOWN_WORDS, YAML_WORDS

SEEDS = {
    "yaml": "changeideas/*.yml", "idea": "changeideas/*.yml", "package": "content/packages/*.yml",
    "case": "casestudies/*/case.yml", "csv": "c*/*/*.csv", "places": "content/*.csv", "page": "content/pages/**/*.md",
    "prose": "content/pages/**/*.md", "url": "content/references.yml",
}  # fmt: skip
"""Promise -> files to start from."""


def _seeds(name: str) -> Iterator[bytes]:
    for path in sorted(Path().glob(SEEDS[name])):
        data = path.read_bytes()
        yield data[:8000] if name in ("prose", "yaml") else data


def main() -> None:
    """Fuzz the promise that the command line names."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in PROMISES:
        raise SystemExit(f"{__doc__}\nPromises: {', '.join(PROMISES)}")
    corpus = Path("build/fuzz-corpus") / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(_seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = Path(f"build/fuzz-corpus/{name}.words")
    quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in YAML_WORDS + MARKDOWN_WORDS + CSV_WORDS)
    words.write_text("".join(f'"{word}"\n' for word in quoted), encoding="utf-8")
    options = [f"-dict={words}", "-artifact_prefix=build/", "-timeout=20", "-rss_limit_mb=1500", "-max_len=20000"]
    atheris.Setup([sys.argv[0], *options, *sys.argv[2:], str(corpus)], PROMISES[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
