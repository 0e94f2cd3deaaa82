// Starts the program with its fictional territory, runs every journey against it, stops it whatever happens.
//
//   node run.mjs              all journeys
//   node run.mjs hours map    the files whose name contains one of the words
//
// The program must be built; `cargo xtask ci --only browser` builds it first. JOURNEY_PROGRAM names another one.
// No journey is here: each is a file *.journey.mjs of node's own test runner, with `browser.mjs` for its pages.

import { spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findBrowser } from "./find-browser.mjs";

const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 15_000;

const here = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const journeys = readdirSync(here)
  .filter((name) => name.endsWith(".journey.mjs"))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .sort();

const scratch = mkdtempSync(join(tmpdir(), "parvis-journeys-"));
// Made by the first journey that fails, and kept: JOURNEY_PICTURES says where.
const pictures = process.env.JOURNEY_PICTURES ?? join(tmpdir(), `parvis-journeys-failed-${process.pid}`);
let server;
/** The links by which one comes in as somebody who works there, by role; each opens once. */
const waysIn = {};
let failed = true;
try {
  failed = await main();
} catch (error) {
  console.error(error.message);
} finally {
  const stop = await stopServer();
  if (stop) {
    console.error(stop);
    failed = true;
  }
  if (failed) showLog();
  if (existsSync(pictures)) console.error(`\nWhat the failed journeys looked like: ${pictures}`);
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);

async function main() {
  if (journeys.length === 0) {
    throw new Error(`No journey ${words.length ? `named like ${words.join(" or ")}` : "to run"} in ${here}`);
  }
  // Asked before anything starts, so that the message is about the browser and not about a time-out.
  findBrowser();
  const address = await startServer();
  console.log(`Serving on ${address}; ${journeys.length} files of journeys`);
  const code = await run(process.execPath, ["--test", "--test-concurrency=2", "--test-reporter=spec", ...journeys], {
    ...process.env,
    SITE_ADDRESS: address,
    SITE_WAYS_IN: JSON.stringify(waysIn),
    JOURNEY_PICTURES: pictures,
  });
  return code !== 0;
}

async function startServer() {
  const program = findProgram();
  // An operator's own settings must not reach the fictional territory.
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("PARVIS_")));
  const directory = join(scratch, "demo");
  server = spawn(program, ["demo", "--listen", "127.0.0.1:0", "--dir", directory], {
    cwd: scratch,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(join(scratch, "server.log"));
  server.stderr.pipe(log);
  server.ended = new Promise((done) => {
    server.on("exit", (code, signal) => done({ code, signal }));
    server.on("error", (error) => done({ error }));
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => server.kill("SIGKILL"));

  const deadline = Date.now() + READY_WITHIN_MS;
  const announced = new Promise((found) => {
    createInterface({ input: server.stdout }).on("line", (line) => {
      log.write(`${line}\n`);
      const wayIn = line.match(/^ +([a-z-]+) +http:\/\/\S+(\/connexion\/\S+)$/);
      if (wayIn) waysIn[wayIn[1]] = wayIn[2];
      const address = line.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (address) found(address[0]);
    });
  });
  const address = await Promise.race([
    announced,
    server.ended.then((end) => {
      throw new Error(`${program} ended before it served: ${describe(end)}`);
    }),
    sleep(READY_WITHIN_MS, undefined, { ref: false }).then(() => {
      throw new Error(`${program} announced no address within ${READY_WITHIN_MS / 1000} s`);
    }),
  ]);
  for (;;) {
    const ready = await fetch(`${address}/health/ready`).then((answer) => answer.ok, () => false);
    if (ready) return address;
    if (Date.now() > deadline) throw new Error(`${address}/health/ready never said yes`);
    await sleep(50);
  }
}

/** Asks the server to stop as an operator does; says what went wrong, if anything did. */
async function stopServer() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return undefined;
  server.kill("SIGTERM");
  const late = sleep(STOPPED_WITHIN_MS, "late", { ref: false });
  const end = await Promise.race([server.ended, late]);
  if (end === "late") {
    server.kill("SIGKILL");
    return `The program did not stop within ${STOPPED_WITHIN_MS / 1000} s of SIGTERM`;
  }
  return end.code === 0 ? undefined : `The program did not end well: ${describe(end)}`;
}

function findProgram() {
  const target = process.env.CARGO_TARGET_DIR ?? join(here, "../../target");
  const candidates = process.env.JOURNEY_PROGRAM ? [resolve(process.env.JOURNEY_PROGRAM)] : [join(target, "debug/parvis")];
  const program = candidates.find((path) => existsSync(path));
  if (!program) throw new Error(`The program is not built: ${candidates[0]} (cargo build --bin parvis)`);
  return program;
}

function run(program, args, env) {
  return new Promise((done, failing) => {
    spawn(program, args, { cwd: here, env, stdio: ["ignore", "inherit", "inherit"] })
      .on("exit", (code, signal) => done(signal ? 1 : code))
      .on("error", failing);
  });
}

function describe({ code, signal, error }) {
  return error ? error.message : signal ? `signal ${signal}` : `exit code ${code}`;
}

function showLog() {
  const path = join(scratch, "server.log");
  if (!existsSync(path)) return;
  const lines = readFileSync(path, "utf8").trimEnd().split("\n").slice(-60);
  console.error(`\nThe last ${lines.length} lines of the program:\n${lines.join("\n")}`);
}
