// What was measured, how, and with what: enough to cite a number and to doubt it.

import { read, report } from "./data.js";
import { h, name, plain, scrolling } from "./dom.js";
import { KIND_MEANS, kindChip } from "./marks.js";
import { NOTHING, count } from "./numbers.js";
import { link } from "./state.js";

const INTERVALS = [
  ["Rates", "Precision is right answers over all answers, recall is gold annotations found over all of gold, F1 their harmonic mean. Counts are summed over documents first, so long documents weigh more. A rate with nothing under it is undefined and shown as –, which is also how a layer is shown that a system does not attempt."],
  ["Intervals", "The 95 % interval of a rate is a bootstrap over documents: as many documents as there are, drawn with replacement, 10,000 times over. With 10 to 29 documents it is corrected for bias and acceleration and marked ?, because few documents say little; below ten there is none."],
  ["Differences", "Two systems are compared over the documents that both were given. The interval of the difference is paired: each draw takes both systems' counts of the same documents. The p-value is a randomisation test: how often a difference at least as large comes about when the systems' answers are exchanged document by document."],
  ["Many comparisons", "Who looks at many differences finds some large ones by chance. p-values are therefore corrected by Holm's method over all differences shown of a layer; better and worse mean a corrected p below 0.05, anything else is not separable, which is not the same as equal."],
  ["Ranks", "A rank is a range: from one more than the number of systems that are better beyond chance, to the number of systems less those that are worse. Two systems whose difference may be chance share a range. Scores of different signatures are never ranked together."],
  ["Failures", "A document on which a system failed counts as missed. Systems are not given documents in languages that they do not declare, and are then ranked only among systems given the same."],
  ["Kinds of errors", "Each annotation of gold is aligned with at most one of a system's: equal spans first, then overlapping ones. What differs first names the kind: type, boundary, value, date. Arguments that only one side has are errors of their own, so an event may count twice."],
];

export async function methodPage() {
  const facts = await read("method");
  const { head } = report;
  return [
    h("div", { class: "title" }, h("h1", {}, "Method"), h("p", { class: "lead" }, "What was measured, how, and with what.")),
    head.notices.map((notice) => h("p", { class: "notice" }, plain(notice))),
    h("section", {}, h("h2", {}, "What the numbers mean"), h("dl", { class: "method" }, INTERVALS.map(([term, words]) => [h("dt", {}, term), h("dd", {}, words)]))),
    h("section", {}, h("h2", {}, "Kinds of errors"), h("ul", { class: "kinds" }, Object.entries(KIND_MEANS).map(([kind, means]) => h("li", {}, kindChip(kind), ` ${means}`)))),
    signatures(head),
    corpus(facts, head),
    systems(facts, head),
    definitions(facts),
    h("section", {}, h("h2", {}, "This report"), h("p", {}, `Made by linimasa ${plain(head.linimasa)}${head.made ? ` at ${plain(head.made)}` : ""}. It is one file, needs no network, and runs nothing but its own script. The choices that you make stand in the address, so a view can be sent as a link to whoever has the file.`)),
  ];
}

function signatures(head) {
  return h(
    "section",
    {},
    h("h2", {}, "Signatures"),
    h("p", {}, "What a score depends on besides the system. Cite it with the number, with layer and metric in front, such as ", h("code", {}, "layer:entities|metric:strict|average:micro|…"), "."),
    scrolling("Signatures", h("table", { class: "plain" }, h("caption", { class: "hidden" }, "Signatures"), h("thead", {}, h("tr", {}, ["board", "systems", "documents", "signature"].map((title) => h("th", { scope: "col" }, title)))), h("tbody", {}, head.boards.map((board) => h("tr", {}, h("th", { scope: "row" }, h("a", { href: link("leaderboard", { board: board.key }) }, name(board.key))), h("td", { class: "num" }, board.runs.length), h("td", { class: "num" }, count(board.signature.documents)), h("td", {}, h("code", {}, plain(board.cite)))))))),
  );
}

