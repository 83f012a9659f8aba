//! Signed notes and checkpoints: what other programs wrote, and what is refused.

use ledger::{Checkpoint, Error, Frontier, Hash, Plan, SignedNote, SignerKey, VerifierKey, hash::leaf_hash};
use proptest::prelude::*;

/// The keys and the note that document Go's `golang.org/x/mod/sumdb/note`.
const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PETER_SECRET: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const TEXT: &str =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const SIGNATURE: &str = "— PeterNeumann \
    x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

/// A checkpoint that the Go checksum database published, and its key.
const SUM_KEY: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
const SUM_CHECKPOINT: &str = "go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n\n\
    — sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=\n";

#[test]
fn the_note_of_go() {
    let written = format!("{TEXT}\n{SIGNATURE}");
    let signer: SignerKey = PETER_SECRET.parse().expect("Go's example");
    assert_eq!(signer.to_secret_string(), PETER_SECRET);
    assert_eq!(signer.verifier().to_string(), PETER);
    // Ed25519 is deterministic: we write what Go wrote, byte for byte.
    assert_eq!(
        SignedNote::sign(TEXT, &signer)
            .map(|note| note.to_string())
            .as_deref(),
        Ok(written.as_str())
    );

    let (note, keys) = (note(&written), [verifier(PETER)]);
    let verified = note.verify(&keys).expect("Go's example");
    assert_eq!((verified.text, verified.signers), (TEXT, vec![&keys[0]]));
}

#[test]
fn a_checkpoint_of_the_go_checksum_database() {
    let (note, key) = (note(SUM_CHECKPOINT), verifier(SUM_KEY));
    let checkpoint =
        Checkpoint::open(&note, "go.sum database tree", &key).expect("Go's checksum database signed it");
    assert_eq!(checkpoint.origin(), "go.sum database tree");
    assert_eq!(checkpoint.size(), 6_476_701);
    assert_eq!(
        checkpoint.root().to_string(),
        "mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk="
    );
    assert!(checkpoint.extensions().is_empty());
    assert_eq!(note.to_string(), SUM_CHECKPOINT);

    assert_eq!(
        Checkpoint::open(&note, "city.example/log", &key),
        Err(Error::WrongOrigin {
            found: "go.sum database tree".into()
        })
    );
    assert_eq!(
        Checkpoint::open(&note, "go.sum database tree", &verifier(PETER)),
        Err(Error::UnknownSigner)
    );
}

#[test]
fn no_other_key_reads_like_this_one() {
    for start in 0..PETER.len() {
        for end in start..=PETER.len() {
            if end - start < PETER.len() {
                assert_eq!(PETER[start..end].parse::<VerifierKey>(), Err(Error::MalformedKey));
            }
        }
    }
    for at in 0..PETER.len() {
        let mut bytes = PETER.as_bytes().to_vec();
        bytes[at] += 1;
        let text = String::from_utf8(bytes).expect("ASCII");
        assert_eq!(text.parse::<VerifierKey>(), Err(Error::MalformedKey), "{text}");
        assert!(format!("PRIVATE+KEY+{text}").parse::<SignerKey>().is_err());
    }
    for key in [
        // Too long and of an unknown type, each with the key hash that belongs to it.
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        // The neutral element: a key of small order.
        "weak+8b94416d+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ] {
        assert_eq!(key.parse::<VerifierKey>(), Err(Error::MalformedKey), "{key}");
    }
    for name in ["", "a b", "a+b", "a\u{3000}b", "a\nb", "a\0b"] {
        assert_eq!(
            SignerKey::from_seed(name, &[1; 32]).err(),
            Some(Error::MalformedKey),
            "{name:?}"
        );
    }
}

