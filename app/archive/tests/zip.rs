//! Reading zip: valid, damaged and malicious archives.

#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

mod raw;

use pack_archive::{ArchiveKind, Contents, Error, Limits, Reason, detect, read};
use raw::zip::{Member, archive, overlapping};
use raw::{files, reports};

fn open(members: &[Member]) -> Contents {
    read(&archive(members), &Limits::default()).unwrap()
}

#[test]
fn members_of_all_storage_methods_are_read_in_order() {
    let mut folder = Member::stored("p/", b"");
    folder.mode = 0o040_755;
    let mut script = Member::deflated("p/run.sh", b"#!/bin/sh");
    script.mode = 0o100_755;
    let contents = open(&[
        folder,
        script,
        Member::stored("p/b", b"two"),
        Member::deflated("p/a", b"one").with_descriptor(),
        Member::stored("p/c", b"three").with_descriptor(),
        Member::deflated("p/d", b"four").with_zip64(),
        Member::stored("p/e", b""),
    ]);
    assert_eq!(
        files(&contents),
        [
            ("p/run.sh", "#!/bin/sh"),
            ("p/b", "two"),
            ("p/a", "one"),
            ("p/c", "three"),
            ("p/d", "four"),
            ("p/e", ""),
        ]
    );
    let executable: Vec<bool> = contents.entries.iter().map(|e| e.executable).collect();
    assert_eq!(executable, [true, false, false, false, false, false]);
    assert_eq!(reports(&contents), []);
}

#[test]
fn an_empty_archive_has_no_entries() {
    let bytes = archive(&[]);
    assert_eq!(detect(&bytes), Some(ArchiveKind::Zip));
    assert_eq!(read(&bytes, &Limits::default()), Ok(Contents::default()));
}

#[test]
fn a_refused_member_is_reported_and_the_rest_is_read() {
    let named = |name: &str| Member::stored(name, b"x");
    let of_mode = |mode| Member {
        mode,
        ..named("odd")
    };
    let of_method = |method| Member {
        method,
        ..named("odd")
    };
    let encrypted = Member {
        flags: 1,
        ..named("odd")
    };
    for (member, reason) in [
        (named("../odd"), Reason::LeavesFolder),
        (named("a/../../odd"), Reason::LeavesFolder),
        (named(r"..\odd"), Reason::LeavesFolder),
        (named("/odd"), Reason::Absolute),
        (named(r"C:\odd"), Reason::Absolute),
        (named("od\0d"), Reason::Malformed),
        (of_mode(0o120_777), Reason::SymbolicLink),
        (of_mode(0o020_644), Reason::Special("a device or pipe")),
        (of_method(9), Reason::UnsupportedMethod("Deflate64".into())),
        (of_method(93), Reason::UnsupportedMethod("Zstandard".into())),
        (
            of_method(77),
            Reason::UnsupportedMethod("an unknown method".into()),
        ),
        (encrypted, Reason::Encrypted),
    ] {
        let name = String::from_utf8_lossy(&member.name).into_owned();
        let contents = open(&[member, Member::stored("good", b"y")]);
        assert_eq!(files(&contents), [("good", "y")], "{name}");
        assert_eq!(reports(&contents), [(name.as_str(), &reason)]);
    }
}

#[test]
fn a_member_with_a_wrong_size_is_left_out() {
    let text = [b'a'; 1000];
    let lies: [fn(&mut Member); 5] = [
        |member| member.central_sizes.1 = 10,
        |member| member.central_sizes.1 = 100_000,
        |member| member.central_sizes.1 = u32::MAX - 1,
        |member| member.central_sizes.0 -= 1,
        |member| member.crc ^= 1,
    ];
    for (number, lie) in lies.into_iter().enumerate() {
        for mut member in [Member::stored("odd", &text), Member::deflated("odd", &text)] {
            lie(&mut member);
            let contents = open(&[member, Member::stored("good", b"y")]);
            assert_eq!(files(&contents), [("good", "y")], "lie {number}");
            assert!(
                matches!(reports(&contents)[..], [("odd", Reason::Damaged(_))]),
                "lie {number}: {contents:?}"
            );
        }
    }
}

