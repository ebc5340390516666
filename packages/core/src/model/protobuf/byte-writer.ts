const encoder = new TextEncoder();
const CONTINUED = 0x80;
const FIRST_SIZE = 4096;

/** Bytes that grow at their end. */
export class ByteWriter {
  #bytes: Uint8Array = new Uint8Array(FIRST_SIZE);
  #view: DataView = new DataView(this.#bytes.buffer);
  #end = 0;

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
    this.#close(start, 1, this.#end - start - 1);
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
