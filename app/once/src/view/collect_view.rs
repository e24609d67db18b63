//! Lists of views.
//!
//! Leptos' own list has the type of its items, for which all that draws it is compiled anew. The page has them
//! of a dozen types: this saves about 4 kB of it with brotli.

use leptos::prelude::{AnyView, IntoAny};

/// Makes one view of many.
pub trait CollectView {
    /// The views in their order.
    fn collect_view(self) -> Vec<AnyView>;
}

impl<I> CollectView for I
where
    I: IntoIterator<Item: IntoAny>,
{
    fn collect_view(self) -> Vec<AnyView> {
        self.into_iter().map(IntoAny::into_any).collect()
    }
}
