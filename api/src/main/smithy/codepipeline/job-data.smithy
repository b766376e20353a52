$version: "2"

// What a job tells its worker.
namespace com.amazonaws.codepipeline

structure ActionConfiguration {
    configuration: ActionConfigurationMap
}

structure PipelineContext {
    pipelineName: PipelineName

    stage: StageContext

    action: ActionContext

    pipelineArn: PipelineArn

    pipelineExecutionId: PipelineExecutionId
}

structure StageContext {
    name: StageName
}

structure ActionContext {
    name: ActionName

    actionExecutionId: ActionExecutionId
}

structure Artifact {
    name: ArtifactName

    revision: Revision

    location: ArtifactLocation
}

structure ArtifactLocation {
    type: ArtifactLocationType

    s3Location: S3ArtifactLocation
}

enum ArtifactLocationType {
    S3 = "S3"
}

structure S3ArtifactLocation {
    @required
    bucketName: S3BucketName

    @required
    objectKey: S3ObjectKey
}

string S3BucketName

string S3ObjectKey

@sensitive
structure AWSSessionCredentials {
    @required
    accessKeyId: AccessKeyId

    @required
    secretAccessKey: SecretAccessKey

    @required
    sessionToken: SessionToken
}

@sensitive
string AccessKeyId

@sensitive
string SecretAccessKey

@sensitive
string SessionToken
