import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { TracingError } from '@spanwright/core/model';
import type { Credentials, ServerOptions } from '@spanwright/server';
import { openTraceStore } from '@spanwright/store';
import { openPostgresStore } from '@spanwright/store/postgres';
import { chooseDatabase } from './database-path.ts';

/** What a server works with: the store that `--db` names, and the folders beside it. */
export type Backing = Pick<ServerOptions, 'store' | 'artifacts' | 'attachments' | 'database'>;

/**
 * Opens the database that `--db` names: a file, or `postgresql://…`.
 * @param artifacts folder of artifacts; default beside the file, or `./spanwright-artifacts`
 * @param mode of the file; `read` makes none
 */
export function openBacking(
  db: string | undefined,
  artifacts: string | undefined,
  mode: 'read' | 'write' = 'write',
): Backing {
  if (db !== undefined && /^postgres(?:ql)?:\/\//i.test(db)) {
    const database = withoutSecrets(db);
    return {
      store: openPostgresStore({ connectionString: db }),
      artifacts: resolve(artifacts ?? 'spanwright-artifacts'),
      database,
    };
  }
  const { path } = chooseDatabase(db);
  return {
    store: openTraceStore({ path, mode }),
    artifacts: artifacts === undefined ? `${path}-artifacts` : resolve(artifacts),
    attachments: `${path}-attachments`,
    database: path,
  };
}

/** Credentials from options and environment; a token of its own where others than this machine reach the server. */
export function credentialsFor(
  given: Credentials,
  host: string,
): { readonly credentials: Credentials; readonly made: boolean } {
  const known = given.token !== undefined || given.user !== undefined;
  if (known || isLoopback(host)) return { credentials: given, made: false };
  return { credentials: { token: randomBytes(24).toString('base64url') }, made: true };
}

/** Only programs of this machine reach such an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** @throws TracingError INVALID_PARAMETER_VALUE where it is no address. */
function withoutSecrets(uri: string): string {
  if (!URL.canParse(uri))
    throw new TracingError(
      'INVALID_PARAMETER_VALUE',
      '--db is no address of a database. Write it like postgresql://user:password@host:5432/database, with %XX for ' +
        'special characters of the password.',
    );
  const { protocol, host, pathname } = new URL(uri);
  return `${protocol}//${host}${pathname}`;
}
