import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that takes traces as MLflow does, and remembers which. */
export interface TakingServer {
  readonly uri: string;
  /** Names of the traces that it was told to keep, as often as it was told. */
  readonly taken: string[];
  /** Whether it is away: it ends connections, and keeps its port, which another program may otherwise be given. */
  away: boolean;
  stop(): Promise<void>;
}

interface StartTrace {
  readonly trace: { readonly trace_info: { readonly tags: Readonly<Record<string, string>> } };
}

const PLACES = { 'mlflow.trace.spansLocation': 'TRACKING_STORE', 'mlflow.artifactLocation': 'mlflow-artifacts:/0' };

/** Starts a server on a free port. */
export async function startTakingServer(): Promise<TakingServer> {
  const taken: string[] = [];
  const answer = (path: string, body: Buffer): string => {
    if (path.endsWith('/v1/traces')) return '';
    if (path !== '/api/3.0/mlflow/traces') return '{"experiment":{"experiment_id":"0","name":"Default"}}';
    const { trace } = JSON.parse(body.toString()) as StartTrace;
    taken.push(trace.trace_info.tags['mlflow.traceName'] ?? '');
    return JSON.stringify({ trace: { trace_info: { ...trace.trace_info, tags: PLACES } } });
  };
  const state = { away: false };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void response.end(answer(request.url ?? '', Buffer.concat(chunks))));
  });
  server.on('connection', (socket) => state.away && socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, {
    uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}
