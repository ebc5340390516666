// Writes traces of very many spans straight into a store: `node huge.mjs DATABASE SPANS BYTES` makes one, each of its
// spans with so many bytes of outputs, and prints its id.
import { openTraceStore } from '@spanwright/store';

const [path, ...numbers] = process.argv.slice(2);
const [spans, bytes] = numbers.map(Number);
const PER_AGENT = 50;
const PART = 25_000;
const traceId = `tr-${spans.toString(16).padStart(32, '0')}`;
const startMs = Date.now() - spans;

const info = {
  traceId,
  experimentId: '0',
  requestTimeMs: startMs,
  executionDurationMs: spans,
  state: 'OK',
  metadata: {},
  tags: { 'mlflow.traceName': `${spans} spans` },
};

const idOf = (n) => (n + 1).toString(16).padStart(16, '0');
const agentOf = (n) => Math.floor((n - 1) / PER_AGENT) * PER_AGENT + 1;
const at = (ms) => BigInt(Math.round((startMs + ms) * 1000)) * 1000n;

function typeOf(n) {
  if (n === 0 || n === agentOf(n)) return 'AGENT';
  return n % 3 === 0 ? 'TOOL' : 'CHAT_MODEL';
}

function spanOf(n) {
  const isAgent = n === agentOf(n);
  const parent = isAgent ? 0 : agentOf(n);
  const words = `answer ${n} `;
  return {
    traceId,
    spanId: idOf(n),
    ...(n > 0 && { parentSpanId: idOf(parent) }),
    name: n === spans - 10 ? 'needle' : `step ${n}`,
    startTimeNs: at(n),
    endTimeNs: at(n === 0 ? spans : n + (isAgent ? PER_AGENT : 1)),
    status: { code: 'OK' },
    attributes: {
      'mlflow.spanType': typeOf(n),
      'mlflow.spanInputs': { n },
      'mlflow.spanOutputs': words.repeat(Math.ceil(bytes / words.length)),
    },
    events: [],
  };
}

const store = openTraceStore({ path });
for (let from = 0; from < spans; from += PART) {
  const part = Array.from({ length: Math.min(PART, spans - from) }, (_, index) => spanOf(from + index));
  await store.append([{ info, spans: part }]);
}
await store.close();
console.log(traceId);
