//! Findings as JUnit's XML: a suite for each pack, a case for each finding. Those that fail the run are
//! failures; the others are cases that pass, with what was found as their output, and the ignored ones are
//! skipped, with the reason.

use std::io::Write;

use anyhow::Result;
use pack_model::Severity;
use quick_junit::{NonSuccessKind, Report as Tests, TestCase, TestCaseStatus, TestSuite};

use super::{Found, Report, Unread};

/// Writes the document.
pub(super) fn write(
    reports: &[Report],
    unread: &[Unread],
    fail_on: Severity,
    out: &mut impl Write,
) -> Result<()> {
    let mut tests = Tests::new("pack-check");
    for report in reports {
        let mut suite = TestSuite::new(report.pack.as_str());
        for found in &report.findings {
            suite.add_test_case(case(found, fail_on));
        }
        for found in &report.ignored {
            suite.add_test_case(skipped(found));
        }
        let notes: Vec<String> = report.notes().collect();
        if !notes.is_empty() {
            suite.set_system_out(notes.join("\n"));
        }
        if report.findings.is_empty() && report.ignored.is_empty() {
            let mut case = TestCase::new("no findings", TestCaseStatus::success());
            case.set_classname(report.pack.as_str());
            suite.add_test_case(case);
        }
        tests.add_test_suite(suite);
    }
    for Unread { pack, message } in unread {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(message.as_str());
        let mut suite = TestSuite::new(pack.as_str());
        let mut case = TestCase::new("can be read", status);
        case.set_classname(pack.as_str());
        suite.add_test_case(case);
        tests.add_test_suite(suite);
    }
    writeln!(out, "{}", tests.to_string()?)?;
    Ok(())
}

/// A finding that the pack ignores.
fn skipped(found: &Found) -> TestCase {
    let mut status = TestCaseStatus::skipped();
    let reason = found.reason.as_deref().unwrap_or_default();
    status.set_message(format!("Ignored: {reason}"));
    let mut case = TestCase::new(format!("{} at {}", found.rule, place(found)), status);
    case.set_classname(found.file.as_str());
    case.set_system_out(format!("{}: {}", found.severity.name(), found.message));
    case
}

/// The file of a finding, and its line.
fn place(found: &Found) -> String {
    let line = found.line.map(|line| format!(":{line}"));
    format!("{}{}", found.file, line.unwrap_or_default())
}

fn case(found: &Found, fail_on: Severity) -> TestCase {
    let place = place(found);
    let fails = found.severity <= fail_on;
    let mut status = match fails {
        true => TestCaseStatus::non_success(NonSuccessKind::Failure),
        false => TestCaseStatus::success(),
    };
    if fails {
        status.set_type(found.severity.name());
        status.set_message(found.message.as_str());
        status.set_description(format!("{place}: {}", found.message));
    }
    let mut case = TestCase::new(format!("{} at {place}", found.rule), status);
    case.set_classname(found.file.as_str());
    if !fails {
        case.set_system_out(format!("{}: {}", found.severity.name(), found.message));
    }
    case
}
