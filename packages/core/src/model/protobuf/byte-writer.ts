const encoder = new TextEncoder();
const CONTINUED = 0x80;
const FIRST_SIZE = 4096;
/** Longer text is left to the runtime, which is quicker from here on. */
const SHORT = 100;
const DIGITS = '0123456789abcdefABCDEF';
/** By the code of a hex digit. */
const NIBBLES: Uint8Array = new Uint8Array(128);
for (let at = 0; at < DIGITS.length; at += 1) NIBBLES[DIGITS.charCodeAt(at)] = at < 16 ? at : at - 6;

/** Bytes that grow at their end. */
export class ByteWriter {
  #bytes: Uint8Array;
  #view: DataView;
  #end = 0;

  /** @param size bytes to have room for at first */
  constructor(size: number = FIRST_SIZE) {
    this.#bytes = new Uint8Array(size);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Bytes that were written so far; they are no copy. */
  result(): Uint8Array {
    return this.#bytes.subarray(0, this.#end);
  }

  /** A whole number below 2^32. */
  varint(value: number): void {
    this.#room(5);
    this.#end = this.#put(this.#end, value);
  }

  /** A number of 64 bits, a negative one in two's complement. */
  varint64(value: bigint): void {
    if (value >= 0n && value < 0x8000_0000n) return this.varint(Number(value));
    this.#room(10);
    let left = BigInt.asUintN(64, value);
    for (; left >= 0x80n; left >>= 7n) this.#bytes[this.#end++] = Number(left & 0x7fn) | CONTINUED;
    this.#bytes[this.#end++] = Number(left);
  }

  fixed32(value: number): void {
    this.#room(4);
    this.#view.setUint32(this.#end, value, true);
    this.#end += 4;
  }

  fixed64(value: bigint): void {
    this.#room(8);
    this.#view.setBigUint64(this.#end, value, true);
    this.#end += 8;
  }

  double(value: number): void {
    this.#room(8);
    this.#view.setFloat64(this.#end, value, true);
    this.#end += 8;
  }

  /** Bytes behind their length. */
  bytes(bytes: Uint8Array): void {
    this.varint(bytes.length);
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** Text as UTF-8 behind its length. Halves of surrogate pairs become U+FFFD. */
  text(text: string): void {
    this.#room(5 + 3 * text.length);
    const guess = varintSize(text.length);
    const from = this.#end + guess;
    const { written } = encoder.encodeInto(text, this.#bytes.subarray(from));
    this.#close(this.#end, guess, written);
  }

  /** What `write` writes, behind its length. */
  nested(write: () => void): void {
    this.#room(1);
    const start = this.#end;
    this.#end += 1;
    write();
    this.close(start, 1);
  }

  /** A field whose value is a message. */
  message(key: number, write: () => void): void {
    const start = this.open(key, 1);
    write();
    this.close(start, 1);
  }

  /** Begins a field with a length, for which it leaves `gap` bytes; returns the place for `close`. */
  open(key: number, gap: number): number {
    this.#room(1 + gap);
    this.#bytes[this.#end] = key;
    const start = this.#end + 1;
    this.#end = start + gap;
    return start;
  }

  /** Ends what `open` began. */
  close(start: number, gap: number): void {
    const length = this.#end - start - gap;
    if (gap === 1 && length < CONTINUED) this.#bytes[start] = length;
    else this.#close(start, gap, length);
  }

  /** A field of text. */
  field(key: number, text: string): void {
    const { length } = text;
    this.#room(6 + 3 * length);
    const bytes = this.#bytes;
    bytes[this.#end++] = key;
    if (length > SHORT) return this.text(text);
    const from = this.#end + 1;
    for (let index = 0; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit >= CONTINUED) return this.text(text);
      bytes[from + index] = unit;
    }
    bytes[this.#end] = length;
    this.#end = from + length;
  }

  /** A field of bytes that are hex digits, fewer than 256 of them; left out where there are none. */
  hex(key: number, digits: string): void {
    if (digits === '') return;
    const length = digits.length >> 1;
    this.#room(2 + length);
    const bytes = this.#bytes;
    const from = this.#end + 2;
    bytes[this.#end] = key;
    bytes[this.#end + 1] = length;
    for (let at = 0; at < length; at += 1) {
      const high = NIBBLES[digits.charCodeAt(2 * at)] ?? 0;
      bytes[from + at] = (high << 4) | (NIBBLES[digits.charCodeAt(2 * at + 1)] ?? 0);
    }
    this.#end = from + length;
  }

  /** A field of a whole number below 2^32. */
  small(key: number, value: number): void {
    this.#room(6);
    this.#bytes[this.#end] = key;
    this.#end = this.#put(this.#end + 1, value);
  }

  /** A field of a number with a fraction. */
  fraction(key: number, value: number): void {
    this.#room(9);
    this.#bytes[this.#end] = key;
    this.#view.setFloat64(this.#end + 1, value, true);
    this.#end += 9;
  }

  /** A field of nanoseconds since the Unix epoch. */
  moment(key: number, ns: bigint): void {
    this.#room(9);
    this.#bytes[this.#end] = key;
    this.#view.setBigUint64(this.#end + 1, ns, true);
    this.#end += 9;
  }

  /** Bytes that are a field already. */
  part(bytes: Uint8Array): void {
    const { length } = bytes;
    this.#room(length);
    const own = this.#bytes;
    const from = this.#end;
    // For so few, a loop is quicker than `set`.
    for (let at = 0; at < length; at += 1) own[from + at] = bytes[at] as number;
    this.#end = from + length;
  }

  // Puts the length before content that stands `gap` bytes behind `start`, which is moved where that is too little.
  #close(start: number, gap: number, length: number): void {
    const needed = varintSize(length);
    if (needed !== gap) {
      this.#end = start + gap + length;
      this.#room(needed);
      this.#bytes.copyWithin(start + needed, start + gap, start + gap + length);
    }
    this.#put(start, length);
    this.#end = start + needed + length;
  }

  #put(from: number, value: number): number {
    let at = from;
    let left = value >>> 0;
    for (; left >= CONTINUED; left >>>= 7) this.#bytes[at++] = (left & 0x7f) | CONTINUED;
    this.#bytes[at++] = left;
    return at;
  }

  #room(bytes: number): void {
    if (this.#end + bytes <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(2 * this.#bytes.length, this.#end + bytes));
    grown.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

function varintSize(value: number): number {
  if (value < 2 ** 7) return 1;
  if (value < 2 ** 14) return 2;
  if (value < 2 ** 21) return 3;
  return value < 2 ** 28 ? 4 : 5;
}
