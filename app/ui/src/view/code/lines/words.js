// What the words of a line of YAML are, with what is carried over to the next line. It takes any text, and needs
// no other line: so a long text has its colors as soon as it is seen.

import { begin, scalarBase } from "./structure.js";

// What goes on beyond a line: the column that a block scalar's lines exceed, the quote that is open, and how many
// brackets are.
export const nothing = { scalar: undefined, quote: "", depth: 0 };

const PLAIN = /(?:[^\s:#]|:(?=\S)|(?<=\S)#|[ \t]+(?=[^\s:#]|:(?=\S)))+/y;
const PLAIN_IN_BRACKETS = /(?:[^\s:#,[\]{}]|:(?=[^\s,[\]{}])|(?<=\S)#|[ \t]+(?=[^\s:#,[\]{}]))+/y;
const KEY_ENDS = /[ \t]*:(?=[\s,[\]{}]|$)/y;
const NUMBER = /^[-+]?(?:0x[\da-f]+|0o?[0-7]+|\d[\d_]*(?:\.\d*)?(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|\.inf|\.nan)$/i;
const ATOM = /^(?:true|false|null|~)$/i;

// Where a quote ends that is open at a place, -1 if it goes on.
function closing(text, at, quote) {
  for (; at < text.length; at++) {
    if (quote === '"' && text[at] === "\\") at++;
    else if (text[at] === quote) {
      if (quote === "'" && text[at + 1] === "'") at++;
      else return at + 1;
    }
  }
  return -1;
}

const matched = (expression, text, at) => ((expression.lastIndex = at), expression.exec(text)?.[0] ?? "");

// Tells the words of a line to `add(from, to, kind)`, and gives what goes on in the next one.
export function words(text, { scalar, quote, depth }, add) {
  let at = 0, key, dash = -1;
  const string = (from, to, kind = "string") => strings(text, from, to, kind, add);
  if (scalar !== undefined) {
    const start = begin(text);
    if (start < 0) return { scalar, quote, depth };
    if (start > scalar) return string(start, text.length), { scalar, quote, depth };
    scalar = undefined;
  }
  if (quote) {
    const end = closing(text, 0, quote);
    string(Math.max(begin(text), 0), end < 0 ? text.length : end);
    if (end < 0) return { scalar, quote, depth };
    [at, quote] = [end, ""];
  }
  if (at === 0 && /^(?:---|\.\.\.|%)/.test(text)) {
    at = Math.max(matched(/(?:---|\.\.\.|%.*)/y, text, 0).length, 1);
    add(0, at, "meta");
  }
  while (at < text.length) {
    const sign = text[at], next = text[at + 1] ?? " ", isApart = next === " " || next === "\t";
    if (sign === " " || sign === "\t" || sign === "\r") at++;
    else if (sign === "#") add(at, text.length, "comment"), (at = text.length);
    else if ((sign === "-" || sign === "?") && isApart && key === undefined && !depth) add(at, at + 1, "punctuation"), (dash = at++);
    else if (sign === "{" && next === "{") at = template(text, at, text.length, add);
    else if ("[]{},".includes(sign) && (depth || sign === "[" || sign === "{")) {
      depth = Math.max(depth + ("[{".includes(sign) ? 1 : sign === "," ? 0 : -1), 0);
      add(at, ++at, "punctuation");
    } else if (sign === ":" ) add(at, ++at, "punctuation");
    else if ((sign === "&" || sign === "*" || sign === "!") && !isApart) {
      const length = matched(/[^\s,[\]{}]+/y, text, at + 1).length;
      add(at, (at += length + 1), sign === "!" ? "typeName" : "labelName");
    } else if ((sign === "|" || sign === ">") && !depth && scalarBase(text) !== undefined && /^[|>][-+1-9]{0,2}\s*(?:#|$)/.test(text.slice(at))) {
      add(at, (at += matched(/[|>][-+1-9]*/y, text, at).length), "keyword");
      scalar = key ?? Math.max(dash, 0);
    } else {
      const from = at, isQuoted = sign === '"' || sign === "'";
      const end = isQuoted ? closing(text, at + 1, sign) : from + Math.max(matched(depth ? PLAIN_IN_BRACKETS : PLAIN, text, at).length, 1);
      at = end < 0 ? text.length : end;
      const colon = end < 0 ? "" : matched(KEY_ENDS, text, at);
      if (colon) {
        add(from, at, "propertyName");
        if (!depth) key = from;
        add(at + colon.length - 1, (at += colon.length), "punctuation");
      } else if (isQuoted) {
        string(from, at);
        if (end < 0) quote = sign;
      } else {
        const word = text.slice(from, at);
        const kind = NUMBER.test(word) ? "number" : ATOM.test(word) ? "bool" : "";
        if (kind) add(from, at, kind);
        else string(from, at, "");
      }
    }
  }
  return { scalar, quote, depth };
}

// A string, in which templates have words of their own.
function strings(text, from, to, kind, add) {
  for (;;) {
    const open = text.indexOf("{{", from);
    const end = open < 0 || open >= to ? to : open;
    if (kind && from < end) add(from, end, kind);
    if (end === to) return;
    from = template(text, open, to, add);
  }
}

const TEMPLATE = /\/\*.*?(?:\*\/|$)|"(?:[^"\\]|\\.)*"?|`[^`]*`?|\.?[\w$][\w$.-]*|[|]|\}\}|./gy;
const PLACEHOLDER = /\$\{(\w*)(?::((?:\/(?:[^/\\]|\\.)*\/|\[[^\]]*\]|[^}])*))?\}/g;

// A template between `{{` and `}}`: a macro of Palette, an expression of schema.yaml, or one of a chart.
function template(text, from, to, add) {
  add(from, from + 2, "meta");
  TEMPLATE.lastIndex = from + 2;
  for (let found; TEMPLATE.lastIndex < to && (found = TEMPLATE.exec(text)); ) {
    const [word] = found, { index } = found, end = Math.min(index + word.length, to);
    if (word === "}}") return add(index, end, "meta"), end;
    if (word.startsWith("/*")) add(index, end, "comment");
    else if (/^["`]/.test(word)) formats(word.slice(0, end - index), index, add);
    else if (word === "|") add(index, end, "operator");
    else if (/^[.$]/.test(word)) add(index, end, "variableName");
    else if (/^\d/.test(word)) add(index, end, "number");
    else if (/^\w/.test(word)) add(index, end, "keyword");
  }
  return to;
}

// A string of a template, in which formats such as `${number:[1-10]}` have words of their own.
function formats(text, offset, add) {
  let from = 0;
  for (const { 0: whole, 1: type, 2: limits, index } of text.matchAll(PLACEHOLDER)) {
    if (from < index) add(offset + from, offset + index, "string");
    add(offset + index, offset + index + 2, "meta");
    add(offset + index + 2, offset + index + 2 + type.length, "typeName");
    from = index + whole.length;
    if (limits) add(offset + from - 1 - limits.length, offset + from - 1, "string2");
    add(offset + from - 1, offset + from, "meta");
  }
  if (from < text.length) add(offset + from, offset + text.length, "string");
}
