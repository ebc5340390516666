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

function packageDirectoryOrNone(): string | undefined {
  try {
    return packageDirectory();
  } catch {
    return undefined;
  }
}
