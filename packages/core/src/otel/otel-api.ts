import { requireFromHere } from '#platform';
import type * as otel from '@opentelemetry/api';

/**
 * OpenTelemetry's API, loaded when it is needed: importing it would cost every program 5 ms. All copies of it share
 * what the program registered.
 */
export function otelApi(): typeof otel {
  return requireFromHere('@opentelemetry/api') as typeof otel;
}
