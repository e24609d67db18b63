//! The speed and the memory of the page, as the browser measures them.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Browser;

/// The script that measures a page from its start.
const SPEED_SCRIPT: &str = include_str!("speed.js");

/// The script that reports the WebAssembly memory of the page or worker that it is prepended to.
pub const MEMORY_SCRIPT: &str = include_str!("memory.js");

/// The times of one typed key, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeyTime {
    /// From the key until all that it sets off at once was done.
    pub handled: f64,
    /// From the key until the second frame after it began: by then the first is on its way to the screen,
    /// which draws one every 16.7 ms.
    pub painted: f64,
    /// From the key until the next paint according to the browser's event timing, in steps of 8 ms.
    pub shown: f64,
    /// The time of the work only: handling the key, and creating and painting the frame.
    pub worked: f64,
    /// From the key until the findings for its text were shown. `None` if there were none.
    pub checked: Option<f64>,
    /// From the key until what a cluster gets with its text was shown. `None` if nothing is rendered.
    pub rendered: Option<f64>,
}

impl KeyTime {
    fn read(key: &Value, shown: &[(f64, f64)]) -> Option<Self> {
        let time = |name: &str| key[name].as_f64();
        let at = time("at")?;
        let handled = time("handled")? - time("began")?;
        let entries = shown.iter().filter(|(start, _)| (start - at).abs() < 3.0);
        Some(Self {
            handled,
            painted: time("painted")? - at,
            // The browser does not report events of less than 16 ms.
            shown: entries.map(|(_, duration)| *duration).fold(8.0, f64::max),
            worked: handled + time("drawn")? - time("frame")?,
            checked: time("checked"),
            rendered: time("rendered"),
        })
    }
}

/// How much of the machine's memory a page takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// The bytes of its objects, after the garbage is collected.
    pub heap: f64,
    /// The bytes of the WebAssembly memories of the page and of its workers.
    pub wasm: f64,
    /// The nodes of its documents.
    pub nodes: f64,
    /// The listeners for events.
    pub listeners: f64,
}

impl Browser {
    /// Measures every page that is opened from now on.
    pub async fn watch_speed(&self) -> Result<()> {
        let source = format!("{SPEED_SCRIPT}{MEMORY_SCRIPT}");
        let watch = json!({ "source": source });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", watch)
            .await?;
        self.devtools("Performance.enable", json!({})).await?;
        Ok(())
    }

    /// Slows the processor down by a factor.
    pub async fn slow_down(&self, factor: f64) -> Result<()> {
        let rate = json!({ "rate": factor });
        self.devtools("Emulation.setCPUThrottlingRate", rate)
            .await?;
        Ok(())
    }

    /// Has every page come over a network as good as a mobile one of the fourth generation, and nothing
    /// from the browser's cache.
    pub async fn on_mobile_network(&self, is_on: bool) -> Result<()> {
        self.devtools("Network.enable", json!({})).await?;
        let bytes = |megabits: f64| megabits * 1e6 / 8.0;
        let (latency, down, up) = match is_on {
            true => (170.0, bytes(9.0), bytes(9.0)),
            false => (0.0, -1.0, -1.0),
        };
        let network = json!({
            "offline": false,
            "latency": latency,
            "downloadThroughput": down,
            "uploadThroughput": up,
        });
        self.devtools("Network.emulateNetworkConditions", network)
            .await?;
        let cache = json!({ "cacheDisabled": true });
        self.devtools("Network.setCacheDisabled", cache).await?;
        Ok(())
    }

