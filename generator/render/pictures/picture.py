"""A finished chart: on a page with its key beside it, or as an SVG file of its own.

No ids but prefixed ones, no style attribute, no script: a page's content security policy has nothing to forbid. Not for
what is drawn in it (`charts`, `plot`).
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.pictures.plot import WIDTH, label
from generator.render.pictures.svg import element, join

__all__ = ["FILE_STYLE", "ChartFrame", "KeyItem", "Picture"]


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """What a chart is told besides its values."""

    id: str
    """Prefix of the ids inside the picture; unique on its page."""
    title: str
    unit: str = ""
    """`percent` is written as a sign, any other unit stands above the axis."""
    change: tuple[str, str] | None = None
    """First period after a change, and what changed in a few words."""
    baseline: tuple[str, str] | None = None
    """First and last period of the baseline."""
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class KeyItem:
    """A sign of the chart and what it means."""

    sign: Markup
    """Drawn in a box of 36 by 20 units."""
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished chart, with what readers need who cannot see it."""

    frame: ChartFrame
    description: str
    """One sentence made from the data."""
    note: str
    """The verdict of the rules in a sentence, or nothing."""
    height: float
    body: Markup
    key_items: tuple[KeyItem, ...]

    @property
    def html(self) -> Markup:
        """The picture and its key for a page."""
        return element("div", self.svg, self.key, class_="cp-picture")

    @property
    def svg(self) -> Markup:
        """The picture alone."""
        return self._svg(self.height, self.body, class_="cp-chart")

    @property
    def key(self) -> Markup:
        """What the signs mean, as an HTML list that can wrap."""
        if not self.key_items:
            return Markup("")
        return element("ul", *(_key_line(item) for item in self.key_items), class_="cp-chart-key")

    @property
    def file(self) -> str:
        """The picture as an SVG file of its own: title above, key and verdict below, colours within."""
        head, row = 48, 28
        top = head + self.height + 8
        rows = [
            element("g", item.sign, label(46, 15, item.text, "word"), transform=f"translate(12 {top + at * row:g})")
            for at, item in enumerate(self.key_items)
        ]
        if self.note:
            rows.append(label(12, top + len(rows) * row + 18, self.note, "word"))
        parts = [
            element("style", FILE_STYLE),
            element("rect", width="100%", height="100%", fill="#fff"),
            label(12, 30, self.frame.title, "title"),
            element("g", self.body, transform=f"translate(0 {head})"),
            *rows,
        ]
        height = top + len(rows) * row + 8
        return self._svg(height, join(parts), xmlns="http://www.w3.org/2000/svg", class_="cp-chart") + "\n"

    def _svg(self, height: float, body: Markup, **attributes: str) -> Markup:
        title, description = f"{self.frame.id}-title", f"{self.frame.id}-description"
        return element(
            "svg",
            element("title", self.frame.title, id=title),
            element("desc", self.description, id=description),
            body,
            viewBox=f"0 0 {WIDTH} {height:g}",
            role="img",
            aria_labelledby=f"{title} {description}",
            **attributes,
        )


def _key_line(item: KeyItem) -> Markup:
    sign = element("svg", item.sign, viewBox="0 0 36 20", width=36, height=20, aria_hidden="true")
    return element("li", sign, element("span", item.text))


FILE_STYLE = (
    ".cp-chart{color:#26323d;font-family:system-ui,sans-serif}.cp-chart text{font-size:14px}"
    ".cp-chart .cp-chart-title{font-size:18px;font-weight:600}.cp-chart .cp-chart-value{font-weight:600}"
    ".cp-chart-line,.cp-chart-point{color:#1d5a96}.cp-chart-signal{color:#b3261e}.cp-chart-change{color:#7a4b00}"
)
"""What the site's style sheet does on a page, for a picture that stands alone."""
