# Quand quelque chose ne se passe pas comme prévu.
errors-not-found-title = Cette page n'existe pas
errors-not-found = L'adresse est peut-être incomplète, ou la page a été retirée. Cherchez un lieu ci-dessous, ou revenez à l'accueil.
errors-refused-title = Cette action n'est pas possible
errors-refused = Vous ne pouvez pas faire cette action.
errors-invalid-title = Cette adresse n'a pas de sens
errors-invalid = Une partie de l'adresse n'est pas écrite comme il faut. Reprenez depuis la recherche ci-dessous.
errors-page-number = Le numéro de page doit être 1, 2, 3… Reprenez depuis la première page, ou faites une autre recherche ci-dessous.
errors-method = Cette page se lit mais ne reçoit rien. Reprenez depuis l'accueil.
errors-too-long = Ce que vous envoyez est trop long. Raccourcissez votre texte, puis envoyez-le à nouveau.
errors-fault-title = Quelque chose est en panne chez nous
errors-fault = Ce n'est pas de votre faute. Nous avons noté l'incident. Réessayez dans quelques minutes.
errors-reference = Si vous appelez, donnez ce numéro : { $reference }
errors-help = Que faire maintenant ?
errors-go-home = Revenir à l'accueil
errors-go-map = Voir toutes les pages du site
