// Who is best, and how sure that is: every layer at a glance, or one layer in full.

import { bar, heat } from "./charts.js";
import { cube, labelsOf, read } from "./data.js";
import { choice, h, name, plain, scrolling, segmented } from "./dom.js";
import { NOTHING, count, percent, ranks } from "./numbers.js";
import { boardOf, change, link } from "./state.js";

const VIEWS = [
  ["", "Overview"],
  ["labels", "By label"],
  ["langs", "By language"],
  ["metrics", "All metrics"],
];

export async function leaderboardPage(state) {
  const board = boardOf(state);
  const layer = board.layerOf.get(state.layer) ?? null;
  const lang = board.langs.includes(state.lang) ? state.lang : "";
  const labels = layer ? await labelsOf(board, layer.name) : [];
  const label = labels.includes(state.label) ? state.label : "";
  const view = layer && VIEWS.some(([key]) => key === state.view) ? state.view : "";
  const shown = { board, layer, lang, label, labels, view, state };
  const body = layer ? await layerTable(shown) : await overview(shown);
  return [
    h("div", { class: "title" }, h("h1", {}, "Leaderboard"), h("p", { class: "lead" }, intro(board))),
    toolbar(shown),
    body,
    h("p", { class: "cite" }, "signature ", h("code", {}, plain(board.cite))),
  ];
}

function intro(board) {
  const parts = [board.split ? `split ${plain(board.split)}` : "all documents", board.labelSet && `labels ${plain(board.labelSet)}`];
  const documents = board.signature.documents;
  return `${parts.filter(Boolean).join(" · ")} · ${count(documents)} document${documents === 1 ? "" : "s"} · ${board.runs.length} system${board.runs.length === 1 ? "" : "s"}. Choose a number to see its spans.`;
}

function toolbar({ board, layer, lang, label, labels, view, state }) {
  return h(
    "div",
    { class: "toolbar", role: "group", "aria-label": "What is shown" },
    segmented("layer", "Layer", [["", "All layers"], ...board.layers.map((one) => [one.name, one.name])], layer?.name ?? "", (to) =>
      change({ layer: to, label: "", sort: "", view: to ? view : "" }),
    ),
    layer && view !== "labels" && choice("label", "Label", [["", "all labels"], ...labels.map((one) => [one, one])], label, (to) => change({ label: to, view: "" })),
    board.langs.length > 1 &&
      view !== "langs" &&
      choice("lang", "Language", [["", "all languages"], ...board.langs.map((one) => [one, one || "not said"])], lang, (to) => change({ lang: to })),
    layer && segmented("view", "View", VIEWS, view, (to) => change({ view: to, sort: "", label: to ? "" : label })),
    h(
      "label",
      { class: "field grow", for: "filter" },
      h("span", {}, "Systems"),
      h("input", { id: "filter", type: "search", value: state.q ?? "", placeholder: "filter by name  ( / )", autocomplete: "off", oninput: (event) => filter(event.target.value) }),
    ),
  );
}

// Typing hides rows at once; the address follows.
function filter(text) {
  change({ q: text }, { quietly: true });
  hideRows(text);
}

function hideRows(text, root = document) {
  const wanted = text.trim().toLowerCase();
  let left = 0;
  for (const row of root.querySelectorAll("tr[data-name]")) {
    row.hidden = !row.dataset.name.toLowerCase().includes(wanted);
    left += row.hidden ? 0 : 1;
  }
  const empty = root.querySelector("#no-rows");
  if (empty) empty.hidden = left > 0;
}

function spansOf(run, layer, changes) {
  return link("errors", { system: run.name, layer, kind: "all", ...changes });
}

