// The report's data: blocks of compressed JSON, unpacked when a page asks, the least used ones forgotten.

import { mean, rates } from "./numbers.js";

const KEPT = 24;
const cache = new Map();

// The script stands before most of the data, so that the first table is there before the browser has read it all.
async function find(block) {
  const selector = `script[data-block="${CSS.escape(block)}"]`;
  const wholly = (element) => element !== null && (element.nextSibling !== null || document.readyState !== "loading");
  let element = document.querySelector(selector);
  if (!wholly(element) && document.readyState === "loading") {
    await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
    element = document.querySelector(selector);
  }
  return element;
}

async function unpack(block) {
  const element = await find(block);
  if (element === null) throw new Error(`the report has no block ${block}`);
  const binary = atob(element.textContent);
  const bytes = new Uint8Array(binary.length);
  for (let place = 0; place < binary.length; place += 1) bytes[place] = binary.charCodeAt(place);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}

export async function read(block) {
  if (cache.has(block)) {
    const held = cache.get(block);
    cache.delete(block);
    cache.set(block, held);
    return held;
  }
  const found = unpack(block);
  cache.set(block, found);
  if (cache.size > KEPT) cache.delete(cache.keys().next().value);
  return found;
}

// A block that is read through once, and not kept.
export async function pass(block) {
  return cache.has(block) ? cache.get(block) : unpack(block);
}

export const report = { head: null };

export async function open() {
  const head = await unpack("head");
  head.boards.forEach((board, place) => {
    board.place = place;
    board.full = Boolean(board.full);
    board.layerOf = new Map(board.layers.map((layer) => [layer.name, layer]));
    board.runs.forEach((run, number) => {
      run.number = number;
      run.answered = board.answers[number];
    });
    board.langs = [...new Set(board.documents.map((number) => head.documents[number].lang))].sort();
  });
  head.documents.forEach((entry, number) => {
    entry.number = number;
  });
  head.letters = Object.fromEntries(Object.entries(head.kinds).map(([kind, letter]) => [letter, kind]));
  head.letters.r = "right";
  report.head = head;
  return head;
}

export class Cube {
  constructor(block) {
    this.metrics = block.metrics;
    this.labels = block.labels;
    this.langs = block.langs;
    this.sums = block.rows.map((rows) => {
      const found = new Map();
      for (const [metric, label, lang, ...counts] of rows) {
        const key = `${metric},${label}`;
        if (!found.has(key)) found.set(key, new Map());
        found.get(key).set(lang, counts);
      }
      return found;
    });
  }

  // Counts of a run in a metric, of one label or all ("") and one language or all ("").
  counts(run, metric, label, lang) {
    const byLang = this.sums[run].get(`${this.metrics.indexOf(metric)},${this.labels.indexOf(label)}`);
    const sum = [0, 0, 0, 0];
    if (byLang) {
      const only = lang === "" ? null : this.langs.indexOf(lang);
      for (const [code, counts] of byLang) if (only === null || code === only) counts.forEach((number, place) => (sum[place] += number));
    }
    return sum;
  }

  score(run, layer, metric, label, lang) {
    const parts = layer.derived[metric];
    if (parts) return { ...mean(parts.map((part) => rates(this.counts(run, part, label, lang)))), counts: null };
    const counts = this.counts(run, metric, label, lang);
    return { ...rates(counts), counts };
  }

  labelsOf(metric) {
    const code = this.metrics.indexOf(metric);
    const found = new Set();
    for (const sums of this.sums) for (const key of sums.keys()) if (key.startsWith(`${code},`)) found.add(Number(key.split(",")[1]));
    return [...found].filter((label) => label !== 0).sort((one, other) => one - other).map((label) => this.labels[label]);
  }
}

const cubes = new Map();
export async function cube(board, layer) {
  const block = `cube-${board.place}-${layer}`;
  if (!cubes.has(block)) {
    if (cubes.size > 8) cubes.clear();
    cubes.set(block, new Cube(await pass(block)));
  }
  return cubes.get(block);
}

// The labels of a layer's headline.
export async function labelsOf(board, layer) {
  return (await cube(board, layer)).labelsOf(board.layerOf.get(layer).headline);
}
