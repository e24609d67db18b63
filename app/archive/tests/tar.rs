//! Reading tar, plain and in gzip: valid, damaged and malicious archives.

#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

mod raw;

use flate2::GzBuilder;
use pack_archive::{
    ArchiveKind, Contents, Error, LeftOut, Limits, Reason, detect, read, read_as_helm,
};
use raw::tar::{Header, OLD_GNU, Tar};
use raw::{files, gzip, gzip_with, reports};

fn open(bytes: &[u8]) -> Contents {
    read(bytes, &Limits::default()).unwrap()
}

#[test]
fn the_content_tells_gzip_from_plain_tar() {
    let tar = Tar::new().file("a", "one").end();
    for (bytes, kind) in [
        (tar.clone(), Some(ArchiveKind::Tar)),
        (gzip(&tar), Some(ArchiveKind::GzipTar)),
        (gzip(b"apiVersion: v1"), Some(ArchiveKind::Gzip)),
        (gzip(b""), Some(ArchiveKind::Gzip)),
        (Tar::new().end(), Some(ArchiveKind::Tar)),
        (gzip(&Tar::new().end()), Some(ArchiveKind::GzipTar)),
        (b"apiVersion: v1".to_vec(), None),
        (vec![0; 4], None),
        (Vec::new(), None),
    ] {
        assert_eq!(detect(&bytes), kind);
    }
    assert_eq!(
        read(&gzip(b"apiVersion: v1"), &Limits::default()),
        Err(Error::GzipWithoutTar)
    );
    assert_eq!(read(b"{}", &Limits::default()), Err(Error::NotAnArchive));
    assert_eq!(open(&Tar::new().end()), Contents::default());
    assert_eq!(open(&gzip(&Tar::new().end())), Contents::default());
}

#[test]
fn names_of_all_dialects_are_read() {
    let long = format!("{}/values.yaml", "folder-of-some-length/".repeat(12));
    let long = long.replace("//", "/");
    let mut prefixed = Header::file("templates/deployment.yaml", 1);
    prefixed.prefix = b"chart/charts/sub".to_vec();
    let mut gnu = Header::file("gnu", 1);
    gnu.magic = *OLD_GNU;
    let mut old = Header::file("old", 1);
    old.magic = [0; 8];
    let mut script = Header::file("run.sh", 1);
    script.mode = 0o100_755;
    let mut announced = Header::of_kind("././@LongLink", b'L', long.len() + 1);
    announced.magic = *OLD_GNU;
    let mut sized = Header::file("sized", 0);
    sized.size = 0;

    let bytes = Tar::new()
        .member(&Header::of_kind("./", b'5', 0), b"")
        .member(&Header::of_kind("global", b'g', 0), b"")
        .file("./Chart.yaml", "0")
        .member(&prefixed, b"1")
        .member(&gnu, b"2")
        .member(&old, b"3")
        .member(&announced, format!("{long}\0").as_bytes())
        .member(&gnu, b"4")
        .pax(&[("path", "ünï/cödé.yaml"), ("comment", "x")])
        .file("short", "5")
        .pax(&[("size", "3")])
        .member(&sized, b"six")
        .member(&script, b"7")
        .end();
    for bytes in [bytes.clone(), gzip(&bytes)] {
        let contents = open(&bytes);
        assert_eq!(
            files(&contents),
            [
                ("Chart.yaml", "0"),
                ("chart/charts/sub/templates/deployment.yaml", "1"),
                ("gnu", "2"),
                ("old", "3"),
                (long.as_str(), "4"),
                ("ünï/cödé.yaml", "5"),
                ("sized", "six"),
                ("run.sh", "7"),
            ]
        );
        assert_eq!(reports(&contents), []);
        let executable = contents.entries.iter().filter(|entry| entry.executable);
        assert_eq!(
            executable.map(|e| &e.path[..]).collect::<Vec<_>>(),
            ["run.sh"]
        );
    }
}

