import { describe, expect, it } from '@jest/globals';
import type { Driver } from '../src/sqlite/driver.ts';
import { chooseDriver, loadDriver } from '../src/sqlite/load-driver.ts';

const driver = (name: string, version: string): Driver => ({
  name,
  version,
  open: () => {
    throw new Error('not opened in this test');
  },
});

function choose(...candidates: readonly (Driver | undefined)[]): { name: string; warnings: readonly string[] } {
  const warnings: string[] = [];
  const chosen = chooseDriver(
    candidates.map((candidate) => () => candidate),
    (message) => warnings.push(message),
  );
  return { name: chosen.name, warnings };
}

describe('the choice of SQLite', () => {
  it('takes the one of Node where it is new enough', () => {
    const both = [driver('node:sqlite', '3.51.3'), driver('npm', '3.53.0')];
    expect(choose(...both)).toEqual({ name: 'node:sqlite', warnings: [] });
  });

  it.each(['3.51.2', '3.9.0', '3.46.1', '2.99.99'])('passes over a Node with SQLite %s', (version) => {
    expect(choose(driver('node:sqlite', version), driver('npm', '3.53.0'))).toEqual({ name: 'npm', warnings: [] });
  });

  it('takes the one from npm where Node has none', () => {
    expect(choose(undefined, driver('npm', '3.100.0'))).toEqual({ name: 'npm', warnings: [] });
  });

  it('warns where only an old one is there', () => {
    const { name, warnings } = choose(driver('node:sqlite', '3.47.0'), undefined);
    expect(name).toBe('node:sqlite');
    expect(warnings).toEqual([expect.stringMatching(/^SQLite 3\.47\.0 of node:sqlite can damage .* Update Node/)]);
  });

  it('says what to install where there is none', () => {
    expect(() => choose(undefined, undefined)).toThrow(
      expect.objectContaining({
        code: 'STORE_UNAVAILABLE',
        message: expect.stringMatching(/Use Node 22\.13 or later, install @photostructure\/sqlite/),
      }),
    );
  });

  it('is a safe SQLite on this Node', () => {
    const warnings: string[] = [];
    const { version } = loadDriver((message) => warnings.push(message));
    expect(version).toMatch(/^3\.5[1-9]\.\d+$/);
    expect(warnings).toEqual([]);
  });
});
