//! Counts what a rendering does, and ends it at its limits.

use super::engine::Engine;
use super::evaluate::Failure;
use super::limits::stack_address;
use crate::error::{CallError, misses_table};
use crate::value::Value;

/// How many bytes of text a function reads, and makes, in about the time that a step takes.
const GIVEN_PER_STEP: usize = 16;
const MADE_PER_STEP: usize = 16;

/// How many elements of a list a function copies in about the time that a step takes.
const ELEMENTS_PER_STEP: usize = 2;

/// How many values a function copies or merges at most before it refuses.
const MOST_COPIED: u64 = 1_000_000;

/// Functions that look at all that is in the values they are given, however deep.
const DEEP: &[&str] = &[
    "cat",
    "deepCopy",
    "deepEqual",
    "has",
    "html",
    "join",
    "js",
    "merge",
    "mergeOverwrite",
    "mustDeepCopy",
    "mustHas",
    "mustMerge",
    "mustMergeOverwrite",
    "mustToJson",
    "mustToPrettyJson",
    "mustToRawJson",
    "mustUniq",
    "mustWithout",
    "print",
    "printf",
    "println",
    "quote",
    "squote",
    "toJson",
    "toPrettyJson",
    "toRawJson",
    "toString",
    "toStrings",
    "toToml",
    "toYaml",
    "uniq",
    "urlquery",
    "without",
];

/// What it takes to find the templates that a text sees and to set up its run, beside what it runs.
const STEPS_OF_EXPANSION: u64 = 20;

/// How a message about a limit begins; the template that reached it follows.
const RAN_AWAY: &[u8] = b"a template ran away: ";

impl Engine {
    /// An error that says which template reached a limit.
    fn limit(&self, what: &str) -> Result<(), Failure> {
        let error = CallError::limit(what);
        Err(Failure::new(self.named(error)))
    }

    /// An error about a limit with the template that reached it, unless it has one or is about a missing table.
    pub(super) fn named(&self, mut error: CallError) -> CallError {
        let is_complete = error.message.starts_with(RAN_AWAY) || misses_table(&error.message);
        if !is_complete {
            let running = self.running.borrow();
            error.message = [RAN_AWAY, &**running, b": ", &*error.message].concat();
        }
        error
    }

    /// Counts a step.
    pub(super) fn step(&self) -> Result<(), Failure> {
        let steps = self.steps.get() + 1;
        self.steps.set(steps);
        if steps > self.limits.steps {
            return self.limit("it takes too many steps");
        }
        self.check_stack()
    }

    /// Refuses a text that grows too long.
    pub(super) fn check_length(&self, length: usize) -> Result<(), Failure> {
        if length > self.limits.length {
            return self.limit("it makes too much text");
        }
        Ok(())
    }

    /// Counts what a function will look at that looks at everything: each value in its arguments is a step.
    pub(super) fn count_deep<'v>(
        &self,
        name: &str,
        arguments: impl Iterator<Item = &'v Value>,
    ) -> Result<(), Failure> {
        if DEEP.binary_search(&name).is_err() {
            return Ok(());
        }
        // Copying, merging and writing have limits of their own, and better words for them.
        let has_own_limit = ["eepCopy", "erge", "Json", "Toml", "Yaml"]
            .iter()
            .any(|part| name.contains(part));
        let most = if has_own_limit { MOST_COPIED } else { u64::MAX };
        for argument in arguments {
            self.count_all(argument, most)?;
        }
        Ok(())
    }

    /// Counts each value in a value as a step, up to a number of them.
    pub(super) fn count_all(&self, value: &Value, most: u64) -> Result<(), Failure> {
        if !matches!(value, Value::List(_) | Value::Map(_)) {
            return Ok(());
        }
        let end = self.steps.get().saturating_add(most);
        let mut steps = self.steps.get() + 1;
        let mut pending = vec![value.clone()];
        // A scalar is counted with its list or map.
        let holds_others = |value: &&Value| matches!(value, Value::List(_) | Value::Map(_));
        while let Some(value) = pending.pop().filter(|_| steps <= end) {
            match value {
                Value::List(list) => {
                    steps += list.len() as u64;
                    pending.extend(list.items().iter().filter(holds_others).cloned());
                }
                Value::Map(map) => {
                    steps += map.len() as u64;
                    pending.extend(map.entries().values().filter(holds_others).cloned());
                }
                _ => {}
            }
            self.steps.set(steps.min(end));
            if self.steps.get() > self.limits.steps {
                return self.limit("it takes too many steps");
            }
        }
        Ok(())
    }

    /// Counts what it takes to parse a text and to run it as a template.
    pub(super) fn count_expansion(&self, text: &[u8], is_new: bool) {
        let parsing = if is_new { 20 + text.len() / 2 } else { 0 };
        let steps = STEPS_OF_EXPANSION + parsing as u64;
        self.steps.set(self.steps.get() + steps);
    }

    /// Counts what a call took: long texts and lists take steps, too. Refuses a value that grows too large.
    pub(super) fn count(&self, name: &[u8], given: usize, made: &Value) -> Result<(), Failure> {
        let is_pattern = name.starts_with(b"regex") || name.starts_with(b"mustRegex");
        let given = if is_pattern { given * 4 } else { given };
        let (bytes, elements) = match made {
            Value::Text(text) | Value::Bytes(text) => (text.len(), 0),
            Value::List(list) => (0, list.len()),
            Value::Map(map) => (0, map.len()),
            _ => (0, 0),
        };
        let steps = given / GIVEN_PER_STEP + bytes / MADE_PER_STEP + elements / ELEMENTS_PER_STEP;
        self.steps.set(self.steps.get() + steps as u64);
        self.check_length(bytes)?;
        if elements > self.limits.elements {
            return self.limit("it makes too long a list");
        }
        Ok(())
    }

    /// Refuses to go deeper than the stack allows.
    pub(super) fn check_stack(&self) -> Result<(), Failure> {
        if self.stack.abs_diff(stack_address()) > self.limits.stack {
            return self.limit("it nests or calls others too deeply");
        }
        Ok(())
    }
}
