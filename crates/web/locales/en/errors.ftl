# When something does not go as expected.
errors-not-found-title = This page does not exist
errors-not-found = The address may be incomplete, or the page was removed. Search for a place below, or go back to the home page.
errors-refused-title = This cannot be done
errors-refused = You cannot do this.
errors-invalid-title = This address makes no sense
errors-invalid = Part of the address is not written as it should be. Start again from the search below.
errors-page-number = The page number must be 1, 2, 3… Start again from the first page, or search again below.
errors-method = This page can be read but receives nothing. Start again from the home page.
errors-too-long = What you are sending is too long. Shorten your text, then send it again.
errors-fault-title = Something is broken on our side
errors-fault = It is not your fault. We have made a note of it. Please try again in a few minutes.
errors-reference = If you call, give this number: { $reference }
errors-help = What to do now?
errors-go-home = Back to the home page
errors-go-map = See all the pages of the site
