// One document: gold and any number of systems side by side on the text.

import { describe, difference, errorsOf, sheetOf } from "./answers.js";
import { read, report } from "./data.js";
import { choice, fold, h, name, plain, prose, say, scrolling, segmented } from "./dom.js";
import { kindChip, legend, marked } from "./marks.js";
import { NOTHING, percent } from "./numbers.js";
import { boardOf, change, chosen, documentOf, link, written } from "./state.js";

export async function documentPage(state) {
  const board = boardOf(state);
  const entry = documentOf(board, state);
  const runs = chosen(board, state);
  const sheet = await sheetOf(entry, board, runs);
  const layers = report.head.spanLayers.filter((layer) => sheet?.gold.some((one) => one.layer === layer) || sheet?.board.layerOf.has(layer));
  const layer = layers.includes(state.layer) ? state.layer : "";
  const shown = { board, entry, runs, sheet, layer, layers, state };
  return [
    h("div", { class: "title" }, h("h1", {}, "Document ", name(entry.id)), h("p", { class: "lead" }, facts(board, entry))),
    picker(shown, "document"),
    scoresOf(shown),
    sheet ? [legend(), columns(shown), fold("span-by-span", "Span by span", () => spansTable(shown), !sheet.text), eventsOf(shown)] : missing(),
  ];
}

export function facts(board, entry) {
  const place = board.documents.indexOf(entry.number) + 1;
  return [`${place} of ${board.documents.length}`, entry.lang && `language ${plain(entry.lang)}`, entry.dct && `written ${plain(entry.dct)}`, board.split && `split ${plain(board.split)}`].filter(Boolean).join(" · ");
}

export function missing() {
  return h("p", { class: "empty" }, "No spans here: the answers for this document were not stored where the report was made, or its text was not supplied. Its scores stand on the other pages.");
}

// The document and the systems that are shown, on the pages of one document.
export function picker({ board, entry, runs, layer, layers, state }, page) {
  const documents = board.documents.map((number) => report.head.documents[number]);
  const place = documents.indexOf(entry);
  const step = (by, label, key) => {
    const other = documents[place + by];
    return h("a", { class: "step", id: `step${by}`, href: other ? link(page, { ...kept(state), doc: other.id }) : null, role: "link", "aria-disabled": other ? null : "true", title: `${label} document (${key})` }, by < 0 ? "←" : "→", h("span", { class: "hidden" }, `${label} document`));
  };
  return h(
    "div",
    { class: "toolbar", role: "group", "aria-label": "What is shown" },
    h("div", { class: "stepper" }, step(-1, "previous", "k"), documentChoice(documents, entry), step(1, "next", "j")),
    layers && segmented("layer", "Layer", [["", "All layers"], ...layers.map((one) => [one, one])], layer, (to) => change({ layer: to })),
    page === "document" && segmented("only", "Marks", [["", "All marks"], ["errors", "Errors only"]], state.only === "errors" ? "errors" : "", (to) => change({ only: to })),
    systemChips(board, runs),
  );
}

function kept(state) {
  return { ...(state.only ? { only: state.only } : {}), ...(state.x ? { x: state.x } : {}) };
}

const MOST_OPTIONS = 400;

function documentChoice(documents, entry) {
  if (documents.length <= MOST_OPTIONS) return choice("doc", "Document", documents.map((one) => [one.id, one.lang ? `${one.id} (${one.lang})` : one.id]), entry.id, (to) => change({ doc: to }));
  const pick = (event) => {
    const found = documents.find((one) => one.id === event.target.value.trim());
    if (found) change({ doc: found.id });
    else say(`no document ${event.target.value}`);
  };
  return h("label", { class: "field", for: "doc" }, h("span", {}, "Document"), h("input", { id: "doc", value: plain(entry.id), onchange: pick, autocomplete: "off" }));
}

