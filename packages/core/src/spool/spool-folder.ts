import { TracingError } from '../model/index.ts';
import { makeFolder } from './make-folder.ts';
import { hasEnded, SILENCE_MS } from './owner.ts';
import { entryName, parseEntryName, type SpoolEntry } from './spool-entry.ts';
import type { SpoolTarget } from './spool-settings.ts';
import { writeDurably } from './write-durably.ts';

const TARGET_FILE = 'target.json';

/** The files of one spool. All methods are synchronous; they throw as `fs` does, but a file that is gone is no failure. */
export class SpoolFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Makes the folder, for its owner alone, with a note of whom it is for. */
  prepare(target: SpoolTarget): void {
    const { existsSync } = process.getBuiltinModule('node:fs');
    makeFolder(this.path);
    if (existsSync(`${this.path}/${TARGET_FILE}`)) return;
    try {
      writeDurably(this.path, TARGET_FILE, `${JSON.stringify(target, undefined, 2)}\n`);
    } catch (error) {
      // Another process may have written it at the same time.
      if (!existsSync(`${this.path}/${TARGET_FILE}`)) throw error;
    }
  }

  /** Whom it is for; undefined where no note of it can be read. */
  target(): SpoolTarget | undefined {
    try {
      const text = process.getBuiltinModule('node:fs').readFileSync(`${this.path}/${TARGET_FILE}`, 'utf8');
      return JSON.parse(text) as SpoolTarget;
    } catch {
      return undefined;
    }
  }

  /** All files, the oldest first. */
  entries(): readonly SpoolEntry[] {
    return this.#names()
      .toSorted()
      .flatMap((name) => parseEntryName(name) ?? []);
  }

  /** Writes a file; it is there whole, or not at all. */
  write(entry: SpoolEntry, content: Uint8Array): void {
    writeDurably(this.path, entryName(entry), content);
  }

  /** Undefined when it is gone. */
  read(entry: SpoolEntry): Uint8Array | undefined {
    return unlessGone(() => process.getBuiltinModule('node:fs').readFileSync(this.#file(entry)));
  }

  remove(entry: SpoolEntry): void {
    process.getBuiltinModule('node:fs').rmSync(this.#file(entry), { force: true });
  }

  /** Gives a file another owner or state; undefined when somebody else was faster. */
  change(entry: SpoolEntry, change: Partial<Pick<SpoolEntry, 'owner' | 'state'>>): SpoolEntry | undefined {
    const changed = { ...entry, ...change };
    return unlessGone(() => {
      process.getBuiltinModule('node:fs').renameSync(this.#file(entry), this.#file(changed));
      return changed;
    });
  }

  /** A sign of life: until it is old, nobody else touches the owner's files. */
  sign(owner: string): void {
    process.getBuiltinModule('node:fs').writeFileSync(`${this.path}/${owner}.alive`, '', { mode: 0o600 });
  }

  /** Takes the sign back: the owner's files are for whoever comes. */
  unsign(owner: string): void {
    process.getBuiltinModule('node:fs').rmSync(`${this.path}/${owner}.alive`, { force: true });
  }

  /** Whether an owner is at work. */
  isAlive(owner: string): boolean {
    if (hasEnded(owner)) return false;
    const signed = unlessGone(
      () => process.getBuiltinModule('node:fs').statSync(`${this.path}/${owner}.alive`).mtimeMs,
    );
    return signed !== undefined && Date.now() - signed < SILENCE_MS;
  }

  /** Removes what dead owners have left half-written, and their signs of life. */
  sweep(): void {
    for (const name of this.#names()) {
      const [, owner] = /(?:^|_)([\da-f]{8}-\d+-\d+-[\da-f]{8})\.(?:alive|\w+\.tmp)$/.exec(name) ?? [];
      if (owner !== undefined && !this.isAlive(owner))
        process.getBuiltinModule('node:fs').rmSync(`${this.path}/${name}`, { force: true });
    }
  }

  #names(): readonly string[] {
    return unlessGone(() => process.getBuiltinModule('node:fs').readdirSync(this.path)) ?? [];
  }

  #file(entry: SpoolEntry): string {
    return `${this.path}/${entryName(entry)}`;
  }
}

/** The error for traces that can neither be delivered nor kept. */
export function notKept(folder: string, cause: unknown, away: TracingError): TracingError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const remedy = 'Name another folder with SPANWRIGHT_SPOOL_DIR.';
  return new TracingError(
    'SERVER_UNAVAILABLE',
    `${away.message} And traces cannot wait on disk in ${folder} (${reason}). ${remedy}`,
  );
}

function unlessGone<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}
