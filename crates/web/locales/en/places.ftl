# Page of a place and card of a place in a list.
places-updated = Updated on { $date }
places-stale-no-phone = This information is more than a year old, and we have no number to call. It may have changed.
places-stale = This information is over a year old. Call before you come.
places-gone = The source of this place has not mentioned it since { $date }. It may be closed: call before you come.
places-actions = Reach this place or go there
places-call = Call { $number }
places-go = Get directions
places-geo = Open in my phone's map
places-book = Book an appointment
places-services = What you can do here
places-services-none = This place has not said what it offers. Call to find out whether it can help you.
places-services-more = { $count ->
    [one] and { $count } other service
   *[other] and { $count } other services
}
places-support = How you are helped
places-welcome = Who is welcome
places-everybody = Everyone is welcome.
places-welcome-first = This place mainly welcomes
places-care = The team knows how to welcome
places-cost = What it costs
places-cost-none = The price is not given. Ask before you come.
places-fee-condition = Whether it is free depends on your situation: ask the place.
places-contact = Address and contact
places-address = Address
places-phone = Phone
places-email = E-mail
places-website = Website
places-access = How to come
places-accessibility = Access for people with disabilities
places-accessibility-page = See the access details (Acceslibre, in French)
places-mobile = This place travels
places-programmes = Programmes and labels
places-parent = Network: { $name }
places-description = About this place
places-origin = Where this information comes from
places-source = Source
places-collected = Collected by
places-identifier = Data of this place (JSON)
places-report = Report a mistake
places-report-text = Is something wrong? Tell us: we check and we correct.
places-report-none = To report a mistake, please contact the place itself.
places-report-subject = Mistake on the page: { $name }
places-report-body = Hello, on the page { $url } this information is wrong:
places-printed = Printed on { $date } from { $url }
places-breadcrumb = You are here
places-new-search = Search for another place
