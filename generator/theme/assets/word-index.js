// Reads what the generator cut into pieces (generator/text/word_index.py): loads pieces by their keys, and finds the rows
// of a word. Works in a page, also in one from a disk, and in a worker. Draws nothing.

/**
 * @typedef {Object} WordHead Where the pieces of an index are.
 * @property {number} rows Number of rows.
 * @property {string[]} words First word of each piece.
 * @property {string[]} pieces Key of each piece.
 */

/**
 * @typedef {Object} Pieces Files of one folder.
 * @property {(key: string) => any} at What a piece holds; undefined until it is loaded.
 * @property {(kind: string, keys: string[]) => Promise<void>} load Load what is not there yet; fails where it cannot be had.
 */

/**
 * @typedef {Object} WordIndex
 * @property {(word: string) => string[]} needs Keys of the pieces that a word is looked up in.
 * @property {(word: string) => Uint8Array} marks For each row 0, or how well it has the word: by level, whole words first. Its pieces must be loaded.
 */

(() => {
  "use strict";

  const scope = /** @type {any} */ (globalThis);
  const ACCENTS = /[\u0300-\u036f]/g;
  const WORD = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|(?:(?![\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])[\p{L}\p{N}])+/gu;
  const MOST_PIECES = 4; // a beginning that would need more of them counts as a whole word

  /** @type {Map<string, any>} */
  const taken = new Map();
  scope.changepackTake = (/** @type {string} */ key, /** @type {any} */ data) => taken.set(key, data);

  /** Small letters without accents, so that "resume" finds "Résumé". @param {string} text */
  const fold = (text) => text.normalize("NFD").replace(ACCENTS, "").toLowerCase();

  /** @param {string} text @returns {string[]} */
  const wordsOf = (text) => fold(text).match(WORD) ?? [];

  /** A page on a disk may run a script but not read a file. @param {string} url @returns {Promise<void>} */
  const run = (url) => new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => done();
    script.onerror = () => fail(new Error(`${url} cannot be read`));
    document.head.append(script);
  });

  /** Everywhere else it is read as the data that it is. @param {string} url */
  async function read(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url} cannot be read`);
    const text = await answer.text();
    const [key, data] = JSON.parse(`[${text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"))}]`);
    taken.set(key, data);
  }

  /** @param {URL} folder @returns {Pieces} */
  function pieces(folder) {
    return {
      at: (key) => taken.get(key),
      async load(kind, keys) {
        const urls = [...new Set(keys)].filter((key) => !taken.has(key)).map((key) => new URL(`${kind}-${key}.js`, folder).href);
        await Promise.all(urls.map(location.protocol === "file:" ? run : read));
        if (!keys.every((key) => taken.has(key))) throw new Error("a piece does not hold what its name says");
      },
    };
  }

  /** The first place whose word is not before this one. @param {string[]} words @param {string} word */
  function placeOf(words, word) {
    let low = 0;
    for (let high = words.length; low < high;) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {WordHead} head @param {Pieces} store @returns {WordIndex} */
  function wordIndex(head, store) {
    /** The pieces of a word, and whether only the whole word counts. @param {string} word */
    function range(word) {
      const at = placeOf(head.words, word);
      const first = head.words[at] === word ? at : Math.max(0, at - 1);
      let end = first + 1;
      while (end < head.words.length && head.words[end].startsWith(word)) end += 1;
      const whole = end - first > MOST_PIECES;
      return { keys: head.pieces.slice(first, whole ? first + 1 : end), whole };
    }

    /** @param {Uint8Array} marks @param {number[][]} levels @param {number} best @param {boolean} exact */
    function mark(marks, levels, best, exact) {
      levels.forEach((steps, level) => {
        const value = 2 * (best - level) - (exact ? 0 : 1);
        let row = 0;
        for (const step of steps) {
          row += step;
          if (marks[row] < value) marks[row] = value;
        }
      });
    }

    return {
      needs: (word) => range(word).keys,
      marks(word) {
        const marks = new Uint8Array(head.rows);
        const { keys, whole } = range(word);
        for (const [words, rows] of keys.map(store.at)) {
          for (let at = placeOf(words, word); at < words.length && words[at].startsWith(word); at += 1) {
            if (whole && words[at] !== word) break;
            mark(marks, rows[at], 3, words[at] === word);
          }
        }
        return marks;
      },
    };
  }

  scope.changepack = { ...scope.changepack, fold, wordsOf, pieces, wordIndex };
})();
