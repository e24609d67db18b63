//! What differs between the default values of charts, and which of them a pack overrides: a value that a
//! pack repeats from the chart hides that the chart's next version has another.

use pack_syntax::Pointer;
use serde::Serialize;
use serde_json::Value;

use super::Kind;
use super::entries::walk;
use crate::edit::Change;
use crate::pack::document::YamlFile;

/// A default value that differs between two versions of a chart, sub-charts included.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DefaultDifference {
    /// The name of the chart.
    pub chart: String,
    /// Where the value stands in the values.yaml of a pack.
    pub path: Pointer,
    /// The default in the chart of the earlier pack.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// The default in the chart of the later pack.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// What the later pack has in its place.
    pub overridden: Option<Override>,
}

/// The value of a pack in the place of a chart's default.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Override {
    /// The value.
    pub value: Value,
    /// Whether it is what the chart of the earlier pack had, so that nobody may have meant to override it.
    pub is_old_default: bool,
}

impl DefaultDifference {
    /// Which of the charts has the default.
    pub fn kind(&self) -> Kind {
        Kind::of(self.before.as_ref(), self.after.as_ref())
    }

    /// Whether the pack hides the chart's new default.
    pub fn is_hidden(&self) -> bool {
        let own = self.overridden.as_ref();
        own.is_some_and(|own| Some(&own.value) != self.after.as_ref())
    }

    /// The change of the later pack that has it say what the chart does: the new default in place of the
    /// pack's own value, which is removed where the chart has none any more. `None` where the pack says
    /// that already, or nothing of its own.
    pub fn take_from_chart(&self) -> Option<Change> {
        let own = self.overridden.as_ref()?;
        let (file, path) = (YamlFile::values(), self.path.clone());
        match &self.after {
            Some(default) if *default == own.value => None,
            Some(default) => Some(Change::set(file, path, default.clone())),
            None => Some(Change::remove(file, path)),
        }
    }
}

/// The defaults of a chart that differ, of which the later pack may have its own values. A chart without
/// values.yaml has no defaults to tell apart: all are in the pack, and needed there.
pub(crate) fn differences(
    name: &str,
    before: Option<&Value>,
    after: Option<&Value>,
    own: Option<&Value>,
) -> Vec<DefaultDifference> {
    let mut found = Vec::new();
    let (Some(before), Some(after)) = (before, after) else {
        return found;
    };
    let root = Pointer::root().child("charts").child(name);
    walk(before, after, &root, &mut |path, before, after| {
        let overridden = own
            .and_then(|own| own.pointer(&path.to_string()))
            .map(|value| Override {
                value: value.clone(),
                is_old_default: before == Some(value),
            });
        found.push(DefaultDifference {
            chart: name.to_owned(),
            path,
            before: before.cloned(),
            after: after.cloned(),
            overridden,
        });
    });
    found
}
