/** Ids that share their random digits. */
const MOST = 0x1000;

let lastMs = 0;
let time = '';
let count = MOST;
let random = '';

/**
 * An id as LangChain gives runs: a UUID of version 7. Ids are told apart by a counter (RFC 9562, 6.2): random digits for
 * each are what making one costs.
 */
export function newRunId(): string {
  const ms = Date.now();
  if (ms !== lastMs) time = timeDigits((lastMs = ms));
  // The end of a version 4.
  if (count === MOST) [count, random] = [0, crypto.randomUUID().slice(18)];
  const counted = count.toString(16).padStart(3, '0');
  count += 1;
  return time + counted + random;
}

function timeDigits(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7`;
}
