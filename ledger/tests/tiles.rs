//! The tree as C2SP's plain files.

use std::sync::LazyLock;

use ledger::{
    Error, Frontier, Hash, Plan, Subtree, Tile, TileSet,
    hash::leaf_hash,
    tree::{Resource, entry_bundle, root, verify_consistency, verify_inclusion},
};
use proptest::prelude::*;

#[test]
fn paths_are_those_of_c2sp() {
    let path = "tile/0/x001/x234/067";
    let Ok(Resource::Tile(tile)) = Resource::parse(path) else {
        panic!("{path} is the example of C2SP")
    };
    assert_eq!(
        (tile.level(), tile.hashes()),
        (0, 1_234_067 * 256..1_234_068 * 256)
    );
    assert_eq!(tile.path(), path);
    assert_eq!(tile.entries_path(), "tile/entries/x001/x234/067");

    let path = "tile/entries/000.p/1";
    let Ok(Resource::Entries(bundle)) = Resource::parse(path) else {
        panic!("{path} is a bundle")
    };
    assert_eq!(
        (bundle.level(), bundle.hashes(), bundle.entries_path().as_str()),
        (0, 0..1, path)
    );
}

/// "A tree of size 70,000 will be represented by 273 full level 0 tiles, one partial level 0 tile of width 112, one
/// full level 1 tile, one partial level 1 tile of width 17, and one partial level 2 tile of width 1."
#[test]
fn the_example_of_c2sp() {
    let served = |path: &str| match Resource::parse(path) {
        Ok(Resource::Tile(tile)) => tile.is_within(70_000),
        other => panic!("{path}: {other:?}"),
    };
    for path in [
        "tile/0/272",
        "tile/0/273.p/112",
        "tile/1/000",
        "tile/1/001.p/17",
        "tile/2/000.p/1",
    ] {
        assert!(served(path), "{path}");
    }
    for path in [
        "tile/0/273",
        "tile/0/273.p/113",
        "tile/1/001.p/18",
        "tile/2/000.p/2",
        "tile/3/000.p/1",
    ] {
        assert!(!served(path), "{path}");
    }
}

#[test]
fn paths_that_c2sp_would_write_otherwise() {
    for path in [
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/0000",
        "tile/00/000",
        "tile/+0/000",
        "tile/0/x000/001",
        "tile/0/001/x234",
        "tile/0/x001",
        "tile/0/001/234",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000/",
        "/tile/0/000",
        "tile/0/-01",
        "tile/8/000",
        "tile/7/001",
        "tile/entries/1",
        "tile/0/x072/x057/x594/x037/x927/936",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
    ] {
        assert_eq!(Resource::parse(path), Err(Error::MalformedTile), "{path}");
    }
}

#[test]
fn a_tile_has_as_many_bytes_as_it_is_wide() {
    let Ok(Resource::Tile(tile)) = Resource::parse("tile/0/000.p/2") else {
        panic!("a tile")
    };
    let mut tiles = TileSet::default();
    for length in [0, 32, 63, 65, 96] {
        assert_eq!(
            tiles.insert(tile, &vec![0; length]),
            Err(Error::MalformedTile),
            "{length} bytes"
        );
    }
    assert_eq!(tiles.insert(tile, &[0; 64]), Ok(()));
    assert!(tiles.subtree(Subtree { level: 1, index: 0 }).is_some());
    assert_eq!(tiles.subtree(Subtree { level: 1, index: 1 }), None);
    assert_eq!(
        tiles.subtree(Subtree {
            level: 255,
            index: u64::MAX
        }),
        None
    );
}

#[test]
fn a_bundle_gives_each_entry_its_length() {
    assert_eq!(
        entry_bundle([&b"ab"[..], b"", b"c"]),
        Some(b"\x00\x02ab\x00\x00\x00\x01c".to_vec())
    );
    assert_eq!(entry_bundle([&[0; 65_536][..]]), None);
}

