const POOL_BYTES = 4096;
const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const pool = new Uint8Array(POOL_BYTES);
let used = POOL_BYTES;

/** 32 lower-case hex digits, never all zero: OpenTelemetry's trace id. */
export function newTraceId(): string {
  return randomHex(16);
}

/** 16 lower-case hex digits, never all zero: OpenTelemetry's span id. */
export function newSpanId(): string {
  return randomHex(8);
}

/** A random number from 0 up to 1, from the same source as ids: no seeded `Math.random` changes it. */
export function randomFraction(): number {
  if (used + 4 > POOL_BYTES) refill();
  let fraction = 0;
  for (const end = used + 4; used < end; used += 1) fraction = (fraction + (pool[used] as number)) / 256;
  return fraction;
}

function randomHex(bytes: number): string {
  if (used + bytes > POOL_BYTES) refill();
  let hex = '';
  let any = 0;
  for (const end = used + bytes; used < end; used += 1) {
    const byte = pool[used] as number;
    any |= byte;
    hex += HEX[byte] as string;
  }
  return any === 0 ? randomHex(bytes) : hex;
}

function refill(): void {
  // Loaded at the first id: importing node:crypto costs a program 3 ms that may never trace.
  process.getBuiltinModule('node:crypto').randomFillSync(pool);
  used = 0;
}
