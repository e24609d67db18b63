//! The texts that stand for macros in a rendering. What is wrong with a text that has one of them may be right
//! in a cluster.

use pack_model::format::macros::MACROS;

use crate::reading::context::Context;
use crate::reading::text::macros::WORD;

/// The shortest sample that is looked for: shorter ones stand in any text.
const SHORTEST: usize = 3;

/// The samples of the macros that the files of a pack name.
pub(crate) fn samples(context: &Context<'_>) -> Vec<String> {
    let manifests = context.manifests();
    let manifests = manifests
        .iter()
        .filter_map(|(path, _)| context.pack.text(path.as_str()));
    let files = context.texts_with_macros().into_iter();
    let texts = files.map(|(_, text)| text).chain(manifests);
    let mut samples = Vec::new();
    for text in texts {
        for (at, _) in text.match_indices(WORD) {
            let rest = text.get(at..).unwrap_or_default();
            let is_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let path = rest.get(..end).unwrap_or_default().trim_end_matches('.');
            let known = MACROS.iter().find(|known| known.name == path);
            let sample = known
                .map(|known| known.sample)
                .filter(|sample| !sample.is_empty());
            samples.extend(
                sample
                    .or_else(|| path.rsplit('.').next())
                    .map(str::to_owned),
            );
        }
    }
    samples.retain(|sample| sample.len() >= SHORTEST);
    samples
}
