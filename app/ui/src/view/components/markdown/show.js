// Shows a Markdown text in an element of the page, and gives its beginning as plain text.

import { blocksOf, element } from "./elements.js";
import { plain } from "./plain.js";

// What stays the same stays in the page, from both ends, so that it keeps focus and scrolling while others are typed.
function replace(host, blocks) {
  const old = [...host.childNodes];
  const isSame = (one, other) => one && other && one.isEqualNode(other);
  let start = 0, end = 0;
  while (isSame(old[start], blocks[start])) start += 1;
  while (end < Math.min(old.length, blocks.length) - start && isSame(old.at(-1 - end), blocks.at(-1 - end))) end += 1;
  old.slice(start, old.length - end).forEach((block) => block.remove());
  const next = host.childNodes[start] ?? null;
  blocks.slice(start, blocks.length - end).forEach((block) => host.insertBefore(block, next));
}

// A text that is too deep for the parser is shown as it is written.
const blocks = (text, prefix, isDeep) =>
  (isDeep ? [[element("pre", { class: "markdown__code", tabindex: 0 }, text), 0]] : blocksOf(text, prefix));

// `data-lines` has the line at which each block begins.
export function showMarkdown(host, text, prefix, isDeep) {
  const read = blocks(text, prefix, isDeep);
  let line = 1, from = 0;
  host.dataset.lines = read.map(([, at]) => {
    line += text.slice(from, at).split("\n").length - 1;
    from = at;
    return line;
  });
  replace(host, read.map(([block]) => block));
}

// The beginning of a text without its marks, cut after so many characters.
export function excerpt(text, length, isDeep) {
  const words = [...plain(element("div", {}, ...blocks(text, "", isDeep).map(([block]) => block)))];
  return words.length > length ? `${words.slice(0, length).join("")}…` : words.join("");
}
