# The values of the national schema, in everyday words.

# Services: what one can do or learn.
service-demarches = Deal with paperwork online
service-outils-du-quotidien = Learn to use a computer, a phone, the internet
service-insertion-professionnelle = Look for a job, write a CV
service-securite = Avoid scams and protect yourself
service-parentalite = Help your children with screens
service-loisirs-et-creation = Create and have fun with digital tools
service-culture-numerique = Understand the digital world better
service-acces-internet = Use the internet and a computer on site
service-materiel-solidaire = Buy an affordable computer
service-purpose-demarches = Taxes, benefits, pension, health, residence permit: someone helps you fill in and send.
service-purpose-outils-du-quotidien = Switch on, write, send an e-mail, make a video call, sort your photos.
service-purpose-insertion-professionnelle = Answer job offers online and use your France Travail account.
service-purpose-securite = Choose good passwords, spot a fake message, pay safely.
service-purpose-parentalite = Follow school online and set rules about screens.
service-purpose-loisirs-et-creation = Photo, video, games, 3D printing.
service-purpose-culture-numerique = Social networks, fake news, artificial intelligence.
service-purpose-acces-internet = A computer, wifi, a printer or a scanner for you to use.
service-purpose-materiel-solidaire = Refurbished equipment, sold at a fair price.

# People welcomed first.
audience-jeunes = Young people
audience-etudiants = Students
audience-familles-et-enfants = Families and children
audience-seniors = Older people
audience-femmes = Women

# What the place can adapt to.
care-surdite = People who are deaf or hard of hearing
care-handicaps-moteurs = People with reduced mobility
care-handicaps-mentaux = People with a mental disability
care-illettrisme = People who read or write with difficulty
care-anglais = People who speak English
care-autres-langues = People who speak another language
care-deficience-visuelle = People who are blind or partially sighted

# Price.
fee-gratuit = Free
fee-gratuit-sous-condition = Free on some conditions
fee-payant = Paid

# National programmes.
programme-aidants-connect = Aidants Connect
programme-bibliotheques-numeriques-de-reference = Reference digital libraries
programme-certification-pix = Pix certification
programme-conseillers-numeriques = Digital advisers (Conseillers numériques)
programme-emmaus-connect = Emmaüs Connect
programme-france-services = France Services
programme-grande-ecole-du-numerique = Grande École du numérique
programme-la-croix-rouge = Red Cross
programme-point-acces-numerique-caf = CAF digital access point
programme-promeneurs-du-net = Promeneurs du Net
programme-relais-numerique-emmaus-connect = Emmaüs Connect digital relay

# Training and labels.
label-mon-espace-sante = Team trained in Mon espace santé
label-duplex = Team trained to help people who cannot read well (Duplex)
label-arnia-mednum-bfc = Arnia and MedNum Bourgogne-Franche-Comté
label-collectif-reemploi-normandie = Normandy re-use collective
label-etapes-numeriques-la-poste = Étapes numériques (La Poste)
label-fabriques-de-territoire = Fabriques de territoire
label-eclaireurs-du-numerique-drome = Éclaireurs du numérique (Drôme)
label-mes-papiers-metropole-de-lyon = Mes Papiers (Lyon metropolis)
label-ordi-3-0 = ORDI 3.0, refurbished equipment
label-sud-labs-paca = SUD LABS (Provence-Alpes-Côte d'Azur)

# How to come or get in touch.
access-se-presenter = Come in person
access-telephoner = Call
access-contacter-par-mail = Write an e-mail
access-rendez-vous-en-ligne = Book online
access-pas-de-public = This place does not receive the public
access-fiche-de-prescription = Be referred by a professional

# How one is helped.
support-en-autonomie = On your own, with the place's equipment
support-individuel = With one person, face to face
support-atelier-collectif = In a small group, in a workshop
support-a-distance = By phone or video

# Fixed or mobile.
itinerancy-itinerant = Travels from town to town
itinerancy-fixe = Always in the same spot
