let lastMs = 0;
let time = '';

/** An id as LangChain gives runs: a UUID of version 7. */
export function newRunId(): string {
  const ms = Date.now();
  if (ms !== lastMs) {
    lastMs = ms;
    const hex = ms.toString(16).padStart(12, '0');
    time = `${hex.slice(0, 8)}-${hex.slice(8)}-7`;
  }
  // The random part of version 4.
  return time + crypto.randomUUID().slice(15);
}
