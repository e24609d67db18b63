//! SVGs, which are made ready to be drawn: their text in UTF-8, with a size, and whole by themselves.

mod encoding;
mod markup;
mod outside;
mod size;

pub(super) use size::Sized;

/// The most letters of a reference that are quoted.
const QUOTED: usize = 100;

/// Why an SVG cannot be drawn as it is meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SvgError {
    /// Its outermost tag is not whole.
    #[error("it is damaged or incomplete: its first element has no end. Save or download it again")]
    Cut,
    /// It names an encoding that the browser does not have.
    #[error(
        "it is written in the encoding {0}, which this browser does not know. Save it as UTF-8"
    )]
    Encoding(String),
    /// Its bytes are not in the encoding that they should be in.
    #[error(
        "its text is not valid {0}, the encoding that it has by its first line. Save it as UTF-8"
    )]
    Invalid(String),
    /// It refers to something outside of it.
    #[error(
        "it is drawn with “{0}”, which is not part of it, and nothing is loaded from outside. Embed that in the SVG, or save the SVG as PNG"
    )]
    Outside(String),
}

/// An SVG that is drawn with its longer side that many pixels long.
pub(super) fn ready(bytes: &[u8], side: u32) -> Result<Sized, SvgError> {
    let text = encoding::text(bytes)?;
    if let Some(reference) = outside::reference(&text) {
        let quoted = reference.chars().take(QUOTED).collect();
        return Err(SvgError::Outside(quoted));
    }
    size::sized(&text, side).ok_or(SvgError::Cut)
}
