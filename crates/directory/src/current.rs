//! The directory that is served at this moment. Readers take it and keep it as long as they need; a new one takes its
//! place without any of them waiting.

use std::sync::Arc;

use arc_swap::ArcSwap;

use crate::Directory;

/// The directory of the moment. Cloning shares it.
#[derive(Clone)]
pub struct Current(Arc<ArcSwap<Directory>>);

impl Current {
    /// Starts with this directory.
    #[must_use]
    pub fn new(directory: Directory) -> Self {
        Self(Arc::new(ArcSwap::from_pointee(directory)))
    }

    /// The directory of the moment.
    #[must_use]
    pub fn get(&self) -> Arc<Directory> {
        self.0.load_full()
    }

    /// Replaces it for those who come next.
    pub fn replace(&self, directory: impl Into<Arc<Directory>>) {
        self.0.store(directory.into());
    }
}