proptest! {
    /// A store that keeps nothing but the hashes listed in tiles answers every proof, from the tiles a plan names.
    #[test]
    fn tiles_alone_carry_every_proof(
        size in 1..=SIZE,
        a in any::<prop::sample::Index>(),
        b in any::<prop::sample::Index>(),
    ) {
        let head = (size, LOG.root(size));
        let index = a.index(size as usize) as u64;
        let proof = LOG.prove(&Plan::inclusion(index, size).expect("in range"));
        prop_assert_eq!(verify_inclusion(leaf(index), index, size, head.1, &proof), Ok(()));

        let old = b.index(size as usize + 1) as u64;
        let proof = LOG.prove(&Plan::consistency(old, size).expect("in range"));
        prop_assert_eq!(verify_consistency((old, LOG.root(old)), head, &proof), Ok(()));
    }

    #[test]
    fn a_path_read_is_the_path_written(level in 0u8..7, index in 0u64..1 << 20, width in 1u16..256, full in any::<bool>()) {
        let digits = match index {
            0..1000 => format!("{index:03}"),
            1000..1_000_000 => format!("x{:03}/{:03}", index / 1000, index % 1000),
            _ => format!("x{:03}/x{:03}/{:03}", index / 1_000_000, index / 1000 % 1000, index % 1000),
        };
        let path = format!("tile/{level}/{digits}{}", if full { String::new() } else { format!(".p/{width}") });
        // Indexes beyond a 64-bit number of leaves are refused.
        prop_assume!(u128::from(index + 1) << (8 * (level + 1)) < 1 << 64);
        let Ok(Resource::Tile(tile)) = Resource::parse(&path) else { panic!("{path} is refused") };
        prop_assert_eq!(tile.path(), path);
        let wide = if full { 256 } else { u64::from(width) };
        prop_assert_eq!((tile.level(), tile.hashes()), (level, index * 256..index * 256 + wide));
    }
}

#[test]
fn a_root_is_rebuilt_from_tiles() {
    let plan = Plan::frontier(1000);
    let paths: Vec<String> = plan.tiles().iter().map(|tile| tile.path()).collect();
    assert_eq!(paths, ["tile/0/003.p/232", "tile/1/000.p/3"]);
    let leaves: Vec<Hash> = (0..1000).map(leaf).collect();
    assert_eq!(LOG.root(1000), root(&leaves));
}

/// Enough leaves for three levels of tiles.
const SIZE: u64 = 70_000;
static LOG: LazyLock<Log> = LazyLock::new(|| Log::of(SIZE));

/// A log that keeps what a backend keeps: a list of hashes per level of tiles.
struct Log {
    levels: [Vec<Hash>; 3],
}

impl Log {
    fn of(size: u64) -> Log {
        let mut log = Log {
            levels: Default::default(),
        };
        let mut frontier = Frontier::default();
        for index in 0..size {
            frontier.push_with(leaf(index), |subtree, hash| {
                if let Some(level) = subtree.tile_level() {
                    assert_eq!(log.levels[usize::from(level)].len() as u64, subtree.index);
                    log.levels[usize::from(level)].push(hash);
                }
            });
        }
        log
    }

    /// The root of its first `size` leaves.
    fn root(&self, size: u64) -> Hash {
        Frontier::new(size, self.prove(&Plan::frontier(size)))
            .expect("as many as were planned")
            .root()
    }

    fn bytes(&self, tile: Tile) -> Vec<u8> {
        let hashes = tile.hashes().start as usize..tile.hashes().end as usize;
        self.levels[usize::from(tile.level())][hashes]
            .iter()
            .flat_map(|hash| hash.0)
            .collect()
    }

    fn prove(&self, plan: &Plan) -> Vec<Hash> {
        let mut tiles = TileSet::default();
        for tile in plan.tiles() {
            tiles.insert(tile, &self.bytes(tile)).expect("as wide as it says");
        }
        plan.prove(|it| tiles.subtree(it))
            .expect("the plan named every tile it needs")
    }
}

fn leaf(index: u64) -> Hash {
    leaf_hash(&index.to_be_bytes())
}
