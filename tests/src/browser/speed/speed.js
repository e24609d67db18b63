// Watches how quick a page is, from its first moment on. Times are milliseconds since the
// navigation started, unless said otherwise.
const speed = window.packEditorSpeed = { keys: [], shown: [], long: [], memories: [] };
const root = () => document.documentElement;

new MutationObserver(() => {
    const now = performance.now();
    if (speed.ready === undefined && root()?.hasAttribute("data-ready")) speed.ready = now;
    const { revision, checked, rendered } = root()?.dataset ?? {};
    for (const key of speed.keys) {
        if (key.checked === undefined && Number(checked) > Number(key.revision)) key.checked = now - key.at;
        if (key.rendered === undefined && Number(rendered) > Number(key.revision)) key.rendered = now - key.at;
    }
    if (speed.from !== undefined && speed.judged === undefined && revision !== undefined && revision === checked)
        speed.judged = now - speed.from;
}).observe(document, {
    attributes: true, childList: true, subtree: true,
    attributeFilter: ["data-ready", "data-revision", "data-checked", "data-rendered"],
});

const observe = (type, take, more) =>
    new PerformanceObserver(list => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
observe("longtask", entry => speed.long.push(entry.duration));
// The browser tells of events that took 16 ms or more, in steps of 8 ms.
observe("event", entry => speed.shown.push([entry.startTime, entry.duration]), { durationThreshold: 16 });

// A key, until all that it sets off at once is done, and then the frame that shows it. The frame after that
// one begins when the first is on its way to the screen.
addEventListener("keydown", event => {
    const key = { at: event.timeStamp, began: performance.now(), revision: root().dataset.revision };
    speed.keys.push(key);
    requestAnimationFrame(() => {
        key.frame = performance.now();
        // A message that is posted before a frame is painted arrives after it.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { key.drawn = performance.now(); };
        port2.postMessage(0);
        requestAnimationFrame(() => { key.painted = performance.now(); });
    });
}, true);
const handled = () => {
    const key = speed.keys.at(-1);
    if (key) key.handled = performance.now();
};
// The last listener of the event: the editor and what follows it have worked by then, and what they left for
// the end of a listener too.
addEventListener("input", () => queueMicrotask(handled));
// Where an editor asks for its text by itself, no input event comes: its own listener is the last.
if (window.EditContext) {
    const listen = EditContext.prototype.addEventListener;
    EditContext.prototype.addEventListener = function (type, listener, options) {
        const heard = type !== "textupdate" ? listener : event => {
            listener.call(this, event);
            queueMicrotask(handled);
        };
        return listen.call(this, type, heard, options);
    };
}

addEventListener("change", event => {
    if (event.target.type === "file") {
        speed.from = performance.now();
        delete speed.judged;
    }
}, true);
const make = URL.createObjectURL;
URL.createObjectURL = function (blob) {
    if (speed.asked !== undefined && blob.type === "application/zip") speed.made = performance.now() - speed.asked;
    return make.call(URL, blob);
};
addEventListener("click", event => {
    if (event.target.closest?.("[data-testid=export-zip]")) {
        speed.asked = performance.now();
        delete speed.made;
    }
}, true);
