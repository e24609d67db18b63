// Starts the checks in their worker. The addresses of the script and the WebAssembly change with
// every build, so the page passes them in the address of this script.

const addresses = new URL(import.meta.url).searchParams;
const address = (name) => new URL(addresses.get(name), import.meta.url);

const { default: start } = await import(address("module"));
await start({ module_or_path: address("wasm") });
