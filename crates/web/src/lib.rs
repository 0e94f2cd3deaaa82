//! Pages, forms and API: a request becomes typed values, one call, and a response.
//!
//! There is no SQL here and no rule of the field: a page with an opinion about places is asking for a function in
//! `domain`. Words stand in `locales/`, never in the code.

pub mod accounts;
pub mod api;
pub mod home;
pub mod instance;
pub mod mail;
pub mod map;
pub mod notices;
pub mod places;
pub mod routes;
pub mod site;
pub mod territories;

#[cfg(any(test, feature = "testing"))]
pub mod gallery;
#[cfg(any(test, feature = "testing"))]
pub mod seeds;
#[cfg(feature = "testing")]
pub mod testing;
