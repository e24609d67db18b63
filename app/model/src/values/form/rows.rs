//! The rows of the form: those that are open, or those that a search and a filter leave.

use std::borrow::Cow;

use pack_syntax::Pointer;

use super::Form;
use super::spot::Spot;
use crate::values::dotted;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place.
    pub pointer: Pointer,
    /// Its depth, from 0.
    pub depth: usize,
    /// Whether the rows below it are shown; `None` if there are none.
    pub is_open: Option<bool>,
}

/// Which values are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Those that the pack sets.
    Set,
    /// Those that the pack sets to something else than the chart.
    Differs,
    /// Those that the chart does not know.
    Unknown,
}

impl Filter {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::All, Self::Set, Self::Differs, Self::Unknown];

    /// Whether a place is one of those that it is about; what is below a place then is, too.
    fn fits(self, spot: &Spot<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Set => spot.own.is_some() && spot.count() == 0,
            Self::Differs => spot.differs(),
            Self::Unknown => spot.own.is_some() && spot.is_unknown(),
        }
    }
}

/// A search shows no more rows than about so many: whoever needs them searches for more words.
const MOST: usize = 2_000;

/// The rows in their order, and how many of them were looked for: the others lead to them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// The rows.
    pub rows: Vec<Row>,
    /// How many fit the search and the filter.
    pub fitting: usize,
}

impl<'a> Form<'a> {
    /// The rows below those that are open.
    pub fn open_rows(&self, is_open: &dyn Fn(&Pointer) -> bool) -> Rows {
        let mut rows = Rows::default();
        open_below(&self.root(), &Pointer::root(), is_open, &mut rows.rows);
        rows.fitting = rows.rows.len();
        rows
    }

    /// The rows whose dotted path contains every word of a search, in any case, and which a filter leaves, with
    /// those above them.
    pub fn found_rows(&self, search: &str, filter: Filter) -> Rows {
        let words = search.split_whitespace().map(str::to_lowercase);
        let mut finding = Finding {
            words: words.collect(),
            filter,
            tokens: Vec::new(),
            path: String::new(),
            written: Vec::new(),
            found: Rows::default(),
        };
        finding.below(&self.root(), false);
        finding.found
    }

    /// How many values a filter leaves.
    pub fn count(&self, filter: Filter) -> usize {
        count(&self.root(), filter)
    }
}

fn open_below(
    spot: &Spot<'_>,
    at: &Pointer,
    is_open: &dyn Fn(&Pointer) -> bool,
    rows: &mut Vec<Row>,
) {
    for (token, below) in spot.below() {
        let pointer = at.child(token);
        let is_open_here = (below.count() > 0).then(|| is_open(&pointer));
        rows.push(Row {
            pointer: pointer.clone(),
            depth: at.tokens().len(),
            is_open: is_open_here,
        });
        if is_open_here == Some(true) {
            open_below(&below, &pointer, is_open, rows);
        }
    }
}

/// Only what the pack has can be set here, differ or be unknown.
fn count(spot: &Spot<'_>, filter: Filter) -> usize {
    let mut found = 0;
    for (_, below) in spot.below() {
        found += match filter.fits(&below) {
            true => 1,
            false if below.own.is_some() => count(&below, filter),
            false => 0,
        };
    }
    found
}

/// The search on its way through the tree.
struct Finding<'a> {
    words: Vec<String>,
    filter: Filter,
    /// The keys and indices down to where it is.
    tokens: Vec<Cow<'a, str>>,
    /// The same as a dotted path in lower case.
    path: String,
    /// The index of the row of each of them that has one.
    written: Vec<usize>,
    found: Rows,
}

impl<'a> Finding<'a> {
    fn below(&mut self, spot: &Spot<'a>, is_inside: bool) {
        for (token, below) in spot.below() {
            let length = self.path.len();
            match token
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            {
                true => dotted::extend(&mut self.path, &token),
                false => dotted::extend(&mut self.path, &token.to_lowercase()),
            }
            self.tokens.push(token);
            let fits = self.filter.fits(&below);
            let is_named = self
                .words
                .iter()
                .all(|word| self.path.contains(word.as_str()));
            if is_named && (fits || is_inside) {
                if self.found.rows.len() < MOST {
                    self.write();
                }
                if fits && !(is_inside && self.filter != Filter::All) {
                    self.found.fitting += 1;
                }
            }
            if self.filter == Filter::All || below.own.is_some() {
                self.below(&below, fits || is_inside);
            }
            self.tokens.pop();
            self.written.truncate(self.tokens.len());
            self.path.truncate(length);
        }
    }

    /// Writes the rows down to where it is.
    fn write(&mut self) {
        let above = self.written.last().copied();
        if let Some(row) = above.and_then(|above| self.found.rows.get_mut(above)) {
            row.is_open = Some(true);
        }
        for depth in self.written.len()..self.tokens.len() {
            let tokens = self.tokens.iter().take(depth + 1);
            let is_last = depth + 1 == self.tokens.len();
            self.written.push(self.found.rows.len());
            self.found.rows.push(Row {
                pointer: tokens.map(|token| token.clone().into_owned()).collect(),
                depth,
                is_open: (!is_last).then_some(true),
            });
        }
    }
}
