//! Using the page with the keyboard only.

use anyhow::{Result, bail};
use thirtyfour::{Key, TypingData};

use super::Browser;

/// The maximal number of Tab stops of a page. More would be a focus trap or unusable.
const STOPS: usize = 200;

impl Browser {
    /// Presses keys at the focus.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Result<()> {
        let keys: String = keys.into().as_vec().into_iter().collect();
        self.driver.action_chain().send_keys(keys).perform().await?;
        Ok(())
    }

    /// Does something for which no time passes in the page: changes that belong together are one step
    /// of the history, which a machine that is slow would take apart.
    pub async fn at_once(&self, act: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
        let stop = "window.passingTime ??= Date.now; const now = Date.now(); Date.now = () => now";
        self.script(stop, Vec::new()).await?;
        act().await?;
        let go_on = "Date.now = window.passingTime ?? Date.now";
        self.script(go_on, Vec::new()).await.map(|_| ())
    }

    /// Presses a key together with Ctrl.
    pub async fn press_with_control(&self, key: &str) -> Result<()> {
        self.driver
            .action_chain()
            .key_down(Key::Control)
            .send_keys(key)
            .key_up(Key::Control)
            .perform()
            .await?;
        Ok(())
    }

    /// Presses a key with Control and Shift.
    pub async fn press_with_control_and_shift(&self, key: &str) -> Result<()> {
        let keys = self.driver.action_chain();
        let keys = keys.key_down(Key::Control).key_down(Key::Shift);
        let keys = keys.send_keys(key).key_up(Key::Shift);
        Ok(keys.key_up(Key::Control).perform().await?)
    }

    /// Presses a key together with Alt.
    pub async fn press_with_alt(&self, key: &str) -> Result<()> {
        let keys = self.driver.action_chain().key_down(Key::Alt);
        Ok(keys.send_keys(key).key_up(Key::Alt).perform().await?)
    }

    /// Presses a key with Control and Alt.
    pub async fn press_with_control_and_alt(&self, key: &str) -> Result<()> {
        let keys = self.driver.action_chain();
        let keys = keys.key_down(Key::Control).key_down(Key::Alt);
        let keys = keys.send_keys(key).key_up(Key::Alt);
        Ok(keys.key_up(Key::Control).perform().await?)
    }

    /// Presses Tab until the element with this name has the focus.
    pub async fn tab_to(&self, name: &str) -> Result<()> {
        let mut passed = Vec::new();
        for _ in 0..STOPS {
            if self.focused().await? == name {
                return Ok(());
            }
            self.press(Key::Tab).await?;
            passed.push(self.focused().await?);
        }
        bail!("Tab never comes to {name}; it passes {passed:?}")
    }

    /// The name of the focused element, or of its nearest ancestor with a name.
    pub async fn focused(&self) -> Result<String> {
        let script =
            "return document.activeElement?.closest('[data-testid]')?.dataset.testid ?? ''";
        self.script_text(script, Vec::new()).await
    }

    /// Waits until the element with this name, or what is in it, has the focus.
    pub async fn until_focused(&self, name: &str) -> Result<()> {
        self.until(&format!("for the focus to be on {name}"), async || {
            Ok((self.focused().await? == name).then_some(()))
        })
        .await
    }

    /// Whether the focus is visible: an outline, shadow or color that the element does not have
    /// without focus.
    pub async fn focus_is_visible(&self) -> Result<bool> {
        let script = "const look = element => { const style = getComputedStyle(element);
                return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor, style.backgroundColor].join(); };
            const focused = document.activeElement;
            const chain = [focused, focused.parentElement, focused.nextElementSibling].filter(Boolean);
            const with_focus = chain.map(look).join('|');
            focused.blur();
            const without = chain.map(look).join('|');
            focused.focus({ focusVisible: true });
            return with_focus !== without;";
        Ok(self
            .script(script, Vec::new())
            .await?
            .as_bool()
            .unwrap_or_default())
    }
}
