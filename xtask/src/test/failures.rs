//! Which tests failed, and why, in a line each: output of many tests is long, and whoever is shown
//! only its end should still see that.

/// The longest reason that is told, in characters.
const LONGEST: usize = 400;

/// The tests that failed, read from the lines of `cargo test`.
#[derive(Debug, Default)]
pub(crate) struct Failures {
    tests: Vec<Failure>,
    part: Part,
}

/// A test that failed.
#[derive(Debug, Default)]
struct Failure {
    name: String,
    /// Where it panicked.
    place: String,
    reason: String,
}

/// What the lines that follow belong to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Nothing that tells of a failure.
    #[default]
    Other,
    /// What a test printed, before it tells why it failed.
    Printed,
    /// Why a test failed.
    Reason,
}

impl Failures {
    /// Reads a line: `---- name stdout ----` begins what a test printed, in which the reason stands
    /// behind `Error: ` or below `panicked at`, up to an empty line.
    pub(crate) fn read(&mut self, line: &str) {
        let name = line
            .strip_prefix("---- ")
            .and_then(|rest| rest.strip_suffix(" stdout ----"));
        if let Some(name) = name {
            self.tests.push(Failure {
                name: name.to_owned(),
                ..Failure::default()
            });
            self.part = Part::Printed;
            return;
        }
        let Some(test) = self.tests.last_mut().filter(|_| self.part != Part::Other) else {
            return;
        };
        if line == "failures:" {
            self.part = Part::Other;
        } else if let Some(error) = line.strip_prefix("Error: ") {
            // An error is told after the panic that it may be made of.
            error.clone_into(&mut test.reason);
            self.part = Part::Reason;
        } else if let Some((thread, place)) = line.split_once(" panicked at ")
            && thread.starts_with("thread '")
        {
            place.clone_into(&mut test.place);
            self.part = Part::Reason;
        } else if line.is_empty() || line.starts_with("note: ") || line == "stack backtrace:" {
            self.part = Part::Printed;
        } else if self.part == Part::Reason {
            test.reason.push(' ');
            test.reason.push_str(line.trim());
        }
    }

    /// A line a test: its name, where it panicked, and the reason.
    pub(crate) fn lines(&self) -> Vec<String> {
        let line = |test: &Failure| {
            let reason: String = test.reason.trim().chars().take(LONGEST).collect();
            let parts = [test.place.trim_end_matches(':'), &reason];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            let told = parts.collect::<Vec<_>>().join(": ");
            format!("failed: {}: {told}", test.name)
        };
        self.tests.iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failed_test_is_told_in_a_line() {
        let output = "\
test storage::drafts ... FAILED

failures:

---- code::undo stdout ----
Error: waited 60 s in vain: for the code to be \"a\"

the page showed (a.png):
Error of the page
the console said:

---- storage::drafts stdout ----

thread 'storage::drafts' (12) panicked at tests/storage.rs:9:5:
assertion `left == right` failed
  left: 1
 right: 2
note: run with `RUST_BACKTRACE=1`
Error: assertion `left == right` failed
  left: 1
 right: 2

the page showed nothing

---- unit stdout ----

thread 'unit' (13) panicked at src/lib.rs:1:1:
broken


failures:
    code::undo
    storage::drafts

test result: FAILED. 40 passed; 3 failed; 0 ignored; 0 measured; 7 filtered out; finished in 1.20s
";
        let mut failures = Failures::default();
        output.lines().for_each(|line| failures.read(line));
        assert_eq!(
            failures.lines(),
            [
                "failed: code::undo: waited 60 s in vain: for the code to be \"a\"",
                "failed: storage::drafts: tests/storage.rs:9:5: assertion `left == right` failed left: 1 right: 2",
                "failed: unit: src/lib.rs:1:1: broken",
            ]
        );
    }

    #[test]
    fn a_long_reason_is_cut() {
        let mut failures = Failures::default();
        failures.read("---- long stdout ----");
        failures.read(&format!("Error: {}", "ä".repeat(LONGEST + 1)));
        let expected = format!("failed: long: {}", "ä".repeat(LONGEST));
        assert_eq!(failures.lines(), [expected]);
    }
}
