import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const ROOT = resolve(__dirname, '../../../..');
const TABLE = join(ROOT, 'docs', 'mlflow-conformance.md');
const numbersFrom = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);
const LISTED: readonly number[] = numbersFrom(1, 252);

interface Row {
  readonly number: number;
  /** From the root of the repository. */
  readonly links: readonly string[];
  readonly notApplicable: boolean;
}

function readTable(): readonly Row[] {
  const rows = [...readFileSync(TABLE, 'utf8').matchAll(/^\|\s*(\d+)\s*\|.*\|([^|]*)\|$/gm)];
  return rows.map(([, number, here = '']) => ({
    number: Number(number),
    links: [...here.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => fromRoot(resolve(dirname(TABLE), link))),
    notApplicable: /^\s*Not applicable: \S/.test(here),
  }));
}

const fromRoot = (path: string): string => relative(ROOT, path).split(sep).join('/');

/** Cases by the files whose tests bear their number. */
function readTests(): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>();
  for (const file of testFiles()) {
    for (const number of casesIn(readFileSync(join(ROOT, file), 'utf8'))) {
      if (LISTED.includes(number)) found.set(number, (found.get(number) ?? new Set()).add(file));
    }
  }
  return found;
}

function testFiles(): readonly string[] {
  const folders = readdirSync(join(ROOT, 'packages')).map((name) => join(ROOT, 'packages', name, 'test'));
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.test.ts'))
      .map((path) => fromRoot(join(folder, path))),
  );
}

/** First arguments of `conforms` and its like, numbers in titles, and keys of tables of cases. */
function casesIn(source: string): readonly number[] {
  const calls = [...source.matchAll(/\bconforms(?:Logged|Once)?\(\s*(\d+|\[[\d,\s]+\])/g)].map(
    ([, numbers]) => numbers,
  );
  const titles = [...source.matchAll(/['"(]cases? ([\d, ]*\d)/g)].map(([, numbers]) => numbers);
  const keys = [...source.matchAll(/^ {2}(\d{3}): \[$/gm)].map(([, number]) => number);
  return [...calls, ...titles, ...keys].flatMap((text) => (text?.match(/\d+/g) ?? []).map(Number));
}

describe('the table of conformance cases', () => {
  const table = readTable();
  const tests = readTests();

  it('has every case once, in order', () => {
    expect(table.map(({ number }) => number)).toEqual(LISTED);
  });

  it('has a test for each case, or says why it does not apply', () => {
    const without = table.filter(({ links, notApplicable }) => links.length === 0 && !notApplicable);
    expect(without.map(({ number }) => number)).toEqual([]);
    const both = table.filter(({ links, notApplicable }) => links.length > 0 && notApplicable);
    expect(both.map(({ number }) => number)).toEqual([]);
  });

  it('links files that have a test of the case', () => {
    const broken = table.flatMap(({ number, links }) =>
      links.filter((link) => !tests.get(number)?.has(link)).map((link) => `${number}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it('knows every case that is tested', () => {
    const unknown = table.filter(({ number, links }) => tests.has(number) && links.length === 0);
    expect(unknown.map(({ number }) => number)).toEqual([]);
  });
});
