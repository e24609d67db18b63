//! How charts are rendered, and how far that may go. Go's engine has hardly a limit; a page that renders at every keystroke
//! needs them.

/// How much of the stack a rendering uses unless told otherwise: what browsers and threads surely have.
const STACK: usize = if cfg!(target_arch = "wasm32") {
    384 << 10
} else {
    1 << 20
};

/// How much of the stack the parser may use.
const PARSER_STACK: usize = if cfg!(target_arch = "wasm32") {
    256 << 10
} else {
    512 << 10
};

/// How a chart is rendered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// How far it may go.
    pub limits: Limits,
    /// How many random values count as given before. With another number all of them are others, which
    /// shows what depends on them.
    pub random: u64,
}

/// What a rendering may use.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many nodes and commands are evaluated; long texts and lists count as several.
    pub steps: u64,
    /// How many bytes one template, and one value of text, may have.
    pub length: usize,
    /// How many elements a list or map may have.
    pub elements: usize,
    /// How much of the stack, in bytes, templates may use that call others or nest deeply. A thread needs
    /// this much and half a megabyte more.
    pub stack: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            steps: 10_000_000,
            length: 64 << 20,
            elements: 4_000_000,
            stack: STACK,
        }
    }
}

/// Whether the parser, which began at a place of the stack, may go on.
pub(super) fn parser_may_go_on(start: usize) -> bool {
    start.abs_diff(stack_address()) < PARSER_STACK
}

/// About where the stack is now: the address of something on it.
#[inline(never)]
pub(super) fn stack_address() -> usize {
    let here = 0_u8;
    std::ptr::from_ref(std::hint::black_box(&here)).addr()
}
