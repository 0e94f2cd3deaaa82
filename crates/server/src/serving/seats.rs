//! Who has been idle for longest: when as many connections as allowed are open, that one makes room for the next.
//!
//! Idle is who is being answered nothing: a connection that says nothing, that never ends the head of its request, that
//! waits between two requests, or takes nothing of its answer. What is read does not count, since a head may be sent
//! letter by letter for ever.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// Who has been idle for less is left alone: a request may be on its way.
const GRACE: Duration = Duration::from_millis(500);

/// How long a new connection waits before the idle are looked at again.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// The connections that are open, and how many may be.
pub(super) struct Seats {
    room: Arc<Semaphore>,
    began: Instant,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    next: u64,
    seats: HashMap<u64, Arc<State>>,
}

/// What one connection does.
struct State {
    /// Milliseconds from the beginning of serving to the last moment when it was answered something.
    active_ms: AtomicU64,
    /// A request is being worked on.
    is_answering: AtomicBool,
    /// It was chosen to make room.
    asked_to_leave: AtomicBool,
    leave: Notify,
}

/// The seat of a connection; it is free again when dropped.
pub(super) struct Seat {
    seats: Arc<Seats>,
    number: u64,
    mark: Mark,
    _place: OwnedSemaphorePermit,
}

/// Where a connection says what it does.
#[derive(Clone)]
pub(super) struct Mark {
    state: Arc<State>,
    began: Instant,
}

/// A request that is being worked on.
pub(super) struct Answering(Mark);

impl Seats {
    pub fn new(connections: usize) -> Arc<Self> {
        Arc::new(Self {
            room: Arc::new(Semaphore::new(connections)),
            began: Instant::now(),
            taken: Mutex::default(),
        })
    }

    /// Whether the next connection has to wait for another to leave.
    pub fn is_full(&self) -> bool {
        self.room.available_permits() == 0
    }

    /// A seat. When all are taken, who has been idle for longest is asked to leave; when nobody is idle, it waits.
    pub async fn take(self: &Arc<Self>) -> Seat {
        let place = loop {
            let room = Arc::clone(&self.room).acquire_owned();
            tokio::select! {
                biased;
                place = room => break place.expect("the room is never closed"),
                () = self.make_room() => {}
            }
        };
        let mark = Mark {
            state: Arc::new(State {
                active_ms: AtomicU64::new(elapsed_ms(self.began)),
                is_answering: AtomicBool::new(false),
                asked_to_leave: AtomicBool::new(false),
                leave: Notify::new(),
            }),
            began: self.began,
        };
        let mut taken = self.taken();
        let number = taken.next;
        taken.next += 1;
        taken.seats.insert(number, Arc::clone(&mark.state));
        drop(taken);
        Seat {
            seats: Arc::clone(self),
            number,
            mark,
            _place: place,
        }
    }

    /// Asks who has been idle for longest to leave, and gives it the time.
    async fn make_room(&self) {
        let idle_before = elapsed_ms(self.began).checked_sub(GRACE.as_millis() as u64);
        let longest = idle_before.and_then(|idle_before| {
            self.taken()
                .seats
                .values()
                .filter(|state| !state.is_answering.load(Ordering::Relaxed))
                .filter(|state| !state.asked_to_leave.load(Ordering::Relaxed))
                .map(|state| (state.active_ms.load(Ordering::Relaxed), state))
                .filter(|(active_ms, _)| *active_ms <= idle_before)
                .min_by_key(|(active_ms, _)| *active_ms)
                .map(|(_, state)| Arc::clone(state))
        });
        if let Some(state) = longest {
            state.asked_to_leave.store(true, Ordering::Relaxed);
            state.leave.notify_one();
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }

    fn taken(&self) -> std::sync::MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// Where its connection says what it does.
    pub fn mark(&self) -> Mark {
        self.mark.clone()
    }

    /// Done when it has to make room. A request that came in the meantime is answered first.
    pub async fn has_to_leave(&self) {
        loop {
            self.mark.state.leave.notified().await;
            if !self.mark.state.is_answering.load(Ordering::Relaxed) {
                return;
            }
            // Asked too late: whoever is idle when the next one comes is asked instead.
            self.mark.state.asked_to_leave.store(false, Ordering::Relaxed);
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.seats.taken().seats.remove(&self.number);
    }
}

impl Mark {
    /// Something of an answer was taken.
    pub fn is_active(&self) {
        self.state
            .active_ms
            .store(elapsed_ms(self.began), Ordering::Relaxed);
    }

    /// A request is worked on until this is dropped.
    pub fn answering(&self) -> Answering {
        self.state.is_answering.store(true, Ordering::Relaxed);
        Answering(self.clone())
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.is_active();
        self.0.state.is_answering.store(false, Ordering::Relaxed);
    }
}

fn elapsed_ms(began: Instant) -> u64 {
    u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX)
}
