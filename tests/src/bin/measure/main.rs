//! Measures the page of PACK_EDITOR_DIST in Chromium, beside the pages of other code editors in the folder
//! CONTESTANTS and the script of fflate in FFLATE, with a long values.yaml and with the largest packs and
//! charts of PACK_CORPUS. It prints a table with a column for each and the budget of ours. `cargo xtask bench`
//! runs it; each part says how it measures. Arguments name the parts that are wanted.
//!
//! These are measurements, not tests: machines differ, so a slow result is not an error of the
//! page. What is compared is measured in turn, in the same run.
#![allow(clippy::print_stdout, reason = "printing is what this program is for")]

mod memory;
mod packs;
mod site;
mod start;
mod table;
mod typing;

use anyhow::{Context, Result, ensure};
use pack_archive::Entry;
use pack_tests::corpus;

use crate::site::Site;

/// The parts of the measurements.
const PARTS: [&str; 4] = ["start", "typing", "packs", "memory"];

fn main() -> Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    for part in &wanted {
        ensure!(
            PARTS.contains(&part.as_str()),
            "there is no part {part}; the parts are {}",
            PARTS.join(", ")
        );
    }
    let is_wanted = |part: &str| wanted.is_empty() || wanted.iter().any(|one| one == part);
    let site = Site::prepare()?;
    table::head();
    if is_wanted("start") {
        start::measure(&site)?;
    }
    if is_wanted("typing") {
        typing::measure(&site)?;
    }
    if is_wanted("memory") {
        memory::edits(&site)?;
        memory::visits(&site)?;
    }
    let Some(corpus) = corpus::packs()? else {
        println!("\nPACK_CORPUS names no folder of packs: nothing more to measure.");
        return Ok(());
    };
    let mut packs = corpus
        .iter()
        .map(|pack| Ok((pack.name.clone(), pack.entries()?)))
        .collect::<Result<Vec<_>>>()?;
    let is_chart =
        |entry: &Entry| entry.path.starts_with("charts/") && entry.path.ends_with(".tgz");
    if is_wanted("typing") {
        let (name, entries) = largest(&packs, is_chart)?;
        match with_value_of_chart(entries) {
            Some((entries, line)) => typing::rendering(&site, name, &entries, line)?,
            None => println!("\n{name} has no values for a chart to type in."),
        }
    }
    if is_wanted("packs") {
        let (name, entries) = largest(&packs, |_| true)?;
        packs::measure(&site, name, entries)?;
    }
    if is_wanted("memory") {
        packs.sort_by_key(|(_, entries)| std::cmp::Reverse(size(entries)));
        memory::packs(&site, &packs)?;
    }
    Ok(())
}

/// The pack with the most bytes in files of a kind.
fn largest(
    packs: &[(String, Vec<Entry>)],
    counts: impl Fn(&Entry) -> bool,
) -> Result<(&str, &[Entry])> {
    let largest = packs
        .iter()
        .max_by_key(|(_, entries)| size(entries.iter().filter(|entry| counts(entry))));
    let (name, entries) = largest.context("no pack")?;
    Ok((name, entries))
}

fn size<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> usize {
    entries.into_iter().map(|entry| entry.bytes.len()).sum()
}

/// The pack with one more value of its first chart, and the line of that value. Any value will do: it is one
/// of those that the templates see.
fn with_value_of_chart(entries: &[Entry]) -> Option<(Vec<Entry>, usize)> {
    let mut entries = entries.to_vec();
    let file = entries
        .iter_mut()
        .find(|entry| entry.path == "values.yaml")?;
    let text = std::str::from_utf8(&file.bytes).ok()?;
    let mut lines: Vec<&str> = text.lines().collect();
    let charts = lines.iter().position(|line| line.trim_end() == "charts:")?;
    let is_text = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let mut below = (charts + 1..lines.len()).filter(|at| is_text(lines[*at]));
    let (chart, first) = (below.next()?, below.next()?);
    let indent = |at: usize| lines[at].len() - lines[at].trim_start().len();
    if indent(first) <= indent(chart) {
        return None;
    }
    let value = format!("{}typedByBench: x", " ".repeat(indent(first)));
    lines.insert(chart + 1, &value);
    let text = format!("{}\n", lines.join("\n"));
    *file = Entry::new("values.yaml", text.into_bytes());
    Some((entries, chart + 1))
}
