import { TracingError } from '../errors.ts';
import type { ByteWriter } from './byte-writer.ts';
import { type Field, isMessage, MESSAGES, type MessageName } from './messages.ts';
import { SCALARS, Wire } from './scalars.ts';

/** Messages inside of messages; readers of other makers stop at 100. */
const MAX_DEPTH = 1000;

interface PlannedField {
  readonly field: Field;
  /** Number and encoding, as they stand before the value. */
  readonly key: number;
}

const plans = new Map<MessageName, readonly PlannedField[]>();

/** Writes the fields that a message has, in the order of their numbers. */
export function writeMessage(writer: ByteWriter, name: MessageName, value: object, depth = 0): void {
  checkDepth(depth);
  const values = value as Readonly<Record<string, unknown>>;
  for (const planned of planOf(name)) {
    const given = values[planned.field.name];
    if (given === undefined || given === null) continue;
    if (planned.field.repeated) for (const one of given as readonly unknown[]) writeField(writer, planned, one, depth);
    else writeField(writer, planned, given, depth);
  }
}

/**
 * For messages inside of `depth` others.
 * @throws TracingError INVALID_PARAMETER_VALUE where those are more than 1,000.
 */
export function checkDepth(depth: number): void {
  if (depth > MAX_DEPTH)
    throw new TracingError('INVALID_PARAMETER_VALUE', `A value is nested more than ${MAX_DEPTH} messages deep.`);
}

function writeField(writer: ByteWriter, { field, key }: PlannedField, value: unknown, depth: number): void {
  const { type } = field;
  if (isMessage(type)) {
    writer.varint(key);
    writer.nested(() => writeMessage(writer, type, value as object, depth + 1));
    return;
  }
  const scalar = SCALARS[type];
  if (!field.choice && scalar.isDefault(value)) return;
  writer.varint(key);
  scalar.write(writer, value);
}

function planOf(name: MessageName): readonly PlannedField[] {
  let plan = plans.get(name);
  if (!plan) plans.set(name, (plan = Object.entries(MESSAGES[name]).map(([number, field]) => planned(number, field))));
  return plan;
}

function planned(number: string, field: Field): PlannedField {
  const wire = isMessage(field.type) ? Wire.LENGTH : SCALARS[field.type].wire;
  return { field, key: Number(number) * 8 + wire };
}
