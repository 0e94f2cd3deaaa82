# De la région à la commune.
territories-title = Trouver un lieu par commune
territories-intro = Choisissez votre région, puis votre département et votre commune.
territories-title-wide = Lieux d'aide au numérique : { $name }
territories-title-commune = Lieux d'aide au numérique { $at_town }
territories-regions = Régions
territories-departements = Départements
territories-communes = Communes
territories-none = Aucun lieu n'est connu ici pour le moment.
territories-nearest = Les lieux les plus proches
territories-search = Chercher parmi ces lieux
territories-country = France
