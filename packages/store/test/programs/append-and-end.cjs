// The same as append-and-end.mjs, as CommonJS.
const { openTraceStore } = require('@spanwright/store');

const [path, count, ending] = process.argv.slice(2);
const store = openTraceStore({ path });

for (let n = 0; n < Number(count); n++) {
  const traceId = `tr-${n.toString(16).padStart(32, '0')}`;
  const info = { traceId, experimentId: '0', requestTimeMs: n, state: 'OK', metadata: {}, tags: {} };
  void store.append([{ info, spans: [] }]);
}

if (ending === 'process.exit(3)') process.exit(3);
if (ending === 'uncaught throw') throw new Error('the program has failed');
if (ending === 'closeSync') store.closeSync(10_000);
