/** First characters of base64 text, by the kind of file. */
const SIGNATURES: readonly (readonly [start: string, contentType: string])[] = [
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['JVBERi0', 'application/pdf'],
  ['SUQz', 'audio/mpeg'],
  ['//uQ', 'audio/mpeg'],
  ['T2dnUw', 'audio/ogg'],
  ['ZkxhQw', 'audio/flac'],
];
const RIFF = 'UklGR';

const EXTENSIONS: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  flac: 'audio/flac',
  mp4: 'video/mp4',
  webm: 'video/webm',
  txt: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
};

/** MIME type of base64 text by its first bytes; undefined when they say nothing. */
export function typeOfBase64(text: string): string | undefined {
  if (text.startsWith(RIFF))
    return Buffer.from(text.slice(0, 16), 'base64').includes('WEBP') ? 'image/webp' : 'audio/wav';
  return SIGNATURES.find(([start]) => text.startsWith(start))?.[1];
}

/** MIME type of a file by its name; `application/octet-stream` when it says nothing. */
export function typeOfFile(name: string): string {
  const extension = /\.([^.\\/]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return EXTENSIONS[extension] ?? 'application/octet-stream';
}

/** MIME type that a format's short name means, `mp3` or `png`; undefined for none. */
export function typeOfFormat(format: unknown): string | undefined {
  return typeof format === 'string' ? EXTENSIONS[format.toLowerCase()] : undefined;
}
