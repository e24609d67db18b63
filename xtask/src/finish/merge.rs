//! Merges the pieces of the program that are loaded together when a pack is opened.
//!
//! It makes the compressed page 26 kB smaller, and
//! saves two requests. The splitter puts what several pieces need into further ones. Here the panels and the
//! renderer are always loaded after the pack's piece, so what any of them shares may as well be part of it. As
//! one file it compresses better, and a call between its parts, which went through the program's table, is a
//! direct one.

use std::collections::HashMap;
use std::convert::Infallible;
use std::ops::Range;

use anyhow::{Context, Result, anyhow, bail, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, DataCountSection, DataSection, ElementSection, Function, FunctionSection,
    Instruction, Module, RawSection, SectionId,
};
use wasmparser::{
    DataSectionReader, ElementItems, ElementKind, ElementSectionReader, FunctionBody,
    FunctionSectionReader, Operator, Parser, Payload,
};

use super::function_order::imported_functions;

/// The piece of the pack, as the splitter calls it.
pub(super) const PACK: &str = "later";

/// How the loader's function for the pack's piece begins and ends.
const LOADS_PACK: &str = "export const __wasm_split_load_later = wrapAsyncCb(";
const LOADED: &str = "]));";

/// How the loader's function for another file ends.
const LOADED_ALONE: &str = ", []);";

/// The loader of the pieces, for which the files `shared` are now parts of the pack's piece, which is in the
/// file `pack`.
///
/// # Errors
///
/// If the loader is not written as expected.
pub(super) fn loader(text: &str, shared: &[String], pack: &str) -> Result<String> {
    let changed = "the loader of the pieces is written in another way";
    let variable = |file: &String| format!("__{}", file.trim_end_matches(".wasm"));
    // A variable can be used only behind its declaration.
    let mut shared = shared.to_vec();
    shared.sort_by_key(|file| text.find(&format!("const {} = ", variable(file))));
    let (first, others) = shared.split_first().context(changed)?;
    let loads_pack = variable(first);
    let (before, rest) = text.split_once(LOADS_PACK).context(changed)?;
    let (own, after) = rest.split_once(LOADED).context(changed)?;
    let file = format!("\"./{first}\"");
    let is_own = |file| own.contains(&variable(file));
    ensure!(before.contains(&file) && shared.iter().any(is_own), changed);
    let mut before = before.replace(&file, &format!("\"./{pack}\""));
    for other in others {
        let variable = variable(other);
        let begins = format!("const {variable} = ");
        let (ahead, rest) = before.split_once(&begins).context(changed)?;
        let (_, behind) = rest.split_once(LOADED_ALONE).context(changed)?;
        before = format!("{ahead}{begins}{loads_pack};{behind}");
    }
    Ok(format!("{before}{LOADS_PACK}{loads_pack});{after}"))
}

/// Two pieces of one program as one.
///
/// # Errors
///
/// If their types or imports differ, or if they have more than functions and what these need.
pub(super) fn merged(one: &[u8], other: &[u8]) -> Result<Vec<u8>> {
    let pieces = [Piece::read(one)?, Piece::read(other)?];
    let [one, other] = &pieces;
    ensure!(
        one.types == other.types && one.imports == other.imports,
        "two pieces of the program have other types or imports"
    );
    let mut merging = Merging::default();
    merging.find_slots(one, 0)?;
    merging.find_slots(other, one.functions.count())?;
    for piece in &pieces {
        merging.add(piece).map_err(|error| anyhow!("{error}"))?;
    }
    let mut module = Module::new();
    module
        .section(&raw(SectionId::Type, one.types))
        .section(&raw(SectionId::Import, one.imports))
        .section(&merging.functions)
        .section(&merging.elements)
        .section(&DataCountSection {
            count: merging.data.len(),
        })
        .section(&merging.code)
        .section(&merging.data);
    Ok(module.finish())
}

fn raw(id: SectionId, data: &[u8]) -> RawSection<'_> {
    RawSection {
        id: id.into(),
        data,
    }
}

/// What a section has.
fn content(module: &[u8], range: Range<u64>) -> Option<&[u8]> {
    module.get(usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?)
}

