// What tests ask a page about itself. Put into every page before anything else runs; not part of the site.
window.probes = (() => {
  "use strict";

  const inContent = (selector) => [...document.querySelectorAll(`#content ${selector}`)];
  const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const tell = (element) => element.outerHTML.slice(0, 110);
  const still = () => Promise.allSettled(document.getAnimations().map((one) => one.finished));

  /** Unfold everything that can be unfolded. */
  const unfold = () => { for (const part of inContent("details")) part.open = true; };

  /** Put raw HTML at the end of the page, as a hole in the escaping would. */
  const add = (html) => document.getElementById("content").insertAdjacentHTML("beforeend", html);

  // -- the keyboard

  const parts = (colour) => colour.match(/[\d.]+/g).map(Number);

  /** How bright a colour is, as WCAG reckons it. */
  const bright = (colour) => parts(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);

  function contrast(one, other) {
    const [light, dark] = [bright(one), bright(other)].sort((first, second) => second - first);
    return (light + 0.05) / (dark + 0.05);
  }

  /** The colour that lies around an element, or within it. */
  function ground(element, within) {
    for (let box = within ? element : element.parentElement; box; box = box.parentElement) {
      const colour = getComputedStyle(box).backgroundColor;
      if ((parts(colour)[3] ?? 1) > 0.5) return colour;
    }
    return "rgb(255, 255, 255)";
  }

  /** How a colour of an element, which may let the ground through, stands out from what lies around it. */
  function standsOut(element, name, pseudo = null) {
    const [below, colour] = [ground(element, Boolean(pseudo)), getComputedStyle(element, pseudo)[name]];
    const paint = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const pixel = (fill) => {
      paint.fillStyle = fill;
      paint.fillRect(0, 0, 1, 1);
      return `rgb(${paint.getImageData(0, 0, 1, 1).data.slice(0, 3).join()})`;
    };
    return contrast(pixel(below), pixel(colour));
  }

  /** What has the focus, and what is wrong with how it shows (WCAG 2.4.7, 2.4.11, and 1.4.11 for its ring); null outside of the page. */
  async function focus() {
    let element = document.activeElement;
    if (!element || element === document.body) return null;
    if (element.matches(".md-option")) element = element.nextElementSibling; // the switch of colours shows as its label
    await still();
    const box = [...element.getClientRects()].find((one) => one.width > 1 && one.height > 1);
    if (!box || !seen(element)) return { name: tell(element), fault: "is not to be seen" };
    const style = getComputedStyle(element);
    const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    if (!ring && !element.matches("input")) return { name: tell(element), fault: "has no ring" };
    if (style.outlineStyle !== "none" && contrast(style.outlineColor, ground(element, parseFloat(style.outlineOffset) < 0)) < 3) {
      return { name: tell(element), fault: "has a ring as light or dark as the ground" };
    }
    const places = [[0.5, 0.5], [0.05, 0.2], [0.95, 0.2], [0.05, 0.8], [0.95, 0.8]];
    const free = places.some(([x, y]) => {
      const top = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
      return top && (element.contains(top) || top.contains(element) || top.closest("label")?.contains(element));
    });
    return { name: tell(element), fault: free ? "" : "is hidden behind something" };
  }

  // -- room

  /** Whether something around an element scrolls or clips it, so that it does not widen the page. */
  function isHeld(element) {
    for (let box = element.parentElement; box && box.id !== "content" && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  }

  /** Elements that stand out of the screen and are in no region that scrolls by itself. */
  function tooWide() {
    const edge = document.documentElement.clientWidth + 1;
    return [...document.querySelectorAll("#content *, .md-header *, .md-footer *")]
      .filter((element) => !element.closest(".md-search, .md-sidebar, .md-skip") && seen(element) && !isHeld(element))
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && (box.right > edge || box.left < -1);
      })
      .map(tell);
  }

  /** Elements that hide a part of what they hold; breadcrumbs may, since the heading below says the rest. */
  function cutOff(kinds = ["hidden", "clip"]) {
    return inContent("*")
      .filter((element) => kinds.includes(getComputedStyle(element).overflowX) && element.checkVisibility())
      .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
      .filter((element) => !element.closest(".cp-away, .cp-crumbs, svg"))
      .map(tell);
  }

  /** How far the page can be scrolled sideways. */
  function sideways() {
    window.scrollTo(1000, window.scrollY);
    const far = window.scrollX;
    window.scrollTo(0, window.scrollY);
    return far;
  }

  /** Text too light for white paper. */
  function faint() {
    const light = (colour) => {
      const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
      return 0.299 * red + 0.587 * green + 0.114 * blue > 120;
    };
    return inContent(":is(h1, h2, h3, p, li, td, th, dt, dd, a, summary, figcaption)")
      .filter((element) => element.checkVisibility() && light(getComputedStyle(element).color))
      .map(tell);
  }

  // -- pictures and tables

  /** Every picture that is not mere decoration, in words. */
  function pictures() {
    const words = (ids) => (ids ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim();
    return inContent("svg")
      .filter((picture) => !picture.closest("[aria-hidden=true]"))
      .map((picture) => ({
        role: picture.getAttribute("role"),
        title: picture.querySelector(":scope > title")?.textContent ?? "",
        description: picture.querySelector(":scope > desc")?.textContent ?? "",
        name: picture.getAttribute("aria-label") ?? words(picture.getAttribute("aria-labelledby")),
        hasTable: Boolean(picture.closest("figure")?.parentElement.querySelector("table")),
      }));
  }

  /** Cells of every table in the page, row by row. */
  const tables = () => inContent("tbody").map((body) => [...body.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim())));

  // -- the menu of ideas

  /** Ids of the ideas that are listed, in their order. */
  const listed = () => inContent("[data-rows] > li:not([hidden]) h3 a").map((link) => link.getAttribute("href").split("/").at(-2));

  /** The same, when all rows were asked for. */
  function listedToTheEnd() {
    const more = document.querySelector("[data-more]");
    while (more.checkVisibility()) more.click();
    return listed();
  }

  /** Tick exactly these values and type these words, as a reader could; then tell what the page shows. */
  function choose(choice, words) {
    const form = document.getElementById("s-filter");
    const boxes = () => [...form.querySelectorAll("input[type=checkbox]")];
    form.querySelector("input[type=search]").value = words;
    for (let round = 0; round < 2; round += 1) { // drivers appear once their problem is ticked
      for (const box of boxes()) box.checked = (choice[box.name] ?? []).includes(box.value);
      form.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const shown = listedToTheEnd();
    const count = (box) => Number(box.closest("label").querySelector(".cp-tick__count").textContent);
    const facts = boxes().map((box) => [`${box.name} ${box.value}`, [count(box), box.disabled, box.checked]]);
    return { listed: shown, boxes: Object.fromEntries(facts) };
  }

  return { unfold, add, focus, standsOut, tooWide, cutOff, sideways, faint, pictures, tables, listed, listedToTheEnd, choose };
})();
