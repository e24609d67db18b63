// The code editor, CodeMirror, behind the interface that binding.rs declares. It shows a text and
// reports what a person types; what is known of packs, and the history, stay in Rust.
//
// Places are counted as CodeMirror does: in UTF-16 units, every line end as one.

import { defaultKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import {
  bracketMatching, foldGutter, foldKeymap, indentOnInput, indentService, indentUnit, syntaxHighlighting, unfoldAll,
} from "@codemirror/language";
import { forEachDiagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { Annotation, Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
import {
  crosshairCursor, drawSelection, dropCursor, EditorView, highlightActiveLine, highlightActiveLineGutter,
  highlightSpecialChars, hoverTooltip, keymap, lineNumbers, rectangularSelection, showPanel, showTooltip,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { StyleModule } from "style-mod";

import { isDeep } from "./deep.js";
import { yaml } from "./lines/colors.js";
import { foldAll, placeholders } from "./lines/folding.js";
import { hang } from "./lines/hanging.js";
import { sticky } from "./lines/sticky.js";

// CodeMirror would write its rules into a <style>, which the page's security policy refuses. They
// go into a sheet of their own, in a layer, so that every rule of the page's style comes before them.
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
const mounted = new Set();
StyleModule.mount = (_root, modules) => {
  const known = mounted.size;
  [modules].flat().forEach((module) => mounted.add(module));
  if (mounted.size === known) return;
  const rules = [...mounted].map((module) => module.getRules());
  sheet.replaceSync(`@layer codemirror {\n${rules.join("\n")}\n}`);
};

const languages = {
  json: () => [json(), sticky()], yaml: () => [yaml(), sticky()], yml: () => languages.yaml(), md: () => [],
};

// Search, completion and Markdown are a file of their own beside this one, which is loaded with the first text.
const extras = new Compartment();
// A browser may keep a failure as long as the page lives, so each further try has another address.
let loading, failures = 0;
const more = () => (loading ??= import(new URL(`more.js${failures ? `?${failures}` : ""}`, import.meta.url)).catch((error) => {
  loading = undefined, failures += 1;
  throw error;
}));

// A text without a byte order mark, whose lines end in LF.
const inLines = (text) => text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");

// What that file takes from here, so that both have the same.
export { defineLanguageFacet, foldNodeProp, indentUnit, Language, syntaxTree } from "@codemirror/language";
export {
  Annotation, CharCategory, codePointAt, codePointSize, combineConfig, EditorSelection, EditorState, Facet,
  findClusterBreak, fromCodePoint, MapMode, Prec, RangeSet, RangeSetBuilder, RangeValue, StateEffect, StateField, Text,
  Transaction,
} from "@codemirror/state";
export {
  Decoration, Direction, EditorView, getDialog, getPanel, getTooltip, keymap, logException, runScopeHandlers, showDialog,
  showPanel, showTooltip, ViewPlugin, WidgetType,
} from "@codemirror/view";
export { IterMode, NodeProp, NodeSet, NodeType, Parser, parseMixed, Tree } from "@lezer/common";
export { styleTags, Tag, tags } from "@lezer/highlight";

// Shows Markdown in an element; as it is written where the other file could not be loaded.
export function showMarkdown(host, written, prefix) {
  const text = inLines(written);
  more().then((found) => found.showMarkdown(host, text, prefix, isDeep(text, "md"))).catch(() => {
    host.textContent = text;
    delete host.dataset.lines;
  });
}

// The beginning of Markdown without its marks, or as it is written.
export function excerpt(written, length) {
  const text = inLines(written);
  return more().then((found) => found.excerpt(text, length, isDeep(text, "md"))).catch(() => text.slice(0, length));
}

// Marks changes that came from Rust, which are not reported back.
const fromRust = Annotation.define();

// What is told of the place that was led to, until the text or the caret moves, it is not found any more, or Escape
// is pressed.
const tell = StateEffect.define();
const told = StateField.define({
  create: () => null,
  update(tooltip, step) {
    const now = step.effects.find((effect) => effect.is(tell));
    return now ? now.value : step.docChanged || step.selection ? null : tooltip;
  },
  provide: (field) => showTooltip.from(field),
});
const untell = (view) => Boolean(view.state.field(told)) && (view.dispatch({ effects: tell.of(null) }), true);

// A range, cut to the length of the text.
const clamped = ({ state: { doc } }, { from, to }) =>
  ({ from: Math.min(from, doc.length), to: Math.min(to, doc.length) });

// Whether just these marks are there already, moved along with the text: so it is after most keys.
function areMarked(state, marks) {
  const name = ({ index, severity, message, fixes }, from, to) => JSON.stringify([index, from, to, severity, message, fixes]);
  const there = new Set();
  forEachDiagnostic(state, (one, from, to) => there.add(name(one, from, to)));
  return there.size === marks.length && marks.every((one) => there.has(name(one, one.from, one.to)));
}

// Reports strokes, places and the loss of focus.
function reports(calls) {
  let timer, caret;
  const wait = (view) => {
    clearTimeout(timer); // The place is reported once text and cursor have not changed for a while.
    timer = setTimeout(() => {
      const y = view.scrollDOM.getBoundingClientRect().top + 9; // A line that is more than half in view.
      if (view.dom.isConnected) calls.rested(view.posAtCoords({ x: 0, y }, false), caret);
    }, 150);
  };
  const scrolled = EditorView.domEventHandlers({ scroll: (_event, view) => wait(view) });
  return [scrolled, EditorView.updateListener.of((update) => {
    if (update.docChanged || update.selectionSet) caret = update.state.selection.main.head, wait(update.view);
    if (update.docChanged && !update.transactions.some((step) => step.annotation(fromRust))) {
      const strokes = [];
      update.changes.iterChanges((from, to, _from, _to, text) => strokes.push({ from, to, insert: text.toString() }));
      calls.typed(strokes, update.transactions.some((step) => step.isUserEvent("input.paste") || step.isUserEvent("move")));
    }
    if (update.focusChanged && !update.view.hasFocus) calls.left();
  })];
}

// Asks for explanations and indentation.
function assistance(calls) {
  const explain = (_view, place) => {
    const found = calls.explain(place);
    return found && { pos: found.from, end: found.to, create: () => ({ dom: explanation(found.text) }) };
  };
  return [
    hoverTooltip(explain),
    // Rust indents the line after a break; the language indents other lines.
    indentService.of((context, place) => (context.simulatedBreak === place ? calls.indent(place) : undefined)),
    EditorView.domEventHandlers({
      // The browser's menus undo this way; the keys belong to the page.
      beforeinput(event) {
        const step = { historyUndo: calls.undo, historyRedo: calls.redo }[event.inputType];
        if (step) event.preventDefault(), step();
        return Boolean(step);
      },
      // Dropped files belong to the page, too.
      drop: (event) => event.dataTransfer.files.length > 0,
    }),
  ];
}

// A text with names between backticks.
function explanation(text) {
  const element = document.createElement("div");
  element.className = "code__explanation";
  text.split("`").forEach((part, index) => {
    const name = index % 2 && document.createElement("code");
    element.append(name ? (name.append(part), name) : part);
  });
  return element;
}

// Says that a text has no colors.
function withoutColors() {
  const dom = document.createElement("p");
  dom.className = "code__deep";
  dom.textContent = "This text is nested too deeply for colors and folding.";
  return { dom, top: true };
}

// Opens a text in an element. `functions` are those of Rust that it reports to and asks. They are gone once
// it is closed, and some of its timers still run then.
export function open(host, { text, language, label, description, top, caret, wraps, read_only }, functions) {
  let isClosed = false;
  const deep = isDeep(text, language);
  const calls = {}, wrapping = new Compartment();
  const wrapped = (wraps) => (wraps || deep ? [EditorView.lineWrapping, hang] : []);
  for (const name in functions) calls[name] = (...all) => (isClosed ? undefined : functions[name](...all));
  // Loads the other file, unless it is there, and has the editor use it.
  let extended;
  const extend = () => (extended ??= more().then((found) => {
    const markdown = language === "md" ? [found.along(), deep ? [] : found.markdown()] : [];
    const complete = ({ pos, explicit }) => calls.complete(pos, explicit) ?? null;
    if (!isClosed) view.dispatch({ effects: extras.reconfigure([found.completing(complete), found.finding(), markdown]) });
    return found;
  }, (error) => {
    extended = undefined;
    throw error;
  }));
  // Runs a command of the other file, as soon as that is there.
  const later = (name) => () =>
    (extend().then((found) => isClosed || found[name](view), () => calls.failed()), true);
  const view = new EditorView({
    parent: host, doc: text, selection: { anchor: Math.min(caret, text.length) },
    scrollTo: top && EditorView.scrollIntoView(top, { y: "start" }), // No pixels: nothing is measured yet.
    extensions: [
      lineNumbers(), lintGutter(), foldGutter(), placeholders, highlightActiveLine(), highlightActiveLineGutter(),
      highlightSpecialChars(), drawSelection(), dropCursor(), rectangularSelection(), crosshairCursor(),
      EditorState.allowMultipleSelections.of(true), EditorState.tabSize.of(2), indentUnit.of("  "), indentOnInput(),
      bracketMatching(), syntaxHighlighting(classHighlighter), wrapping.of(wrapped(wraps)),
      deep ? showPanel.of(withoutColors) : languages[language]?.() ?? [], extras.of([]),
      told, reports(calls), assistance(calls), EditorState.readOnly.of(read_only),
      keymap.of([
        { key: "Escape", run: untell }, { key: "Ctrl-Space", run: later("startCompletion") }, { key: "Mod-f", run: later("openSearchPanel") },
        { key: "Alt-z", run: () => (calls.turn_wrap(), true) }, { key: "Ctrl-Alt-[", run: foldAll },
        ...foldKeymap, ...defaultKeymap,
      ]),
      EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": description, tabindex: "0" }),
    ],
  });
  extend().catch((error) => console.warn("The code editor is without search and completion:", error));
  // The commands of the page that focus the editor, by the event on its host element that runs each.
  const commands = {
    focus() {}, "code-find": later("openSearchPanel"), "code-complete": later("startCompletion"), "code-line": later("gotoLine"),
    "code-wrap": () => calls.turn_wrap(), "code-fold": foldAll, "code-unfold": unfoldAll,
  };
  Object.defineProperty(host, "value", { get: () => view.state.doc.toString(), configurable: true });
  for (const name in commands) host.addEventListener(name, () => (view.focus(), commands[name](view)));
  return {
    text: () => view.state.doc.toString(),
    change: (changes) => view.dispatch({ changes, annotations: fromRust.of(true) }),
    select(start, end, message) {
      const { from, to } = clamped(view, { from: start, to: end });
      const effects = [EditorView.scrollIntoView(from, { y: "nearest", yMargin: 96 })];
      if (message) effects.push(tell.of({ message, pos: from, above: true, create: () => ({ dom: explanation(message) }) }));
      view.dispatch({ selection: { anchor: from, head: to }, effects });
    },
    mark(found) {
      const { message } = view.state.field(told) ?? {};
      if (message && !found.some((one) => one.message === message)) untell(view);
      const marks = found.map((one, index) => ({
        ...one, ...clamped(view, one), index, renderMessage: () => explanation(one.message),
        actions: one.fixes.map((name, fix) => ({ name, apply: () => calls.fix(index, fix) })),
      }));
      if (!areMarked(view.state, marks)) view.dispatch(setDiagnostics(view.state, marks));
    },
    wrap: (wraps) => view.dispatch({ effects: wrapping.reconfigure(wrapped(wraps)) }),
    focus: () => view.focus(),
    close: () => ((isClosed = true), view.destroy()),
  };
}
