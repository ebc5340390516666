import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './package-folder.ts';

/**
 * The version of MLflow that `/version` tells. The Python client sends spans by OTLP to servers from 3.4 on, and asks
 * for what later versions have brought only from those on.
 */
export const MLFLOW_VERSION = '3.14.0';

/** Version of this package. */
export function ownVersion(): string {
  const folder = packageFolder();
  if (folder === undefined) return 'unknown';
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string };
  return manifest.version;
}
