type Version = readonly [major: number, minor: number, patch: number];

/** By comparator, how a version may stand to the one that follows it: below (-1), equal, above. Longer ones first. */
const ALLOWED: Readonly<Record<string, readonly number[]>> = {
  '>=': [0, 1],
  '<=': [-1, 0],
  '>': [1],
  '<': [-1],
  '=': [0],
  '': [0],
};

/**
 * True when a version satisfies a range of the plain form `>=4.87 <8` (comparators joined by spaces, all must hold).
 * Pre-release tags are ignored. An unknown version satisfies every range. Without regular expressions, which take longer
 * to compile than a program's few versions to compare.
 */
export function satisfies(version: string | undefined, range: string): boolean {
  if (version === undefined) return true;
  const actual = parse(version);
  // A comparator may stand apart from its version.
  let operator = '';
  for (const token of range.split(' ')) {
    const own = Object.keys(ALLOWED).find((candidate) => token.startsWith(candidate)) ?? '';
    operator = own === '' ? operator : own;
    if (token === own) continue;
    if (ALLOWED[operator]?.includes(compare(actual, parse(token.slice(own.length)))) !== true) return false;
    operator = '';
  }
  return true;
}

function parse(version: string): Version {
  const [major, minor, patch] = version.split('.');
  return [numberIn(major), numberIn(minor), numberIn(patch)];
}

function numberIn(part: string = ''): number {
  return Number.parseInt(part, 10) || 0;
}

function compare(left: Version, right: Version): number {
  return Math.sign(left[0] - right[0] || left[1] - right[1] || left[2] - right[2]);
}
