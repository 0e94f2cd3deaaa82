# Quand quelque chose ne se passe pas comme prévu.
errors-not-found-title = Cette page n'existe pas
errors-not-found = L'adresse est peut-être incomplète, ou la page a été retirée. Cherchez un lieu, ou revenez à l'accueil.
errors-refused-title = Cette action n'est pas possible
errors-refused = Vous ne pouvez pas faire cette action.
errors-dead-link-title = Ce lien ne sert plus
errors-invalid-title = Cette adresse n'a pas de sens
errors-invalid = Une partie de l'adresse n'est pas écrite comme il faut. Faites une nouvelle recherche.
errors-page-number = Le numéro de page doit être 1, 2, 3… Faites une nouvelle recherche.
errors-method = Cette page se lit mais ne reçoit rien. Reprenez depuis l'accueil.
errors-too-long = Ce que vous envoyez est trop long. Raccourcissez votre texte, puis envoyez-le à nouveau.
errors-busy-title = Le site est occupé
errors-busy = Une grande mise à jour est en cours : rien n'a été enregistré. Réessayez dans une minute.
errors-unreadable-title = Ce que vous avez envoyé n'a pas pu être lu
errors-unreadable = Revenez à la page précédente, rechargez-la, puis envoyez à nouveau.
errors-fault-title = Quelque chose est en panne chez nous
errors-fault = Ce n'est pas de votre faute. Nous avons noté l'incident. Réessayez dans quelques minutes.
errors-reference = Si vous appelez, donnez ce numéro : { $reference }
errors-help = Que faire maintenant ?
errors-go-home = Revenir à l'accueil
errors-go-map = Voir toutes les pages du site
errors-filter = L'adresse demande un choix qui n'existe pas. Prenez ceux de la page de recherche.
errors-too-many = L'adresse demande trop de choses à la fois. Faites moins de choix dans la page de recherche.
errors-position = La position demandée n'existe pas. Écrivez plutôt le nom de votre commune.
errors-radius = La distance doit être un nombre de kilomètres, de 1 à 500.
errors-zone = La zone de carte demandée n'existe pas. Faites une nouvelle recherche.
errors-open = Le jour ou l'heure demandés ne sont pas lisibles. Choisissez-les dans la page de recherche.
errors-sort = Cet ordre n'existe pas. Les lieux se classent par utilité, par distance ou par nom.
errors-other-site = Cet envoi ne vient pas d'une page de ce site. Revenez à la page, puis envoyez à nouveau.
errors-form-of-another-session = Cette page est restée ouverte trop longtemps. Revenez en arrière, rechargez-la, puis envoyez à nouveau.
errors-step-up = Cette action est sensible : connectez-vous à nouveau avec un lien ou un code, puis recommencez dans les cinq minutes.
errors-not-yours = Votre rôle ne permet pas cette action. La page « Qui voit quoi » dit qui peut la faire.
errors-tries-title = Trop d'essais en peu de temps
errors-tries = Par sécurité, nous ne répondons plus à cet endroit pour le moment. Votre compte n'est pas bloqué.
errors-tries-again = { $minutes ->
    [one] Attendez une minute, puis réessayez. Si c'est urgent, passez par un autre réseau : celui d'un téléphone, par exemple.
   *[other] Attendez { $minutes } minutes, puis réessayez. Si c'est urgent, passez par un autre réseau : celui d'un téléphone, par exemple.
}
