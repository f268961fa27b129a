// The page of the shortlist: order, remove, share as a link, and print everything about the ideas as one pack. What is kept
// lies with shortlist.js.
(() => {
  "use strict";

  const { shortlist, ideas, parts, drawing, store } = /** @type {{shortlist: Shortlist, ideas: Ideas, parts: (page: Document) => IdeaParts, drawing: Drawing, store: any}} */ (/** @type {any} */ (window).changepack);
  const { make, button, offerBack, counted, inPlace } = drawing;
  const one = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));
  const say = (/** @type {string} */ words) => { one("told").textContent = words; };
  /** @param {IdeaLine} idea */
  const facts = (idea) => `${idea.effort}. Research: ${idea.research.toLowerCase()}. Practice: ${idea.practice.toLowerCase()}.${idea.depth ? ` Distance to the aim: ${idea.depth.toLowerCase()}.` : ""}`;

  /** @param {IdeaLine[]} all */
  function run(all) {
    const byId = new Map(all.map((idea) => [idea.id, idea]));
    const kept = () => shortlist.ids().filter((id) => byId.has(id));
    const lineOf = (/** @type {string} */ id) => /** @type {IdeaLine} */ (byId.get(id));

    /** @param {string[]} ids @param {string} words */
    const keep = (ids, words) => say(shortlist.set(ids) || words);

    /** @param {string} id @param {number} by */
    function move(id, by) {
      const ids = kept();
      const at = ids.indexOf(id);
      ids.splice(at, 1);
      ids.splice(at + by, 0, id);
      keep(ids, `${lineOf(id).title}: now number ${at + by + 1} of ${ids.length}.`);
      const row = one("list").children[at + by];
      const buttons = /** @type {HTMLButtonElement[]} */ ([...row.querySelectorAll("button:not(:disabled)")]);
      (buttons.find((made) => made.textContent?.startsWith(by < 0 ? "Up" : "Down")) ?? buttons[0]).focus();
    }

    /** @param {string} id */
    function remove(id) {
      const before = kept();
      keep(before.filter((other) => other !== id), `Taken off: ${lineOf(id).title}.`);
      offerBack(one("undo"), `“${lineOf(id).title}” is off the list.`, "Put it back", () => {
        const now = kept().filter((other) => other !== id);
        now.splice(before.indexOf(id), 0, id);
        keep(now, `Back on the list: ${lineOf(id).title}.`);
        one("list").children[now.indexOf(id)].querySelector("a")?.focus();
      });
    }

    /** @param {string} id @param {number} at @param {number} number */
    function row(id, at, number) {
      const idea = lineOf(id);
      const up = button("Up", () => move(id, -1), ` ${idea.title}`);
      const down = button("Down", () => move(id, 1), ` ${idea.title}`);
      up.disabled = at === 0;
      down.disabled = at === number - 1;
      return make("li", { class: "cp-row cp-kept" },
        make("h3", { class: "cp-row__title" }, make("a", { href: `${shortlist.root}ideas/${id}/` }, idea.title)),
        make("p", { class: "cp-note" }, facts(idea)),
        idea.caution ? make("p", { class: "cp-fact__caution cp-kept__caution" }, `Read first: ${idea.caution}.`) : "",
        make("p", { class: "cp-kept__do cp-screen-only" }, make("a", { href: `${shortlist.root}ideas/${id}/plan/` }, "Plan a first test"), up, down, button("Remove", () => remove(id), ` ${idea.title}`)));
    }

    const query = (/** @type {string[]} */ ids) => ids.map((id) => `idea=${id}`).join("&");

    function show() {
      const ids = kept();
      one("empty").hidden = ids.length > 0;
      one("full").hidden = !ids.length;
      one("count").textContent = ids.length ? counted(ids.length, "idea") : "";
      one("list").replaceChildren(...ids.map((id, at) => row(id, at, ids.length)));
      const compare = /** @type {HTMLAnchorElement} */ (one("compare"));
      compare.href = `${shortlist.root}tools/compare/?${query(ids.slice(0, 4))}`;
      compare.hidden = ids.length < 2;
      compare.textContent = ids.length > 4 ? "Compare the first four" : "Compare side by side";
      one("pack").replaceChildren();
    }

    /** Ideas that the address names: offer to take them over; nothing changes by itself. */
    function offer() {
      const asked = [...new Set(new URLSearchParams(location.search).getAll("idea"))].filter((id) => byId.has(id));
      const mine = kept();
      if (!asked.length || (asked.length === mine.length && asked.every((id, at) => mine[at] === id))) return;
      const box = one("offer");
      const done = (/** @type {string[] | null} */ ids, /** @type {string} */ words) => {
        box.hidden = true;
        history.replaceState(null, "", location.pathname);
        if (ids) keep(ids, words);
        else say(words);
        /** @type {HTMLElement} */ (document.querySelector("#s-list")).focus();
      };
      const added = [...mine, ...asked.filter((id) => !mine.includes(id))];
      box.replaceChildren(
        make("p", {}, `Somebody shared ${counted(asked.length, "idea")} with you:`),
        make("ul", {}, ...asked.map((id) => make("li", {}, make("a", { href: `${shortlist.root}ideas/${id}/` }, lineOf(id).title)))),
        make("p", { class: "cp-shelf__ways" },
          button(mine.length ? "Add them to my list" : "Take them over", () => done(added, `${counted(asked.length, "idea")} taken over.`)),
          mine.length ? button("Put them in place of my list", () => done(asked, `Your list now holds ${counted(asked.length, "idea")}.`)) : "",
          button("No, thank you", () => done(null, "Your list has not changed."))));
      box.hidden = false;
    }

    async function share() {
      const address = new URL(`${location.pathname}?${query(kept())}`, location.href).href;
      const field = /** @type {HTMLInputElement} */ (one("address"));
      field.value = address;
      one("share-box").hidden = false;
      field.select();
      try {
        await navigator.clipboard.writeText(address);
        say("The link is copied. Whoever opens it is offered these ideas.");
      } catch {
        field.focus();
        say("Copy the link from the field.");
      }
    }

    one("share").addEventListener("click", share);
    one("print").addEventListener("click", async () => {
      say("Putting the pack together...");
      const whole = await fillPack(kept().map(lineOf));
      say(whole ? "The pack is ready." : "The pack holds the cover and links; some pages could not be read.");
      print();
    });
    one("clear").addEventListener("click", () => {
      const before = kept();
      keep([], "The list is empty.");
      offerBack(one("undo"), "The list is empty.", "Bring it back", () => {
        keep(before, "The list is back.");
        /** @type {HTMLElement} */ (document.querySelector("#s-list")).focus();
      });
    });
    shortlist.watch(() => inPlace(show));
    show();
    offer();
  }

  /** @param {IdeaLine[]} lines */
  function cover(lines) {
    const blank = (/** @type {string} */ label) => make("p", { class: "cp-pack__blank" }, label);
    return make("section", { class: "cp-pack__page" },
      make("h2", {}, `Shortlist: ${counted(lines.length, "idea")}`),
      make("p", {}, `${one("site").textContent}. Printed ${new Date().toLocaleDateString("en-US", { year: "numeric", month: "long", day: "numeric" })}.`),
      blank("Team"), blank("Our problem"), blank("Our aim, by when"),
      make("ol", { class: "cp-pack__list" }, ...lines.map((idea) => make("li", {},
        make("strong", {}, idea.title), make("br"), `${facts(idea)}${idea.caution ? ` Read first: ${idea.caution}.` : ""}`))),
      make("p", {}, "In this pack: a page on each idea, a sheet of two pages for each first test (the plan, then what happens), and the measures of all."));
  }

  /** Addresses that a page for paper shows where the site does not know its own. @param {Element} copy @param {string} url Of that page, below the root. */
  function address(copy, url) {
    for (const line of /** @type {NodeListOf<HTMLElement>} */ (copy.querySelectorAll("[data-address]"))) {
      line.append(new URL(line.dataset.address ?? "", new URL(shortlist.root + url, location.href)).href);
      line.hidden = false;
    }
  }

  /** The sheet of a first test, as the planner's page has it: its plan in front, the rest on the back. @param {string} id @param {Document} page */
  function testSheet(id, page) {
    const sheet = /** @type {HTMLElement} */ (document.importNode(/** @type {Node} */ (page.querySelector("[data-plan]")), true));
    address(sheet, `ideas/${id}/plan/`);
    for (const part of sheet.querySelectorAll(".cp-screen-only, .cp-plan__last")) part.remove();
    return make("section", { class: "cp-pack__page cp-pack__test" },
      make("h2", {}, page.querySelector("h1")?.textContent ?? ""), make("div", { class: "cp-plan" }, ...sheet.childNodes));
  }

  /** @param {[IdeaLine, IdeaParts][]} pages */
  function measureTable(pages) {
    const rows = pages.flatMap(([idea, page]) => page.measures().map(([question, titles], at, all) => make("tr", {},
      at === 0 ? make("th", { scope: "rowgroup", rowspan: all.length }, idea.title) : "",
      make("td", {}, question), make("td", {}, titles.join("; ")), make("td", {}), make("td", {}))));
    const heads = ["Idea", "Question", "Measure", "Who looks", "How often"];
    return make("section", { class: "cp-pack__page" }, make("h2", {}, "Measures"),
      make("table", { class: "cp-grid cp-pack__measures" },
        make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))), make("tbody", {}, ...rows)));
  }

  /** @param {IdeaLine} idea */
  const leftOut = (idea) => make("section", { class: "cp-pack__left" }, make("h2", {}, idea.title),
    make("p", {}, "This page cannot read the handout from here. Open it and print it by itself: ", make("a", { href: `${shortlist.root}ideas/${idea.id}/handout/` }, `handout of “${idea.title}”`), "."));

  /** The pack below the list, for paper; whether all of it could be read. @param {IdeaLine[]} lines */
  async function fillPack(lines) {
    const handouts = await Promise.all(lines.map((idea) => ideas.page(`ideas/${idea.id}/handout/`)));
    const own = await Promise.all(lines.map((idea) => ideas.page(`ideas/${idea.id}/`)));
    const plans = await Promise.all(lines.map((idea) => ideas.page(`ideas/${idea.id}/plan/`)));
    const sheets = handouts.map((page, at) => {
      const sheet = page?.querySelector(".cp-page--handout");
      if (!sheet) return leftOut(lines[at]);
      const copy = /** @type {HTMLElement} */ (document.importNode(sheet, true));
      address(copy, `ideas/${lines[at].id}/handout/`);
      for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
      for (const link of copy.querySelectorAll("a[href]")) link.replaceWith(...link.childNodes);
      const title = copy.querySelector("h1");
      title?.replaceWith(make("p", { class: "cp-pack__title", role: "heading", "aria-level": "2" }, ...title.childNodes));
      return make("section", { class: "cp-pack__page cp-pack__handout" }, copy);
    });
    const read = /** @type {[IdeaLine, IdeaParts][]} */ (own.flatMap((page, at) => (page ? [[lines[at], parts(page)]] : [])));
    const tests = plans.flatMap((page, at) => (page ? [testSheet(lines[at].id, page)] : []));
    one("pack").replaceChildren(cover(lines), ...sheets, ...tests, ...(read.length ? [measureTable(read)] : []));
    return [...handouts, ...own, ...plans].every(Boolean);
  }

  async function start() {
    const tool = one("tool");
    const lines = await ideas.lines();
    if (!lines.length) return;
    tool.hidden = false;
    run(lines);
    const damaged = Object.keys(store.damaged()).some((name) => name.startsWith("shortlist/")); // known once it has been read
    if (damaged) say("A list that was kept here could not be read. It was put aside in this browser; nothing was deleted.");
  }
  start();
})();
