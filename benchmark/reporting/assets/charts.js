// Small pictures: intervals as bars, and documents as points.  Each stands beside the numbers that it shows.

import { h, plain, s } from "./dom.js";
import { percent } from "./numbers.js";

// A rate from 0 to 1 with its interval; decoration, since the cell has the numbers.
export function bar(value, low, high) {
  if (value === null || value === undefined) return null;
  const at = (rate) => 2 + 96 * rate;
  return s(
    "svg",
    { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    s("rect", { class: "track", x: 2, y: 3.5, width: 96, height: 3, rx: 1.5 }),
    s("rect", { class: "fill", x: 2, y: 3.5, width: Math.max(0, at(value) - 2), height: 3, rx: 1.5 }),
    low !== null && low !== undefined && s("rect", { class: "band", x: at(low), y: 1.5, width: Math.max(0.6, at(high) - at(low)), height: 7, rx: 1.5 }),
    s("rect", { class: "point", x: at(value) - 0.9, y: 0, width: 1.8, height: 10 }),
  );
}

// A difference with its interval around zero, `widest` to either side; coloured only where it is more than chance.
export function difference(value, low, high, widest, verdict) {
  if (value === null) return null;
  const at = (points) => 50 + (48 * points) / widest;
  return s(
    "svg",
    { class: `delta ${{ better: "up", worse: "down" }[verdict] ?? ""}`, viewBox: "0 0 100 14", preserveAspectRatio: "none", "aria-hidden": "true" },
    s("line", { class: "axis", x1: 50, x2: 50, y1: 0, y2: 14 }),
    low === null
      ? s("rect", { class: "fill", x: Math.min(50, at(value)), y: 5, width: Math.abs(at(value) - 50), height: 4 })
      : s("rect", { class: "band", x: at(low), y: 4, width: Math.max(0.6, at(high) - at(low)), height: 6, rx: 2 }),
    s("rect", { class: "point", x: at(value) - 0.9, y: 1, width: 1.8, height: 12 }),
  );
}

const EACH_FOCUSABLE = 60;

// Documents by F1 in two runs: points are links, above the diagonal the second is better.
export function scatter(points, names, title) {
  const size = 360;
  const [left, bottom] = [44, 40];
  const at = (value) => left + (value / 1000) * (size - left - 12);
  const up = (value) => size - bottom - (value / 1000) * (size - bottom - 12);
  const ticks = [0, 250, 500, 750, 1000];
  return s(
    "svg",
    { class: "scatter", viewBox: `0 0 ${size} ${size}`, role: "group", "aria-label": plain(title) },
    ticks.map((tick) => [
      s("line", { class: "grid", x1: at(tick), x2: at(tick), y1: up(0), y2: up(1000) }),
      s("line", { class: "grid", x1: at(0), x2: at(1000), y1: up(tick), y2: up(tick) }),
      s("text", { class: "tick", x: at(tick), y: size - bottom + 14, "text-anchor": "middle" }, tick / 10),
      s("text", { class: "tick", x: left - 6, y: up(tick) + 4, "text-anchor": "end" }, tick / 10),
    ]),
    s("line", { class: "diagonal", x1: at(0), y1: up(0), x2: at(1000), y2: up(1000) }),
    s("text", { class: "axis-name", x: (left + size) / 2, y: size - 6, "text-anchor": "middle" }, plain(names[0])),
    s("text", { class: "axis-name", x: -(size - bottom) / 2, y: 12, transform: "rotate(-90)", "text-anchor": "middle" }, plain(names[1])),
    points.map(({ first, second, label, href }) =>
      s(
        "a",
        { href, tabindex: points.length > EACH_FOCUSABLE ? "-1" : "0", "aria-label": plain(`${label}: ${percent(first / 1000)} and ${percent(second / 1000)}`) },
        s("title", {}, plain(`${label}: ${percent(first / 1000)} → ${percent(second / 1000)}`)),
        s("circle", { class: second > first ? "dot up" : second < first ? "dot down" : "dot", cx: at(first), cy: up(second), r: points.length > 300 ? 3 : 5 }),
      ),
    ),
  );
}

// A cell of a heat map: darker is more.
export function heat(share) {
  return { "--heat": `${Math.round(100 * Math.min(1, Math.max(0, share)))}%` };
}
