// What happened when: gold's events over those of systems on one axis of time.

import { sheetOf } from "./answers.js";
import { h, name, plain, s, say, scrolling } from "./dom.js";
import { kindChip } from "./marks.js";
import { NOTHING } from "./numbers.js";
import { facts, missing, picker } from "./document.js";
import { boardOf, change, chosen, documentOf, link } from "./state.js";

const DAY = 86_400_000;
const WIDTH = 1000;
const LEFT = 150;
const UNDATED = 168;
const ROW = 24;
const PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

// The stretch of days that a partial date covers, as [first, after last]; null for none.
function stretch(date) {
  const found = PARTIAL.exec(date ?? "");
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), found[2] && Number(found[2]), found[3] && Number(found[3])];
  const at = (...parts) => {
    const made = new Date(0);
    made.setUTCFullYear(...parts);
    return made;
  };
  if (!year || (month !== undefined && (month < 1 || month > 12))) return null;
  const start = at(year, (month ?? 1) - 1, day ?? 1);
  if (day !== undefined && (start.getUTCDate() !== day || start.getUTCMonth() !== month - 1)) return null;
  const end = day ? at(year, month - 1, day + 1) : month ? at(year, month, 1) : at(year + 1, 0, 1);
  return [start.getTime() / DAY, end.getTime() / DAY];
}

export async function timelinePage(state) {
  const board = boardOf(state);
  const entry = documentOf(board, state);
  const runs = chosen(board, state);
  const sheet = await sheetOf(entry, board, runs);
  const head = [h("div", { class: "title" }, h("h1", {}, "Timeline of ", name(entry.id)), h("p", { class: "lead" }, facts(board, entry))), picker({ board, entry, runs, state }, "timeline")];
  if (!sheet) return [...head, missing()];
  if (!board.layerOf.has("events")) return [...head, h("p", { class: "empty" }, "Runs at this label set score entities alone. Choose another board for events and their dates.")];
  const lanes = [{ title: "gold", items: sheet.timeline.map((event, index) => ({ event, index, kind: "right" })) }];
  for (const run of runs) {
    const answer = sheet.answers.get(run.number);
    if (answer?.timeline) lanes.push({ title: run.name, run, items: answer.timeline.map((one) => ({ ...one, kind: judged(one, sheet) })) });
  }
  if (lanes.every((lane) => !lane.items.length)) return [...head, h("p", { class: "empty" }, "Nothing happens in this document: no side has an event that is said to have happened.")];
  const skipped = runs.filter((run) => !lanes.some((lane) => lane.run === run));
  return [
    ...head,
    skipped.length > 0 && h("p", { class: "soft note" }, "No timeline from ", skipped.map((run, place) => [place ? ", " : "", name(run.name)]), ": events are not attempted."),
    chart(lanes, sheet, state),
    table(lanes, sheet),
  ];
}

function judged({ gold, event }, sheet) {
  if (gold < 0) return "spurious";
  return sheet.timeline[gold].date === event.date ? "right" : "date";
}

function caption(event, sheet) {
  const named = event.cluster ? event.cluster.replace(/[-_]+/g, " ") : "";
  return named || sheet.surface(event) || event.label;
}

// A system's event is called what gold calls it; one that gold lacks, by its trigger.
function wordsFor(item, number, sheet) {
  if (number === 0) return caption(item.event, sheet);
  if (item.gold >= 0) return caption(sheet.timeline[item.gold], sheet);
  const surface = sheet.surface(item.event);
  return [surface, item.event.label.slice(item.event.label.lastIndexOf(":") + 1)].filter(Boolean).join(", ");
}

function range(lanes) {
  const stretches = lanes.flatMap((lane) => lane.items.map((item) => stretch(item.event.date))).filter(Boolean);
  if (!stretches.length) return null;
  const first = Math.min(...stretches.map(([start]) => start));
  const last = Math.max(...stretches.map(([, end]) => end));
  const margin = Math.max(1, (last - first) * 0.03);
  return [first - margin, last + margin];
}

const CROWD = 0.7;
const GAP = 0.5;

