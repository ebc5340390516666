import { describe, expect, it } from '@jest/globals';
import { terminalStyle } from '../src/render/index.ts';

const terminal = { isTTY: true, columns: 132 };
const pipe = {};
const utf8 = { LANG: 'en_US.UTF-8', TERM: 'xterm-256color' };

describe('terminalStyle', () => {
  it('uses the width and the colours of a terminal', () => {
    expect(terminalStyle(terminal, utf8)).toEqual({ columns: 132, color: true, unicode: true });
  });

  it('uses no colours in pipes and on dumb terminals', () => {
    expect(terminalStyle(pipe, utf8).color).toBe(false);
    expect(terminalStyle(terminal, { TERM: 'dumb' }).color).toBe(false);
  });

  it('obeys NO_COLOR and FORCE_COLOR, the latter winning', () => {
    expect(terminalStyle(terminal, { NO_COLOR: '1' }).color).toBe(false);
    expect(terminalStyle(pipe, { FORCE_COLOR: '1' }).color).toBe(true);
    expect(terminalStyle(terminal, { FORCE_COLOR: '0' }).color).toBe(false);
    expect(terminalStyle(pipe, { FORCE_COLOR: '1', NO_COLOR: '1' }).color).toBe(true);
  });

  it('draws in ASCII where the locale is not UTF-8, and trusts a container that has none', () => {
    expect(terminalStyle(terminal, { LANG: 'C' }).unicode).toBe(false);
    expect(terminalStyle(terminal, { LANG: 'en_US.UTF-8', LC_ALL: 'POSIX' }).unicode).toBe(false);
    expect(terminalStyle(terminal, { LC_CTYPE: 'C.utf8' }).unicode).toBe(true);
    expect(terminalStyle(terminal, {}).unicode).toBe(true);
    expect(terminalStyle(terminal, { TERM: 'linux' }).unicode).toBe(false);
  });

  it('takes the width of a pipe from COLUMNS, and never less than can be drawn in', () => {
    expect(terminalStyle(pipe, { COLUMNS: '70' }).columns).toBe(70);
    expect(terminalStyle(pipe, { COLUMNS: 'wide' }).columns).toBe(100);
    expect(terminalStyle({ columns: 3 }, {}).columns).toBe(40);
  });
});
