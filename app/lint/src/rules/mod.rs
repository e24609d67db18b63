//! All rules, by topic, and the one table that names them all.
//!
//! A folder is what the rules look at: pack.json, the values for charts, the list of images.

mod charts;
mod files;
mod ignores;
mod images;
mod manifests;
mod pack_json;
mod parameters;
mod presets;
mod rendered;
mod syntax;
mod texts;
mod values;

use pack_once::sort::sort_by_cached_key;

pub(crate) use ignores::ignore_unused;

use crate::judge::page::Page;
use crate::judge::rule::{CheckOfRendering, CheckOfText, Checked, Rule};

/// All rules: those on texts by file, pack.json and values.yaml first, then those on what is rendered.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let of_text = OF_TEXT.iter().map(|checked| &checked.rule);
    of_text.chain(OF_RENDERING.iter().map(|checked| &checked.rule))
}

/// Whether a rule has an id.
pub(crate) fn is_rule(id: &str) -> bool {
    IDS_OF_RENDERING.contains(&id) || OF_TEXT.iter().any(|checked| checked.rule.id == id)
}

/// The page of a rule in Markdown: what it reports, why that is bad, and how to fix it. `None` if there
/// is no such rule.
pub fn page(rule: &str) -> Option<String> {
    let mut pages = PAGES.iter().flat_map(|section| section.pages);
    pages
        .find(|page| page.rule == rule)
        .map(|page| page.markdown())
}

/// The list of all rules in Markdown: by file of the pack, the most severe first, each with a link to its
/// page.
pub fn index() -> String {
    let mut text = "# Rules\n\nAll rules by the file of the pack that they check. Each rule has a page that explains it.\n".to_owned();
    for section in PAGES {
        text.push_str(&format!(
            "\n## {}\n\n| Severity | Rule | What it does |\n| --- | --- | --- |\n",
            section.title
        ));
        let mut pages: Vec<&Page> = section.pages.iter().collect();
        sort_by_cached_key(&mut pages, &|page| (page.severity, page.rule));
        for page in pages {
            text.push_str(&page.index_row());
        }
    }
    text
}

/// The pages of the rules on one file of a pack.
struct Section {
    /// The file, as the list of all rules calls it.
    title: &'static str,
    pages: &'static [Page],
}

/// Makes three tables of the modules of rules: what is checked of texts, what is checked of what is
/// rendered, and the pages.
macro_rules! tables {
    ($($title:literal: [$($($part:ident)::+,)*], rendered: [$($($late:ident)::+,)*],)*) => {
        /// The rules on texts.
        pub(crate) const OF_TEXT: &[Checked<CheckOfText>] = &[$($(
            Checked { rule: $($part::)+RULE, check: $($part::)+CHECK },
        )*)*];

        /// The rules on what a cluster gets.
        pub(crate) const OF_RENDERING: &[Checked<CheckOfRendering>] = &[$($(
            Checked { rule: $($late::)+RULE, check: $($late::)+CHECK },
        )*)*];

        /// The ids of the rules on what a cluster gets, for who does not load their checks.
        pub(crate) const IDS_OF_RENDERING: &[&str] = &[$($($($late::)+RULE.id,)*)*];

        /// The pages of all rules, by file.
        const PAGES: &[Section] = &[$(
            Section {
                title: $title,
                pages: &[$($($part::)+PAGE,)* $($($late::)+PAGE,)*],
            },
        )*];
    };
}

