//! The proof that somebody may do something: nothing else makes one.

use std::marker::PhantomData;

use jiff::Timestamp;

use super::actor::{Actor, Owner, Who};
use super::objects::Object;
use super::table::{Action, Answer, ask};
use crate::accounts::MemberId;

/// One action on one kind of thing, as a type: an operation that takes a [`Permit`] of it cannot be called without the
/// check.
pub trait Act {
    /// The states of the thing.
    type State: Copy + Into<Object>;
    /// What is done to it.
    const ACTION: Action;
}

/// Somebody was found entitled to one act on the things of one owner, in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit<A: Act> {
    actor: Actor,
    owner: Owner,
    object: Object,
    who: Who,
    act: PhantomData<A>,
}

/// Why somebody may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody is signed in, and somebody who is could be entitled.
    #[error("sign in first")]
    SignIn,
    /// She is entitled once she has shown again who she is.
    #[error("show again who you are")]
    StepUp,
    /// She is not entitled to this, but may see that it exists.
    #[error("this is not for you to do")]
    NotYours,
    /// She is not entitled to know that it exists: to her, there is nothing.
    #[error("there is nothing here")]
    Nothing,
}

impl<A: Act> Permit<A> {
    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Whose things she may act on.
    #[must_use]
    pub fn owner(&self) -> Owner {
        self.owner
    }

    /// The thing and the state it was found in. An operation that finds another state asks again.
    #[must_use]
    pub fn object(&self) -> Object {
        self.object
    }

    /// As what she may: the column of the table that said yes.
    #[must_use]
    pub fn who(&self) -> Who {
        self.who
    }
}

/// Who answers for an act.
#[derive(Debug)]
pub enum Authority<'p, A: Act> {
    /// Somebody whom the table allows it.
    Table(&'p Permit<A>),
    /// Whoever holds the machine, the database and the key file: the command line, and nothing else.
    Operator,
}

impl<A: Act> Clone for Authority<'_, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A: Act> Copy for Authority<'_, A> {}

impl<A: Act> Authority<'_, A> {
    /// The member who acts; nobody at the command line.
    #[must_use]
    pub fn member(&self) -> Option<MemberId> {
        match self {
            Self::Table(permit) => permit.actor.member(),
            Self::Operator => None,
        }
    }

    /// As what she acts: a column of the table, as the journal writes it.
    #[must_use]
    pub fn acting_as(&self) -> &'static str {
        match self {
            Self::Table(permit) => permit.who.code(),
            Self::Operator => "operator",
        }
    }

    /// Whether it was given for the things of exactly this owner: what one may do to one's own things says nothing of a
    /// colleague's, nor of the team.
    #[must_use]
    pub fn covers(&self, owner: Owner) -> bool {
        match self {
            Self::Table(permit) => permit.owner == owner,
            Self::Operator => true,
        }
    }

    /// Whether it was given for the things of this member, wherever she works.
    #[must_use]
    pub fn covers_member(&self, member: MemberId) -> bool {
        match self {
            Self::Table(permit) => matches!(permit.owner, Owner::Member(of, _) if of == member),
            Self::Operator => true,
        }
    }
}

/// Asks the table.
///
/// # Errors
/// The actor may not, and what she may be told of it.
pub fn authorise<A: Act>(
    actor: &Actor,
    owner: Owner,
    state: A::State,
    now: Timestamp,
) -> Result<Permit<A>, Denied> {
    let object = state.into();
    let answers = actor
        .is(owner)
        .into_iter()
        .map(|who| (ask(who, A::ACTION, object), who));
    let (answer, who) = answers
        .max_by_key(|(answer, _)| *answer)
        .expect("everybody is somebody");
    let fresh = matches!(actor, Actor::Member { session, .. } if session.is_fresh(now).is_ok());
    match answer {
        Answer::Yes => {}
        Answer::AfterStepUp if fresh => {}
        Answer::AfterStepUp => return Err(Denied::StepUp),
        Answer::No => return Err(refusal(actor, owner, object)),
    }
    Ok(Permit {
        actor: actor.clone(),
        owner,
        object,
        who,
        act: PhantomData,
    })
}

fn refusal(actor: &Actor, owner: Owner, object: Object) -> Denied {
    if actor
        .is(owner)
        .into_iter()
        .any(|who| ask(who, Action::See, object) != Answer::No)
    {
        return Denied::NotYours;
    }
    match actor {
        Actor::Visitor | Actor::Holder { .. } => Denied::SignIn,
        Actor::Member { .. } => Denied::Nothing,
    }
}

/// Declares acts: `acts! { /// Ends a session. EndSession = End, SessionState; }`
#[macro_export]
macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident = $action:ident, $state:ty;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub struct $name;

            impl $crate::access::Act for $name {
                type State = $state;
                const ACTION: $crate::access::Action = $crate::access::Action::$action;
            }
        )+
    };
}
pub use acts;
