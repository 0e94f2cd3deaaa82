# When something does not go as expected.
errors-not-found-title = This page does not exist
errors-not-found = The address may be incomplete, or the page was removed. Search for a place, or go back to the home page.
errors-refused-title = This cannot be done
errors-refused = You cannot do this.
errors-dead-link-title = This link no longer works
errors-invalid-title = This address makes no sense
errors-invalid = Part of the address is not written as it should be. Search again.
errors-page-number = The page number must be 1, 2, 3… Search again.
errors-method = This page can be read but receives nothing. Start again from the home page.
errors-too-long = What you are sending is too long. Shorten your text, then send it again.
errors-busy-title = The site is busy
errors-busy = A large update is under way: nothing was saved. Please try again in a minute.
errors-unreadable-title = What you sent could not be read
errors-unreadable = Go back to the page before, reload it, then send again.
errors-fault-title = Something is broken on our side
errors-fault = It is not your fault. We have made a note of it. Please try again in a few minutes.
errors-reference = If you call, give this number: { $reference }
errors-help = What to do now?
errors-go-home = Back to the home page
errors-go-map = See all the pages of the site
errors-filter = The address asks for a choice that does not exist. Take those of the search page.
errors-too-many = The address asks for too many things at once. Make fewer choices on the search page.
errors-position = This position does not exist. Write the name of your town instead.
errors-radius = The distance must be a number of kilometres, from 1 to 500.
errors-zone = This part of the map does not exist. Search again.
errors-open = The day or the time cannot be read. Choose them on the search page.
errors-sort = This order does not exist. Places are sorted by usefulness, by distance or by name.
errors-other-site = This was not sent from a page of this site. Go back to the page, then send again.
errors-form-of-another-session = This page stayed open too long. Go back, reload it, then send again.
errors-step-up = This action is sensitive: sign in again with a link or a code, then do it within five minutes.
errors-not-yours = Your role does not allow this action. The page “Who sees what” says who may.
errors-tries-title = Too many tries in a short time
errors-tries = For safety, we no longer answer from here for the moment. Your account is not locked.
errors-tries-again = { $minutes ->
    [one] Wait one minute, then try again. If it is urgent, use another network: that of a phone, for instance.
   *[other] Wait { $minutes } minutes, then try again. If it is urgent, use another network: that of a phone, for instance.
}
