// Reads for some seconds, then writes how many pages: node read-for.mjs <path> <seconds>
import { parseFilter } from '@spanwright/core/model';
import { openTraceStore } from '@spanwright/store';

const [path, seconds] = process.argv.slice(2);
const store = openTraceStore({ path, mode: 'read', warn: (message) => console.error(message) });
const end = performance.now() + Number(seconds) * 1000;
let pages = 0;
while (performance.now() < end) {
  const { traces } = await store.listTraces();
  const trace = await store.getTrace(traces[0].traceId);
  if (trace.spans.length === 0) throw new Error('a trace without its spans');
  await store.searchTraces({ filter: parseFilter("span.name = 'step 3' AND trace.text LIKE '%step 9%'") });
  pages++;
}
await store.close();
console.log(pages);
