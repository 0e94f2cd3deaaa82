//! What the table speaks of, and the states that matter to it.

macro_rules! objects {
    ($($(#[$doc:meta])* $object:ident = $kind:literal, $states:ident { $($(#[$state_doc:meta])* $state:ident = $code:literal),+ $(,)? })+) => {
        /// A kind of thing that somebody may see or change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ObjectKind { $($(#[$doc])* $object,)+ }

        /// A thing in one of its states: a row of the table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Object { $($(#[$doc])* $object($states),)+ }

        $(
            #[doc = concat!("The states of [`ObjectKind::", stringify!($object), "`] that the table tells apart.")]
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum $states { $($(#[$state_doc])* $state,)+ }

            impl $states {
                /// Every state.
                pub const ALL: &'static [Self] = &[$(Self::$state,)+];

                /// The code in the database and in translation keys.
                #[must_use]
                pub const fn code(self) -> &'static str {
                    match self { $(Self::$state => $code,)+ }
                }

                /// Reads a code; `None` where no state has it.
                #[must_use]
                pub fn parse(code: &str) -> Option<Self> {
                    Self::ALL.iter().copied().find(|state| state.code() == code)
                }
            }

            impl From<$states> for Object {
                fn from(state: $states) -> Self { Self::$object(state) }
            }
        )+

        impl ObjectKind {
            /// Every kind, in the order in which pages list them.
            pub const ALL: &'static [Self] = &[$(Self::$object,)+];

            /// The code in the journal and in translation keys.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$object => $kind,)+ }
            }

            /// This kind in each of its states.
            #[must_use]
            pub fn in_each_state(self) -> Vec<Object> {
                match self { $(Self::$object => $states::ALL.iter().copied().map(Object::from).collect(),)+ }
            }
        }

        impl Object {
            /// What it is, whatever its state.
            #[must_use]
            pub const fn kind(self) -> ObjectKind {
                match self { $(Self::$object(_) => ObjectKind::$object,)+ }
            }

            /// The code of its state.
            #[must_use]
            pub const fn state_code(self) -> &'static str {
                match self { $(Self::$object(state) => state.code(),)+ }
            }

            /// Every row of the table.
            pub fn all() -> impl Iterator<Item = Self> {
                ObjectKind::ALL.iter().flat_map(|kind| kind.in_each_state())
            }
        }
    };
}

objects! {
    /// A commune, an association, a landlord: its name, kind, territory and places.
    Organisation = "organisation", OrganisationState {
        /// It takes part.
        Active = "active",
        /// It left; what it did is kept.
        Closed = "closed",
    }
    /// What a member is in an organisation: name, address, roles.
    Membership = "membership", MembershipState {
        /// She may act.
        Active = "active",
        /// She left; her acts keep her name for as long as the law asks.
        Left = "left",
    }
    /// An invitation to become a member.
    Invitation = "invitation", InvitationState {
        /// Its link can still be used.
        Waiting = "waiting",
        /// Used, withdrawn or too old.
        Ended = "ended",
    }
    /// A session: device, place in words, last use.
    Session = "session", SessionState {
        /// It still holds.
        Live = "live",
        /// It ended.
        Ended = "ended",
    }
    /// The phone whose codes let a member in, and the codes she keeps on paper.
    Authenticator = "authenticator", AuthenticatorState {
        /// No code of it was entered yet.
        Waiting = "waiting",
        /// Its codes let her in.
        InUse = "in-use",
        /// Forgotten.
        Removed = "removed",
    }
    /// A source of places.
    Source = "source", SourceState {
        /// Its places are shown.
        Used = "used",
        /// Kept without being shown.
        Paused = "paused",
    }
    /// Name, territory, logo, texts and languages of the instance.
    Settings = "settings", SettingsState {
        /// There is only one state.
        Set = "set",
    }
    /// Work that the program does by itself.
    Job = "job", JobState {
        /// Its time has not come, or it will be tried again.
        Waiting = "waiting",
        /// A node is at it.
        Running = "running",
        /// Given up after its last try.
        Dead = "dead",
        /// Finished.
        Done = "done",
    }
    /// A message that left or will leave: its template and its fate, never its address in clear.
    Mail = "mail", MailState {
        /// In the outbox.
        Waiting = "waiting",
        /// Handed to the mail server.
        Sent = "sent",
        /// Came back.
        Bounced = "bounced",
        /// Given up.
        Dead = "dead",
    }
    /// A file that somebody gave.
    Upload = "upload", UploadState {
        /// Searched; nothing was found.
        Clean = "clean",
        /// Something was found: nobody is served it.
        Suspect = "suspect",
        /// Not searched: never shown as clean.
        NotScanned = "not-scanned",
    }
    /// The journal: what happened, without content.
    Journal = "journal", JournalState {
        /// There is only one state.
        Kept = "kept",
    }
    /// Who looked at one person's file.
    Trail = "trail", TrailState {
        /// There is only one state.
        Kept = "kept",
    }
    /// What is held about one resident.
    PersonFile = "person-file", PersonFileState {
        /// In use.
        Held = "held",
        /// Its end was announced.
        Announced = "announced",
        /// Its key was destroyed: what is left says that something was there, and nothing more.
        Erased = "erased",
    }
    /// Somebody says that something should not be there.
    Report = "report", ReportState {
        /// Nobody decided yet.
        Open = "open",
        /// Decided, with a reason.
        Decided = "decided",
        /// Its author or the one concerned asks for another look.
        Contested = "contested",
    }
    /// A copy of the whole instance.
    Backup = "backup", BackupState {
        /// Restored once, elsewhere, and counted.
        Verified = "verified",
        /// It failed.
        Failed = "failed",
    }
    /// How long a kind of thing is kept.
    RetentionRule = "retention-rule", RetentionRuleState {
        /// It applies.
        Applied = "applied",
    }
    /// How the program is: versions, disk, age of backups, heads of the journal.
    Health = "health", HealthState {
        /// There is only one state.
        Known = "known",
    }
}
