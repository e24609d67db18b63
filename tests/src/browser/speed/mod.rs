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
    /// From the key until the frame with it was painted. This includes waiting for the screen,
    /// which draws a frame every 16.7 ms.
    pub painted: f64,
    /// The same according to the browser's event timing, in steps of 8 ms.
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
        let (at, painted) = (time("at")?, time("painted")?);
        let entries = shown.iter().filter(|(start, _)| (start - at).abs() < 3.0);
        Some(Self {
            painted: painted - at,
            // The browser does not report events of less than 16 ms.
            shown: entries.map(|(_, duration)| *duration).fold(8.0, f64::max),
            worked: time("handled")? - time("began")? + painted - time("frame")?,
            checked: time("checked"),
            rendered: time("rendered"),
        })
    }
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

    /// Replaces the page by an empty text field with the focus. A key in it costs only the
    /// browser's own time.
    pub async fn plain_field(&self) -> Result<()> {
        let script = "const field = document.createElement('textarea');
            document.body.replaceChildren(field);
            field.focus();";
        self.script(script, Vec::new()).await?;
        Ok(())
    }

    /// The tasks of 50 ms and more that ran since the last call, in milliseconds.
    pub async fn long_tasks(&self) -> Result<Vec<f64>> {
        let script = "return window.packEditorSpeed.long.splice(0)";
        let found = self.script(script, Vec::new()).await?;
        let tasks = found.as_array().into_iter().flatten();
        Ok(tasks.filter_map(Value::as_f64).collect())
    }

    /// The bytes of the page's heap, and of the WebAssembly memories of the page and of its worker,
    /// whose script must begin with [`MEMORY_SCRIPT`].
    pub async fn memory(&self) -> Result<f64> {
        self.devtools("HeapProfiler.collectGarbage", json!({}))
            .await?;
        let told = self.devtools("Performance.getMetrics", json!({})).await?;
        let metrics = told["metrics"].as_array().context("no metrics")?;
        let heap = metrics
            .iter()
            .find(|metric| metric["name"] == "JSHeapUsedSize")
            .and_then(|metric| metric["value"].as_f64())
            .context("no size of the heap")?;
        let script = "const done = arguments[arguments.length - 1], told = [];
            new BroadcastChannel('memories-told').onmessage = ({ data }) => told.push(data) > 1 && done(told);
            new BroadcastChannel('memories-asked').postMessage(0);";
        let told = self.script_that_waits(script).await?;
        let memories = told.as_array().context("no memories")?;
        Ok(heap + memories.iter().filter_map(Value::as_f64).sum::<f64>())
    }

    /// The time in milliseconds in which fflate zips the files of a zip at a level in the page.
    /// `fflate` is the library's script.
    pub async fn fflate_time(&self, fflate: &str, zip: &[u8], level: u8) -> Result<f64> {
        let script = format!(
            "{fflate};
            const zip = Uint8Array.from(arguments[0]);
            const files = window.fflate.unzipSync(zip);
            const start = performance.now();
            window.fflate.zipSync(files, {{ level: arguments[1] }});
            return performance.now() - start;"
        );
        let time = self.script(&script, vec![json!(zip), json!(level)]).await?;
        time.as_f64().context("fflate made no zip")
    }
}
