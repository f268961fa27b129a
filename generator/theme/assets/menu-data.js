// The table of the menu (generator/render/menu_data.py) and what can be asked of it: which ideas fit a choice, how many
// each value would bring, in which order. What is not there yet is loaded piece by piece. Draws nothing.
// Values of one facet add up (or), facets narrow each other (and); a value's count leaves its own facet out.

/** @typedef {{chosen: Map<string, Set<string>>, words: string}} MenuChoice */
/** @typedef {[kind: "names" | "drivers" | "words" | "lines", key: string]} Wanted A piece that is not there yet. */
/** @typedef {{id: string, title: string, of: string}} DriverValue */

/**
 * @typedef {Object} Answer
 * @property {number[]} rows Ideas that fit, by title.
 * @property {Map<string, Map<string, number>>} counts Facet, value: how many ideas it would bring.
 */

/**
 * @typedef {Object} MenuTable
 * @property {number} size Number of ideas.
 * @property {(choice: MenuChoice) => Wanted[]} missing Pieces that an answer to this choice needs.
 * @property {(rows: number[]) => Wanted[]} namesMissing Pieces with the names of these ideas.
 * @property {(rows: number[]) => Wanted[]} linesMissing Pieces with their summaries.
 * @property {() => Wanted[]} allNames Names of all ideas that are not there yet.
 * @property {(wanted: Wanted[]) => Promise<void>} load
 * @property {(choice: MenuChoice) => Answer} answer Its pieces must be there.
 * @property {(rows: number[], sort: string) => number[]} sorted
 * @property {(row: number) => {id: string, title: string} | undefined} name
 * @property {(row: number) => string | undefined} summary
 * @property {(row: number) => {evidence: string, practice: string, effort: string, band: string}} facts
 * @property {(problem: string) => DriverValue[]} drivers The drivers of a problem; its piece must be there.
 */

