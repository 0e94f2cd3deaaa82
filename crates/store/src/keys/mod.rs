//! Wrapped keys in the database, opened by the key file.
//!
//! Reading and writing the key file is not here: that is the program's. A database whose keys do not open is left as it
//! is: nothing is made anew over what somebody could still open with the right file.

mod rotation;

use domain::journal::Pseudonym;
use jiff::Timestamp;
use vault::{ContainerKey, KeyFile, KeyId, LookupKey, NamedKey, Random, SigningKey, WrappedKey};

pub use rotation::{Rewrapped, rewrap_some};

use crate::args;
use crate::db::{FromRow, Read, Row, Tx, statements};
use crate::error::{StoreError, StoreResult};

statements! {
    FIND = "SELECT container, master, wrapped FROM container_keys WHERE container = $1";
    ADD = "INSERT INTO container_keys (container, master, wrapped, created_at) VALUES ($1, $2, $3, $4)";
    // Takes the turn of a rotation, or waits for it: what is wrapped now is wrapped by the master key that stays.
    HOLD = "UPDATE container_keys SET master = master WHERE container = $1 AND master = $2";
    DESTROY = "DELETE FROM container_keys WHERE container = $1";
    COUNT = "SELECT COUNT(*) FROM container_keys";
    SALT = "SELECT salt FROM receipt_salt WHERE only_row = 1";
    ADD_SALT = "INSERT INTO receipt_salt (only_row, salt) VALUES (1, $1)";
}

/// The first form of the database that holds keys.
pub const SINCE_SCHEMA: u32 = 2;

/// The keys of the instance, open, and the key file that opened them.
pub struct Keyring {
    file: KeyFile,
    lookup: LookupKey,
    pseudonyms: LookupKey,
    signing: SigningKey,
    instance: ContainerKey,
    receipt_salt: [u8; 16],
}

/// Why the keys of a database do not open. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum CannotUnlock {
    /// The database has keys, wrapped by a master key that the file does not hold.
    #[error(
        "the key file holds master key {held}, but this database was locked with {wanted}: give the key file that \
         belongs to this database, or restore its copy"
    )]
    WrongKey {
        /// The master key that is needed.
        wanted: String,
        /// The one at hand.
        held: KeyId,
    },
    /// A key is wrapped by a master key at hand, and does not open: its bytes were changed.
    #[error("the stored key {container} was damaged: restore a backup")]
    Damaged {
        /// Which key.
        container: String,
    },
    /// Keys of the instance are missing while others are there.
    #[error("the stored key {container} is missing while others are there: restore a backup")]
    Missing {
        /// Which key.
        container: &'static str,
    },
    /// The master key was replaced since these keys were opened.
    #[error("the master key was replaced: open the keys again")]
    Rotated,
    /// The database failed.
    #[error(transparent)]
    Fault(#[from] StoreError),
}

struct Stored {
    container: String,
    key: WrappedKey,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        let master: &str = row.get("master")?;
        let unreadable = || StoreError::Unreadable {
            what: "name of a master key",
        };
        let id = data_encoding::HEXLOWER
            .decode(master.as_bytes())
            .map_err(|_| unreadable())?;
        Ok(Self {
            container: row.get("container")?,
            key: WrappedKey {
                master: KeyId(id.try_into().map_err(|_| unreadable())?),
                bytes: row.get("wrapped")?,
            },
        })
    }
}

impl Stored {
    fn open(&self, file: &KeyFile) -> Result<ContainerKey, CannotUnlock> {
        let master = file.find(self.key.master).ok_or_else(|| CannotUnlock::WrongKey {
            wanted: self.key.master.to_string(),
            held: file.current().id(),
        })?;
        ContainerKey::unwrap(&self.key, master, &self.container).map_err(|_| CannotUnlock::Damaged {
            container: self.container.clone(),
        })
    }
}

/// Whether the database holds keys: then a key file must be given, and none may be made.
///
/// # Errors
/// A fault of the database.
pub async fn exist(db: &impl Read) -> StoreResult<bool> {
    let (count,): (i64,) = db.query_one(COUNT, &[]).await?;
    Ok(count > 0)
}

