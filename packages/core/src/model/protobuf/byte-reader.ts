import { TracingError } from '../errors.ts';

// What a program writes has no byte order mark to lose.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const MAX_VARINT_BYTES = 10;
/** Bytes. */
const SHORT_TEXT = 32;
/** Places for texts that were read; a power of two. */
const RECENT = 1024;

/** Short texts by a hash of their bytes: keys and names come again and again. */
const recent: (string | undefined)[] = Array.from({ length: RECENT });

/** Reads bytes from their beginning; tells where in them something is wrong. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  /** Made when it is needed: most messages have none of the numbers that it reads. */
  #view: DataView | undefined;
  readonly #end: number;
  #at: number;

  constructor(bytes: Uint8Array, from = 0, to: number = bytes.length) {
    this.#bytes = bytes;
    this.#at = from;
    this.#end = to;
  }

  /** Where the next byte stands. */
  get offset(): number {
    return this.#at;
  }

  get done(): boolean {
    return this.#at >= this.#end;
  }

  varint64(): bigint {
    const start = this.#at;
    let value = 0n;
    for (let count = 0; count < MAX_VARINT_BYTES; count += 1) {
      const byte = this.#bytes[this.#take(1)] ?? 0;
      value |= BigInt(byte & 0x7f) << BigInt(7 * count);
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw malformed('a number has no end', start);
  }

  /** `varint64` for a number that is below 2^28 with its first four bytes; else undefined, and nothing is read. */
  smallVarint(): number | undefined {
    let value = 0;
    for (let count = 0; count < 4 && this.#at + count < this.#end; count += 1) {
      const byte = this.#bytes[this.#at + count] ?? 0;
      value |= (byte & 0x7f) << (7 * count);
      if (byte < 0x80) return this.#took(count + 1, value);
    }
    return undefined;
  }

  /** A number of 32 bits: a length, or a field's key. */
  varint(): number {
    const start = this.#at;
    let value = 0;
    for (let factor = 1; factor <= 2 ** 28; factor *= 2 ** 7) {
      const byte = this.#bytes[this.#take(1)] ?? 0;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80 && value < 2 ** 32) return value;
    }
    throw malformed('a number is too large', start);
  }

  fixed32(): number {
    return this.#numbers().getUint32(this.#take(4), true);
  }

  fixed64(): bigint {
    return this.#numbers().getBigUint64(this.#take(8), true);
  }

  double(): number {
    return this.#numbers().getFloat64(this.#take(8), true);
  }

  bytes(): Uint8Array {
    const from = this.#content();
    return this.#bytes.subarray(from, this.#at);
  }

  text(): string {
    const from = this.#content();
    const to = this.#at;
    return (
      (to - from <= SHORT_TEXT ? this.#ascii(from, to) : undefined) ?? decoder.decode(this.#bytes.subarray(from, to))
    );
  }

  /** A reader of the message that stands here behind its length. */
  nested(): ByteReader {
    const from = this.#content();
    return new ByteReader(this.#bytes, from, this.#at);
  }

  skip(bytes: number): void {
    this.#take(bytes);
  }

  // The decoder costs more than such a text does.
  #ascii(from: number, to: number): string | undefined {
    let hash = to - from;
    for (let at = from; at < to; at += 1) {
      const byte = this.#bytes[at] ?? 0;
      if (byte > 0x7f) return undefined;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    const place = hash & (RECENT - 1);
    const known = recent[place];
    if (known !== undefined && this.#is(known, from, to)) return known;
    return (recent[place] = String.fromCharCode(...this.#bytes.subarray(from, to)));
  }

  #is(text: string, from: number, to: number): boolean {
    if (text.length !== to - from) return false;
    for (let at = from; at < to; at += 1) if (text.charCodeAt(at - from) !== this.#bytes[at]) return false;
    return true;
  }

  #took(bytes: number, value: number): number {
    this.#at += bytes;
    return value;
  }

  #numbers(): DataView {
    const { buffer, byteOffset, byteLength } = this.#bytes;
    return (this.#view ??= new DataView(buffer, byteOffset, byteLength));
  }

  #content(): number {
    return this.#take(this.varint());
  }

  #take(bytes: number): number {
    const from = this.#at;
    if (bytes > this.#end - from) throw malformed(`it ends ${bytes - (this.#end - from)} bytes too early`, from);
    this.#at = from + bytes;
    return from;
  }
}

/** The error for bytes that cannot be read. */
export function malformed(why: string, offset: number): TracingError {
  const message = `This is no OTLP trace request in protobuf: ${why} (at byte ${offset}).`;
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
