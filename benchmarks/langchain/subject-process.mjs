// One subject in a process of its own: measures a sample whenever it is asked to.
import { AsyncLocalStorage } from 'node:async_hooks';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { cpuSince, serve } from '../lib/paired.mjs';
import { subjects } from './subjects.mjs';

const [name, count, als] = process.argv.slice(2);
if (als) new AsyncLocalStorage().run('on', () => {});
const { options = () => undefined, flush = async () => {} } = await subjects[name]();

const chain = ChatPromptTemplate.fromMessages([
  ['system', 'You are {role}'],
  ['human', '{question}'],
])
  .pipe(new FakeListChatModel({ responses: ['Air scatters the short blue waves of sunlight far more.'] }))
  .pipe(new StringOutputParser());
const input = { role: 'a physicist', question: 'Why is the sky blue?' };

async function warm(ms) {
  for (const end = performance.now() + ms; performance.now() < end;) await chain.invoke(input, options());
  await flush();
}

/** Microseconds per call: on the call path, as time and as CPU of all threads, and CPU with flush. */
async function sample() {
  await warm(150);
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (let call = 0; call < Number(count); call += 1) await chain.invoke(input, options());
  const wallUs = ((performance.now() - start) * 1000) / Number(count);
  const callCpuUs = cpuSince(cpu) / Number(count);
  await flush();
  return { wallUs, callCpuUs, cpuUs: cpuSince(cpu) / Number(count) };
}

await warm(1500);
serve(sample);
