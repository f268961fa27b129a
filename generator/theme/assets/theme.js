// What Material for MkDocs lacks: a menu button that the keyboard reaches.

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

makeMenuButton()
