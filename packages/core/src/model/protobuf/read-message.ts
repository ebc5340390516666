import { type ByteReader, malformed } from './byte-reader.ts';
import { type Field, isMessage, MESSAGES, type MessageName } from './messages.ts';
import { SCALARS, Wire } from './scalars.ts';

/** Messages inside of messages; more is no trace but an attempt to exhaust the stack. */
const MAX_DEPTH = 1000;

type Values = Record<string, unknown>;

/** What becomes of a message as soon as it was read. */
export type Taken = { readonly [M in MessageName]?: (message: object) => unknown };

/** How a field is read. */
interface ReadField {
  readonly name: string;
  readonly repeated: boolean;
  readonly wire: number;
  readonly message: MessageName | undefined;
  readonly read: ((reader: ByteReader) => unknown) | undefined;
}

/** By their numbers; made when a message of the name comes first. */
const fieldsOf = new Map<MessageName, readonly (ReadField | undefined)[]>();

/** Reads a message up to its end. Fields that are not known are skipped. */
export function readMessage(reader: ByteReader, name: MessageName, taken: Taken = {}, depth = 0): object {
  if (depth > MAX_DEPTH) throw malformed(`messages are nested more than ${MAX_DEPTH} deep`, reader.offset);
  const fields = fieldsOf.get(name) ?? prepare(name);
  const values: Values = {};
  while (!reader.done) {
    const start = reader.offset;
    const key = reader.varint();
    const wire = key & 7;
    if (key >>> 3 === 0) throw malformed('a field has the number 0', start);
    const field = fields[key >>> 3];
    if (!field || wire !== field.wire) skip(reader, wire, start);
    else keep(values, field, readValue(reader, field, taken, depth));
  }
  return values;
}

function readValue(reader: ByteReader, { message, read }: ReadField, taken: Taken, depth: number): unknown {
  if (message === undefined) return read?.(reader);
  const value = readMessage(reader.nested(), message, taken, depth + 1);
  const take = taken[message];
  return take ? take(value) : value;
}

function keep(values: Values, { name, repeated }: ReadField, value: unknown): void {
  const list = repeated ? values[name] : undefined;
  if (Array.isArray(list)) list.push(value);
  else values[name] = repeated ? [value] : value;
}

function prepare(name: MessageName): readonly (ReadField | undefined)[] {
  const fields: (ReadField | undefined)[] = [];
  for (const [number, field] of Object.entries(MESSAGES[name])) fields[Number(number)] = readFieldOf(field);
  fieldsOf.set(name, fields);
  return fields;
}

function readFieldOf({ name, type, ...field }: Field): ReadField {
  const repeated = field.repeated === true;
  if (isMessage(type)) return { name, repeated, wire: Wire.LENGTH, message: type, read: undefined };
  const { wire, read } = SCALARS[type];
  return { name, repeated, wire, message: undefined, read };
}

function skip(reader: ByteReader, wire: number, start: number): void {
  if (wire === Wire.VARINT) reader.varint64();
  else if (wire === Wire.BITS_64) reader.skip(8);
  else if (wire === Wire.BITS_32) reader.skip(4);
  else if (wire === Wire.LENGTH) reader.bytes();
  else throw malformed(`a field has the encoding ${wire}, which protobuf does not know`, start);
}
