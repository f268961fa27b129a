// A site opened from a disk has no server that would answer `ideas/` with `ideas/index.html`: this adds the
// file's name to such links. On a web server it does nothing.
if (location.protocol === "file:") {
  const withFile = (/** @type {HTMLAnchorElement} */ link) => {
    const url = new URL(link.href)
    if (url.protocol === "file:" && url.pathname.endsWith("/")) {
      url.pathname += "index.html"
      link.href = url.href
    }
  }
  for (const kind of ["pointerdown", "keydown", "click"]) {
    addEventListener(kind, (event) => {
      const link = event.target instanceof Element && event.target.closest("a[href]")
      if (link instanceof HTMLAnchorElement) withFile(link)
    }, { capture: true })
  }
}
