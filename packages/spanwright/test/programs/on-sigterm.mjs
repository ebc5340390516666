// Runs until SIGTERM, and then ends in its own way.
process.on('SIGTERM', () => {
  console.log('closing');
  process.exit(9);
});
setInterval(() => {}, 1000);
console.log('ready');
