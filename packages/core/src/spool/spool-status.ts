import { SpoolFolder } from './spool-folder.ts';
import { type SpoolSettings, spoolRoot, spoolSettings, type SpoolTarget } from './spool-settings.ts';
import type { SpoolState } from './spool-entry.ts';

/** What waits for one server. */
export interface SpoolStatus {
  readonly target: SpoolTarget;
  readonly folder: string;
  /** Traces by what their files are for. */
  readonly traces: { readonly [S in SpoolState]: number };
  /** Traces that programs which run now deliver by themselves. */
  readonly inUse: number;
  readonly bytes: number;
  /** Milliseconds since the Unix epoch; missing where nothing is there. */
  readonly oldestMs?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The spools of all servers that traces were kept for. */
export function spoolsOf(env: Environment = process.env): readonly SpoolSettings[] {
  const root = spoolRoot(env);
  const { existsSync, readdirSync } = process.getBuiltinModule('node:fs');
  if (!existsSync(root)) return [];
  return readdirSync(root).flatMap((name) => {
    const target = new SpoolFolder(`${root}/${name}`).target();
    return target ? [spoolSettings(target, env)] : [];
  });
}

/** What waits in a spool. */
export function spoolStatus({ target, folder: path }: SpoolSettings): SpoolStatus {
  const folder = new SpoolFolder(path);
  const entries = folder.entries();
  const traces = { waiting: 0, refused: 0, damaged: 0 };
  for (const entry of entries) traces[entry.state] += entry.traces;
  const alive = new Set([...new Set(entries.map(({ owner }) => owner))].filter((owner) => folder.isAlive(owner)));
  const used = entries.filter(({ owner, state }) => state === 'waiting' && alive.has(owner));
  const [oldest] = entries;
  return {
    target,
    folder: path,
    traces,
    inUse: used.reduce((sum, entry) => sum + entry.traces, 0),
    bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0),
    ...(oldest && { oldestMs: oldest.createdMs }),
  };
}
