//! Charts as archives.

use std::io::Read;

use crate::chart::{SourceFile, paths};

/// How many bytes an archive may unpack to.
const MAX_SIZE: u64 = 256 << 20;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The files of a gzipped tar archive, by their paths below its one folder.
pub(super) fn unpack(data: &[u8]) -> Result<Vec<SourceFile>, String> {
    match data {
        [] => return Err("EOF".to_owned()),
        [0x1F, 0x8B, 8, ..] if data.len() >= 10 => {}
        _ if data.len() < 10 => return Err("unexpected EOF".to_owned()),
        _ => return Err("gzip: invalid header".to_owned()),
    }
    // Unpacked at once, which takes half the time that reading it header by header takes.
    let mut unzipped = Vec::with_capacity(data.len() * 4);
    let mut decoder = flate2::bufread::MultiGzDecoder::new(data).take(MAX_SIZE);
    let broken = decoder.read_to_end(&mut unzipped).err();
    let unreadable = |error: std::io::Error| told(broken.as_ref().unwrap_or(&error));
    let mut archive = tar::Archive::new(&*unzipped);
    let mut files = Vec::new();
    for entry in archive.entries().map_err(unreadable)? {
        let mut entry = entry.map_err(unreadable)?;
        let kind = entry.header().entry_type();
        if kind.is_dir() || kind.is_pax_global_extensions() || kind.is_pax_local_extensions() {
            continue;
        }
        let path = entry.path_bytes();
        if path.ends_with(b"/") {
            continue;
        }
        let path = path_in_chart(&String::from_utf8_lossy(&path))?;
        let mut content = Vec::with_capacity((entry.size() as usize).min(unzipped.len()));
        entry.read_to_end(&mut content).map_err(unreadable)?;
        if content.starts_with(BYTE_ORDER_MARK) {
            content.drain(..BYTE_ORDER_MARK.len());
        }
        files.push(SourceFile::new(path, content));
    }
    // What ends before the end of the archive is broken, too.
    if let Some(error) = broken.as_ref().filter(|_| !unzipped.ends_with(&[0; 1024])) {
        return Err(told(error));
    }
    match files.is_empty() {
        true => Err("no files in chart archive".to_owned()),
        false => Ok(files),
    }
}

fn told(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof => "unexpected EOF".to_owned(),
        _ => format!("archive/tar: invalid tar header ({error})"),
    }
}

/// The path of a file below the folder that an archive holds.
fn path_in_chart(name: &str) -> Result<String, String> {
    let delimiter = if name.contains('\\') { '\\' } else { '/' };
    let (folder, rest) = name.split_once(delimiter).unwrap_or((name, ""));
    let rest = rest.replace(delimiter, "/");
    if rest.starts_with('/') {
        return Err("chart illegally contains absolute paths".to_owned());
    }
    let path = paths::clean(&rest);
    if path == "." {
        return Err(format!(
            "chart illegally contains content outside the base directory: {}",
            crate::data::quote(name)
        ));
    }
    if path.starts_with("..") {
        return Err("chart illegally references parent directory".to_owned());
    }
    if matches!(path.as_bytes(), [b'a'..=b'z' | b'A'..=b'Z', b':', b'/', ..]) {
        return Err("chart contains illegally named files".to_owned());
    }
    if folder == "Chart.yaml" {
        return Err("chart yaml not in base directory".to_owned());
    }
    Ok(path)
}
