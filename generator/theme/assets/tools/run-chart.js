// The page of the run chart: dates and values typed, pasted or opened, and the chart with what the rules say. Tables from
// elsewhere are read by run-table.js, judging is done by run-rules.js, drawing by run-picture.js, keeping by shelf.js.
// Nothing that is typed leaves the browser.

/**
 * A chart as it is kept: all cells as they were typed.
 * @typedef {{title: string, unit: string, good: string, goal: string, rows: CellRow[], at: string, what: string, line: string, from: string, to: string, given: string, limits: boolean}} ChartData
 */

(() => {
  "use strict";

  const { store, drawing, shelf, runRules, runTable, runPicture, ...others } = /** @type {any} */ (window).changepack;
  const tool = /** @type {HTMLElement} */ (document.querySelector("[data-tool]"));
  if (!runRules) return;
  const { make, counted, fileName, asText, asPng, write } = /** @type {Drawing} */ (drawing);
  const cells = /** @type {Cells} */ (others.cells);
  const rules = /** @type {RunRules} */ (runRules);
  const { COLUMNS, emptyRow, isEmpty, filledRows, isoDate, understood, dates } = /** @type {RunTable} */ (runTable);
  const { draw, shown, isPercent } = /** @type {RunPicture} */ (runPicture);

  const NAMES = { period: "Date", value: "Value", denominator: "Out of", note: "Note" };
  const EMPTY_ROWS = 3;
  const [MOST_ROWS, MOST_GROUPS] = [2000, 20]; // of a table from elsewhere
  const QUIET = 700; // milliseconds before the verdict is read out

  /** @template {HTMLElement} T @param {string} selector @returns {T} */
  const one = (selector) => /** @type {T} */ (tool.querySelector(selector));
  const body = /** @type {HTMLTableSectionElement} */ (one("[data-rows]"));
  const fields = /** @type {HTMLInputElement[]} */ ([...tool.querySelectorAll("[data-field]")]);
  const selects = /** @type {HTMLSelectElement[]} */ ([...tool.querySelectorAll("[data-period]")]);
  const lineChoices = /** @type {HTMLInputElement[]} */ ([...tool.querySelectorAll("input[name=line]")]);
  const limitsBox = /** @type {HTMLInputElement} */ (one("[data-limits]"));
  const status = one("[data-status]");
  let statusTimer = 0;

  /** @returns {ChartData} */
  const emptyChart = () => ({
    title: "", unit: "", good: "", goal: "", rows: [], at: "", what: "", line: "median", from: "", to: "", given: "", limits: false,
  });

  /** @param {(column: keyof CellRow) => string} cell */
  const rowOf = (cell) => /** @type {CellRow} */ (Object.fromEntries(COLUMNS.map((column) => [column, cell(column)])));

  /** @param {any} value @returns {ChartData | null} */
  function readChart(value) {
    if (typeof value !== "object" || value === null || !Array.isArray(value.rows)) return null;
    const chart = /** @type {any} */ (emptyChart());
    for (const name of Object.keys(chart)) if (name !== "rows" && typeof value[name] === typeof chart[name]) chart[name] = value[name];
    if (!["up", "down"].includes(chart.good)) chart.good = "";
    if (!lineChoices.some((radio) => radio.value === chart.line)) chart.line = "median";
    for (const row of value.rows) {
      if (typeof row !== "object" || row === null) return null;
      chart.rows.push(rowOf((column) => (typeof row[column] === "string" ? row[column] : "")));
    }
    return chart;
  }

  /** @type {ChartData} */
  let chart = emptyChart();
  /** What stands on the page now, for the files. @type {{svg: SVGElement | null, rows: CellRow[]}} */
  const drawn = { svg: null, rows: [] };

  // -- the table

  /** @param {CellRow} row @param {number} number */
  function rowElement(row, number) {
    const inputs = COLUMNS.map((column) => {
      const input = /** @type {HTMLInputElement} */ (make("input", {
        class: "cp-input", "data-cell": column, "aria-label": `${NAMES[column]}, row ${number}`, maxlength: column === "note" ? 200 : 60,
        inputmode: column === "value" || column === "denominator" ? "decimal" : "text", autocomplete: "off",
      }));
      input.value = row[column];
      return make("td", { "data-column": column }, input);
    });
    return /** @type {HTMLTableRowElement} */ (make("tr", { "data-row": true }, ...inputs));
  }

  const rowElements = () => /** @type {HTMLTableRowElement[]} */ ([...body.querySelectorAll("tr[data-row]")]);
  const cellOf = (/** @type {Element} */ row, /** @type {string} */ column) =>
    /** @type {HTMLInputElement} */ (row.querySelector(`[data-cell=${column}]`));

  /** @param {CellRow[]} rows */
  function showRows(rows) {
    body.replaceChildren(...rows.map((row, at) => rowElement(row, at + 1)));
    addRows(Math.max(8 - rows.length, EMPTY_ROWS));
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (tool.querySelectorAll("[data-show]"))) {
      const column = /** @type {keyof CellRow} */ (box.dataset.show);
      showColumn(column, rows.some((row) => row[column].trim()));
    }
  }

  function addRows(count = EMPTY_ROWS) {
    const before = rowElements().length;
    body.append(...Array.from({ length: count }, (_, at) => rowElement(emptyRow(), before + at + 1)));
  }

  /** @param {keyof CellRow} column @param {boolean} shows */
  function showColumn(column, shows) {
    one(".cp-cells").toggleAttribute(`data-with-${column}`, shows);
    const box = /** @type {HTMLInputElement} */ (one(`[data-show=${column}]`));
    box.checked = shows;
  }

  /** All rows down to the last that is filled. @returns {CellRow[]} */
  function readTable() {
    const rows = rowElements().map((row) => rowOf((column) => cellOf(row, column).value));
    while (rows.length && isEmpty(rows[rows.length - 1])) rows.pop();
    return rows;
  }

  // -- tables from elsewhere

  /** Put a table from elsewhere in place of this one, or beside it; of several groups each becomes a chart. Whether all was taken. @param {string[][]} grid @param {string} [name] @param {boolean} [beside] */
  function take(grid, name = "", beside = false) {
    if (grid.join().includes("\0")) return answer("This is not a table as text. Save it as CSV first.", false);
    const found = understood(grid);
    const [count, groups] = [found.rows.length, found.groups.length];
    if (!count) return answer("There is nothing to read in it.", false);
    if (count > MOST_ROWS || groups > MOST_GROUPS) return answer(`Too long: take up to ${MOST_ROWS} rows of it, in up to ${MOST_GROUPS} groups.`, false);
    const several = groups > 1;
    const unit = found.percent ? "percent" : chart.unit;
    const base = chart.title || found.heading || name;
    if (beside) found.told.push("The table that was here is kept.");
    for (const [at, group] of found.groups.entries()) {
      const rows = found.rows.filter((row) => row.group === group).map(({ group: _, ...row }) => row);
      const title = several ? [base, group || "all"].filter(Boolean).join(": ") : base;
      if (!several && !beside) {
        show({ ...chart, title, unit, rows });
        keeper.changed(structuredClone(chart));
      } else if (!keeper.open({ ...chart, title, unit, rows }, true)) {
        return answer(`${at ? `Only ${at} of ${groups} groups` : "Nothing"} was read: the open chart is not saved.`, false);
      }
    }
    const wrong = body.querySelectorAll("[aria-invalid=true]").length;
    return answer([
      `${counted(count, "row")} read.`,
      several ? `${groups} groups: each is a chart of its own now.` : "",
      wrong ? `${counted(wrong, "cell")} could not be read: the table above says why.` : "",
      ...found.told,
    ].filter(Boolean).join(" "), true);
  }

  /** @param {string} words @param {boolean} taken */
  function answer(words, taken) {
    keeper.say(words);
    one("[data-read]").firstElementChild?.replaceChildren(words);
    one("[data-read] a").hidden = !taken;
    one("[data-read]").hidden = false;
    return taken;
  }

  // -- from the page to the chart

  const choice = (/** @type {string} */ name) => /** @type {HTMLSelectElement} */ (one(`[data-period=${name}]`));

  /** Read the page. */
  function read() {
    for (const field of fields) chart[/** @type {"title"} */ (field.dataset.field)] = field.value;
    chart.rows = readTable();
    chart.line = lineChoices.find((radio) => radio.checked)?.value ?? "median";
    chart.limits = limitsBox.checked;
    readPeriods();
  }

  function readPeriods() {
    chart.at = choice("change").value;
    if (chart.line === "baseline") [chart.from, chart.to] = [choice("from").value, choice("to").value];
  }

  /** Set the page. @param {ChartData} data */
  function show(data) {
    chart = structuredClone(data);
    for (const field of fields) field.value = chart[/** @type {"title"} */ (field.dataset.field)];
    for (const radio of lineChoices) radio.checked = radio.value === chart.line;
    limitsBox.checked = chart.limits;
    showRows(chart.rows);
    update();
  }

  /** Offer the dates of the table for the change and the baseline. @param {string[]} periods */
  function offerPeriods(periods) {
    const wanted = { change: chart.at, from: chart.from, to: chart.to };
    const named = [...new Set(periods.filter(Boolean))];
    const before = named.indexOf(chart.at) - 1; // where nothing is said, the baseline ends before the change
    const fallback = { change: "", from: named[0] ?? "", to: named[before >= 0 ? before : Math.min(named.length, rules.data.fewest) - 1] ?? "" };
    for (const select of selects) {
      const name = /** @type {keyof typeof wanted} */ (select.dataset.period);
      const options = named.map((period) => make("option", { value: period }, period));
      if (name === "change") options.unshift(make("option", { value: "" }, "no change yet"));
      select.replaceChildren(...options);
      select.value = named.includes(wanted[name]) ? wanted[name] : fallback[name];
    }
    readPeriods();
  }

  /** A number that stands in a field of its own; says so where it is none. @param {"goal" | "given"} name */
  function numberIn(name) {
    const input = /** @type {HTMLInputElement} */ (one(`[data-field=${name}]`));
    const place = one(`#s-${name}-fault`);
    const cell = input.value.trim() ? rules.parseCell(input.value) : { gap: "" };
    const wrong = !("value" in cell) && input.value.trim() !== "";
    input.setAttribute("aria-invalid", String(wrong));
    place.hidden = !wrong;
    place.textContent = wrong ? ("hint" in cell ? `Not a number: ${cell.hint}.` : "Write a number.") : "";
    return "value" in cell ? cell.value : null;
  }

  /** Show below each row what is wrong with it, or why it is a gap. @param {CellFault[]} faults @param {ChartPoint[]} points */
  function showFaults(faults, points) {
    for (const line of body.querySelectorAll("tr:not([data-row])")) line.remove();
    const rows = rowElements();
    const columns = 2 + tool.querySelectorAll("[data-show]:checked").length;
    const filled = rows.filter((row) => COLUMNS.some((column) => cellOf(row, column).value.trim()));
    const notes = points.map(({ gapReason, denominator, value }, index) => {
      const said = faults.filter(({ row, column, message }) => row === index && !(column === "period" && message.includes("comes after")));
      const gap = gapReason && !said.length && cellOf(filled[index], "value").value.trim() ? `A gap: ${gapReason}.` : "";
      const small = denominator !== null && denominator > 0 && denominator < rules.data.smallest && value !== null
        ? `Out of fewer than ${rules.data.smallest} people: do not share this figure, it could tell about a single student.` : "";
      return { said, words: [gap, small].filter(Boolean).join(" ") };
    });
    for (const row of rows) {
      const index = filled.indexOf(row);
      const found = index < 0 ? { said: [], words: "" } : notes[index];
      for (const column of COLUMNS) {
        const cell = cellOf(row, column);
        const wrong = found.said.some((fault) => fault.column === column);
        cell.removeAttribute("aria-invalid");
        cell.removeAttribute("aria-describedby");
        if (wrong) cell.setAttribute("aria-invalid", "true");
        if (wrong || (found.words && column === "value")) cell.setAttribute("aria-describedby", `s-row-${index + 1}`);
      }
      if (!found.said.length && !found.words) continue;
      const words = [...found.said.map(({ message, hint }) => `${message[0].toUpperCase()}${message.slice(1)}: ${hint}.`), found.words];
      const name = found.said.length ? "cp-fault" : "cp-note";
      const said = make("div", { id: `s-row-${index + 1}` }, words.filter(Boolean).join(" "));
      row.after(make("tr", {}, make("td", { colspan: columns, class: name }, said)));
    }
    return notes.some(({ said }) => said.length);
  }

  /** Judge and draw what stands on the page. */
  function update() {
    const rows = filledRows(chart.rows);
    const { points, faults } = rules.readRows(rows);
    const periods = points.map(({ period }) => period);
    offerPeriods(periods);
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (tool.querySelectorAll("[data-for-line]"))) {
      part.hidden = part.dataset.forLine !== chart.line;
    }
    const goal = numberIn("goal");
    const given = numberIn("given");
    const faulty = showFaults(faults, points);
    const unordered = faults.some(({ message }) => message.includes("comes after"));
    one("[data-order]").hidden = !unordered;

    const span = chart.line === "baseline" && periods.length ? baselineSpan(periods) : null;
    const backwards = span !== null && span[1] <= span[0];
    one("[data-base-fault]").hidden = !backwards;
    const baseline = backwards ? null : span;

    const tooMany = points.length > rules.most;
    const fits = !tooMany && points.some(({ value }) => value !== null);
    const options = { centre: chart.line === "given" ? given : null, baseline };
    one("[data-nothing]").hidden = fits;
    one("[data-nothing]").textContent = tooMany
      ? `This page judges up to ${rules.most} points, and there are ${points.length}. For longer series use the command changepack runchart.`
      : "The chart appears here with the first value.";
    tool.toggleAttribute("data-filled", fits);
    for (const part of ["figure", "findings", "exports", "values"]) one(`[data-${part}]`).hidden = !fits;
    drawn.rows = rows;
    drawn.svg = null;
    const possible = isPercent(chart.unit.trim()) ? rules.percentLimits(points, baseline) : null;
    one("[data-for-limits]").hidden = !possible;
    one("[data-caution]").hidden = !faulty && !unordered;
    one("[data-faulty]").hidden = !faulty;
    one("[data-unordered]").hidden = !unordered;
    if (!fits) {
      tell(tooMany ? one("[data-nothing]").textContent : "");
      return;
    }
    const judged = rules.analyse(points.map(({ value }) => value), options);
    showPicture(points, judged, baseline, goal, chart.limits ? possible : null);
    showWords(judged);
    showValues(points);
  }

  /** @param {string[]} periods @returns {[number, number]} */
  const baselineSpan = (periods) => [periods.indexOf(chart.from), periods.indexOf(chart.to) + 1];

  /** @param {ChartPoint[]} points @param {Judged} judged @param {[number, number] | null} baseline @param {number | null} goal @param {Limits | null} control */
  function showPicture(points, judged, baseline, goal, control) {
    const better = { up: "Higher is better.", down: "Lower is better." }[chart.good] ?? "";
    const title = chart.title.trim() || "Run chart";
    /** @type {ChartFrame} */
    const frame = {
      title,
      unit: chart.unit.trim(),
      change: chart.at ? [chart.at, chart.what.trim() || "the change"] : null,
      baseline: baseline ? [points[baseline[0]].period, points[baseline[1] - 1].period] : null,
      goal,
    };
    const picture = draw(points, judged, frame, control);
    one("[data-picture]").replaceChildren(picture.svg, ...(picture.key ? [picture.key] : []));
    one("[data-caption]").textContent = `${title}. ${better}`.trim();
    one("[data-result-title]").textContent = chart.title.trim() || "The chart";
    drawn.svg = picture.file;
  }

  /** @param {Judged} judged */
  function showWords(judged) {
    const [verdict, ...rest] = judged.why;
    one("[data-verdict]").textContent = verdict;
    const wanted = judged.direction && chart.good ? (judged.direction === chart.good ? "That is the way you want." : "That is not the way you want.") : "";
    const more = rules.data.fewest - judged.n_useful;
    const meaning = judged.judged ? wanted : `Go on counting: ${counted(more, "more point")} off the line, at least.`;
    one("[data-meaning]").textContent = meaning;
    one("[data-meaning]").hidden = !meaning;
    one("[data-why]").replaceChildren(...rest.map((sentence) => make("li", {}, sentence)));
    tell([verdict, meaning].filter(Boolean).join(" "));
  }

  /** Read what is wrong, and the verdict, out once the visitor pauses. @param {string | null} words */
  function tell(words) {
    clearTimeout(statusTimer);
    const wrong = [...tool.querySelectorAll(":is(p.cp-fault, [data-caution] p):not([hidden], [role])")];
    statusTimer = window.setTimeout(() => write(status, [...wrong.map((fault) => fault.textContent), words].join(" ").trim()), QUIET);
  }

  /** @param {ChartPoint[]} points */
  function showValues(points) {
    const head = one("[data-value-head]");
    head.textContent = chart.unit.trim() ? `Value (${chart.unit.trim()})` : "Value";
    const rows = points.map((point, index) => {
      const value = point.value === null ? "none" : point.value.toLocaleString("en-US", { minimumFractionDigits: point.decimals, maximumFractionDigits: point.decimals });
      const note = [point.gapReason, point.note].filter(Boolean).join(". ");
      return make("tr", {},
        make("td", {}, String(index + 1)),
        make("th", { scope: "row" }, point.period),
        make("td", { class: "cp-number" }, value),
        make("td", { class: "cp-number" }, point.denominator === null ? "" : shown(point.denominator)),
        make("td", {}, note));
    });
    one("[data-value-rows]").replaceChildren(...rows);
  }

  // -- what the visitor does

  /** @type {Shelf<ChartData>} */
  const keeper = shelf({
    kind: "run-chart",
    one: "chart",
    many: "charts",
    empty: emptyChart,
    read: readChart,
    show,
    from: (/** @type {URLSearchParams} */ query) => {
      const title = query.get("measure")?.slice(0, 120);
      return title ? readChart({ title, unit: query.get("unit")?.slice(0, 40), good: query.get("good"), rows: [] }) : null;
    },
  });

  function changed() {
    read();
    update();
    keeper.changed(structuredClone(chart));
  }

  /** @param {CellRow[]} rows @param {string} words */
  function put(rows, words) {
    show({ ...chart, rows });
    keeper.changed(structuredClone(chart));
    keeper.say(words);
  }

  /** @type {HTMLSelectElement[]} */
  let following = []; // the choices that name the date whose cell has the focus

  /** Keep the change and the baseline on a date whose cell is rewritten. @param {string} date */
  function follow(date) {
    for (const select of date ? following : []) select.append(make("option", { value: date, selected: true }, date));
  }

  one("form").addEventListener("submit", (event) => event.preventDefault());
  one("form").addEventListener("input", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.id === "s-paste" || !input.matches("[data-field], [data-cell], [data-period], input[name=line], [data-limits]")) return;
    if (input.dataset.cell === "period") follow(input.value.trim());
    changed();
    if (input.dataset.cell && input.closest("tr") === rowElements().at(-1) && input.value) addRows();
  });
  body.addEventListener("focusin", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const date = input.dataset.cell === "period" ? input.value.trim() : "";
    following = date ? selects.filter((select) => select.value === date) : [];
  });
  body.addEventListener("change", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const iso = input.dataset.cell === "period" ? isoDate(input.value) : input.value;
    if (iso === input.value) return;
    keeper.say(`${input.value.trim()} is written as ${iso}: year, month, day.`);
    input.value = iso;
    follow(iso);
    changed();
  });
  body.addEventListener("keydown", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !input.dataset.cell || event.isComposing) return;
    event.preventDefault();
    const rows = rowElements();
    const next = rows[rows.indexOf(/** @type {HTMLTableRowElement} */ (input.closest("tr"))) + step];
    if (next) cellOf(next, input.dataset.cell).focus();
  });
  body.addEventListener("paste", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const { cell } = input.dataset;
    const copied = /** @type {DataTransfer} */ (event.clipboardData);
    if (!cell || !/[\t\n]/.test(copied.getData("text/plain").trim())) return;
    event.preventDefault();
    const grid = cells.copied(copied);
    const row = rowElements().indexOf(/** @type {HTMLTableRowElement} */ (input.closest("tr")));
    const rows = readTable();
    if (!rows.length) take(grid.filter((found) => found.some(Boolean)));
    else pasteAt(rows, row, COLUMNS.indexOf(/** @type {keyof CellRow} */ (cell)), grid);
    cellOf(rowElements()[row + grid.length] ?? body, cell).focus();
  });

  /** Put pasted cells into the table from one cell on. @param {CellRow[]} rows @param {number} row @param {number} column @param {string[][]} grid */
  function pasteAt(rows, row, column, grid) {
    while (rows.length < row + grid.length) rows.push(emptyRow());
    grid.forEach((found, down) => {
      const target = rows[row + down];
      found.slice(0, COLUMNS.length - column).forEach((cell, across) => {
        const name = COLUMNS[column + across];
        target[name] = name === "period" ? isoDate(cell) : cell;
      });
    });
    put(rows, `${grid.length} rows pasted.`);
  }

  one("[data-more]").addEventListener("click", () => {
    const before = rowElements().length;
    addRows(5);
    cellOf(rowElements()[before], "period").focus();
  });
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (tool.querySelectorAll("[data-show]"))) {
    box.addEventListener("change", () => {
      showColumn(/** @type {keyof CellRow} */ (box.dataset.show), box.checked);
      update();
    });
  }
  one("[data-sort]").addEventListener("click", () => {
    const rows = filledRows(chart.rows);
    const places = rules.placesInTime(rows.map((row) => row.period.trim())) ?? [];
    const order = rows.map((row, index) => ({ row, place: places[index] ?? index }));
    order.sort((first, other) => first.place - other.place);
    put(order.map(({ row }) => row), "The rows are in order of time.");
    cellOf(rowElements()[0], "period").focus();
  });

  one("[data-fill-dates]").addEventListener("click", () => {
    const first = /** @type {HTMLInputElement} */ (one("#s-first-day"));
    const every = /** @type {HTMLSelectElement} */ (one("#s-every")).value;
    const count = Math.min(Math.max(Number(/** @type {HTMLInputElement} */ (one("#s-how-many")).value) || 0, 1), 60);
    const dated = /^\d{4}-\d{2}-\d{2}$/.test(first.value);
    one("#s-first-day-fault").hidden = dated;
    if (!dated) {
      first.focus();
      return;
    }
    const rows = readTable();
    put([...rows, ...dates(first.value, every, count).map((period) => ({ ...emptyRow(), period }))], `${count} dates filled in.`);
    cellOf(rowElements()[rows.length], "value").focus();
  });
  one("[data-take]").addEventListener("click", () => {
    const area = /** @type {HTMLTextAreaElement} */ (one("#s-paste"));
    if (!area.value.trim() || take(cells.read(area.value))) area.value = "";
  });
  const opener = /** @type {HTMLInputElement} */ (one("[data-csv-file]"));
  one("[data-csv-open]").addEventListener("click", () => opener.click());
  opener.addEventListener("change", async () => {
    const [file] = opener.files ?? [];
    if (file && cells.tooLarge(file)) answer("This file is larger than 1 MB: too large for a chart.", false);
    else if (file) {
      take(cells.read(await cells.text(file)), file.name.replace(/\.[a-z]+$/i, ""), !chart.rows.every(isEmpty));
    }
    opener.value = "";
  });

  // -- what the visitor takes away

  const nameOfFile = (/** @type {string} */ ending) => `${fileName(chart.title || "run chart")}.${ending}`;

  one("[data-csv]").addEventListener("click", () => {
    const columns = COLUMNS.filter((column) => column === "period" || column === "value" || drawn.rows.some((row) => row[column].trim()));
    const lines = [columns, ...drawn.rows.map((row) => columns.map((column) => row[column].trim()))];
    const isCell = (/** @type {string} */ cell) => !("message" in rules.parseCell(cell)); // a number below zero, or a mark
    store.download(nameOfFile("csv"), cells.write(lines, isCell), "text/csv;charset=utf-8");
  });
  one("[data-svg]").addEventListener("click", () => {
    if (drawn.svg) store.download(nameOfFile("svg"), asText(drawn.svg), "image/svg+xml");
  });
  one("[data-png]").addEventListener("click", async () => {
    if (drawn.svg) store.download(nameOfFile("png"), await asPng(drawn.svg, 3), "image/png");
  });
  one("[data-print]").addEventListener("click", () => print());

  tool.hidden = false;
})();
