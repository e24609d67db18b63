//! The charts that the pack lists, read again only when they change: unpacking a large archive takes
//! longer than a completion may take.

use pack_model::{Chart, File, Pack};

/// Charts that were read.
#[derive(Debug, Default)]
pub(super) struct Charts {
    archives: Vec<File>,
    charts: Vec<Chart>,
}

impl Charts {
    /// The charts of a pack; those that cannot be read are left out.
    pub(super) fn of(&mut self, pack: &Pack) -> &[Chart] {
        let listed = pack.manifest().charts();
        let archives: Vec<File> = listed
            .iter()
            .filter_map(|listed| pack.file(&listed.path).cloned())
            .collect();
        if archives != self.archives {
            self.charts = archives
                .iter()
                .filter_map(|archive| Chart::read(&archive.bytes).ok())
                .collect();
            self.archives = archives;
        }
        &self.charts
    }
}

#[cfg(test)]
mod tests {
    use pack_model::FilePath;

    use super::*;

    #[test]
    fn archives_that_are_none_are_left_out() {
        let mut pack = Pack::default();
        for (path, text) in [
            (
                "pack.json",
                "{\"charts\": [\"charts/a.tgz\", \"charts/gone.tgz\"]}",
            ),
            ("charts/a.tgz", "no archive"),
        ] {
            pack.put(FilePath::new(path).unwrap(), Some(File::of_text(text)));
        }
        let mut charts = Charts::default();
        assert!(charts.of(&pack).is_empty());
        assert_eq!(charts.archives.len(), 1);
    }
}