    async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        self.engine.needs_chromium("measure the page")?;
        Ok(self.driver.cdp().send_raw(command, parameters).await?)
    }

    /// Milliseconds from the start of the navigation until the page reacted to clicks.
    pub async fn start_time(&self) -> Result<f64> {
        self.speed("ready").await
    }

    /// Milliseconds from choosing a file until the findings of the pack were shown.
    pub async fn opening_time(&self) -> Result<f64> {
        self.speed("judged").await
    }

    /// Milliseconds from the click until the zip was ready.
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

    /// The times of the keys since the last call.
    pub async fn key_times(&self) -> Result<Vec<KeyTime>> {
        let script = "const { keys, shown } = window.packEditorSpeed;
            return { keys: keys.splice(0), shown: shown.splice(0) };";
        let found = self.script(script, Vec::new()).await?;
        let entries = found["shown"].as_array().into_iter().flatten();
        let shown: Vec<_> = entries
            .filter_map(|entry| Some((entry[0].as_f64()?, entry[1].as_f64()?)))
            .collect();
        let keys = found["keys"].as_array().context("no keys")?;
        let times = keys.iter().filter_map(|key| KeyTime::read(key, &shown));
        Ok(times.collect())
    }

    /// The milliseconds for which the main thread of the page has been busy so far.
    pub async fn busy_time(&self) -> Result<f64> {
        Ok(self.metric(&self.metrics().await?, "TaskDuration")? * 1e3)
    }

    async fn metrics(&self) -> Result<Value> {
        self.devtools("Performance.getMetrics", json!({})).await
    }

    fn metric(&self, told: &Value, name: &str) -> Result<f64> {
        let metrics = told["metrics"].as_array().context("no metrics")?;
        let found = metrics.iter().find(|metric| metric["name"] == name);
        let value = found.and_then(|metric| metric["value"].as_f64());
        value.with_context(|| format!("the browser does not tell {name}"))
    }

    /// The tasks of 50 ms and more that ran since the last call, in milliseconds.
    pub async fn long_tasks(&self) -> Result<Vec<f64>> {
        let script = "return window.packEditorSpeed.long.splice(0)";
        let found = self.script(script, Vec::new()).await?;
        let tasks = found.as_array().into_iter().flatten();
        Ok(tasks.filter_map(Value::as_f64).collect())
    }

    /// What the page takes with so many workers, each of which has answered once. Their script must begin with
    /// [`MEMORY_SCRIPT`].
    pub async fn memory(&self, workers: usize) -> Result<Memory> {
        // What finalizers let go in one collection goes in the next.
        for _ in 0..2 {
            self.devtools("HeapProfiler.collectGarbage", json!({}))
                .await?;
        }
        let told = self.metrics().await?;
        let script = format!(
            "const done = arguments[arguments.length - 1], told = [];
            const heard = new BroadcastChannel('memories-told');
            heard.onmessage = ({{ data }}) => {{
                if (told.push(data) < {}) return;
                heard.close();
                done(told);
            }};
            const asked = new BroadcastChannel('memories-asked');
            asked.postMessage(0);
            asked.close();",
            workers + 1
        );
        let memories = self.script_that_waits(&script).await?;
        let memories = memories.as_array().context("no memories")?;
        Ok(Memory {
            heap: self.metric(&told, "JSHeapUsedSize")?,
            wasm: memories.iter().filter_map(Value::as_f64).sum(),
            nodes: self.metric(&told, "Nodes")?,
            listeners: self.metric(&told, "JSEventListeners")?,
        })
    }

    /// The times in milliseconds in which fflate unzips a zip in the page, and zips its files at a level.
    /// `fflate` is the library's script.
    pub async fn fflate_times(&self, fflate: &str, zip: &[u8], level: u8) -> Result<(f64, f64)> {
        let script = format!(
            "{fflate};
            const zip = Uint8Array.from(arguments[0]);
            const times = [performance.now()];
            const files = window.fflate.unzipSync(zip);
            times.push(performance.now());
            window.fflate.zipSync(files, {{ level: arguments[1] }});
            times.push(performance.now());
            return [times[1] - times[0], times[2] - times[1]];"
        );
        let times = self.script(&script, vec![json!(zip), json!(level)]).await?;
        let time = |at: usize| times[at].as_f64().context("fflate made no zip");
        Ok((time(0)?, time(1)?))
    }
}
