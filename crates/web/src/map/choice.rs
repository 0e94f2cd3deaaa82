//! What stands under the places on the movable map: our own drawing, a style from elsewhere, or a file of tiles.

use std::path::Path;

use url::Url;

use super::tiles::{BadTiles, TileFile};

/// The ground of the movable map. Maps drawn by the server always show our own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Ground {
    /// Communes, départements, coast and rivers, built into the program: nothing is asked of anybody.
    #[default]
    Drawn,
    /// A MapLibre style served by somebody else, who then sees which part of the map each visitor looks at.
    Style {
        /// The address of the style.
        url: String,
        /// Where browsers may fetch the style and its tiles from: `https://tiles.example.org`.
        origins: Vec<String>,
    },
    /// A PMTiles file, served by this program.
    Tiles(TileFile),
}

/// Why an address cannot be that of a style.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadStyle {
    /// It is not an address of the web.
    #[error("{0:?} is not an address like https://tiles.example.org/style.json")]
    Address(String),
    /// A host has a path, or is not an address at all.
    #[error("{0:?} is not a host like https://tiles.example.org")]
    Host(String),
}

/// Why a text does not say what the ground is.
#[derive(Debug, thiserror::Error)]
pub enum BadGround {
    /// It starts like the address of a style.
    #[error(transparent)]
    Style(#[from] BadStyle),
    /// It is the path of a file that cannot be the ground.
    #[error("{path} cannot be the ground of the map: {reason}")]
    Tiles {
        /// The path as it was given.
        path: String,
        /// What is wrong with the file.
        reason: BadTiles,
    },
}

impl Ground {
    /// Reads the setting: nothing, the address of a style followed by the other hosts it needs, or the path of a
    /// PMTiles file, which is looked at now.
    ///
    /// # Errors
    /// An address is not one, or the file cannot be the ground.
    pub fn read(text: &str) -> Result<Self, BadGround> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self::Drawn);
        }
        if text.contains("://") {
            let (url, hosts) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
            return Ok(Self::style(url, hosts)?);
        }
        Self::tiles(Path::new(text)).map_err(|reason| BadGround::Tiles {
            path: text.to_owned(),
            reason,
        })
    }

    /// The setting as [`Self::read`] reads it.
    #[must_use]
    pub fn setting(&self) -> String {
        match self {
            Self::Drawn => String::new(),
            Self::Style { url, origins } => {
                let others = origins.iter().skip(1).map(String::as_str);
                std::iter::once(url.as_str())
                    .chain(others)
                    .collect::<Vec<_>>()
                    .join(" ")
            }
            Self::Tiles(tiles) => tiles.path().display().to_string(),
        }
    }

    /// A style from elsewhere. Its own host may be fetched from; the others, separated by spaces, have to be named.
    ///
    /// # Errors
    /// An address is not one.
    pub fn style(url: &str, other_hosts: &str) -> Result<Self, BadStyle> {
        let address = web_address(url).ok_or_else(|| BadStyle::Address(url.to_owned()))?;
        let mut origins = vec![address.origin().ascii_serialization()];
        for host in other_hosts.split_whitespace() {
            let parsed = web_address(host)
                .filter(|parsed| {
                    parsed.path() == "/" && parsed.query().is_none() && parsed.fragment().is_none()
                })
                .ok_or_else(|| BadStyle::Host(host.to_owned()))?;
            let origin = parsed.origin().ascii_serialization();
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        Ok(Self::Style {
            url: address.into(),
            origins,
        })
    }

    /// A file of tiles, which is looked at now.
    ///
    /// # Errors
    /// It cannot be a base map.
    pub fn tiles(path: &Path) -> Result<Self, BadTiles> {
        TileFile::open(path).map(Self::Tiles)
    }

    /// Where browsers may fetch from besides this site.
    #[must_use]
    pub fn origins(&self) -> &[String] {
        match self {
            Self::Style { origins, .. } => origins,
            Self::Drawn | Self::Tiles(_) => &[],
        }
    }

    pub(super) fn tile_file(&self) -> Option<&TileFile> {
        match self {
            Self::Tiles(tiles) => Some(tiles),
            Self::Drawn | Self::Style { .. } => None,
        }
    }

    /// Whom the movable map is owed to, when that is told apart from our own sources.
    pub(super) fn attribution(&self) -> Option<&str> {
        self.tile_file()?.attribution()
    }

    /// The word that the script knows it by.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Drawn => "drawn",
            Self::Style { .. } => "style",
            Self::Tiles(tiles) if tiles.is_vector() => "vector",
            Self::Tiles(_) => "images",
        }
    }

    /// Where the script finds it.
    pub(super) fn address(&self) -> &str {
        match self {
            Self::Drawn => "/fond/",
            Self::Style { url, .. } => url,
            Self::Tiles(_) => super::ground::TILES,
        }
    }
}

fn web_address(text: &str) -> Option<Url> {
    // `url` takes hosts with signs that would end a source in a Content-Security-Policy, such as `https://a;b`.
    let plain = |host: &str| {
        host.bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']'))
    };
    Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
        .filter(|url| url.host_str().is_some_and(|host| !host.is_empty() && plain(host)))
        .filter(|url| url.username().is_empty() && url.password().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_a_style_may_be_fetched_from_and_the_named_ones() {
        let ground = Ground::style(
            "https://tiles.example.org/light/style.json?key=a",
            "https://glyphs.example.org  https://tiles.example.org",
        )
        .unwrap();
        assert_eq!(
            ground.origins(),
            ["https://tiles.example.org", "https://glyphs.example.org"]
        );
        assert_eq!(Ground::Drawn.origins(), [] as [&str; 0]);
    }

    #[test]
    fn the_setting_says_which_ground_it_is() {
        assert_eq!(Ground::read(" ").unwrap(), Ground::Drawn);
        let style = "https://tiles.example.org/style.json https://glyphs.example.org";
        assert_eq!(Ground::read(style).unwrap().setting(), style);
        let refusal = Ground::read("Cargo.toml").unwrap_err().to_string();
        assert_eq!(
            refusal,
            "Cargo.toml cannot be the ground of the map: it is not a PMTiles file"
        );
        assert!(Ground::read("https://").is_err());
    }

    #[test]
    fn what_is_not_an_address_is_refused() {
        for bad in [
            "",
            "tiles",
            "https://a;script-src",
            "ftp://a.example/s",
            "file:///etc/passwd",
            "https://me:secret@a.example/s",
        ] {
            assert!(
                matches!(Ground::style(bad, ""), Err(BadStyle::Address(_))),
                "{bad}"
            );
        }
        for bad in [
            "https://a.example/path",
            "*",
            "a.example",
            "'unsafe-inline'",
            "https:;",
            "https://a.example;b",
        ] {
            assert!(
                matches!(Ground::style("https://a.example/s", bad), Err(BadStyle::Host(_))),
                "{bad}"
            );
        }
    }
}
