//! A disk of a known size, or a read-only one: what no permission bit can imitate for root.
//!
//! It needs the right to mount. Where that is refused the tests that ask for it say so and stop there; what SQLite answers
//! is then still covered by `database_faults.rs`.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

/// A mounted folder, unmounted when dropped.
pub struct SmallDisk {
    _folder: TempDir,
    path: PathBuf,
}

impl SmallDisk {
    /// A disk of so many kilobytes; `None`, said aloud, where mounting is not allowed.
    pub fn new(kilobytes: u32) -> Option<Self> {
        let folder = super::scratch();
        let path = folder.path().to_owned();
        let disk = Self {
            _folder: folder,
            path,
        };
        if disk.mount(&format!("size={kilobytes}k")) {
            return Some(disk);
        }
        eprintln!("skipped: this machine does not let a test mount a small disk");
        None
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// From now on nothing can be written.
    pub fn make_read_only(&self) -> bool {
        self.mount("remount,ro")
    }

    fn mount(&self, options: &str) -> bool {
        let done = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "none"])
            .arg(&self.path)
            .output();
        done.is_ok_and(|output| output.status.success())
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount")
            .arg("--lazy")
            .arg(&self.path)
            .output();
    }
}
