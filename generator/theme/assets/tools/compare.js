// Two to four ideas side by side, read from their own pages. Which ones stands in the address, so that a comparison can be
// sent and printed. Rows in which they differ say so in words and weight.
(() => {
  "use strict";

  const MOST = 4;
  const { shortlist, ideas, parts, drawing } = /** @type {{shortlist: Shortlist, ideas: Ideas, parts: (page: Document) => IdeaParts, drawing: Drawing}} */ (/** @type {any} */ (window).changepack);
  const { make } = drawing;
  const one = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));
  const say = (/** @type {string} */ words) => { one("told").textContent = words; };
  const plain = (/** @type {Node} */ node) => (node.textContent ?? "").replace(/\s+/g, " ").trim();

  /** A cell with what an idea's page says under a name; empty where it says nothing. @param {IdeaParts | null} page @param {string} name */
  function cellOf(page, name) {
    const cell = make("td");
    const part = page?.part(name);
    if (!part) return cell;
    if (part instanceof HTMLDListElement || part.matches("ul, ol")) cell.append(part);
    else cell.append(...[...part.children].filter((child) => !/^(H\d|DT)$/.test(child.tagName)).map((child) => {
      if (child.tagName !== "DD") return child;
      return make("p", { class: child.className || null }, ...child.childNodes);
    }));
    return cell;
  }

  /** @param {string} words */
  const textCell = (words) => make("td", {}, words);

  /** What it takes that the headline of effort does not say already. */
  const SAID = new Set(["People for a first test", "Time until a first test", "Money"]);

  /** What stays off the paper, so that the rest can be read on one page. */
  const MINOR = new Set(["Where", "Fits into", "Students"]);

  /** Rows of the table: a name, a cell for each idea, and whether the words can be held against each other.
   * @param {IdeaLine[]} lines @param {(IdeaParts | null)[]} pages @returns {[string, HTMLElement[], boolean][]} */
  function rowsOf(lines, pages) {
    const takes = pages.map((page) => new Map(page?.takes() ?? []));
    const names = [...new Set(takes.flatMap((rows) => [...rows.keys()]))].filter((name) => !SAID.has(name));
    const measures = pages.map((page) => new Map(page?.measures() ?? []));
    const questions = [...new Set(measures.flatMap((rows) => [...rows.keys()]))];
    const fact = (/** @type {string} */ part, /** @type {(idea: IdeaLine) => string} */ inShort) =>
      pages.map((page, at) => (page ? cellOf(page, part) : textCell(inShort(lines[at]))));
    const all = (/** @type {string} */ part) => pages.map((page) => cellOf(page, part));
    return [
      ["Evidence", fact("evidence", (idea) => `Research: ${idea.research.toLowerCase()}. Practice: ${idea.practice.toLowerCase()}.${idea.caution ? ` Read first: ${idea.caution}.` : ""}`), true],
      ["Effort", fact("effort", (idea) => `${idea.effort}.`), true],
      ["Depth", fact("depth", (idea) => idea.depth ?? ""), true],
      ...names.map((name) => /** @type {[string, HTMLElement[], boolean]} */ ([name, takes.map((rows) => textCell(rows.get(name) ?? "")), true])),
      ["What must stay", all("core"), false],
      ...questions.map((question) => /** @type {[string, HTMLElement[], boolean]} */ ([question, measures.map((rows) => textCell((rows.get(question) ?? []).join("; "))), false])),
      ["Limits", all("limits"), false],
      ["Places tried", pages.map((page) => {
        const cell = cellOf(page, "tried");
        return page && !plain(cell) ? textCell("None logged here yet.") : cell;
      }), true],
      ["Steps", all("steps"), false], // last, so that what a team decides by stays together on paper
    ];
  }

  /**
   * The largest type, in half points, in which the table fits one page of Letter or A4 in landscape; decide.css has a
   * rule for each. Nobody reads less than eight points: what does not fit goes on to a second page, whole rows at a time.
   * Reckoned with letters about half as wide as high. @param {HTMLElement} place @param {number} number
   */
  function paperSize(place, number) {
    const names = 135 - 14 * number; // points; decide.css has the same
    const [width, height] = [738 - names, 525]; // the narrower and the lower of both papers, without the row names
    const sizes = [18, 17, 16];
    const lines = (/** @type {string} */ words, /** @type {number} */ size, /** @type {number} */ room) => Math.ceil((words.length * 0.52 * size) / room);
    const high = (/** @type {Element} */ cell, /** @type {number} */ size) => {
      const items = [...cell.querySelectorAll("li, p:not(li p)")].filter((item) => !item.matches(".cp-note"));
      const texts = items.length ? items.map((item) => plain(item).replace(plain(item.querySelector("p.cp-note") ?? new Text()), "")) : [plain(cell)];
      return texts.reduce((sum, words) => sum + lines(words, size, width / number - 5 - (cell.querySelector("li") ? 1.4 * size : 0)), 0);
    };
    const rows = [...place.querySelectorAll("tr:not(.cp-compare__minor)")];
    const fits = (/** @type {number} */ size) => rows.reduce((sum, row) => sum + 4.5
      + size * 1.2 * Math.max(lines(plain(row.children[0]), size, names - 12), ...[...row.children].slice(1).map((cell) => high(cell, size))), 0) <= height;
    return sizes.find((size) => fits(size / 2)) ?? sizes[sizes.length - 1];
  }

  /** @param {IdeaLine[]} lines @param {(IdeaParts | null)[]} pages */
  function table(lines, pages) {
    const heads = lines.map((idea) => make("th", { scope: "col" }, make("a", { href: `${shortlist.root}ideas/${idea.id}/` }, idea.title)));
    const body = rowsOf(lines, pages).filter(([, cells]) => cells.some(plain)).map(([name, cells, comparable]) => {
      const same = comparable && new Set(cells.map(plain)).size === 1;
      cells.forEach((cell, at) => {
        cell.dataset.label = lines[at].title;
        if (!plain(cell)) cell.append(make("span", { class: "cp-none" }, "Not stated"));
      });
      const mark = comparable ? make("span", { class: "cp-compare__mark" }, same ? "the same" : "differs") : "";
      const kind = comparable ? `${same ? "cp-compare__same" : "cp-compare__differs"}${MINOR.has(name) ? " cp-compare__minor" : ""}` : null;
      return make("tr", { class: kind }, make("th", { scope: "row" }, name, " ", mark), ...cells);
    });
    return make("table", { class: "cp-stack cp-compare__table" },
      make("caption", { class: "cp-away" }, `${lines.length} ideas side by side`),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, make("span", { class: "cp-away" }, "What")), ...heads)),
      make("tbody", {}, ...body));
  }

  /** @param {IdeaLine[]} all */
  function run(all) {
    const byId = new Map(all.map((idea) => [idea.id, idea]));
    const asked = [...new Set(new URLSearchParams(location.search).getAll("idea"))].filter((id) => byId.has(id));
    const kept = shortlist.ids().filter((id) => byId.has(id));
    let chosen = (asked.length ? asked : kept).slice(0, MOST);
    const picker = /** @type {HTMLSelectElement} */ (one("picker"));
    const lineOf = (/** @type {string} */ id) => /** @type {IdeaLine} */ (byId.get(id));

    const option = (/** @type {IdeaLine} */ idea) => make("option", { value: idea.id }, idea.title);

    function offer() {
      const rest = all.filter((idea) => !chosen.includes(idea.id));
      const mine = rest.filter((idea) => kept.includes(idea.id));
      const others = rest.filter((idea) => !kept.includes(idea.id));
      picker.replaceChildren(make("option", { value: "" }, "Choose an idea"),
        ...(mine.length ? [make("optgroup", { label: "Your shortlist" }, ...mine.map(option))] : []),
        make("optgroup", { label: mine.length ? "All other ideas" : "All ideas" }, ...others.map(option)));
      one("add").hidden = chosen.length >= MOST;
      one("most").hidden = chosen.length < MOST;
    }

    function chips() {
      one("chosen").replaceChildren(...chosen.map((id) => {
        const chip = make("button", { type: "button", class: "cp-chip", "aria-label": `Take out: ${lineOf(id).title}` }, lineOf(id).title, make("span", { "aria-hidden": "true" }, " ×"));
        chip.addEventListener("click", () => {
          chosen = chosen.filter((other) => other !== id);
          change(`Taken out: ${lineOf(id).title}.`);
          const next = one("chosen").querySelector("button");
          if (next) next.focus();
          else picker.focus();
        });
        return make("li", {}, chip);
      }));
    }

    /** @param {string} words */
    function change(words) {
      const query = chosen.map((id) => `idea=${id}`).join("&");
      history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}`);
      show(words);
    }

    /** @param {string} [words] */
    async function show(words) {
      offer();
      chips();
      const now = chosen;
      const place = one("table");
      one("few").hidden = chosen.length >= 2;
      one("out").hidden = chosen.length < 2;
      place.replaceChildren();
      if (words) say(words);
      if (now.length < 2) return;
      const lines = now.map(lineOf);
      const documents = await Promise.all(now.map((id) => ideas.page(`ideas/${id}/`)));
      if (now !== chosen) return; // another choice was made meanwhile
      const pages = documents.map((page) => page && parts(page));
      place.replaceChildren(table(lines, pages));
      place.dataset.size = String(paperSize(place, lines.length));
      place.dataset.ideas = String(lines.length);
      one("short").hidden = documents.every(Boolean);
      say(`${words ? `${words} ` : ""}${lines.length} ideas side by side.`);
    }

    // by a button of its own: arrow keys change a list at every step, and would add whatever stands first
    one("add").addEventListener("submit", (event) => {
      event.preventDefault();
      const id = picker.value;
      if (!id) {
        say("Choose an idea first.");
        picker.focus();
        return;
      }
      chosen = [...chosen, id];
      change(`Added: ${lineOf(id).title}.`);
      if (chosen.length < MOST) picker.focus();
      else one("chosen").querySelector("button")?.focus();
    });
    one("print").addEventListener("click", () => print());
    show();
  }

  async function start() {
    const lines = await ideas.lines();
    if (!lines.length) return;
    one("tool").hidden = false;
    run(lines);
  }
  start();
})();