// Systems as switches; where there are many, those shown, and a list to add one.
function systemChips(board, runs) {
  const answered = board.runs.filter((run) => run.answered);
  const few = answered.length <= 8;
  const listed = few ? answered : runs;
  const toggle = (run) => change({ x: written(runs.includes(run) ? runs.filter((one) => one !== run) : [...runs, run].sort((one, other) => one.number - other.number)) });
  const chips = listed.map((run) => h("button", { type: "button", class: "chip", id: `chip-${run.number}`, "aria-pressed": String(runs.includes(run)), onclick: () => toggle(run) }, name(run.name)));
  const rest = few ? [] : answered.filter((run) => !runs.includes(run));
  return h(
    "div",
    { class: "chips", role: "group", "aria-label": "Systems" },
    h("span", { class: "chips-name" }, "Systems"),
    chips,
    rest.length > 0 && choice("add-system", "Add", [["", "…"], ...rest.map((run) => [run.name, run.name])], "", (to) => to && toggle(board.runs.find((run) => run.name === to))),
  );
}

// A document's scores, read when they are asked for.
function scoresOf(shown) {
  if (!shown.runs.length) return null;
  return fold("scores", "Scores of this document", () => {
    const place = h("div", {}, h("p", { class: "soft" }, "reading …"));
    scoreTable(shown).then((table) => place.replaceChildren(table));
    return place;
  });
}

async function scoreTable({ board, entry, runs }) {
  const place = board.documents.indexOf(entry.number);
  const rows = [];
  for (const layer of board.layers) {
    const scores = await read(`documents-${board.place}-${layer.name}`);
    const score = (run) => scores[run.number][place] ?? null;
    rows.push(h("tr", {}, h("th", { scope: "row" }, layer.name, h("span", { class: "metric" }, layer.headline)), runs.map((run) => h("td", { class: "num" }, score(run) === null ? NOTHING : percent(score(run) / 1000)))));
  }
  return scrolling("Scores of this document", h("table", { class: "plain" }, h("caption", {}, "F1 in percent"), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Layer"), runs.map((run) => h("th", { scope: "col", class: "num" }, name(run.name))))), h("tbody", {}, rows)));
}

function goldMarks({ sheet, layer }) {
  return sheet.gold.filter((one) => !layer || one.layer === layer).map((one) => ({ start: one.start, end: one.end, kind: "gold", layer: one.layer, label: one.label, title: describe(one), surface: sheet.surface(one) ?? "", id: `gold-${one.index}`, outcome: { kind: "right", gold: one, said: one, args: [] } }));
}

function systemMarks({ sheet, layer, state }, run, answer) {
  const only = state.only === "errors";
  return answer.outcomes
    .filter((outcome) => (!layer || outcome.layer === layer) && !(only && outcome.kind === "right" && !outcome.args.length))
    .map((outcome, place) => {
      const side = outcome.said ?? outcome.gold;
      const kind = outcome.kind === "right" && outcome.args.length ? "argument" : outcome.kind;
      return { start: side.start, end: side.end, kind, layer: outcome.layer, label: (outcome.said ?? outcome.gold).label, title: kind === "right" ? `right: ${describe(side)}` : `${kind}: ${kind === "argument" ? outcome.args.map((one) => `${one.side} ${one.role}`).join(", ") : difference(outcome)}`, surface: sheet.surface(side) ?? "", id: `mark-${run.number}-${place}`, outcome };
    });
}

function columns(shown) {
  const { sheet, runs } = shown;
  if (!sheet.text) return h("p", { class: "notice" }, "This document's text is not in this report: it belongs to somebody else. Its spans are listed without their context. ", h("code", {}, "linimasa report --include-supplied-texts"), " includes it.");
  const panel = h("aside", { id: "detail", class: "detail", "aria-live": "polite", "aria-label": "The chosen mark" }, h("p", { class: "soft" }, "Choose a mark to see what gold and the systems say. ", h("kbd", {}, "n"), " and ", h("kbd", {}, "p"), " go through the errors."));
  const pick = (mark) => panel.replaceChildren(...detail(shown, mark));
  const column = (title, marks, note) =>
    h("section", { class: "column", "aria-label": plain(title) }, h("h2", {}, name(title), note), h("div", { class: "text", dir: "auto" }, marked(sheet.text, marks, pick)));
  return [
    h(
      "div",
      { class: "columns", vars: { "--columns": String(runs.length + 1) } },
      column("gold", goldMarks(shown), h("span", { class: "soft" }, ` ${sheet.gold.length} spans`)),
      runs.map((run) => {
        const answer = sheet.answers.get(run.number);
        if (!answer) return h("section", { class: "column", "aria-label": plain(run.name) }, h("h2", {}, name(run.name)), h("p", { class: "empty" }, "was not given this document, or its answer is not stored"));
        const number = errorsOf(answer).filter((error) => !shown.layer || error.layer === shown.layer).length;
        const note = answer.failed !== null ? h("span", { class: "badge bad" }, "failed") : h("span", { class: "soft" }, ` ${number} error${number === 1 ? "" : "s"}`);
        const made = column(run.name, systemMarks(shown, run, answer), note);
        if (answer.failed !== null) made.insertBefore(h("p", { class: "notice" }, "failed: ", prose(String(answer.failed))), made.children[1]);
        return made;
      }),
    ),
    panel,
  ];
}

function detail({ sheet, runs }, mark) {
  const { outcome } = mark;
  const gold = outcome.gold;
  const rows = [];
  if (gold) rows.push(["gold", gold, null]);
  for (const run of runs) {
    const answer = sheet.answers.get(run.number);
    if (!answer) continue;
    const same = answer.outcomes.find((one) => (gold ? one.gold === gold : !one.gold && one.said.start === outcome.said.start && one.said.end === outcome.said.end && one.said.layer === outcome.said.layer));
    rows.push([run.name, same?.said ?? null, same ?? null]);
  }
  const surface = mark.surface || `${mark.start}–${mark.end}`;
  return [
    h("h2", {}, name(surface), " ", h("span", { class: `tint l-${mark.layer}` }, mark.layer)),
    h(
      "table",
      { class: "plain" },
      h("caption", { class: "hidden" }, "What each side says of the chosen mark"),
      h("thead", {}, h("tr", {}, ["side", "outcome", "span", "says", "arguments"].map((title) => h("th", { scope: "col" }, title)))),
      h(
        "tbody",
        {},
        rows.map(([side, one, found]) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, name(side)),
            h("td", {}, found ? [kindChip(found.kind), found.args.length > 0 && kindChip("argument", found.args.length)] : one ? "" : NOTHING),
            h("td", {}, one ? [name(sheet.surface(one) ?? ""), h("span", { class: "soft" }, ` ${one.start}–${one.end}`)] : NOTHING),
            h("td", {}, one ? plain(describe(one)) : NOTHING),
            h("td", {}, one?.args ? argumentsOf(sheet, one, found) : ""),
          ),
        ),
      ),
    ),
  ];
}

