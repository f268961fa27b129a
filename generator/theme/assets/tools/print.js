// Buttons that print the page, and the address of a page as text on paper where the site does not know its own.
// Without script the page says how to print, and both stay hidden.
(() => {
  "use strict";
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-print]"))) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const hint of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-print-hint]"))) hint.hidden = true;
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-address]"))) {
    if (!location.protocol.startsWith("http")) continue;
    line.append(new URL(line.dataset.address ?? "", location.href).href);
    line.hidden = false;
  }
})();
