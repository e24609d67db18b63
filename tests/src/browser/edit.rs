//! Editing: sections, fields, undo and redo.

use anyhow::{Context, Result, ensure};
use thirtyfour::{By, Key, WebElement};

use super::Browser;
use super::find::named;

impl Browser {
    /// Goes to a section of the editor.
    pub async fn goto_section(&self, id: &str) -> Result<()> {
        self.click(&format!("section-{id}")).await
    }

    /// Shows the section's form.
    pub async fn view_form(&self) -> Result<()> {
        self.click("view-form").await
    }

    /// Shows the section's file as text.
    pub async fn view_code(&self) -> Result<()> {
        self.click("view-code").await?;
        self.element(&named("code")).await.map(|_| ())
    }

    /// Types a text into a field in place of what it holds, and leaves the field.
    pub async fn set_field(&self, path: &str, text: &str) -> Result<()> {
        self.fill(&named(&format!("field-{path}")), text).await
    }

    /// The same for the input of any selector, also on the start page, where nothing is judged.
    pub async fn fill(&self, selector: &str, text: &str) -> Result<()> {
        self.until(&format!("to fill {selector}"), async || {
            let input = self.driver.find(By::Css(selector)).await?;
            ensure!(input.is_enabled().await?, "{selector} is disabled");
            self.at_once(async || self.replace_text(&input, text).await)
                .await?;
            Ok(Some(()))
        })
        .await?;
        match self.has("section-overview").await? {
            true => self.settled().await,
            false => self.drawn().await,
        }
    }

    async fn replace_text(&self, input: &WebElement, text: &str) -> Result<()> {
        input.scroll_into_view().await?;
        if input.attr("type").await?.as_deref() == Some("date") {
            return self.type_date(input, text).await;
        }
        input.send_keys(Key::Control + "a").await?;
        input.send_keys(Key::Delete).await?;
        input.send_keys(text.to_owned() + Key::Tab).await?;
        Ok(())
    }

    /// Types `yyyy-MM-dd` as an American date field wants it; an empty text clears the field.
    async fn type_date(&self, input: &WebElement, date: &str) -> Result<()> {
        if date.is_empty() {
            return Ok(input.clear().await?);
        }
        let mut parts = date.splitn(3, '-');
        let (year, rest) = (
            parts.next().context("no year")?,
            parts.collect::<Vec<_>>().concat(),
        );
        input.send_keys(format!("{rest}{year}") + Key::Tab).await?;
        Ok(())
    }

    /// What a field holds.
    pub async fn field(&self, path: &str) -> Result<String> {
        let name = named(&format!("field-{path}"));
        self.until(&format!("for {name}"), async || {
            Ok(self
                .driver
                .find(By::Css(name.as_str()))
                .await?
                .prop("value")
                .await?)
        })
        .await
    }

    /// Waits until a field holds a text.
    pub async fn until_field(&self, path: &str, text: &str) -> Result<()> {
        self.until(
            &format!("for field {path} to be “{text}”"),
            async || Ok((self.field(path).await? == text).then_some(())),
        )
        .await
    }

    /// Picks an option of a list by its value.
    pub async fn choose(&self, path: &str, value: &str) -> Result<()> {
        let list = named(&format!("field-{path}"));
        let input = self.element(&list).await?;
        if input.tag_name().await? == "select" {
            self.click_on(&format!("{list} option[value=\"{value}\"]"))
                .await?;
            return self.settled().await;
        }
        self.set_field(path, value).await
    }

    /// Switches a toggle, such as `cloudTypes-aws`.
    pub async fn toggle(&self, path: &str) -> Result<()> {
        self.click(&format!("field-{path}")).await?;
        self.settled().await
    }

    /// Takes the last step back.
    pub async fn undo(&self) -> Result<()> {
        self.click("undo").await?;
        self.settled().await
    }

    /// Makes the step that was taken back again.
    pub async fn redo(&self) -> Result<()> {
        self.click("redo").await?;
        self.settled().await
    }
}
