// Sends a trace as any Node.js program with OpenTelemetry does: otel-node.cjs URL proto|http FOLDER
const { createRequire } = require('node:module');
const [url, exporter, folder] = process.argv.slice(2);
const load = createRequire(`${folder}/package.json`);
const { OTLPTraceExporter } = load(`@opentelemetry/exporter-trace-otlp-${exporter}`);
const { BasicTracerProvider, BatchSpanProcessor } = load('@opentelemetry/sdk-trace-base');
const { resourceFromAttributes } = load('@opentelemetry/resources');
const { trace, context } = load('@opentelemetry/api');

const processor = new BatchSpanProcessor(new OTLPTraceExporter({ url: `${url}/v1/traces`, compression: 'gzip' }));
const provider = new BasicTracerProvider({
  resource: resourceFromAttributes({ 'service.name': `node-${exporter}` }),
  spanProcessors: [processor],
});
const tracer = provider.getTracer('test');
const root = tracer.startSpan('work', { attributes: { 'session.id': 's1' } });
const inside = trace.setSpan(context.active(), root);
tracer
  .startSpan('chat', { attributes: { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm' } }, inside)
  .end();
root.end();
provider.shutdown();
