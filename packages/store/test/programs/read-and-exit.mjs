// Leaves in the midst of reading: node read-and-exit.mjs <path>
import { openTraceStore } from '@spanwright/store';

const store = openTraceStore({ path: process.argv[2], mode: 'read' });
await store.listTraces();
for (let i = 0; i < 500; i++) void store.listTraces({ limit: 500 });
process.exit(6);
