import { afterEach, describe, expect, it } from '@jest/globals';
import { setLogger, startSpan, trace, tracing } from '../src/index.ts';
import { collect } from './collecting-exporter.ts';
import { runDecorated } from './support/compile-decorators.ts';

afterEach(() => {
  tracing.reset();
  setLogger();
});

const warnings = (): string[] => {
  const lines: string[] = [];
  setLogger({ warn: (line) => void lines.push(line), info: () => {} });
  return lines;
};
const names = async (work: () => unknown): Promise<(string | undefined)[]> =>
  (await collect(work)).map(({ data }) => data.spans[0]?.name);

describe('a span processor', () => {
  it('may end the span itself', async () => {
    tracing.configure({ spanProcessors: [(span) => span.end({ outputs: 'early' })] });
    const traces = await collect(() => startSpan('x').end({ outputs: 'late' }));
    expect(traces.map(({ data }) => data.response)).toEqual(['early']);
  });

  it('that is asynchronous is warned of, and its failure goes nowhere', async () => {
    const said = warnings();
    tracing.configure({
      spanProcessors: [
        async function late() {
          throw new Error('unheard');
        },
      ],
    });
    expect(await names(() => startSpan('x').end())).toEqual(['x']);
    expect(said).toEqual([expect.stringContaining('"late" returned a value')]);
  });
});

describe('tracing.configure', () => {
  it('with work holds until that settles, and gives back what it gives', async () => {
    const rename = {
      spanProcessors: [(span: { updateName(name: string): unknown }) => void span.updateName('renamed')],
    };
    const found = await names(async () => {
      const failed = tracing.configure(rename, async () => {
        await Promise.resolve();
        startSpan('a').end();
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(tracing.configure(rename, () => (startSpan('b').end(), 7))).toBe(7);
      startSpan('c').end();
    });
    expect(found).toEqual(['renamed', 'renamed', 'c']);
  });

  it('is undone by `using`', async () => {
    const found = await names(async () => {
      await runDecorated(
        'standard',
        `{ using set = configure({ samplingRatio: 0 }); start('a').end(); } start('b').end();`,
        {
          configure: tracing.configure,
          start: startSpan,
        },
      );
    });
    expect(found).toEqual(['b']);
  });

  it('nests, undoes in any order what it has set, and no more', async () => {
    const keep = tracing.configure({ samplingRatio: 0 });
    tracing.configure({ spanProcessors: [(span) => void span.updateName('renamed')] });
    keep.restore();
    keep.restore();
    expect(await names(() => startSpan('a').end())).toEqual(['renamed']);
  });

  it.each([
    [{ samplingRatio: 2 }, /from 0 to 1/],
    [{ samplingRatio: '1' as unknown as number }, /from 0 to 1/],
    [{ traceTimeoutSeconds: -1 }, /number of seconds/],
    [{ spanProcessors: [(a: unknown, b: unknown) => void [a, b]] as never }, /takes one argument/],
  ])('refuses %j and changes nothing', async (settings, message) => {
    expect(() => tracing.configure({ samplingRatio: 0, ...settings })).toThrow(message);
    expect(await names(() => startSpan('a').end())).toEqual(['a']);
  });
});

describe('startSpan', () => {
  it('ends with its block by `using` and `await using`', async () => {
    const found = await names(() =>
      runDecorated('standard', `{ using a = start('a'); await using b = start('b'); if (!a.isRecording()) throw 1; }`, {
        start: startSpan,
      }),
    );
    expect(found).toEqual(['b', 'a']);
  });
});

describe('a message of ours', () => {
  it('is said from the level on that was chosen, by setLogger or MLFLOW_LOGGING_LEVEL', async () => {
    const lines: string[] = [];
    const logger = {
      warn: (line: string) => void lines.push(line),
      info: () => {},
      debug: (line: string) => void lines.push(line),
    };
    const fail = (place: string) =>
      tracing.configure(
        { spanProcessors: [Object.defineProperty(() => JSON.parse('{') as never, 'name', { value: place })] },
        () => collect(() => trace(() => 1)()),
      );
    setLogger(logger, { level: 'error' });
    await fail('first');
    expect(lines).toEqual([]);
    process.env['MLFLOW_LOGGING_LEVEL'] = 'ERROR';
    setLogger(logger);
    await fail('second');
    delete process.env['MLFLOW_LOGGING_LEVEL'];
    expect(lines).toEqual([]);
    setLogger(logger, { level: 'debug' });
    await fail('third');
    expect(lines).toEqual([
      expect.stringMatching(/"third" failed: SyntaxError[^]*at /),
      expect.stringContaining('not affected'),
    ]);
  });
});
