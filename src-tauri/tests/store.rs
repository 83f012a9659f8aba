//! The SQLite store keeps the contract of every device's store, and survives being closed.

use client::contract::sample;
use client::store::{Store as _, Write};
use domain::query::ProposalQuery;
use shell::store::SqliteStore;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

#[tokio::test]
async fn it_keeps_the_contract_of_every_store() {
    let folder = tempfile::tempdir().unwrap();
    client::contract::run(async |name: &str| {
        SqliteStore::open(&folder.path().join(format!("{name}.sqlite")))
            .await
            .unwrap()
    })
    .await;
}

#[tokio::test]
async fn words_that_an_index_lacks_are_taken_in_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("replica.sqlite");
    let query = ProposalQuery {
        text: Some("灯".to_owned()),
        ..ProposalQuery::default()
    };
    let store = SqliteStore::open(&file).await.unwrap();
    let some = (0..9).map(|n| Write::Proposal(Box::new(sample::kept(n))));
    store.write(some.collect()).await.unwrap();
    let found = store.list(&query, None).await.unwrap();
    assert!(!found.items.is_empty());
    drop(store);

    // What a new form of the index does: it begins empty.
    let mut raw = SqliteConnectOptions::new()
        .filename(&file)
        .connect()
        .await
        .unwrap();
    sqlx::query("INSERT INTO search (search) VALUES ('delete-all')")
        .execute(&mut raw)
        .await
        .unwrap();
    raw.close().await.unwrap();
    let store = SqliteStore::open(&file).await.unwrap();
    assert_eq!(store.list(&query, None).await.unwrap(), found);
}
