// The three questions: looks up what to do next for the answers given. The rule is the generator's; its result for every
// set of answers stands in the page. The form is made by paper-form.js, the bar by shelf.js.
(() => {
  "use strict";

  const parts = /** @type {any} */ (window).changepack;
  const data = JSON.parse(document.getElementById("cp-three-questions-data")?.textContent ?? "null");
  const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-three-questions]"));
  if (!data || !form) return;
  const { make } = /** @type {Drawing} */ (parts.drawing);
  const one = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

  /** @typedef {{title: string, [name: string]: string}} Check */
  /** @type {Record<string, string>} */
  const MARKS = { yes: "✓", no: "✗", "not yet": "…" };
  /** @type {Check} */
  let check = { title: "" };
  /** @type {PaperForm} */
  const sheet = parts.paperForm(form, change);

  /** @param {Check} opened */
  function show(opened) {
    check = { ...opened };
    sheet.show(check);
    showNext();
  }

  /** @param {string} name @param {string} value */
  function change(name, value) {
    check = { ...check, [name]: value };
    keeper.changed(check);
    showNext();
  }

  let shown = "";

  /** What the answers lead to; while words are typed it is not written, and read out, again. */
  function showNext() {
    const answers = data.questions.map((/** @type {string} */ id) => check[id] ?? "").join();
    if (answers === shown) return;
    shown = answers;
    const given = data.questions.map((/** @type {string} */ id) => Math.max(data.answers.indexOf(check[id] ?? ""), 0));
    const index = given.reduce((/** @type {number} */ sum, /** @type {number} */ answer) => sum * data.answers.length + answer, 0);
    const step = data.steps[data.next[index]];
    one("[data-verdict]").textContent = `${step.verdict}.`;
    one("[data-do]").replaceChildren(...step.do.map((/** @type {string} */ words) => make("li", {}, words)));
    one(".cp-two").toggleAttribute("data-begun", given.some(Boolean));
    for (const id of data.questions) {
      const answer = check[id] ?? "";
      const [place, chip] = [one(`[data-question="${id}"]`), one(`[data-at="${id}"]`)];
      place.dataset.answer = chip.dataset.answer = answer;
      /** @type {HTMLElement} */ (place.querySelector("[data-mark]")).textContent = MARKS[answer] ?? "";
      chip.textContent = `${chip.textContent?.split(" ")[0]} ${MARKS[answer] ?? ""}`.trim();
    }
  }

  /** @type {Shelf<Check>} */
  const keeper = parts.shelf({
    kind: "three-questions",
    one: "check",
    many: "checks",
    empty: () => ({ ...sheet.read({}), title: "" }),
    read: sheet.readTitled,
    show,
    from: (/** @type {URLSearchParams} */ query) =>
      (query.get("idea") ? { ...sheet.read({}), title: String(query.get("idea")).slice(0, 120) } : null),
  });
  one("[data-result]").hidden = false;
  /** @type {HTMLDetailsElement} */ (one("[data-every-step]")).open = false;
})();
