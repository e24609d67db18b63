// The lines that the first line in view is part of, which stay at the top of the view: a person sees where in a long
// text they are. They are found once scrolling or typing pauses for a frame or more, so no key waits for them.
// Screen readers pass over them, because the same lines are in the text.

import { EditorView, ViewPlugin } from "@codemirror/view";

import { write } from "./colors.js";
import { scopes } from "./structure.js";

const MOST = 5;

// Typing has to pause for so long, in milliseconds.
const PAUSE = 200;

class Sticky {
  constructor(view) {
    this.view = view;
    this.shown = [];
    this.dom = view.dom.appendChild(document.createElement("div"));
    this.dom.className = "code__scopes";
    this.dom.ariaHidden = "true";
    this.dom.hidden = true;
    this.dom.onmousedown = (event) => {
      const row = event.target.closest("[data-line]");
      if (!row) return;
      event.preventDefault();
      const at = view.state.doc.line(Number(row.dataset.line)).from;
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "start", yMargin: 0 }) });
      view.focus();
    };
    // What is over the text would keep the wheel from it.
    this.dom.addEventListener("wheel", ({ deltaX, deltaY }) => view.scrollDOM.scrollBy(deltaX, deltaY), { passive: true });
    this.scrolled = () => this.soon();
    view.scrollDOM.addEventListener("scroll", this.scrolled, { passive: true });
    this.soon();
  }

  update({ docChanged, geometryChanged }) {
    if (docChanged) this.later();
    else if (geometryChanged) this.soon();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.soon(), PAUSE);
  }

  soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.view.requestMeasure({ key: this, read: () => this.find(), write: (found) => this.show(found) });
    });
  }

  // The lines that are part of what is in view, and have left it. As many as there are cover lines themselves.
  find() {
    const { view } = this, { state: { doc }, scrollDOM } = view;
    const top = scrollDOM.getBoundingClientRect().top - view.documentTop;
    const height = view.defaultLineHeight;
    let lines = [];
    for (let covered = 0; top > 0 && covered <= MOST; covered++) {
      const edge = top + covered * height;
      const first = doc.lineAt(view.lineBlockAtHeight(edge + 1).from);
      const above = scopes(doc, first.number).filter((number) => /\w/.test(doc.line(number).text));
      const left = above.filter((number, index) => view.lineBlockAt(doc.line(number).from).top < top + index * height);
      lines = left.slice(0, Math.min(covered + 1, MOST));
      if (left.length <= covered) break;
    }
    return {
      doc, lines, height, left: scrollDOM.scrollLeft, top: scrollDOM.offsetTop, width: scrollDOM.clientWidth,
      numbers: view.dom.querySelector(".cm-lineNumbers")?.offsetWidth ?? 0,
      gutter: view.contentDOM.getBoundingClientRect().left - scrollDOM.getBoundingClientRect().left + scrollDOM.scrollLeft,
    };
  }

  show({ doc, lines, height, left, top, width, numbers, gutter }) {
    const { dom } = this;
    const isSame = doc === this.doc && lines.join() === this.shown.join();
    [this.doc, this.shown, this.height] = [doc, lines, lines.length * height];
    dom.hidden = !lines.length;
    Object.assign(dom.style, { insetBlockStart: `${top}px`, inlineSize: `${width}px` });
    dom.style.setProperty("--code-numbers", `${numbers}px`);
    dom.style.setProperty("--code-gutter", `${gutter}px`);
    dom.style.setProperty("--code-left", `${-left}px`);
    if (!isSame) dom.replaceChildren(...lines.map((number) => row(doc.line(number))));
  }

  destroy() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.view.scrollDOM.removeEventListener("scroll", this.scrolled);
    this.dom.remove();
  }
}

// A line, with its number.
function row({ number, text }) {
  const dom = document.createElement("div"), count = document.createElement("span"), words = document.createElement("span");
  dom.className = "code__scope", count.className = "code__scope-number", words.className = "code__scope-text";
  dom.dataset.line = count.textContent = number;
  write(text.slice(0, 500), words);
  dom.append(count, words);
  return dom;
}

const plugin = ViewPlugin.fromClass(Sticky, {
  // Whatever is brought into view comes below these lines.
  provide: (of) => EditorView.scrollMargins.of((view) => ({ top: view.plugin(of)?.height ?? 0 })),
});

export const sticky = () => plugin;
