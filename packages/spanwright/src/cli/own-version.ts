import { createRequire } from 'node:module';

/** Version of this package. */
export function ownVersion(): string {
  const manifest = createRequire(import.meta.url)('spanwright/package.json') as { readonly version: string };
  return manifest.version;
}
