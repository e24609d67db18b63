//! How a rendering fails: at which stage, and in Helm's own words.

use std::fmt;

/// What Helm was doing when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading the chart.
    Load,
    /// Reading the values that the user gives.
    ValuesFile,
    /// Choosing the subcharts that are switched on.
    Dependencies,
    /// Joining the values of chart, subcharts and user, and checking them against the schema.
    Values,
    /// Parsing and running the templates.
    Render,
}

impl Stage {
    /// The word by which reports name it.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Load => "load",
            Stage::ValuesFile => "values file",
            Stage::Dependencies => "dependencies",
            Stage::Values => "values",
            Stage::Render => "render",
        }
    }
}

/// How a message begins if a chart asks for a table that this build of the renderer does not have. Helm may
/// render the chart: these are the only errors that Helm does not have, beside limits.
const NO_TABLE: &str = "this renderer has no table of ";

/// Whether a message is about a table that this build of the renderer does not have: Helm may well render
/// the chart.
pub fn misses_table(message: &[u8]) -> bool {
    let mut lines = message.split(|byte| *byte == b'\n');
    lines.any(|line| line.starts_with(NO_TABLE.as_bytes()))
}

/// Why a chart did not render.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Where it happened.
    pub stage: Stage,
    /// Helm's message without the "Error: " that its command line adds. It quotes templates and values,
    /// which need not be UTF-8.
    pub message: Vec<u8>,
}

impl Error {
    /// An error at a stage, with Helm's words.
    pub fn new(stage: Stage, message: impl Into<Vec<u8>>) -> Self {
        let message = message.into();
        Self { stage, message }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.message))
    }
}

impl std::error::Error for Error {}

/// Why a function of a template failed.
///
/// Go tells an error that a function returns from a panic in it; a template shows both as `error calling
/// NAME: MESSAGE`, so one type is enough. [`CallError::panic`] only adds what Go's runtime says first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallError {
    /// What comes after `error calling NAME: `.
    pub message: Vec<u8>,
    /// A limit of the renderer was reached, which no template can catch.
    pub is_limit: bool,
}

impl CallError {
    /// An error with the function's own words.
    pub fn new(message: impl Into<Vec<u8>>) -> Self {
        let message = message.into();
        Self {
            message,
            is_limit: false,
        }
    }

    /// A panic of Go's runtime: `runtime error: ` and the rest.
    pub fn panic(message: impl AsRef<[u8]>) -> Self {
        Self::new([b"runtime error: ", message.as_ref()].concat())
    }

    /// Go's panic where a nil pointer is used.
    pub fn nil_pointer() -> Self {
        Self::panic("invalid memory address or nil pointer dereference")
    }

    /// A table that this build of the renderer does not have, and what a chart looks up in it. No template
    /// can catch it, since what it would go on with could differ from what Helm gives.
    pub fn no_table(of: &str, wanted: &[u8]) -> Self {
        let advice = ", check the pack at the command line instead: ";
        let message = [NO_TABLE, of, advice].concat();
        Self::limit([message.as_bytes(), wanted].concat())
    }

    /// A limit that keeps the renderer from running without end.
    pub fn limit(message: impl Into<Vec<u8>>) -> Self {
        let message = message.into();
        Self {
            message,
            is_limit: true,
        }
    }
}

impl From<&str> for CallError {
    fn from(message: &str) -> Self {
        Self::new(message)
    }
}

impl From<String> for CallError {
    fn from(message: String) -> Self {
        Self::new(message)
    }
}