// Where most events stand, if a gap of more than half of the axis keeps a few apart from them; else all of it.
function crowded(lanes, whole) {
  const days = lanes.flatMap((lane) => lane.items.map((item) => stretch(item.event.date))).filter(Boolean).sort((one, other) => one[0] - other[0]);
  let [best, end] = [null, -Infinity];
  days.forEach(([start, stop], place) => {
    if (place > 0 && start - end > GAP * (whole[1] - whole[0])) best = place;
    end = Math.max(end, stop);
  });
  if (best === null) return whole;
  const kept = best / days.length >= CROWD ? days.slice(0, best) : (days.length - best) / days.length >= CROWD ? days.slice(best) : null;
  if (!kept) return whole;
  const [from, to] = [kept[0][0], Math.max(...kept.map(([, stop]) => stop))];
  const margin = Math.max(2, (to - from) * 0.06);
  return [from - margin, to + margin];
}

// The part of the axis that is seen: of the address, kept within what there is.
function view(whole, state, lanes) {
  if (!state.zoom) return crowded(lanes, whole);
  const [from, to] = (state.zoom ?? "").split("_").map(Number);
  if (Number.isFinite(from) && Number.isFinite(to) && to - from >= 1 && state.zoom) return [Math.max(whole[0], from), Math.min(whole[1], Math.max(to, whole[0] + 1))];
  return whole;
}

function zoomed(whole, [from, to], by, centre = 0.5) {
  const width = Math.min(whole[1] - whole[0], Math.max(2, (to - from) * by));
  let start = from + (to - from - width) * centre;
  start = Math.max(whole[0], Math.min(start, whole[1] - width));
  const next = [start, start + width];
  return width >= whole[1] - whole[0] - 0.01 ? "all" : next.map((day) => day.toFixed(2)).join("_");
}

function chart(lanes, sheet, state) {
  const whole = range(lanes);
  const seen = whole && view(whole, state, lanes);
  const zoom = (by, label) => {
    change({ zoom: zoomed(whole, seen, by) });
    say(label);
  };
  const pan = (part) => {
    const width = seen[1] - seen[0];
    const start = Math.max(whole[0], Math.min(seen[0] + part * width, whole[1] - width));
    change({ zoom: [start, start + width].map((day) => day.toFixed(2)).join("_") });
  };
  const button = (id, label, shown, action, disabled) => h("button", { type: "button", id, class: "tool", "aria-label": label, title: label, disabled, onclick: action }, shown);
  const full = !seen || (seen[0] === whole[0] && seen[1] === whole[1]);
  const tools = whole && h(
    "div",
    { class: "tools", role: "group", "aria-label": "Zoom" },
    button("zoom-in", "Zoom in (+)", "+", () => zoom(0.5, "zoomed in")),
    button("zoom-out", "Zoom out (-)", "−", () => zoom(2, "zoomed out"), full),
    button("pan-left", "Earlier", "←", () => pan(-0.4), full),
    button("pan-right", "Later", "→", () => pan(0.4), full),
    button("zoom-all", "All (0)", "All", () => change({ zoom: "all" }), full),
    h("span", { class: "soft" }, `${written(seen[0])} to ${written(seen[1])}`),
  );
  const drawn = draw(lanes, sheet, whole, seen);
  if (whole) {
    drawn.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = drawn.getBoundingClientRect();
      const place = Math.min(1, Math.max(0, (((event.clientX - box.left) / box.width) * WIDTH - LEFT) / (WIDTH - LEFT - UNDATED)));
      change({ zoom: zoomed(whole, seen, event.deltaY < 0 ? 0.7 : 1.4, place) });
    }, { passive: false });
  }
  const key = h(
    "ul",
    { class: "legend", "aria-label": "How events are drawn" },
    [["right", "date as in gold"], ["date", "another date: a link leads to gold's"], ["missed", "missed: an empty bar"], ["spurious", "not in gold"]].map(([kind, words]) => h("li", {}, h("span", { class: `sample k-${kind}` }, words))),
  );
  return h("section", { class: "timeline", "aria-label": "Timeline" }, h("div", { class: "timeline-head" }, tools, key), scrolling("Timeline chart", drawn));
}

