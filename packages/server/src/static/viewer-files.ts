import { createReadStream, readFileSync, readdirSync, statSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { type Answer, type Headers, text } from '../http/answer.ts';
import { KeptFiles } from './kept-files.ts';

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
    return fileAnswer({ folder, name, files, headers: request.headers });
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
  readonly headers: IncomingHttpHeaders;
}

function fileAnswer(wanted: Wanted): Answer {
  const { folder, name, files, headers } = wanted;
  const accepted = headers['accept-encoding'] ?? '';
  const packed = ENCODINGS.find(([encoding, suffix]) => accepted.includes(encoding) && files.has(name + suffix));
  const file = join(folder, name + (packed?.[1] ?? ''));
  const type = {
    'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
    vary: 'accept-encoding',
    ...(packed && { 'content-encoding': packed[0] }),
  };
  return HASHED.test(name) ? assetAnswer(file, type) : pageAnswer(wanted, file, type);
}

function assetAnswer(file: string, type: Headers): Answer {
  const headers = { ...type, 'cache-control': FOREVER };
  // Small files whole: they are compressed at once where no packed file is there.
  if (type['content-encoding'] === undefined) return { status: 200, headers, body: readFileSync(file) };
  return {
    status: 200,
    headers: { ...headers, 'content-length': String(statSync(file).size) },
    body: createReadStream(file),
  };
}

const pages = new KeptFiles();

/** A file whose name stays when it changes: the browser asks each time whether it is still the same. */
function pageAnswer({ folder, name, headers }: Wanted, file: string, type: Headers): Answer {
  // Of the content: installed files have neither times nor, as the names in them are of one length, sizes to tell them
  // by. Weak, as it is the same for the packed file.
  const etag = `W/"${pages.get(join(folder, name)).hash}"`;
  const validity = { vary: 'accept-encoding', 'cache-control': 'no-cache', etag };
  if (isKnown(etag, headers['if-none-match'])) return { status: 304, headers: validity };
  return { status: 200, headers: { ...type, ...validity }, body: pages.get(file).bytes };
}

function isKnown(etag: string, asked: string | undefined): boolean {
  const known = asked?.split(',').map((one) => one.trim().replace(/^W\//, '')) ?? [];
  return known.includes('*') || known.includes(etag.slice(2));
}
