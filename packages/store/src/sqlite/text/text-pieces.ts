import type { JsonObject, JsonValue, SpanJson } from '@spanwright/core/model';

const SHORTEST = 3;

/** Every text, key and number of the spans once: histories that repeat from span to span cost nothing. */
export function textPieces(spans: readonly SpanJson[]): ReadonlySet<string> {
  const pieces = new Set<string>();
  for (const span of spans) collect(span as unknown as JsonValue, pieces);
  return pieces;
}

function collect(value: JsonValue, pieces: Set<string>): void {
  if (typeof value !== 'object' || value === null) return addPiece(String(value), pieces);
  if (Array.isArray(value)) {
    for (const part of value as readonly JsonValue[]) collect(part, pieces);
    return;
  }
  for (const key of Object.keys(value)) {
    addPiece(key, pieces);
    collect((value as JsonObject)[key] ?? null, pieces);
  }
}

function addPiece(text: string, pieces: Set<string>): void {
  if (text.length >= SHORTEST) pieces.add(text);
}
