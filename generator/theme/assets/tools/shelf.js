// The bar of saved things above a tool: pick one, begin a new one, copy, delete and take it back, save as a file, open a
// file. Saves by itself a moment after each change. Says so when another tab has newer work, when the browser has no
// room, and when something saved cannot be read; in none of these cases is anything lost. Keeps things with store.js.

/**
 * What a tool tells its shelf. `Data` is an object with a `title`, the name under which it is listed.
 * @template {{title: string}} Data
 * @typedef {Object} ShelfOptions
 * @property {string} kind What the things are called in the store: "run-chart".
 * @property {string} one A single thing in the page's words: "chart".
 * @property {string} many Several of them.
 * @property {() => Data} empty A new thing.
 * @property {(value: any) => Data | null} read A thing from what was saved or opened; null when it is none.
 * @property {(data: Data) => void} show Set the page to a thing.
 * @property {(query: URLSearchParams) => Data | null} [from] A thing that the address of the page asks for; once there is work, the address asks no more.
 * @property {(data: Data) => Data} [copied] A copy of a thing, where a copy needs something of its own.
 * @property {() => void} [listed] Called when other things are saved than before, or the same ones anew.
 * @property {(data: Data) => boolean} [belongs] Whether a thing is shown on this page; the others of its kind are left alone.
 */

/**
 * What a tool gets from its shelf.
 * @template {{title: string}} Data
 * @typedef {Object} Shelf
 * @property {(data: Data) => void} changed The visitor changed the open thing; it is saved soon.
 * @property {(data: Data, atOnce?: boolean) => boolean} open Turn to this as a new thing; false when the open one could not be saved.
 * @property {(where: (data: Data, id: string) => boolean) => boolean} find Turn to the first saved thing of which this is true; false when there is none.
 * @property {(words: string) => void} say Tell something, aloud too where a screen is read out.
 */

