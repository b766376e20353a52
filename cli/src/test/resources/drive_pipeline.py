"""Drives a pipeline with a partner's action from its creation to success, with boto3 alone.

usage: drive_pipeline.py BUNDLE CLIENT_ID CLIENT_TOKEN    (profiles: customer, partner)
"""
import io
import json
import sys
import time
import zipfile

import boto3
from botocore.config import Config

bundle, client_id, client_token = sys.argv[1:]
patient = Config(read_timeout=40)
customer = boto3.Session(profile_name="customer")
pipelines = customer.client("codepipeline")
store = customer.client("s3")
partner_session = boto3.Session(profile_name="partner")
partner = partner_session.client("codepipeline", config=patient)
acme = {"category": "Test", "owner": "ThirdParty", "provider": "AcmeCheck", "version": "1"}


def aws(category, provider):
    return {"category": category, "owner": "AWS", "provider": provider, "version": "1"}


for bucket in ("boto-source", "boto-artifacts", "boto-site"):
    store.create_bucket(Bucket=bucket)
store.upload_file(bundle, "boto-source", "bookshop.zip")
pipelines.create_pipeline(pipeline={
    "name": "boto",
    "roleArn": "arn:aws:iam::222222222222:role/boto",
    "artifactStore": {"type": "S3", "location": "boto-artifacts"},
    "stages": [
        {"name": "Source", "actions": [{
            "name": "Bundle", "actionTypeId": aws("Source", "S3"),
            "configuration": {"S3Bucket": "boto-source", "S3ObjectKey": "bookshop.zip", "PollForSourceChanges": "false"},
            "outputArtifacts": [{"name": "SourceOut"}]}]},
        {"name": "Verify", "actions": [{
            "name": "AcmeCheck", "actionTypeId": acme, "configuration": {"Suite": "tests/SiteTest.java"},
            "inputArtifacts": [{"name": "SourceOut"}], "outputArtifacts": [{"name": "Report"}]}]},
        {"name": "Release", "actions": [{
            "name": "Site", "actionTypeId": aws("Deploy", "S3"),
            "configuration": {"BucketName": "boto-site", "Extract": "true"},
            "inputArtifacts": [{"name": "Report"}]}]},
    ],
})

jobs = partner.poll_for_third_party_jobs(actionTypeId=acme, maxBatchSize=3)["jobs"]
assert len(jobs) == 1 and jobs[0]["clientId"] == client_id, jobs
job_id = jobs[0]["jobId"]
details = partner.get_third_party_job_details(jobId=job_id, clientToken=client_token)["jobDetails"]
answer = partner.acknowledge_third_party_job(jobId=job_id, nonce=details["nonce"], clientToken=client_token)
assert answer["status"] == "InProgress", answer

data = details["data"]
keys = data["artifactCredentials"]
job_store = boto3.Session(
    aws_access_key_id=keys["accessKeyId"], aws_secret_access_key=keys["secretAccessKey"],
    aws_session_token=keys["sessionToken"], region_name=partner_session.region_name,
).client("s3", endpoint_url=store.meta.endpoint_url, config=Config(s3={"addressing_style": "path"}))
source = data["inputArtifacts"][0]["location"]["s3Location"]
archive = job_store.get_object(Bucket=source["bucketName"], Key=source["objectKey"])["Body"].read()
names = zipfile.ZipFile(io.BytesIO(archive)).namelist()
assert "tests/SiteTest.java" in names, names
report = io.BytesIO()
with zipfile.ZipFile(report, "w") as out:
    out.writestr("report.txt", "all green")
target = data["outputArtifacts"][0]["location"]["s3Location"]
job_store.put_object(Bucket=target["bucketName"], Key=target["objectKey"], Body=report.getvalue(),
                     ContentType="application/zip", ServerSideEncryption="aws:kms")
try:
    job_store.list_objects_v2(Bucket=source["bucketName"])
    raise AssertionError("the job's credentials listed the bucket")
except job_store.exceptions.ClientError as refused:
    assert refused.response["Error"]["Code"] == "AccessDenied", refused
partner.put_third_party_job_success_result(
    jobId=job_id, clientToken=client_token,
    executionDetails={"summary": "green", "externalExecutionId": "run-1", "percentComplete": 100},
    currentRevision={"revision": "r1", "changeIdentifier": "run-1", "revisionSummary": "all green"})

give_up = time.monotonic() + 60
while True:
    execution = pipelines.list_pipeline_executions(pipelineName="boto")["pipelineExecutionSummaries"][0]
    if execution["status"] != "InProgress":
        break
    assert time.monotonic() < give_up, pipelines.get_pipeline_state(name="boto")["stageStates"]
deployed = store.get_object(Bucket="boto-site", Key="report.txt")["Body"].read().decode()
print(json.dumps({"status": execution["status"], "deployed": deployed}))
