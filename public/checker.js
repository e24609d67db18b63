// Starts the judge in its worker. The addresses of its script and WebAssembly change with every
// build, so the page gives them in this script's own address.

const addresses = new URL(import.meta.url).searchParams;
const address = (name) => new URL(addresses.get(name), import.meta.url);

const { default: start } = await import(address("module"));
await start({ module_or_path: address("wasm") });
