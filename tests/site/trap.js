// Set into every page and frame before anything of it runs: notices whatever an attack can do, and tells what a page is made of.
window.trap = (() => {
  "use strict";

  for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
    window[name] = (...words) => { window.ran(`${name} ${words}`); };
  }

  const HOT = ["href", "xlink:href", "src", "action", "formaction", "data", "to", "values"];
  const runs = (value) => /^[\s\u0000-\u0020]*(?:javascript|vbscript|data|livescript):/i.test(value);

  /** Do all that a visitor's hand could do to set something off. */
  function touch() {
    for (const element of document.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        if (name.startsWith("on")) element.dispatchEvent(new Event(name.slice(2)));
        if (HOT.includes(name) && runs(value)) element.dispatchEvent(new MouseEvent("click", { cancelable: true, bubbles: true }));
      }
    }
  }

  /** Rows of each table that have not as many columns as its first. */
  const uneven = () => [...document.querySelectorAll("table")].flatMap((table) => {
    const widths = [...table.rows].map((row) => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0));
    const spans = table.querySelector("[rowspan]");
    return !spans && new Set(widths).size > 1 ? [`${widths} ${table.outerHTML.slice(0, 300)}`] : [];
  });

  /** The text of a part of the page without what its own scripts read, BibTeX, and words that pictures cut short. */
  function words(selector) {
    const copy = document.querySelector(selector).cloneNode(true);
    for (const code of copy.querySelectorAll("script, .cp-bibtex, svg text")) code.remove();
    return copy.textContent.replace(/\s+/g, " ");
  }

  /** What the page is made of. */
  function made() {
    const all = [...document.querySelectorAll("*")];
    const pairs = all.flatMap((element) => [...element.attributes].map((one) => [element.localName, one.name, one.value]));
    return {
      text: `${words("title")} ${words("body")}`,
      tags: [...new Set(all.map((element) => element.localName))],
      attributes: pairs.filter(([, name]) => !["id", "class", "style"].includes(name)),
      ids: all.map((element) => element.id).filter(Boolean),
      classes: [...new Set(all.flatMap((element) => [...element.classList]))],
      styles: [...document.querySelectorAll("#content [style]")].map((element) => element.getAttribute("style")),
      scripts: [...document.scripts].map((script) => script.getAttribute("src") || script.type || script.textContent),
      data: [...document.querySelectorAll("script[type$=json]")].map((script) => script.textContent),
      headings: document.querySelectorAll("#content h1").length,
      uneven: uneven(),
    };
  }

  return { touch, made };
})();
