"""Walks lists with boto3's own paginators while another thread makes rows, and prints what it saw as JSON."""
import json
import threading

import boto3

client = boto3.client("codepipeline")


def walk(operation, key, name, page_size, grow, **request):
    started = threading.Event()
    done = threading.Event()

    def work():
        number = 0
        while not done.is_set():
            grow(number)
            number += 1
            started.set()

    grower = threading.Thread(target=work)
    grower.start()
    started.wait(30)
    try:
        pages = client.get_paginator(operation).paginate(PaginationConfig={"PageSize": page_size}, **request)
        return [row[name] for page in pages for row in page[key]]
    finally:
        done.set()
        grower.join()


declaration = client.get_pipeline(name="shop")["pipeline"]

print(json.dumps({
    "executions": walk("list_pipeline_executions", "pipelineExecutionSummaries", "pipelineExecutionId", 100,
                       lambda number: client.start_pipeline_execution(name="shop"), pipelineName="shop"),
    "pipelines": walk("list_pipelines", "pipelines", "name", 50,
                      lambda number: client.create_pipeline(pipeline={**declaration, "name": f"new-{number:04d}"})),
}))