/// What a piece has.
struct Piece<'a> {
    types: &'a [u8],
    imports: &'a [u8],
    functions: FunctionSectionReader<'a>,
    elements: ElementSectionReader<'a>,
    bodies: Vec<FunctionBody<'a>>,
    data: DataSectionReader<'a>,
}

impl<'a> Piece<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self> {
        ensure!(
            imported_functions(bytes)? == 0,
            "a piece of the program imports functions"
        );
        let (mut types, mut imports) = (None, None);
        let (mut functions, mut elements, mut data) = (None, None, None);
        let mut bodies = Vec::new();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::TypeSection(section) => types = content(bytes, section.range()),
                Payload::ImportSection(section) => imports = content(bytes, section.range()),
                Payload::FunctionSection(section) => functions = Some(section),
                Payload::ElementSection(section) => elements = Some(section),
                Payload::DataSection(section) => data = Some(section),
                Payload::CodeSectionEntry(body) => bodies.push(body),
                Payload::ExportSection(section) if section.count() == 0 => {}
                Payload::Version { .. }
                | Payload::DataCountSection { .. }
                | Payload::CodeSectionStart { .. }
                | Payload::CustomSection(_)
                | Payload::End(_) => {}
                _ => bail!("a piece of the program has a section that cannot be merged"),
            }
        }
        let missing = "a piece of the program lacks a section";
        Ok(Self {
            types: types.context(missing)?,
            imports: imports.context(missing)?,
            functions: functions.context(missing)?,
            elements: elements.context(missing)?,
            bodies,
            data: data.context(missing)?,
        })
    }
}

/// The sections of the merged piece, and where the indices of the piece that is added begin in it.
#[derive(Default)]
struct Merging {
    first_function: u32,
    first_data: u32,
    /// The functions of the merged piece by their slots in the program's table.
    slots: HashMap<u32, u32>,
    functions: FunctionSection,
    elements: ElementSection,
    code: CodeSection,
    data: DataSection,
}

impl Merging {
    /// Finds where a piece, whose functions come after others, puts them into the program's table.
    fn find_slots(&mut self, piece: &Piece<'_>, first_function: u32) -> Result<()> {
        for element in piece.elements.clone() {
            let element = element?;
            let ElementKind::Active { offset_expr, .. } = element.kind else {
                bail!("a piece of the program fills no table");
            };
            let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                bail!("a piece of the program fills an unknown part of the table");
            };
            let ElementItems::Functions(functions) = element.items else {
                bail!("a piece of the program fills a table with something else than functions");
            };
            for (slot, function) in (value.cast_unsigned()..).zip(functions) {
                self.slots.insert(slot, first_function + function?);
            }
        }
        Ok(())
    }

    /// Adds a piece behind what is there.
    fn add(&mut self, piece: &Piece<'_>) -> Result<(), Error<Infallible>> {
        self.first_function = self.functions.len();
        self.first_data = self.data.len();
        let mut functions = std::mem::take(&mut self.functions);
        self.parse_function_section(&mut functions, piece.functions.clone())?;
        self.functions = functions;
        let mut elements = std::mem::take(&mut self.elements);
        self.parse_element_section(&mut elements, piece.elements.clone())?;
        self.elements = elements;
        for body in &piece.bodies {
            let function = self.function(body)?;
            self.code.function(&function);
        }
        let mut data = std::mem::take(&mut self.data);
        self.parse_data_section(&mut data, piece.data.clone())?;
        self.data = data;
        Ok(())
    }

    /// A function, which calls functions of the merged piece directly.
    fn function(&mut self, body: &FunctionBody<'_>) -> Result<Function, Error<Infallible>> {
        let mut function = self.new_function_with_parsed_locals(body)?;
        let mut reader = body.get_operators_reader()?;
        // A number that may be the slot of a call.
        let mut number = None::<i32>;
        while !reader.eof() {
            let operator = reader.read()?;
            if let Some(slot) = number.take() {
                let called = self.slots.get(&slot.cast_unsigned());
                if let (Operator::CallIndirect { .. }, Some(called)) = (&operator, called) {
                    function.instruction(&Instruction::Call(*called));
                    continue;
                }
                function.instruction(&Instruction::I32Const(slot));
            }
            if let Operator::I32Const { value } = operator {
                number = Some(value);
            } else {
                function.instruction(&self.instruction(operator)?);
            }
        }
        Ok(function)
    }
}

