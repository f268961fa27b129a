// Writes a short document that Word, Google Docs and LibreOffice open: headings, and boxes with a name and a text or room
// to write. A .docx is a zip of a few XML files (ECMA-376); the zip is stored without compression. Knows no tool. Looks
// like the worksheets of the build (render/worksheet_template.py).

/**
 * @typedef {{label: string, text: string, lines: number}} DocxEntry A name, and below it the text or room for so many lines.
 * Of a document, from top to bottom; a row is boxes side by side, each with its share of the width.
 * @typedef {{heading: string, newPage?: boolean} | {title: string} | {note: string} | {row: DocxEntry[], shares: number[]}} DocxBlock
 */

(() => {
  "use strict";

  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  const WIDE = 10035; // between the margins, in twentieths of a point
  const SIDES = ["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>`).join("");
  const ROOM = [["top", 40], ["left", 108], ["bottom", 40], ["right", 108]].map(([side, width]) => `<w:${side} w:w="${width}" w:type="dxa"/>`).join("");
  const BOX = `<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${SIDES}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>${ROOM}</w:tblCellMar></w:tblPr>`;
  const FIXED = {
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    "word/styles.xml": `${HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="20"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`
      + '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
      + style("Title", "Title", '<w:spacing w:after="160" w:line="240" w:lineRule="auto"/>', '<w:b/><w:sz w:val="34"/>')
      + style("Heading1", "heading 1", '<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="26"/>')
      + style("Label", "Label", '<w:keepNext/><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', '<w:b/><w:sz w:val="18"/>')
      + style("Text", "Text", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', "")
      + style("Between", "Between", '<w:spacing w:after="0" w:line="100" w:lineRule="exact"/>', "")
      + style("Note", "Note", "", '<w:sz w:val="18"/>')
      + "</w:styles>",
  };

  /** @param {string} id @param {string} name @param {string} paragraph @param {string} run */
  function style(id, name, paragraph, run) {
    return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
  }

  const { forXml } = /** @type {Drawing} */ (/** @type {any} */ (window).changepack.drawing);

  /** @param {string} text */
  const escaped = (text) => forXml(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  /** @param {string} text */
  function run(text) {
    const lines = text.split("\n").map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`);
    return text ? `<w:r>${lines.join("<w:br/>")}</w:r>` : "";
  }

  /** @param {string} runs @param {string} style @param {string} [more] Properties of its own. */
  const paragraph = (runs, style, more = "") => `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr>${runs}</w:p>`;

  /** Boxes side by side: a table of one row. Measures in twentieths of a point. @param {DocxEntry[]} entries @param {number[]} shares */
  function boxes(entries, shares) {
    const whole = shares.reduce((sum, share) => sum + share, 0);
    const widths = shares.map((share) => Math.round((WIDE * share) / whole));
    const lines = Math.max(...entries.map((entry) => (entry.text.trim() ? 1 : entry.lines)));
    const cells = entries.map(({ label, text }, at) => `<w:tc><w:tcPr><w:tcW w:w="${widths[at]}" w:type="dxa"/></w:tcPr>${paragraph(run(label), "Label")}${paragraph(run(text.trim()), "Text")}</w:tc>`);
    const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`);
    return `<w:tbl>${BOX}<w:tblGrid>${grid.join("")}</w:tblGrid><w:tr><w:trPr><w:trHeight w:val="${340 + 454 * lines}"/></w:trPr>${cells.join("")}</w:tr></w:tbl>${paragraph("", "Between")}`;
  }

  /** @param {DocxBlock} block */
  function drawn(block) {
    if ("title" in block) return paragraph(run(block.title), "Title");
    if ("note" in block) return paragraph(run(block.note), "Note");
    if ("row" in block) return boxes(block.row, block.shares);
    return paragraph(run(block.heading), "Heading1", block.newPage ? "<w:pageBreakBefore/>" : "");
  }

  const TABLE = Uint32Array.from({ length: 256 }, (_, at) => {
    let sum = at;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
    return sum;
  });

  /** The check sum of a zip. @param {Uint8Array} bytes */
  function crc(bytes) {
    let sum = 0xffffffff;
    for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
    return (sum ^ 0xffffffff) >>> 0;
  }

  /** Numbers of two (`h`) or four (`i`) bytes, the lowest first. @param {string} sizes @param {number[]} numbers */
  function packed(sizes, numbers) {
    const view = new DataView(new ArrayBuffer([...sizes].reduce((sum, size) => sum + (size === "h" ? 2 : 4), 0)));
    let at = 0;
    numbers.forEach((number, index) => {
      if (sizes[index] === "h") view.setUint16(at, number, true);
      else view.setUint32(at, number, true);
      at += sizes[index] === "h" ? 2 : 4;
    });
    return new Uint8Array(view.buffer);
  }

  /** Files as a zip without compression; all are dated 1 January 1980. @param {Record<string, string>} files */
  function zip(files) {
    const encoder = new TextEncoder();
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const pieces = [];
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const index = [];
    let at = 0;
    for (const [path, text] of Object.entries(files)) {
      const name = encoder.encode(path);
      const bytes = encoder.encode(text);
      const facts = [20, 0, 0, 0, 33, crc(bytes), bytes.length, bytes.length, name.length, 0];
      pieces.push(packed("ihhhhhiiihh", [0x04034b50, ...facts]), name, bytes);
      index.push(packed("ihhhhhhiiihhhhhii", [0x02014b50, 20, ...facts, 0, 0, 0, 0, at]), name);
      at += 30 + name.length + bytes.length;
    }
    const size = index.reduce((sum, piece) => sum + piece.length, 0);
    const count = Object.keys(files).length;
    return [...pieces, ...index, packed("ihhhhiih", [0x06054b50, 0, 0, count, count, size, at, 0])];
  }

  /** A document of these blocks, on Letter. @param {DocxBlock[]} blocks */
  function docx(blocks) {
    const margins = '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="907" w:right="1077" w:bottom="907" w:left="1077" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>';
    const body = `${HEAD}<w:document ${W}><w:body>${blocks.map(drawn).join("")}${margins}</w:body></w:document>`;
    return new Blob(zip({ ...FIXED, "word/document.xml": body }), { type: `${TYPE}.document` });
  }

  /** @type {any} */ (window).changepack.docx = docx;
})();
