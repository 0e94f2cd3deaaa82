# Ce qui entoure toutes les pages.
frame-description = Trouver près de chez soi une aide humaine pour les démarches en ligne, l'ordinateur, le téléphone et internet.
frame-skip = Aller au contenu
frame-home = Accueil
frame-find = Trouver un lieu
frame-browse = Par commune
frame-menu = Menu principal
frame-talk = Je préfère parler à quelqu'un
frame-call = Appeler le { $number }
frame-phone-hours = Quelqu'un répond { $hours }.
frame-footer-menu = À propos de ce site
frame-about = À propos
frame-accessibility = Accessibilité
frame-accessibility-state = Accessibilité : non conforme, pas encore auditée
frame-legal = Mentions légales
frame-site-map = Plan du site
frame-motto = De l'aide humaine pour la vie numérique, près de chez vous.
frame-talk-brief = Parler à quelqu'un