function corpus(facts, head) {
  const parts = facts.corpora.map((one) => h("p", {}, h("strong", {}, name(one.name)), ` ${plain(one.version)}`, Object.keys(one.splits).length > 0 && `: ${Object.entries(one.splits).map(([split, number]) => `${plain(split)} ${count(number)}`).join(", ")} documents`));
  const tables = head.boards.map((board) => {
    const rows = facts.gold.filter(([place]) => place === board.place);
    if (!rows.length) return null;
    const langs = [...new Set(rows.map(([, , , lang]) => lang))].sort();
    const keys = [...new Set(rows.map(([, layer, label]) => `${layer}\u001f${label}`))];
    const number = (key, lang) => rows.filter(([, layer, label, of]) => `${layer}\u001f${label}` === key && of === lang).reduce((sum, row) => sum + row[4], 0);
    return h(
      "details",
      { class: "fold" },
      h("summary", {}, "Gold annotations of ", name(board.key)),
      scrolling(`Gold annotations of ${plain(board.key)}`, h("table", { class: "plain" }, h("caption", { class: "hidden" }, `Gold annotations of ${plain(board.key)}`), h("thead", {}, h("tr", {}, ["layer", "label", ...langs.map((lang) => lang || "not said")].map((title) => h("th", { scope: "col" }, plain(title))))), h("tbody", {}, keys.map((key) => h("tr", {}, h("td", {}, key.split("\u001f")[0]), h("th", { scope: "row" }, name(key.split("\u001f")[1])), langs.map((lang) => h("td", { class: "num" }, number(key, lang) || NOTHING))))))),
    );
  });
  return h("section", {}, h("h2", {}, "Corpus"), parts, tables);
}

function systems(facts, head) {
  const seen = new Map();
  head.boards.forEach((board, place) => board.runs.forEach((run, number) => {
    const manifest = facts.manifests[place][number];
    if (!seen.has(run.name) || (manifest && !seen.get(run.name)[1])) seen.set(run.name, [run, manifest]);
  }));
  const listed = (values) => (values && values.length ? values.map(plain).join(", ") : NOTHING);
  const rows = [...seen.values()].map(([run, manifest]) => {
    const options = Object.entries(manifest?.options ?? {}).map(([key, value]) => `${plain(key)}=${plain(typeof value === "string" ? value : JSON.stringify(value))}`);
    return h("tr", {}, h("th", { scope: "row" }, name(run.system)), h("td", {}, h("code", {}, plain(run.version || NOTHING))), h("td", {}, listed(manifest?.provides)), h("td", {}, listed(manifest?.languages)), h("td", {}, options.length ? h("code", {}, options.join(", ")) : NOTHING), h("td", {}, manifest?.python ? `${plain(manifest.python)} ${plain(manifest.platform ?? "")}` : NOTHING), h("td", {}, plain(manifest?.linimasa ?? NOTHING)), h("td", { class: "num" }, run.loadSeconds === null ? NOTHING : run.loadSeconds.toFixed(2)), h("td", { class: "num" }, run.seconds ? count(Math.round(run.characters / run.seconds)) : NOTHING));
  });
  return h("section", {}, h("h2", {}, "Systems"), scrolling("Systems", h("table", { class: "plain" }, h("caption", { class: "hidden" }, "Systems"), h("thead", {}, h("tr", {}, ["system", "build", "provides", "languages", "options", "Python", "linimasa", "load s", "characters/s"].map((title) => h("th", { scope: "col" }, title)))), h("tbody", {}, rows))));
}

function definitions(facts) {
  return h(
    "section",
    {},
    h("h2", {}, "Definitions"),
    Object.entries(facts.definitions).map(([layer, words]) => h("details", { class: "fold" }, h("summary", {}, layer), words.split(/\n\s*\n/).map((part) => h("p", { class: "definition" }, unticked(part.replace(/\s*\n\s*/g, " ")))))),
    Object.entries(facts.profiles).map(([profile, source]) => h("p", { class: "soft" }, `Profile ${profile}: ${source}`)),
  );
}

// What the definitions quote in back ticks, as code.
function unticked(words) {
  return words.split("`").map((part, place) => (place % 2 ? h("code", {}, part) : part));
}
