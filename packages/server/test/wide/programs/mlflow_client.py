"""Uses a tracking server as programs do, and prints what the client has seen: mlflow_client.py URI PROVIDER"""

import json
import math
import sys

import mlflow
from mlflow.entities import Feedback, SpanType
from mlflow.exceptions import MlflowException
from openai import OpenAI

uri, provider = sys.argv[1:]
seen = {}
mlflow.set_tracking_uri(uri)
client = mlflow.MlflowClient()


def names(traces):
    return sorted(trace.info.tags.get("mlflow.traceName", "") for trace in traces)


def search(filter_string=None, **options):
    return mlflow.search_traces(filter_string=filter_string, return_type="list", **options)


def error_of(work):
    try:
        work()
    except MlflowException as error:
        return [error.error_code, error.message]
    return None


@mlflow.trace(span_type=SpanType.TOOL)
def add(a, b):
    return a + b


@mlflow.trace(name="agent", span_type=SpanType.AGENT, attributes={"kind": "test"})
def agent(question):
    mlflow.update_current_trace(
        tags={"env": "test"}, metadata={"mlflow.trace.session": "s1"}, request_preview="my own preview"
    )
    with mlflow.start_span("inner") as span:
        span.set_inputs({"messages": [{"role": "user", "content": question}]})
        span.set_outputs({"half": 0.5, "list": [1, None, True], "text": '{"a": 1}', "word": "naïve"})
    return add(1, 2)


@mlflow.trace
def broken():
    raise ValueError("no")


# Experiments
experiment = mlflow.set_experiment("from Python")
seen["experiment"] = [experiment.name, experiment.artifact_location == f"mlflow-artifacts:/{experiment.experiment_id}"]
seen["set again"] = mlflow.set_experiment("from Python").experiment_id == experiment.experiment_id
client.set_experiment_tag(experiment.experiment_id, "team", "a")
seen["experiment tags"] = client.get_experiment(experiment.experiment_id).tags
seen["taken name"] = error_of(lambda: client.create_experiment("from Python"))[0]
seen["experiments"] = sorted(one.name for one in client.search_experiments(filter_string="name LIKE '%'"))

# Traces
agent("hello")
try:
    broken()
except ValueError:
    pass
mlflow.flush_trace_async_logging()
traces = search()
seen["traces"] = names(traces)
trace = next(one for one in traces if one.info.tags["mlflow.traceName"] == "agent")
trace_id = trace.info.trace_id
seen["spans"] = [
    [span.name, span.span_type, span.inputs, span.outputs, span.status.status_code.name, span.parent_id is None]
    for span in trace.data.spans
]
seen["attribute"] = trace.data.spans[0].get_attribute("kind")
seen["info"] = [trace.info.state.name, trace.info.request_preview, trace.info.response_preview]
seen["metadata"] = [
    trace.info.trace_metadata["mlflow.trace.session"],
    trace.info.trace_metadata["mlflow.source.name"],
    json.loads(trace.info.trace_metadata["mlflow.trace.sizeStats"])["num_spans"],
]
failed = next(one for one in traces if one.info.tags["mlflow.traceName"] == "broken")
seen["exception"] = [
    failed.info.state.name,
    failed.data.spans[0].status.description,
    failed.data.spans[0].events[0].attributes["exception.type"],
]
seen["filters"] = {
    text: names(search(text))
    for text in [
        "name = 'agent'",
        "status = 'ERROR'",
        "tags.env = 'test'",
        "span.type = 'TOOL'",
        "span.name LIKE 'inn%'",
        "metadata.`mlflow.trace.session` = 's1'",
        "trace.text ILIKE '%HELLO%'",
        "timestamp_ms > 0 AND status = 'OK'",
        "execution_time_ms < 0",
    ]
}
seen["order"] = [one.info.tags["mlflow.traceName"] for one in search(order_by=["timestamp_ms ASC"])]
seen["page"] = len(search(max_results=1))
seen["wrong filter"] = error_of(lambda: search("nope = 'x'"))[0]
seen["columns"] = "trace_id" in mlflow.search_traces().columns
seen["get"] = len(mlflow.get_trace(trace_id).data.spans)
seen["unknown"] = error_of(lambda: client.get_trace("tr-" + "0" * 32))

