'use strict';
// Talks over a WebSocket of the client with a provider in this process, untraced and traced; prints, as JSON, what the
// program saw each time, and the spans. Arguments: the module format to load in (`esm` or `cjs`), the module.
const { once } = require('node:events');
const { connect } = require('node:net');
const { setTraceExporter } = require('@spanwright/core/kit');
const { flush, withSpan } = require('@spanwright/core');
const { WebSocketServer } = require('ws');

const [format, name] = process.argv.slice(2);
const isResponses = name.includes('responses');
const usage = {
  total_tokens: 30,
  input_tokens: 20,
  output_tokens: 10,
  input_token_details: { cached_tokens: 4, audio_tokens: 6 },
  output_token_details: { audio_tokens: 5 },
};
const output = [{ type: 'message', role: 'assistant', content: [{ type: 'output_audio', transcript: 'Hello' }] }];
const ENDS = {
  well: { status: 'completed', output, usage },
  badly: { status: 'failed', status_details: { error: { type: 'server_error', code: 'busy', message: 'try later' } } },
  interrupted: { status: 'cancelled', status_details: { reason: 'turn_detected' }, output },
};

/** A provider that answers each request as its `user` field asks, in audio pieces. */
async function startProvider() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    const send = (event) => socket.send(JSON.stringify(event));
    let count = 0;
    send({ type: 'session.created', session: { model: 'gpt-realtime', instructions: 'Be brief.', id: 's' } });
    socket.on('message', (data) => {
      const { type, response, ...rest } = JSON.parse(String(data));
      if (type !== 'response.create') return;
      const { user } = response ?? rest;
      const id = `resp_${(count += 1)}`;
      send({ type: 'response.created', response: { id, status: 'in_progress', model: 'gpt-realtime' } });
      if (user === 'hang') return void socket.close(1011, 'gone');
      send({ type: 'response.output_audio.delta', response_id: id, delta: 'UklGRg==' });
      send({ type: isResponses ? 'response.completed' : 'response.done', response: { id, ...ENDS[user] } });
    });
  });
  await once(server, 'listening');
  return server;
}

const item = { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hi' }] };

/** One session with an answer, a failure, an interruption, and a connection that ends in mid-response. */
async function converse(openSocket) {
  const socket = openSocket();
  const seen = [];
  let waiting = () => {};
  socket.on('event', (event) => {
    seen.push(event);
    if (/session.created|done|completed/.test(event.type)) waiting();
  });
  socket.on('error', (error) => seen.push({ error: error.message }));
  const next = () => new Promise((resolve) => (waiting = resolve));
  await next();
  if (!isResponses) socket.send({ type: 'conversation.item.create', item });
  for (const user of Object.keys(ENDS)) {
    const asked = { type: 'response.create', ...(isResponses ? { user } : { response: { user } }) };
    await withSpan('turn', async () => {
      socket.send(asked);
      await next();
    });
  }
  socket.send({ type: 'response.create', ...(isResponses ? { user: 'hang' } : { response: { user: 'hang' } }) });
  const raw = socket.socket;
  await new Promise((resolve) => (isResponses ? socket.on('close', resolve) : raw.addEventListener('close', resolve)));
  socket.close();
  return seen;
}

function load(module) {
  return format === 'esm' ? import(module) : require(module);
}

async function main() {
  const { OpenAI } = await load('openai');
  const module = await load(name);
  const { autolog } = await load('@spanwright/openai');
  const server = await startProvider();
  const client = new OpenAI({ apiKey: 'k', baseURL: `http://127.0.0.1:${server.address().port}/v1` });
  const Socket = Object.values(module).find((value) => typeof value === 'function' && value.prototype?.send);
  // The client always means to speak TLS, this provider does not.
  const options = { createConnection: ({ port, host }) => connect(port, host) };
  const open = () =>
    isResponses ? new Socket(client, options) : new Socket({ model: 'gpt-realtime', options }, client);
  const spans = [];
  setTraceExporter({
    export: async (traces) => void spans.push(...structuredClone(traces).flatMap((trace) => trace.spans)),
    close: async () => {},
  });
  const before = Object.getOwnPropertyNames(Socket.prototype);
  const untraced = await converse(open);
  await flush();
  spans.length = 0;
  // What an ES module program imported before is not looked for: the module is rarely there.
  autolog({ loader: false, ...(format === 'esm' && { modules: [module] }) });
  const traced = await converse(open);
  autolog({ disable: true });
  await flush();
  const restored = JSON.stringify(Object.getOwnPropertyNames(Socket.prototype)) === JSON.stringify(before);
  const shown = spans.map(({ name: of, spanId, parentSpanId, status, attributes, endTimeNs }) => ({
    name: of,
    ended: endTimeNs !== undefined,
    parent: spans.find((span) => span.spanId === parentSpanId)?.name,
    status,
    attributes,
    spanId,
  }));
  console.log(JSON.stringify({ untraced, traced, restored, spans: shown }));
  server.close();
  for (const socket of server.clients) socket.terminate();
}

void main();
