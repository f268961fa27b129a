// The capacity self-assessment: takes one person's answers after the other, or from files, and shows averages by area and
// by group of roles. Who answered so little company that others could work out the answer is not shown apart. Keeping is
// done by shelf.js, drawing by radar.js.

/** @typedef {{id: string, group: string, levels: Record<string, number>}} Person One person's answers; 0 where the person does not know. */
/** @typedef {{group: string, levels: Record<string, number>}} Draft */
/** @typedef {{title: string, date: string, next: string, people: Person[], draft: Draft}} Survey */

(() => {
  "use strict";

  const parts = /** @type {any} */ (window).changepack;
  const data = JSON.parse(document.getElementById("cp-capacity-data")?.textContent ?? "null");
  const tool = /** @type {HTMLElement} */ (document.querySelector("[data-capacity]"));
  if (!data || !tool) return;
  const { make, button, offerBack, fileName, asText, counted, write } = /** @type {Drawing} */ (parts.drawing);
  const { store } = parts;
  const cells = /** @type {Cells} */ (parts.cells);
  const areas = /** @type {{id: string, title: string}[]} */ (data.areas);
  const FILE_KIND = "capacity-answers";
  const MOST = 1000; // people of one survey: more than a browser keeps or a table shows in good time

  /** @template {HTMLElement} T @param {string} selector @returns {T} */
  const one = (selector) => /** @type {T} */ (tool.querySelector(selector));
  const form = /** @type {HTMLFormElement} */ (one("form"));
  const group = /** @type {HTMLInputElement} */ (one("[name=group]"));
  const fields = /** @type {HTMLInputElement[]} */ ([...tool.querySelectorAll("[data-field]")]);
  const radios = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[type=radio]")]);

  // -- what is kept

  /** @returns {Survey} */
  const emptySurvey = () => ({ title: "", date: "", next: "", people: [], draft: { group: "", levels: {} } });
  /** @type {Survey} */
  let survey = emptySurvey();

  /** @param {any} value @returns {Record<string, number>} */
  const readLevels = (value) => Object.fromEntries(areas.flatMap(({ id }) => {
    const level = value?.[id];
    return Number.isInteger(level) && level >= 0 && level <= data.levels.length ? [[id, level]] : [];
  }));
  const text = (/** @type {any} */ value, most = 200) => (typeof value === "string" ? value.slice(0, most) : "");

  /** @param {any} value @returns {Person | null} */
  function readPerson(value) {
    const levels = readLevels(value?.levels);
    if (!areas.every(({ id }) => id in levels) || !areas.some(({ id }) => levels[id])) return null;
    return { id: text(value.id) || store.newId(), group: text(value.group, 60).trim(), levels };
  }

  /** @param {any} value @returns {Survey | null} */
  function readSurvey(value) {
    if (typeof value !== "object" || !Array.isArray(value?.people)) return null;
    const people = value.people.map(readPerson);
    if (people.includes(null)) return null;
    const draft = { group: text(value.draft?.group, 60), levels: readLevels(value.draft?.levels) };
    return { title: text(value.title), date: text(value.date), next: text(value.next, 1000), people, draft };
  }

  /** @param {Survey} opened */
  function show(opened) {
    survey = structuredClone(opened);
    for (const field of fields) field.value = survey[/** @type {"title"} */ (field.dataset.field)];
    showDraft();
    showPeople();
  }

  function changed() {
    keeper.changed(structuredClone(survey));
  }

  // -- one person's answers

  function showDraft() {
    group.value = survey.draft.group;
    for (const radio of radios) radio.checked = survey.draft.levels[radio.name] === Number(radio.value);
    showMissing(false);
  }

  /** Say which areas have no answer yet. @param {boolean} aloud Whether the visitor asked to go on. */
  function showMissing(aloud) {
    const missing = areas.filter(({ id }) => !(id in survey.draft.levels));
    const nothing = !missing.length && !areas.some(({ id }) => survey.draft.levels[id]);
    const words = missing.length ? `Still to answer: ${missing.map(({ title }) => title).join(", ")}.` : "Give a level in one area, at least.";
    const place = one("[data-missing]");
    place.hidden = !(aloud && (missing.length || nothing));
    place.textContent = place.hidden ? "" : words;
    const first = missing[0] ?? (nothing ? areas[0] : null);
    if (aloud && first) /** @type {HTMLElement} */ (form.querySelector(`[name="${first.id}"]`)).focus();
    return !first;
  }

  /** The draft as a person's finished answers; null while something is missing, which is said. @returns {Person | null} */
  const finished = () => (showMissing(true) ? { id: store.newId(), group: survey.draft.group.trim(), levels: survey.draft.levels } : null);

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input === group) survey.draft.group = group.value;
    else survey.draft.levels[input.name] = Number(input.value);
    if (!one("[data-missing]").hidden) showMissing(false);
    changed();
  });
  one("[data-add]").addEventListener("click", () => {
    const person = finished();
    if (!person) return;
    survey.people.push(person);
    survey.draft = { group: "", levels: {} };
    changed();
    showDraft();
    showPeople();
    keeper.say(`Added. ${count(survey.people.length)} so far; the form is empty for the next person.`);
    group.focus();
  });
  one("[data-send]").addEventListener("click", () => {
    const person = finished();
    if (!person) return;
    const entry = { id: person.id, revision: 1, saved: new Date().toISOString(), data: person };
    store.download(`${fileName(`answers ${person.group}`)}.json`, store.toFile(FILE_KIND, [entry]), "application/json");
    keeper.say("Your answers are in your downloads. Send the file to the person who collects them.");
  });

  // -- all answers

  const count = (/** @type {number} */ number) => `${number} ${number === 1 ? "person" : "people"}`;
  const nameOf = (/** @type {string} */ name) => name || "No group named";

  function showPeople() {
    const rows = survey.people.map((person, index) => make("tr", {},
      make("th", { scope: "row" }, String(index + 1)),
      make("td", {}, nameOf(person.group)),
      ...areas.map(({ id }) => make("td", { class: "cp-number" }, person.levels[id] ? String(person.levels[id]) : "–")),
      make("td", {}, button("Remove", () => removePerson(person), ` answers ${index + 1}`))));
    one("[data-people]").replaceChildren(...rows);
    one("[data-count]").textContent = survey.people.length ? `${count(survey.people.length)} answered.` : "Nobody has answered yet.";
    one("[data-removed]").hidden = true;
    one("[data-list]").hidden = !rows.length;
    one("[data-csv]").hidden = !rows.length;
    tool.toggleAttribute("data-filled", rows.length > 0);
    showResult();
  }

  /** @param {Person} person */
  function removePerson(person) {
    const index = survey.people.indexOf(person);
    survey.people.splice(index, 1);
    changed();
    showPeople();
    keeper.say(`Answers ${index + 1} are removed. ${count(survey.people.length)} left.`);
    offerBack(one("[data-removed]"), `Answers ${index + 1} are removed.`, "Put them back", () => {
      survey.people.splice(index, 0, person);
      changed();
      showPeople();
      keeper.say(`Answers ${index + 1} are back.`);
      one("[data-people]").querySelectorAll("button")[index].focus();
    });
  }

  /** Take in people that are not here yet. @param {(Person | null)[]} found */
  function takeIn(found) {
    const here = new Set(survey.people.map(({ id }) => id));
    const told = { added: 0, known: 0, unread: 0, over: 0 };
    for (const person of found) {
      if (!person) told.unread += 1;
      else if (here.has(person.id)) told.known += 1;
      else if (survey.people.length >= MOST) told.over += 1;
      else {
        here.add(person.id);
        survey.people.push(person);
        told.added += 1;
      }
    }
    return told;
  }

  /** @param {string} content @returns {(Person | null)[]} */
  function peopleOfFile(content) {
    if (!content.trim().startsWith("{")) return peopleOfTable(cells.read(content));
    let file;
    try {
      file = JSON.parse(content);
    } catch {
      return [null];
    }
    if (file?.format !== "changepack/1" || !Array.isArray(file.entries)) return [null];
    if (file.kind === FILE_KIND) return file.entries.map((/** @type {any} */ entry) => readPerson(entry?.data));
    return file.kind === "capacity" ? file.entries.flatMap((/** @type {any} */ entry) => readSurvey(entry?.data)?.people ?? [null]) : [null];
  }

  /** People of a table with a column for each area, as a form of a spreadsheet gives it. @param {string[][]} table */
  function peopleOfTable(table) {
    const [head = [], ...rows] = table;
    const column = (/** @type {RegExp} */ words) => head.findIndex((heading) => words.test(heading));
    const places = areas.map(({ id, title }) => {
      const begins = column(new RegExp(`^${title}\\b`, "i"));
      return { id, at: begins >= 0 ? begins : column(new RegExp(`\\b${title}\\b`, "i")) };
    });
    if (places.some(({ at }) => at < 0)) return [null];
    const role = column(/\b(group|role|job|position)\b/i);
    let print = fingerprint(head);
    return rows.map((row) => {
      const levels = Object.fromEntries(places.map(({ id, at }) => [id, levelOf(row[at] ?? "")]));
      print = fingerprint(row, print);
      return readPerson({ id: `table-${print.toString(36)}`, group: row[role] ?? "", levels });
    });
  }

  /** A level from "3", "3 - making progress" or "Making progress"; 0 from an empty cell. @param {string} cell */
  function levelOf(cell) {
    const digit = /^\s*([1-5])\b/.exec(cell);
    if (digit) return Number(digit[1]);
    const named = data.levels.findIndex((/** @type {string} */ level) => cell.trim().toLowerCase() === level);
    return named >= 0 ? named + 1 : cell.trim() && !/know|^-$|^–$/i.test(cell) ? NaN : 0;
  }

  /**
   * A row with all above it: the same table, also one to which more people have answered since, names the same people
   * alike, so that nobody is taken in twice. @param {string[]} row @param {number} above
   */
  function fingerprint(row, above = 0) {
    let sum = above;
    for (const sign of JSON.stringify(row)) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 4294967291;
    return sum;
  }

  const opener = /** @type {HTMLInputElement} */ (one("[data-collect-file]"));
  one("[data-collect]").addEventListener("click", () => opener.click());
  opener.addEventListener("change", async () => {
    const files = [...(opener.files ?? [])];
    const small = files.filter((file) => !cells.tooLarge(file));
    const contents = await Promise.all(small.map(cells.text));
    opener.value = "";
    if (!files.length) return;
    const told = takeIn(contents.flatMap(peopleOfFile));
    if (told.added) changed();
    showPeople();
    keeper.say([
      `${count(told.added)} added.`,
      told.known ? `${count(told.known)} already here.` : "",
      told.unread ? `${told.unread} could not be read.` : "",
      told.over ? `${told.over} left out: a survey holds up to ${MOST} people.` : "",
      files.length > small.length ? `${counted(files.length - small.length, "file")} not opened: larger than 1 MB.` : "",
    ].filter(Boolean).join(" "));
  });
  one("[data-csv]").addEventListener("click", () => {
    const rows = survey.people.map((person) => [person.group, ...areas.map(({ id }) => (person.levels[id] ? String(person.levels[id]) : ""))]);
    const table = [["group", ...areas.map(({ id }) => id)], ...rows];
    store.download(`${fileName(survey.title || "capacity")}.csv`, cells.write(table), "text/csv;charset=utf-8");
  });

  // -- averages, and who is shown

  /** @typedef {{name: string, people: Person[]}} Group */

  /** Groups large enough to be shown apart. Small ones become "Other roles", which takes in the next smallest until it is large enough. @returns {Group[]} */
  function groupsOf() {
    /** @type {Map<string, Group>} */
    const named = new Map();
    for (const person of survey.people) {
      const key = person.group.toLowerCase();
      const found = named.get(key) ?? { name: nameOf(person.group), people: [] };
      found.people.push(person);
      named.set(key, found);
    }
    const shown = [...named.values()].sort((first, other) => other.people.length - first.people.length);
    const smallest = () => shown[shown.length - 1];
    /** @type {Group} */
    const others = { name: "Other roles", people: [] };
    while (shown.length && (smallest().people.length < data.fewest || (others.people.length && others.people.length < data.fewest))) {
      others.people.push(.../** @type {Group} */ (shown.pop()).people);
    }
    if (others.people.length >= data.fewest) shown.push(others);
    return shown.length > 1 ? shown : [];
  }

  /** @param {Person[]} people @param {string} area */
  const levelsIn = (people, area) => people.map(({ levels }) => levels[area]).filter(Boolean);
  const mean = (/** @type {number[]} */ levels) => levels.reduce((sum, level) => sum + level, 0) / levels.length;

  /** Averages of an area: of all, and of each group as far as nobody's answer can be worked out from them. @param {string} area @param {Group[]} groups */
  function averages(area, groups) {
    const all = levelsIn(survey.people, area);
    const alone = survey.people.length === 1;
    const each = groups.map(({ people }) => levelsIn(people, area));
    const shown = each.map((levels) => levels.length >= data.fewest);
    const hidden = () => all.length - each.reduce((sum, levels, index) => sum + (shown[index] ? levels.length : 0), 0);
    while (hidden() > 0 && hidden() < data.fewest && shown.includes(true)) {
      const smallest = each.reduce((least, levels, index) =>
        (shown[index] && (least < 0 || levels.length <= each[least].length) ? index : least), -1);
      shown[smallest] = false;
    }
    const enough = all.length >= data.fewest || (alone && all.length === 1);
    return {
      all: enough ? mean(all) : null,
      lowest: enough ? Math.min(...all) : null,
      highest: enough ? Math.max(...all) : null,
      groups: each.map((levels, index) => (shown[index] ? mean(levels) : null)),
    };
  }

  /** @param {number | null} value */
  const shownLevel = (value) => (value === null ? "not shown" : value.toFixed(1));

  function showResult() {
    const people = survey.people.length;
    const two = people > 1 && people < data.fewest;
    one("[data-nothing]").hidden = people > 0 && !two;
    one("[data-nothing]").textContent = two
      ? "Two people have answered. Averages appear with the third: with two, each could work out what the other said."
      : "The picture appears here when the first person’s answers are added.";
    one("[data-result]").hidden = !people || two;
    if (!people || two) return;
    const groups = groupsOf();
    const rows = areas.map(({ id, title }) => ({ title, ...averages(id, groups) }));
    const first = people === 1 ? "One person" : "All";
    const lines = [{ name: first, values: rows.map(({ all }) => all) },
      ...groups.slice(0, 3).map(({ name }, index) => ({ name, values: rows.map((row) => row.groups[index]) }))];
    const title = survey.title.trim() || "Capacity to improve";
    one("[data-result-title]").textContent = [survey.title.trim() || "What you said together", survey.date].filter(Boolean).join(", ");
    const picture = parts.radar(title, areas.map((area) => area.title), lines, data.levels.length);
    one("[data-picture]").replaceChildren(picture.svg, picture.key);
    drawn = picture.file;
    showTable(rows, groups, first);
    showWords(rows, groups);
  }

  /** @type {SVGElement | null} */
  let drawn = null;

  /** @typedef {{title: string, all: number | null, lowest: number | null, highest: number | null, groups: (number | null)[]}} Row */

  /** @param {Row[]} rows @param {Group[]} groups @param {string} first */
  function showTable(rows, groups, first) {
    const several = survey.people.length > 1;
    const head = ["Area", `${first} (${survey.people.length})`, ...(several ? ["Lowest to highest"] : []), ...groups.map(({ name, people }) => `${name} (${people.length})`)];
    one("[data-result-head]").replaceChildren(...head.map((words, index) => make("th", { scope: "col", class: index ? "cp-number" : null }, words)));
    const body = rows.map((row) => make("tr", {},
      make("th", { scope: "row" }, row.title),
      make("td", { class: "cp-number" }, shownLevel(row.all)),
      ...(several ? [make("td", { class: "cp-number" }, row.lowest === null ? "not shown" : `${row.lowest} to ${row.highest}`)] : []),
      ...row.groups.map((value) => make("td", { class: "cp-number" }, shownLevel(value)))));
    one("[data-result-rows]").replaceChildren(...body);
  }

  /** @param {Row[]} rows @param {Group[]} groups */
  function showWords(rows, groups) {
    const known = rows.filter(({ all }) => all !== null);
    const said = [];
    const spread = (/** @type {Row} */ row) => Number(row.highest) - Number(row.lowest);
    const widest = Math.max(0, ...known.map(spread));
    const names = (/** @type {Row[]} */ found) => found.map(({ title }) => title).join(", ");
    if (survey.people.length > 1) {
      const apart = known.filter((row) => widest > 0 && spread(row) === widest);
      said.push(apart.length ? `You differ most in: ${names(apart)}. Talk about that first: what did you see that I did not?` : "You all gave the same levels.");
    }
    const lowest = Math.min(...known.map(({ all }) => Number(all)));
    const low = known.filter(({ all }) => all === lowest);
    if (low.length && low.length < known.length) said.push(`Lowest on average: ${names(low)}.`);
    const others = groups.some(({ name }) => name === "Other roles");
    if (survey.people.length > 1) said.push(`Groups with fewer than ${data.fewest} people are not shown apart${others ? ": they are together under “Other roles”" : ""}.`);
    one("[data-words]").replaceChildren(...said.map((words) => make("li", {}, words)));
    write(one("[data-status]"), `${count(survey.people.length)}. ${said.join(" ")}`);
  }

  for (const field of fields) {
    field.addEventListener("input", () => {
      survey[/** @type {"title"} */ (field.dataset.field)] = field.value;
      changed();
      if (field.dataset.field !== "next") showResult();
    });
  }
  one("[data-svg]").addEventListener("click", () => {
    if (drawn) store.download(`${fileName(survey.title || "capacity")}.svg`, asText(drawn), "image/svg+xml");
  });
  one("[data-empty-sheet]").addEventListener("click", () => {
    tool.toggleAttribute("data-print-empty", true);
    window.print();
  });
  addEventListener("afterprint", () => tool.toggleAttribute("data-print-empty", false));

  /** @type {Shelf<Survey>} */
  const keeper = parts.shelf({
    kind: "capacity", one: "survey", many: "surveys", empty: emptySurvey, read: readSurvey, show,
  });

  for (const part of tool.querySelectorAll("[data-live]")) part.toggleAttribute("hidden", false);
})();
