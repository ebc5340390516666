# Writes traces with MLflow's own client: by decorator and context manager, with errors and events, and by its autologging
# of OpenAI against the provider at the address that is given. Prints them as `read_traces.py` does.
import sys

import mlflow
import openai
from mlflow.entities import SpanEvent

mlflow.set_experiment("written by Python")


@mlflow.trace(span_type="TOOL", attributes={"unit": "mm", "depth": 3})
def rain(city):
    return {"city": city, "mm": [1, 2.5, None], "wet": True}


@mlflow.trace(name="weather", span_type="AGENT")
def weather(question, big=2**53 - 1):
    mlflow.update_current_trace(tags={"env": "prod"}, metadata={"mlflow.trace.session": "s-1", "mlflow.trace.user": "u-1"})
    return rain("Bergen")


weather("Does it rain in Bergen? 🌧 \"quoted\" {braces}")

with mlflow.start_span("parent", span_type="CHAIN") as parent:
    parent.set_inputs("a plain text")
    with mlflow.start_span("child") as child:
        child.set_attribute("text", '{"looks": "like JSON"}')
        child.set_attribute("list", [1, "two", {"three": [3]}])
        child.add_event(SpanEvent("seen", attributes={"count": 2}))
    parent.set_outputs(None)

try:
    with mlflow.start_span("failing") as failing:
        raise ValueError("it broke")
except ValueError:
    pass
trace_id = mlflow.get_last_active_trace_id()
mlflow.log_feedback(trace_id=trace_id, name="good", value=False, rationale="it broke")
mlflow.log_expectation(trace_id=trace_id, name="answer", value={"text": "no"})

mlflow.openai.autolog()
model = openai.OpenAI(base_url=sys.argv[1], api_key="none", max_retries=0)
model.chat.completions.create(model="chat-plain", messages=[{"role": "user", "content": "Why is the sky blue?"}])

exec(open(__file__.replace("write_traces", "read_traces")).read())
