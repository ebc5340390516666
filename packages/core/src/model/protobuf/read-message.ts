import { type ByteReader, malformed } from './byte-reader.ts';
import { type Field, isMessage, MESSAGES, type MessageName } from './messages.ts';
import { SCALARS, Wire } from './scalars.ts';

/** Messages inside of messages; more is no trace but an attempt to exhaust the stack. */
const MAX_DEPTH = 1000;

type Values = Record<string, unknown>;

/** Reads a message up to its end. Fields that are not known are skipped. */
export function readMessage(reader: ByteReader, name: MessageName, depth = 0): object {
  if (depth > MAX_DEPTH) throw malformed(`messages are nested more than ${MAX_DEPTH} deep`, reader.offset);
  const fields = MESSAGES[name];
  const values: Values = {};
  while (!reader.done) {
    const start = reader.offset;
    const key = reader.varint();
    const [number, wire] = [key >>> 3, key & 7];
    if (number === 0) throw malformed('a field has the number 0', start);
    const field = fields[number];
    if (!field || wire !== wireOf(field)) skip(reader, wire, start);
    else keep(values, field, readValue(reader, field, depth));
  }
  return values;
}

function readValue(reader: ByteReader, { type }: Field, depth: number): unknown {
  return isMessage(type) ? readMessage(reader.nested(), type, depth + 1) : SCALARS[type].read(reader);
}

function keep(values: Values, field: Field, value: unknown): void {
  if (!field.repeated) values[field.name] = value;
  else if (Array.isArray(values[field.name])) (values[field.name] as unknown[]).push(value);
  else values[field.name] = [value];
}

function wireOf({ type }: Field): number {
  return isMessage(type) ? Wire.LENGTH : SCALARS[type].wire;
}

function skip(reader: ByteReader, wire: number, start: number): void {
  if (wire === Wire.VARINT) reader.varint64();
  else if (wire === Wire.BITS_64) reader.skip(8);
  else if (wire === Wire.BITS_32) reader.skip(4);
  else if (wire === Wire.LENGTH) reader.bytes();
  else throw malformed(`a field has the encoding ${wire}, which protobuf does not know`, start);
}
