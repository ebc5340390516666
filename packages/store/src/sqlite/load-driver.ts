import { TracingError } from '@spanwright/core/model';
import { requirePackage } from '../package-location.ts';
import { type Database, type Driver, queryOnce } from './driver.ts';

/** Older versions can corrupt a database that several connections write (the "WAL-reset bug", 3.7.0 to 3.51.2). */
const SAFE_VERSION = '3.51.3';
const PACKAGE = '@photostructure/sqlite';

interface SqliteModule {
  readonly DatabaseSync: new (path: string, options: { readonly enableForeignKeyConstraints: boolean }) => Database;
}

/**
 * The SQLite to use: Node's own, or where that is missing or too old the one from npm.
 * @param warn is told when only an SQLite older than 3.51.3 is there.
 */
export function loadDriver(warn: (message: string) => void): Driver {
  return chooseDriver([() => driverOf('node:sqlite', loadBuiltin), () => driverOf(PACKAGE, loadPackage)], warn);
}

/**
 * The first candidate that is safe for several processes which write one file; without such a one the first that is
 * there, with a warning. Later candidates are loaded only when earlier ones do not do.
 */
export function chooseDriver(
  candidates: readonly (() => Driver | undefined)[],
  warn: (message: string) => void,
): Driver {
  let outdated: Driver | undefined;
  for (const load of candidates) {
    const driver = load();
    if (driver && isSafe(driver)) return driver;
    outdated ??= driver;
  }
  if (!outdated) throw unavailable();
  warn(warningOf(outdated));
  return outdated;
}

function driverOf(name: string, load: () => unknown): Driver | undefined {
  try {
    const sqlite = load() as SqliteModule | undefined;
    if (!sqlite) return undefined;
    const open = (path: string): Database => new sqlite.DatabaseSync(path, { enableForeignKeyConstraints: false });
    return { name, open, version: versionOf(open) };
  } catch {
    // Not installed, or without a binary for this platform: the other one may do.
    return undefined;
  }
}

function loadPackage(): unknown {
  return requirePackage(PACKAGE);
}

// Node 22 announces that SQLite is experimental, on the standard error of the program that only wants traces.
function loadBuiltin(): unknown {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

function versionOf(open: Driver['open']): string {
  const db = open(':memory:');
  try {
    return String(queryOnce(db, 'SELECT sqlite_version() AS version')[0]?.['version']);
  } finally {
    db.close();
  }
}

function isSafe({ version }: Driver): boolean {
  return version.localeCompare(SAFE_VERSION, 'en', { numeric: true }) >= 0;
}

function unavailable(): TracingError {
  return new TracingError(
    'STORE_UNAVAILABLE',
    `No SQLite for ${runtime()} on ${process.platform}-${process.arch}. ` +
      `Use Node 22.13 or later, install ${PACKAGE}, or set an http tracking URI.`,
  );
}

// Bun and Deno tell a version of Node.js, too.
function runtime(): string {
  const { bun, deno, node } = process.versions;
  if (bun) return `Bun ${bun}`;
  return deno ? `Deno ${deno}` : `Node ${node}`;
}

function warningOf({ name, version }: Driver): string {
  return (
    `SQLite ${version} of ${name} can damage a database that several processes write (fixed in ${SAFE_VERSION}). ` +
    `Update Node, or install ${PACKAGE}.`
  );
}
