/** How the CommonJS builds of packages are put together; packages that are not listed are not. @see bundleCommonJs */

const integration = { entries: ['index'] };

/** @type {Readonly<Record<string, import('./lib/bundle-commonjs.mjs').Bundle>>} */
export const bundles = {
  '@spanwright/core': {
    entries: ['index', 'kit', 'register', 'model/index', 'otlp/worker'],
    parts: {
      base: ['.', 'platform'],
      names: ['model/attribute-key', 'model/errors', 'model/handoff', 'model/span-type'],
      // What ES modules import by name and is no function.
      controls: ['api/config', 'api/tracing'],
      // What a program with `autolog()` needs before its first call, and what it needs then.
      loading: ['hook', 'integration'],
      recording: [
        'call',
        'capture',
        'context',
        'export',
        'integration/tracer-handle',
        'run',
        'sampling',
        'span',
        'tracer',
      ],
    },
    leftOut: ['hook/lib/register', 'hook/loader-thread'],
  },
  '@spanwright/agents': integration,
  '@spanwright/langchain': integration,
  '@spanwright/llamaindex': integration,
  '@spanwright/openai': integration,
};
