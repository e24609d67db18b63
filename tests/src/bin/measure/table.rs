//! The table of figures: a column for each contestant, how many times ours is its figure, and the budget.

use crate::site::Contestant;

/// Who has a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Editor(Contestant),
    Fflate,
}

const COLUMNS: [(&str, Column); 4] = [
    ("ours", Column::Editor(Contestant::Ours)),
    ("CodeMirror", Column::Editor(Contestant::CodeMirror)),
    ("Monaco", Column::Editor(Contestant::Monaco)),
    ("fflate", Column::Fflate),
];

/// Prints the names of the columns.
pub(crate) fn head() {
    let names: String = COLUMNS
        .iter()
        .map(|(name, _)| format!("{name:>18}"))
        .collect();
    println!("{:<44}{names}  budget", "");
    println!(
        "{:<44}the median unless said otherwise, and how many times ours takes what another does",
        ""
    );
}

/// Prints what the next rows are about.
pub(crate) fn title(what: &str) {
    println!("\n{what}");
}

/// Prints a figure of some contestants, and the budget of ours.
pub(crate) fn row(what: &str, figures: &[(Column, f64)], budget: &str) {
    let ours = COLUMNS[0].1;
    let of_ours = figures.iter().find(|(column, _)| *column == ours);
    let cells = figures.iter().map(|(column, figure)| {
        let text = match of_ours {
            Some((_, of_ours)) if *column != ours => {
                format!("{figure:.1} (x{:.2})", of_ours / figure)
            }
            _ => format!("{figure:.1}"),
        };
        (*column, text)
    });
    line(what, &cells.collect::<Vec<_>>(), budget);
}

/// Prints a figure of some contestants at the end, and how many times it is what it was at first.
pub(crate) fn changes(what: &str, figures: &[(Column, f64, f64)], budget: &str) {
    let cells = figures.iter().map(|(column, first, last)| {
        let times = match *first > 0.0 {
            true => format!(" (x{:.2})", last / first),
            false => String::new(),
        };
        (*column, format!("{last:.0}{times}"))
    });
    line(what, &cells.collect::<Vec<_>>(), budget);
}

fn line(what: &str, cells: &[(Column, String)], budget: &str) {
    let cells: String = COLUMNS
        .iter()
        .map(|(_, column)| {
            let mut of_column = cells.iter().filter(|(of, _)| of == column);
            let text = of_column.next().map_or("", |(_, text)| text);
            format!("{text:>18}")
        })
        .collect();
    println!("{what:<44}{cells}  {budget}");
}

/// Prints a figure of ours alone.
pub(crate) fn own(what: &str, figure: f64, budget: &str) {
    row(what, &[(COLUMNS[0].1, figure)], budget);
}

/// The figure that a share of the figures is not above: 0.5 for the median. Not a number without figures.
pub(crate) fn at(share: f64, figures: impl IntoIterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.into_iter().collect();
    figures.sort_by(f64::total_cmp);
    let last = figures.len().saturating_sub(1) as f64;
    let index = (last * share).round() as usize;
    figures.get(index).copied().unwrap_or(f64::NAN)
}

pub(crate) fn median(figures: impl IntoIterator<Item = f64>) -> f64 {
    at(0.5, figures)
}

/// The largest figure, and 0 without figures.
pub(crate) fn longest(figures: impl IntoIterator<Item = f64>) -> f64 {
    figures.into_iter().fold(0.0, f64::max)
}
