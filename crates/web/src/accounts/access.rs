//! Who sees what: the access table itself, for everybody to read. It is never written down a second time.

use askama::Template;
use axum::response::IntoResponse;
use domain::access::{Action, Answer, Object, ObjectKind, Who, ask};
use domain::accounts::Role;

use crate::site::Frame;
use crate::site::errors::PageResult;
use crate::site::html::html;
use crate::site::samples::{Sample, Samples};

/// `/qui-voit-quoi`
#[derive(Template)]
#[template(path = "accounts/access.html")]
pub struct ShowAccess {
    frame: Frame,
}

/// One kind of thing, and who may do what to it.
struct Thing {
    kind: ObjectKind,
    rows: Vec<Row>,
}

/// One action, and who may: a row of a table.
struct Row {
    action: Action,
    /// States in which it holds; none where it holds in all of them.
    states: Vec<&'static str>,
    who: Vec<(Who, Answer)>,
}

impl ShowAccess {
    fn things(&self) -> Vec<Thing> {
        ObjectKind::ALL
            .iter()
            .map(|kind| Thing {
                kind: *kind,
                rows: rows(*kind),
            })
            .collect()
    }

    fn word(&self, family: &str, code: &str) -> &str {
        self.frame.words().of_code(family, code)
    }

    fn who(&self, who: &Who) -> &str {
        match who {
            Who::In(role) => self.word("role", role.code()),
            Who::Anyone | Who::Holder | Who::Oneself => self.word("rights-who", who.code()),
        }
    }
}

/// The answers about one kind of thing; states with the same answers in one row.
fn rows(kind: ObjectKind) -> Vec<Row> {
    let states = kind.in_each_state();
    let mut rows: Vec<Row> = Vec::new();
    for action in Action::ALL {
        let mut of_action: Vec<Row> = Vec::new();
        for state in &states {
            let who = entitled(action, *state);
            if who.is_empty() {
                continue;
            }
            match of_action.iter_mut().find(|row| row.who == who) {
                Some(row) => row.states.push(state.state_code()),
                None => of_action.push(Row {
                    action,
                    states: vec![state.state_code()],
                    who,
                }),
            }
        }
        for row in &mut of_action {
            if row.states.len() == states.len() {
                row.states.clear();
            }
        }
        rows.extend(of_action);
    }
    rows
}

/// Who may, in the order of the columns; everybody alone where everybody may.
fn entitled(action: Action, object: Object) -> Vec<(Who, Answer)> {
    let may = |who: Who| (who, ask(who, action, object));
    match may(Who::Anyone) {
        everybody @ (_, Answer::Yes | Answer::AfterStepUp) => vec![everybody],
        (_, Answer::No) => Who::all()
            .map(may)
            .filter(|(_, answer)| *answer != Answer::No)
            .collect(),
    }
}

impl Samples for ShowAccess {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        vec![Sample::new("usual", Self { frame: frame.clone() })]
    }
}

/// `GET /qui-voit-quoi`
pub(super) async fn show(frame: Frame) -> PageResult<impl IntoResponse> {
    html(&ShowAccess { frame })
}
