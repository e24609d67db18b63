//! Findings as SARIF 2.1.0, which code scanning and editors read.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use pack_lint::{page, rules};
use pack_model::Severity;
use serde_sarif::sarif::{
    ArtifactLocation, Invocation, Location, Message, MultiformatMessageString, Notification,
    PhysicalLocation, Region, ReportingConfiguration, ReportingDescriptor, Result as Finding,
    ResultLevel, Run, SCHEMA_URL, Sarif, Suppression, Tool, ToolComponent, Version,
};

use super::{Found, Report, Unread};

/// Columns count UTF-16 units.
const COLUMNS: &str = "utf16CodeUnits";

/// The heading over what a rule reports, in its page.
const REPORTS: &str = "## What it does\n";

/// Writes the document: one run with all rules and all findings.
pub(super) fn write(reports: &[Report], unread: &[Unread], out: &mut impl Write) -> Result<()> {
    let indexes: BTreeMap<&str, i64> = rules().map(|rule| rule.id).zip(0..).collect();
    let findings = reports.iter().flat_map(|report| {
        let findings = report.findings.iter().chain(&report.ignored);
        findings.map(|found| finding(report, found, &indexes))
    });
    let driver = ToolComponent::builder()
        .name("pack-check")
        .version(env!("CARGO_PKG_VERSION"))
        .rules(
            rules()
                .map(|rule| described(rule.id, rule.severity))
                .collect::<Vec<_>>(),
        )
        .build();
    let notified = |level: &str, pack: &str, text: &str| {
        Notification::builder()
            .level(level)
            .message(said(&format!("{pack}: {text}")))
            .build()
    };
    let problems = unread.iter();
    let problems = problems.map(|Unread { pack, message }| notified("error", pack, message));
    let notes = reports.iter().flat_map(|report| {
        let notes = report.notes();
        notes.map(move |note| notified("note", &report.pack, &note))
    });
    let invocation = Invocation::builder()
        .execution_successful(unread.is_empty())
        .tool_execution_notifications(problems.chain(notes).collect::<Vec<_>>())
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .column_kind(COLUMNS)
        .invocations(vec![invocation])
        .results(findings.collect::<Vec<_>>())
        .build();
    let sarif = Sarif::builder()
        .schema(SCHEMA_URL)
        .version(Version::V2_1_0.to_string())
        .runs(vec![run])
        .build();
    serde_json::to_writer_pretty(&mut *out, &sarif)?;
    Ok(writeln!(out)?)
}

fn level(severity: Severity) -> ResultLevel {
    match severity {
        Severity::Error => ResultLevel::Error,
        Severity::Warning => ResultLevel::Warning,
        Severity::Info => ResultLevel::Note,
    }
}

fn said(text: &str) -> Message {
    Message::builder().text(text).build()
}

/// A rule: what it reports, and its page.
fn described(id: &str, severity: Severity) -> ReportingDescriptor {
    let page = page(id).unwrap_or_default();
    let text = |text: &str| MultiformatMessageString::builder().text(text).build();
    let help = MultiformatMessageString::builder()
        .text(page.as_str())
        .markdown(page.as_str())
        .build();
    let level = level(severity).to_string();
    ReportingDescriptor::builder()
        .id(id)
        .short_description(text(&summary(&page)))
        .help(help)
        .default_configuration(ReportingConfiguration::builder().level(level).build())
        .build()
}

/// What a rule reports: the first paragraph below that heading.
fn summary(page: &str) -> String {
    let text = page.split_once(REPORTS).map_or("", |(_, text)| text);
    let lines = text.lines().take_while(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

fn finding(report: &Report, found: &Found, indexes: &BTreeMap<&str, i64>) -> Finding {
    let file = ArtifactLocation::builder()
        .uri(uri(&report.path_of(found)))
        .build();
    let place = match report.position_of(found) {
        Some((line, column)) => {
            let region = Region::builder()
                .start_line(i64::from(line))
                .start_column(i64::from(column))
                .build();
            PhysicalLocation::builder()
                .artifact_location(file)
                .region(region)
                .build()
        }
        None => PhysicalLocation::builder().artifact_location(file).build(),
    };
    let location = Location::builder().physical_location(place).build();
    let suppressions = found.reason.iter().map(|reason| {
        let kind = match found.is_ignored_in_file {
            true => "inSource",
            false => "external",
        };
        Suppression::builder()
            .kind(kind)
            .justification(reason.as_str())
            .build()
    });
    let finding = Finding::builder()
        .rule_id(found.rule.as_str())
        .rule_index(indexes.get(found.rule.as_str()).copied().unwrap_or(-1))
        .level(level(found.severity))
        .message(said(&report.message_of(found)))
        .locations(vec![location]);
    finding
        .suppressions(suppressions.collect::<Vec<_>>())
        .build()
}

/// A path as a reference: whatever a reference cannot have is written by code.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    if Path::new(path).is_absolute() {
        uri.push_str(if path.starts_with('/') {
            "file://"
        } else {
            "file:///"
        });
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("packs/a b/ä#1.json"), "packs/a%20b/%C3%A4%231.json");
        if cfg!(unix) {
            assert_eq!(uri("/packs/a"), "file:///packs/a");
        }
    }

    #[test]
    fn every_rule_says_what_it_reports() {
        for rule in rules() {
            let summary = summary(&page(rule.id).unwrap_or_default());
            assert!(summary.ends_with('.') && summary.len() > 10, "{}", rule.id);
        }
    }
}