/// Draws the keys of a new instance and wraps them.
///
/// # Errors
/// A fault of the database; the instance has keys already.
pub async fn found(
    tx: &mut Tx<'_>,
    file: &KeyFile,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> StoreResult<()> {
    for name in NamedKey::ALL {
        add(tx, file, name.container(), random, now).await?;
    }
    let mut salt = [0; 16];
    random.fill(&mut salt);
    tx.execute(ADD_SALT, args![salt]).await?;
    Ok(())
}

/// Draws a key for a container and wraps it.
///
/// # Errors
/// A fault of the database; the container has a key already.
async fn add(
    tx: &mut Tx<'_>,
    file: &KeyFile,
    container: &str,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> StoreResult<ContainerKey> {
    let key = ContainerKey::generate(random);
    let wrapped = key.wrap(file.current(), container, random);
    tx.execute(
        ADD,
        args![container, wrapped.master.to_string(), wrapped.bytes, now],
    )
    .await?;
    Ok(key)
}

impl Keyring {
    /// Opens the keys of the instance.
    ///
    /// # Errors
    /// Why they do not open.
    pub async fn open(db: &impl Read, file: KeyFile) -> Result<Self, CannotUnlock> {
        let key = async |name: NamedKey| {
            let container = name.container();
            let stored: Option<Stored> = db.query_opt(FIND, args![container]).await?;
            stored.ok_or(CannotUnlock::Missing { container })?.open(&file)
        };
        let lookup = LookupKey::new(&key(NamedKey::Lookup).await?);
        let pseudonyms = LookupKey::new(&key(NamedKey::Pseudonyms).await?);
        let signing = SigningKey::new(&key(NamedKey::JournalSigning).await?);
        let instance = key(NamedKey::Instance).await?;
        let (receipt_salt,): ([u8; 16],) = db.query_one(SALT, &[]).await?;
        Ok(Self {
            file,
            lookup,
            pseudonyms,
            signing,
            instance,
            receipt_salt,
        })
    }

    /// Finds what must not stand in clear.
    #[must_use]
    pub fn lookup(&self) -> &LookupKey {
        &self.lookup
    }

    /// Signs heads of the journal.
    #[must_use]
    pub fn signing(&self) -> &SigningKey {
        &self.signing
    }

    /// Seals what belongs to the instance itself.
    #[must_use]
    pub fn instance(&self) -> &ContainerKey {
        &self.instance
    }

    /// What receipts are stretched with.
    #[must_use]
    pub fn receipt_salt(&self) -> &[u8; 16] {
        &self.receipt_salt
    }

    /// The key file that opened these keys.
    #[must_use]
    pub fn file(&self) -> &KeyFile {
        &self.file
    }

    /// The pseudonym in the journal of something that nobody will ask to be forgotten: an organisation, a job. What
    /// belongs to a person has its pseudonym made with her own key: see [`pseudonym_of`].
    #[must_use]
    pub fn pseudonym(&self, kind: &'static str, id: &str) -> Pseudonym {
        self.pseudonyms.pseudonym(kind, id)
    }

    /// Draws a key for a new container.
    ///
    /// # Errors
    /// [`CannotUnlock::Rotated`] when the master key was replaced since this keyring was opened; a fault of the database;
    /// the container has a key already.
    pub async fn create(
        &self,
        tx: &mut Tx<'_>,
        container: &str,
        random: &mut (impl Random + Send),
        now: Timestamp,
    ) -> Result<ContainerKey, CannotUnlock> {
        let master = self.file.current().id().to_string();
        let held = tx
            .execute(HOLD, args![NamedKey::Instance.container(), master])
            .await?;
        if held == 0 {
            return Err(CannotUnlock::Rotated);
        }
        Ok(add(tx, &self.file, container, random, now).await?)
    }

    /// The key of a container; `None` once it was destroyed.
    ///
    /// # Errors
    /// It does not open; a fault of the database.
    pub async fn container(
        &self,
        db: &impl Read,
        container: &str,
    ) -> Result<Option<ContainerKey>, CannotUnlock> {
        let stored: Option<Stored> = db.query_opt(FIND, args![container]).await?;
        stored.map(|stored| stored.open(&self.file)).transpose()
    }
}

/// The pseudonym of a person in the journal, made with her own key: once it is destroyed, nobody can tell any more that
/// the entries are about her.
#[must_use]
pub fn pseudonym_of(key: &ContainerKey, kind: &'static str, id: &str) -> Pseudonym {
    LookupKey::new(key).pseudonym(kind, id)
}

/// Destroys the key of a container, and with it all that it sealed. Answers whether there was one.
///
/// # Errors
/// A fault of the database.
pub async fn destroy(tx: &mut Tx<'_>, container: &str) -> StoreResult<bool> {
    Ok(tx.execute(DESTROY, args![container]).await? > 0)
}

/// The statements of each file of this feature.
#[cfg(test)]
pub(crate) fn statements() -> Vec<(&'static str, &'static [(&'static str, &'static str)])> {
    vec![
        ("src/keys/mod.rs", STATEMENTS),
        ("src/keys/rotation.rs", rotation::STATEMENTS),
    ]
}

#[cfg(test)]
mod tests;
