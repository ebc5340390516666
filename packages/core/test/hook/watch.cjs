// As `watch.mjs`, by the CommonJS build of core.
const { callerFile } = require('../../dist/cjs/hook/caller-file.js');
const { watchModule } = require('../../dist/cjs/hook/watch-module.js');
const { record } = require('./record.cjs');

exports.watch = (name, options) => {
  const { onError, onModule } = record();
  return watchModule(name, { caller: callerFile(), onError, ...options }, onModule);
};
