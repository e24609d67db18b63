//! The target for the renderer: any templates and values give the same result each time.

use pack_helm::template::Kept;
use pack_helm::{
    Capabilities, Chart, Error, Options, Release, Rendered, SourceFile, read_values, render_again,
};

use crate::marked;

/// The path of the user's values in the text of a chart.
pub const GIVEN_VALUES: &str = "given-values.yaml";

/// Renders a chart, given as the text of its files, each after a line with [`crate::FILE_MARK`] and its
/// path, with the values in [`GIVEN_VALUES`].
///
/// # Panics
///
/// If the second rendering, which has the templates that the first one parsed, gives something else.
pub fn rendering(bytes: &[u8]) {
    let files = marked(bytes);
    let given = files.iter().find(|(path, _)| *path == GIVEN_VALUES);
    let Ok(values) = read_values(given.map(|(_, text)| *text).unwrap_or_default()) else {
        return;
    };
    let own = files.iter().filter(|(path, _)| *path != GIVEN_VALUES);
    let own = own.map(|(path, text)| SourceFile::new(*path, text.to_vec()));
    let Ok(chart) = Chart::from_folder(own) else {
        return;
    };
    let kept = Kept::default();
    let render = || -> Result<Rendered, Error> {
        let release = Release::new("name", "namespace");
        let capabilities = Capabilities::default();
        let options = Options::default();
        render_again(&chart, &values, &release, &capabilities, &options, &kept)
    };
    assert_eq!(render(), render(), "a second rendering differs");
}
