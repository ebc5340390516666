// What the examples leave out: failures, sessions, media, feedback, a link to a run.
import zlib from 'node:zlib';
import * as mlflow from 'spanwright';

const ids = {};

await mlflow
  .withSpan({ name: 'book a flight', spanType: 'AGENT' }, async () => {
    mlflow.updateCurrentTrace({ tags: { team: 'travel', stage: 'test' } });
    await mlflow.withSpan({ name: 'find flights', spanType: 'TOOL' }, async (span) => {
      span.setInputs({ from: 'Lisbon', to: 'Atlantis' });
      throw new RangeError('there is no airport in Atlantis');
    });
  })
  .catch(() => {});
await mlflow.flush();
ids.failed = mlflow.getLastActiveTraceId();

for (const [turn, [question, answer]] of [
  ['Where is Bergen?', 'In Norway, by the sea.'],
  ['Does it rain there?', 'On 240 days of the year.'],
].entries()) {
  await mlflow.withSpan({ name: 'turn', spanType: 'CHAT_MODEL' }, async (span) => {
    mlflow.updateCurrentTrace({ metadata: { 'mlflow.trace.session': 'walk-session', 'mlflow.trace.user': 'ada' } });
    span.setInputs({ messages: [{ role: 'user', content: question }] });
    span.setOutputs({ choices: [{ message: { role: 'assistant', content: answer } }] });
    span.setAttribute('mlflow.llm.model', 'gpt-4o-mini');
    span.setAttribute('mlflow.chat.tokenUsage', { input_tokens: 10 + turn, output_tokens: 6, total_tokens: 16 + turn });
  });
  await mlflow.flush();
  ids[`turn${turn + 1}`] = mlflow.getLastActiveTraceId();
}

// Forty agents: a chain along all of them, and each third reports to the first.
const agents = Array.from({ length: 40 }, (_, index) => `agent ${index + 1}`);
const handOff = (from, to) =>
  mlflow.withSpan({ name: 'Handoff', spanType: 'HANDOFF' }, async (span) => {
    span.setAttributes({ 'spanwright.handoff.from': from, 'spanwright.handoff.to': to });
  });
await mlflow.withSpan({ name: 'swarm', spanType: 'AGENT' }, async () => {
  for (const [index, name] of agents.entries()) {
    if (index > 0) await handOff(agents[index - 1], name);
    if (index % 3 === 2) await handOff(name, agents[0]);
  }
});
await mlflow.flush();
ids.swarm = mlflow.getLastActiveTraceId();

const dataUri = (type, bytes) => `data:${type};base64,${bytes.toString('base64')}`;

await mlflow.withSpan({ name: 'describe', spanType: 'CHAT_MODEL' }, async (span) => {
  span.setInputs({
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is on the **picture**?' },
          { type: 'image_url', image_url: { url: dataUri('image/png', png(96)) } },
          { type: 'input_audio', input_audio: { data: wav(4000).toString('base64'), format: 'wav' } },
        ],
      },
    ],
  });
  span.setOutputs({
    choices: [
      {
        message: {
          role: 'assistant',
          reasoning_content: 'I see stripes.',
          content: '# Stripes\n\n- red\n- blue\n\n```js\ndraw();\n```',
        },
      },
    ],
  });
});
await mlflow.flush();
ids.media = mlflow.getLastActiveTraceId();

await mlflow.startRun({ runName: 'walk run' }, async () => {
  await mlflow.withSpan({ name: 'in a run' }, async () => {});
});
await mlflow.flush();
ids.inRun = mlflow.getLastActiveTraceId();
await mlflow.logFeedback({ traceId: ids.failed, name: 'helpful', value: false, rationale: 'It gave up too early.' });
await mlflow.flush();
console.log(JSON.stringify(ids));

function png(size) {
  const row = Buffer.alloc(1 + size * 3);
  const rows = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) row.set([(x * 7 + y) % 256, (y * 3) % 256, (x * y) % 256], 1 + x * 3);
    rows.push(Buffer.from(row));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', zlib.deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...parts]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(checksum(body));
  return Buffer.concat([length, body, sum]);
}

// `zlib.crc32` came with Node.js 22.
function checksum(bytes) {
  if (zlib.crc32) return zlib.crc32(bytes);
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function wav(samples) {
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + samples * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.set([1, 0, 1, 0], 20);
  bytes.writeUInt32LE(8000, 24);
  bytes.writeUInt32LE(16_000, 28);
  bytes.set([2, 0, 16, 0], 32);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i += 1) bytes.writeInt16LE(Math.round(8000 * Math.sin(i / 6)), 44 + i * 2);
  return bytes;
}