impl Reencode for Merging {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.first_function + function)
    }

    fn data_index(&mut self, data: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.first_data + data)
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{ConstExpr, Elements, ImportSection, MemoryType, TypeSection};

    use super::*;

    /// A piece with a function that calls itself, one that calls what a slot of the table has, and
    /// some data. The first one is in the slot `own`.
    fn piece(own: i32, called: i32) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        let memory = MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        imports.import("main", "memory", memory);
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut elements = ElementSection::new();
        let slots = Elements::Functions(vec![0].into());
        elements.active(None, &ConstExpr::i32_const(own), slots);
        let mut code = CodeSection::new();
        for calls in [
            &[Instruction::Call(0)][..],
            &[
                Instruction::I32Const(called),
                Instruction::CallIndirect {
                    type_index: 0,
                    table_index: 0,
                },
            ],
        ] {
            let mut function = Function::new([]);
            for call in calls {
                function.instruction(call);
            }
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(own), *b"data");
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&elements)
            .section(&DataCountSection { count: 1 })
            .section(&code)
            .section(&data);
        module.finish()
    }

    /// The instructions of each function, without its end.
    fn calls(module: &[u8]) -> Vec<String> {
        let piece = Piece::read(module).expect("a piece");
        let written = piece.bodies.iter().map(|body| {
            let operators = body.get_operators_reader().expect("operators");
            let operators: Vec<_> = operators
                .into_iter()
                .map(|one| format!("{one:?}"))
                .collect();
            operators[..operators.len() - 1].join(" ")
        });
        written.collect()
    }

    #[test]
    fn pieces_call_each_other_directly() {
        let merged = merged(&piece(7, 9), &piece(9, 30)).expect("merged");
        let [one, to_other, other, elsewhere] = calls(&merged).try_into().expect("functions");
        assert_eq!(one, "Ok(Call { function_index: 0 })");
        assert_eq!(to_other, "Ok(Call { function_index: 2 })");
        assert_eq!(other, "Ok(Call { function_index: 2 })");
        assert!(elsewhere.contains("I32Const { value: 30 }"), "{elsewhere}");
        assert!(elsewhere.contains("CallIndirect"), "{elsewhere}");
        let piece = Piece::read(&merged).expect("a piece");
        assert_eq!((piece.elements.count(), piece.data.count()), (2, 2));
    }

    #[test]
    fn what_is_no_piece_is_refused() {
        assert!(merged(&piece(7, 9), b"").is_err());
        assert!(merged(&piece(7, 9), &Module::new().finish()).is_err());
    }

    #[test]
    fn the_loader_loads_one_file_for_all() {
        let text = "const __chunk_3 = makeLoad(() => fetch(\"./chunk_3.wasm\"), []);\n\
            const __chunk_4 = makeLoad(() => fetch(\"./chunk_4.wasm\"), []);\n\
            export const __wasm_split_load_panels = wrapAsyncCb(makeLoad(p, [__chunk_3, __chunk_4]));\n\
            export const __wasm_split_load_later = wrapAsyncCb(makeLoad(l, [__chunk_3, __chunk_4]));\n";
        let shared = ["chunk_3.wasm", "chunk_4.wasm"].map(str::to_owned);
        assert_eq!(
            loader(text, &shared, "split_later.wasm").expect("a loader"),
            "const __chunk_3 = makeLoad(() => fetch(\"./split_later.wasm\"), []);\n\
            const __chunk_4 = __chunk_3;\n\
            export const __wasm_split_load_panels = wrapAsyncCb(makeLoad(p, [__chunk_3, __chunk_4]));\n\
            export const __wasm_split_load_later = wrapAsyncCb(__chunk_3);\n"
        );
        let other = ["chunk_5.wasm".to_owned()];
        assert!(loader(text, &other, "split_later.wasm").is_err());
        assert!(loader("", &shared, "split_later.wasm").is_err());
        assert!(loader(text, &[], "split_later.wasm").is_err());
    }
}
