// Says that the program has stopped, and offers the open pack as a download. The program has ended for
// good, so nothing here depends on it.
//
// A panic, a full stack and a full memory all end the program by an error of WebAssembly. As a rule it can
// still be called afterwards, so it is asked for the files of the open pack by the event
// "pack-editor-hand-over", whose `detail` takes them: a list of [path, bytes, executable]. If it does not
// answer, the pack is read from the browser's storage as it was last saved there. What was changed in the
// seconds after that is in the draft's journal, which the program reads when the draft is opened again.

let files = null;
let hasStopped = false;

const isEnd = (error) =>
  error instanceof WebAssembly.RuntimeError ||
  // A full stack: the first is the error of most browsers, the second that of Firefox.
  ((error instanceof RangeError || error?.name === "InternalError") && /wasm/.test(error.stack));
// The code editor passes what its listeners throw to this property alone.
onerror = (message, source, line, column, error) => { if (isEnd(error)) stopped(); };
addEventListener("unhandledrejection", ({ reason }) => isEnd(reason) && stopped());

function stopped() {
  // The program may stop again when it is asked, which must not be told a second time.
  if (hasStopped) return;
  hasStopped = true;
  const detail = (list) => { files = list; };
  dispatchEvent(new CustomEvent("pack-editor-hand-over", { detail }));
  show();
}

function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function show() {
  // The program listens to these, and would only stop again.
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
      element("p", {}, "An error stopped this page. Your drafts are saved in this browser. " +
        "Download the open pack to be safe, then reload the page."),
      element("div", { class: "question__buttons" }, download,
        element("a", { class: "button", "data-testid": "stopped-start", href: "?open=start" }, "Open the start page")),
      state));
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
}

async function save(state) {
  try {
    const pack = files ?? (await savedFiles());
    if (pack.length === 0) {
      state.textContent = "No pack was open.";
      return;
    }
    const name = folderName(pack);
    const link = element("a", { href: URL.createObjectURL(zip(name, pack)), download: `${name}.zip` });
    link.click();
    state.textContent = `The browser is downloading ${name}.zip.`;
  } catch (error) {
    console.warn(error);
    state.textContent = "The pack could not be read. Open the start page and download it from the drafts there.";
  }
}

// The files of the open draft, from the browser's storage.
async function savedFiles() {
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

// The name of a folder for the pack: its name and version.
function folderName(pack) {
  try {
    const [, bytes] = pack.find(([path]) => path === "pack.json");
    const { name, version } = JSON.parse(new TextDecoder().decode(bytes));
    return `${name}-${version}`.replace(/[^\w.-]+/g, "-");
  } catch {
    return "pack";
  }
}

// A zip with uncompressed files: as simple as possible, so that little can fail.
function zip(folder, pack) {
  const parts = [];
  const list = [];
  let offset = 0;
  for (const [path, bytes, executable] of pack) {
    const name = new TextEncoder().encode(`${folder}/${path}`);
    const size = bytes.length;
    // Version 2.0, names in UTF-8, not compressed, dated 1980-01-01.
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
