import { type Around, callInProgress } from '@spanwright/core/kit';
import { isWireObject, type WireObject } from './wire.ts';

type Call = NonNullable<ReturnType<typeof callInProgress>>;

/** Event of a span for each time that the client sends its request again. */
const RETRY_EVENT = 'retry';
const REQUEST_ID = 'x-request-id';

const callByRequest = new WeakMap<object, Call>();
const statusByHeaders = new WeakMap<object, unknown>();
let lastStatus: unknown;

/** Remembers which call a request is made for: `makeRequest(options)` starts it while the call is in progress. */
export const rememberRequest: Around = (makeRequest, self, args) => {
  const call = callInProgress();
  const [options] = args;
  // A second look at a promise that the client itself awaits: its failure is the client's to see.
  if (call) void Promise.resolve(options).then((request) => note(callByRequest, request, call), ignore);
  return Reflect.apply(makeRequest, self, args);
};

/** Remembers why a request is sent again: the client asks `shouldRetry(response)` right before. */
export const judgeResponse: Around = (shouldRetry, self, args) => {
  const [response] = args;
  if (isWireObject(response)) {
    lastStatus = response['status'];
    note(statusByHeaders, response['headers'], lastStatus);
  }
  return Reflect.apply(shouldRetry, self, args);
};

/** Records that a request is sent again: `retryRequest(options, left, logId, headers)`, in openai 4 without the id. */
export const recordRetry: Around = (retryRequest, self, args) => {
  const [request, left, ...rest] = args;
  const call = isWireObject(request) ? callByRequest.get(request) : undefined;
  call?.span.addEvent(RETRY_EVENT, {
    'http.request.resend_count': resendCount(self, request, left),
    ...reasonOf(rest),
  });
  return Reflect.apply(retryRequest, self, args);
};

/** 1 for the first time that a request is sent again. */
function resendCount(client: unknown, request: unknown, left: unknown): number | undefined {
  const [allowed] = [request, client]
    .map((owner) => (isWireObject(owner) ? owner['maxRetries'] : undefined))
    .filter((count) => typeof count === 'number');
  return allowed === undefined || typeof left !== 'number' ? undefined : allowed - left + 1;
}

/** Without headers there was no answer: the connection failed, or nothing came in time. */
function reasonOf([id, afterId]: readonly unknown[]): WireObject {
  const headers = [id, afterId].find(isWireObject);
  if (!headers) return { 'error.type': 'connection' };
  // openai 4 makes headers of its own, but asks in the same breath.
  const status = headers === id ? lastStatus : statusByHeaders.get(headers);
  const requestId = headers instanceof Headers ? headers.get(REQUEST_ID) : headers[REQUEST_ID];
  return {
    'http.response.status_code': status,
    ...(typeof requestId === 'string' && { 'openai.request_id': requestId }),
  };
}

function note<T>(map: WeakMap<object, T>, key: unknown, value: T): void {
  if (isWireObject(key)) map.set(key, value);
}

function ignore(): void {}
