// Stands before the program in a worker of the single file: the page sends the pieces of the program first.

const pieces = new Promise((resolve) => {
  addEventListener("message", ({ data }) => resolve(data), { once: true });
});

globalThis.packEditor = {
  async piece(path) {
    const bytes = (await pieces).get(path.replace("./", ""));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream, { headers: { "Content-Type": "application/wasm" } });
  },
  async run() {
    await packEditor.start({ module_or_path: await packEditor.piece("first.wasm") });
  },
};
