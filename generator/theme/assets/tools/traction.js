// The traction check: looks up the zone for the answers given, and shows on a small map what would move it. The rule is
// the generator's; its result for every set of answers stands in the page. The form is made by paper-form.js, the bar by
// shelf.js.
(() => {
  "use strict";

  const parts = /** @type {any} */ (window).changepack;
  const data = JSON.parse(document.getElementById("cp-traction-data")?.textContent ?? "null");
  const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-traction]"));
  if (!data || !form) return;
  const { make } = /** @type {Drawing} */ (parts.drawing);
  const one = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

  /** @typedef {{title: string, [name: string]: string}} Check */
  /** @typedef {Record<string, number>} Steps The step of each sign, from 0. */
  /** @type {Check} */
  let check = { title: "" };
  /** @type {PaperForm} */
  const sheet = parts.paperForm(form, change);
  const signs = /** @type {{id: string, steps: number}[]} */ (data.signs);

  /** @param {Check} opened */
  function show(opened) {
    check = { ...opened };
    sheet.show(check);
    showZone();
  }

  /** @param {string} name @param {string} value */
  function change(name, value) {
    check = { ...check, [name]: value };
    keeper.changed(check);
    showZone();
  }

  /** The step of each sign, or null while one is missing. @param {Check} rating @returns {Steps | null} */
  function stepsOf(rating) {
    const steps = Object.fromEntries(signs.map(({ id }) => [id, rating[id] === "" ? NaN : Number(rating[id])]));
    return signs.every(({ id, steps: most }) => Number.isInteger(steps[id]) && steps[id] >= 0 && steps[id] < most) ? steps : null;
  }

  /** Zone and reasons, as the generator reads them. @param {Steps} steps @param {boolean} effect @returns {{zone: string, reasons: string[]}} */
  function reading(steps, effect) {
    const index = signs.reduce((sum, { id, steps: most }) => sum * most + steps[id], 0) * 2 + Number(effect);
    const [zone, ...reasons] = data.readings[index];
    return { zone, reasons: reasons.map((/** @type {number} */ at) => data.reasons[at]) };
  }

  const hasEffect = (/** @type {Check} */ rating) => rating.effect === "yes";

  let shown = "";

  /** Where the answers lead; while words are typed it is not written, and read out, again. */
  function showZone() {
    const answers = [...signs.map(({ id }) => check[id]), check.effect].join();
    if (answers === shown) return;
    shown = answers;
    const steps = stepsOf(check);
    one("[data-waiting]").hidden = steps !== null;
    one("[data-zone]").hidden = steps === null;
    one("[data-map]").hidden = steps === null;
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-zone-moves]"))) {
      part.toggleAttribute("data-here", false);
    }
    one("[data-zones]").toggleAttribute("data-placed", steps !== null);
    one(".cp-two").toggleAttribute("data-begun", steps !== null);
    if (steps) {
      const found = reading(steps, hasEffect(check));
      const { title, next } = data.zones[found.zone];
      one("[data-zone-letter]").textContent = found.zone;
      one("[data-zone-title]").textContent = `Zone ${found.zone}. ${title}.`;
      one("[data-reasons]").replaceChildren(...found.reasons.map((words) => make("li", {}, words)));
      one("[data-next]").textContent = next;
      one("[data-next-line]").hidden = !next;
      one("[data-to-moves]").setAttribute("href", `#s-zone-${found.zone.toLowerCase()}`);
      one(`[data-zone-moves="${found.zone}"]`).toggleAttribute("data-here", true);
      showMap(steps);
    } else {
      const missing = signs.filter(({ id }) => !check[id]).length;
      one("[data-waiting]").textContent = `The zone appears here when all four signs are answered: ${missing} to go.`;
    }
  }

  /** The zone for every depth and spread, with the other answers as they are. @param {Steps} steps */
  function showMap(steps) {
    for (const cell of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-cell]"))) {
      const [depth, spread] = String(cell.dataset.cell).split(" ").map(Number);
      const { zone } = reading({ ...steps, depth, spread }, hasEffect(check));
      const here = depth === steps.depth && spread === steps.spread;
      cell.dataset.zone = zone;
      cell.toggleAttribute("data-here", here);
      cell.replaceChildren(make("strong", {}, zone), ...(here ? [make("span", {}, "you are here")] : []));
    }
  }

  /** All ratings that are kept here, so that two people's and last year's can be compared. */
  function showAll() {
    const entries = /** @type {{id: string, data: any}[]} */ (parts.store.list("traction"));
    const ratings = entries.flatMap((entry) => sheet.readTitled(entry.data) ?? []);
    ratings.sort((first, other) => first.title.localeCompare(other.title) || String(first.date).localeCompare(String(other.date)));
    const rows = ratings.map((rating) => {
      const steps = stepsOf(rating);
      const zone = steps ? reading(steps, hasEffect(rating)).zone : "not complete";
      const cells = [rating.date, rating.who, ...signs.map(({ id }) => (rating[id] ? String(Number(rating[id]) + 1) : ""))];
      return make("tr", {}, make("th", { scope: "row" }, rating.title || "without a name"), ...cells.map((words) => make("td", {}, words)),
        make("td", {}, make("strong", {}, zone)));
    });
    one("[data-ratings]").hidden = rows.length < 2;
    one("[data-rating-rows]").replaceChildren(...rows);
  }

  /** @type {Shelf<Check>} */
  const keeper = parts.shelf({
    kind: "traction",
    one: "rating",
    many: "ratings",
    empty: () => ({ ...sheet.read({}), title: "" }),
    read: sheet.readTitled,
    show,
    listed: showAll,
  });
  one("[data-result]").hidden = false;
})();