#[test]
fn malformed_notes() {
    let good = format!("{TEXT}\n{SIGNATURE}");
    assert!(good.parse::<SignedNote>().is_ok());
    let dash_less = SIGNATURE.replace('—', "-");
    for bad in [
        String::new(),
        "\n".into(),
        "\n\n".into(),
        TEXT.into(),
        format!("{TEXT}\n"),
        format!("\n{SIGNATURE}"),
        format!("{TEXT}{SIGNATURE}"),
        format!("{TEXT}\n{}", SIGNATURE.trim_end()),
        format!("{TEXT}\n{SIGNATURE}\n"),
        format!("{TEXT}\n{SIGNATURE}more\n"),
        format!("{TEXT}\n{dash_less}"),
        format!("{TEXT}\n— PeterNeumann\n"),
        format!("{TEXT}\n— PeterNeumann \n"),
        format!(
            "{TEXT}\n—  {}",
            SIGNATURE.rsplit(' ').next().expect("the signature")
        ),
        format!("{TEXT}\n— PeterNeumann x08gow==\n"),
        format!("{TEXT}\n— PeterNeumann x08go\n"),
        format!("{TEXT}\n{}", SIGNATURE.replace("PeterNeumann", "Peter+Neumann")),
        format!(
            "{TEXT}\n{}",
            SIGNATURE.replace("PeterNeumann", "Peter\u{2003}Neumann")
        ),
        good.replace('\n', "\r\n"),
        good.replace("think", "th\0nk"),
        format!("{TEXT}\n{}", SIGNATURE.repeat(101)),
    ] {
        assert_eq!(bad.parse::<SignedNote>(), Err(Error::MalformedNote), "{bad:?}");
    }
    let signer: SignerKey = PETER_SECRET.parse().expect("Go's example");
    for text in ["", "no newline", "a\tb\n", "a\rb\n", "a\0b\n"] {
        assert_eq!(
            SignedNote::sign(text, &signer),
            Err(Error::MalformedNote),
            "{text:?}"
        );
    }
}

#[test]
fn signatures_of_several_keys() {
    let (log, witness, stranger) = (
        signer("city.example/log", 1),
        signer("witness.example", 2),
        signer("x", 3),
    );
    let mut signed = SignedNote::sign("空行也行：\n\n是的。\n", &stranger).expect("plain text");
    signed.add_signature(&log);
    signed.add_signature(&witness);
    signed.add_signature(&log);
    let read = note(&signed.to_string());
    assert_eq!(read, signed);

    let both = [witness.verifier(), log.verifier()];
    let verified = read.verify(&both).expect("both signed");
    assert_eq!(verified.text, "空行也行：\n\n是的。\n");
    assert_eq!(
        verified.signers,
        [&both[1], &both[0]],
        "in the note's order, each once"
    );
    assert!(
        read.verify(&[log.verifier()]).is_ok(),
        "unknown signatures are ignored"
    );

    // The same name with another key, and the same key under another name, are other keys.
    let strangers = [
        signer("city.example/log", 4).verifier(),
        signer("other.example", 1).verifier(),
    ];
    assert_eq!(read.verify(&strangers), Err(Error::UnknownSigner));
    assert_eq!(read.verify(&[]), Err(Error::UnknownSigner));

    // A false signature by a known key spoils the note, although another known key's is good.
    let forged = note(&signed.to_string().replace("行", "不行"));
    assert_eq!(
        forged.verify(&[witness.verifier()]),
        Err(Error::InvalidSignature {
            name: "witness.example".into()
        })
    );
    let mixed = signed
        .to_string()
        .replacen("city.example/log ", "city.example/log AAAA", 1);
    assert_eq!(
        mixed.parse::<SignedNote>().map(|note| note.verify(&both).is_ok()),
        Ok(true),
        "another key's id"
    );
    let lines: Vec<String> = signed.to_string().lines().map(str::to_owned).collect();
    let borrowed = format!("other text\n\n{}\n", lines.last().expect("the log's signature"));
    assert_eq!(
        note(&borrowed).verify(&both),
        Err(Error::InvalidSignature {
            name: "city.example/log".into()
        })
    );
}

#[test]
fn malformed_checkpoints() {
    let root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    let read = |text: &str| text.parse::<Checkpoint>();
    let with_extension = format!("城市.example/log\n18446744073709551615\n{root}\nextension\n");
    assert_eq!(read(&with_extension).map(|it| it.to_string()), Ok(with_extension));
    for bad in [
        String::new(),
        "\n\n\n".into(),
        format!("log\n1\n{root}"),
        format!("log\n1\n{root}\n\n"),
        format!("\n1\n{root}\n"),
        format!("log\n\n{root}\n"),
        format!("log\n01\n{root}\n"),
        format!("log\n+1\n{root}\n"),
        format!("log\n-1\n{root}\n"),
        format!("log\n18446744073709551616\n{root}\n"),
        format!("log\n1\n{}\n", &root[4..]),
        format!("log\n1\n{root}AAAA\n"),
        format!("log\n1\n{root}\nextension\n\nextension\n"),
        "log\n1\n".into(),
    ] {
        assert_eq!(read(&bad), Err(Error::MalformedCheckpoint), "{bad:?}");
    }
    for origin in ["", "a\nb"] {
        assert_eq!(
            Checkpoint::new(origin, 0, Hash([0; 32])),
            Err(Error::MalformedCheckpoint)
        );
    }
}

