// Rates from counts, and how numbers are written: as the tables on a terminal write them.

export const NOTHING = "–";

// A number with so many decimals; what lies exactly between two goes to the even one, as Python writes it.
export function fixed(value, digits) {
  const exact = Math.abs(value).toFixed(60);
  const point = exact.indexOf(".") + 1 + digits;
  let written = Math.abs(value).toFixed(digits);
  if (/^50*$/.test(exact.slice(point))) {
    const below = exact.slice(0, point).replace(/\.$/, "");
    if (Number(below[below.length - 1]) % 2 === 0) written = below;
  }
  return value < 0 && Number(written) !== 0 ? `-${written}` : written;
}

// A rate as percent with one decimal.
export function percent(rate, signed) {
  if (rate === null || rate === undefined) return NOTHING;
  const written = fixed(100 * rate, 1);
  return signed && !written.startsWith("-") ? `+${written}` : written;
}

export function ranks(first, last) {
  if (first === null || first === undefined) return "";
  return first === last ? String(first) : `${first}–${last}`;
}

export function probability(p) {
  if (p === null || p === undefined) return NOTHING;
  return fixed(p, 4);
}

export function count(number) {
  return Number.isInteger(number) ? number.toLocaleString("en") : number.toFixed(2);
}

// Counts are [right, predicted, found, gold]; rates are null where nothing is under them.
export function rates([right, predicted, found, gold]) {
  const precision = predicted > 0 ? right / predicted : null;
  const recall = gold > 0 ? found / gold : null;
  let f1 = null;
  if (predicted > 0 || gold > 0) {
    const both = (precision ?? 0) + (recall ?? 0);
    f1 = precision !== null && recall !== null && both > 0 ? (2 * precision * recall) / both : 0;
  }
  return { precision, recall, f1 };
}

// A mean of metrics leaves out those with nothing on either side.
export function mean(scores) {
  const defined = scores.filter((score) => score.f1 !== null);
  const of = (key) => (defined.length ? defined.reduce((sum, score) => sum + (score[key] ?? 0), 0) / defined.length : null);
  return { precision: of("precision"), recall: of("recall"), f1: of("f1") };
}

export function holm(values) {
  const order = values.map((p, index) => [p, index]).filter(([p]) => p !== null && p !== undefined);
  order.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  const corrected = values.map(() => null);
  let largest = 0;
  order.forEach(([p, index], rank) => {
    largest = Math.max(largest, Math.min(1, p * (order.length - rank)));
    corrected[index] = largest;
  });
  return corrected;
}