// A number that leads to its spans, with its interval and ranks.
function scoreCell(run, layer, row, changes, { wide = false } = {}) {
  if (!row) return h("td", { class: "score none" }, h("span", { title: "not attempted" }, NOTHING));
  const [f1, , , low, high, unsure, first, last] = row;
  const number = run.answered && SPANS.has(layer) ? h("a", { class: "number", href: spansOf(run, layer, changes) }, percent(f1)) : h("span", { class: "number" }, percent(f1));
  const interval = low === null || low === undefined ? null : `${percent(low)}–${percent(high)}${unsure ? "?" : ""}`;
  return h(
    "td",
    { class: `score${wide ? " wide" : ""}` },
    h("div", { class: "score-line" }, number, wide && interval && h("span", { class: "interval" }, interval), !wide && ranks(first, last) && rankBadge(first, last)),
    bar(f1, low, high),
    !wide && interval && h("div", { class: "interval" }, interval),
  );
}

const WORDS = new Set(["rank", "f1"]);
const SPANS = new Set(["entities", "timexes", "money", "events"]);

function rankBadge(first, last) {
  return h("span", { class: "rank", title: "the ranks that the system may have, beyond chance" }, h("span", { class: "hidden" }, "rank "), ranks(first, last));
}

function systemCell(run) {
  const marks = [run.failed > 0 && h("span", { class: "badge bad", title: `failed on ${run.failed} document${run.failed === 1 ? "" : "s"}, counted as missed` }, `${run.failed} failed`)];
  if (run.notGiven > 0) marks.push(h("span", { class: "badge", title: `${run.notGiven === 1 ? "1 document is" : `${run.notGiven} documents are`} in languages that it does not declare: ranked only among systems given the same` }, `only ${run.langs.map(plain).join(", ")}`));
  if (!run.answered) marks.push(h("span", { class: "badge", title: "its answers are not stored where this report was made" }, "counts only"));
  return h("th", { scope: "row", class: "system" }, h("strong", {}, name(run.system)), " ", h("span", { class: "soft version" }, name(run.version)), marks);
}

async function overview({ board, lang, state }) {
  const ranking = lang ? (await read(`breakdowns-${board.place}`)) : null;
  const rowsOf = async (layer) => {
    if (!lang) return board.ranking[layer.name];
    if (ranking[layer.name].lang[lang]) return ranking[layer.name].lang[lang];
    return plainRows(board, layer, layer.headline, "", lang);
  };
  const rows = Object.fromEntries(await Promise.all(board.layers.map(async (layer) => [layer.name, await rowsOf(layer)])));
  const costly = board.runs.some((run) => run.seconds !== null);
  const columns = [
    { key: "system", title: "System", value: (run) => run.name.toLowerCase(), ascending: true },
    ...board.layers.map((layer) => ({
      key: layer.name,
      title: h("span", {}, layer.name, h("span", { class: "metric" }, layer.headline)),
      value: (run) => rows[layer.name][run.number]?.[0] ?? null,
      cell: (run) => scoreCell(run, layer.name, rows[layer.name][run.number], lang ? { lang } : {}),
    })),
    { key: "layers", title: "Layers", value: (run) => run.layers.filter((one) => board.layerOf.has(one)).length, cell: (run) => h("td", { class: "num" }, `${run.layers.filter((one) => board.layerOf.has(one)).length}/${board.layers.length}`) },
    { key: "documents", title: "Documents", value: (run) => run.given - run.failed, cell: (run) => h("td", { class: "num" }, `${run.given - run.failed}/${run.given}`) },
  ];
  if (costly) {
    columns.push({ key: "seconds", title: "s/document", value: (run) => (run.seconds === null || !run.given ? null : run.seconds / run.given), ascending: true, cell: (run) => h("td", { class: "num" }, run.seconds === null || !run.given ? NOTHING : (run.seconds / run.given).toPrecision(2)) });
    columns.push({ key: "memory", title: "Peak MiB", value: (run) => run.peakMib, ascending: true, cell: (run) => h("td", { class: "num" }, run.peakMib === null ? NOTHING : Math.round(run.peakMib)) });
  }
  return [table(board, columns, state, "F1 in percent of each layer's headline metric", "board"), remarks(board, Object.values(rows).flat())];
}

