// Rows of dates and values as people type and paste them: which column of a table from elsewhere is what, and in which
// form its dates and numbers are meant. Knows no page; what a cell says is read by run-rules.js.

/**
 * @typedef {Object} RunTable
 * @property {(keyof CellRow)[]} COLUMNS
 * @property {() => CellRow} emptyRow
 * @property {(row: CellRow) => boolean} isEmpty
 * @property {(rows: CellRow[]) => CellRow[]} filledRows
 * @property {(text: string) => string} isoDate
 * @property {(grid: string[][]) => {rows: (CellRow & {group: string})[], groups: string[], percent: boolean, heading: string, told: string[]}} understood
 * @property {(first: string, every: string, count: number) => string[]} dates
 */

(() => {
  "use strict";

  const { runRules } = /** @type {any} */ (window).changepack;
  if (!runRules) return;
  const rules = /** @type {RunRules} */ (runRules);

  /** @type {(keyof CellRow)[]} */
  const COLUMNS = ["period", "value", "denominator", "note"];

  /** @returns {CellRow} */
  const emptyRow = () => ({ period: "", value: "", denominator: "", note: "" });
  const isEmpty = (/** @type {CellRow} */ row) => COLUMNS.every((column) => !row[column].trim());

  /** The rows that count, with numbers in place of dates where no date was written at all. @param {CellRow[]} rows */
  function filledRows(rows) {
    const filled = rows.filter((row) => !isEmpty(row));
    return filled.every((row) => !row.period.trim()) ? filled.map((row, index) => ({ ...row, period: String(index + 1) })) : filled;
  }

  /** Month, day and year as in the United States, written as 2026-09-14; other words stay. @param {string} text */
  function isoDate(text) {
    const found = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})\s*$/.exec(text);
    if (!found) return text;
    const [month, day, year] = [Number(found[1]), Number(found[2]), Number(found[3]) + (found[3].length === 2 ? 2000 : 0)];
    const written = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
    return rules.placesInTime([written]) ? written : text;
  }

  /** @type {Record<string, string>} */
  const HEADINGS = {
    period: "period", date: "period", week: "period", month: "period", day: "period", year: "period", time: "period",
    value: "value", percent: "value", rate: "value", count: "value", number: "value",
    denominator: "denominator", "out of": "denominator", n: "denominator", total: "denominator",
    note: "note", notes: "note", comment: "note", group: "group",
  };

  /** What a grid of cells means, and in words what was done to it. @param {string[][]} grid */
  function understood(grid) {
    const told = [];
    let rows = grid;
    const wide = rows.length <= 3 && Math.max(...rows.map((row) => row.length)) > 4;
    if (wide) {
      rows = rows[0].map((_, column) => grid.map((row) => row[column] ?? ""));
      told.push("Columns and rows were exchanged.");
    }
    let columns = rows[0]?.map((cell) => HEADINGS[cell.toLowerCase()] ?? "") ?? [];
    let heading = "";
    if (columns.includes("value") || columns.includes("period")) {
      const spare = columns.indexOf(""); // a heading in the words of the school: 'Assignments turned in'
      if (spare >= 0 && !columns.includes("value")) heading = rows[0][spare];
      if (spare >= 0) columns[spare] = ["value", "period"].find((name) => !columns.includes(name)) ?? "";
      rows = rows.slice(1);
    } else {
      const single = rows.every((row) => row.filter(Boolean).length <= 1 && !row.slice(1).some(Boolean));
      columns = single ? ["value"] : ["period", "value", "denominator", "note"];
      const [head] = rows;
      const text = head?.[columns.indexOf("value")] ?? "";
      if (rows.length > 1 && text && "message" in rules.parseCell(text.replace("%", ""))) {
        heading = text;
        rows = rows.slice(1);
      }
    }
    const named = rows.map((found) => {
      const row = { ...emptyRow(), group: "" };
      columns.forEach((column, index) => {
        if (column in row) row[/** @type {keyof typeof row} */ (column)] ||= found[index] ?? "";
      });
      return row;
    });
    if (named.some((row) => isoDate(row.period) !== row.period)) told.push("Dates such as 9/14/2026 were read as month, day, year.");
    const values = named.filter((row) => row.value);
    const numbers = values.flatMap((row) => [row.value, row.denominator]);
    const comma = numbers.find((cell) => /^[+-]?\d*,(\d{1,2}|\d{4,})\s*%?$/.test(cell)); // three digits may be thousands
    if (comma && !numbers.some((cell) => /\d\.\d/.test(cell))) {
      for (const row of named) for (const name of /** @type {const} */ (["value", "denominator"])) row[name] = row[name].replace(/^([+-]?\d*),(\d+)/, "$1.$2");
      told.push(`Numbers such as ${comma} were read with a decimal comma.`);
    }
    const percent = values.length > 0 && values.every((row) => /%$/.test(row.value) || "gap" in rules.parseCell(row.value))
      && values.some((row) => /%$/.test(row.value));
    if (percent) told.push("The unit is percent.");
    for (const row of named) {
      row.period = isoDate(row.period);
      if (percent) row.value = row.value.replace(/\s*%$/, "");
    }
    const groups = [...new Set(named.map((row) => row.group))];
    return { rows: named, groups, percent, heading, told };
  }

  /** Days from a first day on, as dates. @param {string} first @param {string} every @param {number} count */
  function dates(first, every, count) {
    const found = [];
    const start = new Date(`${first}T00:00:00Z`);
    for (let step = 0; found.length < count; step += 1) {
      const day = new Date(start);
      if (every === "month") {
        day.setUTCDate(1);
        day.setUTCMonth(start.getUTCMonth() + step);
        const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
        day.setUTCDate(Math.min(start.getUTCDate(), last));
      } else day.setUTCDate(start.getUTCDate() + step * ({ week: 7, fortnight: 14 }[every] ?? 1));
      if (every !== "day" || ![0, 6].includes(day.getUTCDay())) found.push(day.toISOString().slice(0, 10));
    }
    return found;
  }

  /** @type {RunTable} */
  const table = { COLUMNS, emptyRow, isEmpty, filledRows, isoDate, understood, dates };
  /** @type {any} */ (window).changepack.runTable = table;
})();
