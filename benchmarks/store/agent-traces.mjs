// Deterministic traces of an agent: ten spans, about 20 KB of JSON; the history of messages repeats from span to span.

/** Numbers from 0 to 1 from a seed. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const START_MS = 1_750_000_000_000;
const MS_BETWEEN = 500;
const TYPES = ['AGENT', 'CHAT_MODEL', 'TOOL', 'RETRIEVER'];
const MODELS = ['gpt-4o', 'gpt-4o-mini', 'claude-sonnet', 'o3'];
const TOOLS = Array.from({ length: 40 }, (_, n) => `tool_${n}`);
const HEX = '0123456789abcdef';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const POOL = 1000;

const words = (() => {
  const random = randomFrom(1);
  const word = () => Array.from({ length: 3 + random() * 8 }, () => LETTERS[Math.floor(random() * 26)]).join('');
  return Array.from({ length: 8000 }, (_, n) => `${word()}${n % 7 === 0 ? n : ''}`);
})();

function text(random, chars) {
  let result = '';
  // Zipf: few words are common, most are rare.
  while (result.length < chars) result += `${words[Math.floor(8000 ** random()) - 1] ?? 'a'} `;
  return result;
}

const id = (random, digits) => Array.from({ length: digits }, () => HEX[Math.floor(random() * 16)]).join('');

const pool = [];

/** Trace number `n`: ids and times of its own, content of one of a thousand. Making it costs little. */
export function agentTrace(n) {
  const model = (pool[n % POOL] ??= makeTrace(n % POOL));
  const traceId = `tr-${n.toString(16).padStart(8, '0')}${model.info.traceId.slice(11)}`;
  const shiftMs = (n - (n % POOL)) * MS_BETWEEN;
  const shiftNs = BigInt(shiftMs) * 1_000_000n;
  const { info } = model;
  const metadata = { ...info.metadata, 'mlflow.trace.session': `session-${Math.floor(n / 8)}` };
  const spans = model.spans.map((own) => ({
    ...own,
    traceId,
    startTimeNs: own.startTimeNs + shiftNs,
    endTimeNs: own.endTimeNs + shiftNs,
  }));
  return { info: { ...info, traceId, requestTimeMs: info.requestTimeMs + shiftMs, metadata }, spans };
}

function makeTrace(n) {
  const random = randomFrom(n + 7);
  const traceId = `tr-${id(random, 32)}`;
  const startMs = START_MS + n * MS_BETWEEN;
  const durationMs = Math.floor(10 ** (1 + random() * 3.5));
  const failed = random() < 0.03;
  const history = [];
  const rootId = id(random, 16);
  const spans = Array.from({ length: 10 }, (_, i) =>
    span({ random, n, i, traceId, rootId, startMs, durationMs, failed, history }),
  );
  return {
    info: {
      traceId,
      experimentId: '0',
      requestTimeMs: startMs,
      executionDurationMs: durationMs,
      state: failed ? 'ERROR' : 'OK',
      requestPreview: text(random, 120),
      responsePreview: text(random, 200),
      metadata: {
        'mlflow.trace_schema.version': '3',
        'mlflow.trace.session': `session-${Math.floor(n / 8)}`,
        'mlflow.trace.user': `user-${Math.floor(random() * 500)}`,
      },
      tags: {
        'mlflow.traceName': 'agent',
        env: random() < 0.7 ? 'prod' : 'dev',
        ...(random() < 0.002 && { flagged: 'yes' }),
      },
    },
    spans,
  };
}

function span({ random, n, i, traceId, rootId, startMs, durationMs, failed, history }) {
  const type = i === 0 ? 'AGENT' : TYPES[1 + (i % 3)];
  history.push({ role: i % 2 ? 'assistant' : 'user', content: text(random, 260) });
  const startTimeNs = BigInt(startMs) * 1_000_000n + BigInt(Math.floor((durationMs * 1e6 * i) / 11));
  const model = type === 'CHAT_MODEL';
  return {
    traceId,
    spanId: i === 0 ? rootId : id(random, 16),
    ...(i > 0 && { parentSpanId: rootId }),
    name: nameOf(i, model, random),
    startTimeNs,
    endTimeNs: startTimeNs + BigInt(Math.floor((durationMs * 1e6) / 11)),
    status: failed && i === 9 ? { code: 'ERROR', message: 'failed' } : { code: 'OK' },
    attributes: {
      'mlflow.spanType': type,
      'mlflow.spanInputs': { messages: history.slice(-5), request: n },
      'mlflow.spanOutputs': { content: text(random, 300) },
      ...(model && {
        'mlflow.llm.model': MODELS[Math.floor(random() * MODELS.length)],
        'mlflow.chat.tokenUsage': { input_tokens: 800, output_tokens: 120, total_tokens: 920 },
      }),
    },
    events: [],
  };
}

function nameOf(i, model, random) {
  if (i === 0) return 'agent';
  return model ? 'ChatModel' : TOOLS[Math.floor(random() * TOOLS.length)];
}
