//! The key file: 32 random bytes beside, never inside, the database. Whoever copies only the database reads nothing;
//! whoever loses the key has lost the data, which is why every message here says so.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Why there is no usable key. The sentences are for the operator.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Sealed data exist and their key is not there.
    #[error(
        "the key file {} is missing, and this database holds sealed data that nothing else opens; \
         put the file back (or name it with --key FILE)", .0.display()
    )]
    Missing(PathBuf),
    /// Not 32 bytes.
    #[error("the key file {} does not hold a key (expected exactly 32 bytes)", .0.display())]
    NotAKey(PathBuf),
    /// The key is another database's.
    #[error(
        "the key file {} is not the key of this database; nothing was changed, \
         start again with the right file (--key FILE)", .0.display()
    )]
    Wrong(PathBuf),
    /// The file system refused.
    #[error("cannot use the key file {}: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system gave no randomness.
    #[error("the system has no randomness to make a key with")]
    Randomness,
}

/// The key in `path`, or `None` when there is no such file.
pub fn read(path: &Path) -> Result<Option<[u8; 32]>, KeyError> {
    match fs::read(path) {
        Ok(bytes) => bytes
            .try_into()
            .map(Some)
            .map_err(|_| KeyError::NotAKey(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(KeyError::File {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Makes a new key in `path`, readable by its owner only. Never overwrites: if another process was quicker, its key
/// is the one returned.
pub fn create(path: &Path) -> Result<[u8; 32], KeyError> {
    let failed = |source| KeyError::File {
        path: path.to_owned(),
        source,
    };
    let mut key = [0_u8; 32];
    getrandom::fill(&mut key).map_err(|_| KeyError::Randomness)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(mut file) => {
            file.write_all(&key)
                .and_then(|()| file.sync_all())
                .map_err(failed)?;
            Ok(key)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            read(path)?.ok_or_else(|| KeyError::Missing(path.to_owned()))
        }
        Err(error) => Err(failed(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_for_its_owner_only() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("bilan.key");
        assert!(read(&path).unwrap().is_none());
        let key = create(&path).unwrap();
        assert_eq!(create(&path).unwrap(), key);
        assert_eq!(read(&path).unwrap(), Some(key));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(
                fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
        fs::write(&path, "short").unwrap();
        assert!(matches!(read(&path), Err(KeyError::NotAKey(_))));
    }
}
