//! The tree against RFC 6962's known answers, against its definition, and against an independent implementation.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ledger::{
    Error, Frontier, Hash, Plan,
    hash::{commitment, empty_root, leaf_hash, node_hash},
    tree::{root, verify_consistency, verify_inclusion},
};
use proptest::prelude::*;
use sha2::Sha256;

/// The eight leaves of certificate-transparency's test vectors.
const LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

/// The roots of their first 0 to 8.
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

#[test]
fn roots_of_the_certificate_transparency_vectors() {
    assert_eq!(empty_root(), hex(ROOTS[0]));
    let leaves = LEAVES.map(leaf_hash);
    for (size, expected) in ROOTS.iter().enumerate() {
        assert_eq!(root(&leaves[..size]), hex(expected), "{size} leaves");
    }
}

#[test]
fn proofs_of_the_certificate_transparency_vectors() {
    let store = Store::of(&LEAVES.map(leaf_hash));
    assert_eq!(
        store.inclusion(0, 8),
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
        .map(hex)
    );
    assert_eq!(
        store.inclusion(5, 8),
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
        .map(hex)
    );
    assert_eq!(
        store.consistency(6, 8),
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
        .map(hex)
    );
    assert_eq!(
        store.consistency(2, 5),
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ]
        .map(hex)
    );
}

/// Every proof of every tree up to a size that has had all shapes of right edge.
#[test]
fn every_small_proof_verifies_and_equals_the_other_implementation() {
    let leaves: Vec<Hash> = (0..70u64).map(|i| leaf_hash(&i.to_be_bytes())).collect();
    let store = Store::of(&leaves);
    let mut oracle = MemoryBackedTree::<Sha256, [u8; 8]>::new();
    for size in 1..=70u64 {
        oracle.push((size - 1).to_be_bytes());
        let root = root(&leaves[..size as usize]);
        assert_eq!(root.0[..], oracle.root().as_bytes()[..]);
        for index in 0..size {
            let proof = store.inclusion(index, size);
            assert_eq!(concat(&proof), oracle.prove_inclusion(index as usize).as_bytes());
            assert_eq!(
                verify_inclusion(leaves[index as usize], index, size, root, &proof),
                Ok(())
            );
        }
        for old in 1..=size {
            let proof = store.consistency(old, size);
            assert_eq!(
                concat(&proof),
                oracle.prove_consistency((size - old) as usize).as_bytes()
            );
            let old = (old, self::root(&leaves[..old as usize]));
            assert_eq!(verify_consistency(old, (size, root), &proof), Ok(()));
        }
    }
}

#[test]
fn trees_that_do_not_fit_one_another() {
    let store = Store::of(&LEAVES.map(leaf_hash));
    let head = |size: usize| (size as u64, hex(ROOTS[size]));
    assert_eq!(
        Plan::inclusion(8, 8),
        Err(Error::OutOfRange { index: 8, size: 8 })
    );
    assert_eq!(
        Plan::inclusion(0, 0),
        Err(Error::OutOfRange { index: 0, size: 0 })
    );
    assert_eq!(
        Plan::consistency(8, 7),
        Err(Error::OutOfRange { index: 8, size: 7 })
    );
    assert_eq!(
        verify_consistency(head(8), head(7), &[]),
        Err(Error::OutOfRange { index: 8, size: 7 })
    );
    assert_eq!(
        verify_inclusion(leaf_hash(b""), 1, 1, hex(ROOTS[1]), &[]),
        Err(Error::OutOfRange { index: 1, size: 1 })
    );
    // Everything extends the empty tree, which has but one root.
    assert_eq!(store.consistency(0, 8), []);
    assert_eq!(verify_consistency(head(0), head(8), &[]), Ok(()));
    assert_eq!(
        verify_consistency((0, hex(ROOTS[1])), head(8), &[]),
        Err(Error::Inconsistent)
    );
    assert_eq!(verify_consistency(head(8), head(8), &[]), Ok(()));
    assert_eq!(
        verify_consistency((8, hex(ROOTS[7])), head(8), &[]),
        Err(Error::Inconsistent)
    );
}

#[test]
fn a_missing_subtree_is_named() {
    let plan = Plan::inclusion(0, 8).expect("in range");
    assert_eq!(
        plan.prove(|_| None),
        Err(Error::MissingSubtree { level: 0, index: 1 })
    );
}

