// What became of the annotations of a document: rows of numbers as objects, and the errors that runs share or not.

import { pass, read, report } from "./data.js";

export const KINDS = ["missed", "spurious", "boundary", "type", "value", "argument", "date"];
export const ALL_KINDS = ["right", ...KINDS];

// A text by code points, as annotations count.
export class Text {
  constructor(text) {
    this.text = text;
    this.points = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null;
    this.length = this.points ? this.points.length : text.length;
  }

  cut(start, end) {
    return this.points ? this.points.slice(start, end).join("") : this.text.slice(start, end);
  }
}

function annotation(row, index) {
  const [code, start, length, label, ...rest] = row;
  const layer = report.head.spanLayers[code];
  const found = { layer, start, end: start + length, label: report.head.labels[label], index };
  if (layer === "timexes") [found.value, found.mod] = rest;
  if (layer === "money") [found.amount, found.min, found.max, found.mod] = rest;
  if (layer === "events") {
    [found.realis, found.polarity, found.date] = rest;
    found.args = rest[3].map(([role, from, size]) => ({ role, start: from, end: from + size }));
  }
  return found;
}

function happening(row) {
  const [date, label, start, length, mentions, cluster] = row;
  return { date, label: report.head.labels[label], start, end: start + length, mentions, cluster };
}

// One document on one board: gold, and the answers of the runs that are asked for.
export class Sheet {
  constructor(entry, content, board, runs) {
    const view = content.views[board.place];
    this.entry = entry;
    this.board = board;
    this.text = content.text === null ? null : new Text(content.text);
    this.gold = view ? view.g.map(annotation) : [];
    this.surfaces = view?.w ?? null;
    this.timeline = view ? view.t.map(happening) : [];
    this.view = view;
    this.answers = new Map();
    const wanted = new Set(runs.map((run) => run.number));
    for (const row of view?.s ?? []) if (wanted.has(row[0])) this.answers.set(row[0], this.answer(row));
  }

  answer([run, letters, numbers, failed, lanes]) {
    const outcomes = [];
    let next = 0;
    this.gold.forEach((gold, place) => {
      const letter = letters[place];
      if (letter === "-") return;
      const kind = report.head.letters[letter];
      let said = null;
      if (letter === ".") said = gold;
      else if (letter !== "m") said = annotation(this.view.p[numbers[next++]], null);
      outcomes.push({ kind, gold, said, layer: gold.layer });
    });
    for (; next < numbers.length; next += 1) {
      const said = annotation(this.view.p[numbers[next]], null);
      outcomes.push({ kind: "spurious", gold: null, said, layer: said.layer });
    }
    for (const outcome of outcomes) outcome.args = argumentErrors(outcome);
    const timeline = [];
    for (let place = 0; lanes && place < lanes.length; place += 2) {
      const gold = lanes[place];
      timeline.push({ gold, event: lanes[place + 1] < 0 ? this.timeline[gold] : happening(this.view.l[lanes[place + 1]]) });
    }
    return { run, outcomes, failed: failed ?? null, timeline: lanes ? timeline : null };
  }

  // The text of a span, or what gold publishes of it, or its place.
  surface({ start, end }) {
    if (this.text) return this.text.cut(start, end);
    const place = this.gold.findIndex((gold) => gold.start === start && gold.end === end && this.surfaces?.[gold.index]);
    return place >= 0 ? this.surfaces[place] : null;
  }
}

// Arguments that only one side has, as the alignment counts them.
function argumentErrors({ gold, said }) {
  if (!gold?.args || !said?.args || gold === said || gold.label !== said.label) return [];
  const key = (one) => `${one.role}\u001f${one.start}\u001f${one.end}`;
  const rest = said.args.slice();
  const found = [];
  for (const one of gold.args) {
    const place = rest.findIndex((other) => key(other) === key(one));
    if (place >= 0) rest.splice(place, 1);
    else found.push({ side: "missed", ...one });
  }
  return [...found, ...rest.map((one) => ({ side: "spurious", ...one }))];
}

// Every error of an answer; an event's arguments are errors of their own.
export function errorsOf(answer) {
  const found = [];
  for (const outcome of answer.outcomes) {
    if (outcome.kind !== "right") found.push(outcome);
    for (const argument of outcome.args) found.push({ ...outcome, kind: "argument", argument });
  }
  return found;
}

// Two errors are one where kind and gold annotation are the same, or, where gold has nothing, the predicted one.
function placeOf(error) {
  const side = error.gold ?? error.said;
  return `${error.layer}|${error.kind}|${error.gold ? "g" : "p"}|${side.start}|${side.end}|${side.label}`;
}

export function changes(first, second) {
  const sides = [first, second].map((answer) => {
    const places = new Map();
    for (const error of errorsOf(answer)) {
      const place = placeOf(error);
      if (!places.has(place)) places.set(place, []);
      places.get(place).push(error);
    }
    return places;
  });
  const found = { fixed: [], broken: [], both: [] };
  for (const place of new Set([...sides[0].keys(), ...sides[1].keys()])) {
    const [one, other] = sides.map((side) => side.get(place) ?? []);
    const shared = Math.min(one.length, other.length);
    found.both.push(...one.slice(0, shared));
    found.fixed.push(...one.slice(shared));
    found.broken.push(...other.slice(shared));
  }
  return found;
}

export async function sheetOf(entry, board, runs) {
  if (entry.block === null || entry.block === undefined) return null;
  const contents = await read(`texts-${entry.block}`);
  return new Sheet(entry, contents.find((content) => content.id === entry.id), board, runs);
}

// Every document of a board, block by block; none is kept.
export async function* sheets(board, runs, wanted) {
  const blocks = new Map();
  for (const number of board.documents) {
    const entry = report.head.documents[number];
    if (entry.block === null || (wanted && !wanted(entry))) continue;
    if (!blocks.has(entry.block)) blocks.set(entry.block, []);
    blocks.get(entry.block).push(entry);
  }
  for (const [block, entries] of blocks) {
    const contents = new Map((await pass(`texts-${block}`)).map((content) => [content.id, content]));
    for (const entry of entries) yield new Sheet(entry, contents.get(entry.id), board, runs);
  }
}

// What an annotation says of its span.
export function describe(one) {
  if (!one) return "";
  if (one.layer === "timexes") return [one.label, one.value ?? "–", one.mod].filter(Boolean).join(" ");
  if (one.layer === "money") {
    const amount = one.amount !== null ? grouped(one.amount) : `${grouped(one.min ?? "–")} to ${grouped(one.max ?? "–")}`;
    return [one.label, amount, one.mod].filter(Boolean).join(" ");
  }
  if (one.layer === "events") {
    return [one.label, one.realis !== "ACTUAL" && one.realis, one.polarity !== "POSITIVE" && one.polarity, one.date].filter(Boolean).join(" ");
  }
  return one.label;
}

function grouped(number) {
  return String(number).replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}

// What differs between two annotations of one thing.
export function difference({ kind, gold, said, argument }) {
  if (kind === "missed") return `not found: ${describe(gold)}`;
  if (kind === "spurious") return `not in gold: ${describe(said)}`;
  if (kind === "boundary") return "other boundaries";
  if (kind === "type") return `${gold.label} in gold, ${said.label} predicted`;
  if (kind === "date") return `${gold.date ?? "no date"} in gold, ${said.date ?? "no date"} predicted`;
  if (kind === "value") return `${describe(gold)} in gold, ${describe(said)} predicted`;
  if (kind === "argument") return argument.side === "missed" ? `argument not found: ${argument.role}` : `argument not in gold: ${argument.role}`;
  return describe(gold ?? said);
}
