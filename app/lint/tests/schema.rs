//! `pack.schema.json`, which the compiler reads, is written from the table of pack.json's properties;
//! `UPDATE=1` writes it again.

use std::path::Path;

#[test]
fn the_schema_is_that_of_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("pack.schema.json");
    let wanted = format!("{:#}\n", pack_model::format::schema::pack_json());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == wanted,
        "pack.schema.json differs from the table of pack.json's properties: run `UPDATE=1 cargo test -p pack-lint --test schema`"
    );
}
