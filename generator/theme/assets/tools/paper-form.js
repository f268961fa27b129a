// Makes a form of a sheet for paper (partials/asks.html.j2): each entry gets a field, and its text stays under the field,
// where it gives the field its height and is what is printed. Keeps nothing: shelf.js does.

/**
 * A sheet that has become a form. Entries are text, by name.
 * @typedef {Object} PaperForm
 * @property {string[]} names All entries.
 * @property {Record<string, string>} printed What the page said in each entry at first.
 * @property {(name: string) => HTMLInputElement} control The field of an entry.
 * @property {(name: string, words: string) => void} label Name an entry anew.
 * @property {(entries: Record<string, string>) => void} show Set all entries.
 * @property {(name: string) => string} shown What an entry says on paper.
 * @property {(value: any) => Record<string, string>} read The entries of something that was saved, whatever it holds.
 * @property {(value: any) => (Record<string, string> & {title: string}) | null} readTitled The same of a thing with a title; null when it is none.
 */

(() => {
  "use strict";

  const { drawing } = /** @type {any} */ (window).changepack;
  const { make, write } = /** @type {Drawing} */ (drawing);
  const LONGEST = 4000; // characters of one entry

  /** A date as people write it. @param {string} value */
  function day(value) {
    const date = new Date(`${value}T12:00:00`);
    return Number.isNaN(date.getTime()) ? value : date.toLocaleDateString("en-US", { year: "numeric", month: "long", day: "numeric" });
  }

  /** @param {HTMLElement} ask @param {[string, string][]} choices Value and words of each choice, for a select. */
  function field(ask, choices) {
    const name = ask.dataset.ask ?? "";
    const kind = ask.dataset.kind ?? "line";
    const attributes = { id: `s-ask-${name}`, name, class: "cp-input" };
    const longest = ask.dataset.most ?? LONGEST;
    if (kind === "select") return make("select", attributes, ...choices.map(([value, words]) => make("option", { value }, words)));
    if (kind === "text" || kind === "line") return make("textarea", { ...attributes, rows: 1, maxlength: longest, dir: "auto" });
    return make("input", { ...attributes, type: kind, min: kind === "number" ? 1 : null });
  }

  /**
   * @param {HTMLFormElement} form @param {(name: string, value: string) => void} changed Called when the visitor changes an entry.
   * @param {Record<string, [string, string][]>} choices The choices of each select. @returns {PaperForm}
   */
  function paperForm(form, changed, choices = {}) {
    /** @type {Map<string, {control: HTMLInputElement, text: HTMLElement, label: HTMLElement}>} */
    const asks = new Map();
    /** @type {Map<string, HTMLInputElement[]>} */
    const picks = new Map();
    /** @type {Record<string, string>} */
    const printed = {};
    /** @type {Map<string, string[]>} Answers that an entry has to choose from; the others take any text. */
    const offered = new Map();

    for (const ask of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-ask]"))) {
      const name = ask.dataset.ask ?? "";
      const text = ask.querySelector("div") ?? make("div");
      const control = /** @type {HTMLInputElement} */ (field(ask, choices[name] ?? []));
      const heading = /** @type {HTMLElement} */ (ask.querySelector("p"));
      const label = make("label", { for: control.id });
      const box = make("div", { class: "cp-ask__box" });
      text.dir = "auto";
      if (control instanceof HTMLSelectElement) offered.set(name, [...control.options].map(({ value }) => value));
      printed[name] = (text.textContent ?? "").trim();
      label.append(...heading.childNodes);
      heading.append(label);
      heading.after(box);
      box.append(control, text);
      asks.set(name, { control, text, label });
    }
    for (const pick of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-pick]"))) {
      picks.set(pick.dataset.pick ?? "", [...pick.querySelectorAll("input")]);
    }
    for (const [name, radios] of picks) offered.set(name, radios.map(({ value }) => value));
    const names = [...asks.keys(), ...picks.keys()];

    /** @param {string} name @param {string} value */
    function set(name, value) {
      const ask = asks.get(name);
      if (ask) {
        if (ask.control.value !== value) ask.control.value = value;
        const chosen = ask.control instanceof HTMLSelectElement ? ask.control.selectedOptions[0] : null;
        const said = chosen ? chosen.text : ask.control.type === "date" && value ? day(value) : value;
        ask.text.textContent = value ? said : "";
      }
      for (const radio of picks.get(name) ?? []) radio.checked = radio.value === value;
    }

    form.classList.add("cp-sheet--live");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => {
      if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)) return;
      if (!names.includes(target.name)) return;
      set(target.name, target.value);
      changed(target.name, target.value);
    });

    /** @type {PaperForm} */
    const sheet = {
      names,
      printed,
      control: (name) => /** @type {HTMLInputElement} */ (asks.get(name)?.control),
      label(name, words) {
        const label = asks.get(name)?.label;
        if (label) write(label, words);
      },
      show: (entries) => names.forEach((name) => set(name, entries[name] ?? "")),
      shown: (name) => asks.get(name)?.text.textContent ?? "",
      read(value) {
        const text = (/** @type {string} */ name) => (typeof value?.[name] === "string" ? value[name].slice(0, LONGEST) : "");
        const known = (/** @type {string} */ name) => offered.get(name)?.includes(text(name)) ?? true;
        return Object.fromEntries(names.map((name) => [name, known(name) ? text(name) : ""]));
      },
      readTitled: (value) => (typeof value?.title === "string" ? { ...sheet.read(value), title: value.title } : null),
    };
    return sheet;
  }

  /** @type {any} */ (window).changepack.paperForm = paperForm;
  /** @type {any} */ (window).changepack.day = day;
})();