#[test]
fn gzip_may_have_any_header_and_several_members() {
    let tar = Tar::new().file("a", "one").file("b", "two").end();
    let as_helm_writes = GzBuilder::new()
        .extra(*b"+aHR0")
        .comment("Helm")
        .filename("a.tar");
    let mut several = gzip(&tar[..700]);
    several.extend(gzip(b""));
    several.extend(gzip_with(as_helm_writes, &tar[700..]));
    several.extend([0; 37]);
    let contents = open(&several);
    assert_eq!(files(&contents), [("a", "one"), ("b", "two")]);
    assert_eq!(reports(&contents), []);
}

#[test]
fn a_refused_member_is_reported_and_the_rest_is_read() {
    let named = |name: &str| Header::file(name, 0);
    let of_kind = |kind| Header {
        link: b"/etc/passwd".to_vec(),
        ..Header::of_kind("odd", kind, 0)
    };
    for (header, reason) in [
        (named("../odd"), Reason::LeavesFolder),
        (named("a/../../odd"), Reason::LeavesFolder),
        (named(r"a\..\..\odd"), Reason::LeavesFolder),
        (named("/odd"), Reason::Absolute),
        (named("od\nd"), Reason::Malformed),
        (named(r"p\odd"), Reason::Backslash),
        (of_kind(b'1'), Reason::HardLink("/etc/passwd".into())),
        (of_kind(b'2'), Reason::SymbolicLink),
        (of_kind(b'3'), Reason::Special("a device")),
        (of_kind(b'4'), Reason::Special("a device")),
        (of_kind(b'6'), Reason::Special("a pipe")),
        (of_kind(b'Z'), Reason::Special("of an unknown type")),
    ] {
        let name = String::from_utf8_lossy(&header.name).into_owned();
        let contents = open(&Tar::new().member(&header, b"").file("good", "y").end());
        assert_eq!(files(&contents), [("good", "y")], "{name}");
        assert_eq!(reports(&contents), [(name.as_str(), &reason)]);
    }
}

#[test]
fn a_path_that_leaves_the_folder_is_refused_in_pax_and_gnu_names_too() {
    let name = "../../odd";
    let announced = Header::of_kind("././@LongLink", b'L', name.len());
    for tar in [
        Tar::new().pax(&[("path", name)]),
        Tar::new().member(&announced, name.as_bytes()),
    ] {
        let contents = open(&tar.file("innocent", "x").file("good", "y").end());
        assert_eq!(files(&contents), [("good", "y")]);
        assert_eq!(reports(&contents), [(name, &Reason::LeavesFolder)]);
    }
}

#[test]
fn a_hard_link_is_the_file_that_it_names() {
    let link = |name: &str, target: &str| Header {
        link: target.as_bytes().to_vec(),
        ..Header::of_kind(name, b'1', 0)
    };
    let tar = Tar::new()
        .file("./p/a", "one")
        .member(&link("p/b", "./p/a"), b"")
        .member(&link("./p/c", "p/b"), b"")
        .member(&link("p/a", "p/a"), b"")
        .file("p/a", "two")
        .pax(&[("path", "p/ü"), ("linkpath", "p/a")])
        .member(&link("x", "y"), b"");
    let refused = tar
        .member(&link("p/circle", "p/circle"), b"")
        .member(&link("p/later", "p/z"), b"")
        .member(&link("p/out", "../../etc/passwd"), b"")
        .file("p/z", "three");
    for bytes in [refused.clone().end(), gzip(&refused.end())] {
        let contents = open(&bytes);
        assert_eq!(
            files(&contents),
            [
                ("p/a", "two"),
                ("p/b", "one"),
                ("p/c", "one"),
                ("p/ü", "two"),
                ("p/z", "three")
            ]
        );
        let link = |target: &str| Reason::HardLink(target.into());
        assert_eq!(
            reports(&contents),
            [
                ("p/a", &Reason::Duplicate),
                ("p/circle", &link("p/circle")),
                ("p/later", &link("p/z")),
                ("p/out", &link("../../etc/passwd")),
            ]
        );
    }
}

