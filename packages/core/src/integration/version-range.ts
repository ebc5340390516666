type Version = readonly number[];

const COMPARATORS = /(>=|<=|>|<|=)?\s*v?(\d+(?:\.\d+){0,2})/g;

const HOLDS: Readonly<Record<string, (order: number) => boolean>> = {
  '>=': (order) => order >= 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '<': (order) => order < 0,
  '=': (order) => order === 0,
};

/**
 * True when a version satisfies a range of the plain form `>=4.87 <8` (comparators joined by spaces, all must hold).
 * Pre-release tags are ignored. An unknown version satisfies every range.
 */
export function satisfies(version: string | undefined, range: string): boolean {
  if (version === undefined) return true;
  const actual = parse(version);
  return [...range.matchAll(COMPARATORS)].every(([, operator = '=', wanted = '']) =>
    HOLDS[operator]?.(compare(actual, parse(wanted))),
  );
}

function parse(version: string): Version {
  const numbers = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version)?.slice(1) ?? [];
  return [0, 1, 2].map((index) => Number(numbers[index] ?? 0));
}

function compare(left: Version, right: Version): number {
  const difference = left.map((part, index) => part - (right[index] ?? 0)).find((part) => part !== 0);
  return difference ?? 0;
}
