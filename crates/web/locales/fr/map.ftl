# Cartes.
map-title = { $count ->
    [0] Carte
    [one] Carte de { $count } lieu
   *[other] Carte de { $count } lieux
}
map-title-place = Carte : { $name }
map-credit-short = IGN, Natural Earth
map-closer = { $names } : voir de plus près
map-heading = Carte
map-canvas = Carte interactive
map-show = Voir la carte
map-hide = Cacher la carte
map-live = Ouvrir la carte interactive
map-larger = Voir une zone plus large
map-whole = Revenir à tous les lieux
map-image = Carte des lieux de cette page. Chaque numéro est celui du lieu dans la liste.
map-image-place = Carte des environs : { $name }
map-sources = Fond de carte : IGN ADMIN EXPRESS, Natural Earth.
map-loading = La carte se charge…
map-failed = La carte interactive ne s'affiche pas ici. La carte dessinée et la liste disent la même chose.
map-help = Les flèches déplacent la carte, + et − l'agrandissent ou la réduisent, Échap en sort. Tous les lieux sont aussi dans la liste.
map-zoom-in = Agrandir
map-zoom-out = Réduire
map-reset = Recentrer
map-search-here = Chercher dans cette zone
map-cluster = { $count ->
    [one] { $count } lieu : voir de plus près
   *[other] { $count } lieux : voir de plus près
}
map-bad-zone = La zone de la carte n'a pas de sens. Elle s'écrit ouest,sud,est,nord, en degrés.
map-bad-zoom = Le niveau d'agrandissement de la carte est un nombre de 0 à 24.
map-zone-too-wide = Cette zone est trop large pour y dessiner les communes.
map-parts-only = Ce fichier se lit par morceaux : la carte demande ceux dont elle a besoin.
map-bad-places = La liste des lieux de la carte ne se lit pas.
map-leave = Passer la carte
map-legend-number = Un rond plein et son numéro : ce lieu de la liste.
map-legend-drawn-group = Plusieurs numéros ensemble : des lieux tout proches. Touchez-les pour voir de plus près.
map-legend-live-group = Un cadre blanc : combien de lieux il y a là, et non leur numéro. Touchez-le pour les voir.
map-legend-other = Un petit rond sans numéro : un lieu d'une autre page de la liste.
map-cluster-unit = { $count ->
    [one] lieu
   *[other] lieux
}
