// Bundles what browsers download: one style sheet, one file per script, the typeface, drawings, and their licences.
// Every file is named after its content, so that it can be kept for ever, and compressed once, here.
// Called by ../build.rs: `node build.mjs OUTPUT_DIRECTORY`. Writes the files and `assets.rs`, which lists them.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
const modules = join(here, "node_modules");
const read = (...path) => readFileSync(join(here, ...path), "utf8");
mkdirSync(join(out, "assets"), { recursive: true });

const kinds = {
  ".css": "text/css; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};

/** Every file to serve: logical name → { url, rust }. */
const files = new Map();

function add(name, content) {
  const bytes = Buffer.from(content);
  const extension = extname(name);
  const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const served = `${basename(name, extension)}.${digest}${extension}`;
  const path = join(out, "assets", served);
  writeFileSync(path, bytes);
  const encoded = (suffix, compress) => {
    if (extension === ".woff2") return "None";
    // The name tells the content: what an earlier build compressed still stands, and large libraries take seconds.
    const data = existsSync(path + suffix) ? readFileSync(path + suffix) : compress();
    if (data.length >= bytes.length) return "None";
    writeFileSync(path + suffix, data);
    return `Some(include_bytes!(concat!(env!("OUT_DIR"), "/assets/${served}${suffix}")))`;
  };
  const brotli = encoded(".br", () => brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }));
  const gzip = encoded(".gz", () => gzipSync(bytes, { level: 9 }));
  files.set(name, {
    url: `/assets/${served}`,
    rust: `    Asset {
        name: "${name}",
        file: "${served}",
        kind: "${kinds[extension]}",
        etag: "\\"${digest}\\"",
        plain: include_bytes!(concat!(env!("OUT_DIR"), "/assets/${served}")),
        gzip: ${gzip},
        brotli: ${brotli},
    },\n`,
  });
  return files.get(name).url;
}

const list = (directory, extension) =>
  readdirSync(join(here, directory)).filter((name) => name.endsWith(extension)).sort();

// Typeface, with its licence beside it.
const family = join("node_modules", "@fontsource", "atkinson-hyperlegible-next");
const fonts = [400, 700].map((weight) => ({
  weight,
  url: add(`atkinson-${weight}.woff2`,
    readFileSync(join(here, family, "files", `atkinson-hyperlegible-next-latin-${weight}-normal.woff2`))),
}));
add("licence-atkinson.txt", read(family, "LICENSE"));
add("licence-icons.txt", read("licences", "tabler-icons.txt"));

// Drawings of our own.
for (const name of list("img", ".svg")) add(name, minifySvg(read("img", name)));

// Style: the layers in order, then each component. The few drawings that it names are part of it: two thousand bytes
// cost less than two more questions to the server.
const faces = fonts.map(({ weight, url }) =>
  `@font-face{font-family:"Atkinson Hyperlegible Next";font-weight:${weight};font-display:swap;src:url(${url}) format("woff2")}`);
const sheets = ["layers", "tokens", "base", "layout"].map((name) => read("css", `${name}.css`))
  .concat(list("css/components", ".css").map((name) => read("css", "components", name)))
  .concat(read("css", "print.css"));
const style = minifyCss(sheets.join("\n")).replace(/url\(\/img\/([a-z-]+\.svg)\)/g, (_, name) => {
  if (!files.has(name)) throw new Error(`the style sheets name /img/${name}, which does not exist`);
  return `url("data:image/svg+xml,${asAddress(minifySvg(read("img", name)))}")`;
});
add("site.css", faces.join("") + style);

// Maps have a sheet of their own, which other pages do not load. A drawn map that is a file of its own carries the
// part of it that concerns drawings, with the tokens that this part names.
add("map.css", minifyCss(list("css/map", ".css").map((name) => read("css", "map", name)).join("\n")));
const drawing = minifyCss(read("css", "map", "drawing.css"));
const named = new Set([...drawing.matchAll(/var\((--[a-z0-9-]+)/g)].map(([, token]) => token));
const mapStyle = minifyCss(read("css", "tokens.css").split("\n")
  .filter((line) => !/^\s*--/.test(line) || named.has(line.trim().split(":")[0])).join("\n")) + drawing;

// Libraries of the live map, each loaded by a script of ours when somebody looks at a map.
const withoutSourceMap = (script) => script.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
const library = (...path) => withoutSourceMap(read("node_modules", ...path));
add("maplibre-gl.mjs", library("maplibre-gl", "dist", "maplibre-gl.mjs"));
add("maplibre-gl-worker.mjs", library("maplibre-gl", "dist", "maplibre-gl-worker.mjs"));
add("licence-maplibre.txt", read("node_modules", "maplibre-gl", "LICENSE.txt"));
// Published as a classic script with everything in it; one line makes it a module.
add("pmtiles.mjs", `${library("pmtiles", "dist", "pmtiles.js")}\nexport const { PMTiles, Protocol } = pmtiles;\n`);
add("licence-pmtiles.txt", read("licences", "pmtiles.txt"));

// Scripts: each enhances one element. `"asset:name"` in a script is the address of another file.
function script(name) {
  const text = minifyScript(read("js", name)).replace(/"asset:([\w.-]+)"/g, (_, other) => {
    if (!files.has(other)) script(other);
    return JSON.stringify(files.get(other).url);
  });
  return files.has(name) ? files.get(name).url : add(name, text);
}
for (const name of list("js", ".mjs")) script(name);

// Icons, as markup to put in a page.
const icons = JSON.parse(read("icons.json"));
const drawings = JSON.parse(read("node_modules", "@iconify-json", "tabler", "icons.json")).icons;
const icon = (name) => {
  // The group around the shapes says what the style sheet says of every icon.
  const shapes = drawings[name].body.match(/<(path|circle|rect|line|polyline)[^>]*>/g).join("");
  return `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shapes}</svg>`;
};

writeFileSync(join(out, "assets.rs"), `/// Every file to serve.
pub static ASSETS: &[Asset] = &[
${[...files.values()].map(({ rust }) => rust).join("")}];

/// The style that a drawn map carries when it is a file of its own.
pub const MAP_STYLE: &str = r##"${mapStyle}"##;

/// Markup of an icon by its name.
pub fn icon_markup(name: &str) -> Option<&'static str> {
    Some(match name {
${icons.map((name) => `        "${name}" => r#"${icon(name)}"#,\n`).join("")}        _ => return None,
    })
}
`);

/** Comments and spaces go; strings stay as they are. */
function minifyCss(css) {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .split(/("(?:[^"\\]|\\.)*")/)
    .map((piece, rank) => rank % 2 ? piece : piece.replace(/\s+/g, " ").replace(/ ?([{};,]) ?/g, "$1").replace(/: /g, ":"))
    .join("")
    .replaceAll(";}", "}")
    .trim();
}

/** Only whole-line comments, indentation and blank lines: nothing that could change what a script does. */
function minifyScript(script) {
  return script.split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("//")).join("\n") + "\n";
}

/** A drawing as it may stand between quotes in an address. */
function asAddress(svg) {
  return svg.replaceAll('"', "'").replace(/[%#<>]/g, (sign) => encodeURIComponent(sign));
}

function minifySvg(svg) {
  return svg.replace(/<!--[\s\S]*?-->/g, "").replace(/\s*\n\s*/g, " ").replace(/> </g, "><").trim();
}
