const found = [];
process.on('exit', () => process.stdout.write(`${JSON.stringify(found.toSorted())}\n`));

/** Notes what a watcher finds, as `<copy> <format> <version>: <technique>`. */
exports.record = () => ({
  onError: (error) => found.push(`error: ${error.message}`),
  onModule({ exports, version, foundBy, format }) {
    found.push(`${exports.Client.copy} ${format} ${version}: ${foundBy}`);
  },
});
