import { homeFolder } from '../environment/home-folder.ts';
import { readPositive } from '../environment/read-number.ts';
import { limits } from '../limits.ts';
import type { RestSettings } from '../rest/settings.ts';

/** Whom a spool is for. Traces of one workspace of a server are not for another. */
export interface SpoolTarget {
  /** The server's address, without user and password. */
  readonly uri: string;
  readonly workspace?: string;
}

/** Where traces wait for a server, and how much of them. Plain data. */
export interface SpoolSettings {
  readonly target: SpoolTarget;
  /** Folder of this target. */
  readonly folder: string;
  readonly maxBytes: number;
  /** Milliseconds. */
  readonly maxAgeMs: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder that has a spool for each server: `SPANWRIGHT_SPOOL_DIR`, else `~/.spanwright/spool`. */
export function spoolRoot(env: Environment): string {
  return env['SPANWRIGHT_SPOOL_DIR'] || `${homeFolder()}/.spanwright/spool`;
}

/** The spool for a server, by the environment. */
export function spoolSettings(target: SpoolTarget, env: Environment = process.env): SpoolSettings {
  const ageSeconds = readPositive('SPANWRIGHT_SPOOL_MAX_AGE_SECONDS', env);
  return {
    target,
    folder: process.getBuiltinModule('node:path').resolve(spoolRoot(env), nameOf(target)),
    maxBytes: readPositive('SPANWRIGHT_SPOOL_MAX_BYTES', env) ?? limits.spoolBytes,
    maxAgeMs: ageSeconds === undefined ? limits.spoolAgeMs : 1000 * ageSeconds,
  };
}

/** Whom the settings of a server mean. */
export function spoolTarget({ uri, headers }: Pick<RestSettings, 'uri' | 'headers'>): SpoolTarget {
  const workspace = headers['x-mlflow-workspace'];
  return { uri, ...(workspace && { workspace }) };
}

function nameOf({ uri, workspace = '' }: SpoolTarget): string {
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256');
  return hash.update(`${uri}\n${workspace}`).digest('hex').slice(0, 16);
}
