import { describe, expect, it } from '@jest/globals';
import { parseFilter } from '@spanwright/core/model';
import { rangeClauses, readRange, writeRange } from '../src/filter/time-range.ts';
import { readSearch } from '../src/filter/typed-search.ts';
import { markError } from '../src/search/error-mark.ts';
import { fromInput, toInput } from '../src/search/time-input.ts';

describe('what is typed into the search bar', () => {
  it.each([
    ['tr-0123456789abcdef0123456789ABCDEF', { kind: 'trace', traceId: 'tr-0123456789abcdef0123456789abcdef' }],
    [' 0123456789abcdef0123456789abcdef ', { kind: 'trace', traceId: 'tr-0123456789abcdef0123456789abcdef' }],
    ['refund order', { kind: 'words', filter: "trace.text ILIKE '%refund%' AND trace.text ILIKE '%order%'" }],
    ['in the end', { kind: 'words', filter: "trace.text ILIKE '%the%' AND trace.text ILIKE '%end%'" }],
    ['to go', { kind: 'words', filter: "trace.text ILIKE '%to go%'" }],
    ["status = 'OK'", { kind: 'filter', filter: "status = 'OK'" }],
    ['tags.env IS NULL', { kind: 'filter', filter: 'tags.env IS NULL' }],
    ['', { kind: 'filter', filter: '' }],
  ])('understands %j', (text, meant) => {
    expect(readSearch(text)).toEqual(meant);
  });

  it('marks the word with the mistake', () => {
    expect(markError('status = OK', 9)).toEqual({ before: 'status = ', wrong: 'OK', after: '' });
    expect(markError("a.b = 'x y'", 0)).toEqual({ before: '', wrong: 'a.b', after: " = 'x y'" });
    expect(markError('status ', 7)).toEqual({ before: '', wrong: 'status', after: ' ' });
    expect(markError("name == 'x'", 5)).toEqual({ before: 'name ', wrong: '==', after: " 'x'" });
  });
});

describe('time ranges', () => {
  it('end now where they are relative', () => {
    expect(readRange('1h', 10_000_000)).toEqual({ fromMs: 6_400_000 });
    expect(readRange(undefined, 10_000_000)).toEqual({});
    expect(readRange('nonsense', 10_000_000)).toEqual({});
  });

  it('keep fixed times in the address, either side open', () => {
    for (const range of [{ fromMs: 5, toMs: 9 }, { fromMs: 5 }, { toMs: 9 }, {}]) {
      expect(readRange(writeRange(range), 0)).toEqual(range);
    }
  });

  it('become conditions that the language understands', () => {
    const filter = rangeClauses({ fromMs: 5, toMs: 9 }).join(' AND ');
    expect(filter).toBe('timestamp_ms >= 5 AND timestamp_ms <= 9');
    expect(() => parseFilter(filter)).not.toThrow();
  });

  it('are typed in the zone that is shown', () => {
    const ms = Date.UTC(2026, 10, 21, 13, 5, 9);
    expect(toInput(ms, 'UTC')).toBe('2026-11-21T13:05:09');
    expect(fromInput(toInput(ms, 'UTC'), 'UTC')).toBe(ms);
    expect(fromInput(toInput(ms, 'local'), 'local')).toBe(ms);
    expect(fromInput('', 'UTC')).toBeUndefined();
  });
});
