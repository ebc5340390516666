import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeProgramFolder, type NodeRun, type ProgramFolder, runInNode, storedTraces } from '@spanwright/fixtures';

let folder: ProgramFolder;
beforeEach(async () => void (folder = await makeProgramFolder({})));
afterEach(() => folder.remove());

const run = (program: string, env: Record<string, string> = {}): Promise<NodeRun> =>
  runInNode({
    file: join(__dirname, 'programs', program),
    cwd: folder.path,
    env: { MLFLOW_TRACKING_URI: `sqlite:${join(folder.path, 'a.db')}`, ...env },
  });
const stored = (): ReturnType<typeof storedTraces> => storedTraces(join(folder.path, 'a.db'));
const ours = ({ stderr }: NodeRun): string[] =>
  stderr.split('\n').filter((line) => line !== '' && !line.includes('traces go to'));

describe('a collector that is named without its exporter package', () => {
  it.each(['grpc', 'http/protobuf', 'http/json'])(
    'over %s: traces stay in the store, and the package is named',
    async (protocol) => {
      const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_EXPORTER_OTLP_PROTOCOL: protocol };
      const result = await run('otlp.mjs', env);
      expect(result.code).toBe(0);
      expect(ours(result)).toEqual([
        expect.stringMatching(
          /no traces are sent to http:\/\/127\.0\.0\.1:1: .* npm install @opentelemetry\/exporter-trace-otlp-/,
        ),
      ]);
      expect(await stored()).toHaveLength(1);
    },
  );

  it('and is to be ignored: traces stay in the store, and nothing is said', async () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', MLFLOW_ENABLE_OTLP_EXPORTER: 'false' };
    expect(ours(await run('otlp.mjs', env))).toEqual([]);
    expect(await stored()).toHaveLength(1);
  });
});

describe('a trace over three processes', () => {
  it('is one trace in the store, its spans nested, its information that of the first', async () => {
    expect(await run('continue-trace.mjs')).toMatchObject({ code: 0, stdout: '' });
    const traces = await stored();
    expect(traces).toHaveLength(1);
    const [{ info, spans }] = traces as [(typeof traces)[0]];
    expect(info).toMatchObject({
      state: 'OK',
      tags: { 'mlflow.traceName': 'client' },
      requestPreview: '{"level":0}',
    });
    const idOf = (name: string): string | undefined => spans.find((span) => span.name === name)?.spanId;
    const parents = ['client', 'server', 'database'].map(
      (name) => spans.find((span) => span.name === name)?.parentSpanId,
    );
    expect(parents).toEqual([undefined, idOf('client'), idOf('server')]);
    const first = spans.find((span) => span.name === 'client');
    expect(info.requestTimeMs).toBe(Number((first?.startTimeNs ?? 0n) / 1_000_000n));
  });
});

describe('a program that ends by process.exit() right after it recorded an image', () => {
  it('loses neither the trace nor the image', async () => {
    expect(await run('media.mjs')).toMatchObject({ code: 0, stdout: '' });
    const [trace] = await stored();
    const attachments = join(folder.path, 'a.db-attachments', trace?.info.traceId ?? '');
    const files = await readdir(attachments);
    expect(files).toHaveLength(1);
    expect((await readFile(join(attachments, files[0] ?? ''))).equals(Buffer.alloc(100_000, 7))).toBe(true);
  });
});
