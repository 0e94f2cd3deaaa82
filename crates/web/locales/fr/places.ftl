# Page d'un lieu et carte d'un lieu dans une liste.
places-updated = Mis à jour le { $date }
places-stale-no-phone = Ces informations ont plus d'un an, et nous n'avons pas de numéro à appeler. Elles ont pu changer.
places-stale = Ces informations ont plus d'un an. Appelez avant de venir.
places-gone = La source de ce lieu ne le mentionne plus depuis le { $date }. Il est peut-être fermé : appelez avant de venir.
places-actions = Joindre ce lieu ou y aller
places-call = Appeler le { $number }
places-go = Y aller
places-geo = Ouvrir dans la carte de mon téléphone
places-book = Prendre rendez-vous
places-services = Ce que vous pouvez faire ici
places-services-none = Ce lieu n'a pas dit ce qu'il propose. Appelez-le pour savoir s'il peut vous aider.
places-services-more = { $count ->
    [one] et { $count } autre service
   *[other] et { $count } autres services
}
places-support = Comment on vous aide
places-welcome = Qui est accueilli
places-everybody = Tout le monde est bienvenu.
places-welcome-first = Ce lieu accueille surtout
places-care = L'équipe sait accueillir
places-cost = Combien ça coûte
places-cost-none = Le prix n'est pas indiqué. Demandez-le avant de venir.
places-fee-condition = La gratuité dépend de votre situation : demandez au lieu.
places-contact = Adresse et contact
places-address = Adresse
places-phone = Téléphone
places-email = Courriel
places-website = Site
places-access = Comment venir
places-accessibility = Accès pour les personnes handicapées
places-accessibility-page = Voir la fiche d'accès (Acceslibre)
places-mobile = Ce lieu se déplace
places-programmes = Programmes et labels
places-parent = Réseau : { $name }
places-description = Présentation
places-origin = D'où viennent ces informations
places-source = Source
places-collected = Recueilli par
places-identifier = Données de ce lieu (JSON)
places-report = Signaler une erreur
places-report-text = Une information est fausse ? Dites-le : nous vérifions et nous corrigeons.
places-report-none = Pour signaler une erreur, adressez-vous directement au lieu.
places-report-subject = Erreur sur la page : { $name }
places-report-body = Bonjour, sur la page { $url } cette information est fausse :
places-printed = Imprimé le { $date } depuis { $url }
places-breadcrumb = Vous êtes ici
places-new-search = Chercher un autre lieu
