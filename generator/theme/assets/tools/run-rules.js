// Run charts judged in the browser as generator/improvement/ judges them. Limits, sentences and the shapes of cells are
// not written here: the page brings them (#cp-run-chart-data), computed by the generator; here is only the counting.
// Judges and reads, draws nothing. tests/site/test_tool_run_chart_rules.py holds every figure against the generator's.

/** @typedef {{period: string, value: string, denominator: string, note: string}} CellRow */
/** @typedef {{period: string, value: number | null, denominator: number | null, note: string, gapReason: string | null, decimals: number, row: number}} ChartPoint */
/** @typedef {{row: number, column: string, message: string, hint: string}} CellFault */
/** @typedef {{value: number, decimals: number} | {gap: string} | {message: string, hint: string}} Cell */
/**
 * @typedef {Object} Judged
 * @property {(number | null)[]} values
 * @property {number} n
 * @property {number} n_useful
 * @property {number | null} centre
 * @property {"median" | "baseline" | "given"} line
 * @property {(number | null)[]} sides
 * @property {boolean} judged
 * @property {number} longest_run
 * @property {number} longest_run_max
 * @property {number} crossings
 * @property {number} crossings_min
 * @property {number} runs
 * @property {number} runs_low
 * @property {number} runs_high
 * @property {number[][]} shifts
 * @property {number[][]} trends
 * @property {boolean | null} signal
 * @property {string | null} note
 * @property {"up" | "down" | null} direction
 * @property {string[]} why
 * @property {(trend: number[]) => boolean} rises
 */
/** @typedef {{centre: number | null, lower: (number | null)[], upper: (number | null)[], outside: number[], trial: boolean}} Limits */
/**
 * @typedef {Object} RunRules
 * @property {any} data
 * @property {number} most Points that can be judged here.
 * @property {(text: string) => Cell} parseCell
 * @property {(rows: CellRow[]) => {points: ChartPoint[], faults: CellFault[]}} readRows
 * @property {(periods: string[]) => number[] | null} placesInTime
 * @property {(values: (number | null)[], options?: {centre?: number | null, baseline?: [number, number] | null}) => Judged} analyse
 * @property {(points: ChartPoint[], baseline: [number, number] | null) => Limits | null} percentLimits
 */

