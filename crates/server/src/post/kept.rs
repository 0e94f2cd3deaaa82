//! Letters of the demonstration: shown on a page, sent to nobody.

use super::{Delivery, Parcel, Postman};
use web::mail::KeptMail;

/// Shows letters instead of sending them.
pub struct Showing(pub KeptMail);

impl Postman for Showing {
    fn deliver(&self, parcel: Parcel) -> Delivery<'_> {
        self.0.keep(parcel.to, parcel.language, parcel.text, parcel.at);
        Box::pin(async { Ok(()) })
    }
}
