import type { Agent, IncomingMessage, RequestOptions } from 'node:http';
import { limits } from '../limits.ts';
import { TracingError } from '../model/index.ts';
import { untraced } from '../otlp/untraced.ts';
import type { Answer } from './answer.ts';
import type { TlsSettings } from './settings.ts';
import { tlsOptions } from './tls-options.ts';

/** One request, complete. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** Connections to servers, kept open between requests. An idle one holds no process open. */
export class Connection {
  readonly #tls: TlsSettings;
  readonly #timeoutMs: number;
  readonly #agents = new Map<string, Agent>();

  constructor(tls: TlsSettings, timeoutMs: number) {
    this.#tls = tls;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Sends a request, out of sight of the program's instrumentation.
   * @throws TracingError SERVER_UNAVAILABLE where no complete answer came in time.
   */
  exchange(request: HttpRequest): Promise<Answer> {
    return untraced(() => this.#exchange(request));
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }

  async #exchange({ method, url, headers, body }: HttpRequest): Promise<Answer> {
    const signal = AbortSignal.timeout(this.#timeoutMs);
    const options: RequestOptions = { method, headers, signal, agent: this.#agent(url.protocol) };
    const where = `${url.origin}${url.pathname}`;
    try {
      const response = await send(url, options, body);
      return { status: response.statusCode ?? 0, headers: response.headers, body: await read(response), url: where };
    } catch (cause) {
      if (cause instanceof TracingError) throw cause;
      throw unavailable(
        where,
        signal.aborted ? `no answer within ${this.#timeoutMs / 1000} s` : reasonOf(cause),
        cause,
      );
    }
  }

  #agent(protocol: string): Agent {
    let agent = this.#agents.get(protocol);
    if (!agent) {
      const options = { keepAlive: true, maxSockets: limits.serverConnections };
      agent =
        protocol === 'https:'
          ? new (process.getBuiltinModule('node:https').Agent)({ ...options, ...tlsOptions(this.#tls) })
          : new (process.getBuiltinModule('node:http').Agent)(options);
      this.#agents.set(protocol, agent);
    }
    return agent;
  }
}

function send(url: URL, options: RequestOptions, body: Uint8Array | undefined): Promise<IncomingMessage> {
  const { request } =
    url.protocol === 'https:' ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http');
  return new Promise((resolve, reject) => {
    const sent = request(url, options, resolve);
    sent.on('error', reject);
    sent.end(body);
  });
}

function read(response: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    response.on('data', (chunk: Uint8Array) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= limits.serverAnswerBytes) return;
      reject(tooLarge());
      response.destroy();
    });
    response.on('end', () => resolve(Buffer.concat(chunks)));
    response.on('error', reject);
    response.on('aborted', () => reject(new Error('the answer ended too early')));
  });
}

function tooLarge(): TracingError {
  const message = `The server's answer is larger than ${limits.serverAnswerBytes} bytes; ask for less at once.`;
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}

/** Failures of the server's certificate. What else can be wrong with TLS says enough by itself. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ALTNAME/;

function unavailable(where: string, reason: string, cause: unknown): TracingError {
  const code = (cause as { code?: string }).code ?? '';
  const remedy = CERTIFICATE.test(code)
    ? ' Name the certificate to trust in MLFLOW_TRACKING_SERVER_CERT_PATH.'
    : ' Is the MLflow server running there?';
  return new TracingError('SERVER_UNAVAILABLE', `${where} cannot be reached (${reason}).${remedy}`, { cause });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A refused connection over IPv4 and IPv6 is an AggregateError without a message.
  return error.message || (error as { code?: string }).code || error.name;
}
