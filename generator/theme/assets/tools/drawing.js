// Elements of pages and pictures, and pictures as files: what the tools draw with. Knows no tool and keeps nothing.

/**
 * @typedef {Object} Drawing
 * @property {(tag: string, attributes?: Record<string, string | number | boolean | null | undefined>, ...children: (Node | string)[]) => HTMLElement} make
 * @property {(words: string, act: () => void, more?: string) => HTMLButtonElement} button
 * @property {(place: HTMLElement, said: string, words: string, act: () => void, more?: string) => void} offerBack
 * @property {(tag: string, attributes?: Record<string, string | number | null | undefined>, ...children: (Node | string)[]) => SVGElement} shape
 * @property {(points: [number, number][], closed?: boolean) => string} path
 * @property {(value: number, digits?: number) => string} fixed
 * @property {(text: string, most: number) => string[]} wrapped
 * @property {(number: number, noun: string) => string} counted
 * @property {(element: Element, words: string) => void} write
 * @property {(act: () => void) => void} inPlace
 * @property {(name: string) => string} fileName
 * @property {(text: string) => string} forXml
 * @property {(svg: SVGElement) => string} asText
 * @property {(svg: SVGElement, scale?: number) => Promise<Blob>} asPng
 */

(() => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  /** @param {Element} element @param {Record<string, string | number | boolean | null | undefined>} attributes @param {(Node | string)[]} children */
  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(name, "");
      else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(name, typeof value === "number" ? drawing.fixed(value) : value);
      }
    }
    element.append(...children);
  }

  /** A number to so many decimals as Python writes it: where two are equally near, the even one. @param {number} value @param {number} digits */
  function rounded(value, digits) {
    const text = Math.abs(value).toFixed(digits);
    const halfway = digits === 2 && Math.abs((value * 8) % 2) === 1; // only eighths lie exactly between two hundredths
    const even = halfway && Number(text.at(-1)) % 2 ? (Number(text) - 0.01).toFixed(2) : text;
    return (value < 0 ? "-" : "") + even;
  }

  /** @type {Drawing} */
  const drawing = {
    /** An element of the page; `true` sets an attribute without value, null and false leave it out. */
    make(tag, attributes = {}, ...children) {
      const element = document.createElement(tag);
      fill(element, attributes, children);
      return element;
    },

    /** A quiet button; `more` is for who cannot see where it stands. */
    button(words, act, more = "") {
      const made = drawing.make("button", { type: "button", class: "cp-plain-button" }, words, more && drawing.make("span", { class: "cp-away" }, more));
      made.addEventListener("click", act);
      return /** @type {HTMLButtonElement} */ (made);
    },

    /** Say in a notice what was just taken away, with the way to take it back, and go on there by keyboard. */
    offerBack(place, said, words, act, more) {
      const back = drawing.button(words, () => {
        place.hidden = true;
        act();
      }, more);
      place.replaceChildren(`${said} `, back);
      place.hidden = false;
      back.focus();
    },

    /** An element of a picture. */
    shape(tag, attributes = {}, ...children) {
      const element = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
      fill(element, attributes, children);
      return element;
    },

    /** What a path draws through points. */
    path: (points, closed = false) =>
      `M${points.map(([x, y]) => `${drawing.fixed(x)} ${drawing.fixed(y)}`).join("L")}${closed ? "Z" : ""}`,

    /** A number to two decimals (or so many) without needless digits. */
    fixed(value, digits = 2) {
      const text = rounded(value, digits);
      const short = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
      return short === "-0" ? "0" : short;
    },

    /** Words in lines of at most so many letters; one that is longer stands alone. */
    wrapped(text, most) {
      const lines = [""];
      for (const word of text.trim().split(/\s+/)) {
        const last = lines[lines.length - 1];
        if (last && last.length + word.length >= most) lines.push(word);
        else lines[lines.length - 1] = last ? `${last} ${word}` : word;
      }
      return lines;
    },

    /** A number with its noun: "1 idea", "3 ideas". */
    counted: (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`,

    /** Words into an element; the same ones are not written, and read out, again. */
    write(element, words) {
      if (element.textContent !== words) element.textContent = words;
    },

    /** Draw anew, with the focus left where it was: on the field in the same place, if the old one is gone. */
    inPlace(act) {
      const fields = () => [...document.querySelectorAll("#content :is(a, button, input, select, textarea)")];
      const held = /** @type {any} */ (document.activeElement);
      const at = fields().indexOf(held);
      const cursor = held?.selectionStart;
      act();
      if (at < 0 || held.isConnected) return;
      const field = /** @type {any} */ (fields()[at]);
      field?.focus({ preventScroll: true });
      if (cursor != null) field?.setSelectionRange?.(cursor, cursor);
    },

    /** Words as the name of a file. */
    fileName(name) {
      const plain = name.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
      return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "changepack";
    },

    /** A text without signs that XML does not know: Word may give them, and no program opens a file with one. */
    forXml: (text) => text.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ""),

    /** A picture as the text of a file of its own; its colours must stand in it. */
    asText(svg) {
      const copy = /** @type {SVGElement} */ (svg.cloneNode(true));
      copy.setAttribute("xmlns", SVG);
      return `${drawing.forXml(new XMLSerializer().serializeToString(copy))}\n`;
    },

    /** A picture as a PNG image, `scale` times as large as its view box. */
    async asPng(svg, scale = 2) {
      const [, , width, height] = (svg.getAttribute("viewBox") ?? "").split(" ").map(Number);
      const copy = /** @type {SVGElement} */ (svg.cloneNode(true));
      copy.setAttribute("width", String(width));
      copy.setAttribute("height", String(height));
      const image = new Image();
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.asText(copy))}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      const most = Math.min(scale, 16000 / Math.max(width, height)); // browsers draw nothing that is larger
      canvas.width = Math.round(width * most);
      canvas.height = Math.round(height * most);
      canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
      return new Promise((resolve, reject) => {
        canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no image"))), "image/png");
      });
    },
  };

  /** @type {any} */ (window).changepack = { ...(/** @type {any} */ (window).changepack), drawing };
})();
