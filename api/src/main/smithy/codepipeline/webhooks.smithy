$version: "2"

// Webhooks that start pipelines.
namespace com.amazonaws.codepipeline

/// Creates a webhook, or replaces the one of the same name, and returns its URL. A call to that URL that passes
/// authentication and filters starts the pipeline.
operation PutWebhook {
    input: PutWebhookInput
    output: PutWebhookOutput
    errors: [
        ValidationException
        LimitExceededException
        InvalidWebhookFilterPatternException
        InvalidWebhookAuthenticationParametersException
        PipelineNotFoundException
        TooManyTagsException
        InvalidTagsException
        ConcurrentModificationException
    ]
}

/// What `PutWebhook` takes.
@input
structure PutWebhookInput {
    @required
    webhook: WebhookDefinition

    tags: TagList
}

/// What `PutWebhook` returns.
@output
structure PutWebhookOutput {
    webhook: ListWebhookItem
}

/// Deletes a webhook; calls to its URL are refused from then on. Deleting a webhook that does not exist succeeds.
@idempotent
operation DeleteWebhook {
    input: DeleteWebhookInput
    output: DeleteWebhookOutput
    errors: [
        ValidationException
        ConcurrentModificationException
    ]
}

/// What `DeleteWebhook` takes.
@input
structure DeleteWebhookInput {
    @required
    name: WebhookName
}

/// Name of a webhook, unique within account and region.
@length(min: 1, max: 100)
@pattern("[A-Za-z0-9.@\\-_]+")
string WebhookName

/// What `DeleteWebhook` returns: nothing.
@output
structure DeleteWebhookOutput {}

/// Lists the webhooks of this account and region with their URLs.
@paginated(inputToken: "NextToken", outputToken: "NextToken", items: "webhooks", pageSize: "MaxResults")
@readonly
operation ListWebhooks {
    input: ListWebhooksInput
    output: ListWebhooksOutput
    errors: [
        ValidationException
        InvalidNextTokenException
    ]
}

/// What `ListWebhooks` takes.
@input
structure ListWebhooksInput {
    NextToken: NextToken

    MaxResults: MaxResults
}

/// What `ListWebhooks` returns.
@output
structure ListWebhooksOutput {
    webhooks: WebhookList

    /// Where the list goes on; absent at its end.
    NextToken: NextToken
}

/// Webhooks.
list WebhookList {
    member: ListWebhookItem
}

/// Registers the webhook's URL at the outside service (GitHub) so that it is called on changes.
operation RegisterWebhookWithThirdParty {
    input: RegisterWebhookWithThirdPartyInput
    output: RegisterWebhookWithThirdPartyOutput
    errors: [
        ValidationException
        WebhookNotFoundException
    ]
}

/// What `RegisterWebhookWithThirdParty` takes.
@input
structure RegisterWebhookWithThirdPartyInput {
    webhookName: WebhookName
}

/// What `RegisterWebhookWithThirdParty` returns: nothing.
@output
structure RegisterWebhookWithThirdPartyOutput {}

/// Removes the webhook at the outside service (GitHub) that calls it. The webhook itself stays.
operation DeregisterWebhookWithThirdParty {
    input: DeregisterWebhookWithThirdPartyInput
    output: DeregisterWebhookWithThirdPartyOutput
    errors: [
        ValidationException
        WebhookNotFoundException
    ]
}

/// What `DeregisterWebhookWithThirdParty` takes.
@input
structure DeregisterWebhookWithThirdPartyInput {
    webhookName: WebhookName
}

/// What `DeregisterWebhookWithThirdParty` returns: nothing.
@output
structure DeregisterWebhookWithThirdPartyOutput {}

/// A webhook as its owner declares it.
structure WebhookDefinition {
    @required
    name: WebhookName

    /// The pipeline to start.
    @required
    targetPipeline: PipelineName

    /// The source action whose configuration fills places such as `{Branch}` in the filters.
    @required
    targetAction: ActionName

    @required
    filters: WebhookFilters

    @required
    authentication: WebhookAuthenticationType

    /// What the kind of authentication needs; empty for UNAUTHENTICATED.
    @required
    authenticationConfiguration: WebhookAuthConfiguration
}

/// Filters; a call starts the pipeline when all of them match.
@length(max: 5)
list WebhookFilters {
    member: WebhookFilterRule
}

/// How a call proves where it comes from.
enum WebhookAuthenticationType {
    /// A signature made with the secret token, as GitHub makes it.
    GITHUB_HMAC = "GITHUB_HMAC"

    /// The caller's address lies in the allowed range.
    IP = "IP"

    /// Not at all: everybody who knows the URL can start the pipeline.
    UNAUTHENTICATED = "UNAUTHENTICATED"
}

/// Looks at one place of the call's JSON body.
structure WebhookFilterRule {
    @required
    jsonPath: JsonPath

    matchEquals: MatchEquals
}

/// A JsonPath expression that picks a value.
@length(min: 1, max: 150)
string JsonPath

/// The value that must be there. `{Name}` stands for a property of the target action. When absent the value must only
/// exist.
@length(min: 1, max: 150)
string MatchEquals

/// What the kind of authentication needs.
structure WebhookAuthConfiguration {
    AllowedIPRange: WebhookAuthConfigurationAllowedIPRange

    SecretToken: WebhookAuthConfigurationSecretToken
}

/// A CIDR range, for kind IP.
@length(min: 1, max: 100)
string WebhookAuthConfigurationAllowedIPRange

// A credential, so sensitive here although the published model does not say so.
/// The secret, for kind GITHUB_HMAC.
@sensitive
@length(min: 1, max: 100)
string WebhookAuthConfigurationSecretToken

/// A webhook and what became of it.
structure ListWebhookItem {
    @required
    definition: WebhookDefinition

    @required
    url: WebhookUrl

    errorMessage: WebhookErrorMessage

    errorCode: WebhookErrorCode

    lastTriggered: WebhookLastTriggered

    arn: WebhookArn

    tags: TagList
}

/// The address to call. Whoever knows it can try.
@length(min: 1, max: 1000)
string WebhookUrl

/// What went wrong at the last registration.
string WebhookErrorMessage

/// Kind of error at the last registration.
string WebhookErrorCode

/// When a call last started the pipeline.
timestamp WebhookLastTriggered

/// ARN of the webhook.
string WebhookArn
