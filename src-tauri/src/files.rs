//! Files behind the window: those that somebody chose lie in the data folder until the city has them; those of the city's
//! that somebody looked at stay too, for the next look may be without a network.

use crate::device::Place;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use client::store::StoreError;
use domain::attachment::FileHash;
use domain::refusal::Problem;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tauri::State;
use tauri::ipc::Response;
use uuid::Uuid;

/// A picture of the city's comes within so long, or not now.
const PATIENCE: Duration = Duration::from_secs(60);
const CONNECT: Duration = Duration::from_secs(10);

/// The files that were chosen here.
#[derive(Debug, Clone)]
pub(crate) struct Chosen(PathBuf);

impl Chosen {
    pub(crate) fn new(data: &Path) -> Self {
        Self(data.join("files"))
    }

    fn path(&self, id: Uuid) -> PathBuf {
        self.0.join(id.to_string())
    }

    /// Keeps these bytes of a file from this place on; they are on the disk when it returns.
    fn keep(&self, id: Uuid, from: u64, bytes: &[u8]) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.0)?;
        let open = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.path(id));
        let mut file = open?;
        file.set_len(from)?;
        file.seek(SeekFrom::Start(from))?;
        file.write_all(bytes)?;
        file.sync_data()
    }

    /// So many bytes at most from this place on; none where there is no such file.
    pub(crate) fn read(&self, id: Uuid, from: u64, most: u64) -> Result<Vec<u8>, StoreError> {
        let read = || -> std::io::Result<Vec<u8>> {
            let mut file = File::open(self.path(id))?;
            file.seek(SeekFrom::Start(from))?;
            let mut bytes = Vec::new();
            file.take(most).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        match read() {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            read => read.map_err(|error| StoreError::Failed(error.to_string())),
        }
    }

    pub(crate) fn all(&self) -> Vec<Uuid> {
        let entries = std::fs::read_dir(&self.0).into_iter().flatten().flatten();
        let name = |entry: std::fs::DirEntry| Uuid::parse_str(entry.file_name().to_str()?).ok();
        entries.filter_map(name).collect()
    }

    pub(crate) fn forget(&self, ids: &[Uuid]) {
        for id in ids {
            // What can't be removed is tried again after the next start.
            let _ = std::fs::remove_file(self.path(*id));
        }
    }
}

/// The files of the city's.
pub(crate) struct CityFiles {
    seen: PathBuf,
    client: reqwest::Client,
    server: String,
}

impl CityFiles {
    /// # Errors
    /// Where TLS can't be set up.
    pub(crate) fn new(place: &Place) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(PATIENCE);
        Ok(Self {
            seen: place.folder.join("seen"),
            client: client.build()?,
            server: place.server.trim_end_matches('/').to_owned(),
        })
    }

    /// What lies under a hash never changes: once it was seen, it is here.
    async fn get(&self, hash: FileHash, small: bool) -> Result<Vec<u8>, Problem> {
        let end = if small { "/thumbnail" } else { "" };
        let kept = self.seen.join(format!("{hash}{}", end.replace('/', ".")));
        if let Ok(bytes) = std::fs::read(&kept) {
            return Ok(bytes);
        }
        let address = format!("{}/api/v1/files/{hash}{end}", self.server);
        let unreachable = |error: reqwest::Error| {
            tracing::debug!(%error, "a file of the city's does not come");
            Problem::new("unreachable")
        };
        let answer = self.client.get(address).send().await.map_err(unreachable)?;
        if !answer.status().is_success() {
            return Err(Problem::new("file-not-there"));
        }
        let bytes = answer.bytes().await.map_err(unreachable)?.to_vec();
        // It is shown all the same where it can't be kept.
        let fresh = kept.with_extension("new");
        let _ = std::fs::create_dir_all(&self.seen)
            .and_then(|()| std::fs::write(&fresh, &bytes))
            .and_then(|()| std::fs::rename(&fresh, &kept));
        Ok(bytes)
    }
}

/// Keeps bytes of a file that was chosen, in base64.
#[tauri::command]
pub(crate) async fn keep_file(
    chosen: State<'_, Chosen>,
    id: Uuid,
    from: u64,
    bytes: String,
) -> Result<(), Problem> {
    let not_kept = || Problem::new("file-not-kept");
    let bytes = BASE64_STANDARD.decode(bytes).map_err(|_| not_kept())?;
    chosen.keep(id, from, &bytes).map_err(|error| {
        tracing::error!(%error, "a chosen file is not kept");
        not_kept()
    })
}

