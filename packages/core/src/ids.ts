const POOL_BYTES = 4096;
const FRACTION_DIGITS = 12;
const ALL_ZERO = /^0+$/;

let pool: Buffer | undefined;
/** The pool in hex digits: ids are parts of it, which is twice as quick as putting digits together. */
let digits = '';
let used = 0;

/** 32 lower-case hex digits, never all zero: OpenTelemetry's trace id. */
export function newTraceId(): string {
  return randomHex(32);
}

/** 16 lower-case hex digits, never all zero: OpenTelemetry's span id. */
export function newSpanId(): string {
  return randomHex(16);
}

/** A random number from 0 up to 1, from the same source as ids: no seeded `Math.random` changes it. */
export function randomFraction(): number {
  return Number.parseInt(randomHex(FRACTION_DIGITS), 16) / 16 ** FRACTION_DIGITS;
}

/** 32 lower-case hex digits: ids of runs, models and assessments. */
export function newId(): string {
  return randomHex(32);
}

function randomHex(length: number): string {
  if (used + length > digits.length) refill();
  const hex = digits.slice(used, (used += length));
  return hex.startsWith('0000') && ALL_ZERO.test(hex) ? randomHex(length) : hex;
}

function refill(): void {
  pool ??= Buffer.allocUnsafeSlow(POOL_BYTES);
  // Loaded at the first id: importing node:crypto costs a program 3 ms that may never trace.
  digits = process.getBuiltinModule('node:crypto').randomFillSync(pool).toString('hex');
  used = 0;
}
