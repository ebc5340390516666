import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Collector {
  readonly url: string;
  /** What came in: path, a header, and names of services and spans. */
  readonly received: unknown[];
  close(): Promise<void>;
}

/** Stands for an OpenTelemetry collector that takes OTLP over HTTP, as JSON. */
export async function startCollector(): Promise<Collector> {
  const received: unknown[] = [];
  const server = createServer((request, response) => {
    void readSpans(request).then((spans) => {
      received.push(...spans);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface OtlpRequest {
  readonly resourceSpans: readonly {
    readonly resource: {
      readonly attributes: readonly { readonly key: string; readonly value: { stringValue?: string } }[];
    };
    readonly scopeSpans: readonly { readonly spans: readonly { readonly name: string }[] }[];
  }[];
}

async function readSpans(request: IncomingMessage): Promise<readonly unknown[]> {
  const body = JSON.parse(Buffer.concat(await request.toArray()).toString()) as OtlpRequest;
  return body.resourceSpans.map(({ resource, scopeSpans }) => ({
    path: request.url,
    apiKey: request.headers['api_key'],
    service: resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue,
    spans: scopeSpans.flatMap((scope) => scope.spans.map(({ name }) => name)),
  }));
}
