$version: "2"

// The modelled errors. All answer HTTP 400.
namespace com.amazonaws.codepipeline

/// No action execution has this id.
@error("client")
structure ActionExecutionNotFoundException {
    /// What is wrong, for a human reader.
    message: Message
}

/// The stage has no action of this name.
@error("client")
structure ActionNotFoundException {}

/// An action type with this category, provider and version exists with another definition.
@error("client")
structure ActionTypeAlreadyExistsException {}

/// No action type has this category, owner, provider and version, or the caller may not use it.
@error("client")
structure ActionTypeNotFoundException {}

/// The approval was answered before.
@error("client")
structure ApprovalAlreadyCompletedException {}

/// Another request changed the same resource at the same time. Try again.
@error("client")
structure ConcurrentModificationException {
    /// What is wrong, for a human reader.
    message: Message
}

/// The pipeline has as many running executions as it may have.
@error("client")
structure ConcurrentPipelineExecutionsLimitExceededException {
    /// What is wrong, for a human reader.
    message: Message
}

/// The condition is not in a state in which it can be overridden.
@error("client")
structure ConditionNotOverridableException {
    /// What is wrong, for a human reader.
    message: String
}

/// The request cannot be handled because of a change that is under way. Try again.
@error("client")
structure ConflictException {
    /// What is wrong, for a human reader.
    message: Message
}

/// The execution is being stopped in this way already.
@error("client")
structure DuplicatedStopRequestException {
    /// What is wrong, for a human reader.
    message: Message
}

/// An action of the pipeline is declared wrongly.
@error("client")
structure InvalidActionDeclarationException {}

/// The token does not belong to the open approval, which may have been replaced by a newer one.
@error("client")
structure InvalidApprovalTokenException {}

/// The ARN does not name a resource of this service.
@error("client")
structure InvalidArnException {
    /// What is wrong, for a human reader.
    message: Message
}

/// A blocker of a stage is declared wrongly.
@error("client")
structure InvalidBlockerDeclarationException {}

/// The client token is not the one of the job's client.
@error("client")
structure InvalidClientTokenException {}

/// The id does not name a third-party job that can be had now.
@error("client")
structure InvalidJobException {}

/// The job is not in a state that allows this call.
@error("client")
structure InvalidJobStateException {}

/// The paging token does not come from a previous answer to the same request.
@error("client")
structure InvalidNextTokenException {}

/// The nonce is not the one of the job's last hand-out, or another worker took the job.
@error("client")
structure InvalidNonceException {}

/// A stage of the pipeline is declared wrongly.
@error("client")
structure InvalidStageDeclarationException {}

/// The pipeline's parts do not fit together.
@error("client")
structure InvalidStructureException {}

/// A tag cannot be set, for example because its key is reserved.
@error("client")
structure InvalidTagsException {
    /// What is wrong, for a human reader.
    message: Message
}

/// The authentication settings do not fit the kind of authentication.
@error("client")
structure InvalidWebhookAuthenticationParametersException {}

/// A filter of the webhook cannot be read.
@error("client")
structure InvalidWebhookFilterPatternException {}

/// No job has this id in this account and region.
@error("client")
structure JobNotFoundException {}

/// The account has as many of these resources as it may have.
@error("client")
structure LimitExceededException {}

/// A later execution has entered the stage since.
@error("client")
structure NotLatestPipelineExecutionException {}

/// The output variables are larger than allowed for one action.
@error("client")
structure OutputVariablesSizeExceededException {
    /// What is wrong, for a human reader.
    message: Message
}

/// The pipeline has no execution with this id.
@error("client")
structure PipelineExecutionNotFoundException {}

/// The execution has ended or cannot be stopped now.
@error("client")
structure PipelineExecutionNotStoppableException {
    /// What is wrong, for a human reader.
    message: Message
}

/// The pipeline has changed too much since the execution to roll back to it.
@error("client")
structure PipelineExecutionOutdatedException {
    /// What is wrong, for a human reader.
    message: Message
}

/// The account has a pipeline of this name already.
@error("client")
structure PipelineNameInUseException {}

/// The account has no pipeline of this name in this region.
@error("client")
structure PipelineNotFoundException {}

/// The pipeline has no such version, or it is not kept any more.
@error("client")
structure PipelineVersionNotFoundException {}

/// The request was understood but could not be carried out.
@error("client")
structure RequestFailedException {
    /// What is wrong, for a human reader.
    message: Message
}

/// The ARN names no resource that exists.
@error("client")
structure ResourceNotFoundException {}

/// The pipeline has no stage of this name.
@error("client")
structure StageNotFoundException {}

/// The stage cannot be run again: it has no failed actions, or the pipeline has changed since.
@error("client")
structure StageNotRetryableException {}

/// The resource would have more tags than allowed.
@error("client")
structure TooManyTagsException {
    /// What is wrong, for a human reader.
    message: Message
}

/// The stage cannot be rolled back to that execution.
@error("client")
structure UnableToRollbackStageException {
    /// What is wrong, for a human reader.
    message: String
}

/// The request breaks a constraint of the model or a rule of the service. The message lists what is wrong.
@error("client")
structure ValidationException {}

/// The account has no webhook of this name in this region.
@error("client")
structure WebhookNotFoundException {}
