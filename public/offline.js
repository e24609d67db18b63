// What makes the page an app: its service worker, so that it opens without a network, and the files
// that the system opens with it. Nothing here is needed to start; the page loads it last.
//
// Only a released page names its version, for only such a page has a service worker.

const { version } = document.querySelector("script[data-module]").dataset;
const workers = navigator.serviceWorker;

if (version && workers) whenIdle();

// Files that the system opens with the page come in as if they were dropped on it.
globalThis.launchQueue?.setConsumer(async ({ files }) => {
  const data = new DataTransfer();
  for (const handle of files) data.items.add(await handle.getFile());
  if (files.length > 0) dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
});

// Nobody waits for the service worker, so it waits for everything else.
function whenIdle() {
  const isReady = document.readyState === "complete" && "ready" in document.documentElement.dataset;
  const next = isReady ? () => register().catch(console.warn) : whenIdle;
  setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(next), 500);
}

async function register() {
  const registration = await workers.register("service-worker.js");
  let asked = Date.now();

  // The service worker says which version it has. Another tab may have had it take over.
  const ask = () => workers.controller?.postMessage("opened");
  workers.addEventListener("message", ({ data }) => data === version || tell());
  workers.addEventListener("controllerchange", ask);
  ask();

  // The first version that is kept waits for a moment, too.
  const look = () => registration.active && registration.waiting && tell();
  const watch = () => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", watch);
  watch();
  look();

  // Browsers look for a new version only when a page is opened, and some pages stay open for days.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < 3_600_000) return;
    asked = Date.now();
    registration.update().catch(console.warn);
  });

  addEventListener("pack-editor-reload", () => {
    const reload = () => location.reload();
    if (!registration.waiting) return reload();
    workers.addEventListener("controllerchange", reload);
    registration.waiting.postMessage("take over");
  });
}

// The program may not listen yet.
function tell() {
  if (dispatchEvent(new Event("pack-editor-new-version", { cancelable: true }))) setTimeout(tell, 1_000);
}