/// A file that was chosen, whole.
#[tauri::command]
pub(crate) async fn read_file(chosen: State<'_, Chosen>, id: Uuid) -> Result<Response, Problem> {
    Ok(Response::new(chosen.read(id, 0, u64::MAX)?))
}

/// A file of the city's, whole or made small.
#[tauri::command]
pub(crate) async fn city_file(
    files: State<'_, CityFiles>,
    hash: FileHash,
    small: bool,
) -> Result<Response, Problem> {
    Ok(Response::new(files.get(hash, small).await?))
}

/// Puts a file of the city's where downloads go, under a name that is free there; what it is called.
#[tauri::command]
pub(crate) async fn save_city_file(
    app: tauri::AppHandle,
    files: State<'_, CityFiles>,
    hash: FileHash,
    ending: String,
) -> Result<String, Problem> {
    let bytes = files.get(hash, false).await?;
    let is_plain = !ending.is_empty() && ending.chars().all(|letter| letter.is_ascii_alphanumeric());
    let ending = if is_plain { ending } else { "bin".to_owned() };
    // The same under that name is the same file.
    let name = format!("{}.{ending}", &hash.to_string()[..12]);
    download(&app, |folder| folder.join(&name), &bytes)
}

/// What a page writes itself.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ending {
    /// A table.
    Csv,
    /// What somebody takes along.
    Json,
}

/// Puts what a page wrote where downloads go, under a name that is free there; what it is called.
#[tauri::command]
pub(crate) async fn save_text(
    app: tauri::AppHandle,
    text: String,
    ending: Ending,
) -> Result<String, Problem> {
    download(&app, |folder| free(folder, ending), text.as_bytes())
}

/// A name that nothing in this folder has yet.
fn free(folder: &Path, ending: Ending) -> PathBuf {
    let ending = match ending {
        Ending::Csv => "csv",
        Ending::Json => "json",
    };
    let numbered = (2..).map(|number| folder.join(format!("huisheng-{number}.{ending}")));
    let mut names = [folder.join(format!("huisheng.{ending}"))]
        .into_iter()
        .chain(numbered);
    names.find(|path| !path.exists()).unwrap_or_default()
}

fn download(
    app: &tauri::AppHandle,
    path: impl FnOnce(&Path) -> PathBuf,
    bytes: &[u8],
) -> Result<String, Problem> {
    use tauri::Manager as _;
    let not_kept = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "a download is not saved");
        Problem::new("file-not-kept")
    };
    let folder = app.path().download_dir().map_err(|error| not_kept(&error))?;
    std::fs::create_dir_all(&folder).map_err(|error| not_kept(&error))?;
    let path = path(&folder);
    // Under its own name it is there whole or not at all.
    let part = path.with_added_extension("part");
    let written = std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, &path));
    written.map_err(|error| not_kept(&error))?;
    Ok(path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_takes_no_other_ones_place() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["huisheng.csv", "huisheng-2.csv", "huisheng-3.csv"] {
            let path = free(folder.path(), Ending::Csv);
            assert_eq!(path, folder.path().join(name));
            std::fs::write(path, "table").expect("written");
        }
        let other = folder.path().join("huisheng.json");
        assert_eq!(free(folder.path(), Ending::Json), other);
    }

    #[test]
    fn what_was_chosen_is_kept_piece_by_piece_and_let_go() {
        let folder = tempfile::tempdir().expect("a folder");
        let chosen = Chosen::new(folder.path());
        assert!(chosen.all().is_empty());
        let id = Uuid::from_u128(1);
        chosen.keep(id, 0, b"first piece, twice as long").expect("kept");
        chosen.keep(id, 6, b"second").expect("kept");
        assert_eq!(chosen.read(id, 0, 100).expect("read"), b"first second");
        assert_eq!(chosen.read(id, 2, 3).expect("read"), b"rst");
        assert_eq!(chosen.read(id, 12, 3).expect("read"), b"");
        assert_eq!(chosen.read(Uuid::from_u128(2), 0, 3).expect("read"), b"");
        assert_eq!(chosen.all(), [id]);
        chosen.forget(&[id, Uuid::from_u128(2)]);
        assert!(chosen.all().is_empty());
    }
}
