# Searches with each filter of the JSON list in the file that is given, and prints the ids that each finds, or its error.
import json
import sys

import mlflow
from mlflow.exceptions import MlflowException

with open(sys.argv[1]) as file:
    asked = json.load(file)


def found(search):
    try:
        traces = mlflow.search_traces(
            locations=asked["experiments"],
            filter_string=search.get("filter"),
            order_by=search.get("orderBy"),
            max_results=1000,
            include_spans=False,
            return_type="list",
        )
    except MlflowException as error:
        return error.error_code
    return [trace.info.trace_id for trace in traces]


json.dump([found(search) for search in asked["searches"]], sys.stdout)
