// What the tools know of ideas: a line of facts for each, from the page (or a file, in a large library), and the parts of
// an idea's own page. Draws nothing, but where the file cannot be read it shows the words that the page holds for that.

/**
 * The facts of an idea. What nobody stated is left out.
 * @typedef {Object} IdeaLine
 * @property {string} id
 * @property {string} title
 * @property {string[]} problems Ids of its problems of practice.
 * @property {string[]} [drivers] 'problem.driver', with the main driver above a part.
 * @property {string} effort In words.
 * @property {string} [depth] In words.
 * @property {number} [tier] Research tier, 1 the strongest.
 * @property {string} research The tier's name.
 * @property {number} rung Step of the practice ladder, from 0.
 * @property {string} practice The step's name.
 * @property {string} [caution] Findings that speak against it, counted.
 * @property {number} days School days until a first test.
 * @property {number} [test] School days that the first test lasts.
 * @property {number} [people] Adults needed for it.
 * @property {number} [hours] Hours a week, of all staff together, once it runs.
 * @property {string[]} [roles] Who does it.
 * @property {string} [distance] direct, near or far from the aim.
 * @property {string} [relies] On whom it leans.
 * @property {number} [left] Places that gave it up.
 * @property {string} [burden] What its lightest measure for a first test costs people.
 * @property {string} [measure] That measure.
 */

/**
 * @typedef {Object} Ideas
 * @property {() => Promise<IdeaLine[]>} lines All published ideas, by title; empty where the file cannot be read.
 * @property {(address: string) => Promise<Document | null>} page A page of this site by its address below the root; null where it cannot be read.
 */

(() => {
  "use strict";

  const { shortlist } = /** @type {any} */ (window).changepack;

  /** @param {string} address @returns {Promise<Response | null>} */
  async function get(address) {
    if (location.protocol === "file:") return null; // a browser does not let pages from a disk read each other
    try {
      const answer = await fetch(new URL(address, shortlist.root));
      return answer.ok ? answer : null;
    } catch {
      return null;
    }
  }

  /** @type {Promise<IdeaLine[]> | undefined} */
  let lines;
  /** @type {Map<string, Promise<Document | null>>} */
  const pages = new Map();

  async function readLines() {
    const { ideas, file } = JSON.parse(document.getElementById("cp-ideas-data")?.textContent ?? "{}");
    if (ideas) return ideas;
    try {
      return (await (await get(file))?.json()).items;
    } catch { // no answer, or a page to sign in where the file should be
      document.querySelector("[data-unread]")?.toggleAttribute("hidden", false);
      return [];
    }
  }

  /** @param {string} address */
  async function readPage(address) {
    const answer = await get(address);
    return answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  /** @type {Ideas} */
  const ideas = {
    lines: () => (lines ??= readLines()),
    page(address) {
      const known = pages.get(address) ?? readPage(address);
      pages.set(address, known);
      known.then((page) => { if (!page) pages.delete(address); }); // asked for again, it may be there
      return known;
    },
  };
  /** @type {any} */ (window).changepack.ideas = ideas;
})();
