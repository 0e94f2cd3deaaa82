// Every page of the fictional territory, in each state that a visitor can reach: for what must hold on all of them.

import { site } from "./browser.mjs";

/** The place of the fictional territory that closed. Its identifier comes from its source and its record: it never changes. */
export const GONE_PLACE = "/lieux/9cd9b7ew78sa";

/** The path of a place of the fictional territory, by the words that find it first. */
async function place(words) {
  const answer = await fetch(`${site}/lieux?q=${encodeURIComponent(words)}`);
  const found = (await answer.text()).match(/data-place="([^"]+)"/);
  if (!found) throw new Error(`no place for ${words}`);
  return `/lieux/${found[1]}`;
}

/** Paths without language, by name; `fails` tells those that answer with an error and a page that helps. */
export async function everyPage() {
  return [
    { name: "home", path: "/" },
    { name: "all places", path: "/lieux" },
    { name: "results near a commune", path: "/lieux?q=internet&commune=Montavreuil&service=acces-internet" },
    { name: "results with the map", path: "/lieux?commune=Montavreuil&carte=oui" },
    { name: "results kept to a territory", path: "/lieux?insee=18901" },
    { name: "no result", path: "/lieux?q=zzyzx&commune=Montavreuil&ouvert=maintenant" },
    { name: "an unknown commune", path: "/lieux?commune=Trifouillis" },
    { name: "a suggestion", path: "/lieux?q=ordinateru" },
    { name: "a place with every field", path: await place("La Bonne Connexion") },
    { name: "a place with hardly a field", path: await place("mairie de Port-Loubre") },
    { name: "a mobile place", path: await place("bus lanterne") },
    { name: "a place that its source no longer mentions", path: GONE_PLACE, fails: 410 },
    { name: "places whose hours are unknown", path: "/lieux?ouvert=inconnu" },
    { name: "a commune of a name that others bear", path: "/lieux?commune=Saint-Denis&q=internet" },
    { name: "a département", path: "/territoires/departements/18" },
    { name: "a région without places", path: "/territoires/regions/11" },
    { name: "a département without places", path: "/territoires/departements/59" },
    { name: "a commune", path: "/territoires/communes/18901" },
    { name: "a commune without places", path: "/territoires/communes/18033" },
    { name: "about", path: "/a-propos" },
    { name: "accessibility", path: "/accessibilite" },
    { name: "legal notices", path: "/mentions-legales" },
    { name: "site map", path: "/plan-du-site" },
    { name: "who sees what", path: "/qui-voit-quoi" },
    { name: "signing in", path: "/connexion" },
    { name: "coming in by a code", path: "/connexion/code" },
    { name: "a sign-in link that opens nothing", path: `/connexion/${"A".repeat(43)}`, fails: 403 },
    { name: "the API", path: "/api" },
    { name: "a page that does not exist", path: "/nulle-part", fails: 404 },
    { name: "a place that does not exist", path: "/lieux/0000000000zz", fails: 404 },
    { name: "a wrong page number", path: "/lieux?page=-1", fails: 400 },
    { name: "a page after the last one", path: "/lieux?page=99", fails: 404 },
    { name: "an unknown filter value", path: "/lieux?service=danser", fails: 400 },
  ];
}

/** The path in a language. */
export const localised = (language, path) => (language === "fr" ? path : `/${language}${path}`);

/** What the browser says when a page answers with an error: expected where the page is one. */
export const SAID_OF_ERRORS = /status of 4\d\d/;
