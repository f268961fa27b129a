// Parts of an idea's own page, read from the page itself: what carries `data-part` there. Compare and the pack to print
// draw from them, so that nothing about an idea is written twice.

/**
 * @typedef {Object} IdeaParts
 * @property {(name: string) => Element | null} part An element of the idea's page, ready to be set into this one.
 * @property {() => [string, string][]} takes What it takes: names and words.
 * @property {() => [string, string[]][]} measures Questions and the titles of the measures that answer them.
 */

(() => {
  "use strict";

  /** @param {Document} page @returns {IdeaParts} */
  function parts(page) {
    const find = (/** @type {string} */ name) => page.querySelector(`[data-part="${name}"]`);
    const words = (/** @type {Element | null} */ element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
    return {
      part(name) {
        const found = find(name);
        if (!found) return null;
        const copy = /** @type {Element} */ (document.importNode(found, true));
        for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
        // A link to a place on its own page has nowhere to go here; all others lead on, since both lie equally deep.
        for (const link of copy.querySelectorAll('a[href^="#"]')) link.replaceWith(...link.childNodes);
        return copy;
      },
      takes: () => [...(find("takes")?.querySelectorAll("dt") ?? [])].map((name) => [words(name), words(name.nextElementSibling)]),
      measures: () => [...(find("measures")?.querySelectorAll("h3") ?? [])].map((question) => {
        const links = [...(question.nextElementSibling?.querySelectorAll("li > a") ?? [])];
        return [words(question).replace(/^\d\. /, ""), links.map(words)];
      }),
    };
  }

  /** @type {any} */ (window).changepack.parts = parts;
})();
