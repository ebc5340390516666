import { parseFilter } from '@spanwright/core/model';
import { agentTrace } from './agent-traces.mjs';
import { timed } from './measure.mjs';

/** Times of the questions that a viewer and programs ask, in milliseconds of the caller. */
export async function measureQueries(store, { traces, samples }) {
  const one = agentTrace(Math.floor(traces / 2)).info;
  const find = (filter) => {
    const query = { experimentIds: ['0'], filter: parseFilter(filter) };
    return timed(samples, () => store.searchTraces(query));
  };
  return {
    list: await find(''),
    tag: await find("tags.flagged = 'yes'"),
    metadata: await find("metadata.mlflow.trace.user = 'user-7'"),
    session: await find(`metadata.mlflow.trace.session = '${one.metadata['mlflow.trace.session']}'`),
    'status+time': await find(`status = 'ERROR' AND timestamp > ${one.requestTimeMs}`),
    'span name': await find("span.name = 'tool_7'"),
    'get trace': await timed(samples, (i) => store.getTrace(agentTrace((i * 7919) % traces).info.traceId)),
    'text, absent': await find("trace.text LIKE '%zzzqqq%'"),
    'text, rare': await find(`trace.text LIKE '%${one.traceId.slice(3, 17)}%'`),
    'text, common': await find("trace.text LIKE '%agent%'"),
    'chart by hour': await timed(samples, () => store.getChart({ experimentIds: ['0'], interval: 'hour' })),
    'chart by model': await timed(samples, () => store.getChart({ experimentIds: ['0'], by: 'model' })),
  };
}
