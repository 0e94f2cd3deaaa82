//! What runs: the site, its database, and the directory held in memory. The state of every route.

use std::sync::{Arc, PoisonError, RwLock};

use axum::extract::FromRef;
use directory::{Current, Directory};
use domain::places::Place;
use store::keys::Keyring;
use store::{Db, StoreResult, places};
use tokio::sync::Semaphore;

use crate::mail::KeptMail;
use crate::places::lists::Lists;
use crate::places::said_hours::SaidHours;
use crate::site::Site;
use crate::site::shelf::Shelf;

/// How many places are taken into the directory at a time.
const PLACES_AT_A_TIME: usize = 1_000;

/// A running instance. Cloning it is cheap.
#[derive(Clone)]
pub struct Instance(Arc<Parts>);

/// What [`Instance`] gives access to.
pub struct Parts {
    /// What all pages share.
    pub site: Site,
    /// The database.
    pub db: Db,
    /// The places, ready to be searched.
    pub directory: Current,
    /// Pages made within the minute.
    pub shelf: Shelf,
    /// Opening hours put in words within the minute.
    pub said_hours: SaidHours,
    /// The lists of the files that are being sent.
    pub lists: Lists,
    /// The letters that are shown instead of being sent, in the demonstration.
    pub kept_mail: Option<KeptMail>,
    /// What opens and locks what people entrust.
    pub keys: Keys,
    /// Where identifiers and secrets come from: the operating system, or a seed in tests.
    pub random: fn(&mut [u8]),
    /// Turns to make a sign-in link: whoever asks for thousands takes those turns, and nothing more.
    pub link_makers: Arc<Semaphore>,
}

/// Sign-in links that are being made at once.
const LINK_MAKERS: usize = 16;

/// The keys in use, which a new master key may replace while the program serves.
#[derive(Clone)]
pub struct Keys(Arc<RwLock<Arc<Keyring>>>);

impl Keys {
    /// Starts with these.
    #[must_use]
    pub fn new(keyring: Keyring) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(keyring))))
    }

    /// Those in use now.
    #[must_use]
    pub fn get(&self) -> Arc<Keyring> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes others.
    pub fn replace(&self, keyring: Keyring) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keyring);
    }
}

impl Instance {
    /// Reads the directory into memory and puts the parts together.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn load(site: Site, db: Db, keys: Keys, random: fn(&mut [u8])) -> StoreResult<Self> {
        Self::load_with(site, db, keys, random, None).await
    }

    /// As [`Instance::load`], with the letters of a demonstration.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn load_with(
        site: Site,
        db: Db,
        keys: Keys,
        random: fn(&mut [u8]),
        kept_mail: Option<KeptMail>,
    ) -> StoreResult<Self> {
        let directory = Current::new(read_directory(&db).await?);
        Ok(Self(Arc::new(Parts {
            site,
            db,
            directory,
            shelf: Shelf::default(),
            said_hours: SaidHours::default(),
            lists: Lists::default(),
            kept_mail,
            keys,
            random,
            link_makers: Arc::new(Semaphore::new(LINK_MAKERS)),
        })))
    }

    /// Takes over what changed in the database since the directory was read, by an import or by another node.
    /// True when something had.
    ///
    /// Changes are taken over some at a time, because all changed places together would cost more memory than serving
    /// does; visitors see them at once, when the last is there, so that no list mixes two states. A fault half-way leaves
    /// the directory as it was, and the next takeover starts anew.
    ///
    /// # Errors
    /// A fault of the database; the directory keeps its version.
    pub async fn refresh(&self) -> StoreResult<bool> {
        let reader = self.db.read().await?;
        let now = places::directory_version(&reader).await?;
        let mut next = self.directory.get();
        let before = next.version();
        if now.get() == before {
            return Ok(false);
        }
        if now.get() < before {
            // The database was put back to an earlier state: what it has not changed since cannot be known.
            self.directory.replace(read_directory(&self.db).await?);
            return Ok(true);
        }
        let mut take_over = |lot: &mut Vec<Place>, version| {
            next = aside(|| Arc::new(next.with_changes(lot.drain(..), version)));
        };
        let mut lot = Vec::with_capacity(PLACES_AT_A_TIME);
        places::changed_since(&reader, before.into(), |stored| {
            if lot.len() == PLACES_AT_A_TIME {
                take_over(&mut lot, before);
            }
            lot.push(stored.place);
            Ok(())
        })
        .await?;
        take_over(&mut lot, now.get());
        self.directory.replace(next);
        Ok(true)
    }
}

impl std::ops::Deref for Instance {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl FromRef<Instance> for Site {
    fn from_ref(instance: &Instance) -> Self {
        instance.site.clone()
    }
}

/// Reads every place of the database into a directory.
///
/// # Errors
/// A fault of the database.
pub async fn read_directory(db: &Db) -> StoreResult<Directory> {
    let reader = db.read().await?;
    // Read before the places: what changes meanwhile is then taken over by the next refresh rather than missed.
    let version = places::directory_version(&reader).await?;
    let mut builder = Directory::builder();
    let mut lot = Vec::with_capacity(PLACES_AT_A_TIME);
    let mut take_in = |lot: &mut Vec<Place>| {
        aside(|| lot.drain(..).for_each(|place| builder.add(&place)));
    };
    places::all(&reader, |stored| {
        if lot.len() == PLACES_AT_A_TIME {
            take_in(&mut lot);
        }
        lot.push(stored.place);
        Ok(())
    })
    .await?;
    take_in(&mut lot);
    Ok(aside(|| builder.finish(version.get())))
}

/// Runs work on the directory, some milliseconds of it, without holding up other requests where the runtime has several
/// threads.
///
/// The work has a thread of its own. Allocators give memory to threads by regions and take it back into the same one:
/// done by whichever thread asks, each takeover of a large import would leave another region full of holes, 60 MB each,
/// where the next thread of this kind fills the holes of the last.
fn aside<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let alone = || {
        std::thread::scope(|scope| match scope.spawn(work).join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        })
    };
    match tokio::runtime::Handle::current().runtime_flavor() {
        tokio::runtime::RuntimeFlavor::MultiThread => tokio::task::block_in_place(alone),
        _ => alone(),
    }
}
