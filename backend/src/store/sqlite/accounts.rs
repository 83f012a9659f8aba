//! Accounts, roles and sessions.

use super::group::{digest, uuid};
use super::insert::blob;
use crate::error::{Error, Result};
use crate::store::{Credentials, Digest, NewAccount};
use domain::actor::{Level, Role};
use domain::id::AccountId;
use domain::protocol::Me;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

const ME: &str = "SELECT a.id, a.level, a.name, (SELECT json_group_array(json(role)) FROM roles r WHERE r.account = a.id) \
    FROM accounts a";

fn me_of(row: &SqliteRow) -> Result<Me> {
    Ok(Me {
        account: AccountId(uuid(row.get(0))?),
        level: level_of(row.get(1))?,
        roles: serde_json::from_str(row.get(3))?,
        name: row.get(2),
    })
}

fn level_of(name: String) -> Result<Level> {
    Ok(serde_json::from_value(name.into())?)
}

fn level_name(level: Level) -> Result<String> {
    match serde_json::to_value(level)? {
        serde_json::Value::String(name) => Ok(name),
        _ => Err(Error::Stored("a level that is no name".to_owned())),
    }
}

pub(super) async fn session(connection: &mut SqliteConnection, token: &Digest) -> Result<Option<Me>> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{ME} JOIN sessions s ON s.account = a.id WHERE s.token = ?"
    )))
    .bind(token.to_vec())
    .fetch_optional(&mut *connection)
    .await?;
    row.as_ref().map(me_of).transpose()
}

pub(super) async fn me(connection: &mut SqliteConnection, account: AccountId) -> Result<Option<Me>> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{ME} WHERE a.id = ?")))
        .bind(blob(account.0))
        .fetch_optional(&mut *connection)
        .await?;
    row.as_ref().map(me_of).transpose()
}

pub(super) async fn staff(connection: &mut SqliteConnection) -> Result<Vec<Me>> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{ME} WHERE a.id IN (SELECT account FROM roles) ORDER BY a.id"
    )))
    .fetch_all(&mut *connection)
    .await?;
    rows.iter().map(me_of).collect()
}

fn credentials_row(row: &SqliteRow) -> Result<Credentials> {
    Ok(Credentials {
        account: AccountId(uuid(row.get(0))?),
        secret: row.get::<Option<Vec<u8>>, _>(1).map(digest).transpose()?,
        password: row.get(2),
    })
}

pub(super) async fn credentials(
    connection: &mut SqliteConnection,
    account: AccountId,
) -> Result<Option<Credentials>> {
    let row = sqlx::query("SELECT id, secret, password FROM accounts WHERE id = ?")
        .bind(blob(account.0))
        .fetch_optional(&mut *connection)
        .await?;
    row.as_ref().map(credentials_row).transpose()
}

pub(super) async fn credentials_of(
    connection: &mut SqliteConnection,
    login: &Digest,
) -> Result<Option<Credentials>> {
    let row = sqlx::query("SELECT id, secret, password FROM accounts WHERE login = ?")
        .bind(login.to_vec())
        .fetch_optional(&mut *connection)
        .await?;
    row.as_ref().map(credentials_row).transpose()
}

pub(super) async fn add(connection: &mut SqliteConnection, account: &NewAccount) -> Result<()> {
    sqlx::query("INSERT INTO accounts (id, level, secret, login, password, name) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(blob(account.me.account.0))
        .bind(level_name(account.me.level)?)
        .bind(account.secret.map(Vec::from))
        .bind(account.login.map(Vec::from))
        .bind(account.password.as_deref())
        .bind(account.me.name.as_deref())
        .execute(&mut *connection)
        .await?;
    set_roles(connection, account.me.account, &account.me.roles).await
}

pub(super) async fn sign_up(connection: &mut SqliteConnection, account: &NewAccount) -> Result<()> {
    sqlx::query(
        "UPDATE accounts SET level = ?2, secret = ?3, login = ?4, password = ?5, name = ?6 WHERE id = ?1",
    )
    .bind(blob(account.me.account.0))
    .bind(level_name(account.me.level)?)
    .bind(account.secret.map(Vec::from))
    .bind(account.login.map(Vec::from))
    .bind(account.password.as_deref())
    .bind(account.me.name.as_deref())
    .execute(&mut *connection)
    .await?;
    Ok(())
}

pub(super) async fn set_roles(
    connection: &mut SqliteConnection,
    account: AccountId,
    roles: &[Role],
) -> Result<()> {
    sqlx::query("DELETE FROM roles WHERE account = ?")
        .bind(blob(account.0))
        .execute(&mut *connection)
        .await?;
    for role in roles {
        sqlx::query("INSERT INTO roles (account, role) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .bind(blob(account.0))
            .bind(serde_json::to_string(role)?)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Everything of the guest's is found from its proposals and relations, so the log needs no index by account; answers
/// are found by their commands, whoever they were given to first.
pub(super) async fn hand_over(
    connection: &mut SqliteConnection,
    guest: AccountId,
    account: AccountId,
) -> Result<()> {
    const STEPS: [&str; 12] = [
        // Where the account supports for itself, the guest's support was taken back; both its steps stay the guest's,
        // or whoever folds the account's own events would end without a support.
        "UPDATE events SET account = ?2 WHERE account = ?1 AND subject IN \
            (SELECT first FROM proposals WHERE author = ?1 UNION SELECT subject FROM relations WHERE account = ?1) \
            AND NOT (kind = 1 AND subject IN (SELECT subject FROM relations WHERE account = ?2 AND supports))",
        "UPDATE proposals SET author = ?2 WHERE author = ?1",
        "INSERT INTO relations (account, subject, supports, follows) \
            SELECT ?2, subject, supports, follows FROM relations WHERE account = ?1 \
            ON CONFLICT (account, subject) DO UPDATE SET \
            supports = max(supports, excluded.supports), follows = max(follows, excluded.follows)",
        "DELETE FROM relations WHERE account = ?1 AND ?2 IS NOT NULL",
        "INSERT INTO file_owners (hash, account) SELECT hash, ?2 FROM file_owners WHERE account = ?1 \
            ON CONFLICT DO NOTHING",
        "DELETE FROM file_owners WHERE account = ?1 AND ?2 IS NOT NULL",
        // Letters to the account are its own business, where it has any; what waits for the guest goes with the guest's.
        "UPDATE OR IGNORE contacts SET account = ?2 WHERE account = ?1",
        "UPDATE OR IGNORE deliveries SET account = ?2 WHERE account = ?1 \
            AND NOT EXISTS (SELECT 1 FROM contacts WHERE account = ?1)",
        "DELETE FROM contacts WHERE account = ?1 AND ?2 IS NOT NULL",
        "DELETE FROM deliveries WHERE account = ?1 AND ?2 IS NOT NULL",
        "INSERT INTO heirs (guest, account) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        "DELETE FROM sessions WHERE account = ?1 AND ?2 IS NOT NULL",
    ];
    for step in STEPS {
        sqlx::query(step)
            .bind(blob(guest.0))
            .bind(blob(account.0))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
