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
results-title = Tous les lieux
results-title-open = Lieux ouverts { $moment }
results-title-unsaid = Lieux aux horaires inconnus ou à vérifier
results-title-need = Lieux pour « { $need } »
results-title-commune = Lieux près { $of_town }
results-title-need-commune = Lieux pour « { $need } » près { $of_town }
results-title-around = Lieux autour de vous
results-title-need-around = Lieux pour « { $need } » autour de vous
results-around = Autour de ma position
results-suggestion = Vouliez-vous dire
results-filters = Préciser ma recherche
results-filters-chosen = { $count ->
    [one] Préciser ma recherche ({ $count } choix)
   *[other] Préciser ma recherche ({ $count } choix)
}
results-chosen = { $count ->
    [one] { $count } choisi
   *[other] { $count } choisis
}
results-apply = Appliquer ces choix
results-clear = Effacer ces choix
results-order = Classer
results-order-relevance = les plus utiles d'abord
results-order-distance = les plus proches d'abord
results-radius = Jusqu'où ?
results-radius-any = Peu importe
results-radius-km = à moins de { $length }
results-open-at = Ouvert un autre jour, à une autre heure
results-list = Liste des lieux
results-none-title = Nous n'avons pas trouvé de lieu
results-none-text = Essayez avec moins de mots, moins de choix, ou une autre commune.
results-try = Vous pouvez aussi :
results-invite-no-words = Chercher sans les mots « { $need } »
results-far = Nous ne connaissons pas de lieu à moins de { $length } { $of_town }. Voici les plus proches.
results-far-need = Nous n'avons rien trouvé pour « { $need } » à moins de { $length } { $of_town }. Voici les lieux les plus proches qui y répondent.
results-far-choices = Aucun lieu à moins de { $length } { $of_town } ne répond à tous vos choix. Voici les plus proches.
results-of-you = de vous
results-download = Télécharger cette liste
results-download-csv = Cette liste en CSV
results-download-json = Cette liste en JSON
results-download-geojson = Cette liste en GeoJSON
results-pages = Pages de la liste
results-previous = Page précédente
results-next = Page suivante
results-page-of = Page { $page } sur { $pages }
facet-open = Quand ?
facet-service = Pour faire quoi ?
facet-fee = À quel prix ?
facet-audience = Pour qui surtout ?
facet-care = Adapté si…
facet-support = Comment on vous aide ?
facet-access = Comment venir, comment les joindre ?
facet-itinerancy = Fixe ou mobile ?
facet-programme = Réseaux (France Services, Emmaüs Connect…)
facet-label = Formation de l'équipe, labels
facet-typology = Type de lieu
facet-open-now = Ouvert maintenant
facet-open-tomorrow = Ouvert demain
facet-open-unknown = Horaires inconnus ou à vérifier
facet-open-any = Peu importe
facet-open-else = À un autre moment
facet-others = { $count ->
    [one] Voir { $count } autre choix
   *[other] Voir les { $count } autres choix
}
results-more-filters = Plus de choix
results-reach = à moins de { $length }
results-commune-unknown = Nous ne connaissons pas de commune « { $commune } ». Voici des lieux de tout le territoire. Vérifiez le nom, ou écrivez le code postal.
results-commune-others = Plusieurs communes répondent à ce nom. Nous avons pris { $commune }. Si la vôtre est une autre, choisissez-la :
results-unreadable = Nous n'avons rien pu lire dans « { $need } ». Écrivez votre besoin avec des mots. Voici les lieux sans tenir compte de ces signes.
results-no-need = « { $need } » ne dit pas encore de quoi vous avez besoin : voici tous les lieux. Écrivez ce que vous voulez faire, par exemple « imprimer », « impôts » ou « carte grise ».
results-cut = Votre texte est très long : nous n'en avons lu que les { $count } premiers caractères.
results-quoted = « { $text } »
results-unknown-name = L'adresse de cette page parle de { $names }, que nous ne connaissons pas : nous n'en avons pas tenu compte.
results-closed = Nous ne savons pas chercher ce qui est fermé : nous avons laissé de côté « { $phrase } ».
results-relaxed = Aucun lieu n'a tous ces mots. Voici les lieux qui en ont une partie.
results-invite-tomorrow = Voir les lieux ouverts demain
results-invite-any-time = Voir les lieux, ouverts ou non
results-invite-any-access = Voir aussi les lieux qui demandent de prendre contact d'abord
results-invite-further = Chercher plus loin
results-invite-no-filters = Chercher sans ces choix
results-invite-all = Voir tous les lieux
facet-accessibility = Accès pour les personnes handicapées
facet-accessibility-yes = L'entrée et les salles sont décrites
facet-booking = Rendez-vous
facet-booking-yes = On peut le prendre en ligne
results-title-within = Lieux : { $within }
results-title-need-within = Lieux pour « { $need } » : { $within }
results-within = Vous cherchez seulement ici : { $within }.
results-within-zone = la zone de la carte
results-everywhere = Chercher partout
results-invite-words-only = Chercher les mêmes mots, sans autre condition
results-invite-commune = Voir tous les lieux près { $of_town }
results-invite-around = Voir tous les lieux autour de vous
results-unsaid = { $count ->
    [one] { $count } lieu n'a pas donné d'horaires sûrs : appelez-le avant de venir.
   *[other] { $count } lieux n'ont pas donné d'horaires sûrs : appelez-les avant de venir.
}
results-unsaid-see = Voir lesquels
results-unsaid-see-all = Voir les lieux sans horaires
results-none-open = Aucun lieu n'annonce être ouvert à ce moment
facet-open-moment = Un autre jour, à une autre heure
results-printed = Liste du { $date }. Les horaires sont ceux des sept jours qui suivent. Un jour qui n'est pas écrit : fermé. Page : { $url }
results-printed-page = C'est la page { $page } sur { $pages } de la liste : les autres s'impriment une par une.
results-postcode-unknown = Nous ne connaissons pas de commune avec le code postal { $postcode }. Voici des lieux de tout le territoire. Vérifiez le code, ou écrivez le nom de la commune.
results-commune-corrected = Nous ne connaissons pas de commune « { $typed } ». Nous avons pris { $commune }.
results-commune-corrected-others = Nous ne connaissons pas de commune « { $typed } ». Nous avons pris { $commune }. Si la vôtre est une autre, choisissez-la :
results-open-at-wins = Vous avez choisi un jour et une heure : nous ne tenons compte que d'eux.
results-none-here = Nous ne connaissons pas de lieu ici
results-none-near = Nous ne connaissons pas de lieu à moins de { $length } { $of_town }
results-none-near-text = Essayez plus loin, ou une autre commune.
results-none-need = Nous n'avons rien trouvé pour « { $need } »
results-none-need-near = Nous n'avons rien trouvé pour « { $need } » à moins de { $length } { $of_town }
results-none-need-text = Vérifiez l'orthographe, ou dites-le avec d'autres mots.
results-none-danger-text = Les lieux de cet annuaire aident avec les démarches et le numérique. Pour ce que vous vivez, appelez un des numéros en haut de la page.
results-none-phone-text = Vérifiez le numéro, ou cherchez avec un nom ou une commune.
results-none-choices = Aucun lieu ne répond à tous vos choix
results-none-choices-near = Aucun lieu à moins de { $length } { $of_town } ne répond à tous vos choix
results-none-choices-text = Enlevez un de vos choix pour voir plus de lieux.
results-window-choices = Lieux : { $choices }
results-window-title = { $title } ({ $choices })
results-open-spoken = Ouvert { $moment }
results-open-any-time = Ne pas tenir compte du moment
results-distance = À moins de { $length }
results-distance-any = Ne pas tenir compte de la distance
results-distance-impossible = « { $phrase } » n'est pas une distance que nous pouvons chercher : elle va de 1 m à 500 km.
results-distance-choice-wins = Vous demandez deux distances à la fois : nous ne tenons pas compte de « { $phrase } », mais de celle que vous avez choisie.
results-distance-several = Vous demandez plusieurs distances : nous gardons la plus courte, « { $kept } », sans tenir compte de « { $phrase } ».
results-distance-from-nowhere = « { $phrase } », mais d'où ? Écrivez votre commune : en attendant, la liste va partout.
results-walk-in = Sans rendez-vous : sans les lieux qui demandent de prendre contact d'abord
results-walk-in-short = sans rendez-vous
results-walk-in-any = Voir aussi les autres lieux
results-access-choice-wins = Vous avez choisi comment prendre contact : nous ne tenons pas compte de « { $phrase } ».
results-open-choice-wins = Vous demandez deux moments à la fois : nous ne tenons pas compte de « { $phrase } », mais de celui que vous avez choisi.
moment-on = le { $moment }
moment-now = maintenant
moment-today = aujourd'hui
moment-tomorrow = demain
moment-weekend = le week-end
moment-weekday = { $day }
moment-this-morning = ce matin
moment-this-midday = ce midi
moment-this-afternoon = cet après-midi
moment-this-evening = ce soir
moment-any-day = un jour de la semaine
moment-any-morning = le matin
moment-any-midday = le midi
moment-any-afternoon = l'après-midi
moment-any-evening = le soir
moment-morning = matin
moment-midday = midi
moment-afternoon = après-midi
moment-evening = soir
moment-at = à { $time }
moment-from = après { $time }
moment-until = jusqu'à { $time }
moment-before = avant { $time }
moment-between = entre { $from } et { $to }
moment-or = { $day } ou { $other }
moment-day-part = { $day } { $part }
results-skip = Aller aux résultats
results-beyond = Il n'y a pas de page { $page }
results-beyond-text = { $pages ->
    [one] La liste tient sur une seule page.
   *[other] La liste s'arrête à la page { $pages }.
}
results-beyond-last = Aller à la dernière page ({ $pages })
results-beyond-first = Aller à la première page
