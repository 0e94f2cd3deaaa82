# Les courriers. Jamais un mot écrit par une personne, jamais rien de confidentiel : seulement des liens, des dates, des nombres.
mail-greeting = Bonjour,
mail-door = { $label } :
mail-copy = Si le bouton ne marche pas, copiez cette adresse dans votre navigateur :
mail-automatic = Ce courrier est envoyé par un programme. Personne ne lit les réponses, sauf si une adresse de réponse est indiquée.

mail-sign-in-subject = Votre lien pour entrer dans { $site }
mail-sign-in = Vous avez demandé à entrer dans { $site }. Ouvrez ce lien, puis appuyez sur le bouton de la page. Il sert une seule fois, pendant { $minutes } minutes.
mail-sign-in-door = Entrer
mail-sign-in-not-you = Vous n'avez rien demandé ? Ne faites rien. Sans ce lien, personne ne peut entrer à votre place. Ne l'envoyez à personne, même si on vous le demande.

mail-invitation-subject = Une invitation à rejoindre { $site }
mail-invitation = Une personne de l'équipe de { $site } vous invite à travailler avec elle. Ouvrez ce lien pour créer votre accès. Vous verrez sur la page qui vous invite, et pour quoi faire.
mail-invitation-door = Créer mon accès
mail-invitation-until = Ce lien sert une seule fois, jusqu'au { $day } à { $time }.
mail-invitation-not-you = Vous n'attendiez pas cette invitation ? Ne faites rien : elle ne sert à personne d'autre.

mail-confirm-subject = Cette adresse est-elle bien la vôtre ?
mail-confirm = Quelqu'un a donné cette adresse à { $site }. Si c'est vous, ouvrez ce lien, puis appuyez sur le bouton de la page. Il sert une seule fois, pendant { $minutes } minutes.
mail-confirm-door = Oui, c'est mon adresse
mail-confirm-not-you = Ce n'est pas vous ? Ne faites rien : votre adresse ne sera pas utilisée.

mail-security-subject = Un changement dans votre accès à { $site }
mail-security-address = Le { $day } à { $time }, l'adresse où { $site } vous écrit a été changée. Ce courrier est le dernier envoyé à l'ancienne adresse.
mail-security-session = Le { $day } à { $time }, quelqu'un est entré dans { $site } avec votre accès, sur un nouvel appareil.
mail-security-passkey-added = Le { $day } à { $time }, une clé d'accès a été ajoutée à votre accès à { $site }.
mail-security-passkey-removed = Le { $day } à { $time }, une clé d'accès a été retirée de votre accès à { $site }.
mail-security-second-factor = Le { $day } à { $time }, la demande d'un code à l'entrée de { $site } a été changée pour votre accès.
mail-security-recovery = Le { $day } à { $time }, un code de secours a servi à entrer dans { $site } avec votre accès.
mail-security-rights = Le { $day } à { $time }, ce que vous pouvez faire dans { $site } a été changé.
mail-security-you = C'est vous, ou vous étiez au courant ? Vous n'avez rien à faire.
mail-security-not-you = Ce n'est pas vous ? Ouvrez cette page sans attendre, fermez les accès que vous ne connaissez pas, puis prévenez la personne qui administre le site.
mail-security-door = Voir mes accès

mail-digest-subject = Ce qui vous attend dans { $site }
mail-digest = Depuis le dernier courrier, ceci vous attend dans { $site } :
mail-digest-requests = { $count ->
    [one] { $count } demande à lire
   *[other] { $count } demandes à lire
}
mail-digest-messages = { $count ->
    [one] { $count } message à lire
   *[other] { $count } messages à lire
}
mail-digest-places = { $count ->
    [one] { $count } lieu à confirmer
   *[other] { $count } lieux à confirmer
}
mail-digest-reports = { $count ->
    [one] { $count } signalement à regarder
   *[other] { $count } signalements à regarder
}
mail-digest-door = Voir ce qui m'attend

mail-trial-subject = Un essai de { $site }
mail-trial = Ce courrier est un essai. S'il est arrivé, et pas parmi les indésirables, { $site } peut écrire.

# La page de la démonstration.
mail-demo-title = Le courrier de la démonstration
mail-demo-lead = Ici, rien n'est envoyé : cette page montre les courriers que le site aurait envoyés. Elle n'existe que dans la démonstration.
mail-demo-none = Aucun courrier n'aurait été envoyé pour l'instant.
mail-demo-count = { $count ->
    [one] { $count } courrier, le plus récent d'abord
   *[other] { $count } courriers, le plus récent d'abord
}
mail-demo-to = À
mail-demo-at = Écrit
mail-demo-as-page = Voir « { $subject } » comme dans une boîte aux lettres
