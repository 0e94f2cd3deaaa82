// The movable map: places and groups of places as links, computed by the server for what is in view.
import { AttributionControl, LngLatBounds, Map, Marker, addProtocol, setWorkerUrl } from "asset:maplibre-gl.mjs";
import { LAND_FADES, colours, drawn, images, vector } from "asset:map-style.mjs";

setWorkerUrl(new URL("asset:maplibre-gl-worker.mjs", location.href).href);

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
/** From this zoom on, communes are drawn; they are loaded a little before. */
const COMMUNES_FROM = 8.9;
/** Communes are asked for by zones on this grid, in degrees, so that neighbours on the map share an answer. */
const GRID = 0.1;

/** The style of the ground that the page asks for. */
async function style({ ground, address }) {
  if (ground === "style") return address;
  const tiles = new URL(address, location.href).href;
  if (ground === "drawn") return drawn(tiles, colours());
  const { PMTiles, Protocol } = await import("asset:pmtiles.mjs");
  const file = new PMTiles(tiles);
  if (!style.protocol) {
    style.protocol = new Protocol();
    addProtocol("pmtiles", style.protocol.tile);
  }
  style.protocol.add(file);
  if (ground === "images") return images(tiles);
  const { vector_layers: layers = [] } = await file.getMetadata();
  return vector(tiles, layers, colours());
}

/** `W,S,E,N` as bounds. */
const box = (text) => {
  const [west, south, east, north] = text.split(",").map(Number);
  return new LngLatBounds([west, south], [east, north]);
};
const zone = (bounds) => bounds.toArray().flat().map((degrees) => degrees.toFixed(4)).join(",");

/**
 * Shows the map in its element.
 * @param {HTMLElement} element with the data that `templates/map/*.html` gives it
 */
export async function show(element) {
  const { dataset } = element;
  const say = element.querySelector("[data-map-status]");
  say.textContent = dataset.loading;
  const place = dataset.map === "place";
  const canvas = element.querySelector("[data-map-canvas]");
  canvas.hidden = false;
  const start = () => box(dataset.view);
  const map = new Map({
    container: canvas,
    style: await style(dataset),
    bounds: start(),
    fitBoundsOptions: { padding: 36, maxZoom: 15 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    cooperativeGestures: false,
    maxZoom: 18,
    minZoom: 2,
    fadeDuration: calm.matches ? 0 : 150,
    locale: { "Map.Title": dataset.label },
  });
  // Whoever serves the tiles says whom they are owed to.
  if (dataset.ground === "style") map.addControl(new AttributionControl({ compact: false }));
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const view = map.getCanvas();
  view.setAttribute("aria-label", dataset.label);
  view.setAttribute("aria-describedby", dataset.help);

  // Wheels scroll the page until the map is pressed or has the focus.
  map.scrollZoom.disable();
  view.addEventListener("focus", () => map.scrollZoom.enable());
  view.addEventListener("blur", () => map.scrollZoom.disable());

  /** Moves at once for those who do not want motion. */
  const go = (options) => (calm.matches ? map.jumpTo(options) : map.easeTo({ duration: 300, ...options }));
  const fit = (bounds) => map.fitBounds(bounds, { padding: 36, maxZoom: 16, animate: !calm.matches, duration: 300 });
  const acts = {
    in: () => go({ zoom: map.getZoom() + 1 }),
    out: () => go({ zoom: map.getZoom() - 1 }),
    reset: () => fit(start()),
    here: () => {
      const here = new URL(dataset.page, location.href);
      here.searchParams.set("zone", zone(map.getBounds()));
      location.assign(here);
    },
  };
  for (const button of element.querySelectorAll("[data-map-act]")) {
    button.addEventListener("click", acts[button.dataset.mapAct]);
  }
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const exit = element.querySelector("[data-map-exit]");
    if (exit) document.querySelector(exit.hash)?.focus();
    else document.activeElement?.blur();
  });

  let ask = () => {};
  if (place) {
    map.once("load", () => new Marker({ element: pin(), anchor: "bottom" }).setLngLat(dataset.at.split(",").map(Number)).addTo(map));
  } else {
    // A group always opens: what it covers may be smaller than what is shown of it.
    const open = (bounds) => {
      const seen = map.cameraForBounds(bounds, { padding: 36 });
      go({ center: bounds.getCenter(), zoom: Math.min(map.getMaxZoom(), Math.max(seen?.zoom ?? 0, map.getZoom() + 2)) });
    };
    const follow = followPlaces(map, element, open);
    ask = () => {
      follow.forget();
      fit(start());
      follow();
    };
  }
  if (dataset.ground === "drawn") followCommunes(map, new URL(dataset.address, location.href));
  dark.addEventListener("change", async () => dataset.ground === "style" || map.setStyle(await style(dataset)));

  // The drawn map stays until this one is there, and comes back if it cannot be.
  await new Promise((shown, failed) => {
    map.once("load", shown);
    map.once("error", ({ error }) => map.loaded() || failed(error));
    map.once("webglcontextlost", failed);
  });
  dataset.mapState = "live";
  say.textContent = "";
  map.resize();
  fit(start());
  return { map, ask };
}

/**
 * Asks for the communes near what is in view. Until they are there, the land of the régions stands in for them: a part
 * of the map that is still on its way would look like the sea.
 */
