// As `watch.mjs`, by the CommonJS build of core.
const loading = require('../../dist/cjs/loading.js');
const { callerFile } = loading['hook/caller-file'];
const { watchModule } = loading['hook/watch-module'];
const { record } = require('./record.cjs');

exports.watch = (name, options) => {
  const { onError, onModule } = record();
  return watchModule(name, { caller: callerFile(), onError, ...options }, onModule);
};
