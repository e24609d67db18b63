//! `cargo xtask diff`: what differs between two packs, for people, for pull requests and for programs.

pub mod arguments;
mod text;

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use pack_lint::deploy;
use pack_model::Pack;
use pack_model::compare::Comparison;
use pack_model::compare::report::{Rendered, Report};
use pack_model::deployment::Cluster;
use serde::Serialize;

use crate::{Outcome, source};
use arguments::{Arguments, Format};

/// All that is told about two packs.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    comparison: &'a Comparison,
    rendered: Option<&'a Rendered>,
    report: &'a Report,
}

/// Prints what differs. Notices about the packs go to `problems`.
///
/// # Errors
///
/// If a source is no pack or cannot be read, or nothing can be written.
pub fn run(
    arguments: &Arguments,
    out: &mut impl Write,
    problems: &mut impl Write,
) -> Result<Outcome> {
    let mut open = |path: &Path| -> Result<Pack> {
        let name = path.display();
        let (pack, notices) = source::pack_and_notices(path).with_context(|| name.to_string())?;
        for notice in notices {
            writeln!(problems, "{name}: {notice}")?;
        }
        Ok(pack)
    };
    let (before, after) = (open(&arguments.before)?, open(&arguments.after)?);
    let comparison = Comparison::between(&before, &after);
    let rendered = arguments.renders.then(|| rendered(&before, &after));
    let report = Report::of(&before, &after, &comparison, rendered.as_ref());
    match arguments.format {
        Format::Text => {
            let found = arguments.has_lines.then_some(&comparison);
            text::write(&report, found, rendered.as_ref(), out)?;
        }
        Format::Markdown => write!(out, "{}", report.markdown())?,
        Format::Json => {
            let answer = Answer {
                comparison: &comparison,
                rendered: rendered.as_ref(),
                report: &report,
            };
            writeln!(out, "{}", serde_json::to_string_pretty(&answer)?)?;
        }
    }
    Ok(match comparison.is_empty() {
        true => Outcome::Clean,
        false => Outcome::Errors,
    })
}

/// What both packs render to, on the same cluster.
fn rendered(before: &Pack, after: &Pack) -> Rendered {
    let cluster = Cluster::default();
    Rendered::between(&deploy(before, &cluster), &deploy(after, &cluster))
}

#[cfg(test)]
mod tests;
