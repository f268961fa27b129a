// Help me choose: a few answers lead to at most three ideas, each with the reasons for it and what speaks against it. The
// rule is `choose` below, one pure function; the page explains it in the same words under 'How this chooses'.

/**
 * What a visitor answered; an empty text, 0, null and an empty list mean: it does not matter.
 * @typedef {Object} Answers
 * @property {string} problem
 * @property {string} driver 'problem.driver'.
 * @property {number} within School days until the result of a first test is needed.
 * @property {string[]} roles Who can act.
 * @property {number} people Adults for a first test, at most.
 * @property {number | null} hours Hours a week for all together, at most.
 * @property {string} burden What collecting data may cost people, at most.
 * @property {string[][]} signs For each statement of a package that holds here: the ideas that it points to.
 */

/** @typedef {"driver" | "sign" | "time" | "role" | "people" | "hours" | "data"} Condition */

/**
 * @typedef {Object} Picked
 * @property {IdeaLine} idea
 * @property {Condition[]} misses Answers that it does not fit.
 */

/**
 * @typedef {Object} Choice
 * @property {Picked[]} picks At most three, the best first.
 * @property {Condition[]} relaxed Answers that had to be let go because no idea fits all; empty when one does.
 * @property {boolean} elsewhere No idea is for the problem: these are for others.
 */

