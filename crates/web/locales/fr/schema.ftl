# Les valeurs du schéma national, en mots de tous les jours.

# Services : ce qu'on peut faire ou apprendre.
service-demarches = Faire une démarche en ligne
service-outils-du-quotidien = Apprendre l'ordinateur, le téléphone, internet
service-insertion-professionnelle = Chercher un emploi, faire un CV
service-securite = Éviter les arnaques et se protéger
service-parentalite = Accompagner ses enfants avec les écrans
service-loisirs-et-creation = Créer et se distraire avec le numérique
service-culture-numerique = Mieux comprendre le monde numérique
service-acces-internet = Utiliser internet et un ordinateur sur place
service-materiel-solidaire = Acheter un ordinateur à petit prix
service-purpose-demarches = Impôts, CAF, retraite, santé, titre de séjour : quelqu'un vous aide à remplir et à envoyer.
service-purpose-outils-du-quotidien = Allumer, écrire, envoyer un courriel, appeler en vidéo, ranger ses photos.
service-purpose-insertion-professionnelle = Répondre aux offres en ligne et utiliser son espace France Travail.
service-purpose-securite = Choisir de bons mots de passe, reconnaître un faux message, payer sans risque.
service-purpose-parentalite = Suivre l'école en ligne et fixer des règles sur les écrans.
service-purpose-loisirs-et-creation = Photo, vidéo, jeux, impression en trois dimensions.
service-purpose-culture-numerique = Les réseaux sociaux, les fausses nouvelles, l'intelligence artificielle.
service-purpose-acces-internet = Selon le lieu : un poste, le wifi, une imprimante ou un scanner.
service-purpose-materiel-solidaire = Du matériel remis en état, vendu à prix solidaire.

# Publics accueillis en priorité.
audience-jeunes = Jeunes
audience-etudiants = Étudiants
audience-familles-et-enfants = Familles et enfants
audience-seniors = Personnes âgées
audience-femmes = Femmes

# Ce à quoi le lieu sait s'adapter.
care-surdite = Personnes sourdes ou malentendantes
care-handicaps-moteurs = Personnes à mobilité réduite
care-handicaps-mentaux = Personnes avec un handicap mental ou psychique
care-illettrisme = Personnes qui lisent ou écrivent difficilement
care-anglais = Personnes qui parlent anglais
care-autres-langues = Personnes qui parlent une autre langue
care-deficience-visuelle = Personnes aveugles ou malvoyantes

# Prix.
fee-gratuit = Gratuit
fee-gratuit-sous-condition = Gratuit pour certaines personnes
fee-payant = Payant

# Programmes nationaux.
programme-aidants-connect = Aidants Connect
programme-bibliotheques-numeriques-de-reference = Bibliothèques numériques de référence
programme-certification-pix = Certification Pix
programme-conseillers-numeriques = Conseillers numériques
programme-emmaus-connect = Emmaüs Connect
programme-france-services = France Services
programme-grande-ecole-du-numerique = Grande École du numérique
programme-la-croix-rouge = Croix-Rouge
programme-point-acces-numerique-caf = Point d'accès numérique CAF
programme-promeneurs-du-net = Promeneurs du Net
programme-relais-numerique-emmaus-connect = Relais numérique Emmaüs Connect

# Formations et labels.
label-mon-espace-sante = Équipe formée à Mon espace santé
label-duplex = Équipe formée à aider qui lit difficilement (Duplex)
label-arnia-mednum-bfc = Arnia et MedNum Bourgogne-Franche-Comté
label-collectif-reemploi-normandie = Collectif réemploi de Normandie
label-etapes-numeriques-la-poste = Étapes numériques (La Poste)
label-fabriques-de-territoire = Fabriques de territoire
label-eclaireurs-du-numerique-drome = Éclaireurs du numérique (Drôme)
label-mes-papiers-metropole-de-lyon = Mes Papiers (Métropole de Lyon)
label-ordi-3-0 = ORDI 3.0, matériel remis en état
label-sud-labs-paca = SUD LABS (Provence-Alpes-Côte d'Azur)

# Comment venir ou prendre contact.
access-se-presenter = Venir sur place
access-telephoner = Téléphoner
access-contacter-par-mail = Écrire un courriel
access-rendez-vous-en-ligne = Prendre rendez-vous en ligne
access-pas-de-public = Ce lieu n'accueille pas de public
access-fiche-de-prescription = Être orienté par un professionnel

# Comment on est aidé.
support-en-autonomie = Seul, avec le matériel du lieu
support-individuel = Avec une personne, en tête à tête
support-atelier-collectif = En petit groupe, dans un atelier
support-a-distance = Par téléphone ou en vidéo

# Lieu fixe ou mobile.
itinerancy-itinerant = Se déplace de commune en commune
itinerancy-fixe = Toujours au même endroit
