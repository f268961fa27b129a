"""Driver diagrams: nested lists that hold every node once for each place it hangs, all of them linked."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from markupsafe import Markup

from generator.project import PACKAGE
from generator.render.pictures.diagram import Node, driver_diagram
from generator.text import ROOT

IDEA = Node(
    "Hold an early recovery hour", "ideas/early-recovery/", kind="idea", label="Change idea", status="start here"
)
AIM = Node(
    "95% pass by June 2027",
    kind="aim",
    children=(
        Node("Adults know early", "problems/x/#s-driver-know", note="Grades come late.", children=(IDEA,)),
        Node("Grades show learning", children=(Node("Work can be made up", children=(IDEA,)),)),
    ),
)


def read(root: Node, *levels: str) -> ET.Element:
    return ET.fromstring(driver_diagram(root, levels).replace(ROOT, "/"))  # noqa: S314 (our own output)


def outline(part: ET.Element) -> list[object]:
    """Titles as nested lists, the way a screen reader walks them."""
    found: list[object] = []
    for item in part.findall("li"):
        title = "".join(item.find("./div/span[@class='cp-node-title']").itertext())  # type: ignore[union-attr]
        below = item.find("ol")
        found.append([title, *outline(below)] if below is not None else title)
    return found


def test_the_lists_have_the_shape_of_the_tree() -> None:
    tree = read(AIM).find("ol")
    assert tree is not None
    assert outline(tree) == [
        ["95% pass by June 2027",
         ["Adults know early", "Hold an early recovery hour"],
         ["Grades show learning", ["Work can be made up", "Hold an early recovery hour"]]]
    ]  # fmt: skip


def test_links_stand_below_the_root_of_the_site() -> None:
    assert re.findall(r'href="([^"]+)"', driver_diagram(AIM)) == [
        f"{ROOT}problems/x/#s-driver-know", f"{ROOT}ideas/early-recovery/", f"{ROOT}ideas/early-recovery/",
    ]  # fmt: skip


def test_every_box_says_what_it_is() -> None:
    labels = [
        part.text for part in read(AIM, "Aim", "Main driver", "Part").iter() if part.get("class") == "cp-node-label"
    ]
    assert labels == ["Aim", "Main driver", "Change idea", "Main driver", "Part", "Change idea"]
    assert "cp-node-label" not in driver_diagram(Node("alone"))


def test_status_and_note_are_shown_where_they_are_given() -> None:
    html = driver_diagram(AIM)
    assert html.count("cp-node-status") == 2
    assert '<div class="cp-node-note">Grades come late.</div>' in html


def test_the_number_of_columns_is_the_depth_up_to_six() -> None:
    assert AIM.depth == 4
    assert "cp-diagram-columns-4" in driver_diagram(AIM)
    deep = Node("0")
    for level in range(1, 9):
        deep = Node(str(level), children=(deep,))
    assert "cp-diagram-columns-6" in driver_diagram(deep)


def test_texts_are_escaped_and_safe_notes_are_not() -> None:
    html = driver_diagram(Node("<i>a</i>", note=Markup("<p>b</p>"), status="<s>"), title='"x"')
    assert "&lt;i&gt;a&lt;/i&gt;" in html
    assert '<div class="cp-node-note"><p>b</p></div>' in html
    assert "&lt;s&gt;" in html
    assert 'aria-label="&#34;x&#34;"' in html


def test_a_page_may_forbid_inline_style() -> None:
    assert not re.search(r" style=|<style| id=", driver_diagram(AIM))


def test_lines_stand_on_the_side_where_reading_begins() -> None:
    """In Arabic or Hebrew the whole page is the other way round; left and right would put lines on the wrong side."""
    style = (PACKAGE / "theme" / "assets" / "pictures.css").read_text(encoding="utf-8")
    rules = [line for line in style.splitlines() if "cp-node" in line or "cp-diagram-tree" in line]
    assert rules
    assert [line for line in rules if re.search(r"\b(left|right)\b", line)] == []
