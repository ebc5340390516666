import { describe, expect, it } from '@jest/globals';
import { formatDuration, formatMicroseconds } from '../src/format/duration.ts';
import { formatBytes, formatCost, formatCount, formatShare, formatShort } from '../src/format/number.ts';
import { formatAge, formatListTime, formatTick, formatTime } from '../src/format/time.ts';

const at = Date.UTC(2026, 10, 21, 13, 5, 9, 120);

describe('how values are written', () => {
  it.each([
    [0, '0 ms'],
    [0.154, '154 µs'],
    [0.9996, '1.00 ms'],
    [850, '850 ms'],
    [12.34, '12.3 ms'],
    [3420, '3.42 s'],
    [42_000, '42.0 s'],
    [125_000, '2 m 05 s'],
    [3_720_000, '1 h 02 m'],
    [200_000_000, '2 d 7 h'],
    [undefined, '–'],
    [null, '–'],
  ])('writes %p milliseconds as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('never writes sixty seconds, nor a thousand milliseconds', () => {
    expect(formatDuration(59_990)).toBe('1 m 00 s');
    expect(formatDuration(999.7)).toBe('1.00 s');
    expect(formatMicroseconds(850)).toBe('850 µs');
    expect(formatMicroseconds(12_500)).toBe('12.5 ms');
  });

  it.each([
    [0, '$0'],
    [0.0000004, '<$0.000001'],
    [0.00003015, '$0.00003'],
    [0.00123, '$0.0012'],
    [0.0012, '$0.0012'],
    [0.05, '$0.050'],
    [3.4, '$3.40'],
    [1204, '$1,204'],
    [undefined, '–'],
  ])('writes %p dollars as %s', (usd, text) => {
    expect(formatCost(usd)).toBe(text);
  });

  it('writes counts, shares and sizes', () => {
    expect(formatCount(12_345)).toBe('12,345');
    expect(formatShort(12_345)).toBe('12.3K');
    expect(formatShare(0.015)).toBe('1.5%');
    expect(formatShare(0.5)).toBe('50%');
    expect(formatBytes(0)).toBe('0 B');
    expect(formatBytes(1_234_000)).toBe('1.2 MB');
  });

  it('leaves out of a time what everybody knows', () => {
    expect(formatTime(at, 'UTC')).toBe('2026-11-21 13:05:09.120 UTC');
    expect(formatListTime(at, 'UTC', at + 3_600_000)).toBe('13:05:09');
    expect(formatListTime(at, 'UTC', at + 86_400_000)).toBe('21 Nov 13:05:09');
    expect(formatListTime(at, 'UTC', at + 365 * 86_400_000)).toBe('21 Nov 2026 13:05');
    expect(formatTick(Date.UTC(2026, 10, 21), 'UTC', 'hour')).toBe('21 Nov');
    expect(formatTick(at, 'UTC', 'hour')).toBe('13:05');
  });

  it('tells how long ago something was', () => {
    expect(formatAge(at, at + 5000)).toBe('just now');
    expect(formatAge(at, at + 5 * 60_000)).toBe('5 min ago');
    expect(formatAge(at, at + 50 * 3_600_000)).toBe('2 d ago');
  });
});
