import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const ROOT = resolve(__dirname, '../../../..');
const TABLE = join(ROOT, 'docs', 'mlflow-conformance.md');
/** Groups A to L; what integrations are asked begins after it. */
const LAST_CASE = 182;

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
      if (number <= LAST_CASE) found.set(number, (found.get(number) ?? new Set()).add(file));
    }
  }
  return found;
}

function testFiles(): readonly string[] {
  const folders = readdirSync(join(ROOT, 'packages')).map((name) => join(ROOT, 'packages', name, 'test'));
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.test.ts'))
      .map((path) => fromRoot(join(folder, path))),
  );
}

/** First arguments of `conforms` and its like, and numbers at the beginning of titles. */
function casesIn(source: string): readonly number[] {
  const calls = [...source.matchAll(/\bconforms(?:Logged|Once)?\(\s*(\d+|\[[\d,\s]+\])/g)].map(
    ([, numbers]) => numbers,
  );
  const titles = [...source.matchAll(/['"]case (\d+):/g)].map(([, number]) => number);
  return [...calls, ...titles].flatMap((text) => (text?.match(/\d+/g) ?? []).map(Number));
}

describe('the table of conformance cases', () => {
  const table = readTable();
  const tests = readTests();

  it('has every case once, in order', () => {
    expect(table.map(({ number }) => number)).toEqual(Array.from({ length: LAST_CASE }, (_, i) => i + 1));
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
