import { createRequire } from 'node:module';
import { applyIntegration, setTraceExporter } from '@spanwright/core/kit';
import { describeIntegration } from '@spanwright/fixtures';
import { openai } from '../src/openai.ts';
import { TraceCollector } from './trace-collector.ts';
import { isPossible, scenarios, spans } from './scenarios/scenarios.cjs';

const require = createRequire(__filename);
const collector = new TraceCollector();
setTraceExporter(collector);

describeIntegration({
  name: 'openai',
  scenarios: Object.fromEntries(Object.entries(scenarios).filter(([name]) => isPossible(require('openai'), name))),
  modules: { 'openai 6': () => require('openai') as unknown },
  instrument: (module) => ({ undo: applyIntegration(openai, module as object) }),
  collect: () => collector.take(),
  // An aborted signal stops the call before any request, a retry is a request more.
  expectedSpans: { 'a signal aborted before the call': 1, 'a rate limit that the client waits out': 1, ...spans },
  patched: Object.keys(openai.patches),
});
