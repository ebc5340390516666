import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { libraryVersion, makeProgramFolder, runInNode } from '@spanwright/fixtures';

const packages = join(__dirname, '..', '..', '..');
const program = readFileSync(join(__dirname, '..', 'programs', 'run-realtime.cjs'), 'utf8');

const REALTIME = 'openai/realtime/ws';
const BETA = 'openai/beta/realtime/ws';
const RESPONSES = 'openai/resources/responses/ws';
const modules = [
  ['openai4', BETA],
  ['openai5', REALTIME],
  ['openai6', REALTIME],
  ['openai6', BETA],
  ['openai6', RESPONSES],
  ['openai7', REALTIME],
  ['openai7', RESPONSES],
] as const;
const runs = modules.flatMap(([version, module]) => ['esm', 'cjs'].map((format) => ({ version, module, format })));

interface Span {
  readonly name: string;
  readonly ended: boolean;
  readonly parent?: string;
  readonly status: { readonly code: string; readonly message?: string };
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface Report {
  readonly untraced: readonly unknown[];
  readonly traced: readonly unknown[];
  readonly restored: boolean;
  readonly spans: readonly Span[];
}

describe('a session over a WebSocket', () => {
  it.each(runs)('of $module in $version ($format) goes on as untraced, with a span per response', async (run) => {
    const report = await converse(run);
    expect(report.traced).toEqual(report.untraced);
    expect(report.restored).toBe(true);
    const spans = report.spans.filter(({ name }) => name !== 'turn');
    expect(spans.map(({ name, ended, parent, status }) => [name, ended, parent, status.code])).toEqual([
      ['Realtime', true, 'turn', 'OK'],
      ['Realtime', true, 'turn', 'ERROR'],
      ['Realtime', true, 'turn', 'OK'],
      ['Realtime', true, undefined, 'OK'],
    ]);
    const [answered, failed, interrupted, cut] = spans;
    expect(answered?.attributes).toMatchObject({
      'mlflow.spanInputs': { user: 'well' },
      'mlflow.spanOutputs': { status: 'completed', output: [{ content: [{ transcript: 'Hello' }] }] },
      'mlflow.chat.tokenUsage': {
        input_tokens: 20,
        output_tokens: 10,
        total_tokens: 30,
        cache_read_input_tokens: 4,
        audio_tokens: 11,
      },
    });
    expect(answered?.attributes).toHaveProperty(['mlflow.llm.model'], 'gpt-realtime');
    expect(failed?.status.message).toBe('busy: try later');
    expect([interrupted, cut].map((span) => span?.attributes['spanwright.endReason'])).toEqual(['abort', 'abort']);
    if (run.module !== RESPONSES)
      expect(answered?.attributes['mlflow.spanInputs']).toMatchObject({ items: [{ role: 'user' }] });
  });
});

async function converse({ version, module, format }: (typeof runs)[number]): Promise<Report> {
  const folder = await makeProgramFolder({
    files: { 'main.cjs': program },
    links: {
      'node_modules/openai': libraryVersion(version, 'openai'),
      'node_modules/ws': libraryVersion(version, 'ws'),
      'node_modules/@spanwright/openai': join(packages, 'openai'),
      'node_modules/@spanwright/core': join(packages, 'core'),
    },
  });
  try {
    const file = join(folder.path, 'main.cjs');
    const run = await runInNode({ file, args: [format, module], cwd: folder.path, timeoutMs: 240_000 });
    expect({ ...run, stdout: '' }).toEqual({ code: 0, signal: undefined, stderr: '', stdout: '' });
    return JSON.parse(run.stdout) as Report;
  } finally {
    await folder.remove();
  }
}
