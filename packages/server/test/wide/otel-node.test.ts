import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startServer } from '../support/server.ts';
import { runProgram } from './support.ts';

const LIBRARY = join(__dirname, '../../../../fixtures/versions/otlp');

describe('OpenTelemetry for Node.js', () => {
  it.each(['proto', 'http'])('sends its spans here by exporter-trace-otlp-%s', async (exporter) => {
    const server = await startServer();
    await runProgram(process.execPath, 'otel-node.cjs', [server.url, exporter, LIBRARY]);
    const { traces } = await server.store.listTraces();
    const tags = { 'mlflow.traceName': 'work', 'service.name': `node-${exporter}` };
    expect(traces).toMatchObject([{ state: 'OK', tags, metadata: { 'mlflow.trace.session': 's1' } }]);
    const trace = await server.store.getTrace(traces[0]?.traceId ?? '');
    expect(trace?.spans.map(({ name }) => name)).toEqual(['work', 'chat']);
    expect(trace?.spans[1]?.attributes).toMatchObject({ 'mlflow.spanType': 'CHAT_MODEL', 'mlflow.llm.model': 'm' });
  });
});
