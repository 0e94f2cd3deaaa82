// What stands under the places on a movable map, in the colours of the page.

/** The colours of the page, in its present theme. @returns {Record<string, string>} */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(["sea", "land", "abroad", "commune", "border", "river", "road"]
    .map((name) => [name, style.getPropertyValue(`--map-${name}`).trim()])
    .concat([["text", style.getPropertyValue("--text").trim()]]));
}

/** The land of the régions gives way to that of the communes, whose coast is finer. */
export const LAND_FADES = ["interpolate", ["linear"], ["zoom"], 9.6, 1, 10, 0];

// Without an address for glyphs, the map draws letters with the typefaces of the device.
const names = (colour, size) => ({
  layout: { "text-field": ["get", "name"], "text-font": ["sans-serif"], "text-size": size, "text-padding": 6, "text-max-width": 8 },
  paint: { "text-color": colour.text, "text-halo-color": colour.land, "text-halo-width": 1.6 },
});

/** Communes, départements, coast and rivers, from this site. */
export function drawn(base, colour) {
  const data = (name) => ({ type: "geojson", data: `${base}${name}.json`, tolerance: 0.3 });
  const is = (kind) => ["==", ["get", "kind"], kind];
  // The two sources of borders differ by more than a kilometre: a wide edge closes the gap.
  const kilometre = ["interpolate", ["exponential", 2], ["zoom"], 4, 0.5, 8, 8, 12, 128, 15, 1024];
  return {
    version: 8,
    sources: {
      regions: data("regions"), departements: data("departements"), waters: data("eaux"), towns: data("villes"),
      communes: { type: "geojson", data: { type: "FeatureCollection", features: [] }, tolerance: 0.2 },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour.sea } },
      { id: "abroad", type: "fill", source: "regions", filter: is("abroad"), paint: { "fill-color": colour.abroad } },
      { id: "abroad-edge", type: "line", source: "regions", filter: is("abroad"), layout: { "line-join": "round" }, paint: { "line-color": colour.abroad, "line-width": kilometre } },
      { id: "land", type: "fill", source: "regions", filter: is("land"), paint: { "fill-color": colour.land, "fill-opacity": LAND_FADES } },
      { id: "coast", type: "line", source: "regions", filter: is("land"), maxzoom: 9.6, paint: { "line-color": colour.border, "line-width": 0.8 } },
      { id: "communes", type: "fill", source: "communes", minzoom: 8.9, filter: is("commune"), paint: { "fill-color": colour.land } },
      { id: "commune-edges", type: "line", source: "communes", minzoom: 8.9, filter: is("commune"), paint: { "line-color": colour.commune, "line-width": 1 } },
      { id: "lakes", type: "fill", source: "waters", filter: is("lake"), maxzoom: 11, paint: { "fill-color": colour.sea } },
      { id: "rivers", type: "line", source: "waters", filter: is("river"), maxzoom: 11, layout: { "line-join": "round" }, paint: { "line-color": colour.river, "line-width": 1.4 } },
      { id: "borders", type: "line", source: "departements", maxzoom: 11, paint: { "line-color": colour.border, "line-width": 1.1 } },
      { id: "towns", type: "symbol", source: "towns", ...layered(names(colour, 15), { "symbol-sort-key": ["-", 0, ["get", "population"]] }), maxzoom: 10 },
      { id: "commune-names", type: "symbol", source: "communes", minzoom: 9.6, filter: is("name"), ...layered(names(colour, 15), { "symbol-sort-key": ["-", 0, ["get", "population"]] }) },
    ],
  };
}

const layered = ({ layout, paint }, more) => ({ layout: { ...layout, ...more }, paint });

/** Images from a file of tiles. */
export const images = (address) => ({
  version: 8,
  sources: { tiles: { type: "raster", url: `pmtiles://${address}`, tileSize: 256 } },
  layers: [{ id: "tiles", type: "raster", source: "tiles" }],
});

/**
 * Layers of a file of vector tiles, whatever its schema: each is drawn after what its name says it is.
 * @param {{id: string}[]} layers as the file describes them
 */
export function vector(address, layers, colour) {
  const draw = [
    [/^(earth|terre|land|terrain)$/, (l) => [fill(l, colour.land)]],
    [/^(landuse|landcover|urbain|park|natural)$/, (l) => [fill(l, colour.abroad, 0.6)]],
    [/^(water|ocean|mer|lacs?|lakes?|eaux?)$/, (l) => [fill(l, colour.sea), line(l, colour.river, 1)]],
    [/^(waterway|rivieres?|rivers?)$/, (l) => [line(l, colour.river, 1.4)]],
    [/^(buildings?|batiments?)$/, (l) => [fill(l, colour.commune, 0.7)]],
    [/^(communes?)$/, (l) => [line(l, colour.commune, 1)]],
    [/^(roads?|transportation|routes?)$/, (l) => [line(l, colour.commune, 3), line(l, colour.road, 2, "-inside")]],
    [/^(boundar(y|ies)|regions?|departements?|epci|admin|frontieres?)$/, (l) => [line(l, colour.border, 1.1)]],
    [/^(places?|lieux|place_label)$/, (l) => [text(l)]],
  ];
  const only = (l, type) => ({ source: "tiles", "source-layer": l, filter: ["==", ["geometry-type"], type] });
  const fill = (l, c, opacity = 1) => ({ id: `${l}-fill`, type: "fill", ...only(l, "Polygon"), paint: { "fill-color": c, "fill-opacity": opacity } });
  const line = (l, c, width, suffix = "") => ({ id: `${l}-line${suffix}`, type: "line", source: "tiles", "source-layer": l, layout: { "line-join": "round" }, paint: { "line-color": c, "line-width": width } });
  const text = (l) => {
    const { layout, paint } = names(colour, 15);
    const name = ["coalesce", ["get", "name"], ["get", "nom"], ["get", "NAME"], ["get", "name_fr"]];
    return { id: `${l}-text`, type: "symbol", ...only(l, "Point"), layout: { ...layout, "text-field": name }, paint };
  };
  const known = layers.map(({ id }) => ({ id, rank: draw.findIndex(([name]) => name.test(id)) })).filter(({ rank }) => rank >= 0);
  known.sort((a, b) => a.rank - b.rank);
  const hasLand = known.some(({ rank }) => rank === 0);
  return {
    version: 8,
    sources: { tiles: { type: "vector", url: `pmtiles://${address}` } },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": hasLand ? colour.sea : colour.land } },
      ...known.flatMap(({ id, rank }) => draw[rank][1](id)),
    ],
  };
}
