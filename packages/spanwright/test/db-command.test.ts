import { describe, expect, it } from '@jest/globals';
import { type TraceData, type TraceJson, traceFromJson, traceToJson } from '@spanwright/core/model';
import { openTraceStore } from '@spanwright/store';
import { closeSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, runCli } from './run-cli.ts';
import { supportDesk as supportDeskTrace, toolTurn as toolTurnTrace } from './sample-traces.ts';

// The samples share their id.
const otherId = `tr-${'5'.repeat(32)}`;
const supportDeskJson = JSON.stringify(supportDeskTrace).replaceAll(supportDeskTrace.info.traceId, otherId);
const supportDesk = traceFromJson(JSON.parse(supportDeskJson) as TraceJson);
const toolTurn = traceFromJson(toolTurnTrace.toJSON());

const judged: TraceData = {
  ...toolTurn,
  info: {
    ...toolTurn.info,
    assessments: [
      {
        assessmentId: 'a-1',
        kind: 'feedback',
        name: 'correct',
        traceId: toolTurn.info.traceId,
        source: { sourceType: 'HUMAN', sourceId: 'me' },
        value: false,
        error: { errorCode: 'X', errorMessage: 'y' },
        rationale: 'because',
        metadata: { k: 'v' },
        valid: true,
        createTimeMs: 1_750_000_000_000,
        lastUpdateTimeMs: 1_750_000_000_001,
      },
    ],
  },
};

async function database(): Promise<string> {
  const path = join(emptyFolder(), 'traces.db');
  const store = openTraceStore({ path });
  await store.append([judged, supportDesk]);
  await store.close();
  return path;
}

async function tracesIn(path: string): Promise<readonly TraceData[]> {
  const store = openTraceStore({ path, mode: 'read' });
  const traces = await store.getTraces([judged.info.traceId, supportDesk.info.traceId]);
  await store.close();
  return traces;
}

describe('spanwright db', () => {
  it('copies the database, also while a program writes to it, and never overwrites', async () => {
    const path = await database();
    const writer = openTraceStore({ path });
    await writer.append([judged]);
    const copy = join(emptyFolder(), 'copy.db');
    expect(await runCli(['db', 'backup', copy, '--db', path])).toMatchObject({ code: 0, stderr: '' });
    await writer.close();
    expect(await tracesIn(copy)).toEqual(await tracesIn(path));
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const again = await runCli(['db', 'backup', copy, '--db', path]);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
  });

  it('says that a database is sound', async () => {
    expect(await runCli(['db', 'check', '--db', await database()])).toEqual({
      code: 0,
      signal: null,
      stdout: 'The database is sound.\n',
      stderr: '',
    });
  });

  it('says that a database is damaged and what can be done, and leaves the file as it is', async () => {
    const path = await database();
    const file = openSync(path, 'r+');
    // The first bytes of every page from the third on: what they hold, and where.
    for (let at = 3 * 8192; at < statSync(path).size; at += 8192) writeSync(file, Buffer.alloc(64, 0xff), 0, 64, at);
    closeSync(file);
    const before = readFileSync(path);
    const { code, stderr } = await runCli(['db', 'check', '--db', path]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/file is left as it is/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('exports every trace as a line of JSON, and imports them without loss', async () => {
    const path = await database();
    const { code, stdout } = await runCli(['db', 'export', '--db', path]);
    expect(code).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as TraceJson);
    expect(lines.map((line) => traceFromJson(line).info.traceId).sort()).toEqual(
      [judged.info.traceId, supportDesk.info.traceId].sort(),
    );
    const folder = emptyFolder();
    writeFileSync(join(folder, 'traces.jsonl'), `${stdout}\n`);
    const imported = await runCli(['db', 'import', 'traces.jsonl', '--db', 'new.db'], { cwd: folder });
    expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining('2 traces were stored.\n') });
    expect(await tracesIn(join(folder, 'new.db'))).toEqual(await tracesIn(path));
  });

  it('names the line that it cannot import', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'bad.jsonl'), `${JSON.stringify(traceToJson(supportDesk))}\n{"half":`);
    const { code, stderr } = await runCli(['db', 'import', 'bad.jsonl', '--db', 'new.db'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain("Line 2 is neither a trace in MLflow's form nor OTLP");
  });
});
