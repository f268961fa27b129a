// The menu of ideas: narrows, sorts and re-draws the list that the page brings, and keeps the state in the address.
// Everything it needs stands in the page (data-* attributes of the rows), so that it also runs from a folder on disk.
// Values of one facet add up (or), facets narrow each other (and); a value's count leaves its own facet out.
(() => {
  "use strict";

  /** @typedef {{element: HTMLLIElement, values: Map<string, string[]>, text: string, title: string, href: string, band: string, order: number, ranks: number[]}} Row */
  /** @typedef {{chosen: Map<string, Set<string>>, words: string, sort: string, view: string}} State */

  const SORTS = ["title", "evidence", "effort", "newest"];
  const VIEWS = ["list", "matrix"];
  const QUIET = 400; // milliseconds before the count is read out

  /** Small letters without accents, so that "resume" finds "Résumé". @param {string} text */
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  /** @param {number} number */
  const ideas = (number) => `${number} ${number === 1 ? "idea" : "ideas"}`;

  /** @template {Element} T @param {ParentNode} root @param {string} selector @returns {T} */
  const one = (root, selector) => /** @type {T} */ (root.querySelector(selector));

  /** @template {Element} T @param {ParentNode} root @param {string} selector @returns {T[]} */
  const all = (root, selector) => /** @type {T[]} */ ([...root.querySelectorAll(selector)]);

  /** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
  function make(tag, attributes, children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** @param {HTMLElement} menu */
  function start(menu) {
    const form = /** @type {HTMLFormElement} */ (one(menu, "form"));
    const list = /** @type {HTMLUListElement} */ (one(menu, "[data-rows]"));
    const facets = all(menu, "[data-facet]").map((element) => /** @type {HTMLElement} */ (element));
    const names = facets.map((facet) => facet.dataset.facet ?? "");
    const boxes = /** @type {HTMLInputElement[]} */ (all(form, "input[type=checkbox]"));
    const search = /** @type {HTMLInputElement} */ (one(form, "input[type=search]"));
    const sort = /** @type {HTMLSelectElement} */ (one(menu, "select[name=sort]"));
    const views = /** @type {HTMLInputElement[]} */ (all(menu, "input[name=view]"));
    const status = /** @type {HTMLElement} */ (one(menu, "[role=status]"));
    const chips = /** @type {HTMLElement} */ (one(menu, ".cp-chips"));
    const panel = /** @type {HTMLDetailsElement} */ (one(form, ".cp-filters"));
    const rows = all(list, ":scope > li").map((element, order) => readRow(/** @type {HTMLLIElement} */ (element), order, names));
    const wide = matchMedia("(min-width: 60em)");
    let shownSort = "title";
    let statusTimer = 0;
    let addressTimer = 0;

    /** What the form says. @returns {State} */
    function read() {
      const chosen = new Map(names.map((name) => [name, new Set()]));
      for (const box of boxes) if (box.checked) chosen.get(box.name)?.add(box.value);
      const view = views.find((radio) => radio.checked)?.value ?? "list";
      return { chosen, words: search.value.trim(), sort: sort.value, view };
    }

    /** Set the form from an address; what the page does not know is left out. */
    function readAddress() {
      const query = new URLSearchParams(location.search);
      for (const box of boxes) box.checked = query.getAll(box.name).includes(box.value);
      for (const box of boxes) {
        const owner = box.closest("[data-of]")?.getAttribute("data-of");
        const problem = box.checked && owner && boxes.find((other) => other.name === "problem" && other.value === owner);
        if (problem) problem.checked = true; // a driver is shown only under its problem
      }
      search.value = query.get("words") ?? "";
      sort.value = SORTS.includes(query.get("sort") ?? "") ? /** @type {string} */ (query.get("sort")) : "title";
      const view = VIEWS.includes(query.get("view") ?? "") ? query.get("view") : "list";
      for (const radio of views) radio.checked = radio.value === view;
    }

    /** @param {State} state */
    function address(state) {
      const query = new URLSearchParams();
      for (const [name, values] of state.chosen) for (const value of values) query.append(name, value);
      if (state.words) query.set("words", state.words);
      if (state.sort !== "title") query.set("sort", state.sort);
      if (state.view !== "list") query.set("view", state.view);
      const text = query.toString();
      return location.pathname + (text ? `?${text}` : "") + location.hash;
    }

    /** Draw the whole menu anew. @param {"push" | "replace" | "keep"} history_ */
    function update(history_) {
      dropHiddenDrivers();
      const state = read();
      const fits = matches(rows, names, state);
      const shown = rows.filter((row) => fits.get(row)?.size === 0);
      countValues(fits, state);
      order(state.sort);
      for (const row of rows) row.element.hidden = state.view === "matrix" || fits.get(row)?.size !== 0;
      drawChips(state);
      drawMatrix(state, shown);
      one(menu, "[data-empty]").toggleAttribute("hidden", shown.length > 0);
      for (const button of all(menu, "[data-clear]")) button.toggleAttribute("disabled", !isNarrowed(state));
      one(form, "[type=submit]").textContent = `Show ${ideas(shown.length)}`;
      const found = shown.length === rows.length ? ideas(rows.length) : `${shown.length} of ${ideas(rows.length)}`;
      one(menu, "[data-count]").textContent = found;
      if (history_ !== "keep") say(found);
      keepAddress(address(state), history_);
    }

    /** Values of a facet that hangs on another are shown only for what is chosen there, and never count unseen. */
    function dropHiddenDrivers() {
      for (const facet of facets) {
        const on = facet.dataset.depends;
        if (!on) continue;
        const chosen = new Set(boxes.filter((box) => box.name === on && box.checked).map((box) => box.value));
        for (const group of all(facet, "[data-of]")) {
          const seen = chosen.has(group.getAttribute("data-of") ?? "");
          group.toggleAttribute("hidden", !seen);
          if (!seen) for (const box of /** @type {HTMLInputElement[]} */ (all(group, "input"))) box.checked = false;
        }
        one(facet, "[data-choose-first]").toggleAttribute("hidden", chosen.size > 0);
      }
    }

    /** @param {Map<Row, Set<string>>} fits @param {State} state */
    function countValues(fits, state) {
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (const [row, missed] of fits) {
        if (missed.size > 1) continue;
        for (const name of names) {
          if (missed.size === 1 && !missed.has(name)) continue;
          for (const value of row.values.get(name) ?? []) counts.set(`${name} ${value}`, (counts.get(`${name} ${value}`) ?? 0) + 1);
        }
      }
      for (const box of boxes) {
        const count = counts.get(`${box.name} ${box.value}`) ?? 0;
        const label = /** @type {HTMLElement} */ (box.closest("label"));
        one(label, ".cp-tick__count").textContent = String(count);
        box.disabled = count === 0 && !box.checked;
      }
      for (const facet of facets) {
        const chosen = state.chosen.get(facet.dataset.facet ?? "")?.size ?? 0;
        one(facet, "[data-on]").textContent = chosen ? ` (${chosen} chosen)` : "";
      }
      const total = [...state.chosen.values()].reduce((sum, values) => sum + values.size, 0);
      one(panel, ":scope > summary [data-on]").textContent = total ? ` (${total} chosen)` : "";
    }

    /** @param {string} by */
    function order(by) {
      if (by === shownSort) return;
      shownSort = by;
      const place = SORTS.indexOf(by) - 1;
      const sorted = [...rows].sort((a, b) => (place < 0 ? a.order - b.order : a.ranks[place] - b.ranks[place]));
      list.append(...sorted.map((row) => row.element));
    }

    /** @param {State} state */
    function drawChips(state) {
      const items = [];
      if (state.words) items.push(chip(`“${state.words}”`, () => { search.value = ""; }));
      for (const box of boxes) {
        if (!box.checked) continue;
        const name = one(/** @type {HTMLElement} */ (box.closest("label")), ".cp-tick__name").textContent ?? "";
        items.push(chip(name, () => { box.checked = false; }));
      }
      chips.replaceChildren(...items);
      chips.hidden = items.length === 0;
    }

    /** @param {string} name @param {() => void} remove */
    function chip(name, remove) {
      const cross = make("span", { "aria-hidden": "true" }, [" ×"]);
      const button = make("button", { type: "button", class: "cp-chip" }, [make("span", { class: "cp-away" }, ["Remove filter: "]), name, cross]);
      button.addEventListener("click", () => {
        const place = [...chips.children].indexOf(/** @type {Element} */ (button.parentElement));
        remove();
        update("push");
        const left = /** @type {HTMLElement[]} */ (all(chips, "button"));
        (left[Math.min(place, left.length - 1)] ?? search).focus();
      });
      return make("li", {}, [button]);
    }

    /** @param {State} state @param {Row[]} shown */
    function drawMatrix(state, shown) {
      const frame = one(menu, "[data-matrix]");
      frame.toggleAttribute("hidden", state.view !== "matrix" || shown.length === 0);
      list.hidden = state.view === "matrix";
      if (state.view !== "matrix") return;
      const tiers = boxes.filter((box) => box.name === "evidence").map((box) => ({ id: box.value, title: one(/** @type {HTMLElement} */ (box.closest("label")), ".cp-tick__name").textContent ?? "" }));
      const bands = all(/** @type {HTMLTemplateElement} */ (one(frame, "[data-bands]")).content, "[data-band]");
      const head = make("tr", {}, [make("td", {}, []), ...tiers.map((tier) => make("th", { scope: "col" }, [tier.title]))]);
      const body = bands.map((band) => {
        const id = band.getAttribute("data-band");
        const cells = tiers.map((tier) => cell(shown.filter((row) => row.band === id && row.values.get("evidence")?.includes(tier.id)), tier.title));
        return make("tr", {}, [make("th", { scope: "row" }, [band.textContent ?? ""]), ...cells]);
      });
      one(frame, "[data-grid]").replaceChildren(make("table", { class: "cp-stack" }, [make("thead", {}, [head]), make("tbody", {}, body)]));
    }

    /** @param {Row[]} found @param {string} tier */
    function cell(found, tier) {
      const links = found.map((row) => make("li", {}, [make("a", { href: row.href }, [row.title])]));
      return make("td", { "data-label": tier }, links.length ? [make("ul", {}, links)] : [make("span", { class: "cp-note" }, ["none"])]);
    }

    /** Tell a screen reader, once the typing has paused. @param {string} text */
    function say(text) {
      clearTimeout(statusTimer);
      statusTimer = window.setTimeout(() => { status.textContent = text; }, QUIET);
    }

    /** @param {string} next @param {"push" | "replace" | "keep"} how */
    function keepAddress(next, how) {
      clearTimeout(addressTimer);
      if (how === "keep" || next === location.pathname + location.search + location.hash) return;
      if (how === "push") history.pushState(null, "", next);
      else addressTimer = window.setTimeout(() => history.replaceState(null, "", next), QUIET);
    }

    function clear() {
      for (const box of boxes) box.checked = false;
      search.value = "";
      update("push");
      search.focus();
    }

    /** @param {HTMLElement} button */
    async function copy(button) {
      const words = button.textContent;
      const link = location.origin === "null" || location.protocol === "file:" ? location.href.split(/[?#]/)[0] : location.origin + location.pathname;
      const full = link + (address(read()).match(/\?[^#]*/)?.[0] ?? "");
      try {
        await navigator.clipboard.writeText(full);
        button.textContent = "Copied";
        say("The link to this list is copied.");
      } catch {
        const field = /** @type {HTMLInputElement} */ (make("input", { class: "cp-input", readonly: "", "aria-label": "Link to this list", value: full }, []));
        button.replaceWith(field);
        field.select();
        return;
      }
      window.setTimeout(() => { button.textContent = words; }, 3000);
    }

    // The words have an event of their own; drawing the chips anew when the field is left would lose the click on one.
    form.addEventListener("change", (event) => { if (event.target !== search) update("push"); });
    for (const control of [sort, ...views]) control.addEventListener("change", () => update("push"));
    search.addEventListener("input", () => update("replace"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!wide.matches) panel.open = false;
      const heading = /** @type {HTMLElement} */ (one(menu, "#s-ideas"));
      heading.focus({ preventScroll: true });
      heading.scrollIntoView();
    });
    for (const button of all(menu, "[data-clear]")) button.addEventListener("click", clear);
    one(menu, "[data-copy]").addEventListener("click", (event) => copy(/** @type {HTMLElement} */ (event.currentTarget)));
    window.addEventListener("popstate", () => {
      readAddress();
      update("keep");
      say(one(menu, "[data-count]").textContent ?? "");
    });

    panel.open = wide.matches;
    form.hidden = false;
    one(menu, ".cp-menu__tools").toggleAttribute("hidden", false);
    readAddress();
    for (const facet of facets) if (all(facet, "input:checked").length) facet.setAttribute("open", "");
    update("keep");
  }

  /** @param {HTMLLIElement} element @param {number} order @param {string[]} names @returns {Row} */
  function readRow(element, order, names) {
    const link = /** @type {HTMLAnchorElement} */ (one(element, "a"));
    const summary = one(element, ":scope > p")?.textContent ?? "";
    return {
      element,
      order,
      values: new Map(names.map((name) => [name, (element.dataset[name] ?? "").split(" ").filter(Boolean)])),
      text: fold(`${link.textContent} ${summary} ${element.dataset.words ?? ""}`),
      title: link.textContent ?? "",
      href: link.getAttribute("href") ?? "",
      band: element.dataset.band ?? "",
      ranks: (element.dataset.ranks ?? "").split(" ").map(Number),
    };
  }

  /** Which facets (or the words, as "words") each row misses. @param {Row[]} rows @param {string[]} names @param {State} state */
  function matches(rows, names, state) {
    const words = fold(state.words).split(/\s+/).filter(Boolean);
    /** @type {Map<Row, Set<string>>} */
    const found = new Map();
    for (const row of rows) {
      const missed = new Set();
      for (const name of names) {
        const chosen = state.chosen.get(name);
        if (chosen?.size && !row.values.get(name)?.some((value) => chosen.has(value))) missed.add(name);
      }
      if (!words.every((word) => row.text.includes(word))) missed.add("words");
      found.set(row, missed);
    }
    return found;
  }

  /** @param {State} state */
  const isNarrowed = (state) => state.words !== "" || [...state.chosen.values()].some((values) => values.size > 0);

  for (const menu of document.querySelectorAll("[data-menu]")) start(/** @type {HTMLElement} */ (menu));
})();
