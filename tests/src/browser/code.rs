//! The code view: its text, and what a person does with caret and keys in it.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use thirtyfour::{By, Key};

use super::Browser;
use super::find::named;

/// The element that takes the keys: the code editor's text, or the plain field in its place.
const TEXT: &str = "[data-testid=\"code\"] .cm-content, textarea[data-testid=\"code\"]";

impl Browser {
    /// The text in the code view, of which a long one shows a part.
    pub async fn code(&self) -> Result<String> {
        self.until("for the code", async || {
            let script = "const code = document.querySelector(arguments[0]);
                return code.matches('textarea') ? code.value
                    : [...code.querySelectorAll('.cm-line')].map(line => line.textContent).join('\\n');";
            Ok(Some(self.script_text(script, vec![json!(TEXT)]).await?))
        })
        .await
    }

    /// Waits until the code view shows a text.
    pub async fn until_code(&self, text: &str) -> Result<()> {
        self.until(&format!("for the code to be {text:?}"), async || {
            Ok((self.code().await? == text).then_some(()))
        })
        .await
    }

    /// The file that the code view shows.
    pub async fn code_file(&self) -> Result<String> {
        let code = self.element(&named("code")).await?;
        code.attr("data-file")
            .await?
            .context("the code view names no file")
    }

    /// Pastes a text into the code view in place of all of it.
    pub async fn set_code(&self, text: &str) -> Result<()> {
        self.type_code(Key::Control + "a").await?;
        if text.is_empty() {
            self.press(Key::Delete).await?;
        } else {
            self.paste(text).await?;
        }
        self.settled().await
    }

    /// Types keys into the code view, where its caret stands.
    pub async fn type_code(&self, keys: impl Into<thirtyfour::TypingData>) -> Result<()> {
        let keys = keys.into();
        self.element(TEXT).await?.send_keys(keys).await?;
        Ok(())
    }

    /// Puts the focus into the code view, as the page does it; its caret stays.
    pub async fn focus_code(&self) -> Result<()> {
        self.element(TEXT).await?;
        self.element(&named("code")).await?.focus().await?;
        Ok(())
    }

    /// Pastes a text where the focus is, as if it came from the clipboard.
    pub async fn paste(&self, text: &str) -> Result<()> {
        let script = "const at = document.activeElement, clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', arguments[0]);
            // Firefox takes the data by other names.
            const data = { clipboardData, dataType: 'text/plain', data: arguments[0] };
            const event = new ClipboardEvent('paste', { ...data, bubbles: true, cancelable: true });
            if (at.dispatchEvent(event)) document.execCommand('insertText', false, arguments[0]);";
        self.script(script, vec![json!(text)]).await?;
        Ok(())
    }

    /// Puts the caret behind the first place in the code view where a text stands.
    pub async fn caret_after(&self, text: &str) -> Result<()> {
        let script = "const content = document.querySelector(arguments[0]);
            const words = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
            const line = [...content.querySelectorAll('.cm-line')].find(line => line.textContent.includes(arguments[1]));
            if (!line) return false;
            let left = line.textContent.indexOf(arguments[1]) + arguments[1].length;
            for (words.currentNode = line; words.nextNode(); left -= words.currentNode.length) {
                if (left > words.currentNode.length) continue;
                content.focus();
                document.getSelection().collapse(words.currentNode, left);
                // The browser tells of it later, and until then the editor would put its own caret back.
                document.dispatchEvent(new Event('selectionchange'));
                return true;
            }
            return false;";
        self.until(&format!("for {text:?} in the code"), async || {
            let found = self.script(script, vec![json!(TEXT), json!(text)]).await?;
            Ok((found == json!(true)).then_some(()))
        })
        .await?;
        self.until("for the caret to be there", async || {
            Ok(self.code_line().await?.contains(text).then_some(()))
        })
        .await
    }

    /// The text of the line that the caret stands on.
    pub async fn code_line(&self) -> Result<String> {
        self.text_of("[data-testid=\"code\"] .cm-activeLine").await
    }

    /// Scrolls down the code view until a text is in it. Lines that were not drawn yet are as high as
    /// the editor guesses, so it takes several looks.
    pub async fn scroll_code_to(&self, text: &str) -> Result<()> {
        self.element(".cm-scroller").await?;
        let script = "const scroller = document.querySelector('.cm-scroller');
            const lines = [...scroller.querySelectorAll('.cm-line')];
            if (lines.some(line => line.textContent.includes(arguments[0]))) return true;
            scroller.scrollTop += scroller.clientHeight / 2;
            return false;";
        self.until(&format!("for {text:?} in the code"), async || {
            let is_there = self.script(script, vec![json!(text)]).await? == json!(true);
            self.drawn().await?;
            Ok(is_there.then_some(()))
        })
        .await
    }

    /// The text of the line at the top of the code view, and of the one that the caret stands on.
    pub async fn code_place(&self) -> Result<serde_json::Value> {
        // The lines that come into view by scrolling are measured as they are drawn.
        self.drawn().await?;
        let script =
            "const top = document.querySelector('.cm-scroller')?.getBoundingClientRect().top + 9;
            const lines = [...document.querySelectorAll('.cm-line')];
            const first = lines.find(line => line.getBoundingClientRect().bottom > top);
            return [first?.textContent, document.querySelector('.cm-activeLine')?.textContent];";
        self.script(script, Vec::new()).await
    }

    /// Waits until the code view is at a place.
    pub async fn until_code_place(&self, place: &serde_json::Value) -> Result<()> {
        self.until(&format!("for the code to be at {place}"), async || {
            Ok((self.code_place().await? == *place).then_some(()))
        })
        .await
    }

    /// The rendered text that is shown now.
    pub async fn shown(&self) -> Result<String> {
        let script = "return document.querySelector('[data-testid=rendered]')?.value ?? ''";
        let text = self.script(script, Vec::new()).await?;
        Ok(text.as_str().context("no text")?.to_owned())
    }

    /// Waits until a text is part of the rendered text that is shown.
    pub async fn until_shown(&self, text: &str) -> Result<()> {
        self.until(
            &format!("for {text:?} among what is rendered"),
            async || Ok(self.shown().await?.contains(text).then_some(())),
        )
        .await
    }

    /// The text of the first element of a selector, once it is there.
    pub async fn text_of(&self, selector: &str) -> Result<String> {
        self.until(&format!("for the text of {selector}"), async || {
            Ok(Some(
                self.driver
                    .find(By::Css(selector))
                    .await?
                    .prop("textContent")
                    .await?
                    .unwrap_or_default(),
            ))
        })
        .await
    }

    /// Waits until the console has said something, and takes all that it has said for granted, which
    /// must be about this part of the page.
    pub async fn console_is_only_about(&self, part: &str, last: &str) -> Result<()> {
        self.until(&format!("for the console to say {last:?}"), async || {
            let lines = self.console().await?;
            let is_last = lines.iter().any(|line| line.text.contains(last));
            let others: Vec<_> = lines
                .into_iter()
                .map(|line| line.text)
                .filter(|text| !text.contains(part))
                .collect();
            ensure!(others.is_empty(), "the console says more: {others:?}");
            Ok(is_last.then_some(()))
        })
        .await
    }
}
