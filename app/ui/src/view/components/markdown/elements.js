// A Markdown text as elements of the page. Nothing of a text becomes HTML: its words are text, and HTML is shown as it
// is written. Nothing is loaded: images are shown as their alternative text.

import { labelled, parsed } from "./gfm.js";
import { ofWord, slug, target, unescaped, withoutEntities } from "./links.js";
import { plain } from "./plain.js";

// How deep parts may lie in each other. What lies deeper is shown as it is written.
const DEEPEST = 40;
// The level of the heading above the text, in the page.
const ABOVE = 2;
// Rows are filled up to so many cells.
const FILLED = 100;

const ALERT = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;

export function element(name, attributes, ...inner) {
  const made = document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...inner);
  return made;
}

const has = (node, name) => Boolean(node.getChild(name));
function* inside(node) {
  for (let child = node.firstChild; child; child = child.nextSibling) yield child;
}

// The words with which lines begin and end, without what is not shown of them.
const inLines = (words) => words.replace(/[ \t]*\n[ \t]*/g, "\n");

// HTML without its comments.
function html(written) {
  const shown = written.replace(/<!--.*?(?:-->|$)/gs, "").trimEnd();
  return shown.trim() ? [element("code", { class: "markdown__html" }, shown)] : [];
}

// The blocks of a text, each with the place at which it begins.
export function blocksOf(text, prefix) {
  const tree = parsed(text);
  const addresses = new Map(), notes = new Map(), referred = [], ids = new Map();
  let depth = 0, links = 0, level = ABOVE;

  const cut = (from, to) => text.slice(from, to);
  const source = (node) => cut(node.from, node.to);

  tree.iterate({
    enter(found) {
      const { node, name } = found;
      if (name === "LinkReference" && has(node, "URL")) {
        const label = labelled(source(node.getChild("LinkLabel")).slice(1, -1));
        if (!addresses.has(label)) addresses.set(label, addressOf(node.getChild("URL")));
      } else if (name === "Footnote") {
        const label = labelled(source(node.firstChild).replace(/^\[\^|\]:\s*$/g, ""));
        if (!notes.has(label)) notes.set(label, node);
      }
      return /^(?:Document|Blockquote|BulletList|OrderedList|ListItem|Footnote)$/.test(name);
    },
  });

  function addressOf(url) {
    const written = source(url);
    return unescaped(written[0] === "<" ? written.slice(1, -1) : written);
  }

  // What a part is shown as: a list of elements and words.
  function shown(node, ...more) {
    if (depth >= DEEPEST) return [source(node)];
    depth += 1;
    const made = (parts[node.name] ?? nothing)(node, ...more);
    depth -= 1;
    return Array.isArray(made) ? made : [made];
  }

  // The words and parts in a part of the text.
  function words(node, from = node.from, to = node.to) {
    const list = [];
    const add = (part) => {
      const last = list.at(-1);
      if (typeof part !== "string") list.push(part);
      else if (typeof last === "string") list[list.length - 1] += part;
      else if (part) list.push(last?.localName === "br" ? part.replace(/^[ \t]+/, "") : part);
    };
    let at = from;
    for (const child of inside(node)) {
      if (child.from >= to) break;
      if (child.to <= from) continue;
      add(cut(at, child.from));
      shown(child).forEach(add);
      at = child.to;
    }
    add(cut(at, to));
    return list.map((part) => (typeof part === "string" ? inLines(part) : part));
  }

  // The same without the blanks at both ends.
  function trimmed(node, from = node.from, to = node.to) {
    const list = words(node, from, to);
    if (typeof list[0] === "string") list[0] = list[0].replace(/^[ \t\n]+/, "");
    const last = list.length - 1;
    if (typeof list[last] === "string") list[last] = list[last].replace(/[ \t\n]+$/, "");
    return list.filter((part) => part !== "");
  }

  // A part of the text without the marks of the quotes that it lies in.
  function unquoted(node, from, to, gap = "") {
    let kept = "", at = from;
    for (const mark of node.getChildren("QuoteMark")) {
      if (mark.from < from || mark.to > to) continue;
      kept += cut(at, mark.from);
      at = mark.to + (gap && cut(mark.to, mark.to + 1) === gap ? 1 : 0);
    }
    return kept + cut(at, to);
  }

  const within = (name) => (node) => element(name, {}, ...words(node));

  // Blocks, of which paragraphs may be mere words.
  const blocks = (node, isTight) => [...inside(node)].flatMap((child) => shown(child, isTight));

  // Whether an empty line parts two blocks.
  const isParted = (list) =>
    list.some((node, index) => index && /\n[ \t>]*\n/.test(cut(list[index - 1].to, node.from)));

  function list(name, attributes) {
    return (node) => {
      const items = node.getChildren("ListItem");
      const isTight = !isParted(items) && !items.some((item) => isParted([...inside(item)].slice(1)));
      return element(name, attributes(node), ...items.map((item) => element("li", {}, ...blocks(item, isTight))));
    };
  }

  const paragraph = (inner, isTight) => (isTight ? inner : inner.length ? element("p", {}, ...inner) : []);

  function heading(node) {
    const written = +node.name.at(-1);
    level = Math.min(written + ABOVE, level + 1, 6);
    const marks = node.getChildren("HeaderMark");
    const isAbove = marks[0].from === node.from;
    const inner = trimmed(node, isAbove ? marks[0].to : node.from, marks[isAbove ? 1 : 0]?.from ?? node.to);
    const made = element(`h${level}`, { class: `markdown__heading markdown__heading--${written}` }, ...inner);
    made.id = prefix + idOf(slug(plain(made)));
    return made;
  }

  // The id of a heading, as GitHub gives it: counted up where another heading has the same.
  function idOf(slug) {
    let id = slug;
    while (ids.has(id)) {
      ids.set(slug, ids.get(slug) + 1);
      id = `${slug}-${ids.get(slug)}`;
    }
    ids.set(id, 0);
    return id;
  }

  // A link of an address, or its words alone where it leads nowhere from here.
  function link(address, inner) {
    const attributes = target(address, prefix);
    return attributes ? element("a", attributes, ...inner)
      : element("span", { class: "markdown__link", title: `Links to ${address}, which cannot be opened from here` }, ...inner);
  }

  function word(node) {
    const written = withoutEntities(source(node));
    return links ? written : link(ofWord(written), [written]);
  }

  // A link or an image with what it leads to; the words as they are written where that is not known.
  function linked(make) {
    return (node) => {
      const [open, close, opened] = node.getChildren("LinkMark");
      const url = node.getChildren("URL").find((found) => found.from >= close.to);
      const label = node.getChild("LinkLabel"), inner = cut(open.to, close.from);
      // Two footnotes that follow each other are written as a link is.
      const note = !opened && noteReference(inner);
      if (note) return label ? [note, noteReference(source(label).slice(1, -1)) ?? source(label)] : note;
      const name = label && label.to - label.from > 2 ? source(label).slice(1, -1) : inner;
      const address = url ? addressOf(url) : opened ? "" : addresses.get(labelled(name));
      if (address === undefined) return [source(open), ...words(node, open.to, close.from), cut(close.from, node.to)];
      links += 1;
      const held = words(node, open.to, close.from);
      links -= 1;
      return make(address, held);
    };
  }

  // The number that leads to the footnote of a name such as `^a`; nothing where there is none.
  function noteReference(name) {
    const label = labelled(name.slice(1));
    if (name[0] !== "^" || !notes.has(label)) return undefined;
    const isFirst = !referred.includes(label);
    if (isFirst) referred.push(label);
    const number = referred.indexOf(label) + 1;
    const id = isFirst && { id: `${prefix}reference:${number}` };
    return element("sup", {}, element("a", { ...id, href: `#${prefix}note:${number}`, "aria-label": `Footnote ${number}` }, number));
  }

  // The footnotes that are referred to, which may refer to more.
  function* footnotes() {
    for (let number = 1; number <= referred.length; number += 1) {
      const back = { href: `#${prefix}reference:${number}`, "aria-label": `Back to reference ${number}` };
      const inner = blocks(notes.get(referred[number - 1]));
      yield element("li", { id: `${prefix}note:${number}`, value: number }, ...inner, " ", element("a", back, "↩"));
    }
  }

  function table(node) {
    const columns = source(node.getChild("TableDelimiter")).replace(/^[\s>]*\||\|\s*$/g, "").split("|").map((column) => {
      const [start, end] = [/^\s*:/, /:\s*$/].map((side) => side.test(column));
      return end ? `markdown__cell--${start ? "center" : "end"}` : "";
    });
    const row = (name, more) => (node) => {
      const cells = [];
      let isOpen = false;
      for (const child of inside(node)) {
        if (child.name === "TableCell") cells.push(trimmed(child)), isOpen = true;
        else if (child.name === "TableDelimiter") {
          if (!isOpen && child.from > node.from) cells.push([]);
          isOpen = false;
        }
      }
      while (cells.length < Math.min(columns.length, FILLED)) cells.push([]);
      return element("tr", {}, ...cells.slice(0, columns.length).map((inner, index) =>
        element(name, { class: columns[index], ...more }, ...inner)));
    };
    const head = node.getChildren("TableHeader").map(row("th", { scope: "col" }));
    const body = node.getChildren("TableRow").map(row("td"));
    const made = element("table", {}, element("thead", {}, ...head), element("tbody", {}, ...body));
    return element("div", { class: "markdown__table", tabindex: 0, role: "group", "aria-label": "Table" }, made);
  }

  // Lines of code, without the indentation that their fence has.
  function code(node) {
    const texts = node.getChildren("CodeText");
    const column = (at) => at - cut(0, at).lastIndexOf("\n") - 1;
    const bases = texts.filter(({ from }) => text[from] !== "\n").map(({ from }) => column(from));
    const indent = has(node, "CodeMark") && bases.length ? column(node.from) - Math.max(...bases) : 0;
    const lines = texts.map(source).join("");
    const shown = indent > 0 ? lines.replace(new RegExp(`^ {1,${indent}}`, "gm"), "") : lines;
    return element("pre", { class: "markdown__code", tabindex: 0 }, shown);
  }

  const nothing = () => [];
  const htmlBlock = (node) => html(unquoted(node, node.from, node.to, " "));
  const htmlTag = (node) => html(unquoted(node, node.from, node.to));
  const parts = {
    Paragraph: (node, isTight) => paragraph(trimmed(node), isTight),
    Task(node, isTight) {
      const marker = node.getChild("TaskMarker"), isDone = cut(marker.from + 1, marker.from + 2) !== " ";
      const box = element("span", { "aria-hidden": true }, isDone ? "☑ " : "☐ ");
      const said = element("span", { class: "visually-hidden" }, isDone ? "Done: " : "To do: ");
      return paragraph([box, said, ...trimmed(node, marker.to)], isTight);
    },
    Blockquote(node) {
      const [, first] = inside(node);
      const [alert, kind] = first?.name === "Paragraph" ? ALERT.exec(source(first)) ?? [] : [];
      if (!alert) return element("blockquote", {}, ...blocks(node));
      const title = element("p", { class: "markdown__alert" }, kind[0].toUpperCase() + kind.slice(1).toLowerCase());
      const rest = paragraph(trimmed(first, first.from + alert.length));
      const after = [...inside(node)].slice(2).flatMap((child) => shown(child));
      return element("blockquote", {}, title, ...[rest].flat(), ...after);
    },
    BulletList: list("ul", () => ({})),
    OrderedList: list("ol", (node) => ({ start: parseInt(source(node), 10) })),
    HorizontalRule: () => element("hr"),
    CodeBlock: code,
    FencedCode: code,
    Table: table,
    HTMLBlock: htmlBlock,
    CommentBlock: htmlBlock,
    ProcessingInstructionBlock: htmlBlock,
    HTMLTag: htmlTag,
    Comment: htmlTag,
    ProcessingInstruction: htmlTag,
    HardBreak: () => element("br"),
    Emphasis: within("em"),
    StrongEmphasis: within("strong"),
    Strikethrough: within("del"),
    Escape: (node) => cut(node.from + 1, node.to),
    Entity: (node) => withoutEntities(source(node)),
    URL: word,
    Autolink: (node) => word(node.getChild("URL")),
    Link: linked(link),
    Image: linked((address, inner) =>
      element("span", { class: "markdown__image" }, `Image: ${plain(element("span", {}, ...inner)) || address}`)),
    InlineCode(node) {
      const [open, close] = node.getChildren("CodeMark");
      const written = unquoted(node, open.to, close.from).replace(/[ \t]*\n[ \t]*/g, " ");
      const shown = /^ .*[^ ].* $/.test(written) ? written.slice(1, -1) : written;
      return element("code", {}, node.parent.name === "TableCell" ? shown.replaceAll("\\|", "|") : shown);
    },
  };
  for (let number = 1; number <= 6; number += 1) parts[`ATXHeading${number}`] = parts[`SetextHeading${number}`] = heading;

  const all = [];
  for (const child of inside(tree.topNode)) for (const block of shown(child)) all.push([block, child.from]);
  if (referred.length) {
    const list = element("ol", { class: "markdown__notes" }, ...footnotes());
    all.push([list, text.length]);
  }
  return all;
}
