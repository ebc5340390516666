import { existsSync, readdirSync } from 'node:fs';
import { createServer, request as requestTo } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MlflowServer, runInNode, startMlflowServer } from '@spanwright/fixtures';
import { emptyFolder, runCli, startCli } from '../run-cli.ts';

const COUNT = 230;

let server: MlflowServer;
let folder: string;
beforeAll(async () => {
  server = await startMlflowServer();
  folder = emptyFolder();
  const file = join(__dirname, '..', 'programs', 'push-source.mjs');
  const uri = `sqlite:${join(folder, 'spanwright.db')}`;
  const { code, stderr } = await runInNode({
    file,
    args: [String(COUNT)],
    cwd: folder,
    env: { MLFLOW_TRACKING_URI: uri },
  });
  if (code !== 0) throw new Error(stderr);
}, 300_000);
afterAll(() => server.stop());

interface OnServer {
  readonly traces?: readonly {
    readonly trace_id: string;
    readonly trace_metadata: Readonly<Record<string, string>>;
    readonly tags: Readonly<Record<string, string>>;
    readonly assessments?: readonly { readonly assessment_name: string }[];
  }[];
  readonly runs?: readonly {
    readonly info: { readonly run_id: string; readonly run_name: string; readonly status: string };
  }[];
  readonly metrics?: readonly { readonly value: number; readonly step: number }[];
  readonly experiment?: { readonly experiment_id: string };
  readonly next_page_token?: string;
}

/** Asks the server in its own protocol. */
async function ask(path: string, body?: object): Promise<OnServer> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${server.uri}${path}`, body && { method: 'POST', headers, body: JSON.stringify(body) });
  return (await answer.json()) as OnServer;
}

async function experimentId(): Promise<string | undefined> {
  return (await ask('/api/2.0/mlflow/experiments/get-by-name?experiment_name=Shop')).experiment?.experiment_id;
}

async function pushed(): Promise<NonNullable<OnServer['traces']>> {
  const locations = [{ type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: await experimentId() } }];
  return (await ask('/api/3.0/mlflow/traces/search', { locations, max_results: 500 })).traces ?? [];
}

const states = (): readonly string[] => readdirSync(folder).filter((name) => name.includes('-push-'));

interface Gate {
  readonly uri: string;
  /** Resolves when a request is kept from the server. */
  readonly shut: Promise<void>;
  open(): void;
  close(): void;
}

/** A way to the server that is shut once a push has noted how far it has come. */
async function startGate(): Promise<Gate> {
  let isOpen = false;
  let tell = (): void => {};
  const shut = new Promise<void>((resolve) => (tell = resolve));
  const gate = createServer((incoming, outgoing) => {
    if (!isOpen && states().some((name) => name.endsWith('.json'))) return tell();
    const { method, headers, url } = incoming;
    const onward = requestTo(`${server.uri}${url}`, { method, headers }, (answer) => {
      answer.pipe(outgoing.writeHead(answer.statusCode ?? 500, answer.headers));
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  const close = (): void => (gate.closeAllConnections(), void gate.close());
  return { uri: `http://127.0.0.1:${(gate.address() as AddressInfo).port}`, shut, open: () => (isOpen = true), close };
}

describe('spanwright push to a real MLflow server', () => {
  it('goes on where it was killed, and brings each trace once', async () => {
    const gate = await startGate();
    const first = startCli(['push', '--to', gate.uri], { cwd: folder });
    await gate.shut;
    first.kill('SIGKILL');
    await new Promise((resolve) => first.on('close', resolve));
    expect(states()).toEqual([expect.stringMatching(/\.json$/)]);
    gate.open();
    const { code, stdout } = await runCli(['push', '--to', gate.uri], { cwd: folder });
    gate.close();
    expect([code, stdout]).toEqual([0, `${COUNT} traces are at ${gate.uri}.\n`]);
    expect(states()).toEqual([]);
    const names = (await pushed()).map(({ tags }) => tags['mlflow.traceName']);
    expect([names.length, new Set(names).size]).toEqual([COUNT, COUNT]);
  }, 300_000);

  it('brings runs with all values of their metrics, once, and links their traces', async () => {
    const { runs = [] } = await ask('/api/2.0/mlflow/runs/search', { experiment_ids: [await experimentId()] });
    expect(runs.map(({ info }) => [info.run_name, info.status])).toEqual([['nightly', 'FINISHED']]);
    const runId = runs[0]?.info.run_id;
    const history = await ask(`/api/2.0/mlflow/metrics/get-history?run_id=${runId}&metric_key=score`);
    expect(history.metrics?.map(({ step, value }) => [step, value])).toEqual([
      [1, 0.25],
      [2, 0.75],
    ]);
    const ofRun = (await pushed()).filter(({ trace_metadata: metadata }) => metadata['mlflow.sourceRun'] === runId);
    expect(ofRun.map(({ tags }) => tags['mlflow.traceName'])).toEqual(['with picture']);
  });

  it('brings feedback and attachments', async () => {
    const judged = (await pushed()).flatMap(({ assessments = [] }) => assessments.map((one) => one.assessment_name));
    expect(judged).toEqual(['helpful']);
    const picture = (await pushed()).find(({ tags }) => tags['mlflow.traceName'] === 'with picture')?.trace_id ?? '';
    const files = readdirSync(join(server.folder, 'artifacts'), { recursive: true, encoding: 'utf8' });
    const [id = ''] = readdirSync(join(folder, 'spanwright.db-attachments', picture));
    expect(files.filter((name) => name.includes(picture) && name.endsWith(id))).toHaveLength(1);
  });

  it('pushes what a filter selects', async () => {
    const args = ['push', '--to', server.uri, '--filter', "trace.name = 'trace 7'"];
    expect(await runCli(args, { cwd: folder })).toMatchObject({ code: 0, stdout: `1 traces are at ${server.uri}.\n` });
    expect(await pushed()).toHaveLength(COUNT);
  });

  it('says what it cannot do, and what then', async () => {
    const away = await runCli(['push', '--to', 'http://127.0.0.1:1'], {
      cwd: folder,
      env: { MLFLOW_HTTP_REQUEST_MAX_RETRIES: '0' },
    });
    expect([away.code, away.stdout]).toEqual([1, '']);
    expect(away.stderr).toMatch(/cannot be reached.*0 traces were pushed; the same command goes on from there\.\n$/);
    const nonsense = await runCli(['push', '--to', 'sqlite:other.db'], { cwd: folder });
    expect([nonsense.code, nonsense.stderr]).toEqual([2, expect.stringContaining('--to names no server')]);
    expect(existsSync(join(folder, 'other.db'))).toBe(false);
  });
});
