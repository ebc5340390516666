import { describe, expect, it } from '@jest/globals';
import { formatDuration, formatMilliseconds } from '../src/render/format-duration.ts';
import { formatTime } from '../src/render/format-time.ts';
import { formatTokens } from '../src/render/format-tokens.ts';
import { fitting, textWidth } from '../src/render/text-width.ts';

describe('formats', () => {
  it.each([
    [0, '0.00 ms'],
    [0.4211, '0.42 ms'],
    [9.994, '9.99 ms'],
    [9.996, '10 ms'],
    [612.4, '612 ms'],
    [999.6, '1.00 s'],
    [59_994, '59.99 s'],
    [59_996, '1 m 00 s'],
    [128_400, '2 m 08 s'],
    [3_599_600, '1 h 00 m'],
    [3_720_000, '1 h 02 m'],
  ])('reads %d ms as "%s"', (ms, text) => {
    expect(formatMilliseconds(ms)).toBe(text);
  });

  it('keeps fractions of milliseconds between two moments of today', () => {
    const start = 1_790_000_000_000_000_000n;
    expect(formatDuration(start, start + 420_000n)).toBe('0.42 ms');
    expect(formatDuration(start, undefined)).toBeUndefined();
  });

  it('groups tokens by thousands and names only the parts that are there', () => {
    const usage = { input_tokens: 1_234_567, output_tokens: 28, total_tokens: 1_234_595, cache_read_input_tokens: 0 };
    expect(formatTokens(usage, '→')).toBe('1,234,567 → 28');
    expect(formatTokens({ ...usage, reasoning_tokens: 1000 }, '->', 'tokens')).toBe(
      '1,234,567 -> 28 tokens (1,000 reasoning)',
    );
  });

  it('writes times in the zone of the reader', () => {
    const moment = Date.UTC(2026, 10, 21, 23, 3, 22);
    expect(formatTime(moment, 'UTC')).toBe('2026-11-21 23:03:22');
    expect(formatTime(moment, 'Asia/Tokyo')).toBe('2026-11-22 08:03:22');
  });

  it('counts terminal cells of wide characters, emoji and combining marks', () => {
    expect(textWidth('発票 ok')).toBe(7);
    expect(textWidth('👩‍👩‍👧')).toBe(2);
    expect(textWidth('e\u0301')).toBe(1);
    expect(textWidth('→ …')).toBe(3);
  });

  it('never cuts a character apart', () => {
    expect(fitting('発票', 3)).toBe('発');
    expect(fitting('a👩‍👩‍👧b', 2)).toBe('a');
  });
});
