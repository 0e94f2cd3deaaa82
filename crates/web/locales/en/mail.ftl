# Letters. Never a word that a person wrote, never anything confidential: only links, dates and numbers.
mail-greeting = Hello,
mail-door = { $label }:
mail-copy = If the button does not work, copy this address into your browser:
mail-automatic = This letter was sent by a program. Nobody reads the replies, unless a reply address is given.

mail-sign-in-subject = Your link to enter { $site }
mail-sign-in = You asked to enter { $site }. Open this link, then press the button on the page. It works once, for { $minutes } minutes.
mail-sign-in-door = Enter
mail-sign-in-not-you = You did not ask for anything? Do nothing. Without this link, nobody can enter in your place. Do not send it to anybody, even if you are asked to.

mail-invitation-subject = An invitation to join { $site }
mail-invitation = Somebody in the team of { $site } invites you to work with them. Open this link to create your access. The page says who invites you, and what for.
mail-invitation-door = Create my access
mail-invitation-until = This link works once, until { $day } at { $time }.
mail-invitation-not-you = You did not expect this invitation? Do nothing: nobody else can use it.

mail-confirm-subject = Is this address yours?
mail-confirm = Somebody gave this address to { $site }. If it was you, open this link, then press the button on the page. It works once, for { $minutes } minutes.
mail-confirm-door = Yes, this is my address
mail-confirm-not-you = It was not you? Do nothing: your address will not be used.

mail-security-subject = A change in your access to { $site }
mail-security-address = On { $day } at { $time }, the address that { $site } writes to you at was changed. This letter is the last one to the old address.
mail-security-session = On { $day } at { $time }, somebody entered { $site } with your access, on a new device.
mail-security-passkey-added = On { $day } at { $time }, a passkey was added to your access to { $site }.
mail-security-passkey-removed = On { $day } at { $time }, a passkey was removed from your access to { $site }.
mail-security-second-factor = On { $day } at { $time }, asking for a code when you enter { $site } was changed for your access.
mail-security-recovery = On { $day } at { $time }, a recovery code was used to enter { $site } with your access.
mail-security-rights = On { $day } at { $time }, what you may do in { $site } was changed.
mail-security-you = It was you, or you knew about it? You have nothing to do.
mail-security-not-you = It was not you? Open this page without delay, close the accesses that you do not know, then tell the person who administers the site.
mail-security-door = See my accesses

mail-digest-subject = What waits for you in { $site }
mail-digest = Since the last letter, this waits for you in { $site }:
mail-digest-requests = { $count ->
    [one] { $count } request to read
   *[other] { $count } requests to read
}
mail-digest-messages = { $count ->
    [one] { $count } message to read
   *[other] { $count } messages to read
}
mail-digest-places = { $count ->
    [one] { $count } place to confirm
   *[other] { $count } places to confirm
}
mail-digest-reports = { $count ->
    [one] { $count } report to look at
   *[other] { $count } reports to look at
}
mail-digest-door = See what waits for me

mail-trial-subject = A trial of { $site }
mail-trial = This letter is a trial. If it arrived, and not among the unwanted ones, { $site } is able to write.

# The page of the demonstration.
mail-demo-title = The mail of the demonstration
mail-demo-lead = Nothing is sent here: this page shows the letters that the site would have sent. It exists in the demonstration only.
mail-demo-none = No letter would have been sent so far.
mail-demo-count = { $count ->
    [one] { $count } letter, the latest first
   *[other] { $count } letters, the latest first
}
mail-demo-to = To
mail-demo-at = Written
mail-demo-as-page = See “{ $subject }” as in a mailbox
