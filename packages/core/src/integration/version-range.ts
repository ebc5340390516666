type Version = readonly number[];

const COMPARATOR = /^(>=|<=|>|<|=)?\s*v?(\d+(?:\.\d+){0,2})/;

/**
 * True when a version satisfies a range of the plain form `>=4.87 <8` (comparators joined by spaces, all must hold).
 * Pre-release tags are ignored. An unknown version satisfies every range.
 */
export function satisfies(version: string | undefined, range: string): boolean {
  if (version === undefined) return true;
  const actual = parse(version);
  return range.trim().split(/\s+(?=[<>=\d])/).every((comparator) => holds(actual, comparator));
}

function holds(actual: Version, comparator: string): boolean {
  const [, operator = '=', wanted = '0'] = COMPARATOR.exec(comparator) ?? [];
  const order = compare(actual, parse(wanted));
  if (operator === '=') return order === 0;
  return operator.startsWith('>') ? order > 0 || (operator === '>=' && order === 0) : order < 0 || (operator === '<=' && order === 0);
}

function parse(version: string): Version {
  const numbers = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version)?.slice(1) ?? [];
  return [0, 1, 2].map((index) => Number(numbers[index] ?? 0));
}

function compare(left: Version, right: Version): number {
  const difference = left.map((part, index) => part - (right[index] ?? 0)).find((part) => part !== 0);
  return difference ?? 0;
}
