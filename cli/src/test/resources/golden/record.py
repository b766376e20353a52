#!/usr/bin/env python3
"""Records what the AWS CLI (version 1, 1.45.11) does with the cases of a file: fills in their expectations.

    python3 record.py own/more.json

Write the words, files, environment and answers of new cases into the file and run this; a case that has an expectation
already keeps it, unless --again is given. `run.py own --prefix "penstock codepipeline"` compares then, byte for byte.
"""
import argparse
import json
import re

import run

TOKEN = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")


def portable(text, variables):
    """With names in place of what is different in every run."""
    for name in ("ENDPOINT", "WORK"):
        text = text.replace(variables[name], "${%s}" % name)
    return text


def expectation(outcome):
    variables = outcome["variables"]
    expect = {"exit_code": outcome["exit_code"], "stdout": portable(outcome["stdout"], variables)}
    stderr = portable(outcome["stderr"], variables)
    usage = list(re.finditer(r"(?m)^\S+: error: ", stderr))
    if outcome["exit_code"] == 2 and usage:
        expect["usage_error"] = stderr[usage[-1].end():]
    elif "Unknown options: " in stderr:
        expect["stderr_ends_with"] = stderr[stderr.index("Unknown options: "):]
    elif "Bad value for --query" in stderr:
        expect["stderr_contains"] = [stderr.strip().split(": ")[0]]
    else:
        expect["stderr"] = stderr
    expect["requests"] = []
    for request in outcome["requests"]:
        body = json.loads(request["raw"].decode("utf-8"))
        if TOKEN.match(str(body.get("clientRequestToken"))):
            body["clientRequestToken"] = {"$uuid": True}
        expect["requests"].append({"target": request["target"], "body": body})
    return expect


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--again", action="store_true", help="record all cases anew")
    options = parser.parse_args()
    with open(options.file, encoding="utf-8") as handle:
        document = json.load(handle)
    for case in document["cases"]:
        outcomes = run.run_case(["aws", "codepipeline"], case, 120)
        for step, outcome in outcomes:
            if options.again or "expect" not in step:
                step["expect"] = expectation(outcome)
    with open(options.file, "w", encoding="utf-8") as handle:
        json.dump(document, handle, ensure_ascii=False, indent=1)
        handle.write("\n")


if __name__ == "__main__":
    main()
