import { describe, expect, it } from '@jest/globals';
import { statfsSync } from 'node:fs';
import type { Database, Driver } from '../src/sqlite/driver.ts';
import { loadDriver } from '../src/sqlite/load-driver.ts';
import { isNetworkFileSystem } from '../src/sqlite/network-file-system.ts';
import { openDatabase } from '../src/sqlite/open-database.ts';
import { makeFolder, newPath } from './support/folder.ts';

const patience = { timeoutMs: 1000, giveUp: () => false };
const real = loadDriver(() => {});

// SQLite as it is where a file system has no shared memory: it stays with the journal that it had.
const withoutSharedMemory: Driver = {
  ...real,
  open(path): Database {
    const db = real.open(path);
    return {
      exec: (sql) => db.exec(sql),
      close: () => db.close(),
      prepare: (sql) => db.prepare(sql.includes('journal_mode') ? 'PRAGMA journal_mode' : sql),
    };
  },
};

describe('a file system', () => {
  it('without shared memory is told, with what to do', () => {
    const path = newPath();
    expect(() => openDatabase(withoutSharedMemory, { path, mode: 'write' }, patience)).toThrow(
      /^Cannot keep traces in .*: its file system lacks the shared memory .* Choose a path on a local disk/,
    );
  });

  it.each([
    ['NFS', 0x6969, true],
    ['SMB', 0xfe534d42, true],
    ['CIFS, as a negative number', 0xff534d42 | 0, true],
    ['ext4', 0xef53, false],
    ['tmpfs', 0x01021994, false],
    ['overlayfs', 0x794c7630, false],
  ])('of a network is told from a local one by its number: %s', (_, type, expected) => {
    expect(isNetworkFileSystem(type)).toBe(expected);
  });

  it('on this disk is local', () => {
    expect(isNetworkFileSystem(statfsSync(makeFolder()).type)).toBe(false);
  });
});
