//! `fmt.Sprint` and `fmt.Sprintln`.

use super::pad::Flags;
use super::verbs::Printer;
use crate::value::{Kind, Value};

/// One value as a template prints it: `%v`.
pub fn print(value: &Value) -> Vec<u8> {
    let mut printer = Printer::new(Flags::default());
    printer.value(value, 'v', 0);
    printer.out
}

/// One value as a template prints it where it stands: pointers as what they point to.
pub fn print_in_place(value: &Value) -> Vec<u8> {
    let Value::Object(object) = value else {
        return print(value);
    };
    object.print_in_place().unwrap_or_else(|| {
        let printed = print(value);
        let skipped = usize::from(object.kind() == Kind::Pointer);
        printed.get(skipped..).unwrap_or_default().to_vec()
    })
}

/// `fmt.Sprint`: a space stands between two values neither of which is a text.
pub fn sprint(values: &[Value]) -> Vec<u8> {
    let mut printer = Printer::new(Flags::default());
    let mut after_text = true;
    for value in values {
        let is_text = value.kind() == Kind::Text;
        if !is_text && !after_text {
            printer.out.push(b' ');
        }
        printer.value(value, 'v', 0);
        after_text = is_text;
    }
    printer.out
}

/// `fmt.Sprintln`: spaces between all values, and a line break.
pub fn print_line(values: &[Value]) -> Vec<u8> {
    let mut printer = Printer::new(Flags::default());
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            printer.out.push(b' ');
        }
        printer.value(value, 'v', 0);
    }
    printer.out.push(b'\n');
    printer.out
}
