import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { KeptFiles } from '../src/static/kept-files.ts';
import { newFolder } from './support/server.ts';

const LATER_MS = 60_000;

function keptFile(content: string) {
  const path = join(newFolder(), 'index.html');
  writeFileSync(path, content);
  let reads = 0;
  const files = new KeptFiles((file) => {
    reads += 1;
    return readFileSync(file);
  });
  return {
    path,
    reads: () => reads,
    content: (nowMs?: number) => files.get(path, nowMs).bytes.toString(),
    hash: () => files.get(path).hash,
  };
}

describe('a kept file', () => {
  it('is read once as long as it stays the same', () => {
    const { content, reads } = keptFile('a page');
    const later = Date.now() + LATER_MS;
    expect([content(later), content(later), content(later)]).toEqual(['a page', 'a page', 'a page']);
    expect(reads()).toBe(1);
  });

  it('is read again where another one has taken its place', () => {
    const { path, content } = keptFile('a page');
    const later = Date.now() + LATER_MS;
    expect(content(later)).toBe('a page');
    writeFileSync(`${path}.new`, 'b page');
    renameSync(`${path}.new`, path);
    expect(content(later)).toBe('b page');
  });

  it('is read each time while it is so young that its times may not tell of a change', () => {
    const { path, content, hash } = keptFile('a page');
    const before = hash();
    writeFileSync(path, 'b page');
    expect(content()).toBe('b page');
    expect(hash()).not.toBe(before);
  });

  it('is missing as other files are', () => {
    expect(() => new KeptFiles().get(join(newFolder(), 'index.html'))).toThrow('ENOENT');
  });
});
