const encoder = new TextEncoder();
/** Longer text is left to the runtime, which is quicker from here on. */
const SHORT = 256;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const ZERO = 0x30;
const ASCII_END = 0x80;
/** Bytes of one UTF-16 unit at most. */
const UNIT_BYTES = 3;
const SECOND = 1_000_000_000;
const SECOND_DIGITS = 9;
const GROUP = 1e6;
const GROUP_DIGITS = 6;

/** JSON being written, in bytes that grow at their end: short text goes in unit by unit, with no string in between. */
export class JsonBytes {
  #bytes: Uint8Array;
  #end = 0;
  /** A moment of whole seconds near those that are written, and its seconds. */
  #nearNs = 0n;
  #nearSeconds = 0;

  /** @param size bytes to have room for at first */
  constructor(size: number) {
    this.#bytes = new Uint8Array(size);
  }

  /** Bytes that were written so far; they are no copy. */
  result(): Uint8Array {
    return this.#bytes.subarray(0, this.#end);
  }

  /** JSON in bytes: what is written again and again. A loop is quicker than `set` for so few. */
  bytes(part: Uint8Array): void {
    const { length } = part;
    this.#room(length);
    const bytes = this.#bytes;
    const start = this.#end;
    for (let index = 0; index < length; index += 1) bytes[start + index] = part[index] as number;
    this.#end = start + length;
  }

  /** ASCII that is JSON already. */
  raw(text: string): void {
    const { length } = text;
    this.#room(length);
    const bytes = this.#bytes;
    const start = this.#end;
    for (let index = 0; index < length; index += 1) bytes[start + index] = text.charCodeAt(index);
    this.#end = start + length;
  }

  /** Text as a JSON string. */
  string(text: string): void {
    if (text.length > SHORT || !this.#plain(text)) this.#encode(JSON.stringify(text));
  }

  /** Any value as JSON. */
  json(value: object): void {
    this.#encode(JSON.stringify(value));
  }

  /** Nanoseconds since the Unix epoch as a JSON string of decimal digits. */
  nanoseconds(ns: bigint): void {
    // Numbers are ten times as quick as a bigint's digits, and exact this near.
    let distance = Number(ns - this.#nearNs);
    if (!(distance >= 0 && distance < SECOND * SECOND)) {
      if (ns < 0n) return this.raw(`"${ns}"`);
      this.#nearSeconds = Number(ns / 1_000_000_000n);
      this.#nearNs = BigInt(this.#nearSeconds) * 1_000_000_000n;
      distance = Number(ns - this.#nearNs);
    }
    const seconds = Math.floor(distance / SECOND);
    if (this.#nearSeconds + seconds === 0) return this.raw(`"${distance}"`);
    this.raw(`"${this.#nearSeconds + seconds}`);
    this.#digits(distance - seconds * SECOND);
    this.raw('"');
  }

  /** False, with nothing written, where text needs more than quotes around it. */
  #plain(text: string): boolean {
    this.#room(text.length + 2);
    const bytes = this.#bytes;
    let at = this.#end;
    bytes[at++] = QUOTE;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit < SPACE || unit >= ASCII_END || unit === QUOTE || unit === BACKSLASH) return false;
      bytes[at++] = unit;
    }
    bytes[at++] = QUOTE;
    this.#end = at;
    return true;
  }

  #encode(json: string): void {
    this.#room(json.length * UNIT_BYTES);
    this.#end += encoder.encodeInto(json, this.#bytes.subarray(this.#end)).written;
  }

  /** A number below a thousand million with its leading zeros. */
  #digits(number: number): void {
    this.#room(SECOND_DIGITS);
    const bytes = this.#bytes;
    // In two parts that are small integers.
    let high = Math.floor(number / GROUP);
    let low = number - high * GROUP;
    let at = (this.#end += SECOND_DIGITS);
    for (let count = 0; count < GROUP_DIGITS; count += 1) {
      const rest = (low / 10) | 0;
      bytes[--at] = ZERO + low - rest * 10;
      low = rest;
    }
    for (let count = GROUP_DIGITS; count < SECOND_DIGITS; count += 1) {
      const rest = (high / 10) | 0;
      bytes[--at] = ZERO + high - rest * 10;
      high = rest;
    }
  }

  #room(bytes: number): void {
    if (this.#end + bytes <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(2 * this.#bytes.length, this.#end + bytes));
    grown.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = grown;
  }
}
