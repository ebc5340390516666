// What is called, and what answers: the provider is a function in this process, so that no socket hides what tracing adds.

const WORDS = 'Air scatters the short blue waves of sunlight far more than the long red ones. ';
const system = { role: 'system', content: WORDS.repeat(6) };
const question = { role: 'user', content: 'Why is the sky blue? '.repeat(12) };
const chatBody = { model: 'gpt-4o-mini', messages: [system, question], temperature: 0.2, max_tokens: 512 };
const usage = {
  prompt_tokens: 220,
  completion_tokens: 150,
  total_tokens: 370,
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
};
const completion = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_767_225_600,
  model: 'gpt-4o-mini-2024-07-18',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: WORDS.repeat(12), refusal: null, annotations: [] },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage,
};
const response = {
  id: 'resp_1',
  object: 'response',
  created_at: 1_767_225_600,
  status: 'completed',
  model: 'gpt-4o-mini-2024-07-18',
  output: [
    {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text: WORDS.repeat(12), annotations: [] }],
    },
  ],
  usage: {
    input_tokens: 220,
    output_tokens: 150,
    total_tokens: 370,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens_details: { reasoning_tokens: 0 },
  },
};

const INPUTS = 100;
const DIMENSIONS = 1536;
const vector = Buffer.from(new Float32Array(DIMENSIONS).fill(0.25).buffer).toString('base64');
const embeddings = {
  object: 'list',
  model: 'text-embedding-3-small',
  data: Array.from({ length: INPUTS }, (_, index) => ({ object: 'embedding', index, embedding: vector })),
  usage: { prompt_tokens: 500, total_tokens: 500 },
};

const CHUNKS = 200;
const chunk = (delta, finish_reason = null) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_767_225_600,
  model: 'gpt-4o-mini-2024-07-18',
  choices: [{ index: 0, delta, logprobs: null, finish_reason }],
});
const chunks = [
  ...Array.from({ length: CHUNKS - 2 }, () => chunk({ content: 'sunlight ' })),
  chunk({}, 'stop'),
  { ...chunk({}), choices: [], usage },
];
const sse = Buffer.from([...chunks.map((data) => `data: ${JSON.stringify(data)}\n\n`), 'data: [DONE]\n\n'].join(''));

const json = (answer) => {
  const text = JSON.stringify(answer);
  return () => new Response(text, { headers: { 'content-type': 'application/json', 'x-request-id': 'req_1' } });
};
const eventStream = () => {
  let sent = false;
  const body = new ReadableStream({
    pull(controller) {
      if (sent) controller.close();
      else controller.enqueue(sse);
      sent = true;
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
};

const imageUrl = `data:image/png;base64,${'iVBORw0KGgo'.repeat(95_326)}`;
const withImage = [
  { type: 'text', text: 'What is this?' },
  { type: 'image_url', image_url: { url: imageUrl } },
];
const streaming = { ...chatBody, stream: true, stream_options: { include_usage: true } };

const once = (kind, body) => (subject) => subject.call(kind, body);

async function readAll(subject) {
  let length = 0;
  for await (const { choices } of await subject.stream(streaming)) length += choices[0]?.delta.content?.length ?? 0;
  return length;
}

/** Times itself: what comes after the first chunk does not count. */
async function readFirst(subject) {
  const start = performance.now();
  const stream = await subject.stream(streaming);
  const iterator = stream[Symbol.asyncIterator]();
  await iterator.next();
  const ms = performance.now() - start;
  await iterator.return?.();
  return ms;
}

/** Times itself: from the first text to the last. What a call costs before and after, chunks or not, does not count. */
async function readBetween(subject) {
  let texts = 0;
  let start = 0;
  let end = 0;
  for await (const { choices } of await subject.stream(streaming)) {
    if (choices[0]?.delta.content) texts += 1;
    if (texts === 1 && start === 0) start = performance.now();
    if (texts === CHUNKS - 2 && end === 0) end = performance.now();
  }
  return end - start;
}

const answerChat = json(completion);
const MB = 1024 * 1024;
const CACHE_LINE = 64;

/**
 * A small chat call that finds other memory in the CPU's caches than its own: that much of it is written before the
 * call, and again before the answer. Times itself, without the writing.
 */
function chatBehind(megabytes, perRun) {
  let filler;
  let coolMs = 0;
  const cool = () => {
    filler ??= new Uint8Array(megabytes * MB);
    const start = performance.now();
    for (let at = 0; at < filler.length; at += CACHE_LINE) filler[at] += 1;
    coolMs = performance.now() - start;
  };
  const run = async (subject) => {
    cool();
    const start = performance.now();
    await subject.call('chat', chatBody);
    // What it took before the answer.
    return performance.now() - start - coolMs;
  };
  const answer = () => {
    cool();
    return answerChat();
  };
  return { answer, units: 1, perRun, run, timesItself: true };
}

/**
 * @typedef {object} Scenario
 * @property {() => Response} answer of the provider
 * @property {number} units what one call counts as
 * @property {number} perRun calls between two flushes: no tracer's queue may be full before
 * @property {(subject: import('./subjects.mjs').Subject) => Promise<unknown>} run
 * @property {true} [timesItself] `run` resolves with the milliseconds that count
 */

/** @type {Readonly<Record<string, Scenario>>} */
export const scenarios = {
  chat: { answer: answerChat, units: 1, perRun: 20, run: once('chat', chatBody) },
  'chat behind 2 MB': chatBehind(2, 4),
  'chat behind 8 MB': chatBehind(8, 4),
  'chat behind 48 MB': chatBehind(48, 1),
  responses: {
    answer: json(response),
    units: 1,
    perRun: 20,
    run: once('responses', { model: 'gpt-4o-mini', input: question.content, instructions: system.content }),
  },
  stream: { answer: eventStream, units: CHUNKS, perRun: 2, run: readAll },
  'between chunks': { answer: eventStream, units: CHUNKS - 3, perRun: 2, run: readBetween, timesItself: true },
  'first chunk': { answer: eventStream, units: 1, perRun: 10, run: readFirst, timesItself: true },
  'prompt of 200 KB': {
    answer: answerChat,
    units: 1,
    perRun: 10,
    run: once('chat', { ...chatBody, messages: [{ role: 'user', content: WORDS.repeat(2_600) }] }),
  },
  'image of 1 MB': {
    answer: answerChat,
    units: 1,
    perRun: 4,
    run: once('chat', { ...chatBody, messages: [{ role: 'user', content: withImage }] }),
  },
  'embeddings of 100': {
    answer: json(embeddings),
    units: 1,
    perRun: 5,
    run: once('embeddings', { model: 'text-embedding-3-small', input: Array(INPUTS).fill('A harbour at dusk.') }),
  },
  '64 at once': {
    answer: answerChat,
    units: 64,
    perRun: 1,
    run: (subject) => Promise.all(Array.from({ length: 64 }, () => subject.call('chat', chatBody))),
  },
};
