import { expect, it } from '@jest/globals';
import type { Stores } from './store-under-test.ts';
import { listAll } from '../support/stores.ts';
import { makeSpan, makeTrace, traceIdOf } from '../support/traces.ts';

const WRITERS = 4;
const ROUNDS = 15;

/** Several programs at once. */
export function describeConcurrency({ open, openAgain }: Stores): void {
  it('lets several programs add spans to the same traces at once, and loses none', async () => {
    const first = await open();
    const others = await Promise.all(Array.from({ length: WRITERS - 1 }, () => openAgain(first)));
    const write = async (store: typeof first, writer: number): Promise<void> => {
      for (let round = 0; round < ROUNDS; round++) {
        const traces = [1, 2, 3].map((n) => makeTrace(n, {}, [makeSpan(n, 1 + writer * ROUNDS + round)]));
        await store.append(writer % 2 === 0 ? traces : traces.reverse());
      }
    };
    await Promise.all([first, ...others].map(write));
    for (const n of [1, 2, 3]) expect((await first.getTrace(traceIdOf(n)))?.spans).toHaveLength(WRITERS * ROUNDS);
    expect(await listAll(first)).toHaveLength(3);
    expect((await first.getChart({ by: 'spanType' })).map(({ count }) => count)).toEqual([3 * WRITERS * ROUNDS]);
  });

  it('gives programs that name an experiment at once the same one', async () => {
    const first = await open();
    const stores = [first, await openAgain(first), await openAgain(first)];
    const experiments = await Promise.all(stores.map((store) => store.ensureExperiment('shared')));
    expect(new Set(experiments.map(({ experimentId }) => experimentId)).size).toBe(1);
  });
}