function argumentsOf(sheet, one, outcome) {
  const wrong = (argument) => outcome?.args.some((other) => other.side === "spurious" && other.role === argument.role && other.start === argument.start && other.end === argument.end);
  const items = one.args.map((argument) => h("li", { class: wrong(argument) ? "arg k-spurious" : "arg" }, h("span", { class: "role" }, plain(argument.role)), " ", name(sheet.surface(argument) ?? `${argument.start}–${argument.end}`)));
  const lost = (outcome?.args ?? []).filter((other) => other.side === "missed").map((argument) => h("li", { class: "arg k-missed" }, h("span", { class: "role" }, plain(argument.role)), " ", name(sheet.surface(argument) ?? `${argument.start}–${argument.end}`), h("span", { class: "hidden" }, " missed")));
  return items.length + lost.length ? h("ul", { class: "args" }, items, lost) : NOTHING;
}

// A row for each gold annotation and each that only systems have.
function spansTable(shown) {
  const { sheet, runs, layer, state } = shown;
  const rows = sheet.gold.filter((one) => !layer || one.layer === layer).map((gold) => ({ one: gold, gold: true, cells: runs.map((run) => sheet.answers.get(run.number)?.outcomes.find((outcome) => outcome.gold === gold)) }));
  const extra = new Map();
  runs.forEach((run, place) => {
    for (const outcome of sheet.answers.get(run.number)?.outcomes ?? []) {
      if (outcome.gold || (layer && outcome.layer !== layer)) continue;
      const key = `${outcome.layer}|${outcome.said.start}|${outcome.said.end}|${outcome.said.label}`;
      if (!extra.has(key)) extra.set(key, { one: outcome.said, gold: false, cells: runs.map(() => undefined) });
      extra.get(key).cells[place] = outcome;
    }
  });
  const all = [...rows, ...extra.values()].sort((one, other) => one.one.start - other.one.start || other.one.end - one.one.end);
  const kept = state.only === "errors" ? all.filter((row) => row.cells.some((cell) => cell && (cell.kind !== "right" || cell.args.length))) : all;
  const body = kept.map(({ one, gold, cells }) =>
    h(
      "tr",
      { "data-error": !sheet.text && cells.some((cell) => cell && cell.kind !== "right"), tabindex: sheet.text ? null : "-1" },
      h("th", { scope: "row" }, name(sheet.surface(one) ?? `${one.start}–${one.end}`)),
      h("td", { class: "soft num" }, `${one.start}–${one.end}`),
      h("td", {}, h("span", { class: `tint l-${one.layer}` }, one.layer)),
      h("td", {}, gold ? plain(describe(one)) : NOTHING),
      cells.map((cell) => h("td", {}, cell ? [kindChip(cell.kind), cell.args.length > 0 && kindChip("argument", cell.args.length), said(cell)] : h("span", { class: "soft" }, NOTHING))),
    ),
  );
  const caption = `${kept.length} span${kept.length === 1 ? "" : "s"}, in the order of the text`;
  return scrolling("Span by span", h("table", { class: "plain", id: "spans" }, h("caption", {}, caption), h("thead", {}, h("tr", {}, ["text", "place", "layer", "gold"].map((title) => h("th", { scope: "col" }, title)), runs.map((run) => h("th", { scope: "col" }, name(run.name))))), h("tbody", {}, body)));
}

