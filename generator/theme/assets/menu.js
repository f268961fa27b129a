// The menu of ideas: narrows, sorts and draws the list from its table (menu-data.js), some rows at a time, and keeps the
// state in the address. A row looks as one of the plain list (partials/ideas.html.j2); those are used again.
(() => {
  "use strict";

  /** @typedef {{chosen: Map<string, Set<string>>, words: string, sort: string, view: string}} State */
  /** @typedef {{box: HTMLInputElement, title: string, number: Text, shown: number}} Tick A value to tick, and the count that stands beside it. */
  /** @typedef {"push" | "replace" | "start" | "back"} How What brings the menu to be drawn, as far as addresses go. */

  const SORTS = ["title", "evidence", "effort", "newest"];
  const VIEWS = ["list", "matrix"];
  const QUIET = 400; // milliseconds before the count is read out
  const FIRST = 10; // rows drawn with an answer: more than a screen, few enough for a slow phone
  const STEP = 50; // rows that each 'Show more' brings
  const IN_A_CELL = 20; // ideas named in a cell of the matrix
  const ON_PAPER = 500; // rows that are printed
  const BROKEN = "A part of the list cannot be read. Load the page again.";

  const { menuTable, shortlist } = /** @type {any} */ (window).changepack;
  const digits = new Intl.NumberFormat("en-US");

  /** @param {number} number */
  const ideas = (number) => `${digits.format(number)} ${number === 1 ? "idea" : "ideas"}`;

  /** @template {Element} T @param {ParentNode} root @param {string} selector @returns {T} */
  const one = (root, selector) => /** @type {T} */ (root.querySelector(selector));

  /** @template {Element} T @param {ParentNode} root @param {string} selector @returns {T[]} */
  const all = (root, selector) => /** @type {T[]} */ ([...root.querySelectorAll(selector)]);

  /** @param {Node} part */
  const copyOf = (part) => /** @type {HTMLElement} */ (part.cloneNode(true));

  /** Writing the same text again would have it laid out again. @param {Element} element @param {string} text */
  const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };

  /** Do something after the browser has painted what is drawn now. @param {() => void} then */
  const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(then));

  /** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
  function make(tag, attributes, children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** @param {Element} area @returns {Tick[]} */
  const ticksIn = (area) => /** @type {HTMLInputElement[]} */ (all(area, "input[type=checkbox]")).map((box) => {
    const label = /** @type {HTMLElement} */ (box.closest("label"));
    return { box, title: one(label, ".cp-tick__name").textContent ?? "", number: /** @type {Text} */ (one(label, ".cp-tick__count").firstChild), shown: -1 };
  });

  /** @param {HTMLElement} menu */
  function start(menu) {
    const form = /** @type {HTMLFormElement} */ (one(menu, "form"));
    const list = /** @type {HTMLUListElement} */ (one(menu, "[data-rows]"));
    const parts = /** @type {HTMLTemplateElement} */ (one(menu, "[data-parts]")).content;
    const facets = all(menu, "[data-facet]").map((element) => /** @type {HTMLElement} */ (element));
    const names = facets.map((facet) => facet.dataset.facet ?? "");
    const driverFacet = facets.find((facet) => facet.dataset.depends);
    const search = /** @type {HTMLInputElement} */ (one(form, "input[type=search]"));
    const sort = /** @type {HTMLSelectElement} */ (one(menu, "select[name=sort]"));
    const views = /** @type {HTMLInputElement[]} */ (all(menu, "input[name=view]"));
    const status = /** @type {HTMLElement} */ (one(menu, "[role=status]"));
    const chips = /** @type {HTMLElement} */ (one(menu, ".cp-chips"));
    const panel = /** @type {HTMLDetailsElement} */ (one(form, ".cp-filters"));
    const more = /** @type {HTMLButtonElement} */ (one(menu, "[data-more]"));
    const fixed = ticksIn(form);
    const problems = new Map(fixed.filter(({ box }) => box.name === "problem").map((tick) => [tick.box.value, tick]));
    const values = new Map(names.map((name) => [name, fixed.filter(({ box }) => box.name === name).map(({ box }) => box.value)]));
    const table = /** @type {MenuTable} */ (menuTable(values, driverFacet?.dataset.facet ?? ""));
    const factParts = new Map(all(parts, "[data-fact]").map((part) => [part.getAttribute("data-fact"), part]));
    const copyWords = one(menu, "[data-copy]").textContent;
    const wide = matchMedia("(min-width: 60em)");
    /** @type {Map<string, HTMLElement>} Problem: its drivers to tick, once it was chosen. */
    const driverGroups = new Map();
    let ticks = fixed;
    /** @type {Set<string>} Drivers that the address names. */
    let askedDrivers = new Set();
    /** @type {Map<number, HTMLElement>} */
    const elements = new Map(all(list, ":scope > li").map((element, row) => [row, /** @type {HTMLElement} */ (element)]));
    /** @type {number[]} */
    let found = [];
    let drawn = FIRST;
    let turn = 0;
    let statusTimer = 0;
    let addressTimer = 0;
    let kept = ""; // the address that was last to be written
    /** @type {HTMLInputElement | null} The link to this list, where the browser lets no page copy it. */
    let link = null;

    /** What the form says. @returns {State} */
    function read() {
      const chosen = new Map(names.map((name) => [name, new Set()]));
      for (const { box } of ticks) if (box.checked) chosen.get(box.name)?.add(box.value);
      const view = views.find((radio) => radio.checked)?.value ?? "list";
      return { chosen, words: search.value.trim(), sort: sort.value, view };
    }

    /** Set the form from an address; what the page does not know is left out. */
    function readAddress() {
      const query = new URLSearchParams(location.search);
      askedDrivers = new Set(driverFacet ? query.getAll(driverFacet.dataset.facet ?? "") : []);
      for (const { box } of ticks) box.checked = query.getAll(box.name).includes(box.value);
      search.value = query.get("words") ?? "";
      sort.value = SORTS.includes(query.get("sort") ?? "") ? /** @type {string} */ (query.get("sort")) : "title";
      const view = VIEWS.includes(query.get("view") ?? "") ? query.get("view") : "list";
      for (const radio of views) radio.checked = radio.value === view;
    }

    /** @param {State} state */
    function address(state) {
      const query = new URLSearchParams();
      for (const [name, chosen] of state.chosen) for (const value of chosen) query.append(name, value);
      if (state.words) query.set("words", state.words);
      if (state.sort !== "title") query.set("sort", state.sort);
      if (state.view !== "list") query.set("view", state.view);
      const text = query.toString();
      return location.pathname + (text ? `?${text}` : "") + location.hash;
    }

    /** Do something once the pieces that it needs are there, at once where they are, and not if it was overtaken. @param {Wanted[]} wanted @param {() => void} then */
    function when(wanted, then) {
      const mine = turn;
      if (wanted.length) table.load(wanted).then(() => { if (mine === turn) then(); }, () => { write(one(menu, "[data-count]"), BROKEN); say(BROKEN); });
      else then();
    }

    /** Draw the whole menu anew, and write the address or not. @param {How} how */
    function update(how) {
      turn += 1;
      const state = read();
      for (const { owner } of driversAsked()) state.chosen.get("problem")?.add(owner.box.value);
      when(table.missing(state), () => show(how));
    }

    /** @param {How} how */
    function show(how) {
      drawDrivers();
      const state = read();
      const { rows, counts } = table.answer(state);
      found = table.sorted(rows, state.sort);
      drawn = FIRST;
      drawCounts(counts, state);
      drawChips(state);
      list.hidden = state.view === "matrix";
      list.toggleAttribute("data-answer", how !== "start");
      one(menu, "[data-matrix]").toggleAttribute("hidden", state.view !== "matrix" || rows.length === 0);
      if (state.view === "matrix") drawMatrix();
      else drawList();
      one(menu, "[data-empty]").toggleAttribute("hidden", rows.length > 0);
      for (const button of all(menu, "[data-clear]")) button.toggleAttribute("disabled", !isNarrowed(state));
      write(one(form, "[type=submit]"), `Show ${ideas(rows.length)}`);
      const count = rows.length === table.size ? ideas(rows.length) : `${digits.format(rows.length)} of ${ideas(table.size)}`;
      write(one(menu, "[data-count]"), count);
      if (how !== "start") say(count);
      if (link) link.value = linkOf(state);
      keepAddress(address(state), how);
    }

    /** The problems that the address names by their drivers. */
    const driversAsked = () => [...askedDrivers].flatMap((driver) => {
      const owner = problems.get(driver.split(".")[0]);
      return owner ? [{ owner, driver }] : [];
    });

    /** Drivers are shown for the chosen problems only, and never count unseen. */
    function drawDrivers() {
      if (!driverFacet) return;
      for (const { owner, driver } of driversAsked()) if (table.drivers(owner.box.value).some(({ id }) => id === driver)) owner.box.checked = true;
      const owners = [...problems.values()].filter(({ box }) => box.checked);
      const groups = owners.map((owner) => driverGroups.get(owner.box.value) ?? driverGroup(owner));
      const place = one(driverFacet, "[data-groups]");
      if (place.childElementCount !== groups.length || groups.some((group, at) => place.children[at] !== group)) {
        for (const group of place.children) if (!groups.includes(/** @type {HTMLElement} */ (group))) for (const { box } of ticksIn(group)) box.checked = false;
        place.replaceChildren(...groups);
        ticks = [...fixed, ...ticksIn(place)];
      }
      one(driverFacet, "[data-choose-first]").toggleAttribute("hidden", owners.length > 0);
      askedDrivers.clear();
    }

    /** @param {Tick} owner Their problem. */
    function driverGroup(owner) {
      const group = copyOf(one(parts, "fieldset"));
      one(group, "legend").textContent = owner.title;
      for (const { id, title } of table.drivers(owner.box.value)) {
        const label = copyOf(one(parts, ".cp-tick"));
        const box = /** @type {HTMLInputElement} */ (one(label, "input"));
        box.value = id;
        box.checked = askedDrivers.has(id);
        one(label, ".cp-tick__name").textContent = title;
        group.append(label);
      }
      group.hidden = group.childElementCount === 1;
      driverGroups.set(owner.box.value, group);
      return group;
    }

    /** @param {Map<string, Map<string, number>>} counts @param {State} state */
    function drawCounts(counts, state) {
      const focused = document.activeElement; // would lose the focus when it is switched off
      for (const tick of ticks) {
        const count = counts.get(tick.box.name)?.get(tick.box.value) ?? 0;
        if (tick.shown !== count) tick.number.data = String(count);
        tick.shown = count;
        const idle = count === 0 && !tick.box.checked && tick.box !== focused;
        if (tick.box.disabled !== idle) tick.box.disabled = idle;
      }
      for (const facet of facets) {
        const chosen = state.chosen.get(facet.dataset.facet ?? "")?.size ?? 0;
        write(one(facet, "[data-on]"), chosen ? ` (${chosen} chosen)` : "");
      }
      const total = [...state.chosen.values()].reduce((sum, chosen) => sum + chosen.size, 0);
      write(one(panel, ":scope > summary [data-on]"), total ? ` (${total} chosen)` : "");
    }

    /** Draw the rows that were asked for so far: those whose names are there at once, the others when they come. */
    function drawList() {
      const rows = found.slice(0, drawn);
      const nameless = rows.findIndex((row) => !elements.has(row) && !table.name(row));
      const ready = (nameless < 0 ? rows : rows.slice(0, nameless)).map((row) => elements.get(row) ?? rowOf(row));
      const same = ready.length >= list.childElementCount && ready.every((element, place) => place >= list.childElementCount || list.children[place] === element);
      if (same) list.append(...ready.slice(list.childElementCount));
      else list.replaceChildren(...ready);
      shortlist?.decorate(list);
      more.textContent = `Show ${digits.format(Math.min(STEP, found.length - drawn))} more`;
      one(menu, ".cp-menu__more").toggleAttribute("hidden", found.length <= drawn);
      if (nameless < 0) painted(() => drawSummaries(rows));
      else when(table.namesMissing(rows), drawList);
    }

    /** @param {number[]} rows */
    function drawSummaries(rows) {
      const bare = rows.filter((row) => !summaryOf(row).textContent);
      when(table.linesMissing(bare), () => { for (const row of bare) summaryOf(row).textContent = table.summary(row) ?? ""; });
    }

    /** @param {number} row */
    const summaryOf = (row) => /** @type {HTMLElement} */ (one(/** @type {HTMLElement} */ (elements.get(row)), ":scope > p"));

    /** @param {number} row */
    function rowOf(row) {
      const { evidence, practice, effort } = table.facts(row);
      const facts = [evidence, practice].map((fact) => copyOf(/** @type {Node} */ (factParts.get(fact))));
      const element = make("li", { class: "cp-row" }, [
        make("h3", { class: "cp-row__title" }, [linkTo(row)]),
        make("p", {}, [table.summary(row) ?? ""]),
        make("ul", { class: "cp-row__facts" }, [...facts, make("li", {}, [effort])]),
      ]);
      elements.set(row, element);
      return element;
    }

    /** @param {number} row */
    function linkTo(row) {
      const { id, title } = /** @type {{id: string, title: string}} */ (table.name(row));
      return make("a", { href: `../ideas/${id}/` }, [title]);
    }

    function showMore() {
      const first = drawn;
      drawn += STEP;
      drawList();
      /** @type {HTMLElement | null} */ (list.children[first]?.querySelector("a"))?.focus();
      say(`${digits.format(Math.min(drawn, found.length))} of ${ideas(found.length)} shown`);
    }

    /** @param {State} state */
    function drawChips(state) {
      const items = [];
      if (state.words) items.push(chip(`“${state.words}”`, () => { search.value = ""; }));
      for (const { box, title } of ticks) if (box.checked) items.push(chip(title, () => { box.checked = false; }));
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

    /** Effort by evidence; a cell names its first ideas and counts the others. */
    function drawMatrix() {
      one(menu, ".cp-menu__more").toggleAttribute("hidden", true);
      const frame = one(menu, "[data-matrix]");
      const tiers = fixed.filter(({ box }) => box.name === "evidence");
      const bands = all(/** @type {HTMLTemplateElement} */ (one(frame, "[data-bands]")).content, "[data-band]");
      /** @type {Map<string, number[]>} */
      const cells = new Map();
      for (const row of found) {
        const { band, evidence } = table.facts(row);
        const key = `${band} ${evidence}`;
        cells.set(key, [...(cells.get(key) ?? []), row]);
      }
      when(table.namesMissing([...cells.values()].flatMap((rows) => rows.slice(0, IN_A_CELL))), () => {
        const head = make("tr", {}, [make("td", {}, []), ...tiers.map((tier) => make("th", { scope: "col" }, [tier.title]))]);
        const body = bands.map((band) => make("tr", {}, [make("th", { scope: "row" }, [band.textContent ?? ""]),
          ...tiers.map((tier) => cell(cells.get(`${band.getAttribute("data-band")} ${tier.box.value}`) ?? [], tier.title))]));
        one(frame, "[data-grid]").replaceChildren(make("table", { class: "cp-stack" }, [make("thead", {}, [head]), make("tbody", {}, body)]));
      });
    }

    /** @param {number[]} rows @param {string} tier */
    function cell(rows, tier) {
      if (!rows.length) return make("td", { "data-label": tier }, [make("span", { class: "cp-note" }, ["none"])]);
      const items = rows.slice(0, IN_A_CELL).map((row) => make("li", {}, [linkTo(row)]));
      const others = rows.length - items.length;
      const note = others ? [make("p", { class: "cp-note" }, [`and ${digits.format(others)} more; narrow the list to see them`])] : [];
      return make("td", { "data-label": tier }, [make("ul", {}, items), ...note]);
    }

    /** Tell a screen reader, once the typing has paused. @param {string} text */
    function say(text) {
      clearTimeout(statusTimer);
      statusTimer = window.setTimeout(() => { status.textContent = text; }, QUIET);
    }

    /** To write an address takes a phone a while, so the answer is painted first. @param {string} next @param {How} how */
    function keepAddress(next, how) {
      clearTimeout(addressTimer);
      if (how === "push" && next !== kept) painted(() => history.pushState(null, "", next));
      if (how === "replace") addressTimer = window.setTimeout(() => history.replaceState(null, "", next), QUIET);
      kept = next;
    }

    function clear() {
      for (const { box } of ticks) box.checked = false;
      search.value = "";
      update("push");
      search.focus();
    }

    /** The address of this list for others. @param {State} state */
    function linkOf(state) {
      const here = location.origin === "null" || location.protocol === "file:" ? location.href.split(/[?#]/)[0] : location.origin + location.pathname;
      return here + (address(state).match(/\?[^#]*/)?.[0] ?? "");
    }

    /** @param {HTMLElement} button */
    async function copy(button) {
      const full = linkOf(read());
      try {
        await navigator.clipboard.writeText(full);
        button.textContent = "Copied";
        say("The link to this list is copied.");
      } catch {
        link = /** @type {HTMLInputElement} */ (make("input", { class: "cp-input", readonly: "", "aria-label": "Link to this list" }, []));
        link.value = full;
        button.replaceWith(link);
        link.select();
        say("Copy the link from the field.");
        return;
      }
      window.setTimeout(() => { button.textContent = copyWords; }, 3000);
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
    more.addEventListener("click", showMore);
    one(menu, "[data-copy]").addEventListener("click", (event) => copy(/** @type {HTMLElement} */ (event.currentTarget)));
    window.addEventListener("popstate", () => {
      readAddress();
      update("back");
    });
    window.addEventListener("beforeprint", () => {
      drawn = Math.max(drawn, Math.min(found.length, ON_PAPER));
      if (!list.hidden) drawList();
    });
    // Whoever comes near the form will use it: have the names of all ideas by then.
    for (const near of ["pointerover", "focusin"]) form.addEventListener(near, () => table.load(table.allNames()).catch(() => {}), { once: true });

    panel.open = wide.matches;
    form.hidden = false;
    one(menu, ".cp-menu__tools").toggleAttribute("hidden", false);
    menu.querySelector("[data-pages]")?.toggleAttribute("hidden", true);
    readAddress();
    for (const fold of all(form, ".cp-facet, .cp-facet__more")) if (fold.querySelector("input:checked")) fold.setAttribute("open", "");
    update("start");
  }

  /** @param {State} state */
  const isNarrowed = (state) => state.words !== "" || [...state.chosen.values()].some((chosen) => chosen.size > 0);

  for (const menu of document.querySelectorAll("[data-menu]")) start(/** @type {HTMLElement} */ (menu));
})();
