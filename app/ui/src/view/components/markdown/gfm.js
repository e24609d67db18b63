// The parser of Markdown as GitHub writes it: what the code editor colors, and what only the shown text needs.

import { GFM, InlineContext, parser } from "@lezer/markdown";

// The label of a reference, without regard to case and to how its words are parted.
export const labelled = (label) => label.trim().replace(/\s+/g, " ").toLowerCase();

// What might define a reference or a footnote. What of it does so in truth is known once all is parsed.
const DEFINITIONS = /\[((?:[^[\]\\]|\\.)+)\]:/gs;
const NOTE = /^\[\^[^\]\s]+\]:[ \t]*/;
const note = (line) => line.indent < line.baseIndent + 4 && NOTE.exec(line.text.slice(line.pos));

// Footnotes, whose further lines are indented.
const notes = {
  defineNodes: [{
    name: "Footnote",
    block: true,
    composite: (_context, line, indent) =>
      (line.next < 0 || line.indent >= indent) && (line.moveBaseColumn(indent), true),
  }, "FootnoteMark"],
  parseBlock: [{
    name: "Footnote",
    before: "LinkReference",
    parse(context, line) {
      const found = note(line);
      if (!found) return false;
      const from = context.lineStart + line.pos, length = found[0].length;
      context.startComposite("Footnote", line.pos, line.baseIndent + 4);
      context.addElement(context.elt("FootnoteMark", from, from + length));
      line.moveBase(line.pos + length);
      return null;
    },
    endLeaf: (_context, line) => Boolean(note(line)),
  }],
};

const ONE = { resolve: "Strikethrough", mark: "StrikethroughMark" };
const TILDE = 126;

// How far a character stands apart from words: a sign does, a blank or an end does more.
const apart = (character) => (/^\s?$/.test(character) ? 2 : /[\p{P}\p{S}]/u.test(character) ? 1 : 0);

// `~one~` tilde as well as two.
const tilde = {
  name: "OneTilde",
  before: "Strikethrough",
  parse(context, next, at) {
    if (next !== TILDE || context.char(at - 1) === TILDE || context.char(at + 1) === TILDE) return -1;
    const before = apart(context.slice(Math.max(at - 1, context.offset), at)), after = apart(context.slice(at + 1, at + 2));
    return context.addDelimiter(ONE, at, at + 1, after < 2 && before >= after, before < 2 && after >= before);
  },
};

// Addresses whose host is one word, such as `http://localhost:8080`.
const host = {
  name: "Host",
  after: "Autolink",
  parse(context, next, at) {
    if (next !== 104 || /\w/.test(context.slice(at - 1, at))) return -1;
    const [found] = /^https?:\/\/\w[\w-]*(:\d+)?(\/[^\s<>[\]()]*[\w/=-]|\/)?(?![\w-])/.exec(context.slice(at, context.end)) ?? [];
    return found ? context.addElement(context.elt("URL", at, at + found.length)) : -1;
  },
};

// Brackets are words where they lead nowhere. Of what lies in a link, nothing else may be one.
const brackets = (defined) => ({
  name: "Brackets",
  before: "LinkEnd",
  parse(context, next, at) {
    if (next !== 93 || /[[(]/.test(context.slice(at + 1, at + 2))) return -1;
    const start = context.findOpeningDelimiter(InlineContext.linkStart);
    if (start === null || start < (context.findOpeningDelimiter(InlineContext.imageStart) ?? 0)) return -1;
    if (defined.has(labelled(context.slice(context.getDelimiterAt(start).to, at)))) return -1;
    context.parts[start] = null;
    return at + 1;
  },
});

const own = parser.configure([GFM, notes, { parseInline: [tilde, host] }]);

// The tree of a text.
export function parsed(text) {
  const defined = new Set([...text.matchAll(DEFINITIONS)].map(([, label]) => labelled(label)));
  return own.configure({ parseInline: [brackets(defined)] }).parse(text);
}
