//! What anybody can check, and what a restored backup can't do.

use crate::support::Server;
use backend::app::Opened;
use backend::config::Config;
use backend::error::Error;
use domain::protocol::InclusionProof;
use ledger::{Checkpoint, Hash, SignedNote, SignerKey};
use reqwest::Method;

async fn checkpoint(server: &Server) -> Checkpoint {
    let answer = server
        .request(Method::GET, "/checkpoint", None)
        .send()
        .await
        .expect("answers");
    open(&answer.text().await.expect("text"), server)
}

fn open(note: &str, server: &Server) -> Checkpoint {
    let note: SignedNote = note.parse().expect("a signed note");
    let origin = format!("huisheng/{}", server.app().writer.head().borrow().epoch);
    let signer = SignerKey::from_seed(&origin, server.app().secrets.ledger_seed()).expect("a key");
    Checkpoint::open(&note, &origin, &signer.verifier()).expect("signed by the log")
}

/// That the leaf is where the proof says, and nowhere beside.
pub(crate) fn holds(server: &Server, proof: &InclusionProof) {
    let head = open(&proof.checkpoint, server);
    let leaf: Hash = proof.leaf.parse().expect("a hash");
    let path: Vec<Hash> = proof
        .path
        .iter()
        .map(|hash| hash.parse().expect("a hash"))
        .collect();
    head.includes(ledger::hash::leaf_hash(&leaf.0), proof.index, &path)
        .expect("proven");
    assert!(
        head.includes(ledger::hash::leaf_hash(&leaf.0), proof.index ^ 1, &path)
            .is_err()
    );
}

