//! How quick the page is, and how much memory it takes, as the browser itself tells it.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Browser;

/// Watches a page from its first moment.
const WATCH: &str = include_str!("watch.js");

/// Tells the memories of WebAssembly of a page or worker that begins with it.
pub const MEMORIES: &str = include_str!("memories.js");

/// What a key typed into the page cost, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeyTime {
    /// From the key until the frame that shows it was painted. A part of it is the wait for the
    /// screen, which takes a frame each 16.7 ms.
    pub painted: f64,
    /// The same as the browser's event timing has it, in steps of 8 ms.
    pub shown: f64,
    /// The work alone: handling the key, and making and painting the frame.
    pub worked: f64,
    /// From the key until findings were shown that judge the text with it, if there were any.
    pub checked: Option<f64>,
}

impl KeyTime {
    fn read(key: &Value, shown: &[(f64, f64)]) -> Option<Self> {
        let time = |name: &str| key[name].as_f64();
        let (at, painted) = (time("at")?, time("painted")?);
        let entries = shown.iter().filter(|(start, _)| (start - at).abs() < 3.0);
        Some(Self {
            painted: painted - at,
            // What the browser does not tell of took less than 16 ms.
            shown: entries.map(|(_, duration)| *duration).fold(8.0, f64::max),
            worked: time("handled")? - time("began")? + painted - time("frame")?,
            checked: time("checked"),
        })
    }
}

impl Browser {
    /// Watches every page that is opened from now on.
    pub async fn watch_speed(&self) -> Result<()> {
        let source = format!("{WATCH}{MEMORIES}");
        let watch = json!({ "source": source });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", watch)
            .await?;
        self.devtools("Performance.enable", json!({})).await?;
        Ok(())
    }

    /// Makes the processor seem slower by a factor.
    pub async fn slow_down(&self, factor: f64) -> Result<()> {
        let rate = json!({ "rate": factor });
        self.devtools("Emulation.setCPUThrottlingRate", rate)
            .await?;
        Ok(())
    }

    async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        Ok(self.driver.cdp().send_raw(command, parameters).await?)
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

    /// What the keys cost since the last call.
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

    /// Puts a text field that does nothing into the page and the focus into it: what a key costs there is
    /// the browser's own.
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

    /// The bytes of the page's heap and of WebAssembly's memories in the page and in its worker,
    /// which has to begin with [`MEMORIES`].
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

    /// How long fflate takes in the page to zip the files of a zip at a level, in milliseconds.
    /// `fflate` is the script of that library.
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