# Tags and assessments
mlflow.set_trace_tag(trace_id, "a", "b")
mlflow.delete_trace_tag(trace_id, "env")
seen["tags"] = {key: value for key, value in mlflow.get_trace(trace_id).info.tags.items() if "." not in key}
feedback = mlflow.log_feedback(trace_id=trace_id, name="good", value=True, rationale="why")
expectation = mlflow.log_expectation(trace_id=trace_id, name="facts", value={"a": [1]})
changed = mlflow.update_assessment(
    trace_id=trace_id, assessment_id=feedback.assessment_id, assessment=Feedback(name="good", value=False)
)
seen["assessments"] = [feedback.value, expectation.value, changed.value, changed.rationale]
seen["by feedback"] = names(search("feedback.good = 'false'"))
mlflow.delete_assessment(trace_id=trace_id, assessment_id=expectation.assessment_id)
seen["assessments left"] = [one.name for one in mlflow.get_trace(trace_id).info.assessments]

# Runs
with mlflow.start_run(run_name="night") as run:
    mlflow.log_params({"p": 1, "q": "x"})
    mlflow.log_metric("loss", 1.5, step=1)
    mlflow.log_metric("loss", 2.5, step=2)
    mlflow.log_metric("broken", math.nan)
    mlflow.set_tag("t", "x")
    add(5, 6)
    mlflow.log_text("hello", "folder/a.txt")
    mlflow.log_dict({"a": 1}, "d.json")
mlflow.flush_trace_async_logging()
run_id = run.info.run_id
read = mlflow.get_run(run_id)
seen["run"] = [read.info.status, read.info.run_name, read.data.params, read.data.metrics["loss"], read.data.tags["t"]]
seen["not a number"] = math.isnan(read.data.metrics["broken"])
seen["history"] = [[one.step, one.value] for one in client.get_metric_history(run_id, "loss")]
seen["other value"] = error_of(lambda: client.log_param(run_id, "p", 2))[0]
seen["traces of the run"] = names(search(run_id=run_id))
seen["runs found"] = len(mlflow.search_runs(filter_string="metrics.loss > 2 AND params.q = 'x'"))
seen["artifacts"] = sorted(one.path for one in mlflow.artifacts.list_artifacts(run_id=run_id))
seen["text"] = mlflow.artifacts.load_text(f"{read.info.artifact_uri}/folder/a.txt")
client.link_traces_to_run([trace_id], run_id)
seen["linked"] = names(search(run_id=run_id))
client.set_terminated(run_id, "FAILED")
client.delete_run(run_id)
seen["runs left"] = len(mlflow.search_runs())
client.restore_run(run_id)
seen["status"] = client.get_run(run_id).info.status

# Logged models
model = mlflow.create_external_model(name="chain", model_type="agent", params={"q": "1"}, tags={"z": "1"})
mlflow.set_active_model(model_id=model.model_id)
add(7, 8)
mlflow.flush_trace_async_logging()
mlflow.set_logged_model_tags(model.model_id, {"y": "2"})
logged = mlflow.get_logged_model(model.model_id)
seen["model"] = [logged.name, str(logged.status), logged.params, logged.tags["y"], logged.tags["z"]]
seen["models found"] = [one.name for one in mlflow.search_logged_models(output_format="list", filter_string="name = 'chain'")]
seen["traces of the model"] = names(search(model_id=model.model_id))
mlflow.clear_active_model()

# A library of which Python traces the calls
mlflow.openai.autolog()
answer = OpenAI(base_url=provider, api_key="none").chat.completions.create(
    model="chat-plain", messages=[{"role": "user", "content": "Hi"}]
)
mlflow.flush_trace_async_logging()
call = mlflow.get_trace(mlflow.get_last_active_trace_id())
span = call.data.spans[0]
seen["call"] = [
    span.span_type,
    span.inputs["messages"],
    span.outputs["choices"][0]["message"]["content"] == answer.choices[0].message.content,
    call.info.token_usage == {
        "input_tokens": answer.usage.prompt_tokens,
        "output_tokens": answer.usage.completion_tokens,
        "total_tokens": answer.usage.total_tokens,
    }
    or call.info.token_usage,
]

# Deletion
seen["deleted"] = client.delete_traces(experiment.experiment_id, trace_ids=[trace_id])
seen["gone"] = error_of(lambda: client.get_trace(trace_id))[0]
client.rename_experiment(experiment.experiment_id, "renamed")
client.delete_experiment(experiment.experiment_id)
seen["deleted experiment"] = client.get_experiment(experiment.experiment_id).lifecycle_stage
client.restore_experiment(experiment.experiment_id)
seen["restored experiment"] = client.get_experiment_by_name("renamed").lifecycle_stage
print("SEEN " + json.dumps(seen))
