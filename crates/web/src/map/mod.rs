//! Maps: drawn by the server for everybody, made movable by a script for those who have it.
//!
//! What stands on the ground comes from `reference`; what stands on the map comes from the caller. Which places answer
//! a question is not decided here.

mod background;
mod choice;
mod communes;
mod drawing;
mod geojson;
mod ground;
mod kept;
mod label;
mod lines;
mod marker;
mod panel;
mod places;
mod tiles;
mod view;

pub use choice::{BadGround, BadStyle, Ground};
pub use drawing::{Form, Size, Svg, file_policy, static_map};
pub use marker::{AskedTown, Marker};
pub use panel::{ListMap, PlaceMap};
pub use places::marker;
pub use tiles::{BadTiles, TileFile};
pub use view::{BadZone, View};

pub(crate) use ground::routes;
pub(crate) use places::page_routes;
