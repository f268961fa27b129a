// Fishbone, driver diagram, process map: a heading and parts with lines, drawn while one types. What differs between the
// three stands in the page's data and in sketch-pictures.js.
(() => {
  "use strict";

  /** @typedef {{name: string, extra: string, lines: string[]}} Part */
  /** @typedef {{title: string, head: string, parts: Part[]}} Sketch */

  const { store, drawing, shelf: openShelf, sketchPictures } = /** @type {any} */ (window).changepack;
  const { make, button, offerBack, fileName, asText, asPng } = /** @type {Drawing} */ (drawing);
  const said = JSON.parse(document.getElementById("cp-sketch-data")?.textContent ?? "{}");
  const tool = /** @type {HTMLElement} */ (document.querySelector("[data-tool]"));
  const get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (tool.querySelector(`[data-${name}]`));
  const title = /** @type {HTMLInputElement} */ (tool.querySelector("[data-field=title]"));
  const head = /** @type {HTMLTextAreaElement} */ (tool.querySelector("[data-field=head]"));
  const MOST_PARTS = 20;

  /** @returns {Part} */
  const emptyPart = (name = "") => ({ name, extra: "", lines: [] });

  /** @returns {Sketch} */
  const empty = () => ({ title: "", head: "", parts: said.names.length ? said.names.map(emptyPart) : Array.from({ length: said.empty_parts }, () => emptyPart()) });

  /** @param {any} value @returns {Sketch | null} */
  function read(value) {
    const isText = (/** @type {unknown} */ text) => typeof text === "string";
    const isPart = (/** @type {any} */ part) => part && isText(part.name) && isText(part.extra) && Array.isArray(part.lines) && part.lines.every(isText);
    return value && isText(value.title) && isText(value.head) && Array.isArray(value.parts) && value.parts.every(isPart) ? value : null;
  }

  /** @type {Sketch} */
  let current = empty();

  /** What the picture shows: parts with anything in them, or all while there are none. */
  const drawnParts = () => {
    const filled = current.parts.filter((part) => part.name.trim() || part.lines.length);
    return filled.length ? filled : current.parts.slice(0, 1);
  };

  function draw() {
    const name = current.title.trim() || `${said.one[0].toUpperCase()}${said.one.slice(1)}`;
    const blank = empty().parts.map((part) => part.name);
    const filled = current.head.trim() || current.parts.some((part, at) => part.lines.length || part.extra.trim() || part.name.trim() !== (blank[at] ?? ""));
    tool.toggleAttribute("data-filled", Boolean(filled)); // an empty picture leaves the paper to the sheet
    get("name").textContent = current.title.trim() || "The picture";
    get("picture").replaceChildren(sketchPictures[said.kind]({ ...current, title: name, parts: drawnParts() }));
  }

  function changed() {
    draw();
    shelf.changed(current);
  }

  /** The fields of a part. @param {Part} part @param {number} at */
  function fields(part, at) {
    const id = (/** @type {string} */ what) => `s-part-${at}-${what}`;
    const name = /** @type {HTMLInputElement} */ (make("input", { class: "cp-input", id: id("name"), maxlength: 120 }));
    const lines = /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "cp-input", id: id("lines"), rows: 3, maxlength: 1200, placeholder: at ? null : said.lines_hint }));
    name.value = part.name;
    lines.value = part.lines.join("\n");
    name.addEventListener("input", () => { part.name = name.value; changed(); });
    lines.addEventListener("input", () => { part.lines = lines.value.split("\n").map((line) => line.trim()).filter(Boolean); changed(); });
    const rows = [make("p", { class: "cp-field" }, make("label", { for: id("name") }, `${said.part} (${at + 1})`), name)];
    if (said.extra) {
      const extra = /** @type {HTMLInputElement} */ (make("input", { class: "cp-input", id: id("extra"), maxlength: 80 }));
      extra.value = part.extra;
      extra.addEventListener("input", () => { part.extra = extra.value; changed(); });
      rows.push(make("p", { class: "cp-field" }, make("label", { for: id("extra") }, said.extra), extra));
    }
    rows.push(make("p", { class: "cp-field" }, make("label", { for: id("lines") }, said.lines), lines));
    const number = ` number ${at + 1}`;
    const up = button("Move up", () => move(at, at - 1), number);
    const down = button("Move down", () => move(at, at + 1), number);
    const out = button("Take out", () => takeOut(at), number);
    up.disabled = at === 0;
    down.disabled = at === current.parts.length - 1;
    out.disabled = current.parts.length === 1;
    rows.push(make("p", { class: "cp-run__do" }, up, down, out));
    return make("li", {}, make("div", { role: "group", "aria-label": `${said.part} (${at + 1})` }, ...rows));
  }

  function show() {
    title.value = current.title;
    head.value = current.head;
    get("parts").replaceChildren(...current.parts.map(fields));
    get("add").toggleAttribute("disabled", current.parts.length >= MOST_PARTS);
    draw();
  }

  /**
   * Draw the form anew after its order changed, and go on at a part: with its button of this name (another one where it
   * is off), or with its first field. @param {number} at @param {string} words @param {string} [way]
   */
  function reorder(at, words, way) {
    show();
    shelf.changed(current);
    get("status").textContent = words;
    const ways = /** @type {HTMLElement[]} */ ([...get("parts").children[at].querySelectorAll("button:not(:disabled)")]);
    (way ? ways.find((one) => one.textContent?.startsWith(way)) ?? ways[0] : document.getElementById(`s-part-${at}-name`))?.focus();
  }

  /** @param {number} from @param {number} to */
  function move(from, to) {
    const [part] = current.parts.splice(from, 1);
    current.parts.splice(to, 0, part);
    reorder(to, `Now number ${to + 1}.`, to < from ? "Move up" : "Move down");
  }

  /** Take a part out; until the form is drawn anew it can be put back. @param {number} at */
  function takeOut(at) {
    const [part] = current.parts.splice(at, 1);
    reorder(Math.min(at, current.parts.length - 1), "Taken out.");
    if (!part.name.trim() && !part.lines.length && !part.extra.trim()) return;
    const place = make("p", { class: "cp-notice" });
    const rows = get("parts");
    rows.insertBefore(make("li", {}, place), rows.children[at] ?? null);
    offerBack(place, `“${part.name.trim() || said.part}” is taken out.`, "Put it back", () => {
      current.parts.splice(at, 0, part);
      reorder(at, `Number ${at + 1} is back.`);
    }, ` number ${at + 1}`);
  }

  /** The picture with its colours in it. */
  function file() {
    const svg = /** @type {SVGElement} */ (get("picture").querySelector("svg")?.cloneNode(true));
    svg.setAttribute("color", "#1d2329");
    const [, , width, height] = (svg.getAttribute("viewBox") ?? "0 0 1 1").split(" ");
    svg.prepend(drawing.shape("rect", { width, height, fill: "#fff", stroke: "none" }));
    return svg;
  }

  const name = () => fileName(current.title || current.head || said.one);

  title.addEventListener("input", () => { current.title = title.value; changed(); });
  head.addEventListener("input", () => { current.head = head.value; changed(); });
  get("add").addEventListener("click", () => {
    current.parts.push(emptyPart());
    reorder(current.parts.length - 1, `Number ${current.parts.length} added.`);
  });
  get("print").addEventListener("click", () => window.print());
  get("svg").addEventListener("click", () => store.download(`${name()}.svg`, asText(file()), "image/svg+xml"));
  get("png").addEventListener("click", async () => store.download(`${name()}.png`, await asPng(file()), "image/png"));

  tool.hidden = false;
  const shelf = openShelf({
    kind: said.kind, one: said.one, many: said.many, empty, read,
    show: (/** @type {Sketch} */ data) => { current = structuredClone(data); show(); },
  });
})();
