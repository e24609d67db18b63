// A line that is wrapped goes on below where its text begins, not at the edge.

import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, ViewPlugin } from "@codemirror/view";

// No line goes on further in: a narrow window would have no room left.
const MOST = 32;

const decorations = [];
const hanging = (columns) => (decorations[columns] ??= Decoration.line({
  class: "code__hanging", attributes: { style: `--code-hang: ${columns}ch` },
}));

function read({ state: { doc, tabSize }, visibleRanges }) {
  const builder = new RangeSetBuilder();
  let last = -1;
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = doc.lineAt(at);
      at = line.to + 1;
      const [space] = /^\s*/.exec(doc.sliceString(line.from, Math.min(line.to, line.from + MOST)));
      let columns = 0;
      for (const sign of space) columns += sign === "\t" ? tabSize - (columns % tabSize) : 1;
      if (columns && line.from > last) builder.add(line.from, line.from, hanging(Math.min(columns, MOST)));
      last = line.from;
    }
  }
  return builder.finish();
}

export const hang = ViewPlugin.fromClass(class {
  constructor(view) {
    this.lines = read(view);
  }

  update({ view, docChanged, viewportChanged }) {
    if (docChanged || viewportChanged) this.lines = read(view);
  }
}, { decorations: ({ lines }) => lines });
