// What the code editor opens a text without: search, completion, and Markdown, with what shows it. The build
// takes what it shares with binding.js from there.

import { autocompletion } from "@codemirror/autocomplete";
import { defineLanguageFacet, foldNodeProp, Language } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { keymap } from "@codemirror/view";
import { GFM, parser } from "@lezer/markdown";

import { along } from "./lines/along.js";
import { finding as counting } from "./find.js";

export { startCompletion } from "@codemirror/autocomplete";
export { gotoLine, openSearchPanel } from "@codemirror/search";

// What can be completed is looked for when whoever types stops for a moment, not at each key.
export const completing = (complete) =>
  autocompletion({ override: [complete], icons: false, activateOnTypingDelay: 150 });

export { along };
export { excerpt, showMarkdown } from "../components/markdown/show.js";

export const finding = () => [highlightSelectionMatches(), counting(), keymap.of(searchKeymap)];

// The package for Markdown brings HTML, CSS and JavaScript along, for code within code.
export const markdown = () => {
  const end = { Paragraph: 1, FencedCode: 1, Blockquote: 1, ListItem: 1, Table: 1 };
  const folding = foldNodeProp.add((type) =>
    end[type.name] && ((node, state) => ({ from: state.doc.lineAt(node.from).to, to: node.to })));
  const data = defineLanguageFacet({ commentTokens: { block: { open: "<!--", close: "-->" } } });
  return new Language(data, parser.configure([GFM, { props: [folding] }]), [], "markdown").extension;
};
