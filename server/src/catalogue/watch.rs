//! Reading the folders again when their files change, or when asked by SIGHUP. A faulty edition never stops the server.

use std::{path::PathBuf, sync::Arc, time::Duration};

use rules::{Catalogue, Fault};

use super::{
    faults,
    folders::{self, Stamp},
    shelf::Shelf,
};

/// How often modification times are looked at.
const EVERY: Duration = Duration::from_secs(2);

/// Folders and how they stood when they were last read.
pub(crate) struct Watch {
    folders: Vec<PathBuf>,
    seen: Stamp,
}

impl Watch {
    /// To be made before the first reading, so that no change falls in between.
    pub(crate) fn new(folders: &[PathBuf]) -> Self {
        Self {
            folders: folders.to_vec(),
            seen: folders::stamp(folders),
        }
    }

    /// Keeps the shelf up to date for ever.
    pub(crate) async fn keep(mut self, shelf: Arc<Shelf>) {
        if self.folders.is_empty() {
            return std::future::pending().await;
        }
        let mut hang_up = HangUp::new();
        loop {
            let asked = tokio::select! {
                () = tokio::time::sleep(EVERY) => false,
                () = hang_up.received() => true,
            };
            let shelf = shelf.clone();
            let looked = tokio::task::spawn_blocking(move || {
                self.look(asked, &shelf);
                self
            });
            match looked.await {
                Ok(again) => self = again,
                Err(_) => {
                    tracing::error!(
                        "reading the catalogue again panicked; it is no longer watched"
                    );
                    return std::future::pending().await;
                }
            }
        }
    }

    fn look(&mut self, asked: bool, shelf: &Shelf) {
        let found = folders::stamp(&self.folders);
        if !asked && found == self.seen {
            return;
        }
        self.seen = found;
        let loaded = match folders::sources(&self.folders) {
            Ok(sources) => Catalogue::load(&sources).inspect_err(|found| {
                tracing::warn!(
                    "the catalogue changed and has {} fault(s); the last good one stays\n{}",
                    found.len(),
                    faults::show(found, &sources)
                );
            }),
            Err(unreadable) => {
                tracing::warn!("{unreadable}; the last good catalogue stays");
                Err(vec![self.lost()])
            }
        };
        if let Ok(catalogue) = &loaded {
            tracing::info!("catalogue {} in service", catalogue.version);
        }
        shelf.offer(loaded);
    }

    /// What the administrator is told when a folder can no longer be read.
    fn lost(&self) -> Fault {
        let names: Vec<String> = self
            .folders
            .iter()
            .map(|folder| folder.display().to_string())
            .collect();
        Fault {
            file: names.join(", "),
            line: 1,
            column: 1,
            span: 0..0,
            message: "ce dossier ne peut plus être lu, ou ne contient plus de couche".to_owned(),
            suggestion: None,
        }
    }
}

/// SIGHUP, where there is one.
struct HangUp {
    #[cfg(unix)]
    signal: Option<tokio::signal::unix::Signal>,
}

impl HangUp {
    fn new() -> Self {
        Self {
            #[cfg(unix)]
            signal: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok(),
        }
    }

    async fn received(&mut self) {
        #[cfg(unix)]
        if let Some(signal) = &mut self.signal
            && signal.recv().await.is_some()
        {
            return;
        }
        std::future::pending().await
    }
}
