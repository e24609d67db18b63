//! How quick the page is, as the browser itself tells it.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Browser;

/// Watches a page from its first moment. Times are milliseconds since the navigation started.
const WATCH: &str = "
    const speed = window.packEditorSpeed = { keys: [], long: [] };
    const root = () => document.documentElement;
    new MutationObserver(() => {
        const now = performance.now();
        if (speed.ready === undefined && root()?.hasAttribute('data-ready')) speed.ready = now;
        const { revision, checked } = root()?.dataset ?? {};
        const key = speed.keys.at(-1);
        if (key && key.checked === undefined && revision !== key.revision && revision === checked) key.checked = now - key.at;
        if (speed.from !== undefined && speed.judged === undefined && revision !== undefined && revision === checked)
            speed.judged = now - speed.from;
    }).observe(document, { attributes: true, childList: true, subtree: true, attributeFilter: ['data-ready', 'data-revision', 'data-checked'] });
    new PerformanceObserver(list => speed.long.push(...list.getEntries().map(entry => entry.duration))).observe({ type: 'longtask', buffered: true });
    addEventListener('keydown', event => {
        const at = event.timeStamp, key = { at, revision: root().dataset.revision };
        speed.keys.push(key);
        // A message that is posted before a frame is painted arrives after it.
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => { key.painted = performance.now() - at; };
            port2.postMessage(0);
        });
    }, true);
    addEventListener('change', event => { if (event.target.type === 'file') { speed.from = performance.now(); delete speed.judged; } }, true);
    const make = URL.createObjectURL;
    URL.createObjectURL = function (blob) {
        if (speed.asked !== undefined && blob.type === 'application/zip') speed.made = performance.now() - speed.asked;
        return make.call(URL, blob);
    };
    addEventListener('click', event => {
        if (event.target.closest?.('[data-testid=export-zip]')) speed.asked = performance.now();
    }, true);
";

/// What a key typed into the page cost, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeyTime {
    /// Until the frame that shows it was painted.
    pub painted: f64,
    /// Until findings were shown that judge the text with it.
    pub checked: f64,
}

impl Browser {
    /// Watches every page that is opened from now on.
    pub async fn watch_speed(&self) -> Result<()> {
        self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": WATCH }),
        )
        .await
    }

    /// Makes the processor seem slower by a factor.
    pub async fn slow_down(&self, factor: f64) -> Result<()> {
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": factor }))
            .await
    }

    async fn devtools(&self, command: &str, parameters: Value) -> Result<()> {
        self.driver.cdp().send_raw(command, parameters).await?;
        Ok(())
    }

    /// Milliseconds from the start of the navigation until the page answered clicks.
    pub async fn start_time(&self) -> Result<f64> {
        self.speed("ready").await
    }

    /// Milliseconds from the choice of a file until the pack was judged.
    pub async fn opening_time(&self) -> Result<f64> {
        self.speed("judged").await
    }

    /// Milliseconds from the click until the zip was there.
    pub async fn zip_time(&self) -> Result<f64> {
        self.speed("made").await
    }

    async fn speed(&self, name: &str) -> Result<f64> {
        self.until(&format!("for the time of {name}"), async || {
            let script = "return window.packEditorSpeed[arguments[0]]";
            Ok(self.script(script, vec![json!(name)]).await?.as_f64())
        })
        .await
    }

    /// What the keys cost since the last call, and the tasks over 50 ms that ran meanwhile.
    pub async fn key_times(&self) -> Result<(Vec<KeyTime>, Vec<f64>)> {
        let script = "const { keys, long } = window.packEditorSpeed;
            return { keys: keys.splice(0), long: long.splice(0) };";
        let found = self.script(script, Vec::new()).await?;
        let keys = found["keys"].as_array().context("no keys")?;
        let time = |key: &Value| {
            Some(KeyTime {
                painted: key["painted"].as_f64()?,
                checked: key["checked"].as_f64()?,
            })
        };
        let long = found["long"].as_array().into_iter().flatten();
        Ok((
            keys.iter().filter_map(time).collect(),
            long.filter_map(Value::as_f64).collect(),
        ))
    }
}
