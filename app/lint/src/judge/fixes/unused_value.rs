//! Fixes for a key of values.yaml that nothing uses: move its content up, or rename it.

use pack_model::{Change, Pointer, YamlFile};
use serde_json::{Map, Value};

use crate::judge::changes::values::rename_key;
use crate::judge::findings::Report;
use crate::reading::text::nearest::nearest;

/// Offers to move everything under a key one level up, if all of it is used there, or else to
/// rename the key to the nearest name that is used. `is_read` says whether a value is used under a name.
pub(crate) fn offer_others<'k>(
    report: Report<'_>,
    holder: &Pointer,
    key: &str,
    given: &Map<String, Value>,
    read: impl Iterator<Item = &'k str>,
    is_read: impl Fn(&str, &Value) -> bool,
) {
    let value = given.get(key).unwrap_or(&Value::Null);
    let inner = value.as_object();
    let belongs = |inner: &&Map<String, Value>| {
        let mut inner_values = inner.iter();
        !inner.is_empty()
            && inner_values.all(|(key, value)| is_read(key, value) && !given.contains_key(key))
    };
    let at = holder.child(key);
    if inner.filter(belongs).is_some() {
        let file = YamlFile::values();
        let change = Change::unwrap_map(file, at);
        let label = format!("Move what is under `{key}` one level up");
        report.ask("unwrap", label, vec![change]);
        return;
    }
    let free = read.filter(|name| !given.contains_key(*name) && is_read(name, value));
    if let Some(name) = nearest(key, free) {
        let change = vec![rename_key(at, name)];
        report.ask("rename", format!("Rename to {name}"), change);
    }
}
