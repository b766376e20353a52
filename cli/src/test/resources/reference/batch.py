"""Runs the AWS CLI, version 1, many times in one process.

Reads a line of JSON for each run, {"argv": [...], "env": {...}, "folder": "..."}, and writes one,
{"code": 0, "out": "...", "err": "..."}.
"""
import io
import json
import os
import sys

from awscli.clidriver import create_clidriver

# Where awscli's import has put its own data.
DATA = os.environ["AWS_DATA_PATH"]


def run(case):
    os.environ.clear()
    os.environ.update(case["env"])
    os.environ["AWS_DATA_PATH"] = DATA
    os.chdir(case["folder"])
    out, err = io.StringIO(), io.StringIO()
    kept = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err
    sys.argv = ["aws", "codepipeline"] + case["argv"]
    try:
        code = create_clidriver().main(["codepipeline"] + case["argv"])
    except SystemExit as exit:
        code = exit.code or 0
    finally:
        sys.stdout, sys.stderr = kept
    return {"code": code, "out": out.getvalue(), "err": err.getvalue()}


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
