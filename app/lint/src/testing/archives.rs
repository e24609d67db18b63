//! Archives that no tool of the repository would write.

use std::io::Write;

/// A gzipped tar whose members have exactly these names.
pub(crate) fn raw_archive(files: &[(&str, &str)]) -> Vec<u8> {
    archive_with_links(files, &[])
}

/// The same with links behind the files, each with what it leads to: symbolic ones, or hard ones where
/// `hard:` stands before that.
pub(crate) fn archive_with_links(files: &[(&str, &str)], links: &[(&str, &str)]) -> Vec<u8> {
    let mut tar = Vec::new();
    for (path, text) in files {
        member(&mut tar, path, text, b"0", "");
    }
    for (path, target) in links {
        match target.strip_prefix("hard:") {
            Some(target) => member(&mut tar, path, "", b"1", target),
            None => member(&mut tar, path, "", b"2", target),
        }
    }
    tar.extend([0; 1024]);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&tar).unwrap();
    gzip.finish().unwrap()
}

/// Appends a member of a kind to a tar.
fn member(tar: &mut Vec<u8>, path: &str, text: &str, kind: &[u8], target: &str) {
    let mut block = [0; 512];
    let mut put = |at: usize, bytes: &[u8]| block[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, path.as_bytes());
    put(100, b"0000644\x000000000\x000000000");
    let size = format!("{:011o}\x0000000000000", text.len());
    put(124, size.as_bytes());
    put(148, b"        ");
    put(156, kind);
    put(157, target.as_bytes());
    put(257, b"ustar\x0000");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\x00 ").as_bytes());
    tar.extend(block);
    tar.extend(text.as_bytes());
    tar.resize(tar.len().next_multiple_of(512), 0);
}
