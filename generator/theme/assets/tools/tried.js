// Tells what happened in a test: makes a row for the log of tests (content/tests-of-change.csv) to copy, to save and send,
// or to take along to the project's form. Nothing is sent from here.

/** @typedef {Record<string, string> & {title: string, plan: string}} Told Entries by name; `plan` is the plan that it was filled from. */

(() => {
  "use strict";

  const { store, drawing, ...parts } = /** @type {any} */ (window).changepack;
  const { make, write } = /** @type {Drawing} */ (drawing);
  const cells = /** @type {Cells} */ (parts.cells);
  /** @type {{ideas: [string, string][], measures: [string, string][], places: [string, string][], columns: string[], place_columns: string[], repository: string}} */
  const known = JSON.parse(document.getElementById("cp-tried-data")?.textContent ?? "{}");
  const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-tried]"));
  const query = new URLSearchParams(location.search);
  const NEW = "another-place";
  const LONGEST = 400;
  /** @type {[string, string]} */
  const NONE = ["", ""];
  const MUST = { idea: "the idea", place: "the place", prediction: "what you thought would happen", result: "what happened", decision: "what you decided" };
  const FEW = "one|two|three|four|five|six|seven|eight|nine|ten|[1-9]|10";
  const PEOPLE = "students?|pupils?|kids?|children|boys?|girls?|(?:ninth|tenth|eleventh|twelfth) graders?|freshmen|parents?|families";
  /** Small counts of people: "four of six students", "3 boys". Counts of other things pass. */
  const SMALL = new RegExp(`\\b(?:${FEW})\\b(?:\\s+(?:of|out of)\\s+(?:the\\s+)?(?:\\w+))?\\s+(?:\\w+\\s+)?(?:${PEOPLE})\\b`, "i");

  const get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));
  const box = (/** @type {string} */ name) => /** @type {HTMLTextAreaElement} */ (get(name));

  /** @type {PaperForm} */
  const sheet = parts.paperForm(form, change, {
    idea: [NONE, ...known.ideas],
    place: [NONE, [NEW, "Another place"], ...known.places],
    measure: [["", "Nothing that is listed here"], ...known.measures],
  });
  /** @type {Told} */
  let open = empty();

  /** @param {string} id */
  function titleOf(id) {
    return known.ideas.find(([idea]) => idea === id)?.[1] ?? id;
  }

  /** @param {Record<string, string>} entries */
  function named(entries) {
    return entries.idea ? `Cycle ${entries.cycle}: ${titleOf(entries.idea)}` : "";
  }

  /** @returns {Told} */
  function empty() {
    const entries = { ...sheet.read({ idea: query.get("idea") ?? "" }), cycle: "1" };
    return { ...entries, title: named(entries), plan: "" };
  }

  /** @param {any} value @returns {Told | null} */
  function read(value) {
    const titled = sheet.readTitled(value);
    return titled && { ...titled, plan: typeof value.plan === "string" ? value.plan : "" };
  }

  // -- the row

  /** Signs that nobody sees, which come along with copied text: the project refuses them (generator/load/characters.py). */
  const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}\u{f0000}-\u{10ffff}]/gu;

  /** Text of one line. A soft hyphen stands within a word; for the others a space. @param {string} text */
  const oneLine = (text) => text.slice(0, LONGEST).replace(/\u00ad/g, "").replace(HIDDEN, " ").replace(/ +/g, " ").trim();

  /** A line of a CSV file. @param {string[]} columns @param {Record<string, string>} entries */
  const csvLine = (columns, entries) => cells.write([columns.map((column) => oneLine(entries[column] ?? ""))]).trimEnd();

  /** Id of a new place: its name and state in small letters. */
  function newPlace() {
    const id = drawing.fileName(`${open.place_name} ${open.place_state}`).slice(0, 60).replace(/-+$/, "");
    return /^[a-z]/.test(id) ? id : `place-${id}`;
  }

  const isNew = () => open.place === NEW;

  function row() {
    return csvLine(known.columns, { ...open, place: isNew() ? newPlace() : open.place });
  }

  function placeRow() {
    return csvLine(known.place_columns, { id: newPlace(), name: open.place_name, state: open.place_state.toUpperCase() });
  }

  /** What a row still needs, in words. */
  function missing() {
    const lacks = Object.entries(MUST).filter(([name]) => !open[name].trim()).map(([, words]) => words);
    if (!/^[1-9]\d{0,3}$/.test(open.cycle)) lacks.push("which cycle it was, in a whole number");
    if (isNew() && !(open.place_name.trim() && /^[a-z]{2}$/i.test(open.place_state.trim()))) lacks.push("the place’s name and state");
    if (open.start && open.end && open.end < open.start) lacks.push("a last day that is not before the first");
    return lacks;
  }

  function tell() {
    const lacks = missing();
    write(get("missing"), lacks.length ? `Still missing: ${lacks.join(", ")}.` : "Everything that is needed is there.");
    box("row").value = row();
    get("place-part").hidden = !isNew();
    box("place-row").value = isNew() ? placeRow() : "";
    get("new-place").classList.toggle("cp-away-here", !isNew());
    get("small").hidden = !["result", "conditions", "note"].some((name) => SMALL.test(open[name]));
    write(get("done"), "");
    document.querySelector("[data-issue]")?.setAttribute("href", issueAddress());
  }

  /** The project's form for a new message, filled in. GitHub knows the fields of its form, others a title and a text. */
  function issueAddress() {
    const place = isNew() ? `${open.place_name}, ${open.place_state}` : known.places.find(([id]) => id === open.place)?.[1] ?? "";
    const title = `Test: ${titleOf(open.idea)}`;
    const text = [row(), isNew() ? placeRow() : ""].filter(Boolean).join("\n\n");
    if (/\bgitlab\b/.test(known.repository)) {
      return `${known.repository}/-/issues/new?${new URLSearchParams({ "issue[title]": title, "issue[description]": text })}`;
    }
    const decided = { adopt: "adopt (we keep it)", adapt: "adapt (we change it and test again)", abandon: "abandon (we drop it)" };
    const fields = {
      idea: open.idea && `${titleOf(open.idea)} (${open.idea})`, place, cycle: open.cycle, scale: open.scale,
      start: [open.start, open.end].filter(Boolean).join(" to "), prediction: open.prediction, result: open.result,
      decision: /** @type {Record<string, string>} */ (decided)[open.decision] ?? "", note: [open.note, open.conditions].filter(Boolean).join("\n"),
    };
    const given = Object.entries(fields).filter(([, value]) => value);
    return `${known.repository}/issues/new?${new URLSearchParams([["template", "test.yml"], ["title", title], ...given, ["body", text]])}`;
  }

  // -- the form

  /** @param {Told} report */
  function show(report) {
    open = report;
    sheet.show(report);
    tell();
  }

  /** @param {string} name @param {string} value */
  function change(name, value) {
    const entries = { ...open, [name]: value };
    open = { ...entries, title: named(entries) };
    tell();
    bar.changed(open);
  }

  /** Several answers as one. @param {string[]} answers */
  function together(answers) {
    const given = new Set(answers.filter(Boolean));
    return given.size > 1 ? "partly" : [...given][0] ?? "";
  }

  /** @param {Record<string, string>} plan @returns {Told} */
  function fromPlan(plan) {
    const all = (/** @type {string} */ name) => ["1", "2", "3"].map((number) => oneLine(plan[name + number] ?? "")).filter(Boolean).join(" ");
    const entries = {
      ...empty(), idea: plan.idea, cycle: plan.cycle || "1", start: plan.start, end: plan.end, scale: oneLine(plan.size ?? ""),
      prediction: all("prediction").slice(0, LONGEST), result: (all("result") || oneLine(plan.learned ?? "")).slice(0, LONGEST),
      as_predicted: together(["1", "2", "3"].map((number) => plan[`match${number}`] ?? "")),
      decision: plan.decision, note: oneLine(plan.why ?? ""),
    };
    return /** @type {Told} */ ({ ...sheet.read(entries), title: named(entries), plan: plan.uid });
  }

  /** Saved plans, as far as they are text. @returns {Record<string, string>[]} */
  const plans = () => store.list("plan")
    .map((/** @type {{data: any}} */ { data }) => Object.fromEntries(Object.entries(data ?? {}).filter(([, value]) => typeof value === "string")))
    .filter((/** @type {Record<string, string>} */ plan) => plan.uid);

  function offerPlans() {
    const found = plans();
    const offer = get("from-plan");
    const select = /** @type {HTMLSelectElement} */ (offer.querySelector("select"));
    select.replaceChildren(...found.map((plan) => make("option", { value: plan.uid }, plan.title || "Plan without a name")));
    offer.hidden = !found.length;
    offer.querySelector("button")?.addEventListener("click", () => {
      const plan = plans().find((one) => one.uid === select.value);
      if (plan && bar.open(fromPlan(plan), true)) bar.say("Filled in from the plan. Look through it, and name the place.");
    });
  }

  get("copy-row").addEventListener("click", async () => {
    const text = [row(), isNew() ? placeRow() : ""].filter(Boolean).join("\n");
    try {
      await navigator.clipboard.writeText(text);
      get("done").textContent = "Copied.";
    } catch {
      /** @type {HTMLDetailsElement} */ (document.querySelector("[data-lines]")).open = true;
      box("row").select();
      get("done").textContent = "Your browser does not let pages copy. The line is selected: copy it with your keyboard.";
    }
  });
  get("save-row").addEventListener("click", () => {
    const name = drawing.fileName(`${open.idea} ${isNew() ? newPlace() : open.place} cycle ${open.cycle}`);
    store.download(`${name}.csv`, `${known.columns.join(",")}\n${row()}\n`, "text/csv");
    if (isNew()) store.download(`place-${newPlace()}.csv`, `${known.place_columns.join(",")}\n${placeRow()}\n`, "text/csv");
    get("done").textContent = isNew() ? "Two files are in your downloads: the test and the new place. Send both." : "The file is in your downloads.";
  });
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-live]"))) part.hidden = false;

  /** @type {Shelf<Told>} */
  const bar = parts.shelf({ kind: "tried", one: "report", many: "reports", empty, read, show });
  offerPlans();
  const plan = plans().find((one) => one.uid === query.get("plan"));
  if (plan) {
    if (!bar.find((report) => report.plan === plan.uid)) bar.open(fromPlan(plan));
  } else if (query.has("idea") && !bar.find((report) => report.idea === query.get("idea"))) bar.open(empty());
})();
