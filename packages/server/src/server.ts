import { type Server, createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { TracingError } from '@spanwright/core/model';
import type { TraceStore } from '@spanwright/store';
import { artifactRoutes } from './artifacts/artifact-routes.ts';
import { text } from './http/answer.ts';
import { BodyBudget } from './http/read-body.ts';
import { errorAnswer } from './http/refusal.ts';
import { type Handling, handle } from './http/request-handler.ts';
import type { Route } from './http/route.ts';
import { makeRouter } from './http/router.ts';
import { limits } from './limits.ts';
import { LiveFeed } from './live/live-feed.ts';
import { ActiveExperiments } from './mlflow/active-experiments.ts';
import { mlflowRoutes } from './mlflow/mlflow-routes.ts';
import { otlpRoute } from './otlp/otlp-route.ts';
import { packageFolder } from './package-folder.ts';
import { Access, type Credentials } from './security/access.ts';
import { RateLimit } from './security/rate-limit.ts';
import { refusedChange } from './security/read-only.ts';
import { refusedOrigin } from './security/check-origin.ts';
import { loginRoute } from './security/login-route.ts';
import { SECURITY_HEADERS } from './security/security-headers.ts';
import type { ServerContext } from './server-context.ts';
import { viewerFiles } from './static/viewer-files.ts';
import { TraceCache } from './viewer/trace-cache.ts';
import { viewerRoutes } from './viewer/viewer-routes.ts';

/** Slow connections are looked for every second. */
const TIMEOUTS = {
  requestTimeout: limits.requestMs,
  headersTimeout: limits.headersMs,
  // Shorter, a client that was busy for some seconds would send into a connection that is just being closed.
  keepAliveTimeout: limits.restMs,
  connectionsCheckingInterval: 1000,
};

/** How a server is started. */
export interface ServerOptions {
  /** The traces; the server does not close it. */
  readonly store: TraceStore;
  /** Folder of artifacts and logged models, made when something comes; `DATABASE-artifacts` beside a database. */
  readonly artifacts: string;
  /** Folder of the attachments that programs write beside a database: `DATABASE-attachments`. */
  readonly attachments?: string;
  /** How the viewer names the database, without secrets. */
  readonly database?: string;
  /** Default 127.0.0.1: only programs of this machine reach the server. */
  readonly host?: string;
  /** Default 0: any that is free. */
  readonly port?: number;
  /** What clients have to show: a token (as `Bearer`, or by a login link), or user and password. Default: nothing. */
  readonly credentials?: Credentials;
  /** Names under which the server may be called, besides those of this machine and private addresses; `*` for any. */
  readonly allowedHosts?: readonly string[];
  /** Refuses everything that changes something; default false. */
  readonly readOnly?: boolean;
  /** Folder of the viewer's build; default the one in this package. */
  readonly viewer?: string;
  /** Told of failures of the server itself; default a line on standard error. */
  readonly onError?: (message: string) => void;
}

/** A server that listens. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:5000`. */
  readonly url: string;
  readonly port: number;
  /** Ends all connections; resolves once the last is gone. */
  close(): Promise<void>;
}

/**
 * Starts the server: MLflow's REST API, OTLP in, and the viewer.
 * @throws TracingError INVALID_PARAMETER_VALUE where the port is taken or the host is none of this machine.
 */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const { store, host = '127.0.0.1', port = 0 } = options;
  const context: ServerContext = {
    store,
    artifacts: options.artifacts,
    attachments: options.attachments,
    database: options.database ?? '',
    readOnly: options.readOnly ?? false,
    experiments: new ActiveExperiments(store),
    live: new LiveFeed(store),
    outlines: new TraceCache({ read: (id) => store.getTraceOutline(id), maxSpans: limits.outlinedSpans }),
    wholes: new TraceCache({ read: (id) => store.getTrace(id), maxSpans: limits.searchedSpans }),
  };
  const handling = handlingOf(options, context);
  const server = createHttpServer(TIMEOUTS, (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    // A client that breaks off is no failure.
    request.on('error', () => {});
    void handle(request, response, handling);
  });
  server.maxConnections = limits.connections;
  await listening(server, host, port);
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    close: () => closed(server, context),
  };
}

function handlingOf(options: ServerOptions, context: ServerContext): Handling {
  const access = new Access(options.credentials ?? {});
  const rate = new RateLimit();
  const hosts = [...(options.allowedHosts ?? []), ...(options.host === undefined ? [] : [options.host])];
  const page = viewerFiles(options.viewer ?? join(packageFolder() ?? '', 'dist', 'viewer'));
  return {
    router: makeRouter([...routesOf(context), loginRoute(access)]),
    budget: new BodyBudget(),
    guard: (request, path) =>
      rate.refused(request.socket.remoteAddress ?? '') ??
      refusedOrigin(request, { hosts }) ??
      access.refused(request, path) ??
      (context.readOnly ? refusedChange(request, path) : undefined),
    otherwise: (request, path) => {
      const isPage =
        (request.method === 'GET' || request.method === 'HEAD') && !/^\/(?:api|ajax-api|v1)(?:\/|$)/.test(path);
      return isPage ? page(request, path) : errorAnswer('ENDPOINT_NOT_FOUND', `There is no ${request.method} ${path}.`);
    },
    onError: options.onError ?? ((message) => process.stderr.write(`spanwright: ${message}\n`)),
  };
}

function routesOf(context: ServerContext): readonly Route[] {
  return [
    { method: 'GET', path: '/health', handle: () => text('OK') },
    ...viewerRoutes(context),
    ...mlflowRoutes(context),
    ...artifactRoutes(context),
    otlpRoute(context),
  ];
}

function listening(server: Server, host: string, port: number): Promise<void> {
  if (host === '')
    throw new TracingError(
      'INVALID_PARAMETER_VALUE',
      'The host is empty: name an address, or 0.0.0.0 for all of them.',
    );
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new TracingError('INVALID_PARAMETER_VALUE', `${port} is no port: a number from 0 to 65535 is expected.`);
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const message = `The server cannot listen on ${host}:${port}: ${REASONS[cause.code ?? ''] ?? cause.message}.`;
      reject(new TracingError('INVALID_PARAMETER_VALUE', message, { cause }));
    });
    server.listen(port, host, resolve);
  });
}

const REASONS: { readonly [code: string]: string } = {
  EADDRINUSE: 'the port is taken; choose another one with --port',
  EACCES: 'this port needs more rights; choose one from 1024 on',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no such host',
};

function closed(server: Server, { live }: ServerContext): Promise<void> {
  live.close();
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Streams of live traces would go on for ever.
    server.closeAllConnections();
  });
}
