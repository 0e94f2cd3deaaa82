# Plan du site.
sitemap-title = Plan du site
sitemap-places = Trouver de l'aide
sitemap-all-places = Tous les lieux
sitemap-open-now = Les lieux ouverts maintenant
sitemap-by-need = Par besoin
sitemap-site = Ce site
sitemap-data = Données à télécharger