#[test]
fn links_count_as_what_they_name() {
    let mut tar = Tar::new().file("a", &"x".repeat(1000));
    for number in 0..9 {
        let link = Header {
            link: b"a".to_vec(),
            ..Header::of_kind(&format!("l{number}"), b'1', 0)
        };
        tar = tar.member(&link, b"");
    }
    let limits = |total| Limits {
        total,
        ..Limits::default()
    };
    let bytes = tar.end();
    assert_eq!(read(&bytes, &limits(10_000)).unwrap().entries.len(), 10);
    assert!(matches!(
        read(&bytes, &limits(9_999)),
        Err(Error::TooLarge { .. })
    ));
}

#[test]
fn a_backslash_separates_folders_where_helm_reads() {
    let bytes = gzip(
        &Tar::new()
            .file(r"web\Chart.yaml", "x")
            .file("web/a", "y")
            .end(),
    );
    assert_eq!(files(&open(&bytes)), [("web/a", "y")]);
    let contents = read_as_helm(&bytes, &Limits::default()).unwrap();
    assert_eq!(files(&contents), [("web/Chart.yaml", "x"), ("web/a", "y")]);
}

#[test]
fn a_hard_link_is_reported_where_helm_reads() {
    let link = Header {
        link: b"web/a".to_vec(),
        ..Header::of_kind("web/b", b'1', 0)
    };
    let bytes = gzip(&Tar::new().file("web/a", "x").member(&link, b"").end());
    let expected = [("web/a", "x"), ("web/b", "x")];
    let contents = open(&bytes);
    assert_eq!(files(&contents), expected);
    assert_eq!(reports(&contents), []);
    let contents = read_as_helm(&bytes, &Limits::default()).unwrap();
    assert_eq!(files(&contents), expected);
    assert_eq!(reports(&contents), [("web/b", &Reason::EmptyForHelm)]);
}

#[test]
fn sparse_files_are_left_out() {
    let tar = Tar::new()
        .pax(&[("GNU.sparse.major", "1"), ("GNU.sparse.name", "real")])
        .file("odd", "x")
        .file("good", "y");
    let contents = open(&tar.end());
    assert_eq!(files(&contents), [("good", "y")]);
    assert_eq!(
        reports(&contents),
        [("odd", &Reason::Special("a sparse file"))]
    );
}

#[test]
fn names_that_collide_or_are_not_utf8_are_reported() {
    let mut latin = Header::file("", 1);
    latin.name = b"caf\xe9".to_vec();
    let tar = Tar::new()
        .file("a", "first")
        .file("A", "upper")
        .file("./a", "last")
        .member(&latin, b"x");
    let contents = open(&tar.end());
    let other = "a".to_owned();
    assert_eq!(
        files(&contents),
        [("a", "last"), ("A", "upper"), ("caf\u{fffd}", "x")]
    );
    assert_eq!(
        reports(&contents),
        [
            ("a", &Reason::Duplicate),
            ("caf\u{fffd}", &Reason::NameNotUtf8),
            ("A", &Reason::CaseCollision { other }),
        ]
    );
}

#[test]
fn a_wrong_size_never_shortens_a_file() {
    let text = "text ".repeat(300);
    for size in [0, 10, 600, 5_000, 1 << 32] {
        let odd = Header {
            size,
            ..Header::file("odd", 0)
        };
        let bytes = Tar::new()
            .file("good", "y")
            .member(&odd, text.as_bytes())
            .file("after", "z")
            .end();
        let contents = open(&bytes);
        assert_eq!(files(&contents), [("good", "y")], "{size}");
        assert!(
            matches!(reports(&contents)[0], ("odd", Reason::Damaged(_))),
            "{size}: {contents:?}"
        );
    }
}

