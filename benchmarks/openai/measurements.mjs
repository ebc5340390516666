/** Tracers of others. */
export const PEERS = ['openinference', 'traceloop', 'otel openai', 'langfuse', 'langsmith'];

const ALL = ['none', 'none, AsyncLocalStorage on', 'spanwright', 'by hand', ...PEERS];
const OURS = ['none', 'none, AsyncLocalStorage on', 'spanwright', 'by hand'];
const PAIR = ['none', 'spanwright', 'by hand'];
const KB = 1024;

/**
 * What is small beside what a call takes without tracing, and lost in the difference of two processes: the subject takes
 * turns with a client in its own process that nobody traces. `none` does so too, and shows what cannot be told apart.
 */
const inTurns = (name, scenario, goal = {}, subjects = ['none', 'spanwright']) => ({
  name: `${name}, in turns`,
  scenario,
  mode: 'turns',
  subjects,
  key: 'addedUs',
  ...goal,
});

/**
 * Each goal is a bound of what ours adds, in µs or bytes, or its ratio to the span by hand. A goal fails at 1.3 times.
 * `base` is what figures are differences to.
 */
export const measurements = [
  { name: 'chat, call path', scenario: 'chat', subjects: ALL, key: 'wallUs', atMostRatio: 0.5 },
  { name: 'responses, call path', scenario: 'responses', subjects: ALL, key: 'wallUs', atMostRatio: 0.5 },
  { name: 'chat, CPU with export', scenario: 'chat', sends: true, subjects: ALL, key: 'cpuUs', atMostRatio: 0.75 },
  { name: 'stream, per chunk', scenario: 'stream', subjects: ALL, key: 'wallUs', atMost: 0.4 },
  {
    name: 'stream, per chunk between the first and the last',
    scenario: 'between chunks',
    subjects: OURS,
    key: 'wallUs',
  },
  inTurns('chunk between the first and the last', 'between chunks', { atMost: 0.4 }),
  {
    name: 'stream beneath a span, per chunk',
    scenario: 'stream',
    mode: 'parent',
    subjects: PAIR,
    key: 'wallUs',
    atMostRatio: 1,
  },
  {
    name: 'stream beneath a span, per chunk between the first and the last',
    scenario: 'between chunks',
    mode: 'parent',
    subjects: PAIR,
    key: 'wallUs',
    atMostRatio: 1,
  },
  { name: 'first chunk', scenario: 'first chunk', subjects: ALL, key: 'wallUs', atMost: 15 },
  { name: 'prompt of 200 KB, call path', scenario: 'prompt of 200 KB', subjects: ALL, key: 'wallUs' },
  { name: 'image of 1 MB, call path', scenario: 'image of 1 MB', subjects: ALL, key: 'wallUs' },
  inTurns('prompt of 200 KB', 'prompt of 200 KB', { atMost: 20 }),
  inTurns('image of 1 MB', 'image of 1 MB', { atMost: 20 }),
  // No goal: what the same recording costs where its code has to come from memory, beside which to see the image.
  ...[2, 8].map((megabytes) => inTurns(`chat behind ${megabytes} MB`, `chat behind ${megabytes} MB`)),
  inTurns('chat behind 48 MB', 'chat behind 48 MB', {}, PAIR),
  {
    name: 'image of 1 MB, CPU with export',
    scenario: 'image of 1 MB',
    sends: true,
    subjects: OURS,
    key: 'cpuUs',
    atMostRatio: 0.5,
  },
  { name: 'embeddings of 100, call path', scenario: 'embeddings of 100', subjects: ALL, key: 'wallUs' },
  inTurns('embeddings of 100', 'embeddings of 100', { atMost: 50 }),
  {
    name: 'embeddings of 100, allocation',
    scenario: 'embeddings of 100',
    mode: 'allocation',
    subjects: PAIR,
    key: 'bytes',
    atMost: 8 * KB,
  },
  { name: '64 at once, per call', scenario: '64 at once', subjects: ALL, key: 'wallUs', atMostRatio: 0.5 },
  {
    name: 'chat, allocation',
    scenario: 'chat',
    mode: 'allocation',
    subjects: ALL,
    key: 'bytes',
    atMost: 4 * KB,
  },
  {
    name: 'chat beneath a span, allocation',
    scenario: 'chat',
    mode: 'allocation in parent',
    subjects: PAIR,
    key: 'bytes',
    atMost: 9 * KB,
  },
  {
    name: 'heap growth after 10,000 traces',
    scenario: 'chat',
    mode: 'growth',
    subjects: ['none', 'spanwright'],
    key: 'bytes',
    atMost: 1024 * KB,
  },
];
