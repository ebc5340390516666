import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { ScalarType } from './messages.ts';
import { base64OfBytes, bytesOfBase64, bytesOfHex, hexOfBytes } from './text-bytes.ts';

/** Protobuf's kinds of encoding; 3 and 4, groups, are not in use any more. */
export const Wire = { VARINT: 0, BITS_64: 1, LENGTH: 2, BITS_32: 5 } as const;

/** How one kind of scalar is written and read. */
export interface Scalar {
  readonly wire: number;
  readonly write: (writer: ByteWriter, value: unknown) => void;
  readonly read: (reader: ByteReader) => unknown;
  /** What is not written, because it is what a missing field means. */
  readonly isDefault: (value: unknown) => boolean;
}

const isZero = (value: unknown): boolean => value === 0 || value === '0';
const isEmpty = (value: unknown): boolean => value === '';

/** The scalars; times and 64-bit integers go through `bigint`, so that none of their digits is lost. */
export const SCALARS: Readonly<Record<ScalarType, Scalar>> = {
  string: {
    wire: Wire.LENGTH,
    write: (writer, value) => writer.text(String(value)),
    read: (reader) => reader.text(),
    isDefault: isEmpty,
  },
  bool: {
    wire: Wire.VARINT,
    write: (writer, value) => writer.varint(value === true ? 1 : 0),
    read: (reader) => Boolean(reader.smallVarint() ?? reader.varint64()),
    isDefault: (value) => value === false,
  },
  double: {
    wire: Wire.BITS_64,
    write: (writer, value) => writer.double(Number(value)),
    read: (reader) => jsonNumber(reader.double()),
    isDefault: isZero,
  },
  fixed64: {
    wire: Wire.BITS_64,
    write: (writer, value) => writer.fixed64(BigInt(value as string)),
    read: (reader) => String(reader.fixed64()),
    isDefault: isZero,
  },
  fixed32: {
    wire: Wire.BITS_32,
    write: (writer, value) => writer.fixed32(Number(value)),
    read: (reader) => reader.fixed32(),
    isDefault: isZero,
  },
  uint32: {
    wire: Wire.VARINT,
    write: (writer, value) => writer.varint(numberOf(value)),
    read: (reader) => reader.smallVarint() ?? Number(BigInt.asUintN(32, reader.varint64())),
    isDefault: isZero,
  },
  int64: {
    wire: Wire.VARINT,
    write: (writer, value) => writer.varint64(BigInt(value as string)),
    read: (reader) => String(reader.smallVarint() ?? BigInt.asIntN(64, reader.varint64())),
    isDefault: isZero,
  },
  hex: {
    wire: Wire.LENGTH,
    write: (writer, value) => writer.bytes(bytesOfHex(String(value))),
    read: (reader) => hexOfBytes(reader.bytes()),
    isDefault: isEmpty,
  },
  base64: {
    wire: Wire.LENGTH,
    write: (writer, value) => writer.bytes(bytesOfBase64(String(value))),
    read: (reader) => base64OfBytes(reader.bytes()),
    isDefault: isEmpty,
  },
};

/** Enumerations may come by name in JSON; these are all that OTLP has. */
const NAMES: Readonly<Record<string, number>> = {
  STATUS_CODE_OK: 1,
  STATUS_CODE_ERROR: 2,
  SPAN_KIND_INTERNAL: 1,
  SPAN_KIND_SERVER: 2,
  SPAN_KIND_CLIENT: 3,
  SPAN_KIND_PRODUCER: 4,
  SPAN_KIND_CONSUMER: 5,
};

function numberOf(value: unknown): number {
  return typeof value === 'string' && value in NAMES ? (NAMES[value] ?? 0) : Number(value) || 0;
}

/** JSON has no number for these, so that protobuf's mapping names them. */
function jsonNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}
