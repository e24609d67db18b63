// A README and the page that becomes of it scroll along with each other: where the text is, there is the page, and
// the other way round. The page names the lines at which its blocks begin (`data-lines`).

import { ViewPlugin } from "@codemirror/view";

// After a key, the page is drawn again before it follows.
const PAUSE = 150;

class Along {
  constructor(view) {
    this.view = view;
    this.sides = view.dom.closest("[data-along]");
    this.scrolled = ({ target }) => this.follow(target);
    this.sides?.addEventListener("scroll", this.scrolled, { capture: true, passive: true });
  }

  update({ docChanged }) {
    if (!docChanged || !this.sides) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.follow(this.view.scrollDOM), PAUSE);
  }

  get page() {
    return this.sides.querySelector("[data-along-page]");
  }

  follow(from) {
    const { view: { scrollDOM }, page } = this;
    const isText = from === scrollDOM;
    if (!page?.clientHeight || !scrollDOM.clientHeight || !(isText || from === page)) return;
    // What was scrolled from here is not to be followed in turn.
    const { set } = this;
    this.set = undefined;
    if (set?.of === from && Math.abs(set.to - from.scrollTop) < 2) return;
    const to = isText ? page : scrollDOM;
    const most = to.scrollHeight - to.clientHeight, end = from.scrollHeight - from.clientHeight;
    const places = this.places(page, isText);
    const top = from.scrollTop <= 0 ? 0 : from.scrollTop >= end - 1 ? most : between(places, from.scrollTop);
    const wanted = Math.round(Math.min(Math.max(top, 0), most));
    if (Math.abs(wanted - to.scrollTop) < 1) return;
    this.set = { of: to, to: wanted };
    to.scrollTop = wanted;
  }

  // Where each block begins in both, from above, each as [in what is followed, in what follows].
  places(page, isText) {
    const { view } = this, { doc } = view.state;
    const markdown = page.querySelector("[data-lines]");
    const lines = markdown?.dataset.lines?.split(",").map(Number) ?? [];
    const above = page.getBoundingClientRect().top - page.scrollTop;
    const found = [[0, 0]];
    lines.forEach((line, index) => {
      const block = markdown.children[index];
      if (!block || line > doc.lines) return;
      const inText = view.lineBlockAt(doc.line(line).from).top, inPage = block.getBoundingClientRect().top - above;
      found.push(isText ? [inText, inPage] : [inPage, inText]);
    });
    const ends = [view.contentHeight, page.scrollHeight];
    return [...found, isText ? ends : ends.reverse()];
  }

  destroy() {
    clearTimeout(this.timer);
    this.sides?.removeEventListener("scroll", this.scrolled, { capture: true });
  }
}

// The place in the second list that a place in the first one stands for.
function between(places, at) {
  const next = Math.max(places.findIndex(([start]) => start > at), 1);
  const [from, to] = places[next - 1], [end, far] = places[next];
  return to + (end > from ? ((at - from) / (end - from)) * (far - to) : 0);
}

export const along = () => ViewPlugin.fromClass(Along);
