// Elements from plain values: text goes in as text, and nothing here parses HTML.

const SVG = "http://www.w3.org/2000/svg";
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const BREAKING = /[\t\n\r]/g;

// Properties are attributes, except on…: listeners; a value of false, null or undefined leaves one out.
function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "vars") for (const [key, to] of Object.entries(value)) element.style.setProperty(key, to);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === false || child === null || child === undefined) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

export function h(tag, properties, ...children) {
  return fill(document.createElement(tag), properties, children);
}

export function s(tag, properties, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

// Names of systems, labels and documents: characters that hide or turn writing are shown as what they are.
export function plain(text) {
  return String(text ?? "").replace(UNPRINTABLE, escaped).replace(BREAKING, " ");
}

function escaped(character) {
  return `\\u${character.codePointAt(0).toString(16).padStart(4, "0")}`;
}

// A name that keeps its own direction of writing.
export function name(text, properties) {
  return h("bdi", properties ?? {}, plain(text));
}

// Running text: the same characters stand in it as marks.
export function prose(text) {
  const parts = [];
  let done = 0;
  for (const found of text.matchAll(UNPRINTABLE)) {
    parts.push(text.slice(done, found.index), h("span", { class: "ctrl", title: "an invisible character, shown" }, escaped(found[0])));
    done = found.index + found[0].length;
  }
  parts.push(text.slice(done));
  return parts;
}

export function say(message) {
  document.getElementById("status").textContent = message;
}

let counter = 0;
export function fresh(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}

export function choice(id, label, options, value, onpick, properties) {
  const select = h(
    "select",
    { id, onchange: (event) => onpick(event.target.value), ...properties },
    options.map(([key, shown]) => h("option", { value: key, selected: key === value }, plain(shown))),
  );
  return h("label", { class: "field", for: id }, h("span", {}, label), select);
}

// One of several, as buttons in a row.
export function segmented(id, label, options, value, onpick) {
  const buttons = options.map(([key, shown]) =>
    h("button", { type: "button", id: `${id}-${key || "all"}`, "aria-pressed": String(key === value), onclick: () => onpick(key) }, plain(shown)),
  );
  return h("div", { class: "segmented", role: "group", "aria-label": label }, buttons);
}

// A part that is made when it is opened.
export function fold(id, title, build, open = false) {
  const details = h("details", { class: "fold", id, open }, h("summary", {}, title));
  const fill = () => {
    if (details.open && details.children.length === 1) details.append(...[build()].flat());
  };
  details.addEventListener("toggle", fill);
  if (open) details.append(...[build()].flat());
  return details;
}

// A wide table gets its own scroll bar, which the keyboard reaches.
export function scrolling(label, ...children) {
  return h("div", { class: "scroll", role: "region", "aria-label": label, tabindex: "0" }, children);
}
