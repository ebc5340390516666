/** Why an answer of the server is missing. */
export interface Failure {
  /** MLflow's `error_code`, or `UNREACHABLE`. */
  readonly code: string;
  readonly message: string;
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** What the user can do. */
  readonly advice: string;
}

/** A `Failure` that is thrown. */
export class RequestFailed extends Error implements Failure {
  readonly code: string;
  readonly status: number;
  readonly advice: string;

  constructor({ code, message, status }: Omit<Failure, 'advice'>) {
    super(message);
    this.name = 'RequestFailed';
    this.code = code;
    this.status = status;
    this.advice = adviceFor(status);
  }
}

const ADVICE: { readonly [status: number]: string } = {
  0: 'Check that the server is running (`npx spanwright ui`), then try again.',
  400: 'Correct what was asked for, then try again.',
  401: 'Open the address with its token that the server printed at its start, or sign in.',
  403: 'The server refuses this: it may be read-only, or reached under a name that it does not know.',
  404: 'It may have been deleted. Go back to the list.',
  413: 'The server refuses so much at once. Ask for less.',
  429: 'Too many requests at once: wait a moment, then try again.',
};

/** What to do after an answer with this status. */
export function adviceFor(status: number): string {
  return ADVICE[status] ?? 'Try again; if it stays so, look at what the server has printed.';
}

/** Reads the body of an error: MLflow's `{error_code, message}`, or any text. */
export function failureFromBody(status: number, body: string): RequestFailed {
  const { error_code: code, message } = readBody(body);
  return new RequestFailed({
    code: typeof code === 'string' ? code : `HTTP_${status}`,
    message: typeof message === 'string' && message !== '' ? message : `The server answered with status ${status}.`,
    status,
  });
}

function readBody(body: string): { readonly error_code?: unknown; readonly message?: unknown } {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Any thrown value as a `Failure`. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof RequestFailed) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'INTERNAL', message, status: -1, advice: adviceFor(-1) };
}
