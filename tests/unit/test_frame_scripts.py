"""Scripts without their comments are the same scripts: by hand, and as TypeScript itself reads every one of ours."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from generator.frame import _as_served
from generator.frame.scripts import without_comments
from generator.project import PACKAGE

SCRIPTS = sorted((PACKAGE / "theme").rglob("*.js"))
TYPESCRIPT = PACKAGE.parent / "node_modules" / "typescript"
LEAVES = """
const ts = require(process.argv[1]);
const leaves = (node, source) => {
  const children = node.getChildren(source).filter((child) => child.kind < ts.SyntaxKind.FirstJSDocNode || child.kind > ts.SyntaxKind.LastJSDocNode);
  return children.length ? children.flatMap((child) => leaves(child, source)) : [node.getText(source)];
};
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => {
  const source = ts.createSourceFile("a.js", text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  return { faults: source.parseDiagnostics.length, leaves: leaves(source, source).filter(Boolean) };
})));
"""  # noqa: E501


@pytest.mark.parametrize(
    ("script", "left"),
    [
        ("// why\nconst a = 1; // that\n", "const a=1;\n"),
        ("/** @type {x} */\nlet b\n\n\nlet c", "let b\nlet c"),
        ("a /* one */ + /* two\nlines */ b", "a +\nb"),
        ("const s = 'it // is' + \"/* not */\";", "const s='it // is' + \"/* not */\";"),
        ("const r = /[/]\\/*'\"/g.test(a) / 2 / b; // end", "const r=/[/]\\/*'\"/g.test(a)/ 2 / b; "),
        ("const t = `a // ${b /* c */ + `${d}`} // e\n  f`;", "const t= `a // ${b + `${d}`} // e\n  f`;"),
        ("return /x/.test(y)", "return /x/.test(y)"),
        ("const z = {a: {b: `${{c: 1}.c}`}} // d", "const z={a:{b: `${{c:1}.c}`}} "),
        ("if (a < !--b && c) d = + +e / f", "if(a < !--b&&c)d=+ +e / f"),
        ("", ""),
        ("// only", ""),
    ],
)
def test_what_is_left(script: str, left: str) -> None:
    assert without_comments(script) == left


def read_by_typescript(texts: list[str]) -> list[dict[str, object]]:
    node = shutil.which("node")
    assert node, "node is missing: 'make test' installs it"
    assert TYPESCRIPT.is_dir(), "TypeScript is missing: 'make test' installs it, or: npm ci"
    run = subprocess.run(
        [node, "-e", LEAVES, str(TYPESCRIPT)], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    found: list[dict[str, object]] = json.loads(run.stdout)
    return found


def test_every_script_of_ours_reads_the_same_without_its_comments() -> None:
    assert len(SCRIPTS) > 10
    before = [path.read_text(encoding="utf-8") for path in SCRIPTS]
    after = [without_comments(text) for text in before]
    for path, one, other in zip(SCRIPTS, read_by_typescript(before), read_by_typescript(after), strict=True):
        assert one == other, path
        assert other["faults"] == 0
    assert all("/*" not in text.replace("*/*", "") for text in after)
    assert sum(map(len, after)) < 0.7 * sum(map(len, before))


def test_only_our_own_files_are_touched() -> None:
    assert _as_served("assets/theme.js", b"// somebody's own theme\n") == b"// somebody's own theme\n"
    ours = (PACKAGE / "theme" / "assets" / "theme.js").read_bytes()
    assert b"//" not in _as_served("assets/theme.js", ours)
    assert _as_served("assets/javascripts/bundle.js", b"/* theirs */") == b"/* theirs */"
