/** How the CommonJS builds of packages are put together; packages that are not listed are not. @see bundleCommonJs */

const integration = { entries: ['index'] };

/** Modules of the integration of openai that a program needs before its first call. */
const openaiLoading = ['autolog', 'openai'];

/** @type {Readonly<Record<string, import('./lib/bundle-commonjs.mjs').Bundle>>} */
export const bundles = {
  '@spanwright/core': {
    entries: [
      'index',
      'integration',
      'kit',
      'names',
      'register',
      'model/index',
      'otlp/worker',
      'remote/worker',
      'rest/worker',
    ],
    parts: {
      // What ES modules import by name and is no function: it is loaded with them, and `index` at the first call.
      names: [
        'api/config',
        'api/tracing',
        'client/mlflow-client',
        'media/attachment',
        'model/attribute-key',
        'model/errors',
        'model/handoff',
        'model/span',
        'model/span-log-level',
        'model/span-order',
        'model/span-type',
        'model/trace',
      ],
      // What a program with `autolog()` needs before its first call, what few programs need of it, and what it needs then.
      integration: ['hook', 'integration'],
      'loading-later': [
        'hook/announce-part',
        'hook/import-for-program',
        'hook/is-installed',
        'hook/supported-modules',
        'integration/trace-given',
      ],
      'loading-imports': ['hook/import-hook', 'hook/import-mark'],
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
    values: { index: 'names' },
    copied: ['given-options', 'guard', 'platform/cjs', 'read/wire', 'shared-state'],
    leftOut: ['hook/lib/register', 'hook/loader-thread'],
  },
  '@spanwright/agents': integration,
  '@spanwright/langchain': integration,
  '@spanwright/llamaindex': integration,
  '@spanwright/openai': { ...integration, parts: { index: openaiLoading }, tables: ['openai'] },
};
