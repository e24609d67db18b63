//! What values.schema.json refuses, read from Helm's message: the chart in a line, then a line for each
//! value, `- auth.password: String length must be greater than or equal to 1`.

use pack_model::Chart;
use pack_model::chart::defaults::keys_of;
use pack_model::deployment::FailedValue;
use pack_once::sort::sort_by;
use pack_syntax::Pointer;

/// How a message names the root of the values.
const ROOT: &str = "(root)";

/// The values that a message names, with what the schema says about them.
pub(super) fn refused(message: &str, chart: &Chart) -> Vec<FailedValue> {
    let mut found: Vec<FailedValue> = Vec::new();
    let mut prefix = Pointer::root();
    for line in message.lines().skip(1) {
        if let Some(entry) = line.strip_prefix("- ") {
            let Some((path, refusal)) = entry.split_once(": ") else {
                continue;
            };
            let keys = path.split('.').filter(|_| path != ROOT);
            found.push(FailedValue {
                path: keys.fold(prefix.clone(), |above, key| above.child(key)),
                refusal: Some(refusal.to_owned()),
            });
        } else if let Some(name) = line.strip_suffix(':') {
            prefix = keys_to(chart, name)
                .unwrap_or_default()
                .into_iter()
                .collect();
        }
    }
    sort_by(&mut found, &|one, other| {
        one.path.tokens().cmp(other.path.tokens())
    });
    found
}

/// The keys of the values of a chart or subchart of a name.
fn keys_to(chart: &Chart, name: &str) -> Option<Vec<String>> {
    if chart.name == name {
        return Some(Vec::new());
    }
    chart.charts.iter().find_map(|inner| {
        let keys = keys_of(chart, inner);
        // A subchart with an alias is called by it.
        let own = keys.iter().find(|key| *key == name);
        let below = match own {
            Some(_) => Vec::new(),
            None => keys_to(inner, name)?,
        };
        let key = own.or_else(|| keys.first())?.clone();
        Some([vec![key], below].concat())
    })
}
