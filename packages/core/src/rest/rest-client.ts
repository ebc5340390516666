import { type Answer, jsonOf } from './answer.ts';
import { Connection } from './connection.ts';
import { type Endpoint, requestOf } from './endpoint.ts';
import { redirected } from './redirect.ts';
import { withRetries } from './retry.ts';
import type { RestSettings } from './settings.ts';

/** A request to a server, by its path behind the tracking URI. */
export interface RestRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** A status that means something else here than that a later try may succeed. */
  readonly finalStatus?: number;
}

/** Talks to an MLflow server: authentication, TLS, retries and redirects as with MLflow's own client. */
export class RestClient {
  readonly settings: RestSettings;
  readonly #connection: Connection;

  constructor(settings: RestSettings) {
    this.settings = settings;
    this.#connection = new Connection(settings.tls, settings.timeoutMs);
  }

  /**
   * Calls one of MLflow's endpoints.
   * @throws TracingError SERVER_UNAVAILABLE where a later try may succeed; another code where the server refuses.
   */
  async call<Params extends object, Result>(endpoint: Endpoint<Params, Result>, params: Params): Promise<Result> {
    return jsonOf(await this.send(requestOf(endpoint, params))) as Result;
  }

  /** Sends a request, again where that may help; resolves with the answer, whatever its status. */
  async send(request: RestRequest): Promise<Answer> {
    return await withRetries(this.settings.retry, () => this.#sendOnce(request), request.finalStatus);
  }

  /** Closes connections; a further request opens new ones. */
  close(): void {
    this.#connection.close();
  }

  async #sendOnce({ method, path, headers = {}, body }: RestRequest): Promise<Answer> {
    const all = { ...this.settings.headers, ...headers, ...(body && { 'content-length': String(body.length) }) };
    const url = new URL(this.settings.uri + path);
    return await redirected({ method, url, headers: all, ...(body && { body }) }, (request) =>
      this.#connection.exchange(request),
    );
  }
}
