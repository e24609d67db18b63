// Starts the page of the single file. What else it takes stands in its data, compressed: the program, which
// runs in the workers too, and the code editor. Nothing is asked for from anywhere.

import "./rescue.js";

// The content of the page's data, still compressed.
function packed(name) {
  const { textContent } = document.querySelector(`script[data-file="${name}"]`);
  return Uint8Array.from(atob(textContent), (letter) => letter.charCodeAt(0));
}

const unpacked = (bytes, type) =>
  new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": type } });

const text = (name) => unpacked(packed(name), "text/javascript").text();

// Runs a script, which the policy of the page knows by its hash.
async function run(name) {
  const script = document.createElement("script");
  script.textContent = await text(name);
  document.head.append(script);
}

const piece = async (path) => unpacked(packed(path.replace("./", "")), "application/wasm");

globalThis.packEditor = {
  piece,
  // The code editor is the one module that the program loads.
  async module() {
    if (!packEditor.code) await run("code.js");
    return packEditor.code;
  },
};

// A worker runs the same program, and gets its pieces as they are here.
const pieces = [...document.querySelectorAll('script[data-file$=".wasm"]')].map(({ dataset }) => dataset.file);

function workersRun(scripts) {
  const address = URL.createObjectURL(new Blob(scripts, { type: "text/javascript" }));
  const Dedicated = Worker;
  globalThis.Worker = function (_, { name }) {
    const worker = new Dedicated(address, { name });
    worker.postMessage(new Map(pieces.map((piece) => [piece, packed(piece)])));
    return worker;
  };
}

async function start() {
  workersRun([await text("worker.js"), await text("program.js"), "packEditor.run();"]);
  await run("program.js");
  await packEditor.start({ module_or_path: await piece("first.wasm") });
}

start().catch((error) => {
  console.error(error);
  const state = document.getElementById("shell-state");
  if (!state) return;
  state.setAttribute("role", "alert");
  state.textContent = "Pack Editor could not start. This browser may be too old; open the file in a newer one.";
});
