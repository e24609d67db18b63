//! What is seen of a long text in the code view: its colors, the lines at its top, its matches.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Browser;

impl Browser {
    /// The kind of a word in the code, by which it has its color, at the moment in which it is first seen; empty
    /// if it has none.
    pub async fn kind_of_word(&self, word: &str) -> Result<String> {
        let script = "const line = [...document.querySelectorAll('[data-testid=code] .cm-line')]
                .find(line => line.textContent.includes(arguments[0]));
            if (!line) return null;
            const words = [...line.querySelectorAll('[class*=tok-]')];
            const word = words.find(word => word.textContent === arguments[0]);
            return word ? /tok-(\\w+)/.exec(word.className)[1] : '';";
        self.until(&format!("for {word:?} in the code"), async || {
            let kind = self.script(script, vec![json!(word)]).await?;
            Ok(kind.as_str().map(str::to_owned))
        })
        .await
    }

    /// Waits until a text is part of what the code view shows.
    pub async fn until_in_code(&self, text: &str) -> Result<()> {
        self.until(&format!("for {text:?} in the code"), async || {
            Ok(self.code().await?.contains(text).then_some(()))
        })
        .await
    }

    /// Waits until these lines stay at the top of the code view.
    pub async fn until_scopes(&self, lines: &[&str]) -> Result<()> {
        let script =
            "return [...document.querySelectorAll('.code__scopes:not([hidden]) .code__scope-text')]
            .map(line => line.textContent)";
        self.until(&format!("for {lines:?} above the code"), async || {
            let found = self.script(script, Vec::new()).await?;
            Ok((found == json!(lines)).then_some(()))
        })
        .await
    }

    /// Waits until what has a name has a text.
    pub async fn until_text(&self, name: &str, text: &str) -> Result<()> {
        self.until(&format!("for {name} to say {text:?}"), async || {
            Ok((self.text(name).await? == text).then_some(()))
        })
        .await
    }

    /// How far the selected match is from the middle of the code view, in lines, and how far the text is scrolled
    /// sideways, in pixels.
    pub async fn place_of_match(&self) -> Result<(f64, f64)> {
        self.element(".cm-searchMatch-selected").await?;
        self.drawn().await?;
        let script =
            "const match = document.querySelector('.cm-searchMatch-selected').getBoundingClientRect();
            const scroller = document.querySelector('.cm-scroller'), view = scroller.getBoundingClientRect();
            const middle = (one) => (one.top + one.bottom) / 2;
            return [Math.abs(middle(match) - middle(view)) / match.height, scroller.scrollLeft];";
        let found = self.script(script, Vec::new()).await?;
        let number = |at: usize| found.get(at).and_then(Value::as_f64);
        number(0).zip(number(1)).context("the match is at no place")
    }

    /// Waits until a heading is in sight in what scrolls.
    pub async fn until_in_sight(&self, scroller: &str, heading: &str) -> Result<()> {
        let script = "const view = document.querySelector(arguments[0]), all = view.querySelectorAll('h2, h3, h4, h5, h6');
            const found = [...all].find(one => one.textContent === arguments[1])?.getBoundingClientRect();
            const { top, bottom } = view.getBoundingClientRect();
            return Boolean(found) && found.top >= top && found.bottom <= bottom;";
        self.until(&format!("for {heading:?} in sight"), async || {
            let found = self
                .script(script, vec![json!(scroller), json!(heading)])
                .await?;
            Ok((found == json!(true)).then_some(()))
        })
        .await
    }

    /// Scrolls an element to its end.
    pub async fn scroll_to_end(&self, selector: &str) -> Result<()> {
        let script = "const view = document.querySelector(arguments[0]); view.scrollTop = view.scrollHeight;";
        self.script(script, vec![json!(selector)]).await.map(|_| ())
    }
}
