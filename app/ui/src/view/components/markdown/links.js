// Where links lead, and what their addresses are written as.

const HARMLESS = /^(?:https?:\/\/|mailto:)\P{Cc}*$/iu;

// The id of a heading, as GitHub makes it from its words.
export const slug = (words) =>
  words.trim().toLowerCase().replaceAll(" ", "-").replace(/[^-_\p{Alphabetic}\p{N}]/gu, "");

// The attributes of a link to an address; nothing where it leads to what this page does not open: a file beside the
// text, or what could run a script.
export function target(address, prefix) {
  const trimmed = address.trim();
  if (trimmed[0] === "#") return { href: `#${prefix}${trimmed.slice(1).toLowerCase()}` };
  return HARMLESS.test(trimmed) ? { href: trimmed, target: "_blank", rel: "noopener noreferrer" } : undefined;
}

// Where an address leads that is written as a word.
export const ofWord = (word) =>
  /^[a-z][\w+.-]*:/i.test(word) ? word : /^www\./i.test(word) ? `http://${word}` : `mailto:${word}`;

const known = new Map();

// The characters that an entity such as `&amp;` stands for. Unlike Markdown, HTML has some that lack their end.
function decoded(entity) {
  if (!known.has(entity)) {
    const read = new DOMParser().parseFromString(`.${entity}`, "text/html").body.textContent.slice(1);
    known.set(entity, read.length > 1 && read.endsWith(";") ? entity : read);
  }
  return known.get(entity);
}

const ENTITY = /&(?:#\d{1,7}|#x[a-f\d]{1,6}|\w{2,31});/gi;

// A text in which entities are the characters that they stand for.
export const withoutEntities = (text) => text.replace(ENTITY, decoded);

// The same, in which no character is escaped.
export const unescaped = (text) =>
  text.replace(/\\([!-/:-@[-`{-~])|(&#?\w+;)/g, (_all, sign, entity) => sign ?? withoutEntities(entity));
