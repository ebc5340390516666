// Exporting traces to an OpenTelemetry collector: by the standard variables, set before the first trace starts.
import * as mlflow from 'spanwright';
import { startCollector } from './collector.ts';

const collector = await startCollector();

// Set the endpoint of the OpenTelemetry Collector
process.env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] = `${collector.url}/v1/traces`;
// gRPC is the default; this collector speaks HTTP
process.env['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] = 'http/json';
process.env['OTEL_EXPORTER_OTLP_TRACES_HEADERS'] = 'api_key=12345';
// Optionally, set the service name to group traces
process.env['OTEL_SERVICE_NAME'] = 'your-service-name';

// The trace will be exported to the collector
mlflow.withSpan('foo', (span) => {
  span.setInputs({ a: 1 });
  span.setOutputs({ b: 2 });
});
await mlflow.flush();

console.log(collector.received);
await collector.close();
