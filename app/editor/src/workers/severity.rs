//! What severities are called, wherever findings are named or counted.

use pack_model::Severity;

/// Of one finding, and of several.
fn names(severity: Severity) -> [&'static str; 2] {
    match severity {
        Severity::Error => ["Error", "Errors"],
        Severity::Warning => ["Warning", "Warnings"],
        Severity::Info => ["Hint", "Hints"],
    }
}

/// The name of one finding's severity, as a label.
pub fn label(severity: Severity) -> &'static str {
    let [one, _] = names(severity);
    one
}

/// The name of all findings of a severity, as a label.
pub fn label_of_all(severity: Severity) -> &'static str {
    let [_, all] = names(severity);
    all
}

/// The word for a number of findings, in a sentence.
pub fn word(severity: Severity, count: usize) -> String {
    let [one, several] = names(severity);
    if count == 1 { one } else { several }.to_ascii_lowercase()
}

/// A number of findings, in words.
pub fn counted(severity: Severity, count: usize) -> String {
    format!("{count} {}", word(severity, count))
}
