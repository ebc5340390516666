// Makes 200 traces and ends in the way that its argument names, with all of them still queued.
// With UNTRACED set the same program runs without Spanwright.
const [way, open] = process.argv.slice(2);
// Both import something, so that stack traces are the same.
const { withSpan = (_, callback) => callback(), startSpan = () => {} } = await import(
  process.env.UNTRACED ? 'node:path' : '@spanwright/core'
);

for (let n = 0; n < 200; n += 1) withSpan(`trace ${n}`, () => n);
if (open) startSpan('left open');
process.stdout.write('out\n');
process.stderr.write('err\n');

const ways = {
  natural: () => {},
  'process.exit': () => process.exit(3),
  throw: () => {
    throw new Error('uncaught');
  },
  rejection: () => void Promise.reject(new Error('unhandled')),
  SIGTERM: () => process.kill(process.pid, 'SIGTERM'),
  SIGINT: () => process.kill(process.pid, 'SIGINT'),
  // A program that shuts down by itself, and makes one more trace while it does.
  'own SIGTERM handler': () => {
    process.on('SIGTERM', () =>
      setTimeout(() => {
        withSpan('goodbye', () => {});
        process.exit(7);
      }, 20),
    );
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => {}, 60_000);
  },
  // One that is told of the end after us.
  'own exit listener': () => process.on('exit', () => withSpan('goodbye', () => {})),
  // What signal-exit does: end the process by the same signal, once nobody else listens.
  'signal-exit': () => {
    const listener = () => {
      if (process.listenerCount('SIGTERM') !== 1) return;
      process.removeListener('SIGTERM', listener);
      process.kill(process.pid, 'SIGTERM');
    };
    process.on('SIGTERM', listener);
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => {}, 60_000);
  },
  'kill -9 after flush': async () => {
    const { flush } = await import('@spanwright/core');
    await flush();
    process.kill(process.pid, 'SIGKILL');
  },
};
// A signal takes a moment to arrive; the program has nothing else to do.
if (way.startsWith('SIG')) setTimeout(() => {}, 60_000);
await ways[way]();
