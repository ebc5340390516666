import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

// What a request leaves behind is garbage: collected sooner, it costs little time and saves half of the memory. By itself
// V8 lets the heap of a machine with much memory grow fourfold first.
const OLD_GROWTH = '--heap-growing-percent=30';

// The young generation doubles up to 32 MB or more, which stay: much for a server that is busy now and then. V8 takes a
// bound for it only when the process starts, but asks each time by how much it is to grow.
const YOUNG_BYTES = 8 * 1024 * 1024;
const GROWTH = '--semi-space-growth-factor';

/** Has V8 keep this process small, for one that lives long and mostly waits. To be called once its threads have started. */
export function keepHeapSmall(): void {
  setFlagsFromString(OLD_GROWTH);
  boundYoung();
  // Each time: a new thread sets the factor back, and what V8 has made smaller while nobody asked may grow again.
  new PerformanceObserver(boundYoung).observe({ entryTypes: ['gc'] });
}

function boundYoung(): void {
  setFlagsFromString(`${GROWTH}=${youngBytes() < YOUNG_BYTES ? 2 : 1}`);
}

/** Both halves of the young generation. */
function youngBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0;
}