#[tokio::test]
async fn every_event_can_be_proven_under_the_signed_head() {
    let server = Server::start().await;
    let author = server.guest().await;
    for round in 0..3 {
        let commands = (0..150).map(|n| {
            let id = domain::id::ProposalId(uuid::Uuid::now_v7());
            server.command(id, crate::support::submission(&format!("{round} {n}")))
        });
        server.push(&author, commands.collect()).await;
    }
    let server = server.restart(|_| {}).await;
    assert_eq!(checkpoint(&server).await.size(), 451);
    for seq in [1, 2, 255, 256, 257, 400, 451] {
        let proof: InclusionProof = server.get(&format!("/api/v1/ledger/proof/{seq}"), None).await;
        assert_eq!(proof.index, seq - 1);
        holds(&server, &proof);
    }
    for seq in ["0", "452"] {
        let asked = server.request(Method::GET, &format!("/api/v1/ledger/proof/{seq}"), None);
        assert_eq!(server.error(asked).await.1, "no-such-event");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_leaf_commits_to_what_everybody_reads() {
    let server = Server::start().await;
    let author = server.guest().await;
    server.submit(&author, "看得见的").await;
    let feed = server.changes("after=1", None).await;
    let payload = serde_json::to_string(&feed.events[0]).expect("JSON");
    let changes = backend::store::ChangesQuery {
        after: 1,
        limit: 1,
        scope: domain::protocol::Scope::All,
        areas: Vec::new(),
        reader: None,
        staff: false,
    };
    let kept = server.app().store.changes(&changes).await.expect("reads");
    assert_eq!(
        kept.entries[0].payload, payload,
        "the same bytes, without the account"
    );
    assert!(!payload.contains(&author.account.to_string()));
    server.stop().await;
}

#[tokio::test]
async fn a_restored_backup_is_another_history() {
    let server = Server::start().await;
    let author = server.guest().await;
    server.submit(&author, "备份之前").await;
    let backup = tempfile::tempdir().expect("a folder");
    let copy = backup.path().join("huisheng.sqlite");
    let back_up = |data: &std::path::Path| {
        std::fs::copy(data.join("huisheng.sqlite"), &copy).expect("copied");
    };
    let server = server.restart(back_up).await;
    let before = server.changes("", None).await;
    server.submit(&author, "备份之后").await;
    let signed = checkpoint(&server).await;
    assert_eq!(signed.size(), 3);

    let server = server
        .restart(|data| {
            for end in ["", "-wal", "-shm"] {
                let file = data.join(format!("huisheng.sqlite{end}"));
                if file.exists() {
                    std::fs::remove_file(file).expect("removed");
                }
            }
            std::fs::copy(&copy, data.join("huisheng.sqlite")).expect("restored");
        })
        .await;
    let after = server.changes("", None).await;
    assert_ne!(after.epoch, before.epoch);
    assert_eq!(after.events, before.events);
    let head = checkpoint(&server).await;
    assert_ne!(
        head.origin(),
        signed.origin(),
        "the old history's name is never signed again"
    );
    let again = server.restart(|_| {}).await;
    assert_eq!(again.changes("", None).await.epoch, after.epoch, "once is enough");
    again.stop().await;
}

/// A city with some events, at rest, and its last signed head.
struct Rest {
    config: Config,
    file: std::path::PathBuf,
    signed: String,
    seed: [u8; 32],
    _folder: tempfile::TempDir,
}

impl Rest {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let config = Config::new(folder.path().join("data"));
        let opened = Opened::open(&config).await.expect("opens");
        backend::seed::synthetic(opened.app(), 3, |_| {})
            .await
            .expect("seeded");
        let seed = *opened.app().secrets.ledger_seed();
        opened.close().await;
        let file = config.data.join("checkpoint");
        Self {
            signed: std::fs::read_to_string(&file).expect("signed at the end"),
            config,
            file,
            seed,
            _folder: folder,
        }
    }

    /// The name of the history after a start with this in the file.
    async fn started_with(&self, kept: Option<&[u8]>) -> Result<String, Error> {
        match kept {
            Some(kept) => std::fs::write(&self.file, kept).expect("written"),
            None => std::fs::remove_file(&self.file).expect("removed"),
        }
        let opened = Opened::open(&self.config).await?;
        let epoch = opened.app().writer.head().borrow().epoch.to_string();
        opened.close().await;
        Ok(epoch)
    }

    fn open(&self) -> Checkpoint {
        let note: SignedNote = self.signed.parse().expect("a note");
        let origin = self.signed.lines().next().expect("a line");
        let signer = SignerKey::from_seed(origin, &self.seed).expect("a key");
        Checkpoint::open(&note, origin, &signer.verifier()).expect("signed")
    }
}

fn sign(origin: &str, size: u64, root: Hash, seed: &[u8; 32]) -> String {
    let signer = SignerKey::from_seed(origin, seed).expect("a key");
    let head = Checkpoint::new(origin, size, root).expect("a head");
    head.sign(&signer).expect("signed").to_string()
}

#[tokio::test]
async fn a_damaged_head_is_no_reason_for_another_history() {
    let city = Rest::new().await;
    let whole = city.signed.as_bytes();
    let epoch = city.started_with(Some(whole)).await.expect("starts");
    let head = city.open();
    let changed = |at: usize| {
        let mut bytes = whole.to_vec();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        bytes
    };
    let second_line = city.signed.find('\n').expect("lines") + 1;
    let by_another = sign(head.origin(), head.size(), head.root(), &[7; 32]);
    for (what, damaged) in [
        ("empty", Vec::new()),
        ("cut off", whole[..whole.len() / 2].to_vec()),
        (
            "without its signature",
            city.signed
                .split_inclusive('\n')
                .take(3)
                .collect::<String>()
                .into_bytes(),
        ),
        ("zeros", vec![0; whole.len()]),
        ("no text", vec![0xff; whole.len()]),
        ("another size", changed(second_line)),
        ("another name", changed("huisheng/".len())),
        ("another signature", changed(whole.len() - 10)),
        ("signed by another key", by_another.into_bytes()),
    ] {
        let refused = city.started_with(Some(&damaged)).await.expect_err(what);
        assert_eq!(refused.problem().code, "checkpoint-damaged", "{what}: {refused}");
        assert!(
            refused.to_string().contains(&city.file.display().to_string()),
            "{refused}"
        );
        assert_eq!(
            std::fs::read(&city.file).expect("still there"),
            damaged,
            "{what}: left as it is"
        );
    }
    // What the message says to do.
    assert_eq!(city.started_with(Some(whole)).await.expect("put back"), epoch);
    assert_eq!(city.started_with(None).await.expect("removed"), epoch);
    assert_eq!(std::fs::read(&city.file).expect("signed anew"), whole);
}

#[tokio::test]
async fn a_head_of_ours_that_does_not_fit_begins_another_history() {
    type Other = fn(&Checkpoint) -> (&str, u64, Hash);
    let others: [(&str, Other); 3] = [
        ("of another history", |head| {
            ("huisheng/0b5f3a1e", head.size(), head.root())
        }),
        ("longer", |head| (head.origin(), head.size() + 1, head.root())),
        ("of another past", |head| {
            (head.origin(), head.size(), Hash([9; 32]))
        }),
    ];
    for (what, other) in others {
        let city = Rest::new().await;
        let before = city.started_with(Some(city.signed.as_bytes())).await;
        let head = city.open();
        let (origin, size, root) = other(&head);
        let signed = sign(origin, size, root, &city.seed);
        let after = city.started_with(Some(signed.as_bytes())).await.expect("starts");
        assert_ne!(before.expect("starts"), after, "{what}");
        let aside = city.file.with_extension(format!("before-{after}"));
        assert_eq!(std::fs::read_to_string(aside).expect("kept as evidence"), signed);
    }
}
