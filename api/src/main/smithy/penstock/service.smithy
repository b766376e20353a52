$version: "2"

namespace dev.penstock.admin

use aws.api#service
use aws.auth#sigv4
use aws.protocols#awsJson1_1

/// What the operator of a Penstock server does that CodePipeline has no operation for: accounts, access keys,
/// third-party action types, the clients of their customers, and who is sent events. Signed like every other call; only administrators of the
/// server may make them, but for `ExplainPipelineExecution`.
@title("Penstock")
@service(sdkId: "Penstock", arnNamespace: "penstock", endpointPrefix: "penstock")
@sigv4(name: "codepipeline")
@awsJson1_1
service Penstock_20261101 {
    version: "2026-11-01"
    operations: [
        CreateAccount
        ListAccounts
        CreateAccessKey
        DeleteAccessKey
        RegisterActionType
        ShowClient
        RotateClient
        ValidatePipeline
        PutEventSubscription
        ListEventSubscriptions
        DeleteEventSubscription
        ExplainPipelineExecution
        ListJobQueues
    ]
}

/// The request breaks a constraint of the model or a rule of the service. The message lists what is wrong.
@error("client")
structure ValidationException {
    /// What is wrong, for a human reader.
    message: String
}

/// No account has this id.
@error("client")
structure AccountNotFoundException {
    /// What is wrong, for a human reader.
    message: String
}

/// An account with this id exists already.
@error("client")
structure AccountAlreadyExistsException {
    /// What is wrong, for a human reader.
    message: String
}

/// No action type has this id, or it is not one of owner ThirdParty.
@error("client")
structure ActionTypeNotFoundException {
    /// What is wrong, for a human reader.
    message: String
}

/// No access key has this id.
@error("client")
structure AccessKeyNotFoundException {
    /// What is wrong, for a human reader.
    message: String
}

/// No event subscription of the account has this name.
@error("client")
structure EventSubscriptionNotFoundException {
    /// What is wrong, for a human reader.
    message: String
}
