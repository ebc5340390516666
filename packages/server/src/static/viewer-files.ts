import { createReadStream, readFileSync, readdirSync, statSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { type Answer, text } from '../http/answer.ts';

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.map': 'application/json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
const FOREVER = 'public, max-age=31536000, immutable';
const HASHED = /-[A-Za-z0-9_]{8,}\.\w+$/;

const NOT_BUILT = `The viewer is not built: its files are missing in %s.
Build it with "npm run build" in the repository. The server's API works without it.
`;

/** The files of the viewer's build: its assets, and `index.html` for every other address. */
export function viewerFiles(folder: string): (request: IncomingMessage, path: string) => Answer {
  return (request, path) => {
    const files = filesIn(folder);
    const asset = path.startsWith('/assets/');
    const name = asset || files.has(path.slice(1)) ? path.slice(1) : 'index.html';
    if (!files.has('index.html')) return text(NOT_BUILT.replace('%s', folder), 503);
    if (!files.has(name)) return text(`There is no ${path}.`, 404);
    return fileAnswer({ folder, name, files, accepted: request.headers['accept-encoding'] ?? '' });
  };
}

// Listed, not looked up by path: what is not in the list is not there, whatever it is called.
const listings = new Map<string, { readonly at: number; readonly files: ReadonlySet<string> }>();
const LISTING_MS = 1000;

function filesIn(folder: string): ReadonlySet<string> {
  const known = listings.get(folder);
  if (known && Date.now() - known.at < LISTING_MS) return known.files;
  const files = new Set(listed(folder));
  listings.set(folder, { at: Date.now(), files });
  return files;
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  } catch {
    return [];
  }
}

interface Wanted {
  readonly folder: string;
  readonly name: string;
  readonly files: ReadonlySet<string>;
  readonly accepted: string;
}

function fileAnswer({ folder, name, files, accepted }: Wanted): Answer {
  const packed = ENCODINGS.find(([encoding, suffix]) => accepted.includes(encoding) && files.has(name + suffix));
  const file = join(folder, name + (packed?.[1] ?? ''));
  return {
    status: 200,
    headers: {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'cache-control': HASHED.test(name) ? FOREVER : 'no-cache',
      vary: 'accept-encoding',
      ...(packed && { 'content-encoding': packed[0], 'content-length': String(statSync(file).size) }),
    },
    // Small files whole: they are compressed at once where no packed file is there.
    body: packed ? createReadStream(file) : readFileSync(file),
  };
}