#[test]
fn a_bomb_is_refused_with_the_limit_that_it_exceeds() {
    let limits = Limits {
        total: 3_000,
        file: 2_000,
        entries: 10,
        ratio: 1_000,
    };
    let zeros = |size| "\0".repeat(size);
    let path = "a".to_owned();
    let many = (0..11).fold(Tar::new(), |tar, n| tar.file(&n.to_string(), ""));
    for (tar, expected) in [
        (
            Tar::new().file("a", &zeros(2_001)),
            Error::FileTooLarge { path, limit: 2_000 },
        ),
        (
            Tar::new().file("a", &zeros(1_500)).file("b", &zeros(1_501)),
            Error::TooLarge { limit: 3_000 },
        ),
        // Skipped bytes count as well.
        (
            Tar::new().member(
                &Header::of_kind("link", b'2', 1 << 20),
                zeros(1 << 20).as_bytes(),
            ),
            Error::TooLarge { limit: 3_000 },
        ),
        (many, Error::TooManyEntries { limit: 10 }),
    ] {
        let bytes = tar.end();
        assert_eq!(read(&bytes, &limits), Err(expected.clone()));
        assert_eq!(read(&gzip(&bytes), &limits), Err(expected));
    }
}

#[test]
fn a_small_file_of_spaces_is_not_a_bomb_but_a_huge_one_is() {
    let mebibyte = gzip(&[b' '; 1 << 20]);
    let spaces = |mebibytes: u64| {
        let mut bytes = gzip(
            &Header {
                size: mebibytes << 20,
                ..Header::file("a", 0)
            }
            .block(),
        );
        bytes.extend(mebibyte.repeat(mebibytes as usize));
        bytes.extend(gzip(&[0; 1024]));
        bytes
    };
    let strict = Limits {
        ratio: 500,
        ..Limits::default()
    };
    assert!(read(&spaces(16), &strict).is_ok());
    assert_eq!(
        read(&spaces(17), &strict),
        Err(Error::RatioTooHigh { limit: 500 })
    );
}

#[test]
fn an_archive_cut_short_gives_whole_files_or_an_error() {
    let tar = Tar::new()
        .file("a", "the first file")
        .file("b", &"the second file".repeat(50))
        .pax(&[("path", "c")])
        .file("x", "the third file")
        .end();
    let whole = open(&tar);
    for (bytes, kind) in [(gzip(&tar), ArchiveKind::GzipTar), (tar, ArchiveKind::Tar)] {
        for end in 0..bytes.len() {
            match read(&bytes[..end], &Limits::default()) {
                Ok(partial) => {
                    assert!(!partial.entries.is_empty(), "cut at {end}");
                    for entry in &partial.entries {
                        assert!(whole.entries.contains(entry), "cut at {end}");
                    }
                    let is_damage = |left_out: &LeftOut| {
                        matches!(
                            left_out.reason,
                            Reason::Incomplete(_) | Reason::Damaged(_) | Reason::NoEndMark
                        )
                    };
                    let only_the_end_mark = kind == ArchiveKind::Tar && bytes.len() - end <= 1024;
                    assert!(
                        only_the_end_mark || partial.left_out.iter().any(is_damage),
                        "cut at {end}"
                    );
                }
                Err(Error::NotAnArchive | Error::Damaged { .. }) => {}
                Err(error) => panic!("cut at {end}: {error}"),
            }
        }
    }
}

#[test]
fn a_wrong_checksum_of_gzip_is_reported() {
    let mut bytes = gzip(&Tar::new().file("a", "one").end());
    let at = bytes.len() - 8;
    bytes[at] ^= 1;
    let contents = open(&bytes);
    assert_eq!(files(&contents), [("a", "one")]);
    assert!(matches!(
        reports(&contents)[..],
        [("", Reason::Incomplete(_))]
    ));
}
