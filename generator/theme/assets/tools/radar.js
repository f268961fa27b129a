// A radar picture: areas around a middle, one line for each group. The numbers stand in a table beside it.

/** @typedef {{name: string, values: (number | null)[]}} RadarLine */

(() => {
  "use strict";

  const { make, shape, path } = /** @type {Drawing} */ (/** @type {any} */ (window).changepack.drawing);
  const [WIDTH, HEIGHT, RADIUS] = [520, 390, 150];
  const MIDDLE = { x: WIDTH / 2, y: HEIGHT / 2 + 5 };
  const DASHES = ["none", "9 6", "2 6", "14 5 3 5"];
  const STYLE = ".cp-chart{color:#26323d;font-family:system-ui,sans-serif}.cp-chart text{font-size:16px;paint-order:stroke;stroke:#fff;stroke-width:4px}"
    + ".cp-chart-series-1{color:#1d5a96}.cp-chart-series-2{color:#7a4b00}.cp-chart-series-3{color:#2e6b34}.cp-chart-series-4{color:#6a3d8f}";

  /** Outlines of the marks of the second to fourth line; the first has dots. @type {[number, number][][]} */
  const OUTLINES = [
    [[-1, -1], [1, -1], [1, 1], [-1, 1]],
    [[0, -1.3], [1.25, 0.95], [-1.25, 0.95]],
    [[0, -1.5], [1.5, 0], [0, 1.5], [-1.5, 0]],
  ];

  /** @param {number} at @param {number} x @param {number} y */
  function mark(at, x, y) {
    const name = `cp-chart-point cp-chart-series-${at + 1}`;
    if (!at) return shape("circle", { cx: x, cy: y, r: 5, fill: "currentColor", class: name });
    const outline = OUTLINES[(at - 1) % OUTLINES.length].map(([dx, dy]) => /** @type {[number, number]} */ ([x + 5 * dx, y + 5 * dy]));
    return shape("path", { d: path(outline, true), fill: "currentColor", class: name });
  }

  /** @param {string} d @param {number} at */
  const stroke = (d, at) => shape("path", {
    d, fill: "none", stroke: "currentColor", "stroke-width": at ? 2 : 3, "stroke-dasharray": DASHES[at], class: `cp-chart-line cp-chart-series-${at + 1}`,
  });

  /**
   * @param {string} title @param {string[]} areas @param {RadarLine[]} lines At most four. @param {number} most The highest level.
   * @returns {{svg: SVGElement, key: HTMLElement, file: SVGElement}} The picture, what its lines mean, and both as a file of its own.
   */
  function radar(title, areas, lines, most) {
    /** @param {number} area @param {number} level @returns {[number, number]} */
    const place = (area, level) => {
      const angle = (2 * Math.PI * area) / areas.length - Math.PI / 2;
      const reach = (RADIUS * level) / most;
      return [MIDDLE.x + reach * Math.cos(angle), MIDDLE.y + reach * Math.sin(angle)];
    };
    const ring = (/** @type {number} */ level) => areas.map((_, area) => place(area, level));
    const grid = Array.from({ length: most }, (_, level) => shape("path", {
      d: path(ring(level + 1), true), fill: "none", stroke: "currentColor", "stroke-opacity": 0.25, class: "cp-chart-grid",
    }));
    const spokes = areas.map((_, area) => shape("path", {
      d: path([place(area, 0), place(area, most)]), stroke: "currentColor", "stroke-opacity": 0.25, class: "cp-chart-grid",
    }));
    const levels = Array.from({ length: most }, (_, level) => {
      const [x, y] = place(0, level + 1);
      return shape("text", { x: x - 6, y: y + 14, "font-size": 14, "text-anchor": "end", fill: "currentColor", class: "cp-chart-tick" }, String(level + 1));
    });
    const names = areas.map((area, at) => {
      const [x, y] = place(at, most * 1.09);
      const side = Math.abs(x - MIDDLE.x) < 5 ? "middle" : x > MIDDLE.x ? "start" : "end";
      const down = y > MIDDLE.y + 5 ? 14 : y < MIDDLE.y - 5 ? 0 : 6;
      return shape("text", { x, y: y + down, "font-size": 18, "text-anchor": side, fill: "currentColor", class: "cp-chart-name" }, area);
    });
    const drawn = lines.flatMap((line, at) => outline(line, at, place)).reverse();
    const words = lines.map(({ name, values }) =>
      `${name}: ${areas.map((area, at) => `${area} ${values[at] === null ? "not shown" : Number(values[at]).toFixed(1)}`).join(", ")}`).join(". ");
    const svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-labelledby": "s-radar-title s-radar-words", class: "cp-chart" },
      shape("title", { id: "s-radar-title" }, title),
      shape("desc", { id: "s-radar-words" }, `Average levels from 1 to ${most}. ${words}.`),
      ...grid, ...spokes, ...drawn, ...levels, ...names);
    const key = make("ul", { class: "cp-chart-key" }, ...lines.map(({ name }, at) => {
      const sign = shape("svg", { viewBox: "0 0 36 20", width: 36, height: 20, "aria-hidden": "true" }, stroke("M2 10L34 10", at), mark(at, 18, 10));
      return make("li", {}, sign, make("span", {}, name));
    }));
    return { svg, key, file: fileOf(svg, title, lines) };
  }

  /** The picture with its title, its key and its colours in it. @param {SVGElement} svg @param {string} title @param {RadarLine[]} lines */
  function fileOf(svg, title, lines) {
    const copy = /** @type {SVGElement} */ (svg.cloneNode(true));
    const rows = lines.map(({ name }, at) => shape("g", { transform: `translate(20 ${HEIGHT + 10 + 26 * at})` },
      stroke("M2 10L34 10", at), mark(at, 18, 10),
      shape("text", { x: 46, y: 16, "font-size": 16, fill: "currentColor" }, name)));
    copy.setAttribute("viewBox", `0 -44 ${WIDTH} ${HEIGHT + 44 + 26 * lines.length + 20}`);
    const ground = shape("rect", { y: -44, width: "100%", height: "100%", fill: "#fff" });
    copy.querySelector("desc")?.after(shape("style", {}, STYLE), ground);
    copy.append(shape("text", { x: 20, y: -16, "font-size": 18, "font-weight": "bold", fill: "currentColor" }, title), ...rows);
    return copy;
  }

  /** A line around, broken where a value is not shown. @param {RadarLine} line @param {number} at @param {(area: number, level: number) => [number, number]} place */
  function outline({ values }, at, place) {
    const sides = values.flatMap((value, area) => {
      const next = (area + 1) % values.length;
      const other = values[next];
      return value === null || other === null ? [] : [path([place(area, value), place(next, other)])];
    });
    const whole = sides.length === values.length;
    const d = whole ? path(values.map((value, area) => place(area, Number(value))), true) : sides.join("");
    const marks = values.flatMap((value, area) => (value === null ? [] : [mark(at, ...place(area, value))]));
    return [...marks, ...(d ? [stroke(d, at)] : [])];
  }

  /** @type {any} */ (window).changepack.radar = radar;
})();
