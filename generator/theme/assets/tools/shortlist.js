// The shortlist: a 'Keep' button beside every idea in a list and on its own page, and the way to the list itself. Which
// ideas are kept stays in this browser (store.js). Without script there are no buttons. Not the page of the list.

/**
 * @typedef {Object} Shortlist
 * @property {string} root Address of the site's first page.
 * @property {() => string[]} ids The kept ideas in the visitor's order.
 * @property {(ids: string[]) => string} set Keep these, in this order; what went wrong, or an empty text.
 * @property {(area: ParentNode) => void} decorate Put the buttons into rows of ideas that were drawn just now.
 * @property {(changed: () => void) => void} watch Call back whenever the list has changed, in this tab or another.
 */

(() => {
  "use strict";

  const { store } = /** @type {any} */ (window).changepack;
  const KIND = "shortlist";
  const MINE = "mine";
  const PAGE = /\/ideas\/([a-z][a-z0-9-]{1,63})\/(?:index\.html)?$/;
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../../", script.src).href;

  /** @type {(() => void)[]} */
  const watchers = [];
  /** @type {string[] | null} What is kept for this page alone, where the browser keeps nothing. */
  let unkept = null;
  const told = document.createElement("p");
  told.className = "cp-keep-told";
  told.setAttribute("role", "status");

  /** @param {unknown} data @returns {string[]} */
  function read(data) {
    const ids = /** @type {any} */ (data)?.ideas;
    return Array.isArray(ids) ? [...new Set(ids.filter((id) => typeof id === "string"))] : [];
  }

  /** @type {string[] | null} The list as it was last read: a menu of a thousand ideas asks a thousand times. */
  let known = null;
  const ids = () => unkept ?? (known ??= read(store.load(KIND, MINE)?.data));

  function tell() {
    known = null;
    for (const changed of watchers) changed();
  }

  /** @param {string[]} wanted */
  function set(wanted) {
    const saved = store.save(KIND, MINE, { title: "Shortlist", ideas: wanted }, store.load(KIND, MINE)?.revision ?? 0);
    unkept = saved.ok ? null : wanted;
    tell();
    if (saved.ok) return "";
    return `The shortlist holds for this page only. ${saved.reason === "blocked" ? store.keepsNothing : saved.message}`;
  }

  const words = (/** @type {number} */ number) => `Shortlist (${number})`;

  /** A button and the way to the list. @param {string} id @param {string} title @param {string} tag */
  function keeper(id, title, tag) {
    const place = document.createElement(tag);
    place.className = "cp-keep";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cp-keep__button";
    button.textContent = "Keep";
    button.setAttribute("aria-label", `Keep: ${title}`);
    const link = document.createElement("a");
    link.href = `${root}tools/shortlist/`;
    place.append(button, " ", link);
    const show = () => {
      const kept = ids();
      button.setAttribute("aria-pressed", String(kept.includes(id)));
      link.textContent = words(kept.length);
      link.hidden = !kept.includes(id);
    };
    button.addEventListener("click", () => {
      known = null; // another tab may have changed it this moment
      const kept = ids();
      const trouble = set(kept.includes(id) ? kept.filter((other) => other !== id) : [...kept, id]);
      const first = !told.isConnected;
      if (first) document.body.append(told);
      setTimeout(() => {
        told.textContent = trouble || (kept.includes(id) ? "Taken off the shortlist." : `Kept. ${words(ids().length)}.`);
        told.classList.toggle("cp-keep-told--trouble", trouble !== "");
      }, first ? 100 : 0); // words that come together with their place are not read out
    });
    watchers.push(show);
    show();
    return place;
  }

  /** @param {ParentNode} area */
  function decorate(area) {
    for (const row of area.querySelectorAll("li.cp-row")) {
      const link = /** @type {HTMLAnchorElement | null} */ (row.querySelector(".cp-row__title > a"));
      const [, id] = (link && PAGE.exec(new URL(link.href).pathname)) ?? [];
      if (!link || !id || row.querySelector(".cp-keep, .cp-badge")) continue; // a draft or retired idea bears a badge
      const facts = row.querySelector(".cp-row__facts");
      (facts ?? row).append(keeper(id, link.textContent ?? "", facts ? "li" : "p"));
    }
  }

  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-keep]"))) {
    place.append(keeper(place.dataset.keep ?? "", document.querySelector("h1")?.textContent ?? "", "span"));
  }
  decorate(document);
  store.watch(KIND, tell);
  addEventListener("pageshow", (event) => { if (event.persisted) tell(); });

  /** @type {Shortlist} */
  const shortlist = { root, ids, set, decorate, watch: (changed) => watchers.push(changed) };
  /** @type {any} */ (window).changepack.shortlist = shortlist;
})();
