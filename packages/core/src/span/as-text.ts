/** A name, a type or a message as text, whatever a program gives: what is none could not be stored. Never throws. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return String(value);
  } catch {
    return typeof value;
  }
}