/// What a device does: pin the key, keep the last checkpoint, ask for proofs.
#[test]
fn a_device_follows_a_log() {
    let origin = "city.example/log";
    let signer = signer(origin, 7);
    let pinned: VerifierKey = signer.verifier().to_string().parse().expect("just written");
    let mut kept = std::collections::HashMap::new();
    let mut frontier = Frontier::default();
    let mut publish = |upto: u64| {
        for index in frontier.size()..upto {
            frontier.push_with(leaf_hash(&index.to_be_bytes()), |subtree, hash| {
                kept.insert(subtree, hash);
            });
        }
        let head = Checkpoint::new(origin, frontier.size(), frontier.root()).expect("a plain origin");
        (head.sign(&signer).expect("signable").to_string(), kept.clone())
    };
    let open = |text: &str| Checkpoint::open(&note(text), origin, &pinned).expect("the log's own");

    let (text, _) = publish(5);
    let seen = open(&text);
    let (text, kept) = publish(13);
    let head = open(&text);
    let prove = |plan: Plan| {
        plan.prove(|it| kept.get(&it).copied())
            .expect("everything is kept")
    };

    let grown = prove(Plan::consistency(5, 13).expect("it grew"));
    assert_eq!(head.extends(&seen, &grown), Ok(()));
    assert_eq!(head.extends(&seen, &grown[1..]), Err(Error::Inconsistent));
    assert_eq!(
        seen.extends(&head, &grown),
        Err(Error::Shrunk { seen: 13, found: 5 })
    );
    let other = Checkpoint::new("other.example/log", 5, seen.root()).expect("a plain origin");
    assert_eq!(
        head.extends(&other, &grown),
        Err(Error::WrongOrigin { found: origin.into() })
    );

    let mine = prove(Plan::inclusion(3, 13).expect("in range"));
    assert_eq!(head.includes(leaf_hash(&3u64.to_be_bytes()), 3, &mine), Ok(()));
    assert_eq!(
        head.includes(leaf_hash(&4u64.to_be_bytes()), 3, &mine),
        Err(Error::NotIncluded)
    );
}

proptest! {
    // Signatures are slow without optimisation.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_signed_is_read(text in r"[^\x00-\x09\x0b-\x1f]{0,80}", seed in any::<[u8; 32]>()) {
        let text = text + "\n";
        let signer = SignerKey::from_seed("市民.example/回声", &seed).expect("a plain name");
        let signed = SignedNote::sign(&text, &signer).expect("without control characters");
        let read = note(&signed.to_string());
        prop_assert_eq!(&read, &signed);
        let keys = [signer.verifier()];
        prop_assert_eq!(read.verify(&keys).map(|it| it.text), Ok(text.as_str()));
        prop_assert_eq!(signer.to_secret_string().parse::<SignerKey>().map(|it| it.verifier()), Ok(signer.verifier()));
    }

    #[test]
    fn one_changed_byte_is_found(at in any::<prop::sample::Index>(), bit in 0u32..8) {
        let mut bytes = SUM_CHECKPOINT.as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let opened = String::from_utf8(bytes).ok().and_then(|text| text.parse().ok()).map(|note: SignedNote| {
            Checkpoint::open(&note, "go.sum database tree", &verifier(SUM_KEY))
        });
        prop_assert!(!matches!(opened, Some(Ok(_))));
    }

    #[test]
    fn a_hash_is_read_as_written(bytes in any::<[u8; 32]>()) {
        let hash = Hash(bytes);
        prop_assert_eq!(hash.to_string().parse(), Ok(hash));
        prop_assert_eq!(Hash::from_hex(&hash.to_hex()), Ok(hash));
        prop_assert_eq!(serde_json::to_value(hash).expect("a string"), hash.to_string());
        prop_assert_eq!(serde_json::from_value::<Hash>(hash.to_string().into()).ok(), Some(hash));
    }
}

fn note(text: &str) -> SignedNote {
    text.parse().expect("a well-formed note")
}

fn verifier(text: &str) -> VerifierKey {
    text.parse().expect("a well-formed key")
}

fn signer(name: &str, seed: u8) -> SignerKey {
    SignerKey::from_seed(name, &[seed; 32]).expect("a plain name")
}
