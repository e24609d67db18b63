// Folding: what stands in place of folded lines, and folding all.

import { codeFolding, ensureSyntaxTree, foldable, foldEffect, foldedRanges } from "@codemirror/language";

// A parser that has not come to the end of a text has so many milliseconds for it.
const PARSING = 2000;

// A text that begins with a bracket has it among so many signs.
const BEGINNING = 200;

const lines = (count) => (count === 1 ? "1 line" : `${count.toLocaleString("en")} lines`);

// What is folded, as the number of its lines, at the end of the line that it belongs to.
export const placeholders = codeFolding({
  preparePlaceholder: ({ doc }, { from, to }) => doc.lineAt(to).number - doc.lineAt(from).number,
  placeholderDOM(_view, unfold, count) {
    const dom = document.createElement("span");
    dom.className = "cm-foldPlaceholder";
    dom.textContent = `… ${lines(count)}`;
    dom.title = "Unfold";
    dom.ariaLabel = `${lines(count)} folded`;
    dom.role = "button";
    dom.onclick = unfold;
    return dom;
  },
});

// Folds all that can be folded, at each depth, so that what is unfolded again shows what it consists of. What all
// of the text is in, such as the braces of JSON, stays open.
export function foldAll(view) {
  const { state } = view, { doc } = state;
  ensureSyntaxTree(state, doc.length, PARSING);
  const bracket = /^\s*[{[]/.test(doc.sliceString(0, BEGINNING));
  const folded = new Set();
  foldedRanges(state).between(0, doc.length, (from, to) => void folded.add(`${from} ${to}`));
  const effects = [];
  let head = state.selection.main.head, outer = -1;
  for (let number = 1; number <= doc.lines; number++) {
    const line = doc.line(number), range = foldable(state, line.from, line.to);
    if (!range) continue;
    const { from, to } = range;
    const isAll = bracket && outer < 0 && !doc.sliceString(to + 1).trim();
    outer = Math.max(outer, 0);
    if (isAll || folded.has(`${from} ${to}`)) continue;
    effects.push(foldEffect.of({ from, to }));
    if (from > outer && from < head && head < to) head = from;
    outer = Math.max(outer, to);
  }
  if (effects.length) view.dispatch({ effects, selection: { anchor: head }, scrollIntoView: true });
  return true;
}
