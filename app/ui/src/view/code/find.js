// Search: how many matches there are and which one is selected, and where a match is brought.

import { getSearchQuery, search, searchPanelOpen, setSearchQuery } from "@codemirror/search";
import { EditorView, ViewPlugin } from "@codemirror/view";

// More matches than this are not counted.
const MOST = 1000;

// After a key in the text or in the field, so many milliseconds pass before matches are counted.
const PAUSE = 80;

class Count {
  constructor(view) {
    this.view = view;
    this.dom = document.createElement("output");
    this.dom.className = "code__count";
    this.dom.dataset.testid = "code-matches";
    this.later(0);
  }

  update({ state, startState, docChanged, selectionSet, transactions }) {
    if (!searchPanelOpen(state)) return;
    const isAsked = !searchPanelOpen(startState) || transactions.some(({ effects }) => effects.some((effect) => effect.is(setSearchQuery)));
    if (isAsked || docChanged) this.found = undefined;
    if (isAsked || docChanged) this.later(PAUSE);
    else if (selectionSet) this.later(0);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), pause);
  }

  show() {
    const { state, dom } = this.view;
    const field = searchPanelOpen(state) && dom.querySelector(".cm-search [name=search]");
    if (!field) return;
    if (field.nextSibling !== this.dom) field.after(this.dom);
    this.dom.textContent = this.text(state, getSearchQuery(state));
    field.classList.toggle("code__unfound", this.dom.textContent === "No matches");
  }

  text(state, query) {
    if (!query.search) return "";
    if (!query.valid) return "Not a regular expression";
    this.found ??= matches(state, query);
    const { from, to } = state.selection.main, { length } = this.found;
    const all = length > MOST ? `${MOST.toLocaleString("en")}+` : length.toLocaleString("en");
    const at = this.found.findIndex((match) => match.from === from && match.to === to);
    if (!length) return "No matches";
    // Beyond what is counted, it is not known which one is selected.
    if (at < 0 || at >= MOST) return length === 1 ? "1 match" : `${all} matches`;
    return `${(at + 1).toLocaleString("en")} of ${all}`;
  }

  destroy() {
    clearTimeout(this.timer);
  }
}

function matches(state, query) {
  const found = [], cursor = query.getCursor(state);
  for (let next = cursor.next(); !next.done && found.length <= MOST; next = cursor.next()) found.push(next.value);
  return found;
}

// Brings a match to the middle. Sideways, the text moves only if the match is out of sight, and back to its start
// if the match can be seen from there.
function scrollToMatch(range, view) {
  const { from, to } = range;
  const { scrollDOM, contentDOM, defaultCharacterWidth, state } = view;
  const line = state.doc.lineAt(from);
  const gutter = contentDOM.getBoundingClientRect().left - scrollDOM.getBoundingClientRect().left + scrollDOM.scrollLeft;
  const [left, right] = [from, Math.min(to, line.to)].map((at) => (at - line.from) * defaultCharacterWidth);
  const room = scrollDOM.clientWidth - gutter - 2 * defaultCharacterWidth;
  const isInView = left >= scrollDOM.scrollLeft && right <= scrollDOM.scrollLeft + room;
  const x = !isInView && right <= room ? "end" : "nearest";
  return EditorView.scrollIntoView(range, { y: "center", x, xMargin: isInView ? 0 : 2 * defaultCharacterWidth });
}

export const finding = () => [search({ top: true, scrollToMatch }), ViewPlugin.fromClass(Count)];
