// Answers the theme's search box from an index in pieces (generator/search.py): of a library of any size it loads what a
// query needs. Speaks the theme's language of messages. The box shows what it is given as HTML, so texts are escaped here.
(() => {
  "use strict";

  /** @typedef {WordHead & {texts: string[], starts: number[], common: string[]}} SearchHead */
  /** @typedef {{location: string, title: string, text: string, score: number, terms: Record<string, boolean>}} Item */
  /** @typedef {[anchor: string, title: string, text: string]} Part */

  const scope = /** @type {any} */ (globalThis);
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; // the theme's kinds of messages
  const MOST = 15; // pages in an answer
  const PAUSE = 60; // milliseconds in which a newer query takes the place of this one, while somebody types
  const PAUSE_IN_A_WORD = 250; // the same after the first letters of a word, which say little
  const WEIGHTS = [0, 0.6, 1, 2, 3, 6, 10]; // of a word in other text, in what the page is about, in its title; its beginning, the whole
  const AROUND = 90; // letters of a text before the first word that was found

  scope.importScripts("word-index.js");
  const { fold, wordsOf, pieces, wordIndex } = scope.changepack;
  const store = /** @type {Pieces} */ (pieces(new URL("../search/", scope.location.href)));
  let headKey = "";
  let newest = 0;
  let asked = 0;

  /** @param {string} text */
  const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  /** A text as HTML, with the words that begin like one of these marked. @param {string} text @param {string[]} words */
  function marked(text, words) {
    let html = "";
    let end = 0;
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const folded = fold(word);
      if (!words.some((wanted) => folded.startsWith(wanted))) continue;
      html += `${escape(text.slice(end, index))}<mark data-md-highlight>${escape(word)}</mark>`;
      end = index + word.length;
    }
    return html + escape(text.slice(end));
  }

  /** A text up to the end of a word. @param {string} text @param {number} most */
  const clipped = (text, most) => (text.length > most ? `${text.slice(0, text.lastIndexOf(" ", most))} …` : text);

  /** The part of a long text where the words are. @param {string} text @param {string[]} words */
  function excerpt(text, words) {
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      if (!words.some((wanted) => fold(word).startsWith(wanted))) continue;
      const start = index < 2 * AROUND ? 0 : text.indexOf(" ", index - AROUND) + 1;
      return marked((start ? "… " : "") + clipped(text.slice(start), 4 * AROUND), words);
    }
    return marked(clipped(text, 3 * AROUND), words);
  }

  /** How many of the words a text has. @param {string} text @param {string[]} words */
  function hits(text, words) {
    const found = wordsOf(text);
    return words.filter((wanted) => found.some((/** @type {string} */ word) => word.startsWith(wanted))).length;
  }

  /** The rows with most of the words, the best first. @param {SearchHead} head @param {string[]} words */
  async function best(head, words) {
    const index = /** @type {WordIndex} */ (wordIndex(head, store));
    await store.load("words", words.flatMap(index.needs));
    const marks = words.map(index.marks);
    const rare = marks.map((of) => Math.log(1 + head.rows / (1 + of.reduce((sum, mark) => sum + (mark ? 1 : 0), 0))));
    const rows = [];
    let most = 1;
    for (let row = 0; row < head.rows; row += 1) {
      let count = 0, score = 0;
      marks.forEach((of, word) => {
        if (!of[row]) return;
        count += 1;
        score += rare[word] * WEIGHTS[of[row]];
      });
      if (count < most) continue;
      if (count > most) rows.length = 0;
      most = count;
      rows.push({ row, score, terms: Object.fromEntries(words.map((word, at) => [word, marks[at][row] > 0])) });
    }
    return rows.sort((one, other) => other.score - one.score).slice(0, 2 * MOST);
  }

  /** A page and its parts as the box shows them: first what has most of the words. @param {string} url @param {string} title @param {Part[]} parts @param {string[]} words @param {number} score @param {Record<string, boolean>} terms @returns {Item[]} */
  function items(url, title, parts, words, score, terms) {
    const about = parts.find(([anchor]) => !anchor);
    const found = parts.filter(([anchor]) => anchor)
      .map(([anchor, name, text]) => ({ anchor, name, text, count: hits(`${name} ${text}`, words) }))
      .filter(({ count }) => count > 0)
      .sort((one, other) => other.count - one.count);
    const first = hits(`${title} ${about?.[2] ?? ""}`, words) >= (found[0]?.count ?? 0);
    const page = { location: url, title: marked(title, words), text: excerpt(about?.[2] ?? "", words), score: first ? score : 0, terms: first ? terms : {} };
    const rest = found.map(({ anchor, name, text }, place) => (
      { location: `${url}#${anchor}`, title: marked(name, words), text: excerpt(text, words), score: !first && !place ? score : score / 2, terms }));
    return first ? [page, ...rest] : [...rest, page];
  }

  /** @param {string} query @returns {Promise<Item[][]>} */
  async function search(query) {
    const given = [...new Set(/** @type {string[]} */ (wordsOf(query)))];
    if (!given.length) return [];
    await store.load("head", [headKey]);
    const head = /** @type {SearchHead} */ (store.at(headKey));
    const telling = given.filter((word) => !head.common.includes(word));
    const words = telling.length ? telling : given;
    const rows = await best(head, words);
    const shown = rows.slice(0, MOST);
    const place = (/** @type {number} */ row) => {
      const next = head.starts.findIndex((start) => start > row);
      return (next < 0 ? head.starts.length : next) - 1;
    };
    await store.load("texts", shown.map(({ row }) => head.texts[place(row)]));
    /** @type {Map<string, {score: number, items: Item[]}>} */
    const pages = new Map();
    for (const { row, score, terms } of shown) {
      const [url, title, parts] = store.at(head.texts[place(row)])[row - head.starts[place(row)]];
      const whole = score * (1 + hits(title, words) / (1 + wordsOf(title).length)); // of two titles the one that says no more
      const before = pages.get(url);
      const made = items(url, title, parts, words, whole, terms);
      if (before) before.items.push(...made.filter(({ location }) => location !== url));
      else pages.set(url, { score: whole, items: made });
    }
    return [...pages.values()].sort((one, other) => other.score - one.score).map((page) => page.items);
  }

  /** The same, where the site was published anew since the page was opened: its pieces have other names then. @param {string} query */
  async function searchAsItIsNow(query) {
    try {
      return await search(query);
    } catch (fault) {
      const start = await fetch(new URL("../search/search_index.json", scope.location.href), { cache: "no-cache" });
      const { head } = (await start.json()).config;
      if (head === headKey) throw fault;
      headKey = head;
      return search(query);
    }
  }

  /** @param {string} query */
  async function answer(query) {
    const mine = (newest += 1);
    const pause = /(^|\s)\S{1,3}$/.test(query) ? PAUSE_IN_A_WORD : PAUSE;
    const typing = Date.now() - asked < 2 * PAUSE_IN_A_WORD;
    asked = Date.now();
    if (typing) await new Promise((done) => setTimeout(done, pause));
    if (mine !== newest) return;
    const found = await searchAsItIsNow(query);
    if (mine === newest) scope.postMessage({ type: RESULT, data: { items: found } });
  }

  scope.onmessage = async (/** @type {MessageEvent} */ { data: message }) => {
    if (message.type === SETUP) {
      headKey = message.data.config.head;
      scope.postMessage({ type: READY });
    } else if (message.type === QUERY) {
      await answer(message.data);
    }
  };
})();
