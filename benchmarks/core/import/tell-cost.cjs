/** Tells what the program has cost so far, from the start of its process. */
exports.tellCost = function tellCost() {
  const ms = performance.now();
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1000, mb: process.memoryUsage().rss / 1e6 }));
};
