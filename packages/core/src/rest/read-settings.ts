import { ownVersion } from '../find-package.ts';
import { warnOnce } from '../logger.ts';
import { TracingError } from '../model/index.ts';
import { readCredentialsFile } from './credentials-file.ts';
import type { RestSettings, RetrySettings, TlsSettings } from './settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** MLflow's own bounds and defaults (`mlflow.environment_variables`). */
const MOST_RETRIES = 10;
const DEFAULTS = { retries: 7, backoffFactor: 2, backoffJitter: 1, timeoutSeconds: 120 } as const;

/**
 * Reads how to talk to the server that a tracking URI names: MLflow's variables, and `~/.mlflow/credentials` where they
 * name no user. To be called in the program's own thread; the result can go to another.
 * @throws TracingError INVALID_TRACKING_URI for `databricks` without host or token, and for a malformed address.
 */
export function readRestSettings(uri: string, env: Environment = process.env): RestSettings {
  if (isTrue(env['MLFLOW_TRACKING_AWS_SIGV4']) || env['MLFLOW_TRACKING_AUTH'])
    warnOnce('MLFLOW_TRACKING_AWS_SIGV4 and MLFLOW_TRACKING_AUTH are not supported: requests are sent without them');
  const { base, authorization } = isDatabricks(uri) ? ofDatabricks(env) : ofAddress(uri, env);
  const workspace = env['MLFLOW_WORKSPACE'];
  const version = ownVersion();
  return {
    uri: base,
    headers: {
      'user-agent': `spanwright/${version}`,
      'x-mlflow-client-version': version,
      ...(authorization !== undefined && { authorization }),
      ...(workspace && { 'x-mlflow-workspace': workspace }),
    },
    tls: readTls(env),
    timeoutMs: 1000 * (number(env, 'MLFLOW_HTTP_REQUEST_TIMEOUT') ?? DEFAULTS.timeoutSeconds),
    retry: readRetry(env),
  };
}

/** True for the tracking URIs that mean a Databricks workspace. */
export function isDatabricks(uri: string): boolean {
  return uri === 'databricks' || uri.startsWith('databricks://');
}

interface Address {
  readonly base: string;
  readonly authorization?: string;
}

function ofAddress(uri: string, env: Environment): Address {
  const url = parse(uri);
  const inUri = url.username ? basic(decodeURIComponent(url.username), decodeURIComponent(url.password)) : undefined;
  const authorization = inUri ?? fromEnvironment(env);
  return {
    base: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    ...(authorization !== undefined && { authorization }),
  };
}

function ofDatabricks(env: Environment): Address {
  const [host, token] = [env['DATABRICKS_HOST'], env['DATABRICKS_TOKEN']];
  if (!host || !token) {
    const message = 'The tracking URI "databricks" needs DATABRICKS_HOST and DATABRICKS_TOKEN in the environment.';
    throw new TracingError('INVALID_TRACKING_URI', message);
  }
  const { base } = ofAddress(/^https?:/.test(host) ? host : `https://${host}`, {});
  return { base, authorization: `Bearer ${token}` };
}

function parse(uri: string): URL {
  try {
    return new URL(uri);
  } catch (cause) {
    const message = `"${uri}" is no address of a server. Write it like http://127.0.0.1:5000.`;
    throw new TracingError('INVALID_TRACKING_URI', message, { cause });
  }
}

// A user and password win over a token, and the environment over the file, as with MLflow.
function fromEnvironment(env: Environment): string | undefined {
  const file = readCredentialsFile(env);
  const user = env['MLFLOW_TRACKING_USERNAME'] ?? file.user;
  const password = env['MLFLOW_TRACKING_PASSWORD'] ?? file.password;
  if (user && password) return basic(user, password);
  const token = env['MLFLOW_TRACKING_TOKEN'];
  return token ? `Bearer ${token}` : undefined;
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function readTls(env: Environment): TlsSettings {
  const [server, client] = [env['MLFLOW_TRACKING_SERVER_CERT_PATH'], env['MLFLOW_TRACKING_CLIENT_CERT_PATH']];
  return {
    insecure: isTrue(env['MLFLOW_TRACKING_INSECURE_TLS']),
    ...(server && { serverCertPath: server }),
    ...(client && { clientCertPath: client }),
  };
}

function readRetry(env: Environment): RetrySettings {
  return {
    maxRetries: Math.min(MOST_RETRIES, number(env, 'MLFLOW_HTTP_REQUEST_MAX_RETRIES') ?? DEFAULTS.retries),
    backoffFactor: number(env, 'MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR') ?? DEFAULTS.backoffFactor,
    backoffJitter: number(env, 'MLFLOW_HTTP_REQUEST_BACKOFF_JITTER') ?? DEFAULTS.backoffJitter,
    respectRetryAfter: !/^(?:false|0)$/i.test(env['MLFLOW_HTTP_RESPECT_RETRY_AFTER_HEADER'] ?? ''),
  };
}

function number(env: Environment, name: string): number | undefined {
  const text = env[name]?.trim();
  if (!text) return undefined;
  const value = Number(text);
  if (value >= 0 && Number.isFinite(value)) return value;
  warnOnce(`${name} is ignored: "${text}" is no number from 0`);
  return undefined;
}

function isTrue(value: string | undefined): boolean {
  return /^(?:true|1)$/i.test(value ?? '');
}
