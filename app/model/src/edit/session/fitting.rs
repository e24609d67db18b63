//! Several transactions that were computed from one state of the pack, such as all safe fixes.

use super::Session;
use crate::edit::transaction::Transaction;

/// The most bytes of texts that are read anew, each as often as it is changed, before the rest is left for
/// another time: whoever waits for all of them would wait for minutes where a text of megabytes has thousands.
const MOST_WORK: usize = 16 << 20;

impl Session {
    /// Makes those of several transactions that fit together. They are given in the order of their
    /// places, and all are meant for the pack as it is now. The last comes first, so that removing an
    /// item of a list does not move the items that other transactions name.
    /// Gives which of them were made. Of very many changes in large files, only the last are.
    pub fn apply_what_fits(&mut self, transactions: Vec<Transaction>) -> Vec<bool> {
        let mut made = vec![false; transactions.len()];
        let base = self.pack.clone();
        self.end_step();
        let mut work = 0;
        for (mut transaction, is_made) in transactions.into_iter().zip(&mut made).rev() {
            if work > MOST_WORK {
                break;
            }
            let texts = transaction.changes.iter().filter_map(|change| {
                let text = self.pack.text(change.file().as_str());
                text.map(str::len)
            });
            work += texts.sum::<usize>();
            let changes = transaction.changes.into_iter();
            let carried = changes.map(|change| change.carried(&base, &self.pack));
            if let Some(changes) = carried.collect() {
                transaction.changes = changes;
                // One that is refused now had the same cause as one that was made.
                *is_made = matches!(self.apply(transaction), Ok(Some(_)));
            }
        }
        self.end_step();
        made
    }
}
