// What belongs to what in a text, by the indentation of its lines: for YAML, and for JSON that is written over
// several lines. A line is looked at when someone asks about it, so a long text costs no more than a short one,
// and a text that is broken, as it is while someone types, has its lines all the same.

// The column at which a line begins, -1 if it is blank, and whether it begins an item of a list.
export const begin = (text) => text.search(/[^ \t]/);
const isItem = (text, start) => text[start] === "-" && (text.length === start + 1 || text[start + 1] === " ");
const isComment = (text, start) => text[start] === "#";
const isBoundary = (text) => /^(?:---|\.\.\.)(?: |$)/.test(text);

// The header of a block scalar at the end of a line.
const HEADER = /(?:^|[:?-])[ \t]+(?:[&!]\S*[ \t]+)*[|>][-+1-9]{0,2}[ \t]*$/;

// The column that the lines of the block scalar must exceed whose header a line has; undefined if it has none.
export function scalarBase(text) {
  if (!HEADER.test(text.replace(/(?:^|[ \t])#.*/, ""))) return undefined;
  const [dashes] = /^[ \t]*(?:-[ \t]+)*/.exec(text);
  return /^[|>&!]/.test(text.slice(dashes.length)) ? Math.max(dashes.lastIndexOf("-"), 0) : dashes.length;
}

// The lines above which others stand, by their numbers, of each text as long as that is there.
const known = new WeakMap();

// The number of the line that a line is part of, 0 if it is at the root.
export function parent(doc, number) {
  let parents = known.get(doc);
  if (!parents) known.set(doc, (parents = new Map()));
  if (parents.has(number)) return parents.get(number);
  const { text } = doc.line(number);
  const column = begin(text), item = isItem(text, column);
  let found = 0;
  for (let above = number - 1; above > 0 && (column > 0 || item); above--) {
    const { text } = doc.line(above);
    const start = begin(text);
    if (isBoundary(text)) break;
    if (start < 0 || isComment(text, start)) continue;
    if (start < column || (item && start === column && !isItem(text, start))) {
      found = above;
      break;
    }
    // A line beside this one has the same parent.
    if (start === column && isItem(text, start) === item && parents.has(above)) {
      found = parents.get(above);
      break;
    }
  }
  parents.set(number, found);
  return found;
}

// The numbers of the lines that a line is part of, from the outermost. A blank line belongs to the one after it.
export function scopes(doc, number) {
  while (number < doc.lines && begin(doc.line(number).text) < 0) number++;
  const found = [];
  for (let above = parent(doc, number); above; above = parent(doc, above)) found.push(above);
  return found.reverse();
}

// The column that a line must exceed to belong to the outermost block scalar around it; undefined if there is none.
export function scalarAround(doc, number) {
  let column = begin(doc.line(number).text), base;
  for (const above of scopes(doc, number).reverse()) {
    const { text } = doc.line(above);
    const found = scalarBase(text);
    if (found < column) base = found;
    column = begin(text);
  }
  return base;
}

// Whether the line below belongs to one, by their columns.
const isBelow = (text, start, other, below) =>
  below > start || (below === start && isItem(other, below) && !isItem(text, start));

// What can be folded below a line, undefined if that is nothing. Where it ends is looked for when that is asked for.
export function foldable(doc, number) {
  const { text, to: from } = doc.line(number);
  const start = begin(text);
  if (start < 0 || isComment(text, start) || isBoundary(text)) return undefined;
  let next = number + 1, other = "";
  for (; next <= doc.lines; next++) {
    other = doc.line(next).text;
    const below = begin(other);
    if (below >= 0 && !(isComment(other, below) && below <= start)) break;
  }
  if (next > doc.lines || isBoundary(other) || !isBelow(text, start, other, begin(other))) return undefined;
  let to;
  return { from, get to() { return (to ??= end(doc, number, text, start)); } };
}

// Where the last line ends that belongs to one.
function end(doc, number, text, start) {
  let last = number, at = number;
  for (const other of doc.iterLines(number + 1)) {
    at++;
    const below = begin(other);
    if (below < 0) continue;
    if (isBoundary(other)) break;
    if (isBelow(text, start, other, below)) last = at;
    // A comment further left may stand between lines that belong together.
    else if (!isComment(other, below)) break;
  }
  return doc.line(last).to;
}
