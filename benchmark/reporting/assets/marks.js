// Text with its annotations marked: layers by tint, outcomes by line style and colour; and spans with their sentence.

import { describe, difference } from "./answers.js";
import { h, name, plain, prose } from "./dom.js";

export const KIND_NAMES = {
  right: "right",
  missed: "missed",
  spurious: "spurious",
  boundary: "boundary",
  type: "type",
  value: "value",
  argument: "argument",
  date: "date",
};
export const KIND_MEANS = {
  right: "everything that the layer says agrees with gold",
  missed: "in gold, not found",
  spurious: "predicted, not in gold",
  boundary: "the right type, other boundaries",
  type: "found, with another type",
  value: "found, with another value or amount",
  argument: "an argument that only one side has",
  date: "found, with another date",
};
const MOST_CONTEXT = 200;

export function kindChip(kind, number) {
  return h("span", { class: `kind k-${kind}`, title: KIND_MEANS[kind] }, KIND_NAMES[kind], number === undefined ? null : h("b", {}, ` ${number}`));
}

export function legend() {
  return h(
    "ul",
    { class: "legend", "aria-label": "How marks are drawn" },
    Object.keys(KIND_NAMES)
      .filter((kind) => kind !== "argument")
      .map((kind) => h("li", {}, h("span", { class: `sample k-${kind}` }, KIND_NAMES[kind]))),
    ["entities", "timexes", "money", "events"].map((layer) => h("li", {}, h("span", { class: `tint l-${layer}` }, layer))),
  );
}

// Marks are {start, end, kind, layer, label, title, id}; where two cross, the later is cut in two.
export function marked(text, marks, onpick) {
  const sorted = marks.slice().sort((one, other) => one.start - other.start || other.end - one.end);
  const root = { children: [], end: text.length };
  const open = [root];
  let done = 0;
  const flush = (to) => {
    while (open.length > 1 && open[open.length - 1].end <= to) {
      const top = open.pop();
      if (top.end > done) top.children.push(...prose(text.cut(done, top.end)));
      done = Math.max(done, top.end);
      open[open.length - 1].children.push(element(top, onpick));
    }
    if (to > done) {
      open[open.length - 1].children.push(...prose(text.cut(done, to)));
      done = to;
    }
  };
  const pending = sorted.map((mark) => ({ ...mark, first: true, last: true }));
  while (pending.length) {
    const mark = pending.shift();
    flush(mark.start);
    const limit = open[open.length - 1].end;
    if (mark.end > limit) {
      const rest = { ...mark, start: limit, first: false };
      mark.end = limit;
      mark.last = false;
      const place = pending.findIndex((other) => other.start > rest.start || (other.start === rest.start && other.end < rest.end));
      pending.splice(place < 0 ? pending.length : place, 0, rest);
    }
    open.push({ ...mark, children: [] });
  }
  flush(text.length);
  while (open.length > 1) {
    const top = open.pop();
    open[open.length - 1].children.push(element(top, onpick));
  }
  return root.children;
}

function element(mark, onpick) {
  const classes = `mark k-${mark.kind} l-${mark.layer}${mark.first ? "" : " goes-on"}${mark.last ? "" : " cut"}`;
  const focusable = mark.first && onpick;
  return h(
    "mark",
    {
      class: classes,
      id: mark.first ? mark.id : null,
      "data-label": mark.last ? plain(mark.label.slice(mark.label.lastIndexOf(":") + 1)) : null,
      "data-error": mark.kind !== "right" && mark.kind !== "gold" && mark.first,
      title: plain(mark.title),
      tabindex: focusable ? "0" : null,
      role: focusable ? "group" : null,
      "aria-label": focusable ? plain(`${mark.surface}: ${mark.title}`) : null,
      onfocus: focusable && ((event) => event.target === event.currentTarget && onpick(mark)),
      onclick: focusable && ((event) => (event.stopPropagation(), onpick(mark))),
    },
    mark.children,
  );
}

function sentenceBounds(text, start, end) {
  const first = Math.max(0, start - MOST_CONTEXT);
  const last = Math.min(text.length, end + MOST_CONTEXT);
  const before = text.cut(first, start);
  const after = text.cut(end, last);
  const breaks = [...before.matchAll(/\n|[.!?](?=\s)/g)];
  let from = before;
  if (breaks.length) from = before.slice(breaks[breaks.length - 1].index + 1);
  const stop = after.match(/\n|[.!?](?=\s|$)/);
  const to = stop ? after.slice(0, stop.index + (stop[0] === "\n" ? 0 : 1)) : after;
  const [cutBefore, cutAfter] = [!breaks.length && first > 0, !stop && last < text.length];
  return [(cutBefore ? from.replace(/^\S*\s/, "") : from).trimStart(), (cutAfter ? to.replace(/\s\S*$/, "") : to).trimEnd(), cutBefore, cutAfter];
}

// The sentence around a span; only its place where the text is not here.
export function context(sheet, error) {
  const side = error.gold ?? error.said;
  const surface = sheet.surface(side);
  if (!sheet.text) {
    return h("p", { class: "context" }, surface ? h("mark", { class: `k-${error.kind}` }, prose(surface)) : null, h("span", { class: "soft" }, ` characters ${side.start}–${side.end}; the text is not in this report`));
  }
  const [before, after, cutBefore, cutAfter] = sentenceBounds(sheet.text, side.start, side.end);
  return h("p", { class: "context", dir: "auto" }, cutBefore && "…", prose(before), h("mark", { class: `k-${error.kind}` }, prose(surface)), prose(after), cutAfter && "…");
}

// An error as a list item: what, where, and the sentence.
export function example(sheet, error, href, lead) {
  const sides = [error.gold && ["gold", error.gold], error.said && error.said !== error.gold && ["predicted", error.said]].filter(Boolean);
  return h(
    "li",
    { class: "example", tabindex: "-1", "data-error": true },
    h(
      "div",
      { class: "example-head" },
      lead,
      kindChip(error.kind),
      h("span", { class: `tint l-${error.layer}` }, error.layer),
      h("a", { href }, name(sheet.entry.id)),
      h("span", { class: "soft" }, plain(difference(error))),
    ),
    context(sheet, error),
    h(
      "dl",
      { class: "sides" },
      sides.map(([side, one]) => [h("dt", {}, side), h("dd", {}, name(sheet.surface(one) ?? `${one.start}–${one.end}`), " ", h("span", { class: "soft" }, plain(describe(one))))]),
      error.argument && [h("dt", {}, error.argument.role), h("dd", {}, name(sheet.surface(error.argument) ?? `${error.argument.start}–${error.argument.end}`))],
    ),
  );
}
