// Writes a short document that Word, Google Docs and LibreOffice open: headings, labels with text, lines to write on.
// A .docx is a zip of a few XML files (ECMA-376); the zip is stored without compression. Knows no tool.

/**
 * A heading, a note, or a label with its text: below it (and without text so many lines to write on), or beside it.
 * @typedef {{heading: string} | {title: string} | {note: string} | {label: string, text: string, lines: number} | {label: string, beside: string}} DocxBlock
 */

(() => {
  "use strict";

  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  const FIXED = {
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    "word/styles.xml": `${HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="21"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`
      + '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
      + style("Title", "Title", '<w:spacing w:after="160"/>', '<w:b/><w:sz w:val="36"/>')
      + style("Heading1", "heading 1", '<w:keepNext/><w:pBdr><w:top w:val="single" w:sz="8" w:space="4"/></w:pBdr><w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="28"/>')
      + style("Label", "Label", '<w:keepNext/><w:spacing w:before="140" w:after="20"/>', '<w:b/><w:sz w:val="19"/>')
      + style("Line", "Line", '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="777777"/><w:between w:val="single" w:sz="4" w:space="1" w:color="777777"/></w:pBdr><w:spacing w:after="0" w:line="400" w:lineRule="exact"/>', "")
      + style("Note", "Note", "", '<w:color w:val="555555"/><w:sz w:val="18"/>')
      + "</w:styles>",
  };

  /** @param {string} id @param {string} name @param {string} paragraph @param {string} run */
  function style(id, name, paragraph, run) {
    return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
  }

  /** Text as XML; signs that XML does not know are left out. @param {string} text */
  const escaped = (text) => text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  /** @param {string} text @param {string} [properties] */
  function run(text, properties = "") {
    const lines = text.split("\n").map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`);
    return text ? `<w:r>${properties}${lines.join("<w:br/>")}</w:r>` : "";
  }

  /** @param {string} runs @param {string} [name] The style; none is plain text. */
  const paragraph = (runs, name) => `<w:p>${name ? `<w:pPr><w:pStyle w:val="${name}"/></w:pPr>` : ""}${runs}</w:p>`;

  /** @param {DocxBlock} block */
  function drawn(block) {
    if ("title" in block) return paragraph(run(block.title), "Title");
    if ("heading" in block) return paragraph(run(block.heading), "Heading1");
    if ("note" in block) return paragraph(run(block.note), "Note");
    if ("beside" in block) return paragraph(run(`${block.label}  `, "<w:rPr><w:b/></w:rPr>") + run(block.beside.trim() || "_".repeat(30)));
    const text = block.text.trim();
    return paragraph(run(block.label), "Label") + (text ? paragraph(run(text)) : paragraph("", "Line").repeat(block.lines));
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

  /** A document of these blocks, on the paper that the reader's program has. @param {DocxBlock[]} blocks */
  function docx(blocks) {
    const margins = '<w:sectPr><w:pgMar w:top="900" w:right="1000" w:bottom="900" w:left="1000" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>';
    const body = `${HEAD}<w:document ${W}><w:body>${blocks.map(drawn).join("")}${margins}</w:body></w:document>`;
    return new Blob(zip({ ...FIXED, "word/document.xml": body }), { type: `${TYPE}.document` });
  }

  /** @type {any} */ (window).changepack = { ...(/** @type {any} */ (window).changepack), docx };
})();
