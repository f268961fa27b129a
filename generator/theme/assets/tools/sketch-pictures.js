// The three pictures of the sketch tools: fishbone, driver diagram and process map, as SVG. Takes what was typed, gives
// an element; keeps nothing and knows no form. Colours follow the page, and stand in the file when one is saved.
(() => {
  "use strict";

  /** @typedef {{name: string, extra: string, lines: string[]}} Part */
  /** @typedef {{title: string, head: string, parts: Part[]}} Sketch */
  /** @typedef {{lines: string[], x: number, y: number, width: number, height: number}} Box */

  const { shape, path, wrapped } = /** @type {Drawing} */ (/** @type {any} */ (window).changepack.drawing);
  const SIZE = 15; // of letters
  const LEAD = 20; // from line to line
  const PAD = 10; // around text in a box

  /** @param {string[]} lines @param {number} x @param {number} y baseline of the first @param {Record<string, string | number>} more */
  function words(lines, x, y, more = {}) {
    const spans = lines.map((line, at) => shape("tspan", { x, y: y + at * LEAD }, line));
    return shape("text", { "font-size": SIZE, fill: "currentColor", stroke: "none", ...more }, ...spans);
  }

  /** A box around text. @param {string} text @param {number} x @param {number} y @param {number} letters in a line @returns {Box} */
  function box(text, x, y, letters) {
    const lines = wrapped(text || "…", letters);
    return { lines, x, y, width: letters * SIZE * 0.56 + 2 * PAD, height: lines.length * LEAD + 2 * PAD - 4 };
  }

  /** @param {Box} place @param {Record<string, string | number>} look */
  function drawBox(place, look = {}) {
    return shape("g", {},
      shape("rect", { x: place.x, y: place.y, width: place.width, height: place.height, rx: 4, fill: "none", "stroke-width": 1.5, ...look }),
      words(place.lines, place.x + PAD, place.y + PAD + SIZE - 2, "font-weight" in look ? { "font-weight": look["font-weight"] } : {}));
  }

  /** @param {number} width @param {number} height @param {string} title @param {string} description @param {(Node | string)[]} children */
  function picture(width, height, title, description, children) {
    return shape("svg", {
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`, width: Math.ceil(width), height: Math.ceil(height), role: "img",
      "aria-labelledby": "cp-sketch-title cp-sketch-description", "font-family": "system-ui, Arial, sans-serif", stroke: "currentColor",
    },
    shape("title", { id: "cp-sketch-title" }, title), shape("desc", { id: "cp-sketch-description" }, description), ...children);
  }

  const list = (/** @type {Part[]} */ parts) =>
    parts.map((part) => `${part.extra ? `${part.extra}: ` : ""}${part.name || "no name yet"}${part.lines.length ? ` (${part.lines.join("; ")})` : ""}`).join(". ");

  /** Bones above and below a spine that ends in the problem. @param {Sketch} sketch */
  function fishbone({ title, head, parts }) {
    const column = 250;
    const blocks = parts.map((part) => ({ part, name: wrapped(part.name || "…", 26), causes: part.lines.map((line) => wrapped(line, 26)) }));
    const tall = (/** @type {typeof blocks} */ some) =>
      Math.max(90, ...some.map(({ name, causes }) => (name.length + causes.flat().length) * LEAD + 50));
    const above = blocks.filter((_, at) => at % 2 === 0);
    const below = blocks.filter((_, at) => at % 2 === 1);
    const spine = tall(above) + 20;
    const columns = Math.max(above.length, 1);
    const end = columns * column + 60;
    const problem = box(head, end, 0, 22);
    problem.y = spine - problem.height / 2;
    const bones = blocks.map(({ name, causes }, at) => {
      const up = at % 2 === 0;
      const foot = Math.floor(at / 2) * column + column - 10;
      const height = (name.length + causes.flat().length) * LEAD + 36;
      const top = up ? spine - height : spine + height;
      const lean = height * 0.3;
      let y = up ? top + SIZE + name.length * LEAD + 4 : spine + 34;
      const texts = causes.map((lines) => {
        const text = words(lines, foot - lean - 185, y);
        y += lines.length * LEAD;
        return text;
      });
      const label = words(name, foot - lean - 185, up ? top + SIZE - 4 : spine + height - (name.length - 1) * LEAD, { "font-weight": 700 });
      return shape("g", {}, shape("path", { d: path([[foot - lean, top], [foot, spine]]), "stroke-width": 2, fill: "none" }), label, ...texts);
    });
    const height = spine + (below.length ? tall(below) : 30) + 20;
    const head_ = [
      shape("path", { d: path([[10, spine], [end, spine]]), "stroke-width": 3, fill: "none" }),
      drawBox(problem, { "stroke-width": 2.5, "font-weight": 700 }),
    ];
    const top = Math.min(0, problem.y - 4);
    return picture(problem.x + problem.width + 6, Math.max(height, problem.y + problem.height + 6) - top, title,
      `Fishbone: ${head || "no problem yet"}. Bones: ${list(parts)}`, [shape("g", { transform: `translate(0 ${-top})` }, ...head_, ...bones)]);
  }

  /** The parts of a driver: lines, and under each the change ideas that begin with a hyphen. @param {string[]} lines */
  function tree(lines) {
    /** @type {{name: string, ideas: string[]}[]} */
    const found = [];
    for (const line of lines) {
      if (!/^[-–•*]/.test(line)) found.push({ name: line, ideas: [] });
      else if (found.length) found[found.length - 1].ideas.push(line.replace(/^[-–•*]\s*/, ""));
      else found.push({ name: "", ideas: [line.replace(/^[-–•*]\s*/, "")] });
    }
    return found;
  }

  /** Columns from the aim to the change ideas, each box joined to the one it moves. @param {Sketch} sketch */
  function drivers({ title, head, parts }) {
    /** @typedef {{text: string, ideas?: boolean, children: Leaf[]}} Leaf */
    const gap = 44;
    const letters = 24;
    const width = box("", 0, 0, letters).width;
    /** @type {Leaf} */
    const root = { text: head, children: parts.map((part) => ({ text: part.name, children: tree(part.lines).map(({ name, ideas }) =>
      ({ text: name, children: ideas.map((idea) => ({ text: idea, ideas: true, children: [] })) })) })) };
    /** @type {SVGElement[]} */
    const drawn = [];
    let bottom = 10;
    let deepest = 0;
    /** Draw a node and all below it; gives its middle. @param {Leaf} node @param {number} level @returns {number} */
    function draw(node, level) {
      deepest = Math.max(deepest, level);
      const place = box(node.text, 10 + level * (width + gap), 0, letters);
      const start = bottom;
      const middles = node.children.map((child) => draw(child, level + 1));
      const middle = middles.length ? (middles[0] + middles[middles.length - 1]) / 2 : start + place.height / 2;
      place.y = Math.max(middle - place.height / 2, start);
      bottom = Math.max(bottom, place.y + place.height + 12);
      const centre = place.y + place.height / 2;
      for (const other of middles) {
        const bend = place.x + width + gap / 2;
        drawn.push(shape("path", { d: path([[place.x + width, centre], [bend, centre], [bend, other], [place.x + width + gap, other]]), fill: "none", "stroke-width": 1.2 }));
      }
      drawn.push(drawBox(place, node.ideas ? { "stroke-dasharray": "5 4" } : level === 0 ? { "stroke-width": 2.5, "font-weight": 700 } : {}));
      return centre;
    }
    draw(root, 0);
    return picture(20 + (deepest + 1) * width + deepest * gap, bottom + 10, title,
      `Driver diagram. Aim: ${head || "no aim yet"}. Drivers: ${list(parts)}`, drawn);
  }

  /** Steps from top to bottom, who does them on the left, where they go wrong on the right. @param {Sketch} sketch */
  function process({ title, head, parts }) {
    /** @type {SVGElement[]} */
    const drawn = [words(wrapped(head || "…", 60), 10, 24, { "font-weight": 700 })];
    let y = 24 + wrapped(head || "…", 60).length * LEAD;
    parts.forEach((part, at) => {
      const step = box(`${at + 1}. ${part.name || "…"}`, 170, y, 30);
      const who = wrapped(part.extra, 18);
      const trouble = part.lines.flatMap((line) => wrapped(`! ${line}`, 34));
      const height = Math.max(step.height, who.length * LEAD, trouble.length * LEAD + 6);
      drawn.push(drawBox(step));
      if (part.extra) drawn.push(words(who, 10, y + PAD + SIZE - 2, { "font-style": "italic" }));
      if (trouble.length) {
        drawn.push(words(trouble, step.x + step.width + 24, y + PAD + SIZE - 2));
        drawn.push(shape("path", { d: path([[step.x + step.width + 14, y], [step.x + step.width + 14, y + Math.max(step.height, trouble.length * LEAD + 6)]]), "stroke-width": 3, fill: "none" }));
      }
      y += height;
      if (at < parts.length - 1) {
        const middle = step.x + step.width / 2;
        drawn.push(shape("path", { d: path([[middle, step.y + step.height], [middle, y + 26], [middle - 5, y + 18]]) + path([[middle, y + 26], [middle + 5, y + 18]]), fill: "none", "stroke-width": 1.5 }));
        y += 28;
      }
    });
    return picture(790, y + 14, title, `Process map: ${head || "no process yet"}. Steps: ${list(parts)}`, drawn);
  }

  /** @type {any} */ (window).changepack.sketchPictures = { fishbone, drivers, process };
})();
