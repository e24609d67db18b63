// The colors of YAML, and its folding. Only the lines in view are read, so it makes no difference how long the text
// is, and a key costs what a screen costs.

import { foldService } from "@codemirror/language";
import { EditorState, RangeSetBuilder } from "@codemirror/state";
import { Decoration, ViewPlugin } from "@codemirror/view";

import { foldable, scalarAround } from "./structure.js";
import { nothing, words } from "./words.js";

// So many lines above the view are read, for strings in quotes that go on over several lines.
const LINES_ABOVE = 40;

// Of a longer line, only what is in view is read.
const LONG = 4000;

const marks = {};
const mark = (kind) => (marks[kind] ??= Decoration.mark({ class: `tok-${kind}` }));

class Colors {
  constructor(view) {
    this.decorations = this.read(view);
  }

  update({ view, docChanged, viewportChanged, changes, startState }) {
    if (!docChanged && !viewportChanged) return;
    // What is above the view goes on as before while only what is below its top changes.
    if (docChanged && changes.touchesRange(0, Math.min(this.top.at, startState.doc.length))) this.top = undefined;
    this.decorations = this.read(view);
  }

  // What goes on at the first line in view.
  above({ doc }, first) {
    if (this.top?.at === first.from) return this.top.state;
    let number = Math.max(first.number - LINES_ABOVE, 1);
    let state = number > 1 ? { ...nothing, scalar: scalarAround(doc, number) } : nothing;
    for (; number < first.number; number++) {
      const { text } = doc.line(number);
      state = text.length > LONG ? nothing : words(text, state, () => {});
    }
    this.top = { at: first.from, state };
    return state;
  }

  read({ state: { doc }, visibleRanges, state: now, viewport }) {
    const builder = new RangeSetBuilder();
    let state = this.above(now, doc.lineAt(viewport.from)), last = 0;
    for (const range of visibleRanges) {
      for (let at = range.from; at <= range.to; ) {
        const line = doc.lineAt(at);
        at = line.to + 1;
        // What is folded within a line leaves a second range of the same line.
        if (line.number === last && line.length <= LONG) continue;
        last = line.number;
        const from = line.length > LONG ? Math.max(line.from, range.from) : line.from;
        const text = line.length > LONG ? doc.sliceString(from, Math.min(line.to, range.to)) : line.text;
        const after = words(text, state, (start, end, kind) => start < end && builder.add(from + start, from + end, mark(kind)));
        state = line.length > LONG ? { ...after, quote: "" } : after;
      }
    }
    return builder.finish();
  }
}

// YAML as a language of the editor.
export const yaml = () => [
  ViewPlugin.fromClass(Colors, { decorations: ({ decorations }) => decorations }),
  byIndentation,
  EditorState.languageData.of(() => [{ commentTokens: { line: "#" } }]),
];

// Folding by indentation.
const byIndentation = foldService.of(({ doc }, from) => foldable(doc, doc.lineAt(from).number) ?? null);

// Writes a line as elements, in its colors, into another element.
export function write(text, into) {
  let at = 0;
  words(text, nothing, (from, to, kind) => {
    const word = document.createElement("span");
    word.className = `tok-${kind}`;
    word.append(text.slice(from, to));
    into.append(text.slice(at, from), word);
    at = to;
  });
  into.append(text.slice(at));
}
