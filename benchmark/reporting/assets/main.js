// The shell: the bar on top, one page below it, and the way from one to the next.

import { comparePage } from "./compare.js";
import { open, report } from "./data.js";
import { documentPage } from "./document.js";
import { choice, h, plain, say } from "./dom.js";
import { errorsPage } from "./errors.js";
import { helpDialog, listen, openHelp } from "./keys.js";
import { leaderboardPage } from "./leaderboard.js";
import { methodPage } from "./method.js";
import { PAGES, boardOf, change, current, link } from "./state.js";
import { timelinePage } from "./timeline.js";

const SHOWN = { leaderboard: leaderboardPage, compare: comparePage, document: documentPage, timeline: timelinePage, errors: errorsPage, method: methodPage };
const THEMES = { auto: "light", light: "dark", dark: "auto" };
let turn = 0;
let last = null;

async function show() {
  turn += 1;
  const mine = turn;
  const state = current();
  const main = document.getElementById("main");
  main.setAttribute("aria-busy", "true");
  let content;
  try {
    content = await SHOWN[state.page](state);
  } catch (error) {
    content = [h("h1", {}, "This page cannot be shown"), h("p", { class: "notice" }, plain(error.message))];
    console.error(error);
  }
  if (mine !== turn) return;
  const focused = document.activeElement?.id;
  const page = `${state.page}|${state.board ?? ""}|${state.doc ?? ""}`;
  const moved = last !== null && last !== page;
  bar(state);
  main.replaceChildren(h("div", { class: `page p-${state.page}` }, content));
  main.removeAttribute("aria-busy");
  const title = PAGES.find(([key]) => key === state.page)[1];
  document.title = `${title} – linimasa`;
  if (moved && last.split("|")[0] !== state.page) {
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
    say(title);
  } else if (focused && document.getElementById(focused)) {
    document.getElementById(focused).focus({ preventScroll: true });
  }
  last = page;
  main.dataset.ready = String(mine);
}

function bar(state) {
  const board = boardOf(state);
  const boards = report.head.boards;
  document.getElementById("bar").replaceChildren(
    h("a", { class: "brand", id: "brand", href: link("leaderboard", {}) }, h("span", { class: "logo", "aria-hidden": "true" }), "linimasa"),
    h("nav", { "aria-label": "Pages" }, h("ul", {}, PAGES.map(([key, title]) => h("li", {}, h("a", { id: `page-${key}`, href: link(key, {}), "aria-current": key === state.page ? "page" : null }, title))))),
    h(
      "div",
      { class: "bar-end" },
      boards.length > 1 && choice("board", "Board", boards.map((one) => [one.key, one.key.replaceAll("/", " · ")]), board.key, (to) => change({ board: to, label: "", lang: "", doc: "", x: "", a: "", b: "", system: "" })),
      h("button", { type: "button", id: "theme", class: "icon", title: "light, dark, or as the system", onclick: turnTheme }, themeName()),
      h("button", { type: "button", id: "help-open", class: "icon", "aria-label": "Keyboard help", title: "keyboard (?)", onclick: openHelp }, "?"),
    ),
  );
}

function themeName() {
  const theme = document.documentElement.dataset.theme ?? "auto";
  return { auto: "◐", light: "☀", dark: "☾" }[theme] && [h("span", { "aria-hidden": "true" }, { auto: "◐", light: "☀", dark: "☾" }[theme]), h("span", { class: "hidden" }, `Theme: ${theme}`)];
}

function turnTheme() {
  const next = THEMES[document.documentElement.dataset.theme ?? "auto"];
  setTheme(next);
  try {
    localStorage.setItem("linimasa-theme", next);
  } catch {
    // A file on disk may have no storage: the choice then lasts as long as the page.
  }
  document.getElementById("theme").replaceChildren(...themeName());
  say(`theme ${next}`);
}

function setTheme(theme) {
  if (["light", "dark"].includes(theme)) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

async function start() {
  try {
    setTheme(localStorage.getItem("linimasa-theme"));
  } catch {
    setTheme("auto");
  }
  const head = await open();
  document.body.append(helpDialog());
  document.getElementById("foot").replaceChildren(h("p", {}, `linimasa ${plain(head.linimasa)}`, head.made && ` · made ${plain(head.made)}`, " · one file, no network · ", h("a", { href: "#/method" }, "method and signatures")));
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
  listen();
  window.addEventListener("hashchange", show);
  await show();
  performance.mark("first-table");
}

start();

