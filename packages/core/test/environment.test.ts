import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
/** Names of ours that look like variables and are none. */
const OTHERS = new Set(['MLFLOW_EXPERIMENT', 'MLFLOW_NO_OP_SPAN_TRACE_ID']);

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
}

describe('docs/environment.md', () => {
  it('tells of every variable that is read', () => {
    const text = readFileSync(join(ROOT, 'docs', 'environment.md'), 'utf8');
    const read = readdirSync(join(ROOT, 'packages'))
      .flatMap((name) => sourcesOf(join(ROOT, 'packages', name, 'src')))
      .flatMap((source) => [...source.matchAll(/'((?:MLFLOW|OTEL|SPANWRIGHT)_[A-Z_]+)'/g)])
      .map(([, name]) => name as string)
      .filter((name) => !OTHERS.has(name));
    expect(read).toContain('MLFLOW_TRACE_SAMPLING_RATIO');
    expect(read.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
