/** Ways to speak OTLP, as `OTEL_EXPORTER_OTLP_PROTOCOL` names them, each with the official package that does it. */
export const OTLP_PACKAGES = {
  grpc: '@opentelemetry/exporter-trace-otlp-grpc',
  'http/protobuf': '@opentelemetry/exporter-trace-otlp-proto',
  'http/json': '@opentelemetry/exporter-trace-otlp-http',
} as const;

/** One of the protocols. */
export type OtlpProtocol = keyof typeof OTLP_PACKAGES;

/** The version that the packages are tested with: their last line for Node.js 20. */
export const OTLP_PACKAGE_VERSION = '0.223';

/** True for the name of a protocol. */
export function isOtlpProtocol(name: string): name is OtlpProtocol {
  return Object.hasOwn(OTLP_PACKAGES, name);
}
