// Where the reader is: a page and its choices, kept in the address after #, so that a view can be sent.

import { report } from "./data.js";

export const PAGES = [
  ["leaderboard", "Leaderboard"],
  ["compare", "Compare"],
  ["document", "Document"],
  ["timeline", "Timeline"],
  ["errors", "Errors"],
  ["method", "Method"],
];
const SHARED = ["board", "x", "layer", "lang", "doc"];

export function parse(hash) {
  const [page, query] = hash.replace(/^#\/?/, "").split("?");
  const state = Object.fromEntries(new URLSearchParams(query ?? ""));
  state.page = PAGES.some(([key]) => key === page) ? page : "leaderboard";
  return state;
}

export function address(state) {
  const { page, ...rest } = state;
  const query = new URLSearchParams();
  for (const key of Object.keys(rest).sort()) if (rest[key] !== "" && rest[key] !== undefined && rest[key] !== null) query.set(key, rest[key]);
  const written = query.toString();
  return `#/${page}${written ? `?${written}` : ""}`;
}

export function current() {
  return parse(location.hash);
}

// Goes to the same page with other choices.
export function change(changes, { quietly = false } = {}) {
  const next = address({ ...current(), ...changes });
  if (quietly) {
    history.replaceState(null, "", next);
  } else if (next === location.hash) {
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = next;
  }
}

// The address of another page: what all pages share goes along.
export function link(page, changes) {
  const state = current();
  const shared = Object.fromEntries(SHARED.filter((key) => state[key]).map((key) => [key, state[key]]));
  return address({ page, ...shared, ...changes });
}

export function boardOf(state) {
  return report.head.boards.find((board) => board.key === state.board) ?? report.head.boards[0];
}

export function runOf(board, name) {
  return board.runs.find((run) => run.name === name);
}

// The systems that are shown side by side: those of the address that exist, else the best that have answers.
export function chosen(board, state, most = 2) {
  const named = (state.x ?? "").split(",").map((name) => runOf(board, unescaped(name))).filter(Boolean);
  if (named.length || state.x === NONE) return named;
  return board.runs.filter((run) => run.answered).slice(0, most);
}

const NONE = ",";

export function written(runs) {
  return runs.length ? runs.map((run) => run.name.replace(/[%,]/g, (character) => encodeURIComponent(character))).join(",") : NONE;
}

function unescaped(name) {
  return name.replace(/%25|%2C/g, (code) => decodeURIComponent(code));
}

export function documentOf(board, state) {
  const number = board.documents.find((place) => report.head.documents[place].id === state.doc);
  const shown = board.documents.filter((place) => report.head.documents[place].block !== null);
  return report.head.documents[number ?? shown[0] ?? board.documents[0]];
}
