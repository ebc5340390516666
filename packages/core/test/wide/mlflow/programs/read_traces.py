# Reads every trace, run and logged model of the server that MLFLOW_TRACKING_URI names with MLflow's own client, and
# prints them as JSON.
import json
import sys

import mlflow
from mlflow import MlflowClient


def span_of(span):
    return {
        "spanId": span.span_id,
        "parentSpanId": span.parent_id,
        "name": span.name,
        "spanType": span.span_type,
        "startTimeNs": str(span.start_time_ns),
        "endTimeNs": str(span.end_time_ns),
        "status": span.status.status_code.value,
        "statusMessage": span.status.description or "",
        "inputs": span.inputs,
        "outputs": span.outputs,
        "attributes": span.attributes,
        "events": [
            {"name": event.name, "timeNs": str(event.timestamp), "attributes": dict(event.attributes or {})}
            for event in span.events
        ],
    }


def trace_of(trace):
    info = trace.info
    return {
        "traceId": info.trace_id,
        "experimentId": info.experiment_id,
        "requestTimeMs": info.request_time,
        "executionDurationMs": info.execution_duration,
        "state": info.state.value,
        "clientRequestId": info.client_request_id,
        "requestPreview": info.request_preview,
        "responsePreview": info.response_preview,
        "metadata": dict(info.trace_metadata),
        "tags": dict(info.tags),
        "tokenUsage": info.token_usage,
        "cost": getattr(info, "cost", None),
        "assessments": [one.to_dictionary() for one in info.assessments],
        "spans": [span_of(span) for span in trace.data.spans],
    }


client = MlflowClient()
experiments = [one.experiment_id for one in client.search_experiments()]
traces = mlflow.search_traces(locations=experiments, return_type="list", max_results=10000)
runs = client.search_runs(experiments, max_results=1000)
models = client.search_logged_models(experiments)
json.dump(
    {
        "traces": [trace_of(trace) for trace in traces],
        "runs": [
            {
                "runId": run.info.run_id,
                "name": run.info.run_name,
                "status": run.info.status,
                "models": [one.model_id for one in (run.outputs.model_outputs if run.outputs else [])],
                "params": run.data.params,
                "metrics": run.data.metrics,
                "tags": run.data.tags,
            }
            for run in runs
        ],
        "models": [
            {
                "modelId": model.model_id,
                "name": model.name,
                "status": str(model.status),
                "runId": model.source_run_id,
                "files": sorted(file.path for file in client.list_logged_model_artifacts(model.model_id)),
            }
            for model in models
        ],
    },
    sys.stdout,
)