(() => {
  "use strict";

  const data = JSON.parse(document.getElementById("cp-run-chart-data")?.textContent ?? "null");
  if (!data) return;

  /** @param {string} shape */
  const whole = (shape, flags = "i") => new RegExp(`^(?:${shape})$`, flags);
  const CELL = { number: whole(data.reading.number), coded: whole(data.reading.coded), banded: whole(data.reading.banded), serial: whole(data.reading.serial) };
  const HINTS = data.reading.hints.map((/** @type {[string, string]} */ [shape, hint]) => ({ shape: whole(shape), hint }));
  const PERIODS = Object.entries(data.periods).map(([kind, shape]) => ({ kind, shape: whole(/** @type {string} */ (shape), "") }));

  /** A sentence of the generator with its values. @param {string} template @param {Record<string, unknown>} values */
  const filled = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  /** @param {string} name @param {Record<string, unknown>} [values] */
  const said = (name, values = {}) => filled(data.sentences[name], values);
  /** @param {string} noun @param {number} count */
  const counted = (noun, count) => said(`${noun}_${count}` in data.sentences ? `${noun}_${count}` : noun, { count });

  // -- cells and rows

  /** @param {string} text */
  const shortened = (text) => ([...text].length <= 40 ? text : `${[...text].slice(0, 37).join("")}...`);

  /** @param {string} name @param {Record<string, unknown>} [words] */
  function fault(name, words = {}) {
    const [message, hint] = data.reading.faults[name];
    return { message: filled(message, words), hint: filled(hint, words) };
  }

  /** @param {string} text @returns {Cell} */
  function parseCell(text) {
    const cell = text.trim();
    if (CELL.coded.test(cell)) return { gap: filled(data.reading.coded_gap, { cell }) };
    const number = CELL.number.exec(cell);
    if (number) return { value: Number(cell), decimals: (number[1] ?? number[2] ?? "").length };
    const mark = cell.toLowerCase();
    if (Object.hasOwn(data.reading.marks, mark)) return { gap: data.reading.marks[mark] };
    if (CELL.banded.test(cell)) return { gap: filled(data.reading.banded_gap, { cell }) };
    const found = fault("cell", { cell: shortened(cell) });
    return { message: found.message, hint: HINTS.find((/** @type {any} */ { shape }) => shape.test(cell))?.hint ?? found.hint };
  }

  /** @param {CellRow[]} rows */
  function readRows(rows) {
    /** @type {CellFault[]} */
    const faults = [];
    const points = rows.map((row, index) => {
      const period = row.period.trim();
      const value = parseCell(row.value);
      const denominator = parseCell(row.denominator);
      const add = (/** @type {string} */ column, /** @type {{message: string, hint: string}} */ found) =>
        faults.push({ row: index, column, message: found.message, hint: found.hint });
      if (!period) add("period", fault("no_period"));
      if ("message" in value) add("value", value);
      if ("message" in denominator) add("denominator", denominator);
      if ("value" in denominator) {
        if (denominator.value < 0 || denominator.value % 1) add("denominator", fault("not_whole", { cell: row.denominator.trim() }));
        else if (!denominator.value && "value" in value) add("value", fault("out_of_none"));
      }
      return {
        period,
        value: "value" in value ? value.value : null,
        denominator: "value" in denominator ? denominator.value : null,
        note: row.note.trim(),
        gapReason: "gap" in value ? value.gap : "message" in value ? data.reading.not_readable : null,
        decimals: "value" in value ? value.decimals : 0,
        row: index,
      };
    });
    const serial = points.find(({ period }) => CELL.serial.test(period));
    if (serial) faults.push({ row: serial.row, column: "period", ...fault("serial", { period: serial.period }) });
    faults.push(...orderFaults(points));
    const columns = ["period", "value", "denominator"];
    faults.sort((one, other) => one.row - other.row || columns.indexOf(one.column) - columns.indexOf(other.column));
    return { points, faults };
  }

  /** @param {ChartPoint[]} points @returns {CellFault[]} */
  function orderFaults(points) {
    const places = placesInTime(points.map((point) => point.period));
    /** @type {Map<string, number>} */
    const first = new Map();
    /** @type {CellFault[]} */
    const faults = [];
    if (places && places.length > 2 && places.every((place, order) => !order || place < places[order - 1])) {
      return [{ row: points[0].row, column: "period", ...fault("reversed", { of_group: "" }) }];
    }
    let latest = 0;
    points.forEach((point, order) => {
      const period = `period '${shortened(point.period)}'`;
      const other = first.get(point.period);
      if (point.period && other !== undefined) {
        faults.push({ row: point.row, column: "period", ...fault("twice", { period, other: other + 1 }) });
      } else if (places && places[order] < places[latest]) {
        faults.push({ row: point.row, column: "period", ...fault("back", { period, before: points[latest].period }) });
      }
      if (other === undefined) first.set(point.period, point.row);
      if (places && places[order] > places[latest]) latest = order;
    });
    return faults;
  }

  // -- periods as points in time

  const DAY = 86_400_000;
  const BEFORE_1970 = 719_163; // days from year 1 to 1970, as Python counts them

  /** Number of a day, or null where the calendar has none. @param {number} year @param {number} month @param {number} day */
  function dayNumber(year, month, day) {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    if (year < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
    return date.getTime() / DAY + BEFORE_1970;
  }

  /** Monday of a week's number, ISO 8601. @param {number} year @param {number} week */
  function weekNumber(year, week) {
    const fourth = dayNumber(year, 1, 4);
    const next = dayNumber(year + 1, 1, 4);
    if (fourth === null || next === null || week < 1) return null;
    const monday = (/** @type {number} */ day) => day - ((day + 6) % 7);
    const found = monday(fourth) + 7 * (week - 1);
    return found < monday(next) ? Math.floor(found / 7) : null;
  }

  /** @type {Record<string, (...parts: number[]) => number | null>} */
  const PLACES = {
    year: (year) => year,
    "school year": (year, next) => (next === (year + 1) % 100 || next === year + 1 ? year : null),
    month: (year, month) => (dayNumber(year, month, 1) === null ? null : year * 12 + month),
    quarter: (year, quarter) => year * 4 + quarter,
    week: weekNumber,
    day: dayNumber,
  };

  /** @param {string[]} periods @returns {number[] | null} */
  function placesInTime(periods) {
    for (const { kind, shape } of PERIODS) {
      const found = periods.map((period) => shape.exec(period));
      if (!periods.length || found.includes(null)) continue;
      const places = found.map((match) => PLACES[kind](.../** @type {string[]} */ (match).slice(1).map(Number)));
      if (!places.includes(null)) return /** @type {number[]} */ (places);
    }
    return null;
  }

  // -- the rules

  /** A number as whole digits and how many of them stand behind the point. @param {number} value @returns {[bigint, number]} */
  function digits(value) {
    const [head, exponent = "0"] = String(value).split("e");
    const [before, after = ""] = head.split(".");
    const places = after.length - Number(exponent);
    const number = BigInt(before + after);
    return places < 0 ? [number * 10n ** BigInt(-places), 0] : [number, places];
  }

  /** The middle value, or the decimal mean of the two middle ones: 0.1 and 0.2 give 0.15. @param {number[]} values */
  function median(values) {
    if (!values.length) return null;
    const ordered = [...values].sort((one, other) => one - other);
    const [low, lowPlaces] = digits(ordered[Math.floor((ordered.length - 1) / 2)]);
    const [high, highPlaces] = digits(ordered[Math.floor(ordered.length / 2)]);
    const places = Math.max(lowPlaces, highPlaces);
    const sum = low * 10n ** BigInt(places - lowPlaces) + high * 10n ** BigInt(places - highPlaces);
    return Number(`${sum * 5n}e-${places + 1}`);
  }

  /** @param {(number | null)[]} values @param {{centre?: number | null, baseline?: [number, number] | null}} [options] @returns {Judged} */
  function analyse(values, { centre: given = null, baseline = null } = {}) {
    const inside = baseline ? values.slice(baseline[0], baseline[1]) : values;
    const centre = given ?? median(inside.filter((value) => value !== null));
    const line = given !== null ? "given" : baseline ? "baseline" : "median";
    const heights = [...values, centre].filter((value) => value !== null).map(Math.abs);
    const tolerance = 1e-12 * Math.max(0, ...heights); // sums of decimals are a few last digits off
    /** @param {number | null} value @param {number | null} other */
    const order = (value, other) => {
      if (value === null || other === null) return null;
      return Math.abs(value - other) <= tolerance ? 0 : value > other ? 1 : -1;
    };

    const sides = values.map((value) => order(value, centre));
    const useful = sides.flatMap((side, index) => (side ? [{ number: index + 1, side }] : []));
    /** @type {number[][]} */
    const stretches = [];
    useful.forEach(({ number, side }, index) => {
      if (index && useful[index - 1].side === side) stretches[stretches.length - 1].push(number);
      else stretches.push([number]);
    });

    const count = useful.length;
    const judged = count >= data.fewest;
    const longest = Math.max(0, ...stretches.map((stretch) => stretch.length));
    const crossings = Math.max(stretches.length - 1, 0);
    const climbs = climbsOf(values, order);
    const signal = judged ? longest > data.longest[count] || crossings < data.crossings[count] : null;
    const later = baseline && baseline[1] > baseline[0]
      ? useful.filter(({ number }) => number > baseline[1])
      : useful.slice(Math.floor(count / 2));
    const lean = later.reduce((sum, { side }) => sum + side, 0);
    const moved = signal && later.length > 0 && Math.abs(lean) * 3 >= later.length;

    /** @type {Judged} */
    const chart = {
      values,
      n: values.filter((value) => value !== null).length,
      n_useful: count,
      centre,
      line,
      sides,
      judged,
      longest_run: longest,
      longest_run_max: data.longest[count],
      crossings,
      crossings_min: data.crossings[count],
      runs: stretches.length,
      runs_low: data.runs_low[count],
      runs_high: data.runs_high[count],
      shifts: judged ? stretches.filter((stretch) => stretch.length >= data.shift) : [],
      trends: judged ? climbs.filter((climb) => climb.length >= data.trend) : [],
      signal,
      note: judged ? null : data.too_few,
      direction: moved ? (lean > 0 ? "up" : "down") : null,
      why: [],
      rises: (trend) => order(values[trend[1] - 1], values[trend[0] - 1]) === 1,
    };
    chart.why = sentences(chart);
    return chart;
  }

  /** Longest stretches that only rise or only fall, as point numbers without repeats. @param {(number | null)[]} values @param {(value: number | null, other: number | null) => number | null} order */
  function climbsOf(values, order) {
    /** @type {number[][]} */
    const climbs = [];
    /** @type {number[]} */
    let climb = [];
    /** @type {number | null} */
    let heading = null;
    /** @type {number | null} */
    let last = null;
    values.forEach((value, index) => {
      const step = last === null ? 1 : order(value, last);
      if (value === null || step === 0) return;
      if (last !== null && step !== heading) {
        climbs.push(climb);
        climb = climb.slice(-1);
        heading = step;
      }
      climb.push(index + 1);
      last = value;
    });
    return [...climbs, climb];
  }

  /** @param {number[]} numbers */
  function numbersInWords(numbers) {
    const [first, last] = [numbers[0], numbers[numbers.length - 1]];
    if (numbers.length === last - first + 1) return said("all_from_to", { first, last });
    return said("some", { others: numbers.slice(0, -1).join(", "), last });
  }

  /** @param {Judged} chart */
  function sentences(chart) {
    if (!chart.judged) {
      return [said(chart.n_useful === 1 ? "too_few_one" : "too_few", { need: data.fewest, found: chart.n_useful })];
    }
    const unusual = chart.shifts.length || chart.trends.length || chart.runs < chart.runs_low || chart.runs > chart.runs_high;
    return [
      said(chart.direction ? `signal_${chart.direction}` : chart.signal ? "signal" : "no_signal"),
      said("longest", { points: counted("point", chart.longest_run), most: chart.longest_run_max }),
      said("crossed", { times: counted("time", chart.crossings), fewest: chart.crossings_min }),
      said(chart.runs === 1 ? "runs_one" : "runs", { runs: chart.runs, low: chart.runs_low, high: chart.runs_high }),
      ...chart.shifts.map((shift) =>
        said(chart.sides[shift[0] - 1] === 1 ? "shift_above" : "shift_below", { points: numbersInWords(shift) })),
      ...chart.trends.map((trend) => said(chart.rises(trend) ? "trend_up" : "trend_down", { points: numbersInWords(trend) })),
      ...(unusual && !chart.signal ? [said("pair_decides")] : []),
    ];
  }

  /** Control limits of percentages, where every value has its denominator (a p-chart). @param {ChartPoint[]} points @param {[number, number] | null} baseline @returns {Limits | null} */
  function percentLimits(points, baseline) {
    const rows = points.map(({ value, denominator }) => (value !== null && denominator ? { value, people: denominator } : null));
    if (!points.some(({ value }) => value !== null) || points.some(({ value }, index) => value !== null && !rows[index])) return null;
    const inside = (baseline ? rows.slice(...baseline) : rows).filter((row) => row !== null);
    const people = inside.reduce((sum, row) => sum + row.people, 0);
    if (!people) return null;
    const centre = inside.reduce((sum, row) => sum + row.value * row.people, 0) / people;
    const reach = (/** @type {number} */ of) => 3 * Math.sqrt(Math.max(centre * (100 - centre), 0) / of);
    const lower = rows.map((row) => (row ? Math.max(centre - reach(row.people), 0) : null));
    const upper = rows.map((row) => (row ? Math.min(centre + reach(row.people), 100) : null));
    const slack = 1e-9 * Math.max(0, ...rows.map((row) => Math.abs(row?.value ?? 0)));
    const outside = rows.flatMap((row, index) => {
      const held = !row || (Number(lower[index]) - slack <= row.value && row.value <= Number(upper[index]) + slack);
      return held ? [] : [index + 1];
    });
    return { centre, lower, upper, outside, trial: inside.length < data.trial };
  }

  /** @type {RunRules} */
  const rules = { data, most: data.longest.length - 1, parseCell, readRows, placesInTime, analyse, percentLimits };
  /** @type {any} */ (window).changepack.runRules = rules;
})();
