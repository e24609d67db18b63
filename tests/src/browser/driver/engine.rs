//! The engines that the page has to work in, and which of them a run of the tests is for.

use std::fmt;

use anyhow::{Result, bail};

/// The environment variable that names the engine, by its [`Engine::id`]. Chromium without it.
const VARIABLE: &str = "PACK_EDITOR_ENGINE";

/// An engine of browsers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// That of Chromium, Chrome and Edge. Everything can be tested in it.
    Chromium,
    /// That of Firefox.
    Firefox,
    /// That of Safari, as WebKitGTK has it.
    WebKit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The name of the engine for commands.
    pub fn id(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The engine that the environment asks for.
    pub fn chosen() -> Result<Self> {
        let Some(wanted) = std::env::var_os(VARIABLE) else {
            return Ok(Self::Chromium);
        };
        match Self::ALL.into_iter().find(|engine| wanted == engine.id()) {
            Some(engine) => Ok(engine),
            None => bail!("{VARIABLE} names no engine: {}", wanted.display()),
        }
    }

    /// Whether it keeps a record of all requests of the page and its workers.
    pub fn records_requests(self) -> bool {
        self == Self::Chromium
    }

    /// Whether it keeps a page that is left while it holds a lock, to show it again as it was. Firefox
    /// decides before such a page can give its lock free.
    pub fn keeps_pages_with_locks(self) -> bool {
        self != Self::Firefox
    }

    /// Fails with [`Lacking`] in all engines but Chromium: only its driver gives tests what they
    /// call `what`.
    pub(in crate::browser) fn needs_chromium(self, what: &'static str) -> Result<()> {
        match self {
            Self::Chromium => Ok(()),
            engine => Err(Lacking { engine, what }.into()),
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        })
    }
}

/// A test needs what the driver of its engine cannot do, so the test ends there, and proves nothing.
#[derive(Debug)]
pub(in crate::browser) struct Lacking {
    engine: Engine,
    what: &'static str,
}

impl fmt::Display for Lacking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be told to {}", self.engine, self.what)
    }
}

impl std::error::Error for Lacking {}
