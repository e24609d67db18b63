//! What a worker does between two looks at its messages.

/// A piece of work. After each, another one may follow.
#[derive(Debug, PartialEq)]
pub(crate) enum Step<A> {
    /// Something was done.
    More,
    /// There is an answer.
    Answer(A),
    /// What follows can wait until nothing new has come for a while.
    Pause,
}
