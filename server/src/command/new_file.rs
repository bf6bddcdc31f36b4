//! A file that a command makes: readable by its owner only, never over another, and under its name only once it is whole.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use super::Failure;

/// A file being written beside the name it will have. Dropped before [`NewFile::keep`], nothing is left of it.
pub(super) struct NewFile {
    path: PathBuf,
    partial: PathBuf,
    kept: bool,
}

impl NewFile {
    /// Takes the name, which nothing may have yet, and opens the file to write to.
    pub(super) fn create(path: &Path) -> Result<(Self, File), Failure> {
        let failed = |path: &Path, error: io::Error| {
            Failure::new(format!("cannot write {}: {error}", path.display()))
        };
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let file = create_private(&partial).map_err(|error| failed(&partial, error))?;
        // The name is taken now, so that the file that is whole replaces nothing but this empty one.
        if let Err(error) = create_private(path) {
            let _ = fs::remove_file(&partial);
            return Err(failed(path, error));
        }
        let new = Self {
            path: path.to_owned(),
            partial,
            kept: false,
        };
        Ok((new, file))
    }

    /// Gives the file its name, once it is on the disk.
    pub(super) fn keep(mut self, file: &File) -> io::Result<()> {
        file.sync_all()?;
        fs::rename(&self.partial, &self.path)?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.kept {
            let _ = fs::remove_file(&self.partial);
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
