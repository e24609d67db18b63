//! The appearance of the page: the measured preview card, messages, the theme.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use thirtyfour::{By, Key};

use super::Browser;
use super::find::named;

/// The preview's list card, measured in CSS pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Width and height of the box with its border.
    pub size: (f64, f64),
    /// The radius of its corners, as a CSS value.
    pub radius: String,
    /// Its padding, as a CSS value.
    pub padding: String,
    /// The width of its border, as a CSS value.
    pub border: String,
    /// Width and height of the logo or the icon.
    pub logo: (f64, f64),
    /// The element that draws the logo: `img` or `svg`.
    pub drawn_by: String,
    /// The title.
    pub title: String,
    /// The size, line height and letter spacing of its font, as CSS values.
    pub font: (String, String, String),
}

/// A message to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// `error`, `info` or `done`.
    pub kind: String,
    /// Its text.
    pub text: String,
}

impl Browser {
    /// Measures the preview card, after waiting for the logo to be decoded.
    pub async fn card(&self) -> Result<Card> {
        let script = "const at = name => document.querySelector(name);
            const [card, logo, title] = arguments[0].map(at);
            const drawn = logo.matches('img, svg') ? logo : logo.querySelector('img, svg');
            if (drawn.matches('img') && !(drawn.complete && drawn.naturalWidth)) return null;
            const box = card.getBoundingClientRect(), inner = drawn.getBoundingClientRect();
            const style = getComputedStyle(card), font = getComputedStyle(title);
            return {
                size: [box.width, box.height], radius: style.borderRadius, padding: style.padding,
                border: style.borderWidth, logo: [inner.width, inner.height],
                drawn_by: drawn.tagName.toLowerCase(), title: title.textContent.trim(),
                font: [font.fontSize, font.lineHeight, font.letterSpacing],
            };";
        let names = ["preview-card", "preview-card-logo", "preview-card-title"].map(named);
        let measured = self
            .until("for the card", async || {
                let measured = self.script(script, vec![json!(names)]).await?;
                Ok((!measured.is_null()).then_some(measured))
            })
            .await?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let pair = |value: &Value| -> Result<(f64, f64)> {
            Ok((
                value[0].as_f64().context("no width")?,
                value[1].as_f64().context("no height")?,
            ))
        };
        Ok(Card {
            size: pair(&measured["size"])?,
            radius: text(&measured["radius"]),
            padding: text(&measured["padding"]),
            border: text(&measured["border"]),
            logo: pair(&measured["logo"])?,
            drawn_by: text(&measured["drawn_by"]),
            title: text(&measured["title"]),
            font: (
                text(&measured["font"][0]),
                text(&measured["font"][1]),
                text(&measured["font"][2]),
            ),
        })
    }

    /// The messages that are shown now.
    pub async fn messages(&self) -> Result<Vec<Message>> {
        let script = "return [...document.querySelectorAll(arguments[0])]
            .map(message => [message.dataset.kind, message.innerText.trim()])";
        let shown = self.script(script, vec![json!(named("message"))]).await?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(shown
            .as_array()
            .into_iter()
            .flatten()
            .map(|pair| Message {
                kind: text(&pair[0]),
                text: text(&pair[1]),
            })
            .collect())
    }

    /// Has messages of what was done stay from now on, so that a slow machine sees them.
    pub async fn keep_messages(&self) -> Result<()> {
        let script = "const start = setTimeout;
            window.setTimeout = (act, wait, ...rest) => start(act, wait >= 5000 ? 1e6 : wait, ...rest)";
        self.script(script, Vec::new()).await.map(|_| ())
    }

    /// Closes all messages.
    pub async fn dismiss_messages(&self) -> Result<()> {
        let button = format!("{} .message__close", named("message"));
        self.until("for the messages to go", async || {
            if self.messages().await?.is_empty() {
                return Ok(Some(()));
            }
            self.driver
                .find(By::Css(button.as_str()))
                .await?
                .click()
                .await?;
            Ok(None)
        })
        .await
    }

    /// Waits until the page says that the open pack is saved in the browser.
    pub async fn saved(&self) -> Result<()> {
        self.until("for the pack to be saved", async || {
            Ok(self.text("saved").await?.starts_with("Saved").then_some(()))
        })
        .await
    }

    /// Closes the open dialog, if there is one.
    pub async fn close_dialog(&self) -> Result<()> {
        self.until("for the dialog to close", async || {
            if self.count("dialog").await? == 0 {
                return Ok(Some(()));
            }
            if self.count("dialog[open]").await? > 0 {
                self.press(Key::Escape).await?;
            }
            Ok(None)
        })
        .await
    }

    /// Waits for a message of a kind, and returns it.
    pub async fn message(&self, kind: &str) -> Result<Message> {
        self.until(&format!("for a message of kind {kind}"), async || {
            Ok(self
                .messages()
                .await?
                .into_iter()
                .find(|message| message.kind == kind))
        })
        .await
    }

    /// Makes the page so many pixels wide and high, without what the browser has around it.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let around = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
        let around = self.script(around, Vec::new()).await?;
        let beyond = |index: usize| {
            let pixels = around[index].as_u64();
            pixels
                .and_then(|pixels| u32::try_from(pixels).ok())
                .unwrap_or_default()
        };
        let (wide, high) = (width + beyond(0), height + beyond(1));
        self.driver.set_window_rect(0, 0, wide, high).await?;
        self.until(&format!("for {width} by {height} pixels"), async || {
            let size = self
                .script("return [innerWidth, innerHeight]", Vec::new())
                .await?;
            Ok((size == json!([width, height])).then_some(()))
        })
        .await
    }

    /// Clicks the theme button until the page is `light` or `dark`.
    pub async fn set_theme(&self, theme: &str) -> Result<()> {
        self.until(&format!("for the {theme} theme"), async || {
            if self.theme().await? == theme {
                return Ok(Some(()));
            }
            self.click("theme").await?;
            Ok(None)
        })
        .await
    }

    /// The theme of the page, judged by the brightness of its background.
    async fn theme(&self) -> Result<&'static str> {
        let script = "const rgb = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
            return rgb[0] + rgb[1] + rgb[2] > 382;";
        Ok(if self.script(script, Vec::new()).await? == json!(true) {
            "light"
        } else {
            "dark"
        })
    }
}
