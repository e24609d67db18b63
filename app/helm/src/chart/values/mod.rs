//! Which subcharts take part, and what values each chart gets.

mod coalesce;
mod dependencies;
mod import_values;

pub(super) use coalesce::{coalesce_values, deep_copy, table};
pub(super) use dependencies::{choose, table_at};
pub(super) use import_values::import;
