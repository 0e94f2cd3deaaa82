# Maps.
map-title = { $count ->
    [0] Map
    [one] Map of { $count } place
   *[other] Map of { $count } places
}
map-title-place = Map: { $name }
map-credit-short = IGN, Natural Earth
map-closer = { $names }: look closer
map-heading = Map
map-canvas = Interactive map
map-show = Show the map
map-hide = Hide the map
map-live = Open the interactive map
map-larger = Show a wider area
map-whole = Back to all places
map-image = Map of the places on this page. Each number is the number of the place in the list.
map-image-place = Map of the surroundings: { $name }
map-sources = Base map: IGN ADMIN EXPRESS, Natural Earth.
map-loading = The map is loading…
map-failed = The interactive map does not show here. The drawn map and the list say the same.
map-help = Arrow keys move the map, + and − zoom in and out, Escape leaves it. Every place is in the list too.
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-reset = Re-centre
map-search-here = Search this area
map-cluster = { $count ->
    [one] { $count } place: look closer
   *[other] { $count } places: look closer
}
map-bad-zone = The area of the map makes no sense. It is written west,south,east,north, in degrees.
map-bad-zoom = The zoom of the map is a number from 0 to 24.
map-zone-too-wide = This area is too wide to draw its communes.
map-parts-only = This file is read by parts: the map asks for those it needs.
map-bad-places = The list of places of the map cannot be read.
map-leave = Skip the map
map-legend-number = A filled circle and its number: this place of the list.
map-legend-drawn-group = Several numbers together: places very close to each other. Touch them to look closer.
map-legend-live-group = A white box: how many places are there, not their number in the list. Touch it to see them.
map-legend-other = A small circle without a number: a place of another page of the list.
map-cluster-unit = { $count ->
    [one] place
   *[other] places
}
