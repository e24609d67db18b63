//! Patterns of `.Files.Glob`, as the library gobwas/glob reads them with `/` between folders: `*`, `**`, `?`,
//! `[abc]`, `[!a-z]`, `{a,b}` and `\`.

/// How many ways to match are tried before none is found.
const MAX_STEPS: usize = 100_000;

/// A pattern.
#[derive(Debug)]
pub(super) struct Glob {
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    One(char),
    /// One character but `/`.
    Any,
    /// Any characters but `/`.
    Star,
    /// Any characters.
    DoubleStar,
    /// One character within, or without, these.
    Class(bool, Vec<(char, char)>),
    /// One of these patterns.
    Either(Vec<Vec<Piece>>),
}

impl Glob {
    /// Reads a pattern. One that cannot be read is Helm's `**`.
    pub(super) fn parse(pattern: &str) -> Self {
        let mut reader = Reader {
            characters: pattern.chars().collect(),
            at: 0,
        };
        let pieces = reader.pieces(0);
        let is_whole = reader.at == reader.characters.len();
        let pieces = pieces.filter(|_| is_whole);
        Self {
            pieces: pieces.unwrap_or_else(|| vec![Piece::DoubleStar]),
        }
    }

    /// Whether a path fits.
    pub(super) fn matches(&self, path: &str) -> bool {
        let path: Vec<char> = path.chars().collect();
        let pieces: Vec<&Piece> = self.pieces.iter().collect();
        fits(&pieces, &path, &mut 0)
    }
}

fn fits(pieces: &[&Piece], path: &[char], steps: &mut usize) -> bool {
    *steps += 1;
    if *steps > MAX_STEPS {
        return false;
    }
    let Some((first, rest)) = pieces.split_first() else {
        return path.is_empty();
    };
    let next = path.first();
    match first {
        Piece::Star | Piece::DoubleStar => {
            let is_double = matches!(first, Piece::DoubleStar);
            let end = path.iter().position(|c| !is_double && *c == '/');
            let end = end.unwrap_or(path.len());
            (0..=end).any(|eaten| fits(rest, &path[eaten..], steps))
        }
        Piece::Either(patterns) => patterns.iter().any(|pattern| {
            let joined: Vec<&Piece> = pattern.iter().chain(rest.iter().copied()).collect();
            fits(&joined, path, steps)
        }),
        Piece::One(one) => next == Some(one) && fits(rest, &path[1..], steps),
        Piece::Any => next.is_some_and(|c| *c != '/') && fits(rest, &path[1..], steps),
        Piece::Class(is_within, ranges) => {
            let is_in = |c: &char| ranges.iter().any(|(low, high)| (*low..=*high).contains(c));
            next.is_some_and(|c| is_in(c) == *is_within) && fits(rest, &path[1..], steps)
        }
    }
}

struct Reader {
    characters: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn take(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += 1;
        Some(character)
    }

    fn skip_if(&mut self, character: char) -> bool {
        let fits = self.peek() == Some(character);
        self.at += usize::from(fits);
        fits
    }

    /// Pieces until the end, or until the end of an alternative.
    fn pieces(&mut self, depth: usize) -> Option<Vec<Piece>> {
        let mut pieces = Vec::new();
        while let Some(character) = self.peek() {
            if depth > 0 && matches!(character, ',' | '}') {
                break;
            }
            self.at += 1;
            pieces.push(match character {
                '*' if self.skip_if('*') => Piece::DoubleStar,
                '*' => Piece::Star,
                '?' => Piece::Any,
                '\\' => match self.take() {
                    Some(escaped) => Piece::One(escaped),
                    None => break,
                },
                '[' => self.class()?,
                '{' if depth < 16 => self.alternatives(depth)?,
                '{' => return None,
                one => Piece::One(one),
            });
        }
        Some(pieces)
    }

    fn alternatives(&mut self, depth: usize) -> Option<Piece> {
        let mut patterns = vec![self.pieces(depth + 1)?];
        while self.skip_if(',') {
            patterns.push(self.pieces(depth + 1)?);
        }
        // One that is not closed ends with the pattern.
        self.skip_if('}');
        Some(Piece::Either(patterns))
    }

    /// `[abc]` or `[a-z]`, each perhaps with `!`.
    fn class(&mut self) -> Option<Piece> {
        let is_within = !self.skip_if('!');
        if let [low, '-', high, ']', ..] = self.characters[self.at..] {
            self.at += 4;
            return (low <= high).then(|| Piece::Class(is_within, vec![(low, high)]));
        }
        if self.characters.get(self.at + 1) == Some(&'-') {
            return None;
        }
        let mut ranges = Vec::new();
        loop {
            let one = match self.take()? {
                ']' => break,
                '\\' => self.take()?,
                one => one,
            };
            ranges.push((one, one));
        }
        (!ranges.is_empty()).then_some(Piece::Class(is_within, ranges))
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn patterns_fit_paths() {
        for (pattern, path, expected) in [
            ("conf/*", "conf/a.txt", true),
            ("conf/*", "conf/sub/a.txt", false),
            ("conf/**", "conf/sub/a.txt", true),
            ("**/*.txt", "a.txt", false),
            ("**.txt", "a/b.txt", true),
            ("?.txt", "a.txt", true),
            ("?.txt", "/.txt", false),
            ("[a-c]x", "bx", true),
            ("[!a-c]x", "bx", false),
            ("{a,b*}.txt", "bcd.txt", true),
            ("{a,b*}.txt", "c.txt", false),
            (r"\*", "*", true),
            (r"\*", "a", false),
            ("a[", "anything/at/all", true),
            ("[a-cx]", "anything", true),
            ("[]", "anything", true),
            ("[^a]", "^", true),
            ("{a,b", "b", true),
            ("{", "a", false),
            (r"a\", "a", true),
        ] {
            let fits = Glob::parse(pattern).matches(path);
            assert_eq!(fits, expected, "{pattern} and {path}");
        }
    }

    #[test]
    fn a_pattern_of_many_stars_ends() {
        let path = "ab".repeat(100);
        assert!(!Glob::parse(&"*a".repeat(40)).matches(&path));
    }
}
