// The picture of a run chart as generator/render/ draws it: the same places, marks, key and description, so that a chart
// made in the browser stands beside one of a case without looking foreign. Draws one series of one group. Does not judge
// (run-rules.js). tests/site/test_tool_run_chart.py lays both pictures over each other.

/** @typedef {{title: string, unit: string, change: [string, string] | null, baseline: [string, string] | null, goal: number | null}} ChartFrame */
/** @typedef {{svg: SVGElement, key: HTMLElement | null, file: SVGElement, description: string}} ChartPicture */
/**
 * @typedef {Object} RunPicture
 * @property {(points: ChartPoint[], chart: Judged, frame: ChartFrame, control?: Limits | null) => ChartPicture} draw
 * @property {(value: number, unit?: string) => string} shown
 * @property {(unit: string) => boolean} isPercent
 */

(() => {
  "use strict";

  const { drawing, runRules } = /** @type {{drawing: Drawing, runRules: RunRules | undefined}} */ (/** @type {any} */ (window).changepack);
  if (!runRules) return;
  const { make, shape, path, fixed, wrapped } = drawing;
  const { data } = runRules;

  const [WIDTH, TOP, PLOT_HEIGHT, BELOW, TEXT, CHARACTER, INSET] = [600, 36, 230, 44, 20, 10.4, 16];
  const CHANGE = { "stroke-width": 2, "stroke-dasharray": "7 5" };
  /** @type {Record<string, Record<string, string | number>>} */
  const LEVELS = {
    centre: { "stroke-width": 2 },
    limit: { "stroke-width": 1.5, "stroke-dasharray": "5 4", "stroke-opacity": 0.7 },
    goal: { "stroke-width": 2, "stroke-dasharray": "2 6", "stroke-linecap": "round" },
  };
  /** @type {Record<string, [number, number][]>} */
  const OUTLINES = {
    square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
    up: [[0, -1.3], [1.25, 0.95], [-1.25, 0.95]],
    down: [[0, 1.3], [1.25, -0.95], [-1.25, -0.95]],
    diamond: [[0, -1.5], [1.5, 0], [0, 1.5], [-1.5, 0]],
  };

  /** @param {string} unit */
  const isPercent = (unit) => ["percent", "%"].includes(unit.toLowerCase());

  /** A number as people write it: 1,234 or 87.3%. @param {number} value */
  function shown(value, unit = "") {
    const size = Math.abs(value);
    let text = fixed(value).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
    if (size > 0 && size < 0.01) {
      const [head, exponent] = value.toExponential(1).split("e");
      const short = head.replace(/\.0$/, "");
      text = Number(exponent) < -4 ? `${short}e-${exponent.slice(1).padStart(2, "0")}` : String(Number(`${head}e${exponent}`));
    }
    return text + (isPercent(unit) ? "%" : "");
  }

  /** Round numbers, about so many steps apart, from below `low` to above `high`. @param {number} low @param {number} high */
  function roundTicks(low, high, wanted = 4) {
    if (high - low < 1e-9 * Math.max(Math.abs(low), Math.abs(high), 1e-9)) {
      [low, high] = [low - (Math.abs(low) / 10 || 1), high + (Math.abs(high) / 10 || 1)];
    }
    const rough = (high - low) / wanted;
    const power = Number(`1e${Math.floor(Math.log10(rough))}`);
    const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((found) => found >= rough * 0.999) ?? 10 * power;
    const first = Math.floor(low / step + 1e-9);
    const last = Math.ceil(high / step - 1e-9);
    const places = 2 - Math.floor(Math.log10(step));
    const ticks = [];
    for (let number = first; number <= last; number += 1) {
      ticks.push(places >= 0 ? Number((number * step).toFixed(Math.min(places, 100))) : Math.round(number * step));
    }
    return ticks;
  }

  /** @param {[number, number][]} points @param {string} name @param {Record<string, string | number>} [attributes] */
  const line = (points, name, attributes = {}) => shape("path", {
    d: path(points), class: `cp-chart-${name}`, "vector-effect": "non-scaling-stroke",
    stroke: "currentColor", "stroke-width": 1, fill: "none", ...attributes,
  });

  /** @param {number} x @param {number} y @param {string} text @param {string} name @param {Record<string, string | number>} [attributes] */
  const label = (x, y, text, name, attributes = {}) =>
    shape("text", { x, y, class: `cp-chart-${name}`, "font-size": TEXT, fill: "currentColor", stroke: "none", ...attributes }, text);

  /** A point: a dot, a ring, or the sign of a rule. @param {string} kind @param {number} x @param {number} y @param {number} size @param {string} colour @param {string} tip */
  function mark(kind, x, y, size, colour, tip = "") {
    const title = tip ? [shape("title", {}, tip)] : [];
    const name = `cp-chart-point ${colour}`.trim();
    if (OUTLINES[kind]) {
      const outline = OUTLINES[kind].map(([dx, dy]) => /** @type {[number, number]} */ ([x + size * dx, y + size * dy]));
      return shape("path", { d: path(outline, true), fill: "currentColor", class: name }, ...title);
    }
    if (kind === "ring") {
      return shape("circle", {
        cx: x, cy: y, r: size, fill: "#fff", stroke: "currentColor", "stroke-width": 2, class: "cp-chart-ring",
      }, ...title);
    }
    return shape("circle", { cx: x, cy: y, r: size, fill: "currentColor", class: name }, ...title);
  }

  /** The cross that stands for a period without a value. @param {number} x @param {number} y @param {string} tip */
  const gap = (x, y, tip = "") => shape("path", {
    d: `M${Number((x - 5).toPrecision(6))} ${Number((y - 5).toPrecision(6))}l10 10m0-10l-10 10`,
    stroke: "currentColor", "stroke-width": 2, fill: "none", class: "cp-chart-gap",
  }, ...(tip ? [shape("title", {}, tip)] : []));

  // -- where periods and values lie

  /** @typedef {{periods: string[], ticks: number[], unit: string, left: number, edge: number, bottom: number, height: number, step: number, x: (index: number) => number, y: (value: number) => number, before: (index: number) => number}} Plot */

  /** @param {ChartPoint[]} points @param {ChartFrame} frame @param {number[]} across @param {number[]} reach @returns {Plot} */
  function plotOf(points, frame, across, reach) {
    const values = [...points.flatMap(({ value }) => (value === null ? [] : [value])), ...across, ...reach];
    let low = values.length ? Math.min(...values) : 0;
    const high = values.length ? Math.max(...values) : 1;
    if (low > 0 && low <= high / 2) low = 0; // values that differ this much are compared by their height
    const ticks = roundTicks(low, high);
    const longest = Math.max(0, ...across.map((value) => shown(value, frame.unit).length + 1));

    let periods = [...new Set(points.map(({ period }) => period))];
    let places = /** @type {RunRules} */ (runRules).placesInTime(periods);
    if (places) {
      const order = places.map((place, index) => ({ place, period: periods[index] }));
      order.sort((one, other) => one.place - other.place || (one.period < other.period ? -1 : 1));
      periods = order.map(({ period }) => period);
      places = order.map(({ place }) => place);
    }
    const where = places ?? periods.map((_, index) => index);
    const broadest = Math.max(...ticks.map((tick) => shown(tick, frame.unit).length)) + Number(isPercent(frame.unit));
    const left = broadest * CHARACTER + 12; // a percent sign is as broad as two digits
    const edge = WIDTH - (longest * CHARACTER + 14);
    const bottom = TOP + PLOT_HEIGHT;
    const [first, last] = [where[0], where[where.length - 1]];
    const x = (/** @type {number} */ index) => (first === last
      ? (left + edge) / 2
      : left + INSET + ((where[index] - first) / (last - first)) * (edge - left - 2 * INSET));
    const steps = periods.slice(1).map((_, index) => x(index + 1) - x(index));
    const step = steps.length ? Math.min(...steps) : WIDTH;
    const [bottomTick, topTick] = [ticks[0], ticks[ticks.length - 1]];
    return {
      periods, ticks, unit: frame.unit, left, edge, bottom, height: bottom + BELOW, step, x,
      y: (value) => bottom - ((value - bottomTick) / (topTick - bottomTick)) * PLOT_HEIGHT,
      before: (index) => x(index) - Math.min(step / 2, INSET - 2),
    };
  }

  /** A text of at most so many characters; the page says in full what a picture has no room for. @param {string} text @param {number} room */
  function cut(text, room) {
    const signs = [...text];
    return signs.length <= room ? text : `${signs.slice(0, room - 1).join("").trimEnd()}…`;
  }

  /** A period as the axis names it. @param {string} period */
  const shortPeriod = (period) => cut(period, 20);

  /** Which periods are named: the first, the last, and between them as many as fit, evenly. @param {Plot} plot */
  function labelled(plot) {
    const last = plot.periods.length - 1;
    const widest = Math.max(0, ...plot.periods.map((period) => [...shortPeriod(period)].length)) * CHARACTER + 18;
    const fits = (/** @type {number} */ one, /** @type {number} */ other) => plot.x(other) - plot.x(one) >= widest;
    /** @type {number[]} */
    let even = [];
    for (let stride = 1; stride <= last && !even.length; stride += 1) {
      if (last % stride) continue;
      const named = Array.from({ length: last / stride + 1 }, (_, at) => at * stride);
      if (named.every((index, at) => at === 0 || fits(named[at - 1], index))) even = named;
    }
    const named = [0];
    for (let index = 1; index < last; index += 1) {
      if (fits(named[named.length - 1], index) && fits(index, last)) named.push(index);
    }
    if (last > 0) named.push(last);
    return even.length && 2 * even.length > named.length ? even : named;
  }

  /** @param {Plot} plot */
  function axes(plot) {
    const parts = [];
    for (const tick of plot.ticks) {
      const y = plot.y(tick);
      parts.push(line([[plot.left, y], [plot.edge, y]], "grid", { "stroke-opacity": 0.18 }));
      parts.push(label(plot.left - 8, y + 7, shown(tick, plot.unit), "tick", { "text-anchor": "end" }));
    }
    if (plot.unit && !isPercent(plot.unit)) parts.push(label(0, TEXT - 2, cut(plot.unit, Math.trunc(WIDTH / CHARACTER)), "unit"));
    for (const index of plot.periods.length ? labelled(plot) : []) {
      const name = shortPeriod(plot.periods[index]);
      const half = ([...name].length * CHARACTER) / 2;
      const at = plot.x(index);
      parts.push(line([[at, plot.bottom], [at, plot.bottom + 6]], "grid", { "stroke-opacity": 0.5 }));
      parts.push(label(Math.min(Math.max(at, half), WIDTH - half), plot.bottom + 30, name, "tick", { "text-anchor": "middle" }));
    }
    return parts;
  }

  /** @param {Plot} plot @param {ChartFrame} frame @param {[number, string][]} levels */
  function ground(plot, frame, levels) {
    const parts = [];
    if (frame.baseline) {
      const [first, last] = frame.baseline.map((period) => plot.periods.indexOf(period));
      const left = plot.before(first);
      const right = Math.min(2 * plot.x(last) - plot.before(last), plot.edge);
      parts.push(shape("rect", {
        x: left, y: TOP, width: right - left, height: PLOT_HEIGHT, fill: "currentColor", "fill-opacity": 0.07, class: "cp-chart-baseline",
      }));
    }
    parts.push(...axes(plot));
    const heights = apart(levels.map(([value]) => plot.y(value)));
    levels.forEach(([value, name], index) => {
      const y = plot.y(value);
      parts.push(line([[plot.left, y], [plot.edge, y]], name, LEVELS[name]));
      const text = shown(value, plot.unit);
      parts.push(label(plot.edge + 6, heights[index] + 7, text, `value cp-chart-${name}-value`, { "font-weight": "bold" }));
    });
    if (frame.change) parts.push(...changeLine(plot, ...frame.change));
    return parts;
  }

  /** Heights of at most two labels, moved apart where they would touch. @param {number[]} heights */
  function apart(heights) {
    if (heights.length < 2 || Math.abs(heights[0] - heights[1]) >= 22) return heights;
    const middle = (heights[0] + heights[1]) / 2;
    const up = heights[0] <= heights[1] ? 1 : -1;
    return [middle - 11 * up, middle + 11 * up];
  }

  /** A dashed line before the first period after the change. @param {Plot} plot @param {string} period @param {string} what */
  function changeLine(plot, period, what) {
    const x = plot.before(plot.periods.indexOf(period));
    const toTheRight = x < WIDTH / 2;
    const room = Math.trunc((toTheRight ? WIDTH - x : x - 40) / CHARACTER);
    return [
      line([[x, TOP], [x, plot.bottom]], "change", CHANGE),
      label(x, TOP - 12, cut(what, room), "change-words", { "text-anchor": toTheRight ? "start" : "end" }),
    ];
  }

  /** @param {Plot} plot @param {Limits} control */
  function limitLines(plot, control) {
    return [control.lower, control.upper].map((bound) => {
      /** @type {[number, number][]} */
      const corners = [];
      bound.forEach((height, index) => {
        if (height === null) return;
        const ends = [plot.before(index), index + 1 < bound.length ? plot.before(index + 1) : plot.edge];
        corners.push(...ends.map((x) => /** @type {[number, number]} */ ([x, plot.y(height)])));
      });
      return line(corners, "limit", LEVELS.limit);
    });
  }

  /** The line and the marks; the line breaks at gaps. @param {Plot} plot @param {ChartPoint[]} points @param {string[]} marks @param {boolean} rules */
  function course(plot, points, marks, rules) {
    const index = new Map(plot.periods.map((period, at) => [period, at]));
    const places = points.map((point) => Number(index.get(point.period)));
    /** @type {[number, number][][]} */
    const stretches = [];
    let before = -2;
    points.forEach(({ value }, at) => {
      if (value === null) return;
      if (places[at] - 1 !== before || !stretches.length) stretches.push([]);
      stretches[stretches.length - 1].push([plot.x(places[at]), plot.y(value)]);
      before = places[at];
    });
    const lines = stretches.map((corners) =>
      line(corners, "line cp-chart-series-1", { "stroke-width": 2, "stroke-dasharray": "none" }));
    const size = plot.step > 16 ? 6 : plot.step > 8 ? 4.5 : 3;
    const signs = points.map((point, at) => {
      const x = plot.x(places[at]);
      if (point.value === null) return gap(x, plot.bottom - 10, `${point.period}: ${point.gapReason}`);
      const colour = rules && OUTLINES[marks[at]] ? "cp-chart-signal" : "cp-chart-series-1";
      return mark(marks[at], x, plot.y(point.value), size, colour, `${point.period}: ${shown(point.value, plot.unit)}`);
    });
    return [...lines, ...signs];
  }

  /** The mark of each row. @param {Judged} chart */
  function marksOf(chart) {
    const shifted = new Set(chart.shifts.flat());
    const trending = new Map(chart.trends.flatMap((trend) => trend.map((number) => [number, chart.rises(trend) ? "up" : "down"])));
    return chart.sides.map((side, index) => {
      const trend = trending.get(index + 1);
      if (trend) return shifted.has(index + 1) ? "diamond" : trend;
      return shifted.has(index + 1) ? "square" : side === 0 ? "ring" : "dot";
    });
  }

  // -- the key, and the picture in words

  /** @typedef {{sign: SVGElement, text: string}} KeyItem */

  /** @param {Judged} chart @param {ChartFrame} frame @param {string[]} marks @param {string} centre @param {ChartPoint[]} points @param {Limits | null} control @returns {KeyItem[]} */
  function keyOf(chart, frame, marks, centre, points, control) {
    /** @type {KeyItem[]} */
    const key = [];
    const add = (/** @type {SVGElement} */ sign, /** @type {string} */ text) => key.push({ sign, text });
    if (chart.judged) {
      if (centre) add(line([[2, 10], [34, 10]], "centre", { "stroke-width": 2 }), centre);
      for (const [kind, words] of Object.entries(data.meanings)) {
        if (marks.includes(kind)) add(mark(kind, 18, 10, 5, "cp-chart-signal"), words);
      }
      if (control) {
        const outside = control.outside.map((number) => points[number - 1].period);
        const words = `${control.trial ? "trial " : ""}control limits: between them chance alone moves the values`;
        const found = outside.length ? `outside: ${outside.join(", ")}` : "no value lies outside";
        add(line([[2, 10], [34, 10]], "limit", LEVELS.limit), `${words}; ${found}`);
      }
    }
    if (frame.goal !== null) add(line([[4, 10], [34, 10]], "goal", LEVELS.goal), `goal ${shown(frame.goal, frame.unit)}`);
    if (frame.baseline) {
      const shade = shape("rect", { x: 4, y: 1, width: 28, height: 18, fill: "currentColor", "fill-opacity": 0.12 });
      add(shade, `baseline, ${frame.baseline[0]} to ${frame.baseline[1]}`);
    }
    if (frame.change) add(line([[18, 0], [18, 20]], "change", CHANGE), `change from ${frame.change[0]}: ${frame.change[1]}`);
    const reasons = [...new Set(points.flatMap(({ gapReason }) => (gapReason ? [gapReason] : [])))];
    if (reasons.length) add(gap(18, 10), `no value: ${reasons.join("; ")}`);
    return key;
  }

  /** One sentence on what is to be seen. @param {string} beginning @param {ChartPoint[]} all @param {ChartFrame} frame @param {string[]} findings */
  function described(beginning, all, frame, findings) {
    const points = all.filter(({ value }) => value !== null);
    const values = points.map(({ value }) => Number(value));
    const say = (/** @type {number} */ value) => shown(value, frame.unit);
    const last = points.length - 1;
    const missing = all.length > points.length ? `, ${all.length - points.length} without a value` : "";
    const parts = [
      !values.length ? "no values"
        : values.length === 1 ? `one value, ${say(values[0])} in ${points[0].period}`
          : `${points.length} points${missing}, from ${say(values[0])} in ${points[0].period} to ${say(values[last])} in ${points[last].period}, `
            + `lowest ${say(Math.min(...values))}, highest ${say(Math.max(...values))}`,
    ];
    if (frame.change) parts.push(`the change began with ${frame.change[0]}`);
    if (frame.goal !== null) parts.push(`the goal is ${say(frame.goal)}`);
    parts.push(...findings.filter(Boolean).map((finding) => finding.split(". ")[0].replace(/\.+$/, "")));
    return `${beginning}${parts.join("; ")}.`;
  }

  /** @param {KeyItem[]} items */
  function keyList(items) {
    if (!items.length) return null;
    const rows = items.map(({ sign, text }) => {
      const box = shape("svg", { viewBox: "0 0 36 20", width: 36, height: 20, "aria-hidden": "true" }, sign);
      return make("li", {}, box, make("span", {}, text));
    });
    return make("ul", { class: "cp-chart-key" }, ...rows);
  }

  /** @param {number} height @param {ChartFrame} frame @param {string} description @param {Node[]} body */
  function svgOf(height, frame, description, body) {
    const ids = ["s-chart-title", "s-chart-description"];
    return shape("svg", { viewBox: `0 0 ${WIDTH} ${fixed(height)}`, role: "img", "aria-labelledby": ids.join(" "), class: "cp-chart" },
      shape("title", { id: ids[0] }, frame.title), shape("desc", { id: ids[1] }, description), ...body);
  }

  /** The picture as a file of its own: title above, key and verdict below, colours within. @param {ChartFrame} frame @param {string} description @param {string} note @param {number} height @param {Node[]} body @param {KeyItem[]} items */
  function fileOf(frame, description, note, height, body, items) {
    const copies = body.map((part) => part.cloneNode(true));
    /** @type {Node[]} */
    const parts = [];
    let y = 30;
    for (const words of wrapped(frame.title, 62)) {
      parts.push(label(12, y, words, "title"));
      y += 24;
    }
    const head = y - 6;
    parts.push(shape("g", { transform: `translate(0 ${fixed(head)})` }, ...copies));
    y = head + height + 8;
    for (const { sign, text } of items) {
      parts.push(shape("g", { transform: `translate(12 ${fixed(y)})` }, sign.cloneNode(true)));
      for (const words of wrapped(text, 72)) {
        parts.push(label(58, y + 15, words, "word"));
        y += 20;
      }
      y += 6;
    }
    for (const words of wrapped(note, 78)) {
      parts.push(label(12, y + 16, words, "word"));
      y += 20;
    }
    const file = svgOf(y + 12, frame, description, []);
    file.append(shape("style", {}, data.file_style), shape("rect", { width: "100%", height: "100%", fill: "#fff" }), ...parts);
    return file;
  }

  /** @param {ChartPoint[]} points @param {Judged} chart @param {ChartFrame} frame @param {Limits | null} [control] @returns {ChartPicture} */
  function draw(points, chart, frame, control = null) {
    /** @type {[number, string][]} */
    const levels = [];
    if (chart.judged && chart.centre !== null) levels.push([chart.centre, "centre"]);
    if (frame.goal !== null) levels.push([frame.goal, "goal"]);
    const drawn = chart.judged ? control : null;
    const reach = drawn ? [...drawn.lower, ...drawn.upper].filter((bound) => bound !== null) : [];
    const plot = plotOf(points, frame, levels.map(([value]) => value), reach);
    const marks = chart.judged ? marksOf(chart) : points.map(() => "dot");
    const centre = chart.judged && chart.centre !== null
      ? `centre line ${shown(chart.centre, frame.unit)} (${data.lines[chart.line]})` : "";
    const body = [
      ...ground(plot, frame, levels),
      ...(drawn ? limitLines(plot, drawn) : []),
      ...course(plot, points, marks, chart.judged),
    ];
    const description = described(chart.judged ? "Run chart: " : `Line chart: ${frame.title}, `, points, frame, [centre, chart.why[0]]);
    const items = keyOf(chart, frame, marks, centre, points, control);
    return {
      svg: svgOf(plot.height, frame, description, body),
      key: keyList(items),
      file: fileOf(frame, description, chart.why[0], plot.height, body, items),
      description,
    };
  }

  /** @type {RunPicture} */
  const picture = { draw, shown, isPercent };
  /** @type {any} */ (window).changepack.runPicture = picture;
})();
