import { beforeAll, describe, expect, it } from '@jest/globals';
import { spanToJson, Trace, type TraceJson } from '@spanwright/core/model';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, endOf, runCli, startCli } from './run-cli.ts';
import { namedTrace, sampleDatabase } from './sample-database.ts';

const ids = {
  oldest: `tr-aa${'1'.repeat(30)}`,
  middle: `tr-ab${'2'.repeat(30)}`,
  newest: `tr-cc${'3'.repeat(30)}`,
};

let cwd = '';

beforeAll(async () => {
  cwd = await sampleDatabase([
    namedTrace(ids.oldest, 'first question'),
    namedTrace(ids.newest, 'third question', 2),
    namedTrace(ids.middle, 'second question', 1),
  ]);
});

describe('spanwright traces list', () => {
  it('lists the newest traces first, without colours in a pipe', async () => {
    const { code, stdout, stderr } = await runCli(['traces', 'list'], { cwd });
    expect({ code, stdout: `\n${stdout}`, stderr }).toMatchSnapshot();
  });

  it('stops at the limit', async () => {
    const { stdout } = await runCli(['traces', 'list', '--limit', '2'], { cwd });
    expect(stdout).toContain('second question');
    expect(stdout).not.toContain('first question');
  });

  it("prints MLflow's trace information as JSON", async () => {
    const { code, stdout } = await runCli(['traces', 'list', '--json'], { cwd });
    expect(code).toBe(0);
    const list = JSON.parse(stdout) as readonly { readonly trace_id: string }[];
    expect(list.map(({ trace_id }) => trace_id)).toEqual([ids.newest, ids.middle, ids.oldest]);
    expect(list[0]).toMatchObject({
      state: 'OK',
      request_time: '2026-11-21T14:03:24.000Z',
      execution_duration_ms: 1000,
    });
  });

  it('lists more traces than the store gives at once', async () => {
    const many = Array.from({ length: 501 }, (_, at) => namedTrace(`tr-${String(at).padStart(32, '0')}`, `call ${at}`));
    const { stdout } = await runCli(['traces', 'list', '--limit', '600', '--json'], {
      cwd: await sampleDatabase(many),
    });
    expect(JSON.parse(stdout)).toHaveLength(501);
  });

  it('reads the database that --db or MLFLOW_TRACKING_URI names', async () => {
    const path = join(cwd, 'spanwright.db');
    const elsewhere = { cwd: emptyFolder() };
    const runs = [
      runCli(['traces', 'list', '--db', path], elsewhere),
      runCli(['traces', 'list', '--db', `sqlite:${path}`], elsewhere),
      runCli(['traces', 'list'], { ...elsewhere, env: { MLFLOW_TRACKING_URI: `sqlite:${path}` } }),
      runCli(['traces', 'list'], { ...elsewhere, env: { MLFLOW_TRACKING_URI: `sqlite:///${path}` } }),
    ];
    for (const { code, stdout } of await Promise.all(runs)) {
      expect(code).toBe(0);
      expect(stdout).toContain('third question');
    }
  });

  it('prefers --db to the environment', async () => {
    const env = { MLFLOW_TRACKING_URI: 'http://localhost:5000' };
    const { code } = await runCli(['traces', 'list', '--db', 'spanwright.db'], { cwd, env });
    expect(code).toBe(0);
  });

  it('uses colours in a pipe only when they are forced', async () => {
    const { stdout } = await runCli(['traces', 'list'], { cwd, env: { FORCE_COLOR: '1' } });
    expect(stdout).toContain('\u001B[32mOK\u001B[39m');
  });

  it('ends quietly when its reader has gone', async () => {
    const child = startCli(['traces', 'list', '--json'], { cwd });
    child.stdout?.destroy();
    const { code, stderr } = await endOf(child);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('spanwright traces get', () => {
  it('draws the tree of a trace', async () => {
    const { code, stdout, stderr } = await runCli(['traces', 'get', ids.middle], { cwd });
    expect({ code, stdout: `\n${stdout}`, stderr }).toMatchSnapshot();
  });

  it.each(['latest', 'tr-cc', 'cc3', 'CC33'])('finds the newest trace by "%s"', async (id) => {
    const { code, stdout } = await runCli(['traces', 'get', id], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain(ids.newest);
  });

  it("prints MLflow's form as JSON, which reads back as the same trace", async () => {
    const { stdout } = await runCli(['traces', 'get', ids.oldest, '--json'], { cwd });
    const { info, data } = Trace.fromJSON(JSON.parse(stdout) as TraceJson);
    const { info: writtenInfo, spans } = namedTrace(ids.oldest, 'first question');
    expect(info).toMatchObject({ traceId: ids.oldest, requestTimeMs: writtenInfo.requestTimeMs, state: 'OK' });
    expect(data.spans.map((span) => span.toJSON())).toEqual(spans.map(spanToJson));
  });

  it('names the candidates when several ids begin like that', async () => {
    const { code, stdout, stderr } = await runCli(['traces', 'get', 'a'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(ids.oldest);
    expect(stderr).toContain(ids.middle);
  });

  it('says what to do about an id that is not there', async () => {
    for (const id of ['tr-00', `tr-${'0'.repeat(32)}`, 'nonsense']) {
      const { code, stdout, stderr } = await runCli(['traces', 'get', id], { cwd });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toBe(`spanwright: There is no trace "${id}". "spanwright traces list" shows what there is.\n`);
    }
  });
});

describe('a database that cannot be read', () => {
  it('says how to make one when there is none', async () => {
    const { code, stdout, stderr } = await runCli(['traces', 'list', '--db', 'missing.db']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^spanwright: There is no trace database at missing\.db\. Make one with .*\n$/);
  });

  it('does not make one by looking', async () => {
    const folder = emptyFolder();
    await runCli(['traces', 'list'], { cwd: folder });
    const { stderr } = await runCli(['traces', 'get', 'latest'], { cwd: folder });
    expect(stderr).toContain('There is no trace database');
  });

  it('says so in one line when the file is no SQLite database', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'notes.txt'), 'These are notes. '.repeat(1000));
    const { code, stdout, stderr } = await runCli(['traces', 'list', '--db', 'notes.txt'], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^spanwright: .*notes\.txt is not a SQLite database.*\n$/);
  });

  it('refuses a tracking URI that names no file, as a mistake in usage', async () => {
    const { code, stderr } = await runCli(['traces', 'list'], {
      env: { MLFLOW_TRACKING_URI: 'http://localhost:5000' },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^spanwright: MLFLOW_TRACKING_URI is "http:\/\/localhost:5000".*--db\.\n$/);
  });
});

describe('spanwright', () => {
  it('explains itself with examples', async () => {
    const { code, stdout } = await runCli(['--help']);
    expect(code).toBe(0);
    expect(`\n${stdout}`).toMatchSnapshot();
  });

  it('prints its version', async () => {
    expect(await runCli(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: '',
    });
  });

  it.each([
    [[]],
    [['traces']],
    [['nonsense']],
    [['traces', 'get']],
    [['traces', 'list', '--limit', '0']],
    [['run']],
    [['traces', 'list', '--what']],
  ])('calls %j a mistake in usage', async (args) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
  });

  it('prints no warning of Node about SQLite', async () => {
    const { stderr } = await runCli(['traces', 'list'], { cwd });
    expect(stderr).toBe('');
  });
});
