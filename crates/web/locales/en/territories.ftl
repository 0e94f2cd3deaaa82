# From région to commune.
territories-title = Find a place by town
territories-intro = Choose your region, then your département and your town.
territories-title-wide = Help with digital life: { $name }
territories-title-commune = Help with digital life in { $at_town }
territories-regions = Regions
territories-departements = Départements
territories-communes = Towns
territories-none = No place is known here yet.
territories-nearest = The nearest places
territories-search = Search among these places
territories-country = France
