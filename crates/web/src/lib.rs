//! Pages, forms and API.
