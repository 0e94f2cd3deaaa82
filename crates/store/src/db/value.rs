//! Values that mean the same in both engines, and how the types of the domain become such values.

use jiff::{Timestamp, civil::Date};

/// A value to bind to a parameter of a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Absent.
    Null,
    /// Yes or no; 1 or 0 in SQLite.
    Bool(bool),
    /// 64-bit integer. Instants are microseconds since 1970 UTC.
    Int(i64),
    /// Double precision.
    Real(f64),
    /// UTF-8 text. Civil dates are `YYYY-MM-DD`.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// What can be bound to a parameter.
pub trait ToValue {
    /// The value as the engines store it.
    fn to_value(&self) -> Value;
}

/// The arguments of a statement, in the order of `$1`, `$2`…: `args![id, name, now]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => {
        &[$($crate::db::ToValue::to_value(&$value)),*]
    };
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, ToValue::to_value)
    }
}

macro_rules! to_value {
    ($($type:ty: $this:ident => $value:expr;)+) => {
        $(impl ToValue for $type {
            fn to_value(&self) -> Value {
                let $this = self;
                $value
            }
        })+
    };
}

to_value! {
    Value: this => this.clone();
    bool: this => Value::Bool(*this);
    i64: this => Value::Int(*this);
    i32: this => Value::Int(i64::from(*this));
    u32: this => Value::Int(i64::from(*this));
    f64: this => Value::Real(*this);
    str: this => Value::Text(this.to_owned());
    String: this => Value::Text(this.clone());
    Box<str>: this => Value::Text(this.to_string());
    [u8]: this => Value::Blob(this.to_vec());
    [u8; 16]: this => Value::Blob(this.to_vec());
    [u8; 32]: this => Value::Blob(this.to_vec());
    Vec<u8>: this => Value::Blob(this.clone());
    Timestamp: this => Value::Int(this.as_microsecond());
    Date: this => Value::Text(this.to_string());
    domain::places::PlaceId: this => Value::Text(this.as_str().to_owned());
    domain::places::SourceName: this => Value::Text(this.as_str().to_owned());
    domain::places::RecordId: this => Value::Text(this.as_str().to_owned());
    domain::accounts::MemberId: this => Value::Text(this.as_str().to_owned());
    domain::accounts::OrganisationId: this => Value::Text(this.as_str().to_owned());
    domain::accounts::InvitationId: this => Value::Text(this.as_str().to_owned());
    domain::accounts::SessionId: this => Value::Text(this.as_str().to_owned());
    domain::accounts::Role: this => Value::Text(this.code().to_owned());
    domain::jobs::JobId: this => Value::Text(this.as_str().to_owned());
    domain::mail::LetterId: this => Value::Text(this.as_str().to_owned());
    domain::territory::CommuneCode: this => Value::Text(this.as_str().to_owned());
    domain::territory::DepartementCode: this => Value::Text(this.as_str().to_owned());
    domain::territory::Postcode: this => Value::Text(this.as_str().to_owned());
}