(() => {
  "use strict";

  /** @typedef {{id: string, revision: number, saved: string, data: any}} Entry */

  const { store, drawing } = /** @type {any} */ (window).changepack;
  const { make, button, write, inPlace } = /** @type {Drawing} */ (drawing);
  const QUIET = 500; // milliseconds after the last change until it is saved
  const SAVING = "Saving…";

  /** The thing that a tab works on, kept for a reload of the same tab. @param {string} kind @param {string} [id] */
  function remembered(kind, id) {
    try {
      if (id) sessionStorage.setItem(`changepack/open/${kind}`, id);
      return sessionStorage.getItem(`changepack/open/${kind}`);
    } catch {
      return null;
    }
  }

  /** @template {{title: string}} Data @param {ShelfOptions<Data>} options @returns {Shelf<Data>} */
  function shelf(options) {
    const { kind, one, many } = options;
    const bar = /** @type {HTMLElement} */ (document.querySelector("[data-shelf]"));
    const get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (bar.querySelector(`[data-${name}]`));
    const picker = /** @type {HTMLSelectElement} */ (get("saved"));
    const opener = /** @type {HTMLInputElement} */ (get("file"));
    const trouble = get("trouble");

    /** @type {{id: string, revision: number, data: Data}} */
    let current = { id: store.newId(), revision: 0, data: options.empty() };
    let unsaved = false;
    let halted = false; // another tab has newer work: nothing is saved until the visitor decides
    let timer = 0;

    const nameOf = (/** @type {Data} */ data) => data.title.trim() || `${one[0].toUpperCase()}${one.slice(1)} without a name`;
    const say = (/** @type {string} */ words) => { get("told").textContent = words; };
    /** Whether it is saved; aloud once, not at each pause of the typing. @param {string} words */
    function state(words) {
      get("state").textContent = words;
      if (words !== SAVING) write(get("aloud"), words);
    }

    /** What tells things of the same name apart. @param {Entry} entry */
    const savedAt = (entry) => new Date(entry.saved).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

    /** Saved things that can be read, the last saved first. @returns {{entry: Entry, data: Data}[]} */
    function readable() {
      const entries = /** @type {Entry[]} */ (store.list(kind));
      return entries.flatMap((entry) => {
        const data = options.read(entry.data);
        return data && (options.belongs?.(data) ?? true) ? [{ entry, data }] : [];
      });
    }

    function list() {
      const saved = readable();
      const names = saved.map(({ entry, data }) => [entry.id, nameOf(entry.id === current.id ? current.data : data), savedAt(entry)]);
      if (!saved.some(({ entry }) => entry.id === current.id)) names.unshift([current.id, nameOf(current.data), "not saved"]);
      const shared = (/** @type {string} */ name) => names.filter((other) => other[1] === name).length > 1;
      picker.replaceChildren(...names.map(([id, name, when]) =>
        make("option", { value: id, selected: id === current.id }, shared(name) ? `${name} (${when})` : name)));
      get("all").hidden = saved.length < 2;
      options.listed?.();
    }

    /** @param {string} words @param {HTMLButtonElement[]} ways */
    function warn(words, ...ways) {
      trouble.replaceChildren(make("p", {}, words), make("p", { class: "cp-shelf__ways" }, ...ways));
      trouble.hidden = false;
      makeRoom();
    }

    function calm() {
      trouble.hidden = true;
      trouble.replaceChildren();
      makeRoom();
    }

    /** What gets the focus is not under trouble that lies at the foot of the screen, also at the page's end. */
    function makeRoom() {
      const room = getComputedStyle(trouble).position === "fixed" ? `${trouble.offsetHeight}px` : "";
      document.documentElement.style.scrollPaddingBottom = room;
      document.body.style.paddingBottom = room;
    }

    function save() {
      clearTimeout(timer);
      if (!unsaved || halted) return;
      const saved = store.save(kind, current.id, current.data, current.revision);
      if (saved.ok) {
        unsaved = false;
        current.revision = saved.entry.revision;
        remembered(kind, current.id);
        state("Saved in this browser.");
        calm();
        list();
      } else if (saved.reason === "newer") {
        halted = true;
        state("Not saved.");
        warn(saved.message, button("Save mine as a copy", keepAsCopy), button("Load the newer one", loadNewer));
      } else {
        state("Not saved.");
        if (trouble.firstChild?.textContent === saved.message) return; // said already: not once more at each pause
        warn(saved.message, button("Save as a file", () => {
          exportThings([current]);
          unsaved = false;
        }));
      }
    }

    /** Whether the open thing is safe, so that another may take its place; if not, the visitor is led to the reason. */
    function settled() {
      save();
      if (unsaved) trouble.querySelector("button")?.focus();
      return !unsaved;
    }

    /** A reload opens the thing that this tab works on, and not once more what the address asked for. */
    function forgetAsked() {
      if (options.from && location.search && store.keeps()) history.replaceState(null, "", location.pathname);
    }

    /** Turn to a copy of the open thing. @param {string} words What is said before its name. */
    function copy(words) {
      const made = { ...structuredClone(current.data), title: `${nameOf(current.data)} (copy)` };
      if (begin(options.copied?.(made) ?? made, true)) say(`${words}: ${made.title}.`);
    }

    function keepAsCopy() {
      unsaved = false; // it lives on in the copy
      copy("Saved as a copy");
      picker.focus();
    }

    function loadNewer() {
      const newer = open(current.id);
      if (!newer) keepAsCopy(); // it was deleted meanwhile
      else {
        say("The newer version is open.");
        picker.focus();
      }
    }

    /** @param {{id: string, revision: number, data: Data}} thing */
    function turnTo(thing) {
      current = thing;
      unsaved = halted = false;
      calm();
      say(""); // what was said of another thing
      state(thing.revision ? "Saved in this browser." : "");
      options.show(thing.data);
      list();
    }

    /** Open a saved thing. @param {string} id */
    function open(id) {
      const found = readable().find(({ entry }) => entry.id === id);
      if (!found) return false;
      remembered(kind, id);
      forgetAsked();
      turnTo({ id, revision: found.entry.revision, data: found.data });
      return true;
    }

    /** Begin a new thing; it is saved with its first change, or at once. @param {Data} data @param {boolean} [atOnce] */
    function begin(data, atOnce = false) {
      if (!settled()) return false;
      turnTo({ id: store.newId(), revision: 0, data });
      unsaved = atOnce;
      save();
      return true;
    }

    function remove() {
      if (halted) {
        trouble.querySelector("button")?.focus(); // what would be deleted is the newer work, and it is not shown here
        return;
      }
      clearTimeout(timer);
      const gone = current;
      store.remove(kind, gone.id);
      const rest = readable();
      if (rest.length) open(rest[0].entry.id);
      else turnTo({ id: store.newId(), revision: 0, data: options.empty() });
      say(`Deleted: ${nameOf(gone.data)}.`);
      warn(`“${nameOf(gone.data)}” is deleted.`, button("Bring it back", () => {
        if (!settled()) return;
        turnTo({ ...gone, revision: 0 });
        unsaved = true;
        save();
        say(`${nameOf(gone.data)} is back.`);
        picker.focus();
      }));
      picker.focus();
    }

    /** @param {{id: string, revision: number, data: Data}[]} things */
    function exportThings(things) {
      const entries = things.map(({ id, revision, data }) => ({ id, revision, saved: new Date().toISOString(), data }));
      const name = things.length === 1 ? nameOf(things[0].data) : many;
      store.download(`${drawing.fileName(name)}.json`, store.toFile(kind, entries), "application/json");
      say(things.length === 1 ? `“${name}” is in your downloads.` : `${things.length} ${many} are in your downloads.`);
    }

    /** @param {File} file */
    async function openFile(file) {
      if (!settled()) return;
      const told = store.fromFile(kind, await file.text(), (/** @type {any} */ data) => options.read(data) !== null);
      const shown = told.taken.length && open(told.taken[0].id);
      say(shown || !told.taken.length ? told.message : `${told.message} It does not belong to this page: look among all your ${many}.`);
      if (!told.taken.length) warn(told.message);
    }

    /** Say what cannot be read, and let the visitor keep it. */
    function tellDamage() {
      const aside = Object.entries(store.damaged()).filter(([name]) => name.startsWith(`${kind}/`)).map(([, text]) => text);
      const foreign = /** @type {Entry[]} */ (store.list(kind)).filter((entry) => !options.read(entry.data));
      const texts = [...aside, ...foreign.map((entry) => JSON.stringify(entry))];
      if (!texts.length) return;
      const what = texts.length === 1 ? `One saved ${one} cannot be read. It is` : `${texts.length} saved ${many} cannot be read. They are`;
      warn(`${what} kept aside in this browser; nothing was deleted.`,
        button("Save what is there as a file", () => store.download(`${kind}-not-readable.txt`, texts.join("\n\n"), "text/plain")));
    }

    picker.addEventListener("change", () => {
      const wanted = picker.value;
      if (settled()) open(wanted);
      else picker.value = current.id;
    });
    get("new").addEventListener("click", () => {
      if (begin(options.empty())) say(`A new ${one}.`);
    });
    get("copy").addEventListener("click", () => copy("A copy is open"));
    get("delete").addEventListener("click", remove);
    get("export").addEventListener("click", () => exportThings([current]));
    get("all").addEventListener("click", () => {
      save();
      exportThings(readable().map(({ entry, data }) => ({ ...entry, data })));
    });
    get("open").addEventListener("click", () => opener.click());
    opener.addEventListener("change", async () => {
      const [file] = opener.files ?? [];
      if (file) await openFile(file);
      opener.value = "";
    });
    store.watch(kind, (/** @type {string} */ id) => inPlace(() => {
      if (id === current.id && !unsaved && !open(id)) {
        current.revision = 0;
        say(`Another tab deleted this ${one}. It is still here: your next change saves it again.`);
      }
      list();
    }));
    addEventListener("pagehide", save);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());

    if (!store.keeps()) get("kept").textContent = `${store.keepsNothing} What you type is gone when you leave this page: print it, or save it as a file.`;
    bar.hidden = false;
    // who types far below the bar sees its trouble at the foot of the screen
    new IntersectionObserver(([seen]) => {
      bar.toggleAttribute("data-afar", !seen.isIntersecting);
      makeRoom();
    }).observe(bar);
    const asked = options.from?.(new URLSearchParams(location.search)) ?? null;
    const saved = readable();
    const wanted = asked ? saved.find(({ data }) => data.title === asked.title)?.entry.id : remembered(kind);
    if (!(wanted && open(wanted))) {
      if (asked || !saved.length) turnTo({ ...current, data: asked ?? current.data });
      else open(saved[0].entry.id);
    }
    tellDamage();

    return {
      changed(data) {
        current.data = data;
        unsaved = true;
        forgetAsked();
        if (!halted) state(SAVING);
        clearTimeout(timer);
        timer = window.setTimeout(save, QUIET);
        const listed = /** @type {HTMLOptionElement | undefined} */ ([...picker.options].find((option) => option.value === current.id));
        if (listed) write(listed, nameOf(data));
      },
      open: begin,
      find(where) {
        const found = readable().find(({ entry, data }) => where(data, entry.id));
        return Boolean(found && settled() && open(found.entry.id));
      },
      say,
    };
  }

  /** @type {any} */ (window).changepack.shelf = shelf;
})();
