import { packageDirectory, requireFromHere } from '#platform';

/** Where a package that is not ours is entered: it is looked for beside this package, then where the program runs. */
export function findPackage(name: string): string | undefined {
  for (const from of [packageDirectoryOrNone(), process.cwd()]) {
    if (from === undefined) continue;
    try {
      return requireFromHere.resolve(name, { paths: [from] });
    } catch {
      // Not there: the next place may have it.
    }
  }
  return undefined;
}

/** This package's version. */
export function ownVersion(): string {
  try {
    return (requireFromHere('@spanwright/core/package.json') as { version: string }).version;
  } catch {
    return 'unknown';
  }
}

function packageDirectoryOrNone(): string | undefined {
  try {
    return packageDirectory();
  } catch {
    return undefined;
  }
}
