const found = [];
process.on('exit', () => console.log(JSON.stringify(found.toSorted())));

/** Notes what a watcher finds, as `<copy> <version>: <technique>`. */
exports.record = () => ({
  onError: (error) => found.push(`error: ${error.message}`),
  onModule: ({ exports, version, foundBy, format }) =>
    found.push(`${exports.Client.copy} ${format} ${version}: ${foundBy}`),
});
