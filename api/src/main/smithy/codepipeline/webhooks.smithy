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

    NextToken: NextToken
}

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

structure WebhookDefinition {
    @required
    name: WebhookName

    @required
    targetPipeline: PipelineName

    @required
    targetAction: ActionName

    @required
    filters: WebhookFilters

    @required
    authentication: WebhookAuthenticationType

    @required
    authenticationConfiguration: WebhookAuthConfiguration
}

@length(max: 5)
list WebhookFilters {
    member: WebhookFilterRule
}

enum WebhookAuthenticationType {
    GITHUB_HMAC = "GITHUB_HMAC"
    IP = "IP"
    UNAUTHENTICATED = "UNAUTHENTICATED"
}

structure WebhookFilterRule {
    @required
    jsonPath: JsonPath

    matchEquals: MatchEquals
}

@length(min: 1, max: 150)
string JsonPath

@length(min: 1, max: 150)
string MatchEquals

structure WebhookAuthConfiguration {
    AllowedIPRange: WebhookAuthConfigurationAllowedIPRange

    SecretToken: WebhookAuthConfigurationSecretToken
}

@length(min: 1, max: 100)
string WebhookAuthConfigurationAllowedIPRange

// A credential, so sensitive here although the published model does not say so.
@sensitive
@length(min: 1, max: 100)
string WebhookAuthConfigurationSecretToken

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

@length(min: 1, max: 1000)
string WebhookUrl

string WebhookErrorMessage

string WebhookErrorCode

timestamp WebhookLastTriggered

string WebhookArn
