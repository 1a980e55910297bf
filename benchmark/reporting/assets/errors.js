// What kinds of errors systems make, and the very spans.

import { ALL_KINDS, KINDS, errorsOf, sheets } from "./answers.js";
import { labelsOf, read, report } from "./data.js";
import { heat } from "./charts.js";
import { choice, h, name, plain, scrolling, segmented } from "./dom.js";
import { KIND_MEANS, example, kindChip } from "./marks.js";
import { NOTHING, count, percent } from "./numbers.js";
import { boardOf, change, link, runOf } from "./state.js";

const PAGE = 25;

export async function errorsPage(state) {
  const board = boardOf(state);
  const answered = board.runs.filter((run) => run.answered);
  const head = h("div", { class: "title" }, h("h1", {}, "Errors"), h("p", { class: "lead" }, "How often each system makes each kind of error. Choose a number to read the spans."));
  if (!answered.length) return [head, h("p", { class: "empty" }, "No answers are stored for the runs of this board, so there are no spans to show.")];
  const layers = report.head.spanLayers.filter((layer) => board.layerOf.has(layer));
  const layer = layers.includes(state.layer) ? state.layer : "";
  const labels = layer ? await labelsOf(board, layer) : [];
  const label = labels.includes(state.label) ? state.label : "";
  const lang = board.langs.includes(state.lang) ? state.lang : "";
  const kind = [...ALL_KINDS, "all"].includes(state.kind) ? state.kind : "";
  const run = runOf(board, state.system) ?? (kind ? answered[0] : null);
  const shown = { board, answered, layers, layer, labels, label, lang, kind, run, state };
  return [head, toolbar(shown), matrix(shown, await read(`kinds-${board.place}`)), kind && run ? await examples(shown) : null];
}

function toolbar({ board, layers, layer, labels, label, lang }) {
  return h(
    "div",
    { class: "toolbar", role: "group", "aria-label": "What is shown" },
    segmented("layer", "Layer", [["", "All layers"], ...layers.map((one) => [one, one])], layer, (to) => change({ layer: to, label: "", all: "" })),
    layer && choice("label", "Label", [["", "all labels"], ...labels.map((one) => [one, one])], label, (to) => change({ label: to, all: "" })),
    board.langs.length > 1 && choice("lang", "Language", [["", "all languages"], ...board.langs.map((one) => [one, one || "not said"])], lang, (to) => change({ lang: to, all: "" })),
  );
}

function sums({ board, layers, layer, label, lang }, tallies, run) {
  const wantedLabel = label ? report.head.labels.indexOf(label) : null;
  const found = Object.fromEntries(ALL_KINDS.map((kind) => [kind, 0]));
  for (const [code, labelCode, of, letter, number] of tallies[run.number] ?? []) {
    if (layer ? report.head.spanLayers[code] !== layer : !layers.includes(report.head.spanLayers[code])) continue;
    if ((wantedLabel !== null && labelCode !== wantedLabel) || (lang && of !== lang)) continue;
    found[report.head.letters[letter]] += number;
  }
  return found;
}

