# Page d'accueil.
home-title = Accueil
home-welcome = Besoin d'un coup de main avec le numérique ?
home-intro = Près de chez vous, des personnes vous accueillent et vous aident. C'est souvent gratuit.
home-intro-territory = Dans { $territory }, des personnes vous accueillent et vous aident. C'est souvent gratuit.
home-doors = Je voudrais…
home-door-procedure = Faire une démarche
home-door-procedure-text = Impôts, CAF, retraite, carte grise : quelqu'un la fait avec vous.
home-door-learn = Apprendre
home-door-learn-text = L'ordinateur, le téléphone, les courriels, à votre rythme.
home-door-equipment = Avoir internet ou un ordinateur
home-door-equipment-text = Un poste en libre accès, le wifi, du matériel à petit prix.
home-door-work = Chercher un emploi
home-door-work-text = CV, candidatures en ligne, espace France Travail.
home-door-safety = Éviter les arnaques
home-door-safety-text = Protéger vos comptes, vos achats, votre vie privée.
home-door-near = Choisir ma commune
home-door-near-text = La liste des lieux, commune par commune.
home-talk-text = Une personne vous écoute et vous indique où aller.
home-open-now = Ouvert en ce moment
home-open-more = Voir tous les lieux ouverts
home-open-none = Aucun lieu n'annonce être ouvert en ce moment
home-open-tomorrow = { $count ->
    [one] Voir le lieu ouvert demain
   *[other] Voir les { $count } lieux ouverts demain
}
home-empty = Cet annuaire est encore vide
home-empty-text = Si vous l'installez : mettez-y vos lieux par la commande qui suit, puis rechargez cette page. Si vous cherchez de l'aide : revenez bientôt.
