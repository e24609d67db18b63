// Starts the page. The addresses of its WebAssembly are attributes of this script's element, because
// they change with every build. If the start fails, the page says so instead of staying blank.

const { module, wasm, version } = document.querySelector("script[data-module]").dataset;

// Only a released page names its version. A tab keeps a lock by this name from its first moment on, so that
// the service worker keeps the files of the tab's version. WebKit takes it from a page that was left and is kept.
if (version) {
  const lock = `pack-editor ${new URL(".", document.baseURI)} ${version}`;
  navigator.locks?.request(lock, { mode: "shared" }, () => new Promise(() => {})).catch(() => {});
}

try {
  const { default: start } = await import(module);
  await start({ module_or_path: new URL(wasm, document.baseURI) });
  // Loaded last: nothing waits for them.
  for (const script of ["./rescue.js", "./offline.js"]) import(script).catch(console.warn);
} catch (error) {
  console.error(error);
  const state = document.getElementById("shell-state");
  if (state) {
    state.setAttribute("role", "alert");
    state.textContent =
      "Pack Editor could not start, because the connection was lost or this browser is too old. " +
      "Reload the page to try again.";
  }
}
