// Is the second system better than the first, where, and in which spans.

import { ALL_KINDS, changes, sheets } from "./answers.js";
import { difference, scatter } from "./charts.js";
import { labelsOf, read, report } from "./data.js";
import { choice, h, name, plain, scrolling, segmented } from "./dom.js";
import { example, kindChip } from "./marks.js";
import { NOTHING, count, holm, percent, probability } from "./numbers.js";
import { boardOf, change, link, runOf } from "./state.js";

const SIGNIFICANT = 0.05;
const PAGE = 25;
const CHANGES = [
  ["fixed", "fixed", "errors of the first that the second does not make"],
  ["broken", "broken", "errors that only the second makes"],
  ["both", "both wrong", "errors that both make"],
];
const PARTS = [["", "Overall"], ["label", "By label"], ["lang", "By language"]];

export async function comparePage(state) {
  const board = boardOf(state);
  const head = h("div", { class: "title" }, h("h1", {}, "Compare"), h("p", { class: "lead" }, "Is the second system better than the first, beyond chance, and in which spans?"));
  if (board.runs.length < 2) return [head, h("p", { class: "empty" }, "This board has one run; a comparison takes two.")];
  const second = runOf(board, state.b) ?? board.runs[0];
  const first = runOf(board, state.a) ?? board.runs.find((run) => run !== second && run.answered) ?? board.runs.find((run) => run !== second);
  const part = PARTS.some(([key]) => key === state.by) ? state.by : "";
  const shown = { board, first, second, part, state };
  const rows = await rowsOf(shown);
  return [
    head,
    toolbar(shown),
    first === second ? h("p", { class: "empty" }, "Both are the same run.") : [verdicts(shown, rows), differences(shown, rows), await documents(shown), await spans(shown)],
  ];
}

function toolbar({ board, first, second, part }) {
  const options = board.runs.map((run) => [run.name, run.name]);
  return h(
    "div",
    { class: "toolbar", role: "group", "aria-label": "What is compared" },
    choice("first", "First", options, first.name, (to) => change({ a: to, b: second.name })),
    h("button", { type: "button", id: "swap", class: "tool", "aria-label": "Swap first and second", title: "Swap", onclick: () => change({ a: second.name, b: first.name }) }, "⇄"),
    choice("second", "Second", options, second.name, (to) => change({ a: first.name, b: to })),
    segmented("by", "Differences", PARTS, part, (to) => change({ by: to })),
  );
}

// The rows of `linimasa compare`: differences are the second less the first, p-values corrected within a layer.
async function rowsOf({ board, first, second, part }) {
  const pairs = await read(`pairs-${board.place}`);
  const turned = first.number > second.number;
  const key = turned ? `${second.number},${first.number}` : `${first.number},${second.number}`;
  const found = [];
  for (const layer of board.layers) {
    const parts = part ? Object.entries(pairs[layer.name][part]) : [["", pairs[layer.name].all ?? {}]];
    const rows = parts.filter(([, all]) => all[key]).map(([label, all]) => {
      const [size, one, other, value, low, high, unsure, p] = all[key];
      const row = { layer, key: label, size, unsure, p, scores: turned ? [other, one] : [one, other] };
      return turned ? { ...row, value: value === null ? null : -value, low: high === null ? null : -high, high: low === null ? null : -low } : { ...row, value, low, high };
    });
    holm(rows.map((row) => row.p)).forEach((p, place) => {
      rows[place].corrected = p;
      rows[place].verdict = rows[place].value === null ? null : p === null || p >= SIGNIFICANT ? "not separable" : rows[place].value > 0 ? "better" : "worse";
    });
    if (!rows.length && !part) rows.push({ layer, key: "", value: null, scores: [first, second].map((run) => board.ranking[layer.name][run.number]?.[0] ?? null), verdict: null, missing: [first, second].filter((run) => !run.layers.includes(layer.name)) });
    found.push(...rows);
  }
  return found;
}

function verdicts({ first, second, part }, rows) {
  if (part) return null;
  return h(
    "div",
    { class: "cards" },
    rows.map((row) =>
      h(
        "div",
        { class: `card v-${(row.verdict ?? "none").replace(" ", "-")}` },
        h("h2", {}, row.layer.name, h("span", { class: "metric" }, row.layer.headline)),
        h("p", { class: "big" }, row.value === null ? NOTHING : percent(row.value, true), row.value !== null && h("small", {}, " points")),
        h("p", { class: "verdict" }, row.verdict === "not separable" ? [h("strong", {}, row.verdict), " from ", name(apart(first, second))] : row.verdict ? [name(apart(second, first)), " is ", h("strong", {}, row.verdict)] : row.missing?.length ? [row.missing.map((run, place) => [place ? " and " : "", name(run.system)]), " does not attempt it"] : "nothing to compare"),
        h("p", { class: "soft" }, row.low !== null && row.low !== undefined ? `${percent(row.low, true)} to ${percent(row.high, true)}${row.unsure ? " ?" : ""}, ` : "", row.p !== undefined && row.p !== null ? `p ${probability(row.corrected)}` : ""),
      ),
    ),
    h("p", { class: "hidden" }, `of ${plain(second.name)} against ${plain(first.name)}`),
  );
}

