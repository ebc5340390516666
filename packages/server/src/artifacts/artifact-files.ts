import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TracingError } from '@spanwright/core/model';
import { text } from '../http/answer.ts';
import { Refusal, refuse } from '../http/refusal.ts';
import { limits } from '../limits.ts';

/** A file or folder among artifacts, as MLflow lists it. */
export interface ArtifactInfo {
  readonly path: string;
  readonly is_dir: boolean;
  /** Bytes; missing for a folder. */
  readonly file_size?: number;
}

const UNFINISHED = '.part-';
// Of Windows, too: a path means the same wherever the server runs.
const FORBIDDEN = /[\\\0:]/;

/**
 * A path beneath the folder of artifacts, where it may lead to nothing else: no `..`, no absolute paths, and no part of
 * it that is a symbolic link.
 */
export async function artifactPath(folder: string, path: string): Promise<string> {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (
    FORBIDDEN.test(path) ||
    parts.some((part) => part === '..' || part.startsWith(UNFINISHED) || /%2e|%2f|%5c/i.test(part))
  )
    throw refuse('INVALID_PARAMETER_VALUE', 'Invalid path');
  for (let n = 1; n <= parts.length; n++) {
    const info = await lstat(join(folder, ...parts.slice(0, n))).catch(() => undefined);
    if (info?.isSymbolicLink()) throw refuse('INVALID_PARAMETER_VALUE', 'Invalid path');
  }
  return join(folder, ...parts);
}

/** Stores a file as it comes; it is there as a whole, or not at all. */
export async function writeArtifact(file: string, content: Readable): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = join(dirname(file), `${UNFINISHED}${randomBytes(8).toString('hex')}`);
  try {
    await pipeline(content, bounded(), createWriteStream(unfinished, { mode: 0o600 }));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** A file to be sent. */
export async function readArtifact(
  file: string,
  path: string,
): Promise<{ readonly stream: Readable; readonly bytes: number }> {
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile()) throw new TracingError('RESOURCE_DOES_NOT_EXIST', `No such artifact: '${path}'`);
  return { stream: createReadStream(file), bytes: info.size };
}

/** What is in a folder, one level deep; nothing where there is none. Paths are relative to it. */
export async function listArtifacts(folder: string): Promise<readonly ArtifactInfo[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const shown = entries.filter(
    (entry) => !entry.name.startsWith(UNFINISHED) && (entry.isFile() || entry.isDirectory()),
  );
  const listed = shown.map(async (entry): Promise<ArtifactInfo> => {
    if (entry.isDirectory()) return { path: entry.name, is_dir: true };
    return { path: entry.name, is_dir: false, file_size: (await stat(join(folder, entry.name))).size };
  });
  return (await Promise.all(listed)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Deletes a file, or a folder with all that is in it. */
export async function removeArtifact(file: string): Promise<void> {
  await rm(file, { recursive: true, force: true });
}

function bounded(): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= limits.artifactBytes) done(undefined, chunk);
      else done(new Refusal(text(`The artifact is larger than ${limits.artifactBytes} bytes.`, 413)));
    },
  });
}
