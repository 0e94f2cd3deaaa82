# Search for places and list of results.
results-need = What do you need?
results-need-hint = For example: car papers, printing, tablet
results-commune = In which town?
results-commune-hint = Name or postcode
results-search = Search for a place
results-near-me = Around me
results-near-me-busy = Looking for your position…
results-near-me-refused = Your position is not available. Type the name of your town.
results-count = { $count ->
    [0] No places
    [one] { $count } place
   *[other] { $count } places
}
results-title = All the places
results-title-open = Places open { $moment }
results-title-unsaid = Places with opening hours unknown or to be checked
results-title-need = Places for “{ $need }”
results-title-commune = Places near { $of_town }
results-title-need-commune = Places for “{ $need }” near { $of_town }
results-title-around = Places around you
results-title-need-around = Places for “{ $need }” around you
results-around = Around my position
results-suggestion = Did you mean
results-filters = Refine my search
results-filters-chosen = { $count ->
    [one] Refine my search ({ $count } choice)
   *[other] Refine my search ({ $count } choices)
}
results-chosen = { $count ->
    [one] { $count } chosen
   *[other] { $count } chosen
}
results-apply = Apply these choices
results-clear = Clear these choices
results-order = Order
results-order-relevance = most useful first
results-order-distance = nearest first
results-radius = How far?
results-radius-any = Any distance
results-radius-km = within { $length }
results-open-at = Open on another day, at another time
results-list = List of places
results-none-title = We have found no place
results-none-text = Try fewer words, fewer choices, or another town.
results-try = You can also:
results-invite-no-words = Search without the words “{ $need }”
results-far = We know of no place within { $length } of { $of_town }. Here are the nearest ones.
results-far-need = We found nothing for “{ $need }” within { $length } of { $of_town }. Here are the nearest places that match.
results-far-choices = No place within { $length } of { $of_town } meets all your choices. Here are the nearest ones.
results-of-you = you
results-download = Download this list
results-download-csv = This list as CSV
results-download-json = This list as JSON
results-download-geojson = This list as GeoJSON
results-pages = Pages of the list
results-previous = Previous page
results-next = Next page
results-page-of = Page { $page } of { $pages }
facet-open = When?
facet-service = What would you like to do?
facet-fee = What does it cost?
facet-audience = For whom mostly?
facet-care = Suitable if…
facet-support = How are you helped?
facet-access = How to come, how to reach them?
facet-itinerancy = Fixed or mobile?
facet-programme = Networks (France Services, Emmaüs Connect…)
facet-label = Training of the team, labels
facet-typology = Kind of place
facet-open-now = Open now
facet-open-tomorrow = Open tomorrow
facet-open-unknown = Opening hours unknown or to be checked
facet-open-any = Any time
facet-open-else = At another time
facet-others = { $count ->
    [one] See { $count } more choice
   *[other] See { $count } more choices
}
results-more-filters = More choices
results-reach = less than { $length } away
results-commune-unknown = We know no town called “{ $commune }”. Here are places from the whole area. Check the name, or write the postcode.
results-commune-others = Several towns have this name. We took { $commune }. If yours is another one, choose it:
results-unreadable = We could not read anything in “{ $need }”. Write what you need in words. Here are the places, without regard to these signs.
results-no-need = “{ $need }” does not say yet what you need: here are all places. Write what you want to do, such as “print”, “taxes” or “vehicle registration”.
results-cut = Your text is very long: we read only its first { $count } characters.
results-quoted = “{ $text }”
results-unknown-name = The address of this page mentions { $names }, which we do not know: we left it aside.
results-closed = We cannot look for what is closed: we left “{ $phrase }” aside.
results-relaxed = No place has all these words. Here are places that have some of them.
results-invite-tomorrow = See places open tomorrow
results-invite-any-time = See the places, open or not
results-invite-any-access = See also the places that ask to be contacted first
results-invite-further = Search further away
results-invite-no-filters = Search without these choices
results-invite-all = See all places
facet-accessibility = Access for people with disabilities
facet-accessibility-yes = The entrance and the rooms are described
facet-booking = Appointments
facet-booking-yes = Can be booked online
results-title-within = Places: { $within }
results-title-need-within = Places for “{ $need }”: { $within }
results-within = You are searching only here: { $within }.
results-within-zone = the area of the map
results-everywhere = Search everywhere
results-invite-words-only = Search for the same words, without other conditions
results-invite-commune = See all the places near { $of_town }
results-invite-around = See all the places around you
results-unsaid = { $count ->
    [one] { $count } place has not given its opening hours: call before you come.
   *[other] { $count } places have not given their opening hours: call before you come.
}
results-unsaid-see = See which
results-unsaid-see-all = See the places without opening hours
results-none-open = No place says that it is open then
facet-open-moment = On another day, at another time
results-printed = List of { $date }. Opening hours are those of the seven days that follow. A day that is not written: closed. Page: { $url }
results-printed-page = This is page { $page } of { $pages } of the list: the others are printed one by one.
results-postcode-unknown = We know of no town with the postcode { $postcode }. Here are places from the whole area. Check the postcode, or type the name of the town.
results-commune-corrected = We know of no town called “{ $typed }”. We took { $commune }.
results-commune-corrected-others = We know of no town called “{ $typed }”. We took { $commune }. If yours is another one, choose it:
results-open-at-wins = You have chosen a day and a time: we only use those.
results-none-here = We know of no place here
results-none-near = We know of no place within { $length } of { $of_town }
results-none-near-text = Try further away, or another town.
results-none-need = We found nothing for “{ $need }”
results-none-need-near = We found nothing for “{ $need }” within { $length } of { $of_town }
results-none-need-text = Check the spelling, or try other words.
results-none-danger-text = The places listed here help with paperwork and screens. For what you are going through, call one of the numbers at the top of the page.
results-none-phone-text = Check the number, or search with a name or a commune.
results-none-choices = No place meets all your choices
results-none-choices-near = No place within { $length } of { $of_town } meets all your choices
results-none-choices-text = Remove one of your choices to see more places.
results-window-choices = Places: { $choices }
results-window-title = { $title } ({ $choices })
results-open-spoken = Open { $moment }
results-open-any-time = Do not use this time
results-distance = Less than { $length } away
results-distance-any = Do not use this distance
results-distance-impossible = “{ $phrase }” is not a distance that we can look within: it goes from 1 m to 500 km.
results-distance-choice-wins = You ask for two distances at once: we do not use “{ $phrase }”, but the one that you have chosen.
results-distance-several = You ask for several distances: we use the shortest, “{ $kept }”, and not “{ $phrase }”.
results-distance-from-nowhere = “{ $phrase }”, but from where? Write your town: until then, the list goes everywhere.
results-walk-in = Without an appointment: without the places that ask to be contacted first
results-walk-in-short = without an appointment
results-walk-in-any = See the other places too
results-access-choice-wins = You have chosen how to get in touch: we do not use “{ $phrase }”.
results-open-choice-wins = You ask for two times at once: we do not use “{ $phrase }”, but the one that you have chosen.
moment-on = on { $moment }
moment-now = now
moment-today = today
moment-tomorrow = tomorrow
moment-weekend = at the weekend
moment-weekday = on { $day }
moment-this-morning = this morning
moment-this-midday = today at lunchtime
moment-this-afternoon = this afternoon
moment-this-evening = this evening
moment-any-day = some day of the week
moment-any-morning = in the morning
moment-any-midday = at lunchtime
moment-any-afternoon = in the afternoon
moment-any-evening = in the evening
moment-morning = morning
moment-midday = lunchtime
moment-afternoon = afternoon
moment-evening = evening
moment-at = at { $time }
moment-from = after { $time }
moment-until = until { $time }
moment-before = before { $time }
moment-between = between { $from } and { $to }
moment-or = { $day } or { $other }
moment-day-part = { $day } { $part }
results-skip = Skip to results
results-beyond = There is no page { $page }
results-beyond-text = { $pages ->
    [one] The list fits on a single page.
   *[other] The list ends at page { $pages }.
}
results-beyond-last = Go to the last page ({ $pages })
results-beyond-first = Go to the first page
