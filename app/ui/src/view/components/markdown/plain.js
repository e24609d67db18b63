// The words of elements: blocks apart by an empty line, items and rows on lines of their own.

const SKIPPED = ".visually-hidden, .markdown__html, .markdown__image, .markdown__notes, sup";
const IN_LINE = /^(?:STRONG|EM|DEL|A|SPAN|CODE)$/, LINE = /^(?:LI|THEAD|TBODY|TR)$/, CELL = /^T[DH]$/;

export function plain(element) {
  let text = "";
  for (const node of element.childNodes) {
    const name = node.tagName;
    if (!name) text += node.data;
    else if (name === "BR") text += "\n";
    else if (!node.matches(SKIPPED)) {
      const words = name === "SPAN" ? node.textContent : plain(node);
      if (IN_LINE.test(name)) text += words;
      else if (LINE.test(name)) text += (text && !text.endsWith("\n") ? "\n" : "") + (name === "LI" ? "• " : "") + words;
      else if (CELL.test(name)) text += (text && " · ") + words;
      else if (words) text = (text.trimEnd() && `${text.trimEnd()}\n\n`) + `${words}\n\n`;
    }
  }
  return text.trim();
}
