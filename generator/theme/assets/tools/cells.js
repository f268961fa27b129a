// Tables as text: what spreadsheets give when one copies from them or saves a CSV file, and CSV files of our own.

/**
 * @typedef {Object} Cells
 * @property {(text: string) => string[][]} read Rows of cells; the sign between cells is found out, empty rows are left out.
 * @property {(given: DataTransfer) => string[][]} copied Cells that were copied elsewhere: an empty row between others counts, since what stands below it belongs there.
 * @property {(rows: string[][], harmless?: (cell: string) => boolean) => string} write A CSV file. What a spreadsheet could take for a formula gets an apostrophe, unless it is `harmless`.
 * @property {(file: File) => boolean} tooLarge Whether a file is larger than any table that a tool here can use: such a one would hold up the page.
 * @property {(file: File) => Promise<string>} text The text of a file, also of one that an older spreadsheet saved.
 */

(() => {
  "use strict";

  const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

  /** @param {string} text @param {string[]} signs That may stand between cells. */
  function split(text, signs = ["\t", ";", ","]) {
    const first = text.split(/\r?\n/, 1)[0];
    const sign = signs.find((candidate) => first.includes(candidate));
    const rows = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const character = text[at];
      const row = rows[rows.length - 1];
      const last = row.length - 1;
      if (quoted && character === "\"" && text[at + 1] === "\"") {
        row[last] += "\"";
        at += 1;
      } else if (character === "\"" && (quoted || row[last] === "")) quoted = !quoted;
      else if (!quoted && character === sign) row.push("");
      else if (!quoted && (character === "\n" || character === "\r")) {
        if (character === "\r" && text[at + 1] === "\n") at += 1;
        rows.push([""]);
      } else row[last] += character;
    }
    return rows.map((row) => row.map((cell) => cell.trim()));
  }

  /** @type {Cells} */
  const cells = {
    read: (text) => split(text.replace(/^\ufeff/, "")).filter((row) => row.some(Boolean)),

    copied(given) {
      const text = given.getData("text/plain").trimEnd();
      // what comes from a spreadsheet comes as HTML too: a column of '1,234' or '12,5' is no CSV
      const isColumn = given.types.includes("text/html") && text.split("\n").every((line) => /^[-+]?[\d.,%\s]*$/.test(line));
      return split(text, isColumn ? ["\t"] : undefined);
    },

    write(rows, harmless = () => false) {
      const written = (/** @type {string} */ cell) => {
        const safe = FORMULA.test(cell) && !harmless(cell) ? `'${cell}` : cell;
        return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll("\"", "\"\"")}"` : safe;
      };
      return rows.map((row) => `${row.map(written).join(",")}\r\n`).join("");
    },

    tooLarge: (file) => file.size > 1_000_000,

    async text(file) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes); // Excel's 'Unicode Text'
      const text = new TextDecoder().decode(bytes);
      return text.includes("\ufffd") ? new TextDecoder("windows-1252").decode(bytes) : text;
    },
  };

  /** @type {any} */ (window).changepack.cells = cells;
})();
