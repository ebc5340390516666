import { fitsOtlp, spansToProtobuf, type TraceData } from '../model/index.ts';
import { errorOf, isOk, isUnknownEndpoint } from './answer.ts';
import type { RestClient } from './rest-client.ts';
import { spanForWire } from './wire-spans.ts';

const SOURCE = { resource: {}, scope: { name: 'spanwright' } } as const;

/**
 * Sends the spans of traces of one experiment by OTLP.
 * @returns false where the server takes no spans: it is older than MLflow 3.4, or keeps its data in files.
 * @throws TracingError where it does not take these; it has taken none of them.
 */
export async function sendSpans(
  client: RestClient,
  experimentId: string,
  traces: readonly TraceData[],
): Promise<boolean> {
  const spans = traces.filter(fitsOtlp).flatMap((trace) => trace.spans.map(spanForWire));
  if (spans.length === 0) return true;
  const answer = await client.send({
    method: 'POST',
    path: '/v1/traces',
    headers: {
      'content-type': 'application/x-protobuf',
      'content-encoding': 'gzip',
      'x-mlflow-experiment-id': experimentId,
    },
    body: await gzipped(spansToProtobuf(spans, SOURCE)),
  });
  if (isUnknownEndpoint(answer)) return false;
  if (!isOk(answer)) throw errorOf(answer);
  return true;
}

function gzipped(bytes: Uint8Array): Promise<Uint8Array> {
  const { gzip } = process.getBuiltinModule('node:zlib');
  return new Promise((resolve, reject) =>
    gzip(bytes, { level: 1 }, (error, result) => (error ? reject(error) : resolve(result))),
  );
}
