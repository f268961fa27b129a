// What the theme runs before a page is drawn, as a file: no page needs a script inside it, and its policy allows none.
// Three things are other than in the theme. A browser that keeps nothing, or holds something broken, stops no page.
// Nothing is kept before a reader has chosen colours. And links work from a disk, from the first moment on.
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL(script.dataset.scope ?? "..", script.src);

  /** @param {string} name @param {URL} scope */
  const key = (name, scope) => `${scope.pathname}.${name}`;

  /** @param {string} name @param {Storage} [storage] @param {URL} [scope] */
  function read(name, storage, scope = root) {
    try {
      const value = JSON.parse((storage ?? localStorage).getItem(key(name, scope)) ?? "null");
      return name !== "__palette" || (Number.isInteger(value?.index) && value.color) ? value : null;
    } catch {
      return null;
    }
  }

  /** @param {string} name @param {unknown} value @param {Storage} [storage] @param {URL} [scope] */
  function write(name, value, storage, scope = root) {
    if (name === "__palette" && !hasChosen) return;
    try {
      (storage ?? localStorage).setItem(key(name, scope), JSON.stringify(value));
    } catch {
      // The choice holds for this page, then.
    }
  }

  let hasChosen = false;
  addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === "__palette") hasChosen = true;
  }, { capture: true });

  /** @param {string} text */
  const hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);

  Object.assign(window, { __md_scope: root, __md_hash: hash, __md_get: read, __md_set: write });

  /** A disk has no server that answers `ideas/` with `ideas/index.html`: add the file's name to a link when it is used. @param {Event} event */
  function complete(event) {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (!(link instanceof HTMLAnchorElement)) return;
    const url = new URL(link.href);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) {
      url.pathname += "index.html";
      link.href = url.href;
    }
  }

  if (location.protocol === "file:") {
    for (const kind of ["pointerdown", "keydown", "click"]) addEventListener(kind, complete, { capture: true });
  }
})();
