// Starts the page. The addresses of its WebAssembly stand on this script's own element, because
// they change with every build; and a start that fails is told in words instead of a blank page.

const { module, wasm } = document.querySelector("script[data-module]").dataset;

try {
  const { default: start } = await import(module);
  await start({ module_or_path: new URL(wasm, document.baseURI) });
  // Nobody waits for what is there for the day that the program stops.
  import("./rescue.js").catch(console.warn);
} catch (error) {
  console.error(error);
  const state = document.getElementById("shell-state");
  if (state) {
    state.setAttribute("role", "alert");
    state.textContent =
      "Pack Editor could not start. Reload the page to try again; if that does not help, this " +
      "browser may be too old, or the connection may have dropped while the page was loading.";
  }
}
