'use strict';
const { clientOf, question, readAll } = require('./support.cjs');

const STREAMS = 500;
const chunk = (index, content) => ({
  id: `chatcmpl-${index}`,
  object: 'chat.completion.chunk',
  created: 1,
  model: 'gpt-4o-mini',
  choices: [{ index: 0, delta: { content }, finish_reason: null }],
});

/** Many streams at once, their chunks mixed, each answered by what was asked. The answers come from this process. */
async function manyStreams(openai, baseURL) {
  const client = clientOf(openai, baseURL, { fetch: answer });
  const read = async (_, index) => {
    const body = { model: 'gpt-4o-mini', messages: question, stream: true, user: String(index) };
    const chunks = await readAll(await client.chat.completions.create(body));
    return chunks.map(({ choices }) => choices[0].delta.content).join('');
  };
  return Promise.all(Array.from({ length: STREAMS }, read));
}

async function answer(_url, { body }) {
  const { user } = JSON.parse(body);
  const pieces = ['stream ', user, ' ends'];
  const sse = new ReadableStream({
    async pull(controller) {
      await new Promise(setImmediate);
      const piece = pieces.shift();
      const text = piece === undefined ? 'data: [DONE]\n\n' : `data: ${JSON.stringify(chunk(user, piece))}\n\n`;
      controller.enqueue(Buffer.from(text));
      if (piece === undefined) controller.close();
    },
  });
  return new Response(sse, { headers: { 'content-type': 'text/event-stream' } });
}

module.exports = { manyStreams, STREAMS };
