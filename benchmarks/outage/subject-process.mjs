// A program whose server is there, or away, as its environment says: measures a sample whenever it is asked to.
import { Agent, request } from 'node:http';
import { flush, withSpan } from '@spanwright/core';
import { median, serve } from '../lib/paired.mjs';

const [, what, url, runs] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });

function ask() {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/2.0/mlflow/experiments/get`, { agent, method: 'POST' }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    });
    sent.on('error', reject).end('{}');
  });
}

const inputs = { messages: [{ role: 'user', content: 'What is an owl? '.repeat(20) }], temperature: 0.5 };

const calls = {
  request: {
    count: 100,
    call: () => withSpan({ name: 'ask', inputs }, async (span) => span.setOutputs({ status: await ask() })),
  },
  span: {
    count: 500,
    call: () => withSpan({ name: 'think', inputs }, (span) => span.setOutputs({ answer: 'a bird' })),
  },
};

/** Microseconds of a call. */
async function measureRun() {
  const { count, call } = calls[what];
  const start = performance.now();
  for (let n = 0; n < count; n += 1) await call();
  return ((performance.now() - start) * 1000) / count;
}

async function sample() {
  const times = [];
  for (let done = 0; done < Number(runs); done += 1) {
    times.push(await measureRun());
    // Export and delivery, as between the calls of a program.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  // What is left would disturb the next subject.
  await flush();
  return { us: median(times), bestUs: Math.min(...times) };
}

await sample();
serve(sample);
