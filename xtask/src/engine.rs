//! The engines that the browser tests run in.

use anyhow::{Context, Result};

/// An engine of browsers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Those in which all tests run only when they are asked to.
    pub(crate) const FURTHER: [Self; 2] = [Self::Firefox, Self::WebKit];

    /// Its name for commands, and for the tests.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The engine with this name.
    pub(crate) fn of_id(id: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|engine| engine.id() == id);
        found.with_context(|| {
            let ids = Self::ALL.map(Self::id);
            format!(
                "there is no engine '{id}'; the engines are {}",
                ids.join(", ")
            )
        })
    }
}
