import { afterEach, describe, expect } from '@jest/globals';
import { trace, tracing } from '../../src/index.ts';
import { type Case, conforms, conformsOnce } from './support/conforms.ts';
import { rootOf } from './support/spans.ts';

type Processor = NonNullable<Parameters<typeof tracing.configure>[0]['spanProcessors']>[number];

afterEach(() => tracing.reset());

const hide: Processor = (span) => void span.setOutputs('hidden').setAttribute('processed', true);
const add: Processor = (span) => void span.setOutputs([span.outputs, 'added']);
function broken(): void {
  throw new Error('broken processor');
}
function returning(): string {
  return 'ignored';
}

/** Traces one call and gives what was stored of it. */
async function answer(of: Case): Promise<{ readonly outputs: unknown; readonly attributes: object }> {
  const ask = trace(function ask(question: string) {
    return of.give(() => `answer to ${question}`);
  });
  expect(await ask('q')).toBe('answer to q');
  const root = rootOf((await of.traces()).at(-1) as never);
  return { outputs: root.outputs, attributes: root.attributes };
}

describe('span processors', () => {
  conforms(137, 'change outputs and add attributes', async (of) => {
    tracing.configure({ spanProcessors: [hide] });
    const { outputs, attributes } = await answer(of);
    expect(outputs).toBe('hidden');
    expect(attributes).toMatchObject({ processed: true });
  });

  conforms(138, 'run in their order, each sees what the one before has changed', async (of) => {
    tracing.configure({ spanProcessors: [hide, add] });
    expect((await answer(of)).outputs).toEqual(['hidden', 'added']);
  });

  conforms(139, 'that throw cost a warning, the others run and the span is stored', async (of) => {
    tracing.configure({ spanProcessors: [broken, hide] });
    expect((await answer(of)).outputs).toBe('hidden');
    expect(of.warnings).toEqual([expect.stringMatching(/"broken".*broken processor/)]);
  });

  conforms(140, 'that return something are named in a warning, the others run', async (of) => {
    tracing.configure({ spanProcessors: [returning, hide] });
    expect((await answer(of)).outputs).toBe('hidden');
    expect(of.warnings).toEqual([expect.stringContaining('"returning" returned a value')]);
  });

  conformsOnce(141, 'that are no functions of one argument are refused', () => {
    const configure = (processor: unknown) => () => tracing.configure({ spanProcessors: [processor as Processor] });
    expect(configure('text')).toThrow('must be a function of one argument, the span; got string');
    expect(configure((_a: unknown, _b: unknown) => {})).toThrow('takes one argument, the span');
    expect(() => tracing.configure({ spanProcessors: hide as never })).toThrow('must be a list');
  });

  conforms(142, 'stay where nothing is configured', async (of) => {
    tracing.configure({ spanProcessors: [hide] });
    tracing.configure({});
    expect((await answer(of)).outputs).toBe('hidden');
  });

  conforms(142, 'hold inside a scope, nested and after an error, too; reset takes all away', async (of) => {
    await tracing
      .configure({ spanProcessors: [hide] }, async () => {
        await tracing.configure({ spanProcessors: [add] }, async () => {
          expect((await answer(of)).outputs).toEqual(['answer to q', 'added']);
        });
        const failing = tracing.configure({ spanProcessors: [add] }, () => of.give(broken));
        await expect(Promise.resolve(failing)).rejects.toThrow('broken processor');
      })
      .catch((error: Error) => expect(error.message).toBe('broken processor'));
    expect((await answer(of)).outputs).toBe('answer to q');
    tracing.configure({ spanProcessors: [hide] });
    tracing.reset();
    expect((await answer(of)).outputs).toBe('answer to q');
  });
});
