// What Material for MkDocs lacks: a menu button that the keyboard reaches, and sight of what has the focus. And what it has
// too much of: commands of a single letter.

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

/**
 * Say at the root that the keyboard is on the page, so that theme.css keeps it in sight, and see that a field is so:
 * browsers look for its cursor, or its day, and know of no margin around it. A style that finds out by itself (:has) would look again
 * at each change of a page.
 */
function keepFocusInSight() {
  const root = document.documentElement
  addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element) || !target.matches(":is(.md-main, .md-tabs) :is(:focus-visible, [type=date])")) return
    root.dataset.cpFocus = ""
    if (target.matches("input, textarea")) target.scrollIntoView({ block: "nearest" })
  })
  addEventListener("focusout", () => { delete root.dataset.cpFocus })
}

/**
 * The theme takes single letters, typed wherever no field is, for commands: F, S or / go to the search, P and N to other
 * pages. Whoever speaks to a computer, or touches a key, is carried off (WCAG 2.1.4). The open search keeps its letters.
 */
function dropCommandsOfOneLetter() {
  document.addEventListener("keydown", (event) => {
    if (event.key.length === 1 && !document.querySelector("#__search:checked")) event.stopPropagation()
  })
}

makeMenuButton()
keepFocusInSight()
dropCommandsOfOneLetter()
