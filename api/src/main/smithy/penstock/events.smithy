$version: "2"

namespace dev.penstock.admin

use com.amazonaws.codepipeline#AccountId

/// Has the events of an account sent to an HTTP endpoint from now on, or changes the subscription of that name. What a
/// changed subscription has still to be sent stays, and goes to the new URL.
@idempotent
operation PutEventSubscription {
    input: PutEventSubscriptionInput
    output: PutEventSubscriptionOutput
    errors: [
        ValidationException
        AccountNotFoundException
    ]
}

/// What `PutEventSubscription` takes.
@input
structure PutEventSubscriptionInput {
    /// The account whose events are wanted; the caller's when absent.
    accountId: AccountId

    /// Name of the subscription, unique in the account.
    @required
    name: EventSubscriptionName

    /// Where events are sent: http or https, without user name and password.
    @required
    url: EventSubscriptionUrl

    /// Signs what is sent, so that the receiver knows the sender. Required for a new subscription; a changed one keeps
    /// its secret when absent. Never shown again.
    secret: EventSecret

    /// Names of pipelines, with `*` for any characters; all pipelines when absent.
    pipelines: PipelinePatterns

    /// What has changed; everything when absent.
    detailTypes: EventDetailTypes

    /// What it has changed to; everything when absent.
    states: EventStates
}

/// Name of a subscription to events.
@length(min: 1, max: 100)
@pattern("[A-Za-z0-9.@\\-_]+")
string EventSubscriptionName

/// The URL of a receiver of events.
@length(min: 1, max: 2048)
string EventSubscriptionUrl

/// A secret that signs events.
@length(min: 16, max: 256)
@sensitive
string EventSecret

/// Names of pipelines, with `*` for any characters.
@length(min: 1, max: 50)
list PipelinePatterns {
    member: PipelinePattern
}

/// The name of a pipeline, with `*` for any characters.
@length(min: 1, max: 100)
@pattern("[A-Za-z0-9.@\\-_*]+")
string PipelinePattern

/// Kinds of events.
@length(min: 1, max: 3)
list EventDetailTypes {
    member: EventDetailType
}

/// The detail type of an event, which says what has changed.
enum EventDetailType {
    /// An execution of a pipeline.
    PIPELINE = "CodePipeline Pipeline Execution State Change"

    /// An execution of a stage.
    STAGE = "CodePipeline Stage Execution State Change"

    /// An execution of an action.
    ACTION = "CodePipeline Action Execution State Change"
}

/// States of events.
@length(min: 1, max: 20)
list EventStates {
    member: EventState
}

/// What something has changed to.
enum EventState {
    /// It began.
    STARTED

    /// It ended well.
    SUCCEEDED

    /// It ended in vain.
    FAILED

    /// Somebody asked for its end.
    STOPPING

    /// It ended because somebody asked for it.
    STOPPED

    /// It was retried.
    RESUMED

    /// An edit of the pipeline ended it.
    CANCELED

    /// A newer execution took its place.
    SUPERSEDED

    /// An action was given up when its execution was stopped.
    ABANDONED

    /// A condition let the execution pass the stage by.
    SKIPPED
}

/// What `PutEventSubscription` returns.
@output
structure PutEventSubscriptionOutput {
    /// The subscription as it is now.
    @required
    subscription: EventSubscription
}

/// A subscription to events, and how it fares.
structure EventSubscription {
    /// The account whose events are sent.
    @required
    accountId: AccountId

    /// Name of the subscription, unique in the account.
    @required
    name: EventSubscriptionName

    /// Where events are sent.
    @required
    url: EventSubscriptionUrl

    /// Names of pipelines, with `*` for any characters; absent for all.
    pipelines: PipelinePatterns

    /// What has changed; absent for everything.
    detailTypes: EventDetailTypes

    /// What it has changed to; absent for everything.
    states: EventStates

    /// When the subscription was made.
    created: Timestamp

    /// When it was last changed.
    updated: Timestamp

    /// When the endpoint last took an event; absent if it never did.
    lastSuccess: Timestamp

    /// What went wrong last; absent if nothing did.
    lastFailure: EventDeliveryFailure

    /// How many events are still to be sent.
    waiting: EventCount

    /// How many events were given up.
    putAside: EventCount
}

/// Why an endpoint did not take an event.
structure EventDeliveryFailure {
    /// When it was.
    at: Timestamp

    /// HTTP status of the answer; absent if there was none.
    status: HttpStatus

    /// What happened, for a human reader.
    text: String
}

/// A status of HTTP.
integer HttpStatus

/// A number of events.
integer EventCount

/// Lists the subscriptions to events of all accounts, by account and name.
@readonly
operation ListEventSubscriptions {
    input: ListEventSubscriptionsInput
    output: ListEventSubscriptionsOutput
    errors: [
        ValidationException
    ]
}

/// What `ListEventSubscriptions` takes.
@input
structure ListEventSubscriptionsInput {
    /// Only subscriptions of this account.
    accountId: AccountId
}

/// What `ListEventSubscriptions` returns.
@output
structure ListEventSubscriptionsOutput {
    /// The subscriptions, by account and name.
    @required
    subscriptions: EventSubscriptionList
}

/// Subscriptions to events.
list EventSubscriptionList {
    member: EventSubscription
}

/// Ends a subscription. What it has still to be sent is forgotten.
@idempotent
operation DeleteEventSubscription {
    input: DeleteEventSubscriptionInput
    output: DeleteEventSubscriptionOutput
    errors: [
        ValidationException
        EventSubscriptionNotFoundException
    ]
}

/// What `DeleteEventSubscription` takes.
@input
structure DeleteEventSubscriptionInput {
    /// The account whose events are sent; the caller's when absent.
    accountId: AccountId

    /// Name of the subscription.
    @required
    name: EventSubscriptionName
}

/// What `DeleteEventSubscription` returns: nothing.
@output
structure DeleteEventSubscriptionOutput {}