function followCommunes(map, base) {
  let loaded = "";
  let asked = 0;
  const land = (opacity) => map.getLayer("land") && map.setPaintProperty("land", "fill-opacity", opacity);
  const follow = async () => {
    if (map.getZoom() < COMMUNES_FROM) return;
    const bounds = map.getBounds();
    const low = (degrees) => (Math.floor(degrees / GRID) * GRID).toFixed(1);
    const high = (degrees) => (Math.ceil(degrees / GRID) * GRID).toFixed(1);
    const wanted = [low(bounds.getWest()), low(bounds.getSouth()), high(bounds.getEast()), high(bounds.getNorth())].join(",");
    const rank = ++asked;
    if (wanted === loaded) {
      land(LAND_FADES);
      return;
    }
    land(1);
    const answer = await fetch(`${base.pathname}communes.json?zone=${wanted}`);
    const communes = answer.ok && (await answer.json());
    // A slow answer about where the map was must not replace a quick one about where it is.
    if (!communes || rank !== asked) return;
    loaded = wanted;
    map.getSource("communes")?.setData(communes);
    map.once("idle", () => { if (rank === asked) land(LAND_FADES); });
  };
  map.on("moveend", follow);
  map.on("style.load", () => {
    loaded = "";
    follow();
  });
}

/** Keeps on the map what the server finds in view, and the list and the map at the same place. */
function followPlaces(map, element, open) {
  const { dataset } = element;
  const here = element.querySelector("[data-map-act=here]");
  const card = (id) => document.querySelector(`[data-place="${CSS.escape(id)}"]`);
  /** @type {globalThis.Map<string, {marker: Marker, node: HTMLElement, bounds?: string}>} */
  let shown = new globalThis.Map();
  let asking;

  const light = (id, on) => {
    card(id)?.classList.toggle("is-pointed", on);
    const node = shown.get(id)?.node ?? groupOf(id);
    node?.classList.toggle("is-pointed", on);
  };
  /** The group that a place of the list is in. */
  const groupOf = (id) => {
    const point = dataset.points.split(";").map((place) => place.split(",")).find(([known]) => known === id);
    if (!point) return undefined;
    const at = [Number(point[1]), Number(point[2])];
    return [...shown.values()].find(({ bounds }) => bounds && box(bounds).contains(at))?.node;
  };
  // The list may be replaced: the page listens for all of it.
  for (const [event, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(event, ({ target }) => {
      const id = target.closest?.("[data-place]")?.dataset.place;
      if (id) light(id, on);
    });
  }

  const placeNode = ({ id, name, url }) => {
    const node = document.createElement("a");
    const number = card(id)?.dataset.number;
    node.href = url;
    node.className = number ? "live-marker" : "live-marker live-marker--other";
    node.textContent = number ?? "";
    node.title = name;
    node.setAttribute("aria-label", number ? `${number}. ${name}` : name);
    // Places of the list are reached through the list.
    if (number) node.tabIndex = -1;
    for (const [event, on] of [["pointerenter", true], ["pointerleave", false], ["focus", true], ["blur", false]]) {
      node.addEventListener(event, () => light(id, on));
    }
    return node;
  };
  const clusterNode = ({ count, unit, label, bounds, together }) => {
    const node = document.createElement("button");
    node.type = "button";
    node.className = "live-marker live-marker--group";
    // A count is never a bare number: those are the ranks of the list.
    const said = document.createElement("span");
    said.textContent = unit;
    node.append(`${count} `, said);
    node.setAttribute("aria-label", label);
    node.title = label;
    node.addEventListener("click", () => {
      if (together) {
        const here = new URL(dataset.page, location.href);
        here.searchParams.set("zone", together);
        location.assign(here);
      } else {
        open(box(bounds));
      }
      map.getCanvas().focus({ preventScroll: true });
    });
    return node;
  };

  const follow = async () => {
    asking?.abort();
    asking = new AbortController();
    const address = new URL(dataset.places, location.href);
    address.searchParams.set("vue", zone(map.getBounds()));
    // The server counts zooms for tiles of 256 pixels, the map for 512: the same number makes groups of 64 to 128
    // pixels, so that their marks seldom touch.
    address.searchParams.set("zoom", String(Math.max(0, Math.floor(map.getZoom()))));
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const { features } = await answer.json();
      const next = new globalThis.Map();
      for (const { properties, geometry } of features) {
        const key = properties.id ?? `${geometry.coordinates} ${properties.count}`;
        const known = shown.get(key);
        if (known) {
          next.set(key, known);
          shown.delete(key);
          continue;
        }
        const node = properties.id ? placeNode(properties) : clusterNode(properties);
        next.set(key, { node, bounds: properties.bounds, marker: new Marker({ element: node, anchor: "center" }).setLngLat(geometry.coordinates).addTo(map) });
      }
      for (const { marker } of shown.values()) marker.remove();
      shown = next;
    } catch (reason) {
      if (reason.name !== "AbortError") console.warn(reason);
    }
  };
  follow.forget = () => {
    for (const { marker } of shown.values()) marker.remove();
    shown = new globalThis.Map();
    here.hidden = true;
  };
  map.on("load", follow);
  map.on("moveend", (event) => {
    follow();
    // Only a move made by somebody asks the question.
    if (event.originalEvent) here.hidden = false;
  });
  element.addEventListener("click", (event) => {
    const act = event.target.closest("[data-map-act]")?.dataset.mapAct;
    if (act === "in" || act === "out") here.hidden = false;
    if (act === "reset") here.hidden = true;
  });
  return follow;
}

/** The mark of the only place of a page. */
function pin() {
  const node = document.createElement("span");
  node.className = "live-pin";
  return node;
}
