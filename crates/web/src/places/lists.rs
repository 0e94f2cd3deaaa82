//! Lists of places that files are made of, shared by those who ask for the same at the same time: a harvest of the whole
//! directory takes hours over a bad line, and often several come at night.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use domain::places::PlaceId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many files are sent at a time. Each may hold a list of all places, 12 bytes for each, and what was made of the file
/// ahead of its reader, for as long as that reader sleeps: more of them would be most of the memory of the server.
pub const MOST_AT_A_TIME: usize = 32;

/// The lists that somebody is being sent at this moment.
pub struct Lists {
    shared: Mutex<Vec<Shared>>,
    turns: Arc<Semaphore>,
}

/// The right to be sent a file, for as long as it is kept.
pub struct Turn {
    _permit: OwnedSemaphorePermit,
}

impl Default for Lists {
    fn default() -> Self {
        Self {
            shared: Mutex::default(),
            turns: Arc::new(Semaphore::new(MOST_AT_A_TIME)),
        }
    }
}

/// What was asked for, and its places for as long as somebody is being sent them.
type Shared = (Box<str>, Weak<[PlaceId]>);

impl Lists {
    /// A turn to be sent a file; `None` when as many as allowed are being sent.
    #[must_use]
    pub fn turn(&self) -> Option<Turn> {
        let permit = Arc::clone(&self.turns).try_acquire_owned().ok()?;
        Some(Turn { _permit: permit })
    }

    /// The list of this key, `make` being asked for it only when nobody has it.
    ///
    /// # Errors
    /// That of `make`.
    pub fn shared<E>(
        &self,
        key: &str,
        make: impl FnOnce() -> Result<Vec<PlaceId>, E>,
    ) -> Result<Arc<[PlaceId]>, E> {
        let lists = || self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        let known = |lists: &[(Box<str>, Weak<[PlaceId]>)]| {
            lists
                .iter()
                .find(|(known, _)| &**known == key)
                .and_then(|(_, list)| list.upgrade())
        };
        if let Some(list) = known(&lists()) {
            return Ok(list);
        }
        // Without the lock: at worst two make the same list.
        let list: Arc<[PlaceId]> = make()?.into();
        let mut lists = lists();
        lists.retain(|(_, list)| list.strong_count() > 0);
        lists.push((key.into(), Arc::downgrade(&list)));
        Ok(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(ids: std::ops::Range<u64>) -> Result<Vec<PlaceId>, ()> {
        Ok(ids.map(PlaceId::from_bits).collect())
    }

    #[test]
    fn who_asks_for_the_same_shares_a_list_and_it_goes_with_the_last_of_them() {
        let lists = Lists::default();
        let first = lists.shared("all", || list(0..3)).unwrap();
        let second = lists
            .shared("all", || panic!("somebody has it"))
            .unwrap_or_else(|()| unreachable!());
        assert!(Arc::ptr_eq(&first, &second));
        let other = lists.shared("some", || list(0..2)).unwrap();
        assert_eq!((first.len(), other.len()), (3, 2));
        drop((first, second));
        assert_eq!(lists.shared("all", || list(0..1)).unwrap().len(), 1);
        drop(other);
        let _last = lists.shared("last", || list(0..1)).unwrap();
        assert_eq!(
            lists.shared.lock().unwrap().len(),
            1,
            "nothing is kept of lists that nobody has"
        );
    }

    #[test]
    fn a_list_that_cannot_be_made_is_not_kept() {
        let lists = Lists::default();
        assert_eq!(lists.shared("all", || Err("no")), Err("no"));
        assert_eq!(
            lists.shared("all", || Ok::<_, &str>(Vec::new())).unwrap().len(),
            0
        );
    }
}
