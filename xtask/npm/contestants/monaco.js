// Monaco with monaco-yaml, which colors YAML and checks it as the page does, without any schema.
import "./page.css";
import * as monaco from "monaco-editor";
import { configureMonacoYaml } from "monaco-yaml";
import { asked, ready } from "./asked.js";

self.MonacoEnvironment = {
    getWorker: (_, label) => new Worker(label === "yaml" ? "yaml.worker.js" : "editor.worker.js", { type: "module" }),
};
configureMonacoYaml(monaco, { enableSchemaRequest: false });
const value = await asked();
const model = monaco.editor.createModel(value, "yaml", monaco.Uri.parse("file:///values.yaml"));
const editor = monaco.editor.create(document.body, { model, automaticLayout: true });
editor.focus();
ready();
