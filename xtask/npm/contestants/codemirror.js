// A bare CodeMirror: its basic setup and YAML.
import "./page.css";
import { yaml } from "@codemirror/lang-yaml";
import { EditorView, basicSetup } from "codemirror";
import { asked, ready } from "./asked.js";

const doc = await asked();
const filling = EditorView.theme({ "&": { height: "100vh" }, ".cm-scroller": { overflow: "auto" } });
const view = new EditorView({ doc, extensions: [basicSetup, yaml(), filling], parent: document.body });
view.focus();
ready();
