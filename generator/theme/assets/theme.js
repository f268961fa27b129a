// What Material for MkDocs lacks: a menu button that the keyboard reaches, and links that work from a disk.

/** On narrow screens (also at 400 % zoom) the theme opens its menu by a label alone. Make it a button. */
function makeMenuButton() {
  const label = document.querySelector('.md-header label[for="__drawer"]')
  const box = document.getElementById("__drawer")
  if (!label || !(box instanceof HTMLInputElement)) return
  const button = document.createElement("button")
  button.type = "button"
  button.className = label.className + " cp-menu-button"
  button.setAttribute("aria-label", "Menu")
  button.append(...label.childNodes)
  const tell = () => button.setAttribute("aria-expanded", String(box.checked))
  button.addEventListener("click", () => box.click())
  box.addEventListener("change", tell)
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.checked) {
      box.click()
      button.focus()
    }
  })
  tell()
  label.replaceWith(button)
}

/** A disk has no server that answers `ideas/` with `ideas/index.html`: add the file's name to a link when it is used. */
function openFromDisk() {
  const complete = (/** @type {Event} */ event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]")
    if (!(link instanceof HTMLAnchorElement)) return
    const url = new URL(link.href)
    if (url.protocol === "file:" && url.pathname.endsWith("/")) {
      url.pathname += "index.html"
      link.href = url.href
    }
  }
  for (const kind of ["pointerdown", "keydown", "click"]) addEventListener(kind, complete, { capture: true })
}

makeMenuButton()
if (location.protocol === "file:") openFromDisk()
