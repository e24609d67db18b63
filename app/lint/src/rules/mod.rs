//! All rules, by topic, and the one table that names them all.
//!
//! A folder is what the rules look at: pack.json, the values for charts, the list of images.

mod charts;
mod files;
mod images;
mod manifests;
mod pack_json;
mod parameters;
mod presets;
mod syntax;
mod values;

use crate::judge::rule::Rule;

/// The rules on one file of a pack.
struct Section {
    /// The file, as the list of all rules calls it.
    title: &'static str,
    rules: &'static [Rule],
}

/// All rules: pack.json, then values.yaml, then the other files.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    SECTIONS.iter().flat_map(|section| section.rules)
}

/// The rule of an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

/// The list of all rules in Markdown: by file of the pack, the most severe first, each with a link to its
/// page.
pub fn index() -> String {
    let mut text = "# Rules\n\nAll rules by the file of the pack that they check. Each rule has a page that explains it.\n".to_owned();
    for section in SECTIONS {
        text.push_str(&format!(
            "\n## {}\n\n| Severity | Rule | What it does |\n| --- | --- | --- |\n",
            section.title
        ));
        let mut rules: Vec<&Rule> = section.rules.iter().collect();
        rules.sort_by_key(|rule| (rule.severity, rule.id));
        for rule in rules {
            text.push_str(&rule.index_row());
        }
    }
    text
}

/// Where a rule is entered: without a row here it is never checked.
const SECTIONS: &[Section] = &[
    Section {
        title: "pack.json",
        rules: &[
            pack_json::structure::pack_json_missing::RULE,
            pack_json::structure::json_syntax::RULE,
            pack_json::structure::json_duplicate_key::RULE,
            pack_json::structure::schema_violation::RULE,
            pack_json::structure::misspelt_property::RULE,
            pack_json::structure::unknown_property::RULE,
            pack_json::metadata::undocumented_cloud_type::RULE,
            pack_json::metadata::cloud_types_missing::RULE,
            pack_json::metadata::cloud_types_redundant::RULE,
            pack_json::metadata::addon_type_missing::RULE,
            pack_json::metadata::unknown_addon_type::RULE,
            pack_json::metadata::addon_type_on_core_layer::RULE,
            pack_json::metadata::version_leading_v::RULE,
            pack_json::metadata::version_not_semver::RULE,
            pack_json::metadata::version_not_pushable::RULE,
            pack_json::metadata::name_not_pushable::RULE,
            pack_json::metadata::eol_not_a_date::RULE,
            pack_json::metadata::eol_blank::RULE,
            pack_json::metadata::eol_passed::RULE,
            pack_json::annotations::source_annotation_missing::RULE,
            pack_json::annotations::os_annotation_missing::RULE,
            pack_json::annotations::os_annotation_empty::RULE,
            pack_json::annotations::skip_k8s_install_not_boolean::RULE,
            pack_json::annotations::password_in_annotations::RULE,
            pack_json::listed_files::path_leaves_pack::RULE,
            pack_json::listed_files::chart_file_missing::RULE,
            pack_json::listed_files::manifest_file_missing::RULE,
            pack_json::listed_files::duplicate_chart::RULE,
            pack_json::listed_files::chart_not_an_archive::RULE,
            pack_json::listed_files::unlisted_chart::RULE,
            pack_json::listed_files::unlisted_manifest::RULE,
            pack_json::listed_files::chart_drifts_from_folder::RULE,
            pack_json::constraints::dependency_without_range::RULE,
            pack_json::constraints::dependency_range_inverted::RULE,
            pack_json::constraints::dependency_on_itself::RULE,
            pack_json::constraints::duplicate_dependency::RULE,
            pack_json::constraints::min_limit_ignored::RULE,
            pack_json::constraints::unresolved_parameter_path::RULE,
            pack_json::constraints::duplicate_resource::RULE,
            pack_json::constraints::resource_without_amount::RULE,
        ],
    },
    Section {
        title: "values.yaml",
        rules: &[
            values::values_missing::RULE,
            values::yaml_syntax::RULE,
            values::values_not_a_map::RULE,
            values::yaml_duplicate_key::RULE,
            values::yaml_multiple_documents::RULE,
            values::ambiguous_scalar::RULE,
            values::misspelt_pack_value::RULE,
            values::namespace_invalid::RULE,
            values::namespace_missing::RULE,
            values::install_priority_not_integer::RULE,
            values::namespace_labels_not_text::RULE,
            charts::unknown_values_root::RULE,
            charts::chart_values_missing::RULE,
            charts::chart_values_unmatched::RULE,
            charts::chart_value_unknown::RULE,
            charts::chart_value_kind::RULE,
            manifests::manifest_values_unmatched::RULE,
            manifests::manifest_value_missing::RULE,
            manifests::manifest_value_unknown::RULE,
            images::images_missing::RULE,
            images::image_not_listed::RULE,
            images::image_as_text::RULE,
            images::image_key_misspelt::RULE,
            images::image_invalid::RULE,
            images::image_without_registry::RULE,
            images::image_tag_floating::RULE,
            images::duplicate_image::RULE,
            values::macro_not_quoted::RULE,
            values::unknown_system_macro::RULE,
            values::macro_not_closed::RULE,
        ],
    },
    Section {
        title: "presets.yaml",
        rules: &[
            presets::preset_incomplete::RULE,
            presets::duplicate_preset::RULE,
            presets::preset_add_not_yaml::RULE,
            presets::preset_path_unresolved::RULE,
            presets::enabled_presets_misspelt::RULE,
            presets::enabled_preset_unknown::RULE,
            presets::enabled_preset_conflict::RULE,
        ],
    },
    Section {
        title: "schema.yaml",
        rules: &[
            parameters::parameter_path_unresolved::RULE,
            parameters::parameter_expression_invalid::RULE,
            parameters::parameter_regex_invalid::RULE,
            parameters::parameter_default_invalid::RULE,
            parameters::parameter_required_empty::RULE,
            parameters::parameter_without_hints::RULE,
        ],
    },
    Section {
        title: "Logo, README.md and other files",
        rules: &[
            files::logo_missing::RULE,
            files::logo_not_png::RULE,
            files::logo_damaged::RULE,
            files::logo_small::RULE,
            files::logo_heavy::RULE,
            files::logo_not_square::RULE,
            files::readme_missing::RULE,
            files::readme_is_a_template::RULE,
            files::misnamed_file::RULE,
            files::stray_file::RULE,
            files::case_collision::RULE,
            files::folder_name_differs::RULE,
            files::renamed_across_versions::RULE,
        ],
    },
];

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
            let page = rule.page();
            let headings: Vec<_> = page
                .lines()
                .filter(|line| line.starts_with("## "))
                .collect();
            assert_eq!(headings, HEADINGS, "{}", rule.id);
        }
    }
}
