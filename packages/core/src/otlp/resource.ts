import type { JsonObject } from '../model/index.ts';

/** The program that made the spans, as OpenTelemetry's `Resource`. */
export interface OtlpResource {
  readonly attributes: JsonObject;
  /** The library that made the spans: one object, by which exporters group them. */
  readonly scope: { readonly name: string; readonly version: string };
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads who the program is: `OTEL_RESOURCE_ATTRIBUTES` (`key=value` pairs separated by commas, percent-encoded),
 * `OTEL_SERVICE_NAME`, which wins, and what OpenTelemetry asks every sender to add.
 */
export function otlpResource(env: Environment, sdkVersion: string): OtlpResource {
  const service = env['OTEL_SERVICE_NAME']?.trim();
  return {
    attributes: {
      'service.name': 'unknown_service:node',
      'telemetry.sdk.language': 'nodejs',
      'telemetry.sdk.name': 'spanwright',
      'telemetry.sdk.version': sdkVersion,
      ...resourceAttributes(env['OTEL_RESOURCE_ATTRIBUTES'] ?? ''),
      ...(service && { 'service.name': service }),
    },
    scope: { name: '@spanwright/core', version: sdkVersion },
  };
}

function resourceAttributes(text: string): JsonObject {
  const pairs = text.split(',').map((pair) => pair.split('=', 2).map((part) => part.trim()));
  return Object.fromEntries(
    pairs.flatMap(([key, value]) => (key && value !== undefined ? [[key, decoded(value)]] : [])),
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
