import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runInNode, storedTraces } from '@spanwright/fixtures';

const SECRETS = [`sk-${'Zq9'.repeat(10)}`, `${'zoe.planted'}@example.com`, ['4111', '1111', '1111', '1111'].join(' ')];

describe('redact()', () => {
  it('leaves no byte of planted secrets in the database, its log, attachments, or messages', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spanwright-redaction-'));
    try {
      const run = await runInNode({
        file: join(__dirname, 'programs', 'redaction.mjs'),
        args: SECRETS,
        cwd: folder,
        env: { MLFLOW_TRACKING_URI: `sqlite:${join(folder, 'traces.db')}` },
      });
      expect(run).toMatchObject({ code: 0, stdout: '' });
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      expect(files.map(({ name }) => name)).toContain('traces.db');
      expect(files.length).toBeGreaterThan(1);
      const raw = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1')).join('');
      // What the database holds compressed, too.
      const traces = await storedTraces(join(folder, 'traces.db'));
      const read = JSON.stringify(traces, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
      expect(traces.flatMap(({ spans }) => spans.map(({ name }) => name)).sort()).toEqual([
        'call [REDACTED secret]',
        'items',
        'root',
        'span [REDACTED secret]',
      ]);
      expect(traces.flatMap(({ info }) => info.assessments ?? [])).toHaveLength(2);
      const text = raw + run.stderr + read;
      for (const kind of ['secret', 'email', 'card']) expect(text).toContain(`[REDACTED ${kind}]`);
      for (const secret of SECRETS) expect(text.includes(secret)).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
