// Team vote: each member places every idea by effort and expected effect, writes why, and names the one to try first; the
// results stay closed until the team opens them, so that nobody speaks first. Kept by shelf.js; nothing is sent anywhere.

/** @typedef {{key: string, id: string, name: string}} Voted An idea on the ballot; `id` is empty when the name was typed. */
/** @typedef {{effort: string, effect: string, why: string}} Placed */
/** @typedef {{name: string, first: string, placed: Record<string, Placed>}} Ballot */
/** @typedef {{title: string, ideas: Voted[], ballots: Ballot[], draft: Ballot}} TeamVote */

(() => {
  "use strict";

  const MOST = 9;
  const LEVELS = ["small", "medium", "large"];
  const { shortlist, ideas, drawing, store, shelf: makeShelf } = /** @type {{shortlist: Shortlist, ideas: Ideas, drawing: Drawing, store: any, shelf: (options: ShelfOptions<TeamVote>) => Shelf<TeamVote>}} */ (/** @type {any} */ (window).changepack);
  const { make, button, offerBack, counted, inPlace } = drawing;
  const one = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[data-${name}]`));
  const input = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (one(name));
  const level = (/** @type {string} */ words) => words[0].toUpperCase() + words.slice(1);

  /** @returns {Ballot} */
  const noBallot = () => ({ name: "", first: "", placed: {} });
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value.slice(0, 500) : "");
  const oneOf = (/** @type {unknown} */ value) => (LEVELS.includes(/** @type {string} */ (value)) ? /** @type {string} */ (value) : "");

  /** @param {any} value @returns {Ballot} */
  function readBallot(value) {
    const placed = Object.entries(value?.placed ?? {}).map(([key, place]) => {
      const given = /** @type {any} */ (place);
      return [key, { effort: oneOf(given?.effort), effect: oneOf(given?.effect), why: text(given?.why) }];
    });
    return { name: text(value?.name), first: text(value?.first), placed: Object.fromEntries(placed) };
  }

  /** @param {any} value @returns {TeamVote | null} */
  function read(value) {
    if (typeof value?.title !== "string" || !Array.isArray(value.ideas) || !Array.isArray(value.ballots)) return null;
    const listed = value.ideas.filter((/** @type {any} */ idea) =>
      typeof idea?.key === "string" && typeof idea?.name === "string" && !(idea.key in Object.prototype)); // no ballot has those keys
    return {
      title: value.title,
      ideas: listed.slice(0, MOST).map((/** @type {any} */ idea) => ({ key: idea.key, id: text(idea.id), name: text(idea.name) })),
      ballots: value.ballots.map(readBallot),
      draft: readBallot(value.draft),
    };
  }

  /**
   * The count: for each idea its votes, how often it stands in each cell, and every reason that was written. Ordered by
   * votes; with equal votes, by how often it was placed where effect outweighs effort; then as listed.
   * @param {TeamVote} vote
   */
  function countVotes(vote) {
    const rows = vote.ideas.map((idea) => {
      const places = vote.ballots.map((ballot) => ballot.placed[idea.key]).filter((place) => place);
      const worth = (/** @type {Placed} */ place) => place.effort && place.effect && LEVELS.indexOf(place.effect) > LEVELS.indexOf(place.effort);
      return {
        idea,
        votes: vote.ballots.filter((ballot) => ballot.first === idea.key).length,
        worth: places.filter(worth).length,
        at: (/** @type {string} */ effort, /** @type {string} */ effect) => places.filter((place) => place.effort === effort && place.effect === effect).length,
        reasons: places.map((place) => place.why.trim()).filter((why) => why),
      };
    });
    return rows.sort((left, right) => right.votes - left.votes || right.worth - left.worth);
  }

  /** @param {IdeaLine[]} lines */
  function run(lines) {
    const byId = new Map(lines.map((line) => [line.id, line]));
    /** @type {TeamVote} */
    let vote;
    let open = false; // whether the results are shown

    const kept = () => shortlist.ids().flatMap((id) => byId.get(id) ?? []);
    const voted = (/** @type {IdeaLine} */ line) => ({ key: store.newId(), id: line.id, name: line.title });
    /** @returns {TeamVote} */
    const empty = () => ({ title: "", ideas: kept().slice(0, MOST).map(voted), ballots: [], draft: noBallot() });

    /** @param {{key: string, id: string, name: string}} idea */
    const named = (idea) => (idea.id ? make("a", { href: `${shortlist.root}ideas/${idea.id}/` }, idea.name) : make("strong", {}, idea.name));

    function showIdeas() {
      const fixed = vote.ballots.length > 0;
      one("ideas").replaceChildren(...vote.ideas.map((idea) => {
        const remove = button("Remove", () => {
          vote.ideas = vote.ideas.filter((other) => other !== idea);
          changed();
          shelf.say(`Taken off the ballot: ${idea.name}.`);
          goOn();
        }, ` ${idea.name}`);
        return make("li", {}, named(idea), " ", fixed ? "" : remove);
      }));
      const left = kept().filter((line) => !vote.ideas.some((idea) => idea.id === line.id));
      one("from-list").hidden = fixed || !left.length || vote.ideas.length >= MOST;
      one("add").hidden = fixed || vote.ideas.length >= MOST;
      one("fixed").hidden = !fixed;
      one("none").hidden = vote.ideas.length >= 2;
      // the ballot for paper has the same ideas, and empty rows for those that are written in by hand
      one("paper-ideas").replaceChildren(...Array.from({ length: Math.max(vote.ideas.length, 6) }, (_, at) => make("tr", {},
        make("th", { scope: "row" }, String(at + 1)), make("td", {}, vote.ideas[at]?.name ?? ""), make("td"))));
      one("ballot").hidden = vote.ideas.length < 2;
    }

    /** @param {Voted} idea @param {"effort" | "effect"} name @param {string} label */
    function placer(idea, name, label) {
      const id = `s-${name}-${idea.key}`;
      const now = vote.draft.placed[idea.key]?.[name] ?? "";
      const select = /** @type {HTMLSelectElement} */ (make("select", { class: "cp-input", id, "data-place": name },
        make("option", { value: "" }, "Not placed"), ...LEVELS.map((value) => make("option", { value, selected: value === now }, level(value)))));
      return make("p", { class: "cp-field" }, make("label", { for: id }, label), select);
    }

    /** @param {Voted} idea */
    function ballotPart(idea) {
      const why = /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "cp-input cp-vote__why", id: `s-why-${idea.key}`, rows: 2, maxlength: 500 }));
      why.value = vote.draft.placed[idea.key]?.why ?? "";
      const first = make("input", { type: "radio", name: "first", value: idea.key, checked: vote.draft.first === idea.key });
      const part = make("fieldset", { class: "cp-vote__idea", "data-idea": idea.key },
        make("legend", {}, idea.name),
        make("div", { class: "cp-fields" }, placer(idea, "effort", "Effort"), placer(idea, "effect", "Effect that I expect"),
          make("p", { class: "cp-field cp-field--wide" }, make("label", { for: why.id }, "Why"), why)),
        make("label", { class: "cp-vote__first" }, first, " I would try this one first"));
      part.addEventListener("input", () => {
        const value = (/** @type {string} */ name) => /** @type {HTMLSelectElement} */ (part.querySelector(`[data-place=${name}]`)).value;
        vote.draft.placed[idea.key] = { effort: value("effort"), effect: value("effect"), why: why.value };
        if (/** @type {HTMLInputElement} */ (first).checked) vote.draft.first = idea.key;
        shelf.changed(vote);
      });
      return part;
    }

    function showBallot() {
      input("name").value = vote.draft.name;
      one("parts").replaceChildren(...vote.ideas.map(ballotPart));
      const names = vote.ballots.map((ballot) => ballot.name.trim()).filter((name) => name);
      one("handed").textContent = vote.ballots.length
        ? `${counted(vote.ballots.length, "ballot")} handed in${names.length ? `: ${names.join(", ")}` : ""}.` : "No ballot has been handed in yet.";
    }

    function showResults() {
      one("results").hidden = !vote.ballots.length;
      one("open-results").setAttribute("aria-expanded", String(open));
      one("open-results").textContent = open ? "Hide the results" : "Show the results";
      one("shown").hidden = !open;
      one("print").hidden = !open;
      one("tool").toggleAttribute("data-filled", open && vote.ballots.length > 0);
      if (!open) return one("shown").replaceChildren();
      const rows = countVotes(vote);
      const cell = (/** @type {string} */ effort, /** @type {string} */ effect) => {
        const here = rows.filter((row) => row.at(effort, effect));
        return make("td", { "data-label": `${level(effort)} effort` }, here.length
          ? make("ul", {}, ...here.map((row) => make("li", {}, row.idea.name, ": ", make("strong", {}, String(row.at(effort, effect))))))
          : make("span", { class: "cp-none" }, "–"));
      };
      const grid = make("table", { class: "cp-vote__grid cp-stack" },
        make("caption", {}, "How often each idea was placed where"),
        make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Expected effect"), ...LEVELS.map((effort) => make("th", { scope: "col" }, `${level(effort)} effort`)))),
        make("tbody", {}, ...[...LEVELS].reverse().map((effect) => make("tr", {}, make("th", { scope: "row" }, `${level(effect)} effect`), ...LEVELS.map((effort) => cell(effort, effect))))));
      const order = make("ol", { class: "cp-vote__order" }, ...rows.map((row) => make("li", {},
        make("p", {}, named(row.idea), ` ${counted(row.votes, "vote")} to try it first`),
        row.reasons.length ? make("ul", {}, ...row.reasons.map((why) => make("li", {}, why))) : make("p", { class: "cp-none" }, "No reason was written."))));
      one("shown").replaceChildren(make("div", { class: "cp-table", role: "region", "aria-label": "Effort by effect", tabindex: "0" }, grid),
        make("h3", {}, "In order of votes, with the reasons"), order,
        make("p", { class: "cp-note" }, "With equal votes, the idea stands first that was more often placed where the effect is larger than the effort. Read the reasons aloud before you decide; one good reason can outweigh votes."));
    }

    function show() {
      input("title").value = vote.title;
      showIdeas();
      showBallot();
      showResults();
    }

    function changed() {
      shelf.changed(vote);
      show();
    }

    /** To the next idea, or with as many as a ballot holds, to the ballot. */
    const goOn = () => (one("add").hidden ? input("name") : input("typed")).focus();

    /** @param {string} words */
    function fault(words) {
      one("fault").textContent = words;
      one("fault").hidden = !words;
    }

    const shelf = makeShelf({
      kind: "team-vote",
      one: "vote",
      many: "votes",
      empty,
      read,
      show(data) {
        vote = structuredClone(data);
        open = false;
        fault("");
        one("discarded").hidden = true;
        show();
      },
    });

    input("title").addEventListener("input", () => {
      vote.title = input("title").value;
      shelf.changed(vote);
    });
    input("name").addEventListener("input", () => {
      vote.draft.name = input("name").value;
      shelf.changed(vote);
    });
    one("add").addEventListener("submit", (event) => {
      event.preventDefault();
      const name = input("typed").value.trim();
      if (!name) return;
      vote.ideas.push({ key: store.newId(), id: "", name });
      input("typed").value = "";
      changed();
      shelf.say(`Added: ${name}.`);
      goOn();
    });
    one("from-list").addEventListener("click", () => {
      const fresh = kept().filter((line) => !vote.ideas.some((idea) => idea.id === line.id));
      vote.ideas.push(...fresh.slice(0, MOST - vote.ideas.length).map(voted));
      changed();
      shelf.say("The ideas of your shortlist are on the ballot.");
      goOn();
    });
    one("ballot").addEventListener("submit", (event) => {
      event.preventDefault();
      const { draft } = vote;
      if (!vote.ideas.some((idea) => idea.key === draft.first)) {
        fault("Say which one you would try first.");
        /** @type {HTMLElement | null} */ (one("parts").querySelector("input[type=radio]"))?.focus();
        return;
      }
      fault("");
      one("discarded").hidden = true;
      vote.ballots.push(draft);
      vote.draft = noBallot();
      open = false;
      changed();
      shelf.say(`${counted(vote.ballots.length, "ballot")} handed in. The next one can vote.`);
      input("name").focus();
    });
    one("open-results").addEventListener("click", () => {
      open = !open;
      showResults();
    });
    one("print").addEventListener("click", () => print());
    one("print-blank").addEventListener("click", () => {
      one("tool").removeAttribute("data-filled");
      print();
      showResults();
    });
    // a ballot that was handed in is never shown again by itself: the device has been passed on
    one("undo-last").addEventListener("click", () => {
      const last = vote.ballots.pop();
      if (!last) return;
      open = false;
      changed();
      offerBack(one("discarded"), `The last ballot${last.name.trim() ? `, of ${last.name.trim()},` : ""} is thrown away, unseen. Fill in a new one.`, "Put it back", () => {
        vote.ballots.push(last);
        changed();
        shelf.say("The ballot is back.");
        one("open-results").focus();
      });
      shelf.say("The last ballot is thrown away, unseen. Fill in a new one.");
    });
    shortlist.watch(() => inPlace(showIdeas));
  }

  /** @type {any} */ (window).changepack.countVotes = countVotes;

  async function start() {
    const lines = await ideas.lines(); // names can be typed where none can be read
    one("tool").hidden = false;
    run(lines);
  }
  start();
})();
