# Site map.
sitemap-title = Site map
sitemap-places = Find help
sitemap-all-places = All the places
sitemap-open-now = Places open now
sitemap-by-need = By need
sitemap-site = This site
sitemap-data = Data to download
