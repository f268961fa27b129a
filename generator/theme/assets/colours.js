// The colours that a reader chose, or those of the device, before anything is drawn in other ones. Runs right behind the
// switch of colours in the header; what happens when it is used is the theme's.
(() => {
  "use strict";

  const BY_DEVICE = "(prefers-color-scheme)";

  const kept = /** @type {any} */ (window).__md_get("__palette")?.color;
  let media = kept?.media ?? BY_DEVICE;
  if (media === BY_DEVICE) media = `(prefers-color-scheme: ${matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"})`;
  const option = document.querySelector(`.md-option[data-md-color-media="${CSS.escape(media)}"]`);
  for (const name of ["media", "scheme", "primary", "accent"]) {
    const value = option?.getAttribute(`data-md-color-${name}`) ?? kept?.[name];
    if (value) document.body.setAttribute(`data-md-color-${name}`, String(value));
  }
})();