function written(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function ticks([from, to]) {
  const span = to - from;
  const steps = [[span > 365 * 60, 10, "years"], [span > 365 * 12, 5, "years"], [span > 365 * 2.2, 1, "years"], [span > 250, 3, "months"], [span > 60, 1, "months"], [span > 20, 7, "days"], [true, 1, "days"]];
  const [, step, unit] = steps.find(([fits]) => fits);
  const found = [];
  const cursor = new Date(Math.ceil(from) * DAY);
  if (unit === "years") cursor.setUTCMonth(0, 1);
  if (unit === "months") cursor.setUTCDate(1);
  for (let guard = 0; cursor.getTime() / DAY <= to && guard < 400; guard += 1) {
    const [year, month] = [cursor.getUTCFullYear(), cursor.getUTCMonth()];
    const fits = unit === "years" ? year % step === 0 : unit === "months" ? month % step === 0 : true;
    if (fits && cursor.getTime() / DAY >= from && (to - cursor.getTime() / DAY) / span > 0.04) found.push([cursor.getTime() / DAY, cursor.toISOString().slice(0, unit === "years" ? 4 : unit === "months" ? 7 : 10)]);
    if (unit === "years") cursor.setUTCFullYear(year + 1);
    else if (unit === "months") cursor.setUTCMonth(month + 1);
    else cursor.setUTCDate(cursor.getUTCDate() + step);
  }
  return found;
}

const ROOM = 34;

// Bars that would cover each other or their captions go to rows of their own.
function stacked(items, at) {
  const rows = [];
  for (const item of items) {
    const place = rows.findIndex((end) => end < item.left);
    const row = place < 0 ? rows.length : place;
    rows[row] = item.reach;
    item.row = row;
  }
  return Math.max(1, rows.length);
}

function draw(lanes, sheet, whole, seen) {
  const right = WIDTH - UNDATED;
  const at = (day) => LEFT + ((day - seen[0]) / (seen[1] - seen[0])) * (right - LEFT);
  const places = [];
  let top = 34;
  const drawnLanes = lanes.map((lane, number) => {
    const items = lane.items.map((item) => ({ ...item, words: wordsFor(item, number, sheet), days: stretch(item.event.date) }));
    if (number > 0) {
      const found = new Set(lane.items.map((item) => item.gold));
      sheet.timeline.forEach((event, index) => {
        if (!found.has(index)) items.push({ gold: index, event, kind: "missed", words: caption(event, sheet), days: stretch(event.date) });
      });
    }
    const dated = whole ? items.filter((item) => item.days && item.days[1] > seen[0] && item.days[0] < seen[1]) : [];
    dated.forEach((item) => {
      item.from = Math.max(LEFT, at(item.days[0]));
      item.to = Math.max(item.from + 5, Math.min(right, at(item.days[1])));
      // A caption that would run off the axis ends where its bar does.
      const size = Math.min(ROOM, item.words.length) * 5.4 + 6;
      item.turned = item.from + size > right;
      item.left = item.turned ? Math.min(item.from, item.to - size) : item.from;
      item.reach = Math.max(item.to, item.turned ? 0 : item.from + size) + 8;
    });
    dated.sort((one, other) => one.left - other.left || one.to - other.to);
    const undated = items.filter((item) => !item.days);
    undated.forEach((item, row) => Object.assign(item, { from: right + 12, to: right + 22, row }));
    const rows = Math.max(stacked(dated), undated.length, 2);
    const hidden = [items.filter((item) => item.days && seen && item.days[1] <= seen[0]).length, items.filter((item) => item.days && seen && item.days[0] >= seen[1]).length];
    const made = { lane, number, top, height: rows * ROW + 14, hidden, items: [...dated, ...undated] };
    made.items.forEach((item) => {
      item.y = top + 8 + item.row * ROW;
      if (number === 0) places[item.index] = item;
    });
    top += made.height;
    return made;
  });
  const height = top + 8;
  return s(
    "svg",
    { class: "chart", viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": "Events by date; the table below has the same" },
    whole && ticks(seen).map(([day, label]) => [s("line", { class: "grid", x1: at(day), x2: at(day), y1: 22, y2: height }), s("text", { class: "tick", x: at(day) + 3, y: 16 }, label)]),
    s("line", { class: "edge", x1: right, x2: right, y1: 4, y2: height }),
    s("text", { class: "tick", x: right + 8, y: 16 }, "undated"),
    drawnLanes.map((one) => laneOf(one)),
    drawnLanes.map((one) => one.items.map((item) => bar(item, one, sheet))),
    drawnLanes.slice(1).flatMap((one) => one.items.filter((item) => item.kind === "date" && places[item.gold]).map((item) => misplaced(places[item.gold], item))),
  );
}

function laneOf({ lane, number, top, height, hidden }) {
  return [
    s("rect", { class: `lane${number % 2 ? " odd" : ""}`, x: 0, y: top, width: WIDTH, height }),
    s("text", { class: `lane-name${number ? "" : " gold"}`, x: 10, y: top + 24 }, shortened(plain(lane.title), 19)),
    hidden[0] > 0 && s("text", { class: "tick", x: 10, y: top + 40 }, `← ${hidden[0]} earlier`),
    hidden[1] > 0 && s("text", { class: "tick", x: 80, y: top + 40 }, `${hidden[1]} later →`),
  ];
}

function shortened(words, most) {
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}

function misplaced(gold, item) {
  const from = (gold.from + gold.to) / 2;
  const to = (item.from + item.to) / 2;
  const [start, end] = [gold.y + 11, item.y];
  const middle = (start + end) / 2;
  return s("path", { class: "misplaced", d: `M${from},${start} C${from},${middle} ${to},${middle} ${to},${end}` });
}

function bar(item, { lane, number }, sheet) {
  const room = item.days ? ROOM : 25;
  const says = `${lane.title}: ${item.words}, ${item.event.date ?? "undated"}${number ? `, ${item.kind === "date" ? `gold has ${sheet.timeline[item.gold].date ?? "no date"}` : item.kind}` : ""}`;
  const href = link("document", { doc: sheet.entry.id, layer: "events" });
  const shape = item.days ? s("rect", { x: item.from, y: item.y, width: item.to - item.from, height: 11, rx: 3 }) : s("circle", { cx: item.from + 5, cy: item.y + 6, r: 5 });
  return s(
    "a",
    { href, class: `event ${number ? `e-${item.kind}` : "e-gold"}`, "aria-label": plain(says), "data-error": number > 0 && item.kind !== "right" },
    s("title", {}, plain(says)),
    shape,
    s("text", { class: "event-name", x: !item.days ? item.to + 4 : item.turned ? item.to : item.from, "text-anchor": item.turned ? "end" : null, y: item.days ? item.y + 20.5 : item.y + 10 }, shortened(plain(item.words), room)),
  );
}

// The same as a table: an event a row.
function table(lanes, sheet) {
  const systems = lanes.slice(1);
  const cell = (lane, index) => {
    const item = lane.items.find((one) => one.gold === index);
    return h("td", {}, item ? [kindChip(item.kind), " ", plain(item.event.date ?? "undated")] : kindChip("missed"));
  };
  const order = sheet.timeline.map((event, index) => [event, index]).sort(([one], [other]) => (one.date ?? "9999").localeCompare(other.date ?? "9999"));
  const rows = order.map(([event, index]) => h("tr", {}, h("th", { scope: "row" }, name(caption(event, sheet)), h("div", { class: "soft" }, plain(event.label), event.mentions > 1 && ` · ${event.mentions} mentions`)), h("td", {}, event.date ? plain(event.date) : h("span", { class: "soft" }, "undated")), systems.map((lane) => cell(lane, index))));
  const added = systems.flatMap((lane) => lane.items.filter((item) => item.gold < 0).map((item) => h("tr", {}, h("th", { scope: "row" }, name(wordsFor(item, 1, sheet)), h("div", { class: "soft" }, plain(item.event.label))), h("td", {}, NOTHING), systems.map((other) => h("td", {}, other === lane ? [kindChip("spurious"), " ", plain(item.event.date ?? "undated")] : "")))));
  return h(
    "details",
    { class: "fold", open: true },
    h("summary", {}, "The same as a table"),
    scrolling("Events by date", h("table", { class: "plain" }, h("caption", { class: "hidden" }, "Events by gold date"), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "event"), h("th", { scope: "col" }, "gold"), systems.map((lane) => h("th", { scope: "col" }, name(lane.title))))), h("tbody", {}, rows, added))),
  );
}
