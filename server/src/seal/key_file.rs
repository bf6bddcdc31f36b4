//! The key file: a [`Ring`] beside, never inside, the database. Whoever copies only the database reads nothing;
//! whoever loses the key has lost the data, which is why every message here says so.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::Ring;

/// Why there is no usable key. The sentences are for the operator.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Sealed data exist and their key is not there.
    #[error(
        "the key file {} is missing, and this database holds sealed data that nothing else opens: neither names, nor answers, \
         nor accounts; put the file back from the copy kept elsewhere (or name it with --key FILE). Without any copy the data are \
         lost: begin again with an empty database and tell the people concerned", .0.display()
    )]
    Missing(PathBuf),
    /// Neither 32 bytes nor a ring.
    #[error("the key file {} does not hold a key (expected exactly 32 bytes, or the text `bilan key rotate` writes)", .0.display())]
    NotAKey(PathBuf),
    /// The key is another database's.
    #[error(
        "the key file {} is not the key of this database; nothing was changed, \
         start again with the right file (--key FILE)", .0.display()
    )]
    Wrong(PathBuf),
    /// The new file of a rotation is there already.
    #[error(
        "the file {} is there: another `bilan key` command is changing the key, or one was cut off before it had changed \
         anything; if none runs, remove this file and start again", .0.display()
    )]
    Turning(PathBuf),
    /// The file is not the one that was read a moment ago.
    #[error("the key file {} was changed meanwhile; nothing was done, start again", .0.display())]
    Changed(PathBuf),
    /// There are no more numbers.
    #[error("the ring has no number left for one more key")]
    Full,
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

/// The ring in `path`, or `None` when there is no such file.
pub fn read(path: &Path) -> Result<Option<Ring>, KeyError> {
    match fs::read(path) {
        Ok(bytes) => Ring::read(&bytes)
            .map(Some)
            .ok_or_else(|| KeyError::NotAKey(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(KeyError::File {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Makes a new key in `path`, readable by its owner only. Never overwrites: if another process was quicker, its key
/// is the one returned.
pub fn create(path: &Path) -> Result<Ring, KeyError> {
    let mut key = [0_u8; 32];
    getrandom::fill(&mut key).map_err(|_| KeyError::Randomness)?;
    match create_private(path, &key) {
        Ok(()) => Ok(Ring::of_master(&key)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            read(path)?.ok_or_else(|| KeyError::Missing(path.to_owned()))
        }
        Err(source) => Err(KeyError::File {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Puts another ring in the place of the one in `path`, whole or not at all, and returns it. `turn` says which; `None` leaves the file
/// as it is. The new file is also the lock: of two commands at once, the second is refused before it has read anything.
pub fn replace(
    path: &Path,
    turn: impl FnOnce(&Ring) -> Result<Option<Ring>, KeyError>,
) -> Result<Option<Ring>, KeyError> {
    // A link stays one: what it leads to is replaced.
    let path = &fs::canonicalize(path).map_err(|_| KeyError::Missing(path.to_owned()))?;
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let new = PathBuf::from(name);
    create_private(&new, b"").map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => KeyError::Turning(new.clone()),
        _ => KeyError::File {
            path: new.clone(),
            source,
        },
    })?;
    let replaced = read(path)
        .and_then(|ring| ring.ok_or_else(|| KeyError::Missing(path.to_owned())))
        .and_then(|ring| turn(&ring))
        .and_then(|turned| match turned {
            None => Ok(None),
            Some(ring) => put(&new, path, &ring).map(|()| Some(ring)),
        });
    if !matches!(replaced, Ok(Some(_))) {
        // The old file stands; only the lock goes.
        let _ = fs::remove_file(&new);
    }
    replaced
}

/// One more sealing key.
pub fn one_more(ring: &Ring) -> Result<Ring, KeyError> {
    let mut key = [0_u8; 32];
    getrandom::fill(&mut key).map_err(|_| KeyError::Randomness)?;
    ring.with(key).ok_or(KeyError::Full)
}

/// Writes a ring into the file `new`, which is there, and gives it the name `path`.
fn put(new: &Path, path: &Path, ring: &Ring) -> Result<(), KeyError> {
    let written = OpenOptions::new()
        .write(true)
        .open(new)
        .and_then(|mut file| {
            file.write_all(ring.text().as_bytes())?;
            file.sync_all()?;
            same_owner(path, new)
        });
    let renamed = written.and_then(|()| fs::rename(new, path)).and_then(|()| {
        // The name is in the folder: it must reach the disk too, before anything is sealed with the new key.
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    });
    renamed.map_err(|source| KeyError::File {
        path: path.to_owned(),
        source,
    })
}

/// A server that runs as somebody else than the operator must read the new file as it read the old one.
#[cfg(unix)]
fn same_owner(old: &Path, new: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let (was, is) = (fs::metadata(old)?, fs::metadata(new)?);
    if (was.uid(), was.gid()) == (is.uid(), is.gid()) {
        return Ok(());
    }
    chown(new, Some(was.uid()), Some(was.gid()))
}

#[cfg(not(unix))]
fn same_owner(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}

/// A new file with these bytes, readable by its owner only.
fn create_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    fn mode(path: &Path) -> u32 {
        use std::os::unix::fs::PermissionsExt as _;
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_key_is_made_once_for_its_owner_only() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("bilan.key");
        assert!(read(&path).unwrap().is_none());
        let key = create(&path).unwrap();
        assert_eq!(create(&path).unwrap(), key);
        assert_eq!(read(&path).unwrap(), Some(key));
        assert_eq!(fs::read(&path).unwrap().len(), 32);
        #[cfg(unix)]
        assert_eq!(mode(&path), 0o600);
        fs::write(&path, "short").unwrap();
        assert!(matches!(read(&path), Err(KeyError::NotAKey(_))));
    }

    #[test]
    fn a_ring_takes_the_place_of_another_whole_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("bilan.key");
        let first = create(&path).unwrap();
        let turned = replace(&path, |ring| one_more(ring).map(Some)).unwrap();
        let turned = turned.unwrap();
        assert_eq!(turned.numbers(), [1, 2]);
        assert_eq!(
            turned.present_alone().with([0; 32]).unwrap().numbers(),
            [2, 3]
        );
        assert_eq!(read(&path).unwrap(), Some(turned.clone()));
        assert_ne!(turned, first);
        #[cfg(unix)]
        {
            assert_eq!(mode(&path), 0o600);
            let link = dir.path().join("link.key");
            std::os::unix::fs::symlink(&path, &link).unwrap();
            assert!(replace(&link, |ring| Ok(Some(ring.clone()))).is_ok());
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            fs::remove_file(&link).unwrap();
        }

        // Refused, or left as it is: the file stands and nothing is left beside it.
        assert!(replace(&path, |_| Err(KeyError::Full)).is_err());
        assert_eq!(replace(&path, |_| Ok(None)).unwrap(), None);
        assert_eq!(read(&path).unwrap(), Some(turned.clone()));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);

        // Of two at once, the second is refused.
        let refused = replace(&path, |_| {
            let second = replace(&path, |ring| one_more(ring).map(Some));
            assert!(matches!(second, Err(KeyError::Turning(_))));
            Ok(None)
        });
        assert_eq!(refused.unwrap(), None);
        assert_eq!(read(&path).unwrap(), Some(turned));
    }
}
