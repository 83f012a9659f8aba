//! Where the bytes of kept files lie, each under its hash: in the data directory, or in any store that speaks S3.

use crate::error::{Error, Result};
use domain::attachment::FileHash;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Place;
use object_store::{GetResult, ObjectStore, ObjectStoreExt, PutPayload};
use std::path::Path;
use std::sync::Arc;

/// Which of a file's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// The small picture of a picture.
    Thumbnail,
}

/// The store of the bytes; a copy is the same one.
#[derive(Debug, Clone)]
pub struct Depot(Arc<dyn ObjectStore>);

impl Depot {
    /// In this folder, which is made where there is none. What was put is on the disk.
    ///
    /// # Errors
    /// What the system says of the folder.
    pub fn folder(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|error| Error::file(folder, error))?;
        let files = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self(Arc::new(files)))
    }

    /// In a store that speaks S3, at `s3://bucket`; how it is reached and by which key say the environment's `AWS_…`.
    ///
    /// # Errors
    /// Where that can't be read.
    pub fn s3(address: &str) -> Result<Self> {
        let bucket = AmazonS3Builder::from_env().with_url(address).build()?;
        Ok(Self(Arc::new(bucket)))
    }

    /// Keeps bytes; the same ones again are the same.
    ///
    /// # Errors
    /// What the store says; nothing is kept then.
    pub async fn put(&self, hash: FileHash, part: Part, bytes: Vec<u8>) -> Result<()> {
        self.0.put(&place(hash, part), PutPayload::from(bytes)).await?;
        Ok(())
    }

    /// The bytes as they come; `None` where there are none.
    ///
    /// # Errors
    /// What the store says.
    pub async fn get(&self, hash: FileHash, part: Part) -> Result<Option<GetResult>> {
        match self.0.get(&place(hash, part)).await {
            Ok(found) => Ok(Some(found)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// They are gone for good, if they were there.
    ///
    /// # Errors
    /// What the store says.
    pub async fn remove(&self, hash: FileHash) -> Result<()> {
        for part in [Part::Whole, Part::Thumbnail] {
            match self.0.delete(&place(hash, part)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

/// A folder for each first two digits, so that none becomes too full to look into.
fn place(hash: FileHash, part: Part) -> Place {
    let name = hash.to_string();
    let end = match part {
        Part::Whole => "",
        Part::Thumbnail => ".thumbnail",
    };
    Place::from(format!("{}/{name}{end}", &name[..2]))
}
