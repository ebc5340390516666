import { basename } from 'node:path';
import { TracingError } from '@spanwright/core/model';
import { type Answer, download, json } from '../http/answer.ts';
import { refuse } from '../http/refusal.ts';
import type { Call, Method, Route } from '../http/route.ts';
import type { ServerContext } from '../server-context.ts';
import { artifactPath, listArtifacts, readArtifact, removeArtifact, writeArtifact } from './artifact-files.ts';
import { storeTraceData, traceData, traceOfPath } from './trace-data.ts';

type Handler = (context: ServerContext, call: Call) => Promise<Answer>;

const PATH = '/mlflow-artifacts/artifacts';

const HANDLERS: readonly (readonly [method: Method, path: string, handle: Handler])[] = [
  ['GET', `${PATH}/*path`, getArtifact],
  ['PUT', `${PATH}/*path`, putArtifact],
  ['DELETE', `${PATH}/*path`, deleteArtifact],
  ['GET', PATH, list],
  ['GET', '/mlflow/get-trace-artifact', getTraceArtifact],
];

/** MLflow's artifact proxy (`mlflow-artifacts:`): files of runs, traces and models, in one folder. */
export function artifactRoutes(context: ServerContext): readonly Route[] {
  return ['/api/2.0', '/ajax-api/2.0', '/api/3.0', '/ajax-api/3.0'].flatMap((prefix) =>
    HANDLERS.map(([method, path, handle]) => ({
      method,
      path: prefix + path,
      handle: (call: Call) => handle(context, call),
    })),
  );
}

async function getArtifact(context: ServerContext, { params }: Call): Promise<Answer> {
  const { path = '' } = params;
  const traceId = traceOfPath(path);
  const spans = traceId === undefined ? undefined : await traceData(context, traceId);
  if (spans !== undefined) return saved(spans, 'traces.json');
  const { stream, bytes } = await readArtifact(await artifactPath(context.artifacts, path), path);
  return saved(stream, basename(path), { 'content-length': String(bytes) });
}

async function putArtifact(context: ServerContext, { params, request, body }: Call): Promise<Answer> {
  const { path = '' } = params;
  const traceId = traceOfPath(path);
  const file = await artifactPath(context.artifacts, path);
  if (path === '' || path.endsWith('/')) throw refuse('INVALID_PARAMETER_VALUE', 'Invalid path');
  if (traceId === undefined) await writeArtifact(file, request);
  else await storeTraceData(context, traceId, await body());
  return json({});
}

async function deleteArtifact({ artifacts }: ServerContext, { params }: Call): Promise<Answer> {
  const file = await artifactPath(artifacts, params['path'] ?? '');
  if (file === (await artifactPath(artifacts, ''))) throw refuse('INVALID_PARAMETER_VALUE', 'Invalid path');
  await removeArtifact(file);
  return json({});
}

async function list({ artifacts }: ServerContext, { query }: Call): Promise<Answer> {
  return json({ files: await listArtifacts(await artifactPath(artifacts, query.get('path') ?? '')) });
}

async function getTraceArtifact(context: ServerContext, { query }: Call): Promise<Answer> {
  const traceId = query.get('request_id') ?? query.get('trace_id') ?? '';
  const trace = await context.store.getTrace(traceId);
  if (!trace) throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Trace with ID '${traceId}' not found.`);
  const name = query.get('path');
  if (name === null) return saved((await traceData(context, traceId)) ?? '{"spans": []}', 'traces.json');
  const path = `${trace.info.experimentId}/traces/${traceId}/artifacts/${name}`;
  const { stream } = await readArtifact(await artifactPath(context.artifacts, path), path);
  return saved(stream, basename(path));
}

/** Never shown by a browser: what has been uploaded is not to run in the name of this server. */
function saved(body: NonNullable<Answer['body']>, name: string, headers: Answer['headers'] = {}): Answer {
  const answer = download(body, name.replace(/[^\w.-]/g, '_'), 'application/octet-stream');
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
