// What is left when the program has stopped: a panic ends it for good, so nothing here depends on
// it. The user is told, and can take the open pack along.
//
// The program tells of a panic by the event "pack-editor-stopped" and, if it still can, a second
// time with the files of the open pack as `detail`: a list of [path, bytes, executable]. Without
// them the pack comes from the browser's storage, where it is as it was a moment before.

let files = null;

addEventListener("pack-editor-stopped", ({ detail }) => {
  files = detail ?? files;
  show();
});

// Not every end is a panic: a stack or a memory that is full stops the program without a word.
const isEnd = (error) =>
  error instanceof WebAssembly.RuntimeError || (error instanceof RangeError && /wasm/.test(error.stack));
addEventListener("error", ({ error }) => isEnd(error) && show());
addEventListener("unhandledrejection", ({ reason }) => isEnd(reason) && show());

function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function show() {
  if (document.getElementById("stopped")) return;
  // What listens to these is the program, which could only stop once more.
  for (const name of ["beforeunload", "pagehide", "visibilitychange"]) {
    addEventListener(name, (event) => event.stopImmediatePropagation(), true);
  }
  const state = element("p", { role: "status" });
  const download = element("button", { type: "button", class: "button button--primary", "data-testid": "stopped-download" },
    "Download the pack");
  download.addEventListener("click", () => save(state));
  const dialog = element("dialog", { id: "stopped", class: "dialog", "data-testid": "stopped", "aria-labelledby": "stopped-title" },
    element("div", { class: "dialog__body" },
      element("h2", { id: "stopped-title", class: "dialog__title" }, "Pack Editor has stopped"),
      element("p", {}, "Something went wrong in this page, and it cannot go on. Your drafts are safe in this browser. " +
        "Download the open pack if you want to be sure, then reload the page."),
      element("div", { class: "question__buttons" }, download,
        element("a", { class: "button", "data-testid": "stopped-start", href: "?open=start" }, "Reload at the start page")),
      state));
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
}

async function save(state) {
  try {
    const pack = files ?? (await kept());
    if (pack.length === 0) {
      state.textContent = "No pack was open.";
      return;
    }
    const name = called(pack);
    const link = element("a", { href: URL.createObjectURL(zip(name, pack)), download: `${name}.zip` });
    link.click();
    state.textContent = `${name}.zip was handed to the browser.`;
  } catch (error) {
    console.warn(error);
    state.textContent = "The pack could not be read. Reload at the start page and download it from the drafts there.";
  }
}

// The files of the open draft as the storage has them.
async function kept() {
  const draft = JSON.parse(sessionStorage.getItem("pack-editor.open") ?? '""');
  const database = await answer(indexedDB.open("pack-editor"));
  const rows = await answer(
    database.transaction("files").objectStore("files").getAll(IDBKeyRange.bound([draft], [draft, []])));
  database.close();
  return rows.map(({ path, file }) => [path, file.bytes, file.executable]);
}

const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// What the pack calls itself, as a name for a folder.
function called(pack) {
  try {
    const [, bytes] = pack.find(([path]) => path === "pack.json");
    const { name, version } = JSON.parse(new TextDecoder().decode(bytes));
    return `${name}-${version}`.replace(/[^\w.-]+/g, "-");
  } catch {
    return "pack";
  }
}

// A zip of files as they are: whatever can be left out here cannot fail either.
function zip(folder, pack) {
  const parts = [];
  const list = [];
  let offset = 0;
  for (const [path, bytes, executable] of pack) {
    const name = new TextEncoder().encode(`${folder}/${path}`);
    const size = bytes.length;
    // Version 2.0, names in UTF-8, not compressed, from the first day that a zip can tell.
    const facts = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 0x21], [4, checksum(bytes)], [4, size], [4, size], [2, name.length], [2, 0]];
    const mode = (executable ? 0o100755 : 0o100644) * 2 ** 16;
    list.push(record([4, 0x02014b50], [2, 0x314], ...facts, [2, 0], [2, 0], [2, 0], [4, mode], [4, offset]), name);
    const head = record([4, 0x04034b50], ...facts);
    parts.push(head, name, bytes);
    offset += head.length + name.length + size;
  }
  const length = list.reduce((sum, part) => sum + part.length, 0);
  const end = record([4, 0x06054b50], [2, 0], [2, 0], [2, pack.length], [2, pack.length], [4, length], [4, offset], [2, 0]);
  return new Blob([...parts, ...list, end], { type: "application/zip" });
}

// Numbers of 2 or 4 bytes, the lowest byte first.
function record(...fields) {
  return Uint8Array.from(fields.flatMap(([size, value]) =>
    Array.from({ length: size }, (_, index) => Math.floor(value / 2 ** (8 * index)) & 255)));
}

function checksum(bytes) {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
