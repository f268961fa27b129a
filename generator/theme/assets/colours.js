// The colours that a reader chose, or those of the device, before anything is drawn in other ones. Runs right behind the
// switch of colours in the header; what happens when it is used is the theme's. The theme ticks none of its options at
// first, so that the keyboard would come to one whose sign is not shown: the one in use is ticked here.
(() => {
  "use strict";

  const BY_DEVICE = "(prefers-color-scheme)";
  const switches = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-md-component=palette] input"));
  const options = [...switches];
  /** @param {HTMLInputElement} option */
  const mediaOf = (option) => option.getAttribute("data-md-color-media") ?? "";

  const kept = /** @type {any} */ (window).__md_get("__palette");
  const used = options[kept?.index] ?? options.find((option) => matchMedia(mediaOf(option)).matches) ?? options[0];
  if (!used) return;
  used.checked = true;
  const device = `(prefers-color-scheme: ${matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"})`;
  const shown = (mediaOf(used) === BY_DEVICE && options.find((option) => mediaOf(option) === device)) || used;
  for (const name of ["data-md-color-media", "data-md-color-scheme", "data-md-color-primary", "data-md-color-accent"]) {
    document.body.setAttribute(name, shown.getAttribute(name) ?? "");
  }
})();