// The short name where it tells the two apart.
function apart(run, other) {
  return run.system === other.system ? run.name : run.system;
}

function differences({ board, first, second, part }, rows) {
  if (part && !rows.length) return h("p", { class: "notice" }, board.full ? "Nothing to compare by that." : ["With this many systems, differences by label and language are not in the report: ", h("code", {}, `linimasa compare A B --by ${part}`), " gives them."]);
  const widest = Math.max(0.05, ...rows.flatMap((row) => [row.value, row.low, row.high].filter((one) => one !== null && one !== undefined).map(Math.abs)));
  const body = rows.map((row) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, row.layer.name, h("span", { class: "metric" }, row.layer.headline)),
      part && h("td", {}, name(row.key || "not said")),
      h("td", { class: "num" }, row.size ?? NOTHING),
      row.scores.map((score) => h("td", { class: "num" }, percent(score))),
      h("td", { class: "num strong" }, percent(row.value, true)),
      h("td", { class: "num soft" }, row.low !== null && row.low !== undefined ? `${percent(row.low, true)} to ${percent(row.high, true)}${row.unsure ? "?" : ""}` : NOTHING),
      h("td", { class: "forest" }, difference(row.value, row.low ?? null, row.high ?? null, widest, row.verdict)),
      h("td", { class: "num" }, probability(row.corrected)),
      h("td", { class: `verdict v-${(row.verdict ?? "none").replace(" ", "-")}` }, row.verdict ?? NOTHING),
    ),
  );
  const caption = `Differences in points: ${plain(second.name)} less ${plain(first.name)}`;
  return [
    scrolling(caption, h("table", { id: "differences" }, h("caption", {}, caption), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Layer"), part && h("th", { scope: "col" }, part === "lang" ? "Language" : "Label"), h("th", { scope: "col", class: "num" }, "Documents"), [first, second].map((run) => h("th", { scope: "col", class: "num" }, name(run.name))), h("th", { scope: "col", class: "num" }, "Difference"), h("th", { scope: "col", class: "num" }, "95 %"), h("th", { scope: "col" }, h("span", { class: "hidden" }, "difference as a bar")), h("th", { scope: "col", class: "num" }, "p (Holm)"), h("th", { scope: "col" }, "Verdict"))), h("tbody", {}, body))),
    h("p", { class: "soft note" }, "The verdict is the second's, by p < 0.05 after Holm's correction over the rows of a layer. Fewer than ten documents give no interval. ", h("a", { href: link("method", {}) }, "How this is computed")),
  ];
}

async function spans({ board, first, second, state }) {
  if (!first.answered || !second.answered) return h("p", { class: "notice" }, "The answers of both runs are needed to show the spans that changed, and one's are not stored where this report was made.");
  const layers = report.head.spanLayers.filter((layer) => first.layers.includes(layer) && second.layers.includes(layer));
  const layer = layers.includes(state.layer) ? state.layer : "";
  const labels = layer ? await labelsOf(board, layer) : [];
  const label = labels.includes(state.label) ? state.label : "";
  const wanted = CHANGES.some(([key]) => key === state.change) ? state.change : "fixed";
  const kind = ALL_KINDS.includes(state.kind) ? state.kind : "";
  const lang = board.langs.includes(state.lang) ? state.lang : "";
  const most = Math.max(PAGE, Number(state.all) || 0);
  const counts = new Map();
  const found = [];
  let fitting = 0;
  for await (const sheet of sheets(board, [first, second], (entry) => !lang || entry.lang === lang)) {
    const answers = [first, second].map((run) => sheet.answers.get(run.number));
    if (!answers[0] || !answers[1]) continue;
    const changed = changes(...answers);
    for (const [key] of CHANGES) {
      for (const error of changed[key]) {
        if ((layer ? error.layer !== layer : !layers.includes(error.layer)) || (label && (error.gold ?? error.said).label !== label)) continue;
        const place = `${key}|${error.kind}`;
        counts.set(place, (counts.get(place) ?? 0) + 1);
        if (key !== wanted || (kind && error.kind !== kind)) continue;
        fitting += 1;
        if (found.length < most) found.push(example(sheet, error, link("document", { doc: sheet.entry.id, layer: error.layer, x: [first, second].map((run) => run.name.replace(/[%,]/g, encodeURIComponent)).join(",") })));
      }
    }
  }
  const kinds = ALL_KINDS.filter((one) => CHANGES.some(([key]) => counts.get(`${key}|${one}`)));
  const cell = (key, of) => {
    const number = of ? (counts.get(`${key}|${of}`) ?? 0) : kinds.reduce((sum, one) => sum + (counts.get(`${key}|${one}`) ?? 0), 0);
    const active = key === wanted && of === kind;
    return h("td", { class: `num${active ? " active" : ""}` }, number ? h("button", { type: "button", class: "number", id: `cell-${key}-${of || "all"}`, "aria-pressed": String(active), onclick: () => change({ change: key, kind: of, all: "", a: first.name, b: second.name }) }, count(number)) : NOTHING);
  };
  const words = Object.fromEntries(CHANGES.map(([key, shown]) => [key, shown]));
  return h(
    "section",
    { "aria-labelledby": "spans-title" },
    h("h2", { id: "spans-title" }, "Spans that changed"),
    h("div", { class: "toolbar" }, segmented("layer", "Layer", [["", "All layers"], ...layers.map((one) => [one, one])], layer, (to) => change({ layer: to, label: "", all: "" })), layer && choice("label", "Label", [["", "all labels"], ...labels.map((one) => [one, one])], label, (to) => change({ label: to, all: "" })), board.langs.length > 1 && choice("lang", "Language", [["", "all languages"], ...board.langs.map((one) => [one, one || "not said"])], lang, (to) => change({ lang: to, all: "" }))),
    scrolling("Errors by change and kind", h("table", { id: "changes" }, h("caption", {}, "Errors by change and kind"), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Change"), kinds.map((of) => h("th", { scope: "col", class: "num" }, kindChip(of))), h("th", { scope: "col", class: "num" }, "all"))), h("tbody", {}, CHANGES.map(([key, shown, means]) => h("tr", {}, h("th", { scope: "row" }, h("span", { class: `change c-${key}` }, shown), h("div", { class: "soft" }, means)), kinds.map((of) => cell(key, of)), cell(key, "")))))),
    h("h3", {}, `${words[wanted][0].toUpperCase()}${words[wanted].slice(1)}${kind ? `: ${kind}` : ""} `, h("span", { class: "soft" }, count(fitting))),
    found.length ? h("ol", { class: "example-list" }, found) : h("p", { class: "empty" }, "None here."),
    fitting > found.length && h("button", { type: "button", id: "more", class: "tool", onclick: () => change({ all: String(most + 4 * PAGE) }) }, "Show more"),
  );
}

async function documents({ board, first, second, state }) {
  const layers = board.layers.map((one) => one.name).filter((one) => first.layers.includes(one) && second.layers.includes(one));
  if (!layers.length) return null;
  const layer = layers.includes(state.plot) ? state.plot : layers.includes(state.layer) ? state.layer : layers[0];
  const scores = await read(`documents-${board.place}-${layer}`);
  const lang = board.langs.includes(state.lang) ? state.lang : "";
  const points = [];
  board.documents.forEach((number, place) => {
    const entry = report.head.documents[number];
    const [one, other] = [scores[first.number][place], scores[second.number][place]];
    if (one === null || other === null || one === undefined || other === undefined || (lang && entry.lang !== lang)) return;
    points.push({ first: one, second: other, label: entry.id, href: link("document", { doc: entry.id, layer: report.head.spanLayers.includes(layer) ? layer : "", x: [first, second].map((run) => run.name.replace(/[%,]/g, encodeURIComponent)).join(",") }) });
  });
  const better = points.filter((point) => point.second > point.first).length;
  const worse = points.filter((point) => point.second < point.first).length;
  const moved = points.filter((point) => point.first !== point.second).sort((one, other) => Math.abs(other.second - other.first) - Math.abs(one.second - one.first)).slice(0, 12);
  return h(
    "section",
    { "aria-labelledby": "documents-title" },
    h("h2", { id: "documents-title" }, "Documents"),
    h("div", { class: "toolbar" }, segmented("plot", "Layer", layers.map((one) => [one, one]), layer, (to) => change({ plot: to }))),
    h("p", { class: "soft" }, `Better in ${count(better)}, worse in ${count(worse)}, equal in ${count(points.length - better - worse)} of ${count(points.length)} document${points.length === 1 ? "" : "s"}. Above the diagonal the second is better; a point leads to its document.`),
    h(
      "div",
      { class: "split" },
      scatter(points, [first.name, second.name], `F1 of ${layer} in each document`),
      scrolling("Documents that differ most", h("table", { class: "plain" }, h("caption", {}, "Documents that differ most"), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Document"), [first, second].map((run) => h("th", { scope: "col", class: "num" }, name(run.name))), h("th", { scope: "col", class: "num" }, "Difference"))), h("tbody", {}, moved.map((point) => h("tr", {}, h("th", { scope: "row" }, h("a", { href: point.href }, name(point.label))), h("td", { class: "num" }, percent(point.first / 1000)), h("td", { class: "num" }, percent(point.second / 1000)), h("td", { class: `num ${point.second > point.first ? "up" : "down"}` }, percent((point.second - point.first) / 1000, true))))))),
    ),
  );
}
