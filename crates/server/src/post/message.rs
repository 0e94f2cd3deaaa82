//! A letter as mail carries it: headers, a text and a page (RFC 5322, RFC 2046).

use super::Parcel;
use domain::accounts::EmailAddress;
use domain::jobs::Problem;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use std::time::SystemTime;

/// What stands on top of every letter.
pub struct Head {
    /// The address that letters come from.
    pub from: EmailAddress,
    /// The name beside it: that of the instance.
    pub name: String,
    /// Where replies go.
    pub reply_to: Option<EmailAddress>,
}

impl Head {
    /// The domain of the address that letters come from.
    pub fn domain(&self) -> &str {
        domain_of(&self.from)
    }
}

/// Makes the message of a letter.
///
/// # Errors
/// An address is one that no mail server takes.
pub fn message(head: &Head, parcel: &Parcel) -> Result<Message, Problem> {
    let mut builder = Message::builder()
        .from(Mailbox::new(Some(one_line(&head.name)), address(&head.from)?))
        .to(Mailbox::new(None, address(&parcel.to)?))
        .subject(&parcel.text.subject)
        .date(SystemTime::from(parcel.at))
        // The same for each try: a copy is known as one.
        .message_id(Some(format!("<{}@{}>", parcel.id, head.domain())))
        // No automatic answer, please (RFC 3834, 5; the second one for Exchange).
        .raw_header(raw("Auto-Submitted", "auto-generated"))
        .raw_header(raw("X-Auto-Response-Suppress", "All"))
        .raw_header(raw("Content-Language", parcel.language.tag()));
    if let Some(reply_to) = &head.reply_to {
        builder = builder.reply_to(Mailbox::new(None, address(reply_to)?));
    }
    builder
        .multipart(MultiPart::alternative_plain_html(
            parcel.text.text.clone(),
            parcel.text.html.clone(),
        ))
        .map_err(|_| Problem::of("unusable-message"))
}

fn address(of: &EmailAddress) -> Result<Address, Problem> {
    of.as_str().parse().map_err(|_| Problem::of("unusable-address"))
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// A name has one line, whatever the settings hold.
fn one_line(name: &str) -> String {
    name.split(['\r', '\n']).collect::<Vec<_>>().join(" ")
}

fn domain_of(address: &EmailAddress) -> &str {
    address
        .as_str()
        .rsplit_once('@')
        .map_or("localhost", |(_, domain)| domain)
}
