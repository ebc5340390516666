import { packageDirectory, requireFromHere } from '#platform';
import type { OtlpSenderOptions } from './messages.ts';

/**
 * Finds an exporter package: beside this package, else where the program runs.
 * @returns undefined when it is not installed.
 */
export function findExporterPackage(name: string): OtlpSenderOptions | undefined {
  for (const from of [packageDirectoryOrNone(), process.cwd()]) {
    if (from === undefined) continue;
    try {
      return { packageFile: requireFromHere.resolve(name, { paths: [from] }), sdkVersion: ownVersion() };
    } catch {
      // Not there: the next place may have it.
    }
  }
  return undefined;
}

function packageDirectoryOrNone(): string | undefined {
  try {
    return packageDirectory();
  } catch {
    return undefined;
  }
}

function ownVersion(): string {
  try {
    return (requireFromHere('@spanwright/core/package.json') as { version: string }).version;
  } catch {
    return 'unknown';
  }
}
