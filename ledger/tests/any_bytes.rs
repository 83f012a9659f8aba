//! Whatever is received, the answer is a value or an error; and what is accepted is written back as it came.

use ledger::{Checkpoint, Frontier, Hash, SignedNote, SignerKey, VerifierKey, tree::Resource};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text(text in any::<String>()) {
        read_as_everything(&text);
    }

    #[test]
    fn any_bytes_as_text(bytes in any::<Vec<u8>>()) {
        read_as_everything(&String::from_utf8_lossy(&bytes));
    }

    /// Pieces of the formats, put together wrongly.
    #[test]
    fn nearly_right(pieces in prop::collection::vec(piece(), 0..12)) {
        read_as_everything(&pieces.concat());
    }
}

fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "\n",
        "\n\n",
        "— ",
        " ",
        "+",
        "/",
        "x",
        ".p/",
        "tile/",
        "entries",
        "PRIVATE+KEY+",
        "log",
        "0",
        "00",
        "255",
        "256",
        "000",
        "x001/",
        "18446744073709551615",
        "=",
        "AAAA",
        "é",
        "c74f20a3",
        "PeterNeumann",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        r#"{"size":1,"subtrees":["#,
        "]}",
        "\"",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<u64>().prop_map(|n| n.to_string()), 1 => ".{0,3}"]
}

fn read_as_everything(text: &str) {
    let _ = (text.parse::<Hash>(), Hash::from_hex(text));
    let _ = (text.parse::<SignerKey>(), serde_json::from_str::<Frontier>(text));
    if let Ok(note) = text.parse::<SignedNote>() {
        assert_eq!(note.to_string(), text);
    }
    if let Ok(checkpoint) = text.parse::<Checkpoint>() {
        assert_eq!(checkpoint.to_string(), text);
    }
    if let Ok(key) = text.parse::<VerifierKey>() {
        assert_eq!(key.to_string(), text);
    }
    match Resource::parse(text) {
        Ok(Resource::Tile(tile)) => assert_eq!(tile.path(), text),
        Ok(Resource::Entries(tile)) => assert_eq!(tile.entries_path(), text),
        Err(_) => {}
    }
}
