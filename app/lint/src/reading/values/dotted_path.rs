//! Which dotted path of the values is meant by one that leads nowhere?

pub(crate) use pack_model::facts::dotted_path::{all, exists, find, parts};

use crate::reading::text::nearest::nearest;

/// The path that is probably meant by one that leads nowhere: the only one that ends with it, the nearest, or
/// the only one that shares most of its last parts.
pub(crate) fn meant<'p>(
    path: &str,
    known: impl Iterator<Item = &'p str> + Clone,
) -> Option<&'p str> {
    let ending = format!(".{path}");
    let only = |mut found: Vec<&'p str>| found.pop().filter(|_| found.is_empty());
    let longer = known.clone().filter(|known| known.ends_with(&ending));
    if let Some(found) = only(longer.collect()).or_else(|| nearest(path, known.clone())) {
        return Some(found);
    }
    let shared = |known: &str| {
        let parts = known.rsplit('.').zip(path.rsplit('.'));
        parts.take_while(|(one, other)| one == other).count()
    };
    let most = known.clone().map(shared).max().filter(|most| *most > 0)?;
    only(known.filter(|known| shared(known) == most).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_meant_by_its_end_or_its_likeness() {
        let known = [
            "charts.stack.kibana",
            "charts.stack.kibana.tag",
            "charts.web.tag",
            "charts.web.port",
        ];
        for (path, expected) in [
            ("charts.kibana", Some("charts.stack.kibana")),
            ("charts.kibana.tag", Some("charts.stack.kibana.tag")),
            ("web.port", Some("charts.web.port")),
            ("charts.web.prot", Some("charts.web.port")),
            ("charts.api.tag", None),
            ("charts.none", None),
        ] {
            assert_eq!(meant(path, known.into_iter()), expected, "{path}");
        }
    }
}
