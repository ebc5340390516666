import { expect, it } from '@jest/globals';
import { startMlflowServer, startProviderServer } from '@spanwright/fixtures';
import { startServer } from '../support/server.ts';
import { describeWith, runProgram, seenBy } from './support.ts';

const python = (): string => process.env['SPANWRIGHT_MLFLOW_PYTHON'] ?? '';

describeWith('SPANWRIGHT_MLFLOW_PYTHON')('the Python client of MLflow', () => {
  it('sees here what it sees at a real MLflow server: experiments, traces, assessments, runs, models, autolog', async () => {
    const [server, provider, real] = await Promise.all([startServer(), startProviderServer(), startMlflowServer()]);
    try {
      const here = seenBy(await runProgram(python(), 'mlflow_client.py', [server.url, provider.url]));
      const there = seenBy(await runProgram(python(), 'mlflow_client.py', [real.uri, provider.url]));
      expect(here).toEqual(there);
      expect(here).toMatchObject({ traces: ['agent', 'broken'], get: 3, deleted: 1, 'traces of the model': ['add'] });
      expect(server.errors).toEqual([]);
    } finally {
      await Promise.all([provider.close(), real.stop()]);
    }
  });

  it('is joined by programs that only have OpenTelemetry for Python', async () => {
    const server = await startServer();
    await runProgram(python(), 'otel_python.py', [server.url]);
    const { traces } = await server.store.listTraces();
    const tags = { 'mlflow.traceName': 'work', 'service.name': 'python' };
    expect(traces).toMatchObject([{ state: 'OK', tags, metadata: { 'mlflow.trace.session': 's1' } }]);
    const trace = await server.store.getTrace(traces[0]?.traceId ?? '');
    expect(trace?.spans[1]?.attributes).toMatchObject({ 'mlflow.spanType': 'CHAT_MODEL', 'mlflow.llm.model': 'm' });
  });
});