function said(outcome) {
  if (["right", "missed"].includes(outcome.kind) || !outcome.said) return null;
  return h("span", { class: "soft said" }, plain(outcome.kind === "boundary" ? `${outcome.said.start}–${outcome.said.end}` : describe(outcome.said)));
}

// Events in full: trigger, date, and who did what, beside what each system says of it.
function eventsOf(shown) {
  const { sheet, runs, layer } = shown;
  const events = sheet.gold.filter((one) => one.layer === "events");
  const alone = runs.flatMap((run) => (sheet.answers.get(run.number)?.outcomes ?? []).filter((one) => one.kind === "spurious" && one.layer === "events").map((one) => [run, one]));
  if (!(events.length + alone.length) || (layer && layer !== "events")) return null;
  const speaking = runs.filter((run) => run.layers.includes("events"));
  const card = (gold) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, name(sheet.surface(gold) ?? `${gold.start}–${gold.end}`), h("div", { class: "soft" }, plain(gold.label))),
      h("td", {}, eventCell(sheet, gold, null)),
      speaking.map((run) => {
        const outcome = sheet.answers.get(run.number)?.outcomes.find((one) => one.gold === gold);
        return h("td", {}, outcome ? [kindChip(outcome.kind), outcome.said && eventCell(sheet, outcome.said, outcome)] : NOTHING);
      }),
    );
  const added = alone.map(([run, outcome]) =>
    h("tr", {}, h("th", { scope: "row" }, name(sheet.surface(outcome.said) ?? `${outcome.said.start}–${outcome.said.end}`), h("div", { class: "soft" }, plain(outcome.said.label))), h("td", {}, NOTHING), speaking.map((one) => h("td", {}, one === run ? [kindChip("spurious"), eventCell(sheet, outcome.said, outcome)] : ""))),
  );
  return h(
    "details",
    { class: "fold", open: true },
    h("summary", {}, "Events, their arguments and dates"),
    scrolling("Events, their arguments and dates", h("table", { class: "plain events" }, h("caption", { class: "hidden" }, "Events, their arguments and dates"), h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "event"), h("th", { scope: "col" }, "gold"), speaking.map((run) => h("th", { scope: "col" }, name(run.name))))), h("tbody", {}, events.map(card), added))),
  );
}

function eventCell(sheet, event, outcome) {
  const other = outcome?.gold && outcome.gold.date !== event.date;
  const modes = [event.realis !== "ACTUAL" && event.realis, event.polarity !== "POSITIVE" && event.polarity].filter(Boolean);
  return [
    h("div", { class: `date${other ? " k-date" : ""}` }, event.date ? plain(event.date) : h("span", { class: "soft" }, "no date"), modes.map((mode) => h("span", { class: "badge" }, plain(mode.toLowerCase())))),
    argumentsOf(sheet, event, outcome),
  ];
}
