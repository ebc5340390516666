import { TracingError, type TracingErrorCode } from '../model/index.ts';
import { parseExactJson } from './exact-json.ts';

/** What a server answered. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
  /** Where the answer came from; for messages. */
  readonly url: string;
}

/** Statuses after which the same request may succeed: those that MLflow's Python client tries again. */
export const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

const NO_ACCESS: ReadonlySet<number> = new Set([401, 403]);

const CODES: Readonly<Record<string, TracingErrorCode>> = {
  RESOURCE_DOES_NOT_EXIST: 'RESOURCE_DOES_NOT_EXIST',
  NOT_FOUND: 'RESOURCE_DOES_NOT_EXIST',
  RESOURCE_ALREADY_EXISTS: 'RESOURCE_ALREADY_EXISTS',
  ALREADY_EXISTS: 'RESOURCE_ALREADY_EXISTS',
};

/** The body as text. */
export function textOf({ body }: Answer): string {
  return new TextDecoder().decode(body);
}

/**
 * The JSON of a successful answer.
 * @throws TracingError for any other answer, see `errorOf`, and for one that is no JSON.
 */
export function jsonOf(answer: Answer): unknown {
  if (!isOk(answer)) throw errorOf(answer);
  try {
    return parseExactJson(textOf(answer));
  } catch (cause) {
    const message = `${answer.url} answers something that is no JSON (${excerpt(answer)}). Is it an MLflow server?`;
    throw new TracingError('SERVER_UNAVAILABLE', message, { cause });
  }
}

/** Whether the request succeeded. */
export function isOk({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/**
 * Whether the server does not know such a request: older than it, or of another kind. What it does not know as a thing
 * of its own, such as a trace, it says by a code.
 */
export function isUnknownEndpoint(answer: Answer): boolean {
  if (answer.status === 405 || answer.status === 501) return true;
  if (answer.status !== 404) return false;
  const { code } = saidIn(answer);
  return code === undefined || code === 'ENDPOINT_NOT_FOUND';
}

/** The error that an answer means. Its message is the server's, with what can be done. */
export function errorOf(answer: Answer): TracingError {
  const { status, url } = answer;
  const { code, message } = saidIn(answer);
  if (NO_ACCESS.has(status)) {
    const remedy =
      'Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, to what it accepts.';
    return new TracingError('PERMISSION_DENIED', `${url} refuses access (${status}: ${message}). ${remedy}`);
  }
  if (PASSING_STATUSES.has(status))
    return new TracingError('SERVER_UNAVAILABLE', `${url} answers with status ${status}: ${message}`, {
      cause: { status, retryAfterMs: retryAfterMs(answer) },
    });
  if (isUnknownEndpoint(answer)) {
    const hint = 'Is it the address of an MLflow server, with its path prefix, that is recent enough?';
    return new TracingError('INVALID_PARAMETER_VALUE', `${url} does not exist (${status}: ${message}). ${hint}`);
  }
  return new TracingError(CODES[code ?? ''] ?? 'INVALID_PARAMETER_VALUE', message);
}

/** Milliseconds for which the server wants to be left alone; undefined where it says nothing of it. */
export function retryAfterMs({ headers }: Pick<Answer, 'headers'>): number | undefined {
  const said = headers['retry-after'];
  if (typeof said !== 'string') return undefined;
  const ms = /^\d+$/.test(said.trim()) ? 1000 * Number(said) : Date.parse(said) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

interface Said {
  readonly code?: string;
  readonly message: string;
}

// MLflow's own form, and that of the framework under its newer parts.
function saidIn(answer: Answer): Said {
  try {
    const { error_code: code, message, detail } = JSON.parse(textOf(answer)) as Record<string, unknown>;
    const said = message ?? (typeof detail === 'string' ? detail : JSON.stringify(detail));
    return {
      ...(typeof code === 'string' && { code }),
      message: typeof said === 'string' ? said : excerpt(answer),
    };
  } catch {
    return { message: excerpt(answer) };
  }
}

function excerpt(answer: Answer): string {
  const text = textOf({ ...answer, body: answer.body.subarray(0, 2000) });
  const words = text
    .replace(/<(?:style|script)[^]*?<\/|<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? 'an empty answer' : words.slice(0, 300);
}
