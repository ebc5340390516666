// Records planted secrets everywhere that a program can put them, and ends.
import {
  Attachment,
  flush,
  logFeedback,
  redact,
  setTraceTag,
  startSpan,
  trace,
  tracing,
  updateCurrentTrace,
} from '@spanwright/core';

const [secret, ...others] = process.argv.slice(2);
const all = [secret, ...others].join(' and ');
tracing.configure({ spanProcessors: [redact()] });

const root = startSpan({ name: 'root', inputs: all });
const last = root.traceId;
const call = trace(
  async function call(question) {
    updateCurrentTrace({ tags: { all }, metadata: { all }, user: all, sessionId: all, requestPreview: all });
    startSpan({ name: `span ${secret}`, attributes: { all, [secret]: 1 } })
      .addEvent(all, { all })
      .end({ outputs: { file: new Attachment(Buffer.from(all.repeat(50)), 'text/plain'), password: all } });
    void logFeedback({ traceId: last, name: 'open', value: all, rationale: all });
    throw new TypeError(`no: ${question}`);
  },
  { name: `call ${secret}` },
);
const items = trace(function* items() {
  yield* all;
});

for (const _ of items());
await call(all).catch(() => {});
root.end({ outputs: [[{ all }]] });
await flush();
await logFeedback({ traceId: last, name: 'later', value: { all }, rationale: all });
await setTraceTag(last, 'later', all);
