//! The weights of all pieces as a table, with their sums beside the budgets.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use super::pieces::{Stage, Weighed};

/// What may be downloaded up to the end of a stage.
struct Budget {
    stage: Stage,
    /// What a person waits for meanwhile.
    what: &'static str,
    /// In bytes, compressed with brotli as hosts do. Above so many the check fails.
    most: usize,
}

/// The three budgets. Each counts what the earlier stages have loaded as well.
const BUDGETS: [Budget; 3] = [
    Budget {
        stage: Stage::Start,
        what: "until the start page answers a click",
        most: 250_000,
    },
    Budget {
        stage: Stage::Pack,
        what: "until an opened pack is shown and checked",
        most: 900_000,
    },
    Budget {
        stage: Stage::Asked,
        what: "everything that the page ever loads",
        most: 1_500_000,
    },
];

/// The weights of a page, the heaviest piece of each stage first.
pub(super) struct Report {
    pieces: Vec<Weighed>,
}

impl Report {
    pub(super) fn new(mut pieces: Vec<Weighed>) -> Self {
        pieces.sort_by_key(|piece| (piece.stage, Reverse(piece.brotli), piece.path.clone()));
        Self { pieces }
    }

    /// The compressed bytes that are loaded up to the end of a stage.
    fn sum(&self, stage: Stage) -> usize {
        let loaded = self.pieces.iter().filter(|piece| piece.stage <= stage);
        loaded.map(|piece| piece.brotli).sum()
    }

    /// A sentence for each budget that is exceeded.
    pub(super) fn exceeded(&self) -> Vec<String> {
        let sums = BUDGETS
            .iter()
            .map(|budget| (budget, self.sum(budget.stage)));
        sums.filter(|(budget, sum)| sum > &budget.most)
            .map(|(Budget { what, most, .. }, sum)| format!("{sum} of {most} bytes {what}"))
            .collect()
    }

    /// The compressed bytes of each kind of piece that is loaded, the heaviest first.
    fn by_kind(&self) -> Vec<(&'static str, usize)> {
        let mut sums = BTreeMap::<_, usize>::new();
        for piece in self
            .pieces
            .iter()
            .filter(|piece| piece.stage < Stage::Never)
        {
            *sums.entry(piece.what).or_default() += piece.brotli;
        }
        let mut sums: Vec<_> = sums.into_iter().collect();
        sums.sort_by_key(|(_, sum)| Reverse(*sum));
        sums
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<12} {:<8} {:>9} {:>9}  file",
            "piece", "loaded", "raw", "brotli"
        )?;
        for piece in &self.pieces {
            let stage = match piece.stage {
                Stage::Start => "start",
                Stage::Pack => "pack",
                Stage::Asked => "asked",
                Stage::Never => "never",
            };
            let Weighed {
                what,
                path,
                raw,
                brotli,
                ..
            } = piece;
            writeln!(f, "{what:<12} {stage:<8} {raw:>9} {brotli:>9}  {path}")?;
        }
        writeln!(f)?;
        for (what, sum) in self.by_kind() {
            writeln!(f, "{what:<12} {sum:>9}")?;
        }
        writeln!(f, "\n{:>9} {:>9} {:>5}", "brotli", "budget", "used")?;
        for Budget { stage, what, most } in &BUDGETS {
            let sum = self.sum(*stage);
            writeln!(f, "{sum:>9} {most:>9} {:>3} %  {what}", sum * 100 / most)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(what: &'static str, stage: Stage, brotli: usize) -> Weighed {
        Weighed {
            what,
            stage,
            path: format!("{what}-{brotli}"),
            raw: 2 * brotli,
            brotli,
        }
    }

    #[test]
    fn each_budget_counts_what_was_loaded_before() {
        let report = Report::new(vec![
            piece("program", Stage::Pack, 600_000),
            piece("program", Stage::Start, 200_000),
            piece("licences", Stage::Never, 5_000_000),
            piece("program", Stage::Asked, 700_000),
        ]);
        let sums = BUDGETS.map(|budget| report.sum(budget.stage));
        assert_eq!(sums, [200_000, 800_000, 1_500_000]);
        assert!(report.exceeded().is_empty());
        assert_eq!(report.by_kind(), [("program", 1_500_000)]);
    }

    #[test]
    fn one_byte_too_many_exceeds_a_budget() {
        let start = |bytes| Report::new(vec![piece("page", Stage::Start, bytes)]);
        assert!(start(250_000).exceeded().is_empty());
        assert_eq!(
            start(250_001).exceeded(),
            ["250001 of 250000 bytes until the start page answers a click"]
        );
        assert_eq!(start(2_000_000).exceeded().len(), 3);
    }

    #[test]
    fn the_table_has_a_row_for_each_piece_and_each_budget() {
        let report = Report::new(vec![
            piece("fonts", Stage::Start, 7_000),
            piece("program", Stage::Pack, 90_000),
        ]);
        let table = report.to_string();
        for row in [
            "fonts        start        14000      7000  fonts-7000",
            "program      pack        180000     90000  program-90000",
            "    7000    250000   2 %  until the start page answers a click",
            "   97000    900000  10 %  until an opened pack is shown and checked",
        ] {
            assert!(table.contains(row), "{row}\n{table}");
        }
    }
}
