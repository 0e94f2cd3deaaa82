//! Pages of a list, numbered from one.

use super::errors::PageError;

/// The number of a page, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageNumber(u32);

impl PageNumber {
    /// The first page.
    pub const FIRST: Self = Self(1);
    /// No list is that long; a larger number is a mistake or an attempt.
    const LAST: u32 = 100_000;

    /// Reads the `page` of an address; nothing means the first.
    ///
    /// # Errors
    /// Zero, a negative number, or no number at all.
    pub fn parse(text: Option<&str>) -> Result<Self, PageError> {
        match text.map(str::trim) {
            None | Some("") => Ok(Self::FIRST),
            Some(text) => match text.parse() {
                Ok(number @ 1..=Self::LAST) => Ok(Self(number)),
                _ => Err(PageError::Invalid("errors-page-number")),
            },
        }
    }

    /// The number itself.
    #[must_use]
    pub fn get(self) -> u32 {
        self.0
    }

    /// How many items come before this page.
    #[must_use]
    pub fn skip(self, per_page: usize) -> usize {
        (self.0 as usize - 1) * per_page
    }
}

/// Where a page stands in its list, with the links around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pager {
    /// This page.
    pub page: u32,
    /// How many there are, at least one.
    pub pages: u32,
    /// The address of the list without its page, ready for one more parameter: `/lieux?q=caf&` or `/lieux?`.
    base: String,
}

impl Pager {
    /// The pager of a list; none when everything stands on one page, and that is the one asked for.
    #[must_use]
    pub fn new(path: &str, query: &str, page: PageNumber, total: usize, per_page: usize) -> Option<Self> {
        let pages = u32::try_from(total.div_ceil(per_page)).unwrap_or(u32::MAX);
        (pages > 1 || (pages == 1 && page.get() > 1)).then(|| Self {
            page: page.get(),
            pages,
            base: if query.is_empty() {
                format!("{path}?")
            } else {
                format!("{path}?{query}&")
            },
        })
    }

    /// Whether the page asked for comes after the last one: nothing stands on it.
    #[must_use]
    pub fn is_beyond(&self) -> bool {
        self.page > self.pages
    }

    /// The address of a page.
    #[must_use]
    pub fn link(&self, page: &u32) -> String {
        match page {
            1 => self.base.trim_end_matches(['?', '&']).to_owned(),
            page => format!("{}page={page}", self.base),
        }
    }

    /// The page before.
    #[must_use]
    pub fn previous(&self) -> Option<u32> {
        (self.page > 1).then(|| (self.page - 1).min(self.pages))
    }

    /// The page after.
    #[must_use]
    pub fn next(&self) -> Option<u32> {
        (self.page < self.pages).then(|| self.page + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_number_that_makes_no_sense_is_refused() {
        assert_eq!(PageNumber::parse(None).unwrap(), PageNumber::FIRST);
        assert_eq!(PageNumber::parse(Some("3")).unwrap().skip(20), 40);
        for wrong in ["0", "-1", "deux", "1.5", "99999999999999999999"] {
            assert!(matches!(
                PageNumber::parse(Some(wrong)),
                Err(PageError::Invalid("errors-page-number"))
            ));
        }
    }

    #[test]
    fn a_list_that_fits_needs_no_pager() {
        assert_eq!(Pager::new("/lieux", "", PageNumber::FIRST, 20, 20), None);
        let pager = Pager::new("/lieux", "q=caf", PageNumber::parse(Some("2")).unwrap(), 41, 20).unwrap();
        assert_eq!(
            (pager.previous(), pager.next(), pager.pages),
            (Some(1), Some(3), 3)
        );
        assert_eq!(pager.link(&1), "/lieux?q=caf");
        assert_eq!(pager.link(&3), "/lieux?q=caf&page=3");
        assert!(!pager.is_beyond());
    }

    #[test]
    fn a_page_after_the_last_one_leads_back_to_it() {
        let asked = PageNumber::parse(Some("99")).unwrap();
        for (total, pages) in [(41, 3), (20, 1), (1, 1)] {
            let pager = Pager::new("/lieux", "", asked, total, 20).unwrap();
            assert!(pager.is_beyond());
            assert_eq!((pager.previous(), pager.next()), (Some(pages), None));
        }
        assert_eq!(
            Pager::new("/lieux", "", asked, 0, 20),
            None,
            "an empty list has no last page"
        );
    }
}