(() => {
  "use strict";

  const MOST = 3;
  const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  const { shortlist, ideas, drawing } = /** @type {{shortlist: Shortlist, ideas: Ideas, drawing: Drawing}} */ (/** @type {any} */ (window).changepack);
  const { make, counted } = drawing;

  /** School days until a first test has a result. @param {IdeaLine} idea */
  const daysToResult = (idea) => idea.days + (idea.test ?? 0);

  /** The answers that an idea does not fit; what nobody stated of an idea is not held against it here.
   * @param {IdeaLine} idea @param {Answers} answers @param {string[]} burdens From the lightest on. @returns {Condition[]} */
  function misses(idea, answers, burdens) {
    /** @type {[Condition, boolean][]} */
    const missed = [
      ["driver", answers.driver !== "" && !idea.drivers?.includes(answers.driver)],
      ["sign", answers.signs.length > 0 && !answers.signs.some((sign) => sign.includes(idea.id))],
      ["time", answers.within > 0 && daysToResult(idea) > answers.within],
      ["role", answers.roles.length > 0 && !!idea.roles && !idea.roles.some((role) => answers.roles.includes(role))],
      ["people", answers.people > 0 && (idea.people ?? 1) > answers.people],
      ["hours", answers.hours !== null && (idea.hours ?? 0) > answers.hours],
      ["data", answers.burden !== "" && !!idea.burden && burdens.indexOf(idea.burden) > burdens.indexOf(answers.burden)],
    ];
    return missed.filter(([, is]) => is).map(([condition]) => condition);
  }

  /** Among equals: stronger research, tested further, nearer to the aim, sooner, by title. @param {IdeaLine} idea */
  const standing = (idea) => [idea.tier ?? 9, -idea.rung, ["direct", "near", "far"].indexOf(idea.distance ?? "far"), daysToResult(idea)];

  /** @param {Picked} one @param {Picked} other */
  function byFit(one, other) {
    const [left, right] = [one, other].map((pick) => [pick.misses.length, ...standing(pick.idea)]);
    const at = left.findIndex((value, index) => value !== right[index]);
    if (at >= 0) return left[at] - right[at];
    return one.idea.title.localeCompare(other.idea.title) || one.idea.id.localeCompare(other.idea.id);
  }

  /**
   * The rule. Only ideas for the problem (all, when there is none for it). Those that fit every answer come first, then
   * those that miss one; where none fits all, those that miss least. Among equals by their standing. At most three.
   * @param {IdeaLine[]} lines @param {Answers} answers @param {string[]} burdens @returns {Choice}
   */
  function choose(lines, answers, burdens) {
    const forProblem = lines.filter((idea) => !answers.problem || idea.problems.includes(answers.problem));
    const elsewhere = forProblem.length === 0;
    const held = (elsewhere ? lines : forProblem).map((idea) => ({ idea, misses: misses(idea, answers, burdens) })).sort(byFit);
    const least = held[0]?.misses.length ?? 0;
    const picks = held.filter((pick) => pick.misses.length <= Math.max(least, 1)).slice(0, MOST);
    const relaxed = least ? [...new Set(picks.flatMap((pick) => pick.misses))] : [];
    return { picks, relaxed, elsewhere };
  }

  const joined = (/** @type {string[]} */ words) =>
    (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`);
  const lower = (/** @type {string} */ words) => words[0].toLowerCase() + words.slice(1);

  /** What each answer is called when it is let go. */
  const CALLED = {
    driver: "what it should move", sign: "what sounds like you", time: "the time", role: "who can act",
    people: "the number of people", hours: "the hours a week", data: "the data at hand",
  };

  /** Why an idea stands here, in parts of a sentence. @param {Picked} pick @param {Answers} answers @param {(id: string) => string} word */
  function reasons({ idea, misses: missed }, answers, word) {
    const fits = (/** @type {Condition} */ condition) => !missed.includes(condition);
    const roles = (idea.roles ?? []).filter((role) => answers.roles.includes(role)).map(word);
    const lines = [
      answers.problem && !answers.driver && idea.problems.includes(answers.problem) ? "it is for your problem" : "",
      answers.driver && fits("driver") ? `it is meant to move what you named: ${lower(word(answers.driver))}` : "",
      answers.signs.length && fits("sign") ? "a package points to it for what sounds like you" : "",
      answers.within && fits("time")
        ? `a first test can have a result within ${counted(daysToResult(idea), "school day")}${idea.test ? "" : ", and as long as the test lasts"}` : "",
      roles.length ? `it can be done by people you have: ${joined(roles.map(lower))}` : "",
      answers.people && fits("people") ? `${idea.people === 1 ? "one person is" : `${NUMBERS[idea.people ?? 0] ?? idea.people} people are`} enough for a first test` : "",
      answers.hours !== null && fits("hours") && idea.hours !== undefined ? `it takes about ${counted(idea.hours, "hour")} a week in all` : "",
      answers.burden && fits("data") && idea.measure ? `it can be watched with data within reach: ${lower(idea.measure)}` : "",
      idea.tier && idea.tier <= 3 ? `research supports it (${lower(idea.research)})` : "",
      idea.rung ? `it has been tested in practice (${lower(idea.practice)})` : "",
      idea.distance === "direct" ? "it changes what students experience every day" : "",
    ];
    return lines.filter((line) => line);
  }

  /** What speaks against it, as sentences: what you said first, then what is known. @param {Picked} pick @param {Answers} answers @param {(id: string) => string} word */
  function doubts({ idea, misses: missed }, answers, word) {
    const misses = (/** @type {Condition} */ condition) => missed.includes(condition);
    const lines = [
      answers.problem && !idea.problems.includes(answers.problem) ? "It is for another problem." : "",
      misses("driver") ? `It is not meant to move what you named: ${lower(word(answers.driver))}.` : "",
      misses("sign") ? "No package points to it for what you said sounds like you." : "",
      misses("time") ? `Takes longer than you have: ${counted(daysToResult(idea), "school day")} until a first test has a result.` : "",
      misses("role") ? `Needs others than you named: ${joined((idea.roles ?? []).map(word).map(lower))}.` : "",
      misses("people") ? `Needs more people than you said: ${idea.people} for a first test.` : "",
      misses("hours") ? `Needs more time than you said: about ${counted(idea.hours ?? 0, "hour")} a week in all.` : "",
      misses("data") ? `Needs data that you would have to collect: ${lower(idea.measure ?? "")} (${lower(word(idea.burden ?? ""))}).` : "",
      idea.caution ? `Studies to read first: ${idea.caution}.` : "",
      idea.tier === undefined ? "No study of it that a rating could rest on." : "",
      idea.tier === 4 ? "There are reasons why it should help, but no study that counts yet." : "",
      idea.rung === 0 ? "No test has been logged here yet." : "",
      idea.left ? `${counted(idea.left, "place")} gave it up.` : "",
      idea.distance === "far" ? "Far from the aim: by itself it may change little." : "",
      idea.relies === "champion" ? "It leans on an unusually gifted or devoted person." : "",
      idea.relies === "specialist" ? "It needs a specialist or a partner." : "",
      answers.hours !== null && idea.hours === undefined ? "Nobody has stated how many hours a week it takes." : "",
      answers.burden && !idea.burden ? "Nobody has stated what data for a first test cost." : "",
    ];
    return lines.filter((line) => line);
  }

  /** @param {Picked} pick @param {Answers} answers @param {(id: string) => string} word */
  function card(pick, answers, word) {
    const { idea } = pick;
    const why = reasons(pick, answers, word);
    const list = (/** @type {string[]} */ lines) => make("ul", {}, ...lines.map((line) => make("li", {}, line)));
    const against = doubts(pick, answers, word);
    return make("li", { class: "cp-row cp-proposal" },
      make("h3", { class: "cp-row__title" }, make("a", { href: `${shortlist.root}ideas/${idea.id}/` }, idea.title)),
      make("p", { class: "cp-note" }, `${idea.effort}.`),
      make("div", { class: "cp-proposal__sides" },
        make("div", {}, make("h4", {}, "Because"), list(why.length ? why : ["nothing that you said speaks for it in particular"])),
        make("div", {}, make("h4", {}, "What speaks against it"), list(against.length ? against : ["Nothing that is written down here. Read its limits."]))),
      make("ul", { class: "cp-row__facts cp-proposal__do" }, make("li", {}, make("a", { href: `${shortlist.root}ideas/${idea.id}/plan/` }, "Plan a first test"))));
  }

  /** What the list of ideas is, in a sentence or two. @param {Choice} choice @param {Answers} answers */
  function headline({ picks, relaxed, elsewhere }, answers) {
    if (!picks.length) return "No idea has been published yet.";
    const start = elsewhere && answers.problem ? "No idea is listed for this problem yet; these are for others. " : "";
    const fit = picks.filter((pick) => !pick.misses.length).length;
    if (!fit) return `${start}No idea fits everything you said. Let go: ${joined(relaxed.map((condition) => CALLED[condition]))}. ${picks.length === 1 ? "This one comes" : "These come"} nearest.`;
    const near = picks.length - fit;
    const rest = near ? ` ${near === 1 ? "One more misses" : "Two more miss"} one thing you said.` : "";
    return `${start}${fit === 1 ? "One idea fits" : `${fit === 2 ? "Two" : "Three"} ideas fit`} everything you said.${rest}`;
  }

  /** @param {HTMLFormElement} form @param {HTMLElement} results @param {IdeaLine[]} lines */
  function run(form, results, lines) {
    const field = (/** @type {string} */ name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
    const boxes = () => /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[type=checkbox]")]);
    const drivers = /** @type {HTMLOptionElement[]} */ ([...field("driver").options].slice(1));
    const burdens = [...field("data").options].slice(1).map((option) => option.value);
    const titles = new Map([...form.querySelectorAll("option"), ...boxes()].map((one) => [one.value, /** @type {HTMLElement} */ (one).dataset.word ?? one.textContent ?? ""]));
    const word = (/** @type {string} */ id) => titles.get(id) ?? id;

    /** Only drivers and packages of the chosen problem are offered. */
    function offer() {
      const problem = field("problem").value;
      const fitting = drivers.filter((option) => option.dataset.of === problem);
      const chosen = field("driver").value;
      field("driver").replaceChildren(field("driver").options[0], ...fitting);
      field("driver").value = fitting.some((option) => option.value === chosen) ? chosen : ""; // a moved option may come back selected
      field("driver").disabled = !fitting.length;
      for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-signs]"))) {
        part.hidden = !problem || !(part.dataset.signs ?? "").split(" ").includes(problem);
      }
    }

    /** @returns {Answers} */
    function answers() {
      const ticked = (/** @type {string} */ name) => boxes().filter((box) => box.name === name && box.checked && !box.closest("[hidden]"));
      return {
        problem: field("problem").value,
        driver: field("driver").value,
        within: Number(field("within").value),
        roles: ticked("role").map((box) => box.value),
        people: Number(field("people").value),
        hours: field("hours").value ? Number(field("hours").value) : null,
        burden: field("data").value,
        signs: ticked("sign").map((box) => (box.dataset.then ?? "").split(" ")),
      };
    }

    /** The answers in their own words, for paper. */
    function answered() {
      const selects = ["problem", "driver", "within", "people", "hours", "data"].map(field).filter((select) => select.value);
      const ticked = boxes().filter((box) => box.checked && !box.closest("[hidden]"));
      const labels = { people: "people for a first test: ", hours: "hours a week: ", data: "data: " };
      return [
        ...selects.map((select) => `${/** @type {Record<string, string>} */ (labels)[select.name] ?? ""}${select.selectedOptions[0].dataset.word ?? select.selectedOptions[0].text}`),
        ...ticked.map((box) => box.parentElement?.textContent?.trim() ?? ""),
      ];
    }

    function remember() {
      const query = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (value) query.append(name, String(value));
      history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
    }

    function fill() {
      const query = new URLSearchParams(location.search);
      for (const name of ["problem", "within", "people", "hours", "data", "driver"]) {
        const wanted = query.get(name) ?? "";
        if ([...field(name).options].some((option) => option.value === wanted)) field(name).value = wanted;
        if (name === "problem") offer();
      }
      offer();
      for (const box of boxes()) box.checked = query.getAll(box.name).includes(box.value);
    }

    function show() {
      const given = answers();
      const asked = given.problem || given.within || given.roles.length || given.people || given.hours !== null || given.burden;
      const choice = choose(lines, given, burdens);
      const get = (/** @type {string} */ name) => /** @type {HTMLElement} */ (results.querySelector(`[data-${name}]`));
      get("before").hidden = !!asked;
      get("after").hidden = !asked;
      get("answers").textContent = `You said: ${answered().join("; ")}.`;
      // other ideas are told aloud also where the sentence about them is the same
      const ears = make("span", { class: "cp-away" }, ` ${choice.picks.map(({ idea }) => idea.title).join("; ")}.`);
      const said = make("p", {}, ...(asked ? [headline(choice, given), ears] : []));
      if (get("said").textContent !== said.textContent) get("said").replaceChildren(...said.childNodes);
      get("picks").replaceChildren(...(asked ? choice.picks.map((pick) => card(pick, given, word)) : []));
      shortlist.decorate(get("picks"));
      const query = choice.picks.map(({ idea }) => `idea=${idea.id}`).join("&");
      /** @type {HTMLAnchorElement} */ (get("compare")).href = `${shortlist.root}tools/compare/?${query}`;
      get("compare").hidden = choice.picks.length < 2;
      const all = /** @type {HTMLAnchorElement} */ (get("all"));
      all.href = given.problem ? `${shortlist.root}problems/${given.problem}/` : `${shortlist.root}ideas/`;
      all.textContent = given.problem ? "All about this problem" : "All ideas";
    }

    form.addEventListener("input", () => {
      offer();
      remember();
      show();
    });
    form.addEventListener("reset", () => setTimeout(() => {
      offer();
      remember();
      show();
      field("problem").focus();
    }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const head = /** @type {HTMLElement} */ (results.querySelector("h2"));
      head.focus({ preventScroll: true });
      if (head.getBoundingClientRect().top > innerHeight / 3) head.scrollIntoView();
    });
    fill();
    show();
  }

  /** @type {any} */ (window).changepack.choose = choose;

  async function start() {
    const tool = /** @type {HTMLElement | null} */ (document.querySelector("[data-tool=choose]"));
    if (!tool) return;
    const lines = await ideas.lines();
    if (!lines.length && !document.querySelector("[data-unread][hidden]")) return; // the sheet stays
    tool.hidden = false;
    run(/** @type {HTMLFormElement} */ (tool.querySelector("form")), /** @type {HTMLElement} */ (tool.querySelector("[data-results]")), lines);
  }
  start();
})();
