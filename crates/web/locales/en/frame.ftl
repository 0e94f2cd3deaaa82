# What surrounds every page.
frame-description = Find people near you who help with online procedures, computers, phones and the internet.
frame-skip = Skip to content
frame-home = Home
frame-find = Find a place
frame-browse = By town
frame-menu = Main menu
frame-talk = I would rather talk to someone
frame-call = Call { $number }
frame-phone-hours = Someone answers { $hours }.
frame-footer-menu = About this site
frame-about = About
frame-accessibility = Accessibility
frame-accessibility-state = Accessibility: not compliant, not audited yet
frame-legal = Legal notice
frame-site-map = Site map
frame-motto = Human help with digital life, near you.
frame-talk-brief = Talk to someone
