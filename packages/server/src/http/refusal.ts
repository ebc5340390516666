import { TracingError, type TracingErrorCode } from '@spanwright/core/model';
import { type Answer, json } from './answer.ts';

/** Thrown by a handler that answers with something else than its result. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.name = 'Refusal';
    this.answer = answer;
  }
}

/** MLflow's names of errors that are not ours, with their HTTP status (`mlflow.exceptions`). */
const STATUS_BY_NAME = {
  BAD_REQUEST: 400,
  INVALID_PARAMETER_VALUE: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  RESOURCE_DOES_NOT_EXIST: 404,
  ENDPOINT_NOT_FOUND: 404,
  REQUEST_LIMIT_EXCEEDED: 429,
  INTERNAL_ERROR: 500,
  NOT_IMPLEMENTED: 501,
  TEMPORARILY_UNAVAILABLE: 503,
} as const;

/** MLflow's name of an error, and its HTTP status. */
const BY_CODE: { readonly [K in TracingErrorCode]?: readonly [name: string, status: number] } = {
  INVALID_PARAMETER_VALUE: ['INVALID_PARAMETER_VALUE', 400],
  RESOURCE_DOES_NOT_EXIST: ['RESOURCE_DOES_NOT_EXIST', 404],
  RESOURCE_ALREADY_EXISTS: ['RESOURCE_ALREADY_EXISTS', 400],
  PERMISSION_DENIED: ['PERMISSION_DENIED', 403],
  STORE_UNAVAILABLE: ['TEMPORARILY_UNAVAILABLE', 503],
  STORE_NOT_WRITABLE: ['TEMPORARILY_UNAVAILABLE', 503],
  SERVER_UNAVAILABLE: ['TEMPORARILY_UNAVAILABLE', 503],
};

/** An error in MLflow's form. */
export function errorAnswer(name: keyof typeof STATUS_BY_NAME, message: string): Answer {
  return json({ error_code: name, message }, STATUS_BY_NAME[name]);
}

/** An error in MLflow's form, to be thrown. */
export function refuse(name: keyof typeof STATUS_BY_NAME, message: string): Refusal {
  return new Refusal(errorAnswer(name, message));
}

/** The answer for what a handler threw. Undefined for a failure of ours, which nobody outside should read. */
export function answerTo(error: unknown): Answer | undefined {
  if (error instanceof Refusal) return error.answer;
  if (!(error instanceof TracingError)) return undefined;
  const [name, status] = BY_CODE[error.code] ?? ['INTERNAL_ERROR', 500];
  return json({ error_code: name, message: error.message }, status);
}