// What counts alone give where no intervals were made.
async function plainRows(board, layer, metric, label, lang) {
  const counts = await cube(board, layer.name);
  return board.runs.map((run) => {
    if (!run.layers.includes(layer.name) || (lang && !run.langs.includes(lang))) return null;
    const score = counts.score(run.number, layer, metric, label, lang);
    return [score.f1, score.precision, score.recall, null, null, 0, null, null];
  });
}

async function rowsFor(board, layer, label, lang) {
  if (!label && !lang) return board.ranking[layer.name];
  const parts = (await read(`breakdowns-${board.place}`))[layer.name];
  if (label && !lang && parts.label[label]) return parts.label[label];
  if (lang && !label && parts.lang[lang]) return parts.lang[lang];
  return plainRows(board, layer, layer.headline, label, lang);
}

async function layerTable(shown) {
  if (shown.view === "labels") return matrix(shown, "label", shown.labels, (key) => [key, shown.lang]);
  if (shown.view === "langs") return matrix(shown, "language", shown.board.langs, (key) => [shown.label, key]);
  if (shown.view === "metrics") return metricsTable(shown);
  const { board, layer, label, lang, state } = shown;
  const rows = await rowsFor(board, layer, label, lang);
  const counts = await cube(board, layer.name);
  const of = (run) => rows[run.number];
  const score = (run) => counts.score(run.number, layer, layer.headline, label, lang);
  const numbers = layer.derived[layer.headline] ? [] : [["right", 0], ["predicted", 1], ["gold", 3]];
  const columns = [
    { key: "rank", title: "Rank", value: (run) => of(run)?.[6] ?? null, ascending: true, cell: (run) => h("td", {}, of(run) && ranks(of(run)[6], of(run)[7]) ? rankBadge(of(run)[6], of(run)[7]) : NOTHING) },
    { key: "system", title: "System", value: (run) => run.name.toLowerCase(), ascending: true },
    { key: "f1", title: "F1", value: (run) => of(run)?.[0] ?? null, cell: (run) => scoreCell(run, layer.name, of(run), filters(label, lang), { wide: true }) },
    { key: "precision", title: "Precision", value: (run) => of(run)?.[1] ?? null, cell: (run) => h("td", { class: "num" }, percent(of(run)?.[1])) },
    { key: "recall", title: "Recall", value: (run) => of(run)?.[2] ?? null, cell: (run) => h("td", { class: "num" }, percent(of(run)?.[2])) },
    ...numbers.map(([title, place]) => ({ key: title, title: title[0].toUpperCase() + title.slice(1), value: (run) => (of(run) ? score(run).counts[place] : null), cell: (run) => h("td", { class: "num" }, of(run) ? count(score(run).counts[place]) : NOTHING) })),
    { key: "documents", title: "Documents", value: (run) => run.given - run.failed, cell: (run) => h("td", { class: "num" }, `${run.given - run.failed}/${run.given}`) },
  ];
  const caption = [`${layer.name} ${layer.headline}`, label && plain(label), lang && plain(lang)].filter(Boolean).join(", ");
  return [table(board, columns, { ...state, sort: state.sort || "-f1" }, caption, "layer-table"), remarks(board, rows, label && lang)];
}

function filters(label, lang) {
  return { ...(label ? { label } : {}), ...(lang ? { lang } : {}) };
}

async function matrix({ board, layer, state }, what, keys, filtersOf) {
  const byKey = new Map();
  for (const key of keys) byKey.set(key, await rowsFor(board, layer, ...filtersOf(key)));
  const columns = [
    { key: "system", title: "System", value: (run) => run.name.toLowerCase(), ascending: true },
    ...keys.map((key) => ({
      key: `=${key}`,
      title: name(key || "not said"),
      value: (run) => byKey.get(key)[run.number]?.[0] ?? null,
      cell: (run) => {
        const row = byKey.get(key)[run.number];
        if (!row) return h("td", { class: "num heat" }, NOTHING);
        const [label, lang] = filtersOf(key);
        const shown = percent(row[0]);
        return h("td", { class: "num heat", vars: row[0] === null ? {} : heat(row[0]) }, run.answered && SPANS.has(layer.name) ? h("a", { href: spansOf(run, layer.name, filters(label, lang)) }, shown) : shown);
      },
    })),
  ];
  return [table(board, columns, state, `${layer.name} ${layer.headline}: F1 in percent by ${what}`, "matrix"), keys.length === 0 && h("p", { class: "empty" }, `This layer has no ${what}s.`)];
}

