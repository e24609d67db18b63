//! What tests measure. `cargo test` hides what a test prints if it passes, so tests write their figures as
//! files into a folder.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::repository::Repository;

/// The variable that names the folder to tests.
pub(super) const VARIABLE: &str = "TEST_FIGURES";

/// The folder of one run.
pub(super) struct Figures {
    folder: PathBuf,
}

impl Figures {
    /// An empty folder, as one run has it.
    pub(super) fn new(repository: &Repository) -> Result<Self> {
        Self::empty(repository.root.join("target/figures"))
    }

    fn empty(folder: PathBuf) -> Result<Self> {
        if folder.exists() {
            fs::remove_dir_all(&folder).context("the figures of the last run cannot be deleted")?;
        }
        fs::create_dir_all(&folder).context("the folder for figures cannot be made")?;
        Ok(Self { folder })
    }

    /// The folder, for tests.
    pub(super) fn folder(&self) -> &PathBuf {
        &self.folder
    }

    /// What was written, a line each, in the order of the files.
    pub(super) fn lines(&self) -> Vec<String> {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut paths: Vec<_> = files.map(|file| file.path()).collect();
        paths.sort();
        let texts = paths
            .iter()
            .filter_map(|path| fs::read_to_string(path).ok());
        texts.map(|text| text.trim_end().to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_one_run() {
        let folder = std::env::temp_dir().join(format!("figures-{}", std::process::id()));
        let figures = Figures::empty(folder.clone()).expect("a folder can be made");
        for (name, text) in [("b", "2 of 2\n"), ("a", "1 of 2")] {
            fs::write(figures.folder().join(name), text).expect("a file can be written");
        }
        assert_eq!(figures.lines(), ["1 of 2", "2 of 2"]);
        let again = Figures::empty(folder.clone()).expect("a folder can be made");
        assert!(again.lines().is_empty());
        fs::remove_dir_all(folder).expect("a folder can be deleted");
    }
}
