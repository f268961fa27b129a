// Keeps what a visitor makes (plans, charts, shortlists...) in this browser; nothing is ever sent anywhere.
// One entry a thing, each with a revision: two tabs that work on different things do not meet, and a tab that would
// overwrite newer work is told so. What cannot be read is put aside, never deleted. Draws nothing on the page.
(() => {
  "use strict";

  /** @typedef {{id: string, revision: number, saved: string, data: any}} Entry */
  /** @typedef {{ok: true, entry: Entry} | {ok: false, reason: "full" | "blocked" | "newer", message: string}} Saved */

  const PREFIX = "changepack/1/";
  const ASIDE = "changepack/damaged/";
  const KEEPS_NOTHING = "This browser keeps nothing for this site: a setting or a private window forbids it.";
  const MESSAGES = {
    full: "This browser has no room left for it. Nothing was lost: save your work as a file, then delete what you no longer need.",
    blocked: `${KEEPS_NOTHING} Save or print your work before you leave.`,
    newer: "Another tab has saved a newer version of this. Your version is still here: save it as a copy, or load the newer one.",
  };

  /** @param {string} kind @param {string} id */
  const key = (kind, id) => `${PREFIX}${kind}/${id}`;

  /** The storage of this browser, or null where it is switched off or broken. @returns {Storage | null} */
  function storage() {
    try {
      window.localStorage.getItem(PREFIX); // may be there and fail at each use
      return window.localStorage;
    } catch {
      return null;
    }
  }

  /** @param {unknown} value @returns {value is Entry} */
  function isEntry(value) {
    const entry = /** @type {any} */ (value);
    return typeof entry === "object" && entry !== null && typeof entry.id === "string"
      && Number.isInteger(entry.revision) && typeof entry.saved === "string" && "data" in entry;
  }

  /** An entry, or null; one that cannot be read is put aside under another name. @param {string} name @returns {Entry | null} */
  function read(name) {
    const disk = storage();
    const text = disk?.getItem(name);
    if (!disk || text == null) return null;
    try {
      const value = JSON.parse(text);
      if (isEntry(value)) return value;
    } catch {
      // not JSON: put aside below
    }
    const aside = ASIDE + name.slice(PREFIX.length);
    let place = aside; // what was put aside before stays
    for (let number = 2; disk.getItem(place) !== null; number += 1) place = `${aside} ${number}`;
    try {
      disk.setItem(place, text);
      disk.removeItem(name);
    } catch {
      // no room to put it aside: leave it where it is
    }
    return null;
  }

  /** @param {Storage} disk @param {string} start */
  const names = (disk, start) => Object.keys(disk).filter((name) => name.startsWith(start));

  const store = {
    keepsNothing: KEEPS_NOTHING,

    /** Whether this browser lets us keep anything. */
    keeps: () => storage() !== null,

    /** A new name for a thing. */
    newId: () => `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`,

    /** Everything of a kind, the last saved first. @param {string} kind @returns {Entry[]} */
    list(kind) {
      const disk = storage();
      if (!disk) return [];
      const entries = names(disk, key(kind, "")).map(read).filter((entry) => entry !== null);
      return /** @type {Entry[]} */ (entries).sort((one, other) => other.saved.localeCompare(one.saved));
    },

    /** @param {string} kind @param {string} id @returns {Entry | null} */
    load: (kind, id) => read(key(kind, id)),

    /**
     * Save a thing. `revision` is that of the entry it began from (0 for a new one); when the browser holds a newer one,
     * nothing is written.
     * @param {string} kind @param {string} id @param {any} data @param {number} revision @returns {Saved}
     */
    save(kind, id, data, revision) {
      const disk = storage();
      if (!disk) return { ok: false, reason: "blocked", message: MESSAGES.blocked };
      const there = read(key(kind, id));
      if (there && there.revision > revision) return { ok: false, reason: "newer", message: MESSAGES.newer };
      const entry = { id, revision: revision + 1, saved: new Date().toISOString(), data };
      try {
        disk.setItem(key(kind, id), JSON.stringify(entry));
      } catch {
        return { ok: false, reason: "full", message: MESSAGES.full };
      }
      return { ok: true, entry };
    },

    /** @param {string} kind @param {string} id */
    remove: (kind, id) => storage()?.removeItem(key(kind, id)),

    /** Texts that could not be read, by name. @returns {Record<string, string>} */
    damaged() {
      const disk = storage();
      const found = disk ? names(disk, ASIDE) : [];
      return Object.fromEntries(found.map((name) => [name.slice(ASIDE.length), disk?.getItem(name) ?? ""]));
    },

    /** Call back when another tab saves or removes a thing of this kind. @param {string} kind @param {(id: string) => void} callback */
    watch(kind, callback) {
      window.addEventListener("storage", (event) => {
        if (event.key?.startsWith(key(kind, ""))) callback(event.key.slice(key(kind, "").length));
      });
    },

    /** A file with everything of a kind, to keep or to send to a colleague. @param {string} kind @param {Entry[]} entries */
    toFile: (kind, entries) => JSON.stringify({ format: "changepack/1", kind, entries }, null, 2),

    /**
     * Take in such a file: every thing gets a new name, so that nothing here is overwritten. `accepts` says which data
     * the tool can read; the rest stays out.
     * @param {string} kind @param {string} text @param {(data: any) => boolean} accepts @returns {{taken: Entry[], message: string}}
     */
    fromFile(kind, text, accepts = () => true) {
      let file;
      try {
        file = JSON.parse(text);
      } catch {
        return { taken: [], message: "This file cannot be read. Choose a file that was exported here." };
      }
      if (file?.format !== "changepack/1" || file.kind !== kind || !Array.isArray(file.entries)) {
        return { taken: [], message: "This is not a file that was exported from this tool." };
      }
      const taken = [];
      const readable = file.entries.filter((/** @type {unknown} */ entry) => isEntry(entry) && accepts(entry.data));
      for (const entry of readable) {
        const saved = store.save(kind, store.newId(), entry.data, 0);
        if (!saved.ok) return { taken, message: saved.message };
        taken.push(saved.entry);
      }
      const left = file.entries.length - taken.length;
      if (!taken.length) return { taken, message: "Nothing in this file can be read." };
      return { taken, message: left ? `${taken.length} taken in; ${left} could not be read.` : `${taken.length} taken in.` };
    },

    /** Let the visitor keep a file. @param {string} name @param {string | Blob} content @param {string} type */
    download(name, content, type) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([content], { type }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    },
  };

  /** @type {any} */ (window).changepack = { ...(/** @type {any} */ (window).changepack), store };
})();