(() => {
  "use strict";

  /** @typedef {{sets: number[][], rows: Uint16Array | Uint32Array, values: string[]}} Column */

  const scope = /** @type {any} */ (globalThis);
  const { wordsOf, pieces, wordIndex } = scope.changepack;
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const store = /** @type {Pieces} */ (pieces(new URL("../data/menu/", script.src)));
  const FIRST_SIGN = 35;
  const WORDS = 255; // in place of a facet's number

  /** @param {string} signs */
  const unpacked = (signs) => Uint16Array.from({ length: signs.length }, (_, row) => signs.charCodeAt(row) - FIRST_SIGN);

  /** @param {Map<string, string[]>} values Facet with the names of its values, both in the order of the page. @param {string} driver The facet whose values come with a problem. @returns {MenuTable} */
  function menuTable(values, driver) {
    const head = store.at("menu");
    const size = /** @type {number} */ (head.rows);
    const names = [...values.keys()];
    const effort = unpacked(head.effort.rows), band = unpacked(head.band.rows), newest = unpacked(head.newest.rows);
    const words = /** @type {WordIndex} */ (wordIndex(head.words, store));
    const problems = values.get("problem") ?? [];
    /** @type {Map<string, Column>} */
    const columns = new Map(names.map((name) => [name, name === driver
      ? { sets: [[]], rows: new Uint32Array(size), values: [] }
      : { sets: head.facets[name].sets, rows: unpacked(head.facets[name].rows), values: values.get(name) ?? [] }]));
    /** @type {Map<string, DriverValue[]>} */
    const drivers = new Map();
    /** @type {Map<string, Uint8Array>} */
    const marks = new Map();

    /** @param {Wanted[]} wanted */
    const notThere = (wanted) => wanted.filter(([, key], place) => store.at(key) === undefined && wanted.findIndex((other) => other[1] === key) === place);

    /** @param {string} problem @returns {string | undefined} */
    const driverPiece = (problem) => head.drivers[Math.floor(problems.indexOf(problem) / head.driversInAPiece)];

    /** @param {number[]} rows @param {"names" | "lines"} kind @param {number} inAPiece @returns {Wanted[]} */
    const piecesOf = (rows, kind, inAPiece) => notThere(rows.map((row) => [kind, head[kind][Math.floor(row / inAPiece)]]));

    /** Take a problem's drivers into their column. @param {string} problem */
    function takeDrivers(problem) {
      if (drivers.has(problem)) return;
      const column = /** @type {Column} */ (columns.get(driver));
      /** @type {Map<string, number>} */
      const known = new Map(column.sets.map((set, place) => [set.join(), place]));
      const lists = store.at(driverPiece(problem) ?? "")?.[problems.indexOf(problem) % head.driversInAPiece] ?? [];
      for (const [id, , rows] of lists) {
        const value = column.values.push(id) - 1;
        for (const row of rows) {
          const set = [...column.sets[column.rows[row]], value];
          if (!known.has(set.join())) known.set(set.join(), column.sets.push(set) - 1);
          column.rows[row] = /** @type {number} */ (known.get(set.join()));
        }
      }
      drivers.set(problem, lists.map((/** @type {string[]} */ [id, title]) => ({ id, title, of: problem })));
    }

    /** Rows that have all the words. @param {string} text @returns {(row: number) => boolean} */
    function wordTest(text) {
      const asked = /** @type {string[]} */ (wordsOf(text));
      const found = asked.map((word) => marks.get(word) ?? words.marks(word));
      marks.clear(); // the next question will most likely be about the same words
      asked.forEach((word, place) => marks.set(word, found[place]));
      return asked.length ? (row) => found.every((of) => of[row] > 0) : () => false;
    }

    /** For each row how many facets (or the words) it misses, and the last of them. @param {MenuChoice} choice */
    function misses(choice) {
      const missed = new Uint8Array(size), last = new Uint8Array(size);
      names.forEach((name, facet) => {
        const chosen = choice.chosen.get(name);
        if (!chosen?.size) return;
        const { sets, rows, values: known } = /** @type {Column} */ (columns.get(name));
        const fits = sets.map((set) => set.some((value) => chosen.has(known[value])));
        for (let row = 0; row < size; row += 1) if (!fits[rows[row]]) { missed[row] += 1; last[row] = facet; }
      });
      if (choice.words) {
        const fits = wordTest(choice.words);
        for (let row = 0; row < size; row += 1) if (!fits(row)) { missed[row] += 1; last[row] = WORDS; }
      }
      return { missed, last };
    }

    /** @param {string} name @param {number[][]} counted Lists of ideas. */
    function countValues(name, counted) {
      const { sets, rows, values: known } = /** @type {Column} */ (columns.get(name));
      const ofSets = new Uint32Array(sets.length), ofValues = new Uint32Array(known.length);
      for (const list of counted) for (const row of list) ofSets[rows[row]] += 1;
      sets.forEach((set, place) => { for (const value of set) ofValues[value] += ofSets[place]; });
      return new Map(known.map((value, place) => [value, ofValues[place]]));
    }

    /** What ideas are sorted by, the smallest first. @type {Record<string, (row: number) => number>} */
    const keys = {
      evidence: (row) => 10 * value("evidence", row) - value("practice", row),
      effort: (row) => head.effort.order[effort[row]],
      newest: (row) => head.newest.order[newest[row]],
    };

    /** The place of the one value that an idea has. @param {string} name @param {number} row */
    function value(name, row) {
      const { sets, rows } = /** @type {Column} */ (columns.get(name));
      return sets[rows[row]][0];
    }

    return {
      size,
      missing: ({ chosen, words: text }) => notThere([
        .../** @type {string[]} */ (wordsOf(text)).flatMap(words.needs).map((key) => /** @type {Wanted} */ (["words", key])),
        ...[...(chosen.get("problem") ?? [])].map(driverPiece).map((key) => /** @type {Wanted} */ (["drivers", key])),
      ]),
      namesMissing: (rows) => piecesOf(rows, "names", head.namesInAPiece),
      linesMissing: (rows) => piecesOf(rows, "lines", head.linesInAPiece),
      allNames: () => notThere(head.names.map((/** @type {string} */ key) => ["names", key])),
      async load(wanted) {
        const kinds = [...new Set(wanted.map(([kind]) => kind))];
        await Promise.all(kinds.map((kind) => store.load(kind, wanted.filter((one) => one[0] === kind).map(([, key]) => key))));
      },
      answer(choice) {
        for (const problem of choice.chosen.get("problem") ?? []) takeDrivers(problem);
        const { missed, last } = misses(choice);
        /** @type {number[]} */
        const rows = [];
        /** @type {number[][]} By facet: ideas that miss nothing but it. */
        const near = names.map(() => []);
        for (let row = 0; row < size; row += 1) {
          if (!missed[row]) rows.push(row);
          else if (missed[row] === 1 && last[row] !== WORDS) near[last[row]].push(row);
        }
        return { rows, counts: new Map(names.map((name, facet) => [name, countValues(name, [rows, near[facet]])])) };
      },
      sorted(rows, sort) {
        const key = keys[sort];
        return key ? [...rows].sort((one, other) => key(one) - key(other) || one - other) : rows;
      },
      name(row) {
        const piece = store.at(head.names[Math.floor(row / head.namesInAPiece)]);
        const place = row % head.namesInAPiece;
        return piece && { id: piece[0][place], title: piece[1][place] };
      },
      summary: (row) => store.at(head.lines[Math.floor(row / head.linesInAPiece)])?.[row % head.linesInAPiece],
      facts: (row) => ({
        evidence: (values.get("evidence") ?? [])[value("evidence", row)],
        practice: (values.get("practice") ?? [])[value("practice", row)],
        effort: head.effort.sets[effort[row]],
        band: head.band.sets[band[row]],
      }),
      drivers(problem) {
        takeDrivers(problem);
        return drivers.get(problem) ?? [];
      },
    };
  }

  scope.changepack = { ...scope.changepack, menuTable };
})();
