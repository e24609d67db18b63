//! Measures the built page against its download budgets.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::page;
use crate::place::Place;
use crate::split;

/// Files that are loaded only when they are needed, by the start of their path; what index.html
/// names and every other file counts as needed by the start screen.
const LATER: &[&str] = &[
    split::LATER,
    "code-",
    "checker.js",
    "rescue.js",
    "fonts/LICENSE",
];

/// Budgets in bytes, compressed as hosts do.
const START_BUDGET: usize = 300_000;
const ALL_BUDGET: usize = 1_000_000;

/// A file of the page. Sizes in bytes.
struct Measure {
    path: String,
    raw: usize,
    brotli: usize,
}

/// Prints what the page weighs: the one in a folder, or else the present sources, built for it.
/// Fails when it is over a budget.
pub(crate) fn run(place: &Place, dist: Option<PathBuf>) -> Result<()> {
    match dist {
        Some(dist) => measure(&dist),
        None => {
            page::build(place, [])?;
            measure(&place.dist())
        }
    }
}

fn measure(dist: &Path) -> Result<()> {
    if !print(dist)? {
        bail!("the page is over its budget");
    }
    Ok(())
}

/// Prints what a built page weighs. Gives whether it is within its budgets.
pub(crate) fn print(dist: &Path) -> Result<bool> {
    let mut measures = Vec::new();
    for path in files_under(dist)? {
        measures.push(Measure::of(dist, &path)?);
    }
    measures.sort_by_key(|measure| std::cmp::Reverse(measure.brotli));
    let (later, start): (Vec<_>, Vec<_>) = measures
        .iter()
        .partition(|measure| LATER.iter().any(|prefix| measure.path.starts_with(prefix)));
    println!("{:>9} {:>9}  bytes", "raw", "brotli");
    let start_sum = print_group("until the start screen answers", &start, START_BUDGET);
    let later_sum: usize = later.iter().map(|measure| measure.brotli).sum();
    println!("\nloaded later");
    later.iter().for_each(|measure| measure.print());
    let sum = start_sum + later_sum;
    println!("{:>9} {sum:>9}  everything, of {ALL_BUDGET}", "");
    Ok(start_sum <= START_BUDGET && sum <= ALL_BUDGET)
}

fn print_group(heading: &str, measures: &[&Measure], budget: usize) -> usize {
    println!("\n{heading}");
    measures.iter().for_each(|measure| measure.print());
    let sum = measures.iter().map(|measure| measure.brotli).sum();
    println!("{:>9} {sum:>9}  together, of {budget}", "");
    sum
}

impl Measure {
    fn of(dist: &Path, path: &Path) -> Result<Self> {
        let content = fs::read(path)?;
        let relative = path.strip_prefix(dist).context("a file outside the page")?;
        Ok(Self {
            path: relative.to_string_lossy().replace('\\', "/"),
            raw: content.len(),
            brotli: brotli_size(&content)?,
        })
    }

    fn print(&self) {
        println!("{:>9} {:>9}  {}", self.raw, self.brotli, self.path);
    }
}

/// The size at the highest quality; what does not get smaller, such as fonts, is sent as it is.
fn brotli_size(content: &[u8]) -> Result<usize> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 24);
    writer.write_all(content)?;
    Ok(writer.into_inner().len().min(content.len()))
}

/// All files in a folder and the folders in it.
fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_under(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_measured_compressed_and_what_cannot_shrink_as_it_is() {
        let text = "The same sentence, again and again. ".repeat(100);
        let size = brotli_size(text.as_bytes()).expect("memory can be written");
        assert!(size < 100, "{size}");
        assert_eq!(brotli_size(&[7]).expect("memory can be written"), 1);
    }
}
