# Recherche de lieux et liste des résultats.
results-need = De quoi avez-vous besoin ?
results-need-hint = Par exemple : carte grise, imprimer, tablette
results-commune = Dans quelle commune ?
results-commune-hint = Nom ou code postal
results-search = Chercher un lieu
results-near-me = Autour de moi
results-near-me-busy = Recherche de votre position…
results-near-me-refused = Votre position n'est pas disponible. Écrivez le nom de votre commune.
results-count = { $count ->
    [0] Aucun lieu
    [one] { $count } lieu
   *[other] { $count } lieux
}
