$version: "2"

// What a job tells its worker.
namespace com.amazonaws.codepipeline

/// The action's configuration with variables filled in.
structure ActionConfiguration {
    configuration: ActionConfigurationMap
}

/// Where the job belongs. Partners are not told the pipeline's ARN and the execution's id.
structure PipelineContext {
    pipelineName: PipelineName

    stage: StageContext

    action: ActionContext

    pipelineArn: PipelineArn

    pipelineExecutionId: PipelineExecutionId
}

/// The stage that the job belongs to.
structure StageContext {
    name: StageName
}

/// The action that the job belongs to.
structure ActionContext {
    name: ActionName

    actionExecutionId: ActionExecutionId
}

/// An artifact to read or to write.
structure Artifact {
    name: ArtifactName

    /// Revision that the artifact holds, if it comes from a source.
    revision: Revision

    /// For an output: where to put it.
    location: ArtifactLocation
}

/// Where an artifact lies, or is to be put.
structure ArtifactLocation {
    type: ArtifactLocationType

    s3Location: S3ArtifactLocation
}

/// Kind of store.
enum ArtifactLocationType {
    /// An S3 bucket, the only kind there is.
    S3 = "S3"
}

/// An object in a bucket.
structure S3ArtifactLocation {
    @required
    bucketName: S3BucketName

    @required
    objectKey: S3ObjectKey
}

/// Name of a bucket.
string S3BucketName

/// Key of an object.
string S3ObjectKey

/// Short-lived credentials that open this job's artifacts and nothing else: inputs to read, outputs to write.
@sensitive
structure AWSSessionCredentials {
    @required
    accessKeyId: AccessKeyId

    @required
    secretAccessKey: SecretAccessKey

    @required
    sessionToken: SessionToken
}

/// Public part of the credentials.
@sensitive
string AccessKeyId

/// Secret part of the credentials.
@sensitive
string SecretAccessKey

/// Token that goes with every request signed with the credentials.
@sensitive
string SessionToken
