import { beforeAll, describe, expect, it } from '@jest/globals';
import { TracingError, parseFilter } from '@spanwright/core/model';
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import type { WorkerTraceStore } from '../src/index.ts';
import { newPath } from './support/folder.ts';
import { randomFrom } from './support/naive-filter.ts';
import { openStore } from './support/stores.ts';
import { makeSpan, makeTrace, traceIdOf } from './support/traces.ts';

const TRACES = 300;
// A longer run: SPANWRIGHT_DAMAGES=200.
const CASES = Number(process.env['SPANWRIGHT_DAMAGES'] ?? 10);

let sound: string;

beforeAll(async () => {
  sound = newPath();
  const store = openStore(sound);
  const text = (n: number) => Array.from({ length: 50 }, (_, i) => `word${n * i}`).join(' ');
  await store.append(
    Array.from({ length: TRACES }, (_, n) =>
      makeTrace(n, { tags: { n: String(n) } }, [makeSpan(n, 0, { attributes: { text: text(n) } }), makeSpan(n, 1)]),
    ),
  );
  await store.close();
});

/** A copy of the database with one bit in some places turned over. */
function withFlippedBits(random: () => number): string {
  const path = newPath();
  const bytes = readFileSync(sound);
  const flips = 1 + Math.floor(random() * 20);
  for (let i = 0; i < flips; i++) {
    const at = Math.floor(random() * bytes.length);
    bytes[at] = bytes[at]! ^ (1 << Math.floor(random() * 8));
  }
  writeFileSync(path, bytes);
  return path;
}

/** A copy of the database without its end. */
function truncated(random: () => number): string {
  const path = newPath();
  copyFileSync(sound, path);
  truncateSync(path, 1 + Math.floor(random() * (readFileSync(sound).length - 1)));
  return path;
}

const QUESTIONS: readonly ((store: WorkerTraceStore) => Promise<unknown>)[] = [
  (store) => store.listTraces({ limit: 500 }),
  ...Array.from({ length: 20 }, (_, i) => (store: WorkerTraceStore) => store.getTrace(traceIdOf(i * 13))),
  (store) => store.searchTraces({ filter: parseFilter("tags.n = '7'") }),
  (store) => store.searchTraces({ filter: parseFilter("trace.text LIKE '%word77%'"), limit: 500 }),
  (store) => store.getChart({ by: 'name' }),
  (store) => store.check(),
];

async function failuresOf(store: WorkerTraceStore, more: typeof QUESTIONS = []): Promise<readonly unknown[]> {
  const outcomes = await Promise.allSettled([...QUESTIONS, ...more].map((ask) => ask(store)));
  await store.close();
  return outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
}

describe.each([
  ['has lost its end', truncated],
  ['has bits turned over', withFlippedBits],
])('a database file that %s', (_, damage) => {
  const cases = Array.from({ length: CASES }, (_case, seed) => seed);

  it('is read as far as it can be, and else told of; the file stays as it is', async () => {
    for (const seed of cases) {
      const path = damage(randomFrom(seed));
      const before = readFileSync(path);
      for (const error of await failuresOf(openStore(path, { mode: 'read' }))) {
        expect(error).toBeInstanceOf(TracingError);
        expect(`${(error as TracingError).code} ${(error as TracingError).message}`).toMatch(
          /^(STORE_|RESOURCE_DOES_NOT_EXIST)/,
        );
      }
      expect(readFileSync(path).equals(before)).toBe(true);
    }
  });

  it('never takes the program down that writes to it', async () => {
    for (const seed of cases) {
      const path = damage(randomFrom(seed + 1000));
      const append = (store: WorkerTraceStore) => store.append([makeTrace(TRACES + 1)]);
      for (const error of await failuresOf(openStore(path), [append])) {
        expect(error).toBeInstanceOf(TracingError);
        expect(`${(error as TracingError).code} ${(error as TracingError).message}`).toMatch(/^STORE_/);
      }
    }
  });
});

describe('the error of a damaged database', () => {
  it('names the file, and how to save what can be read of it', async () => {
    const path = newPath();
    copyFileSync(sound, path);
    truncateSync(path, 3 * 8192);
    const before = readFileSync(path);
    const error: unknown = await openStore(path)
      .append([makeTrace(1)])
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'TracingError', code: 'STORE_CORRUPT' });
    expect((error as TracingError).message).toContain(path);
    expect((error as TracingError).message).toContain('"spanwright db export"');
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});
