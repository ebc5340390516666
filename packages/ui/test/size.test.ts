import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const KB = 1024;
const folder = mkdtempSync(join(tmpdir(), 'spanwright-viewer-'));
const assets = join(folder, 'assets');
const gzipped = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length;
const isCode = (name: string): boolean => /\.(js|css)$/.test(name);

/** A file of the build with all that it imports statically. */
function withImports(name: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const source = readFileSync(join(assets, name), 'utf8');
  for (const [, imported] of source.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) withImports(imported!, seen);
  return seen;
}

const named = (start: string): string => {
  const found = readdirSync(assets).find((name) => name.startsWith(start));
  if (!found) throw new Error(`the build has no ${start}…`);
  return found;
};

beforeAll(() => {
  execFileSync(process.execPath, ['build.mjs', folder], { cwd: resolve(__dirname, '..') });
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the build of the viewer', () => {
  it('loads at most 60 KB for the list of traces', () => {
    const scripts = new Set([...withImports(named('main-')), ...withImports(named('traces-page-'))]);
    const files = [
      join(folder, 'index.html'),
      join(assets, named('style-')),
      ...[...scripts].map((name) => join(assets, name)),
    ];
    const bytes = files.reduce((sum, path) => sum + gzipped(path), 0);
    expect(scripts.size).toBeGreaterThan(1);
    expect(bytes).toBeLessThanOrEqual(60 * KB);
  });

  it('has at most 90 KB in all', () => {
    const bytes = readdirSync(assets)
      .filter(isCode)
      .reduce((sum, name) => sum + gzipped(join(assets, name)), 0);
    expect(bytes).toBeLessThanOrEqual(90 * KB);
  });

  it('has names that tell the content, and nothing inline that a strict policy would refuse', () => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(
      readdirSync(assets)
        .filter(isCode)
        .every((name) => /-[0-9A-Z]{8}\.(js|css)$/.test(name)),
    ).toBe(true);
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  });

  it('asks no other address', () => {
    const texts = readdirSync(assets)
      .filter(isCode)
      .map((name) => readFileSync(join(assets, name), 'utf8'));
    const foreign = texts.flatMap((text) => text.match(/https?:\/\/[\w.-]+/g) ?? []);
    // Names of XML vocabularies are not asked for.
    expect(foreign.filter((address) => !address.includes('www.w3.org'))).toEqual([]);
    expect(texts.some((text) => /@font-face|url\(["']?(?!data:|#)/.test(text))).toBe(false);
  });
});