#[test]
fn a_commitment_binds_salt_and_payload() {
    // SHA-256 of sixteen zero bytes and of "abc" behind sixteen zero bytes, by `sha256sum`.
    assert_eq!(
        commitment(&[0; 16], b"").to_hex(),
        "374708fff7719dd5979ec875d56cd2286f6d3cf7ec317a3b25632aab28ec37bb"
    );
    assert_eq!(
        commitment(&[0; 16], b"abc").to_hex(),
        "277e7ff6d232b9763f4a66e8d05d210da32dac9c6dbce1026ad4cc98acb5fefe"
    );
    assert_ne!(commitment(&[0; 16], b"abc"), commitment(&[1; 16], b"abc"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// RFC 6962 §2.1.1 as it is written down, recursion and all.
    #[test]
    fn the_frontier_agrees_with_the_definition(leaves in leaves(0..600)) {
        fn mth(leaves: &[Hash]) -> Hash {
            match leaves {
                [] => empty_root(),
                [leaf] => *leaf,
                _ => {
                    let k = leaves.len().next_power_of_two() / 2;
                    node_hash(&mth(&leaves[..k]), &mth(&leaves[k..]))
                }
            }
        }
        prop_assert_eq!(root(&leaves), mth(&leaves));
    }

    #[test]
    fn a_frontier_put_away_and_taken_out_goes_on(leaves in leaves(0..300), more in leaves(0..300)) {
        let store = Store::of(&leaves);
        let text = serde_json::to_string(&store.frontier).expect("a frontier is plain data");
        let mut back: Frontier = serde_json::from_str(&text).expect("it was just written");
        prop_assert_eq!(&back, &store.frontier);
        let planned = Plan::frontier(leaves.len() as u64).prove(|it| store.subtree(it)).expect("everything is kept");
        prop_assert_eq!(&Frontier::new(leaves.len() as u64, planned), &Ok(back.clone()));
        more.iter().for_each(|leaf| back.push(*leaf));
        prop_assert_eq!(back.root(), root(&[leaves, more].concat()));
    }

    #[test]
    fn a_frontier_of_another_size_is_refused(size in any::<u64>(), held in 0usize..64) {
        let text = format!(r#"{{"size":{size},"subtrees":{:?}}}"#, vec![empty_root().to_string(); held]);
        let fits = size <= i64::MAX as u64 && size.count_ones() as usize == held;
        prop_assert_eq!(serde_json::from_str::<Frontier>(&text).is_ok(), fits);
    }

    #[test]
    fn a_tampered_inclusion_proof_fails(leaves in leaves(2..400), at in any::<prop::sample::Index>(), how in tampering()) {
        let (size, index) = (leaves.len() as u64, at.index(leaves.len()) as u64);
        let (root, leaf) = (root(&leaves), leaves[index as usize]);
        let proof = Store::of(&leaves).inclusion(index, size);
        prop_assert_eq!(verify_inclusion(leaf, index, size, root, &proof), Ok(()));

        let refused = Err(Error::NotIncluded);
        prop_assert_eq!(&verify_inclusion(leaf, index, size, root, &how.apply(&proof)), &refused);
        prop_assert_eq!(&verify_inclusion(flip(leaf), index, size, root, &proof), &refused);
        prop_assert_eq!(&verify_inclusion(leaf, index, size, flip(root), &proof), &refused);
        let other = (index + 1) % size;
        prop_assert_eq!(&verify_inclusion(leaf, other, size, root, &proof), &refused);
    }

    #[test]
    fn a_tampered_consistency_proof_fails(leaves in leaves(2..400), at in any::<prop::sample::Index>(), how in tampering()) {
        let new = (leaves.len() as u64, root(&leaves));
        let old_size = 1 + at.index(leaves.len() - 1);
        let old = (old_size as u64, root(&leaves[..old_size]));
        let proof = Store::of(&leaves).consistency(old.0, new.0);
        prop_assert_eq!(verify_consistency(old, new, &proof), Ok(()));

        let refused = Err(Error::Inconsistent);
        prop_assert_eq!(&verify_consistency(old, new, &how.apply(&proof)), &refused);
        prop_assert_eq!(&verify_consistency((old.0, flip(old.1)), new, &proof), &refused);
        prop_assert_eq!(&verify_consistency(old, (new.0, flip(new.1)), &proof), &refused);
    }

    /// A log that changed one old leaf has no consistency proof to show.
    #[test]
    fn a_rewritten_history_is_found_out(leaves in leaves(2..200), at in any::<prop::sample::Index>(), change in any::<prop::sample::Index>()) {
        let old_size = 1 + at.index(leaves.len() - 1);
        let old = (old_size as u64, root(&leaves[..old_size]));
        let mut rewritten = leaves;
        let changed = change.index(old_size);
        rewritten[changed] = flip(rewritten[changed]);
        let new = (rewritten.len() as u64, root(&rewritten));
        let proof = Store::of(&rewritten).consistency(old.0, new.0);
        prop_assert_eq!(verify_consistency(old, new, &proof), Err(Error::Inconsistent));
    }

    /// Sizes that no test could fill with leaves: a plan stays small, and verification ends without a panic.
    #[test]
    fn the_largest_trees(a in any::<u64>(), b in any::<u64>(), proof in leaves(0..130)) {
        let (small, large) = (a.min(b), a.max(b));
        if let Ok(plan) = Plan::inclusion(small, large) {
            prop_assert!(plan.prove(|_| Some(empty_root())).is_ok_and(|proof| proof.len() <= 64));
            prop_assert!(plan.tiles().iter().all(|tile| tile.is_within(large)));
        }
        let plan = Plan::consistency(small, large).expect("small is not larger");
        prop_assert!(plan.prove(|_| Some(empty_root())).is_ok_and(|proof| proof.len() <= 65));
        prop_assert!(plan.tiles().iter().all(|tile| tile.is_within(large)));
        prop_assert!(verify_inclusion(empty_root(), a, b, empty_root(), &proof).is_err());
        prop_assert!(small == large || verify_consistency((small, empty_root()), (large, leaf_hash(b"")), &proof).is_err());
    }
}

/// A store that keeps every subtree that the frontier completes.
struct Store {
    frontier: Frontier,
    kept: std::collections::HashMap<ledger::Subtree, Hash>,
}

impl Store {
    fn of(leaves: &[Hash]) -> Store {
        let mut store = Store {
            frontier: Frontier::default(),
            kept: Default::default(),
        };
        for leaf in leaves {
            store.frontier.push_with(*leaf, |subtree, hash| {
                assert_eq!(store.kept.insert(subtree, hash), None, "completed twice");
            });
        }
        store
    }

    fn subtree(&self, subtree: ledger::Subtree) -> Option<Hash> {
        self.kept.get(&subtree).copied()
    }

    fn inclusion(&self, index: u64, size: u64) -> Vec<Hash> {
        let plan = Plan::inclusion(index, size).expect("the leaf is in the tree");
        plan.prove(|it| self.subtree(it)).expect("everything is kept")
    }

    fn consistency(&self, old: u64, new: u64) -> Vec<Hash> {
        let plan = Plan::consistency(old, new).expect("the tree grew");
        plan.prove(|it| self.subtree(it)).expect("everything is kept")
    }
}

/// Ways to spoil a proof.
#[derive(Debug, Clone)]
enum Tampering {
    Flip(prop::sample::Index),
    Drop(prop::sample::Index),
    Insert(prop::sample::Index),
}

impl Tampering {
    fn apply(&self, proof: &[Hash]) -> Vec<Hash> {
        let mut proof = proof.to_vec();
        match self {
            Tampering::Flip(at) | Tampering::Drop(at) if !proof.is_empty() => {
                let at = at.index(proof.len());
                let hash = proof.remove(at);
                if matches!(self, Tampering::Flip(_)) {
                    proof.insert(at, flip(hash));
                }
            }
            Tampering::Flip(at) | Tampering::Drop(at) | Tampering::Insert(at) => {
                proof.insert(at.index(proof.len() + 1), leaf_hash(b"of no tree"));
            }
        }
        proof
    }
}

fn tampering() -> impl Strategy<Value = Tampering> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        at().prop_map(Tampering::Flip),
        at().prop_map(Tampering::Drop),
        at().prop_map(Tampering::Insert)
    ]
}

fn leaves(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Hash>> {
    prop::collection::vec(any::<[u8; 32]>().prop_map(Hash), count)
}

fn flip(mut hash: Hash) -> Hash {
    hash.0[7] ^= 1;
    hash
}

fn concat(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

fn hex(text: &str) -> Hash {
    Hash::from_hex(text).expect("a known answer")
}
