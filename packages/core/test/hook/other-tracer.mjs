// For programs that are run as tests: hooks all imports, as OpenTelemetry's instrumentation does, by the copy of
// import-in-the-middle in the current folder, and prints at exit what it heard of.
import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(`${process.cwd()}/`);
const urlOf = (file) => pathToFileURL(require.resolve(`import-in-the-middle/${file}`)).href;
const { supportsSyncHooks } = await import(urlOf('supports-sync-hooks.mjs'));
if (supportsSyncHooks()) (await import(urlOf('register-hooks.mjs'))).register({});
else register(urlOf('hook.mjs'), { data: {} });

const heard = [];
const { Hook } = require('import-in-the-middle');
new Hook(['openai'], ({ Client }) => void heard.push(Client.copy));
process.on('exit', () => process.stdout.write(`other tracer: ${heard.join()}\n`));
