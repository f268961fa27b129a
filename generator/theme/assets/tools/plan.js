// The planner of a test: keeps plans in the browser, leads from one cycle to the next, and gives the filled sheet as a
// Word document. On `/tools/plan/` it also lists all plans. The form itself is made by paper-form.js, the bar by shelf.js.

/**
 * @typedef {Record<string, string> & {title: string, uid: string, previous: string, idea: string, ideaTitle: string}} Plan
 * Entries by name. `uid` is the plan's own name, which a file carries along; `previous` is that of the cycle before.
 */

(() => {
  "use strict";

  const { store, drawing, docx, day, ...parts } = /** @type {any} */ (window).changepack;
  const { make, button, inPlace, write } = /** @type {Drawing} */ (drawing);
  const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-plan]"));
  const naming = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-name-of-plan]"));
  const printedName = document.querySelector("[data-printed-name]");
  const tell = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-tell]"));
  const three = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-three]"));
  const overview = /** @type {HTMLElement | null} */ (document.querySelector("[data-plans]"));
  const last = /** @type {HTMLElement} */ (form.querySelector(".cp-plan__last"));
  const wayBack = last.appendChild(make("p", { class: "cp-note cp-screen-only" }));
  const onIdea = form.dataset.idea ?? "";
  const COPIED = ["team", "lead", "who", "where", "driver", "objective", "question1", "question2", "question3", "what", "size", "data"];
  const DECIDED = /** @type {Record<string, string>} */ ({ adopt: "Adopted", adapt: "Adapted", abandon: "Abandoned" });

  /** @type {PaperForm} */
  const sheet = parts.paperForm(form, change);
  /** @type {Plan} */
  let open = empty();
  let listing = 0;

  /** @returns {Plan} */
  function empty() {
    const ideaTitle = form.dataset.ideaTitle ?? "";
    const entries = { ...sheet.read(sheet.printed), cycle: "1" };
    return { ...entries, title: ideaTitle && `Cycle 1: ${ideaTitle}`, uid: store.newId(), previous: "", idea: onIdea, ideaTitle };
  }

  /** @param {any} value @returns {Plan | null} */
  function read(value) {
    const titled = sheet.readTitled(value);
    if (!titled || typeof value.uid !== "string") return null;
    const text = (/** @type {string} */ name) => (typeof value[name] === "string" ? value[name] : "");
    const idea = /^[a-z][a-z0-9-]{1,63}$/.test(text("idea")) ? text("idea") : "";
    return { ...titled, uid: value.uid, previous: text("previous"), idea, ideaTitle: text("ideaTitle") };
  }

  /** Saved plans; `id` is the name of each in the store. @returns {{id: string, plan: Plan}[]} */
  function allPlans() {
    return store.list("plan").flatMap((/** @type {{id: string, data: any}} */ { id, data }) => {
      const plan = read(data);
      return plan ? [{ id, plan }] : [];
    });
  }

  /** @param {Plan} plan */
  function show(plan) {
    open = plan;
    sheet.show(plan);
    if (naming) naming.value = plan.title;
    repeat();
    listPlans();
  }

  /** @param {string} name @param {string} value */
  function change(name, value) {
    open = { ...open, [name]: value };
    repeat();
    bar.changed(open);
    clearTimeout(listing);
    listing = window.setTimeout(() => inPlace(listPlans), 800);
  }

  /** What follows from other entries: the questions beside their results, the way back, where to tell what happened. */
  function repeat() {
    if (printedName) write(printedName, open.title);
    for (const number of "123") sheet.label(`result${number}`, `Question ${number}: ${open[`question${number}`].trim() || "what happened"}`);
    last.classList.toggle("cp-away-here", Number(open.cycle) <= 1 && !open.carried);
    const before = open.previous ? allPlans().find(({ plan }) => plan.uid === open.previous) : undefined;
    wayBack.replaceChildren(...(before ? [opener(`Open cycle ${before.plan.cycle}`, before)] : []));
    tell.search = String(new URLSearchParams({ ...(open.idea ? { idea: open.idea } : {}), plan: open.uid }));
    three.search = String(new URLSearchParams(open.ideaTitle ? { idea: open.ideaTitle } : {}));
    const about = document.querySelector("[data-idea-of-plan]");
    about?.replaceChildren(...(open.idea ? ["Idea: ", make("a", { href: `../../ideas/${open.idea}/` }, open.ideaTitle || open.idea)] : []));
  }

  /** A button that opens a saved plan. @param {string} words @param {{id: string, plan: Plan}} saved */
  function opener(words, { id, plan }) {
    return button(words, () => {
      if (!bar.find((_, other) => other === id)) return; // two files may bring the same plan
      bar.say(`Open now: ${plan.title || "Plan without a name"}.`);
      form.scrollIntoView();
      form.focus({ preventScroll: true }); // the button itself was drawn anew
    });
  }

  /** The next cycle: what stays is copied, what was learned is carried along; predictions are made anew. */
  function nextCycle() {
    const cycle = String((Number(open.cycle) || 1) + 1);
    const title = `Cycle ${cycle}: ${open.title.replace(/^Cycle \d+: /, "").replace(/( \(copy\))+$/, "") || "test"}`;
    const carried = [open.learned, open.next && `What we wanted to do next: ${open.next}`].filter(Boolean).join("\n");
    const blank = Object.fromEntries(sheet.names.map((name) => [name, ""]));
    const copied = Object.fromEntries(COPIED.map((name) => [name, open[name]]));
    const { idea, ideaTitle, uid: previous } = open;
    if (bar.open({ ...blank, ...copied, cycle, carried, title, previous, idea, ideaTitle, uid: store.newId() }, true)) {
      bar.say(`Cycle ${cycle} is open. What you learned stands at its top; write new predictions.`);
      form.scrollIntoView();
      sheet.control("carried").focus({ preventScroll: true });
    }
  }

  function listPlans() {
    if (!overview) return;
    const order = (/** @type {Plan} */ one, /** @type {Plan} */ other) =>
      one.ideaTitle.localeCompare(other.ideaTitle) || Number(one.cycle) - Number(other.cycle) || one.title.localeCompare(other.title);
    const rows = allPlans().sort((one, other) => order(one.plan, other.plan)).map((saved) => {
      const { plan } = saved;
      const facts = {
        Cycle: plan.cycle,
        When: [plan.start, plan.end].filter(Boolean).map(day).join(" to "),
        Decision: DECIDED[plan.decision] ?? "Not yet decided",
      };
      const cells = Object.entries(facts).map(([name, words]) => make("td", { "data-label": name }, words || "Not said"));
      return make("tr", {}, make("th", { scope: "row" }, opener(plan.title || "Plan without a name", saved)), ...cells);
    });
    overview.querySelector("tbody")?.replaceChildren(...rows);
    overview.hidden = !rows.length;
  }

  // -- Word

  /** @param {Element | null} element */
  const words = (element) => (element?.textContent ?? "").trim().replace(/\s+/g, " ");

  /** An entry as it stands in the document. @param {HTMLElement} part @returns {DocxEntry} */
  function entry(part) {
    const { ask } = part.dataset;
    if (ask) return { label: words(part.querySelector("p")), text: sheet.shown(ask), lines: part.querySelectorAll("i").length };
    const boxes = [...part.querySelectorAll("label")].map((label) => `${label.querySelector("input")?.checked ? "☒" : "☐"} ${words(label)}`);
    return { label: words(part.querySelector("legend")), text: boxes.join("   "), lines: 1 };
  }

  /** A part of the sheet as it stands in the document. @param {HTMLElement} part @returns {DocxBlock} */
  function block(part) {
    if (part.matches("h2")) return { heading: words(part).replace(" ", ": "), newPage: !!part.closest(".cp-plan__part--do") };
    if (part.matches(".cp-plan__hint")) return { note: words(part) };
    const entries = part.matches("[data-row]") ? /** @type {HTMLElement[]} */ ([...part.querySelectorAll("[data-ask], [data-pick]")]) : [part];
    return { row: entries.map(entry), shares: part.dataset.row ? part.dataset.row.split(" ").map(Number) : entries.map(() => 1) };
  }

  function asWord() {
    const found = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("h2, [data-row], :not([data-row]) > :is([data-ask], [data-pick]), .cp-plan__hint"));
    const shown = [...found].filter((part) => !part.matches(".cp-away-here"));
    const title = open.title.replace(/^Cycle \d+: /, "") || "a change";
    const idea = open.ideaTitle && open.ideaTitle !== title ? [{ note: `Change idea: ${open.ideaTitle}` }] : [];
    store.download(`${drawing.fileName(open.title || "plan")}.docx`, docx([{ title: `Plan a test: ${title}` }, ...idea, ...shown.map(block)]), "");
    bar.say("The Word document is in your downloads.");
  }

  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-live]"))) part.hidden = false;
  form.tabIndex = -1;
  naming?.addEventListener("input", () => change("title", naming.value));
  document.querySelector("[data-next]")?.addEventListener("click", nextCycle);
  for (const word of document.querySelectorAll("[data-word]")) word.addEventListener("click", asWord);
  document.querySelector("[data-blank]")?.remove(); // the worksheet of the build says nothing of what is typed here

  /** @type {Shelf<Plan>} */
  const bar = parts.shelf({
    kind: "plan", one: "plan", many: "plans", empty, read, show,
    copied: (/** @type {Plan} */ plan) => ({ ...plan, uid: store.newId() }),
    ...(onIdea ? { belongs: (/** @type {Plan} */ plan) => plan.idea === onIdea } : {}),
  });
  const wanted = new URLSearchParams(location.search).get("plan");
  if (wanted) bar.find((plan) => plan.uid === wanted);
  store.watch("plan", () => inPlace(listPlans));
})();