async function metricsTable({ board, layer, label, lang, state }) {
  const counts = await cube(board, layer.name);
  const score = (run, metric) => (run.layers.includes(layer.name) ? counts.score(run.number, layer, metric, label, lang) : null);
  const columns = [
    { key: "system", title: "System", value: (run) => run.name.toLowerCase(), ascending: true },
    ...layer.metrics.map((metric) => ({
      key: `=${metric}`,
      title: h("span", {}, metric, metric === layer.headline && h("span", { class: "metric" }, "headline")),
      value: (run) => score(run, metric)?.f1 ?? null,
      cell: (run) => {
        const found = score(run, metric);
        return h("td", { class: "num heat", vars: found?.f1 ? heat(found.f1) : {}, title: found ? `precision ${percent(found.precision)}, recall ${percent(found.recall)}` : "not attempted" }, percent(found?.f1));
      },
    })),
  ];
  return table(board, columns, state, `${layer.name}: F1 in percent of every metric`, "metrics");
}

function table(board, columns, state, caption, id) {
  const key = (state.sort ?? "").replace(/^-/, "");
  const sorted = columns.find((column) => column.key === key);
  const down = (state.sort ?? "").startsWith("-");
  const runs = board.runs.slice();
  if (sorted) {
    const keyed = runs.map((run) => [sorted.value(run), run]);
    const missing = (value) => value === null || value === undefined;
    keyed.sort(([one, first], [other, second]) => {
      if (missing(one) || missing(other)) return missing(one) - missing(other) || first.number - second.number;
      const order = one < other ? -1 : one > other ? 1 : 0;
      return (down ? -order : order) || first.number - second.number;
    });
    runs.splice(0, runs.length, ...keyed.map(([, run]) => run));
  }
  const head = columns.map((column) => {
    const active = column === sorted;
    const next = active ? (down ? column.key : `-${column.key}`) : column.ascending ? column.key : `-${column.key}`;
    return h(
      "th",
      { scope: "col", class: column.key === "system" ? "system" : WORDS.has(column.key) || board.layerOf.has(column.key) ? "" : "num", "aria-sort": active ? (down ? "descending" : "ascending") : null },
      h("button", { type: "button", class: "sort", id: `sort-${column.key}`, onclick: () => change({ sort: next }) }, column.title, h("span", { class: "arrow", "aria-hidden": "true" }, active ? (down ? "▼" : "▲") : "")),
    );
  });
  const body = runs.map((run) => h("tr", { "data-name": run.name }, columns.map((column) => (column.key === "system" ? systemCell(run) : column.cell(run)))));
  const made = h("table", { id }, h("caption", {}, caption), h("thead", {}, h("tr", {}, head)), h("tbody", {}, body));
  const wrapped = h("div", {}, scrolling(caption, made), h("p", { id: "no-rows", class: "empty", hidden: true }, "No system has that in its name."));
  if (state.q) hideRows(state.q, wrapped);
  return wrapped;
}

function remarks(board, rows, both) {
  const some = rows.filter(Boolean);
  const said = [some.some((row) => row[3] !== null) ? "The band is the 95 % interval; " : "Fewer than ten documents give no interval; "];
  if (both || (!some.some((row) => row[3] !== null) && !board.full)) said[0] = "These rates come without intervals; ";
  said.push("ranks are ranges: systems whose difference may be chance share one. – means not attempted.");
  if (some.some((row) => row[5])) said.push(" ? marks intervals over fewer than 30 documents: take them as rough.");
  return h("p", { class: "soft note" }, said, " ", h("a", { href: link("method", {}) }, "How this is computed"));
}

