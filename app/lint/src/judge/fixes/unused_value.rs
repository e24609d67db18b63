//! Fixes for a key of values.yaml that nothing uses: move its content up, or rename it.

use pack_model::{Change, Pointer, YamlFile};
use serde_json::{Map, Value};

use crate::judge::changes::values::rename_key;
use crate::judge::findings::Report;
use crate::reading::text::nearest::nearest;

/// Offers to move everything under a key one level up, if all of it is used there, or else to
/// rename the key to the nearest name that is used.
pub(crate) fn offer_others<'k>(
    report: Report<'_>,
    holder: &Pointer,
    key: &str,
    given: &Map<String, Value>,
    read: impl Iterator<Item = &'k str>,
    is_read: impl Fn(&str) -> bool,
) {
    let inner = given.get(key).and_then(Value::as_object);
    let belongs = |inner: &&Map<String, Value>| {
        let belongs = |key: &String| is_read(key) && !given.contains_key(key);
        !inner.is_empty() && inner.keys().all(belongs)
    };
    let at = holder.child(key);
    if inner.filter(belongs).is_some() {
        let file = YamlFile::values();
        let change = Change::unwrap_map(file, at);
        let label = format!("Move what is under `{key}` one level up");
        report.ask("unwrap", label, vec![change]);
        return;
    }
    if let Some(name) = nearest(key, read.filter(|name| !given.contains_key(*name))) {
        let change = vec![rename_key(at, name)];
        report.ask("rename", format!("Rename to {name}"), change);
    }
}
