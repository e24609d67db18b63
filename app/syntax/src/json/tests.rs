//! Reading and editing JSON, as tables.