// Where a rule is entered: without a row here it is never checked.
tables! {
    "pack.json": [
        pack_json::structure::pack_json_missing,
        pack_json::structure::json_syntax,
        pack_json::structure::json_duplicate_key,
        pack_json::structure::schema_violation,
        pack_json::structure::misspelt_property,
        pack_json::structure::unknown_property,
        pack_json::structure::template_unfinished,
        pack_json::metadata::undocumented_cloud_type,
        pack_json::metadata::cloud_types_missing,
        pack_json::metadata::cloud_types_redundant,
        pack_json::metadata::addon_type_missing,
        pack_json::metadata::unknown_addon_type,
        pack_json::metadata::addon_type_on_core_layer,
        pack_json::metadata::version_leading_v,
        pack_json::metadata::version_not_semver,
        pack_json::metadata::version_not_pushable,
        pack_json::metadata::name_not_pushable,
        pack_json::metadata::eol_not_a_date,
        pack_json::metadata::eol_blank,
        pack_json::metadata::eol_passed,
        pack_json::annotations::source_annotation_missing,
        pack_json::annotations::os_annotation_missing,
        pack_json::annotations::os_annotation_empty,
        pack_json::annotations::skip_k8s_install_not_boolean,
        pack_json::annotations::password_in_annotations,
        pack_json::listed_files::path_leaves_pack,
        pack_json::listed_files::chart_file_missing,
        pack_json::listed_files::manifest_file_missing,
        pack_json::listed_files::duplicate_chart,
        pack_json::listed_files::chart_not_an_archive,
        pack_json::listed_files::unlisted_chart,
        pack_json::listed_files::unlisted_manifest,
        pack_json::listed_files::chart_drifts_from_folder,
        pack_json::constraints::dependency_without_range,
        pack_json::constraints::dependency_range_inverted,
        pack_json::constraints::dependency_on_itself,
        pack_json::constraints::duplicate_dependency,
        pack_json::constraints::min_limit_ignored,
        pack_json::constraints::unresolved_parameter_path,
        pack_json::constraints::duplicate_resource,
        pack_json::constraints::resource_without_amount,
    ],
    rendered: [pack_json::listed_files::chart_not_loadable,],
    "values.yaml": [
        values::values_missing,
        values::yaml_syntax,
        values::values_not_a_map,
        values::yaml_duplicate_key,
        values::yaml_multiple_documents,
        values::ambiguous_scalar,
        values::misspelt_pack_value,
        values::namespace_invalid,
        values::namespace_missing,
        values::install_priority_not_integer,
        values::namespace_labels_not_text,
        charts::unknown_values_root,
        charts::chart_values_missing,
        charts::chart_values_unmatched,
        charts::chart_value_unknown,
        charts::chart_value_kind,
        charts::duplicate_item,
        charts::release_name_unmatched,
        manifests::manifest_values_unmatched,
        manifests::manifest_value_missing,
        manifests::manifest_value_unknown,
        texts::text_not_utf8,
        texts::invisible_character,
        images::image_as_text,
        images::image_key_misspelt,
        images::image_invalid,
        images::image_without_registry,
        images::image_tag_floating,
        images::duplicate_image,
        values::macro_not_quoted,
        values::unknown_system_macro,
        values::macro_not_closed,
    ],
    rendered: [
        values::number_as_text,
        images::images_missing,
        images::image_not_listed,
        images::image_unused,
        images::image_undetermined,
    ],
    "presets.yaml": [
        presets::preset_incomplete,
        presets::duplicate_preset,
        presets::preset_add_not_yaml,
        presets::preset_path_unresolved,
        presets::enabled_presets_misspelt,
        presets::enabled_preset_unknown,
        presets::enabled_preset_conflict,
    ],
    rendered: [
        rendered::preset_breaks_rendering,
    ],
    "schema.yaml": [
        parameters::parameter_path_unresolved,
        parameters::parameter_expression_invalid,
        parameters::parameter_regex_invalid,
        parameters::parameter_default_invalid,
        parameters::parameter_required_empty,
        parameters::parameter_without_hints,
    ],
    rendered: [],
    "Logo, README.md and other files": [
        files::logo_missing,
        files::logo_not_png,
        files::logo_damaged,
        files::logo_small,
        files::logo_heavy,
        files::logo_not_square,
        files::readme_missing,
        files::readme_is_a_template,
        files::misnamed_file,
        files::stray_file,
        files::case_collision,
        files::file_name_not_portable,
        files::folder_name_differs,
        files::renamed_across_versions,
    ],
    rendered: [],
    "What is rendered": [],
    rendered: [
        rendered::chart_does_not_render,
        rendered::chart_needs_value,
        rendered::chart_needs_preset,
        rendered::manifest_not_yaml,
        rendered::object_incomplete,
        rendered::object_twice,
        rendered::object_name_invalid,
        rendered::api_version_removed,
        rendered::namespace_fixed,
        rendered::value_without_effect,
    ],
    // The last ones on texts: they look at what the others found.
    "What is ignored": [
        ignores::ignore_invalid,
        ignores::ignore_unused,
    ],
    rendered: [],
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADINGS: [&str; 5] = [
        "## What it does",
        "## Why is this bad",
        "## Example",
        "## How to fix",
        "## Source",
    ];

    #[test]
    fn every_rule_has_its_own_id_and_a_whole_page() {
        for (index, rule) in rules().enumerate() {
            assert!(
                rules().take(index).all(|other| other.id != rule.id),
                "{} stands twice",
                rule.id
            );
            let page = page(rule.id).expect("the rule has a page");
            let headings: Vec<_> = page
                .lines()
                .filter(|line| line.starts_with("## "))
                .collect();
            assert_eq!(headings, HEADINGS, "{}", rule.id);
        }
    }
}
