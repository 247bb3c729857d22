import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '..');
const binary = resolve(root, process.env.PASSERELLE_BIN ?? 'target/debug/passerelle');
const programme = join(root, 'server/programme/conference.toml');

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 10_000;

/** The next 7 November after today: on the day itself, choices close as its hours pass. */
export function conferenceDate(today = new Date()): string {
  const passed = today.getMonth() === 11 - 1 ? today.getDate() >= 7 : today.getMonth() > 11 - 1;
  return `${today.getFullYear() + (passed ? 1 : 0)}-11-07`;
}

/** Changes to the text of the shipped programme: what stands there, and what is to stand there instead. */
export type Alterations = Readonly<Record<string, string>>;

/** A server of Passerelle with a folder and a database of its own. */
export interface Site {
  readonly url: string;
  /** Runs `passerelle …` on the same database; answers what it printed. */
  cli(...args: string[]): Promise<string>;
  /** What the server has written so far. */
  log(): string;
  /** Ends it as a machine that shuts down would, and forgets its data. */
  stop(): Promise<void>;
}

function environment(folder: string, extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: folder,
    RUST_LOG: process.env.RUST_LOG ?? 'info',
    RUST_BACKTRACE: '1',
    DATABASE_URL: `sqlite://${join(folder, 'p.db')}`,
    PASSERELLE_ADDR: '127.0.0.1:0',
    ...extra,
  };
}

async function run(folder: string, args: string[], extra?: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)(binary, args, { cwd: folder, env: environment(folder, extra) });
  return stdout;
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'passerelle-end2end-'));
}

/** A folder whose database holds the shipped programme and nobody. */
export async function makeTemplate(): Promise<string> {
  const folder = await newFolder();
  await run(folder, ['programme', 'import', programme, '--date', conferenceDate()]);
  return folder;
}

/** Imports the shipped programme again with some of its text replaced; each text must be there. */
async function alter(folder: string, alterations: Alterations, extra: Record<string, string>): Promise<void> {
  let text = await readFile(programme, 'utf8');
  for (const [from, to] of Object.entries(alterations)) {
    if (!text.includes(from)) throw new Error(`the shipped programme does not say: ${from}`);
    text = text.replace(from, () => to);
  }
  const file = join(folder, 'programme.toml');
  await writeFile(file, text);
  await run(folder, ['programme', 'import', file, '--date', conferenceDate()], extra);
}

/** The address that the server prints once it takes visitors. */
async function listening(server: ChildProcess, lines: string[]): Promise<string> {
  if (!server.stdout || !server.stderr) throw new Error('the server has no output to read');
  createInterface(server.stderr).on('line', (line) => lines.push(line));
  const printed = createInterface(server.stdout);
  return new Promise((found, lost) => {
    const late = setTimeout(() => lost(new Error(`the server did not start:\n${lines.join('\n')}`)), START_LIMIT_MS);
    server.once('error', lost);
    server.once('exit', (code) => lost(new Error(`the server ended (${code}):\n${lines.join('\n')}`)));
    printed.on('line', (line) => {
      lines.push(line);
      const url = /Passerelle écoute sur (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (!url) return;
      clearTimeout(late);
      found(url);
    });
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGTERM');
  const late = setTimeout(() => server.kill('SIGKILL'), STOP_LIMIT_MS);
  await gone;
  clearTimeout(late);
}

/**
 * Gives the folder a database with the shipped programme and nobody: a copy of the template's file, or
 * one of its own on the server that `.ci/postgres.sh` has started. Answers what the environment says of it.
 */
async function makeDatabase(folder: string): Promise<Record<string, string>> {
  const server = process.env.TEST_POSTGRES_URL;
  if (server) {
    const url = new URL(server);
    url.pathname = `/site_${randomUUID().replaceAll('-', '')}`;
    await promisify(execFile)('psql', [server, '--quiet', '--command', `create database ${url.pathname.slice(1)}`]);
    const settings = { DATABASE_URL: url.href };
    await run(folder, ['programme', 'import', programme, '--date', conferenceDate()], settings);
    return settings;
  }
  const template = process.env.PASSERELLE_TEMPLATE;
  if (!template) throw new Error('global-setup.ts has made no template');
  await copyFile(join(template, 'p.db'), join(folder, 'p.db'));
  return {};
}

/** Starts a server on a database of its own; `more` is added to its environment. */
export async function startSite(more: Record<string, string> = {}, alterations: Alterations = {}): Promise<Site> {
  const folder = await newFolder();
  const extra = { ...(await makeDatabase(folder)), ...more };
  if (Object.keys(alterations).length) await alter(folder, alterations, extra);

  const lines: string[] = [];
  const server = spawn(binary, ['serve'], {
    cwd: folder,
    env: environment(folder, extra),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await end(server);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = await listening(server, lines);
    return { url, cli: (...args) => run(folder, args, extra), log: () => lines.join('\n'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
