import { warnOnce } from '../logger.ts';
import { type Convention, isConvention } from './conventions/convention.ts';
import { OTLP_PACKAGES, type OtlpProtocol, isOtlpProtocol } from './protocols.ts';

/** What the environment says about a collector. */
export interface OtlpSettings {
  readonly protocol: OtlpProtocol;
  /** As it was given; for messages. */
  readonly endpoint: string;
  /** Traces go to the tracking URI too. */
  readonly dual: boolean;
}

/** Without a variable MLflow speaks gRPC; OpenTelemetry itself says http/protobuf. */
const DEFAULT_PROTOCOL: OtlpProtocol = 'grpc';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads where traces are to be sent by OTLP: OpenTelemetry's variables for the endpoint and the protocol, MLflow's two
 * switches. Headers, compression, timeout and certificates are read by the exporter package itself.
 * @returns undefined when there is no collector to send to.
 */
export function otlpSettings(env: Environment): OtlpSettings | undefined {
  const endpoint = first(env, ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT']);
  if (endpoint === undefined || isFalse(env['MLFLOW_ENABLE_OTLP_EXPORTER'])) return undefined;
  const name = first(env, ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL']) ?? DEFAULT_PROTOCOL;
  if (isOtlpProtocol(name))
    return { protocol: name, endpoint, dual: isTrue(env['MLFLOW_TRACE_ENABLE_OTLP_DUAL_EXPORT']) };
  const known = Object.keys(OTLP_PACKAGES).join(', ');
  warnOnce(`no traces are sent to ${endpoint}: the OTLP protocol "${name}" is not known; use one of ${known}`);
  return undefined;
}

/**
 * Reads under which names attributes are sent: `SPANWRIGHT_OTLP_CONVENTIONS`, a list separated by commas; else MLflow's
 * switch `MLFLOW_ENABLE_OTEL_GENAI_SEMCONV`, which translates to `gen_ai.*`; else MLflow's own.
 */
export function conventionsFrom(env: Environment): readonly Convention[] {
  const names = (env['SPANWRIGHT_OTLP_CONVENTIONS'] ?? '').split(',').map((name) => name.trim());
  const known = names.filter(isConvention);
  for (const name of names) if (name && !isConvention(name)) warnOnce(unknownConvention(name));
  if (known.length > 0) return known;
  return isTrue(env['MLFLOW_ENABLE_OTEL_GENAI_SEMCONV']) ? ['gen_ai'] : ['mlflow'];
}

function unknownConvention(name: string): string {
  return `SPANWRIGHT_OTLP_CONVENTIONS: "${name}" is left out; it is none of mlflow, gen_ai, openinference`;
}

function first(env: Environment, names: readonly string[]): string | undefined {
  // OpenTelemetry: an empty variable is one that is not set.
  return names.map((name) => env[name]?.trim()).find(Boolean);
}

function isTrue(value: string | undefined): boolean {
  return /^(?:true|1)$/i.test(value ?? '');
}

function isFalse(value: string | undefined): boolean {
  return /^(?:false|0)$/i.test(value ?? '');
}
