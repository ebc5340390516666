import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RecordedCall } from '../src/call/recorded-call.ts';
import { endUnreadCalls, noteRead, noteUnread } from '../src/call/unread.ts';
import { limits } from '../src/limits.ts';
import { startLiveSpan } from '../src/tracer/tracer.ts';
import { collect } from './collecting-exporter.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  endUnreadCalls();
  jest.useRealTimers();
});

function noted(): RecordedCall {
  const call = new RecordedCall(startLiveSpan({ name: 'call' }));
  noteUnread(call);
  return call;
}

describe('a call whose body nobody has asked for', () => {
  it('may be read for a whole grace period, however short before it others came', () => {
    noted();
    jest.advanceTimersByTime(limits.unreadMs - 1);
    const late = noted();
    jest.advanceTimersByTime(limits.unreadMs - 1);
    expect(late.ended).toBe(false);
    jest.advanceTimersByTime(limits.unreadMs + 1);
    expect(late.ended).toBe(true);
    expect(late.span.getAttribute('spanwright.endReason')).toBe('unread');
  });

  it('goes on once it is read', () => {
    const [now, later] = [noted(), noted()];
    noteRead(now);
    jest.advanceTimersByTime(limits.unreadMs);
    noteRead(later);
    jest.advanceTimersByTime(2 * limits.unreadMs);
    expect([now.ended, later.ended]).toEqual([false, false]);
    for (const call of [now, later]) call.settle('done');
  });

  it('ends at a flush', async () => {
    jest.useRealTimers();
    const traces = await collect(() => void noted());
    expect(traces.map((trace) => trace.data.spans[0]?.getAttribute('spanwright.endReason'))).toEqual(['unread']);
  });
});
