//! The versions of a chart before and after, and what is written like the old one.

use super::set_version;
use crate::chart::Chart;
use crate::edit::Change;
use crate::facts::version::without_v;
use crate::pack::Pack;
use crate::pack::origin::Predecessor;

/// Versions that became others: of a chart, and of the software inside.
#[derive(Debug)]
pub(super) struct Versions {
    chart: (String, String),
    app: Option<(String, String)>,
}

impl Versions {
    pub(super) fn of(old: &Chart, new: &Chart) -> Self {
        let app = old.app_version.clone().zip(new.app_version.clone());
        Self {
            chart: (old.version.clone(), new.version.clone()),
            app,
        }
    }

    /// What a text becomes that is the old version of the software or the chart, with a leading `v` or
    /// without; `None` for any other text, and where the version stays.
    pub(super) fn next(&self, text: &str) -> Option<String> {
        // Tags mean the software, whose version the chart often has, too.
        let app = self.app.as_ref().and_then(|app| moved(text, app));
        app.or_else(|| moved(text, &self.chart))
    }

    /// The same for a text that names the version of the chart first.
    pub(super) fn next_of_chart(&self, text: &str) -> Option<String> {
        let app = || self.app.as_ref().and_then(|app| moved(text, app));
        moved(text, &self.chart).or_else(app)
    }
}

fn moved(text: &str, (old, new): &(String, String)) -> Option<String> {
    let plain = |version: &str| without_v(version).unwrap_or(version).to_owned();
    let is_it = !old.is_empty() && !new.is_empty() && plain(text) == plain(old);
    let has_v = without_v(text).is_some();
    let next = match has_v {
        true => format!("v{}", plain(new)),
        false => plain(new),
    };
    (is_it && next != text).then_some(next)
}

/// The pack's version, if it was that of the chart or the software and nobody has changed it since. A pack
/// that is the next version of another counts as that one.
pub(super) fn of_pack(before: &Pack, after: &Pack, versions: &Versions) -> Option<Change> {
    let now = after.manifest().version()?;
    if before.manifest().version()? != now {
        return None;
    }
    let predecessor = after.origin().predecessor.as_ref();
    let was = |before: &Predecessor| versions.next_of_chart(&before.version);
    let next = versions.next_of_chart(&now).or_else(|| was(predecessor?))?;
    (next != now).then(|| set_version(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_the_old_version_become_the_new_one() {
        let versions = Versions {
            chart: ("1.2.3".to_owned(), "1.3.0".to_owned()),
            app: Some(("v4.5".to_owned(), "v4.6".to_owned())),
        };
        for (text, expected) in [
            ("1.2.3", Some("1.3.0")),
            ("v1.2.3", Some("v1.3.0")),
            ("4.5", Some("4.6")),
            ("v4.5", Some("v4.6")),
            ("4.5.1", None),
            ("", None),
            ("latest", None),
        ] {
            assert_eq!(versions.next(text).as_deref(), expected, "{text}");
        }
        let same = Versions {
            chart: ("1".to_owned(), "1".to_owned()),
            app: None,
        };
        assert_eq!(same.next("1"), None);
    }
}
