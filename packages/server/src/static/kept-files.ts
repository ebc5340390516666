import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** A file whose content is known. */
export interface KeptFile {
  readonly bytes: Buffer;
  /** SHA-256 of the content, in base64url. */
  readonly hash: string;
}

interface Entry extends KeptFile {
  /** What changes with the file; undefined where it was too young to tell. */
  readonly stamp: string | undefined;
}

// Clocks of file systems are coarse (2 s on FAT): a file that has just been written may change again without a trace.
const SETTLED_MS = 3000;

/** Small files that are asked for again and again, each read once for every change of it. */
export class KeptFiles {
  readonly #read: (path: string) => Buffer;
  readonly #entries = new Map<string, Entry>();

  constructor(read: (path: string) => Buffer = readFileSync) {
    this.#read = read;
  }

  /** The file as it is now. Throws where there is none. */
  get(path: string, nowMs: number = Date.now()): KeptFile {
    const stamp = stampOf(path, nowMs);
    const known = this.#entries.get(path);
    if (known?.stamp !== undefined && known.stamp === stamp) return known;
    const bytes = this.#read(path);
    const entry = { bytes, hash: createHash('sha256').update(bytes).digest('base64url'), stamp };
    this.#entries.set(path, entry);
    return entry;
  }
}

// Installed files have one time of modification for all versions; the time of their change of state is a true one.
function stampOf(path: string, nowMs: number): string | undefined {
  const { ino, size, mtimeNs, ctimeNs, ctimeMs } = statSync(path, { bigint: true });
  return nowMs - Number(ctimeMs) < SETTLED_MS ? undefined : [ino, size, mtimeNs, ctimeNs].join(' ');
}
