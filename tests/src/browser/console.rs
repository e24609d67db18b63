//! What the console of the page said. Chromium's driver tells it; in the other engines a script in the
//! page keeps the errors and warnings.

use anyhow::{Result, ensure};
use serde_json::json;

use super::Browser;
use super::driver::engine::Engine;

/// Tells the console where an error came from, which it shows if the test fails.
const TELL_ERRORS: &str = "addEventListener('error', ({ error }) => console.debug(error?.stack))";

/// Keeps errors and warnings of a tab, also when the page is loaded again.
const KEEP_ERRORS: &str = "{
    const kept = 'told-to-the-console', { error, warn } = console;
    // Firefox also tells what a page could not finish because it is left.
    let is_left = false;
    addEventListener('beforeunload', ({ isTrusted }) => is_left = isTrusted);
    addEventListener('pageshow', () => is_left = false);
    const keep = (message, is_error = true) => {
        if (is_left) return;
        const before = JSON.parse(sessionStorage.getItem(kept) ?? '[]');
        sessionStorage.setItem(kept, JSON.stringify([...before, [is_error, String(message)]]));
    };
    console.error = (...words) => { keep(words.join(' ')); error(...words); };
    console.warn = (...words) => { keep(words.join(' '), false); warn(...words); };
    addEventListener('error', event => keep(event.error?.stack ?? event.message ?? event.target.src), true);
    addEventListener('unhandledrejection', ({ reason }) => keep(reason?.stack ?? reason));
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        keep(`the policy refused ${blockedURI}: ${violatedDirective}`));
}";

/// Returns and clears what [`KEEP_ERRORS`] has kept.
const TAKE_ERRORS: &str = "const kept = 'told-to-the-console';
    const errors = sessionStorage.getItem(kept);
    sessionStorage.removeItem(kept);
    return JSON.parse(errors ?? '[]');";

/// What a page runs first, so that what its console says can be told.
pub(super) fn script(engine: Engine) -> &'static str {
    match engine {
        Engine::Chromium => TELL_ERRORS,
        Engine::Firefox | Engine::WebKit => KEEP_ERRORS,
    }
}

/// A line of the console.
pub(super) struct Line {
    pub(super) is_error: bool,
    pub(super) text: String,
}

impl Browser {
    /// Returns and clears the errors in the console, which a flow has caused on purpose.
    pub async fn expected_errors(&self) -> Result<Vec<String>> {
        let lines = self.console().await?.into_iter();
        Ok(lines
            .filter(|line| line.is_error)
            .map(|line| line.text)
            .collect())
    }

    /// Checks that the console has nothing worse than a warning: no panic, no refused style, no
    /// missing file.
    pub(super) async fn console_is_free_of_errors(&self) -> Result<()> {
        let errors = self.expected_errors().await?;
        ensure!(errors.is_empty(), "the console has errors: {errors:#?}");
        Ok(())
    }

    /// Takes what the console said since the last call: outside Chromium, errors and warnings only.
    pub(super) async fn console(&self) -> Result<Vec<Line>> {
        if self.engine == Engine::Chromium {
            let entries = self.driver.get_log("browser").await?.into_iter();
            return Ok(entries
                .map(|entry| Line {
                    is_error: entry.level == "SEVERE",
                    text: format!("{}: {}", entry.level, entry.message),
                })
                .collect());
        }
        let kept = self.script(TAKE_ERRORS, Vec::new()).await?;
        let kept = kept.as_array().into_iter().flatten();
        Ok(kept
            .map(|line| Line {
                is_error: line[0] == json!(true),
                text: line[1].as_str().unwrap_or_default().to_owned(),
            })
            .collect())
    }
}
