// Keeps the files of one version of the page, so that it opens without a network. `cargo xtask finish`
// writes the version and the files into this script, so every version has a worker of its own.
//
// A new version is installed beside the one that runs, and waits until no tab has that one, or the user
// wants it. A tab of an earlier version still gets the files of its own version: it holds a lock by the
// name of their cache, and they are deleted once no tab does.

const VERSION = "/*VERSION*/";

// The paths of the files. A script whose name does not change with its content has a hash, so that those of two
// versions are never mixed.
const FILES = {/*FILES*/};

const { scope } = registration;
const NAME = `pack-editor ${scope} `;
const CACHE = NAME + VERSION;
// Servers may name further headers in `Vary`, which no file of the page depends on.
const ANY = { ignoreSearch: true, ignoreVary: true };

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(Promise.all([clients.claim(), clean()])));

addEventListener("message", (event) => {
  if (event.data === "take over") return skipWaiting();
  event.source.postMessage(VERSION);
  event.waitUntil(clean());
});

addEventListener("fetch", (event) => {
  const { request, clientId } = event;
  if (request.method === "GET" && request.url.startsWith(scope)) event.respondWith(answer(request, clientId));
});

async function install() {
  const page = await fetch(scope, { cache: "reload" });
  const isOurs = page.ok && !page.redirected && (await page.clone().text()).includes(VERSION);
  if (!isOurs) throw new Error(`${scope} is not the page of version ${VERSION}`);
  const cache = await caches.open(CACHE);
  try {
    await cache.put(scope, page);
    await cache.addAll(Object.entries(FILES).map(([path, integrity]) =>
      new Request(scope + path, integrity ? { integrity, cache: "reload" } : {})));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function answer(request, client) {
  const version = await versionOf(client);
  const key = isPage(request) ? scope : request;
  const found = (await caches.match(key, { ...ANY, cacheName: version })) ?? (await caches.match(key, ANY));
  if (!found) return fetch(request);
  // A worker reads the query of its own address, which is that of the answer.
  return found.url === request.url ? found : new Response(found.body, found);
}

function isPage({ mode, url }) {
  const path = url.slice(scope.length).replace(/[?#].*/, "");
  return mode === "navigate" && (path === "" || path === "index.html");
}

// The cache of the version that a tab runs.
async function versionOf(client) {
  const { held } = await navigator.locks.query();
  const lock = client && held.find(({ name, clientId }) => clientId === client && name.startsWith(NAME));
  return lock ? lock.name : CACHE;
}

// Deletes the files of versions that no tab runs. While a newer version waits, nothing is old yet.
async function clean() {
  if (registration.waiting || registration.installing) return;
  const { held } = await navigator.locks.query();
  const used = held.map(({ name }) => name);
  const names = (await caches.keys()).filter((name) => name.startsWith(NAME) && name !== CACHE);
  await Promise.all(names.filter((name) => !used.includes(name)).map((name) => caches.delete(name)));
}