#[test]
fn sizes_of_local_headers_do_not_matter() {
    for sizes in [(0, 0), (1, 1), (u32::MAX, u32::MAX)] {
        let mut member = Member::deflated("a", b"text");
        member.local_sizes = sizes;
        assert_eq!(files(&open(&[member])), [("a", "text")]);
    }
}

#[test]
fn names_that_collide_are_reported() {
    let contents = open(&[
        Member::stored("a", b"first"),
        Member::stored("b", b"b"),
        Member::stored("a", b"last"),
        Member::stored("./b", b"b again"),
        Member::stored("B", b"B"),
        Member::stored(r"dir\c", b"c"),
        Member::stored("dir", b"file"),
    ]);
    assert_eq!(
        files(&contents),
        [("a", "last"), ("b", "b again"), ("B", "B"), ("dir/c", "c")]
    );
    let other = "b".to_owned();
    assert_eq!(
        reports(&contents),
        [
            ("b", &Reason::Duplicate),
            ("a", &Reason::Duplicate),
            ("B", &Reason::CaseCollision { other }),
            ("dir", &Reason::FileIsFolder),
        ]
    );
}

#[test]
fn names_that_are_not_utf8_are_read_as_code_page_437() {
    let mut member = Member::stored("", b"x");
    member.name = b"caf\x82".to_vec();
    let contents = open(&[member, Member::stored("café", b"y")]);
    assert_eq!(files(&contents), [("café", "y")]);
    assert_eq!(
        reports(&contents),
        [("café", &Reason::NameNotUtf8), ("café", &Reason::Duplicate)]
    );
}

#[test]
fn a_bomb_is_refused_with_the_limit_that_it_exceeds() {
    let limits = Limits {
        total: 3_000,
        file: 2_000,
        entries: 10,
        ratio: 1_000,
    };
    let file = |name: &str, size| Member::deflated(name, &vec![0; size]);
    let path = "a".to_owned();
    for (bytes, expected) in [
        (
            archive(&[file("a", 2_001)]),
            Error::FileTooLarge { path, limit: 2_000 },
        ),
        (
            archive(&[file("a", 1_500), file("b", 1_501)]),
            Error::TooLarge { limit: 3_000 },
        ),
        (
            overlapping(&file("a", 0), 11),
            Error::TooManyEntries { limit: 10 },
        ),
    ] {
        assert_eq!(read(&bytes, &limits), Err(expected));
    }
    assert!(read(&archive(&[file("a", 1_500), file("b", 1_500)]), &limits).is_ok());
}

#[test]
fn members_that_share_their_bytes_exceed_the_ratio() {
    let bytes = overlapping(&Member::deflated("a", &vec![0; 4 << 20]), 60);
    assert_eq!(
        read(&bytes, &Limits::default()),
        Err(Error::RatioTooHigh { limit: 1_000 })
    );
    let honest = archive(&[Member::deflated("a", &vec![0; 4 << 20])]);
    assert!(read(&honest, &Limits::default()).is_ok());
}

#[test]
fn an_archive_cut_short_gives_whole_files_or_an_error() {
    let members = [
        Member::deflated("a", b"the first file"),
        Member::stored("b", b"the second file"),
        Member::deflated("c", &[b'c'; 300]),
    ];
    let whole = open(&members);
    let bytes = archive(&members);
    let mut counts = [0; 4];
    for end in 0..bytes.len() {
        match read(&bytes[..end], &Limits::default()) {
            Ok(partial) => {
                counts[partial.entries.len()] += 1;
                for entry in &partial.entries {
                    assert!(whole.entries.contains(entry), "cut at {end}");
                }
                let is_incomplete = |left_out: &pack_archive::LeftOut| {
                    matches!(left_out.reason, Reason::Incomplete(_))
                };
                assert!(partial.left_out.iter().any(is_incomplete), "cut at {end}");
            }
            Err(Error::NotAnArchive) => assert!(end < 4, "cut at {end}"),
            Err(Error::Damaged { kind, .. }) => assert_eq!(kind, ArchiveKind::Zip),
            Err(error) => panic!("cut at {end}: {error}"),
        }
    }
    assert_eq!(counts[0], 0, "an archive without any file must be an error");
    assert!(
        counts[1] > 0 && counts[2] > 0 && counts[3] > 0,
        "{counts:?}"
    );
}
