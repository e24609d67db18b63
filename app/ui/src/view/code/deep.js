// Texts that are nested so deep that their language would keep the page from answering, or fail: the time
// of its parser grows with the square of the depth. They are shown without colors and folding.

// The most signs of one line that may begin something within something else, and of one paragraph.
const MOST_IN_LINE = 500, MOST_IN_PARAGRAPH = 2000;

const SIGNS = /[*_~[>]|(?:[-+]|\d[.)])(?= )|<[!?]/g;

// Lines of Markdown that begin something of their own.
const STARTS = /^\s*(?:[-+*>#|`]|\d+[.)]|$)/;

const isDeepMarkdown = (lines) => {
  let paragraph = 0;
  return lines.some((line) => {
    const count = line.match(SIGNS)?.length ?? 0;
    paragraph = STARTS.test(line) ? count : paragraph + count;
    return count > MOST_IN_LINE || paragraph > MOST_IN_PARAGRAPH;
  });
};

const isDeepYaml = (lines) =>
  lines.some((line) => {
    const start = line.length > MOST_IN_LINE && /^[ -]*/.exec(line)[0];
    return start && (start.length > 2 * MOST_IN_LINE || start.replaceAll(" ", "").length > MOST_IN_LINE);
  });

export const isDeep = (text, language) => {
  const of = { md: isDeepMarkdown, yaml: isDeepYaml, yml: isDeepYaml }[language];
  return text.length > MOST_IN_LINE && Boolean(of?.(text.split("\n")));
};
