// Markdown, taken apart by the parser that colors it in the code editor, with which this is bundled.
// What its parts mean, and what of them is shown, stays with the page's Rust (source.rs).

import { TreeFragment } from "@lezer/common";
import { GFM, parser } from "@lezer/markdown";

const markdown = parser.configure(GFM);

const entity = /&(?:#\d+|#x[a-f\d]+|\w+);/gi;

// The characters that an entity stands for, as numbers. A browser knows all of them, and a document
// that is parsed but never shown does nothing else.
function meant(written) {
  const { body } = new DOMParser().parseFromString(`<body>${written}`, "text/html");
  // HTML would also read the beginning of "&copyleft;" as an entity, which Markdown does not.
  const text = /.;$/s.test(body.textContent) ? written : body.textContent;
  return Array.from(text, (character) => character.codePointAt(0));
}

// What was parsed last.
let last = { text: "", tree: undefined };

// The tree of a text. Of what was parsed last it takes over the blocks that stayed the same.
function tree(text) {
  const before = last.text;
  const shorter = Math.min(before.length, text.length);
  let start = 0;
  while (start < shorter && before[start] === text[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === text.at(-1 - end)) end += 1;
  const change = { fromA: start, toA: before.length - end, fromB: start, toB: text.length - end };
  const known = last.tree ? TreeFragment.applyChanges(TreeFragment.addTree(last.tree), [change]) : [];
  last = { text, tree: markdown.parse(text, known) };
  return last.tree;
}

// The parts of a text, each before what lies in it. A part is a line: how deep it lies, its name, and
// where it begins and ends in UTF-16 units; for an entity also the characters that it stands for.
export function parse(text) {
  const lines = [];
  let depth = 0;
  const add = (name, from, to) => {
    const more = name === "Entity" ? meant(text.slice(from, to)) : [];
    lines.push([depth, name, from, to, ...more].join(" "));
  };
  tree(text).iterate({
    enter({ name, from, to }) {
      add(name, from, to);
      depth += 1;
      // In addresses the parser leaves them to others.
      if (name !== "URL") return;
      for (const { 0: found, index } of text.slice(from, to).matchAll(entity)) {
        add("Entity", from + index, from + index + found.length);
      }
    },
    leave() {
      depth -= 1;
    },
  });
  return lines.join("\n");
}
