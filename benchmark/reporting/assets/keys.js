// The keyboard: documents, errors, filter, pages and help.

import { report } from "./data.js";
import { h, say } from "./dom.js";
import { PAGES, boardOf, current, documentOf, link } from "./state.js";

const KEYS = [
  ["j", "next document"],
  ["k", "previous document"],
  ["n", "next error"],
  ["p", "previous error"],
  ["/", "filter"],
  ["1 – 6", "pages, from Leaderboard to Method"],
  ["+  −  0", "zoom the timeline in, out, all"],
  ["?", "this help"],
  ["Esc", "close, or leave a field"],
];

export function helpDialog() {
  return h(
    "dialog",
    { id: "help", "aria-labelledby": "help-title" },
    h("h2", { id: "help-title" }, "Keyboard"),
    h("dl", { class: "keys" }, KEYS.map(([key, means]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, means)])),
    h("p", { class: "soft" }, "Tab goes through everything that can be chosen. The address holds what you see: copy it to send a view."),
    h("form", { method: "dialog" }, h("button", { id: "help-close", class: "tool" }, "Close")),
  );
}

export function openHelp() {
  document.getElementById("help").showModal();
}

function step(by) {
  const state = current();
  const board = boardOf(state);
  const page = ["document", "timeline"].includes(state.page) ? state.page : "document";
  if (page !== state.page) {
    location.hash = link(page, {});
    return;
  }
  const place = board.documents.indexOf(documentOf(board, state).number) + by;
  if (place < 0 || place >= board.documents.length) {
    say(by > 0 ? "this is the last document" : "this is the first document");
    return;
  }
  location.hash = link(page, { ...(state.only ? { only: state.only } : {}), doc: report.head.documents[board.documents[place]].id });
}

function error(by) {
  const listed = [...document.querySelectorAll("#main [data-error]")].filter((one) => one.getClientRects().length);
  if (!listed.length) {
    say("no errors here");
    return;
  }
  const at = listed.indexOf(document.activeElement);
  const place = at < 0 ? (by > 0 ? 0 : listed.length - 1) : (at + by + listed.length) % listed.length;
  const next = listed[place];
  next.focus();
  next.scrollIntoView({ block: "center" });
  say(`error ${place + 1} of ${listed.length}`);
}

function filter() {
  const field = ["filter", "doc", "first", "label", "system"].map((id) => document.getElementById(id)).find((one) => one !== null);
  if (field) field.focus();
  if (field?.select) field.select();
}

function press(id) {
  document.getElementById(id)?.click();
}

export function listen() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.getElementById("help").open) return;
    const field = event.target.closest?.("input, select, textarea");
    if (field) {
      if (event.key === "Escape") field.blur();
      return;
    }
    const actions = { j: () => step(1), k: () => step(-1), n: () => error(1), p: () => error(-1), "/": filter, "?": openHelp, "+": () => press("zoom-in"), "=": () => press("zoom-in"), "-": () => press("zoom-out"), 0: () => press("zoom-all") };
    const page = PAGES[Number(event.key) - 1];
    const action = page ? () => (location.hash = link(page[0], {})) : actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