function matrix(shown, tallies) {
  const { answered, kind, run, layer, label, lang } = shown;
  const rows = answered.map((one) => [one, sums(shown, tallies, one)]);
  const kinds = ALL_KINDS.filter((one) => one === "right" || rows.some(([, counts]) => counts[one]));
  const largest = Math.max(1, ...rows.flatMap(([, counts]) => KINDS.map((one) => counts[one])));
  const cell = (one, counts, of) => {
    const active = run === one && kind === of;
    if (!counts[of]) return h("td", { class: "num heat" }, NOTHING);
    const href = link("errors", { ...(layer ? { layer } : {}), ...(label ? { label } : {}), ...(lang ? { lang } : {}), system: one.name, kind: of });
    return h("td", { class: `num heat${active ? " active" : ""}`, vars: of === "right" ? {} : heat((0.9 * counts[of]) / largest) }, h("a", { href, "aria-current": active ? "true" : null }, count(counts[of])));
  };
  const total = (counts) => KINDS.reduce((sum, one) => sum + counts[one], 0);
  const body = rows.map(([one, counts]) => {
    const attempted = total(counts) + counts.right > 0;
    return h("tr", { "data-name": one.name }, h("th", { scope: "row", class: "system" }, h("strong", {}, name(one.system)), " ", h("span", { class: "soft version" }, name(one.version))), kinds.map((of) => (attempted ? cell(one, counts, of) : h("td", { class: "num heat" }, NOTHING))), h("td", { class: "num" }, attempted ? h("a", { href: link("errors", { ...(layer ? { layer } : {}), ...(label ? { label } : {}), ...(lang ? { lang } : {}), system: one.name, kind: "all" }) }, count(total(counts))) : NOTHING), h("td", { class: "mix" }, attempted && mix(counts, kinds, total(counts))));
  });
  const caption = ["Outcomes", layer || "all layers", label, lang].filter(Boolean).map(plain).join(", ");
  return scrolling(caption, h("table", { id: "kinds" }, h("caption", {}, caption), h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "system" }, "System"), kinds.map((of) => h("th", { scope: "col", class: "num", title: KIND_MEANS[of] }, kindChip(of))), h("th", { scope: "col", class: "num" }, "all errors"), h("th", { scope: "col" }, "share of kinds"))), h("tbody", {}, body)));
}

// The errors of a system as one bar, a piece a kind.
function mix(counts, kinds, total) {
  const pieces = kinds.filter((kind) => kind !== "right" && counts[kind]);
  return h("div", { class: "mix-bar", role: "img", "aria-label": pieces.map((kind) => `${kind} ${percent(counts[kind] / total)} %`).join(", ") || "no errors" }, pieces.map((kind) => h("span", { class: `piece k-${kind}`, vars: { "--share": String(counts[kind]) }, title: `${kind}: ${percent(counts[kind] / total)} % of the errors` })));
}

async function examples({ board, layer, layers, label, lang, kind, run, state }) {
  const most = Math.max(PAGE, Number(state.all) || 0);
  const found = [];
  let more = 0;
  const fits = (error) => (layer ? error.layer === layer : layers.includes(error.layer)) && (!label || (error.gold ?? error.said).label === label) && (kind === "all" || error.kind === kind);
  for await (const sheet of sheets(board, [run], (entry) => !lang || entry.lang === lang)) {
    const answer = sheet.answers.get(run.number);
    if (!answer) continue;
    const listed = kind === "right" ? answer.outcomes.filter((outcome) => outcome.kind === "right") : errorsOf(answer);
    for (const error of listed) {
      if (!fits(error)) continue;
      if (found.length < most) found.push(example(sheet, error, link("document", { doc: sheet.entry.id, layer: error.layer, x: run.name })));
      else more += 1;
    }
    if (more > 0 && found.length >= most) break;
  }
  const kindsOf = [["all", "all errors"], ...ALL_KINDS.map((one) => [one, one])];
  return h(
    "section",
    { class: "examples", "aria-labelledby": "examples-title" },
    h("h2", { id: "examples-title" }, kind === "right" ? "Right answers" : kind === "all" ? "Errors" : `Errors of kind ${kind}`, " of ", name(run.name)),
    h("div", { class: "toolbar" }, choice("kind", "Kind", kindsOf, kind, (to) => change({ kind: to, all: "" })), choice("system", "System", board.runs.filter((one) => one.answered).map((one) => [one.name, one.name]), run.name, (to) => change({ system: to, all: "" }))),
    found.length ? h("ol", { class: "example-list" }, found) : h("p", { class: "empty" }, "None here."),
    more > 0 && h("button", { type: "button", id: "more", class: "tool", onclick: () => change({ all: String(most + 4 * PAGE) }) }, "Show more"),
  );
}
