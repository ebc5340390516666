// As `watch.mjs`, by the CommonJS build of core.
const { callerFile, watchModule } = require('../../dist/cjs/kit.js');
const { record } = require('./record.cjs');

exports.watch = (name, options) => {
  const { onError, onModule } = record();
  return watchModule(name, { caller: callerFile(), onError, ...options }, onModule);
};
