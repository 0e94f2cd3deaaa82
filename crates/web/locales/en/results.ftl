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
