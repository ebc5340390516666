import { describe, expect, it } from '@jest/globals';
import { type TraceData, type TraceJson, traceFromJson, traceToOtlp } from '@spanwright/core/model';
import { openTraceStore } from '@spanwright/store';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, runCli } from './run-cli.ts';
import { toolTurn } from './sample-traces.ts';

const sample = traceFromJson(toolTurn.toJSON());

function numbered(n: number): TraceData {
  const id = `tr-${String(n).padStart(32, '0')}`;
  const json = JSON.stringify(toolTurn).replaceAll(sample.info.traceId, id);
  return traceFromJson(JSON.parse(json) as TraceJson);
}

async function database(traces: readonly TraceData[]): Promise<string> {
  const path = join(emptyFolder(), 'traces.db');
  const store = openTraceStore({ path });
  await store.append(traces);
  await store.close();
  return path;
}

async function tracesIn(path: string, ids: readonly string[]): Promise<readonly TraceData[]> {
  const store = openTraceStore({ path, mode: 'read' });
  const traces = await store.getTraces(ids);
  await store.close();
  return traces;
}

describe('spanwright db', () => {
  it('says what the database holds', async () => {
    const path = await database([numbered(1), numbered(2)]);
    const { code, stdout, stderr } = await runCli(['db', 'stats', '--db', path]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^2 traces with \d+ spans in 1 experiment\nfrom .* to .*\n.* on the disk, .* free\n/);
    expect(stdout).toContain('Traces are kept until they are deleted.');
    const json = await runCli(['db', 'stats', '--json', '--db', path]);
    expect(JSON.parse(json.stdout)).toMatchObject({ traces: 2, experiments: 1, retention: {} });
  });

  it('keeps as many traces as it is told, for every program, until it is told otherwise', async () => {
    const path = await database([1, 2, 3].map(numbered));
    const set = await runCli(['db', 'retention', '--max-traces', '2', '--max-size', '1GB', '--db', path]);
    expect(set.stdout).toBe('Traces are kept at most 2, in at most 1 GB.\n1 traces were deleted.\n');
    expect((await runCli(['db', 'retention', '--db', path])).stdout).toBe(
      'Traces are kept at most 2, in at most 1 GB.\n',
    );
    await runCli(['db', 'retention', '--off', '--db', path]);
    expect((await runCli(['db', 'retention', '--db', path])).stdout).toContain('until they are deleted');
  });

  it('deletes what is older than it shall be', async () => {
    const old = { ...numbered(1), info: { ...numbered(1).info, requestTimeMs: Date.now() - 48 * 3_600_000 } };
    const path = await database([old, numbered(2)]);
    const { stdout } = await runCli(['db', 'retention', '--max-age', '36h', '--db', path]);
    expect(stdout).toBe('Traces are kept for 36 hours.\n1 traces were deleted.\n');
  });

  it.each([
    ['--max-age', '30'],
    ['--max-size', 'big'],
    ['--max-traces', '1.5'],
  ])('says what %s expects', async (option, value) => {
    const { code, stderr } = await runCli(['db', 'retention', option, value, '--db', 'none.db']);
    expect(code).toBe(2);
    expect(stderr).toContain('Expected');
  });

  it('makes the database as small as it can be', async () => {
    const path = await database(Array.from({ length: 300 }, (_, n) => numbered(n)));
    const store = openTraceStore({ path });
    await store.deleteTraces({ maxTraces: 299 });
    await store.close();
    const before = statSync(path).size;
    const { code, stdout } = await runCli(['db', 'vacuum', '--db', path]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[\d.]+ [kM]B became [\d.]+ kB\.\n$/);
    expect(statSync(path).size).toBeLessThan(before);
    expect(await tracesIn(path, [numbered(299).info.traceId])).toHaveLength(1);
  });

  it('exports spans as OTLP, and imports what a collector has written', async () => {
    const path = await database([numbered(1), numbered(2)]);
    const { code, stdout } = await runCli(['db', 'export', '--format', 'otlp', '--db', path]);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    const folder = emptyFolder();
    const both = { resourceSpans: [1, 2].flatMap((n) => traceToOtlp(numbered(n)).resourceSpans ?? []) };
    writeFileSync(join(folder, 'collector.jsonl'), `${JSON.stringify(both)}\n${stdout}`);
    const imported = await runCli(['db', 'import', 'collector.jsonl', '--db', 'new.db'], { cwd: folder });
    expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining('2 traces were stored.\n') });
    const ids = [numbered(1).info.traceId, numbered(2).info.traceId];
    const spans = (traces: readonly TraceData[]) => traces.map((trace) => trace.spans);
    expect(spans(await tracesIn(join(folder, 'new.db'), ids))).toEqual(spans(await tracesIn(path, ids)));
  });

  it('says which traces OTLP cannot hold', async () => {
    const path = await database([{ ...sample, info: { ...sample.info, traceId: 'mine' }, spans: [] }]);
    const { code, stdout, stderr } = await runCli(['db', 'export', '--format', 'otlp', '--db', path]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('1 traces were left out');
  });

  it('sets prices, and names the models that lack one', async () => {
    const [root, ...rest] = sample.spans;
    const usage = { input_tokens: 5, output_tokens: 2, total_tokens: 7 };
    const attributes = { ...root!.attributes, 'mlflow.llm.model': 'my-model', 'mlflow.chat.tokenUsage': usage };
    const trace = { ...sample, spans: [{ ...root!, attributes }, ...rest] };
    const path = await database([trace]);
    expect((await runCli(['db', 'prices', '--db', path])).stdout).toContain('my-model: 1 calls, 7 tokens');
    const file = join(emptyFolder(), 'prices.json');
    writeFileSync(file, JSON.stringify([{ model: 'my-model', inputPerMillion: 1, outputPerMillion: 2 }]));
    const set = await runCli(['db', 'prices', '--set', file, '--db', path]);
    expect(set).toMatchObject({ code: 0, stdout: expect.stringContaining('1 prices of your own') });
    expect((await runCli(['db', 'prices', '--db', path])).stdout).toContain('my-model (any provider): $1 in, $2 out');
    writeFileSync(file, '{"model":');
    expect(await runCli(['db', 'prices', '--set', file, '--db', path])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is no JSON file'),
    });
  });
});
