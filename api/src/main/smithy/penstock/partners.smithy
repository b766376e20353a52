$version: "2"

namespace dev.penstock.admin

use com.amazonaws.codepipeline#AccountId
use com.amazonaws.codepipeline#ActionTypeDeclaration
use com.amazonaws.codepipeline#ClientId
use com.amazonaws.codepipeline#ClientToken

/// Registers a third-party action type for its partner, or replaces the one with the same id. Its executor's polling
/// accounts say who may poll for its jobs, its permissions which accounts may use it.
operation RegisterActionType {
    input: RegisterActionTypeInput
    output: RegisterActionTypeOutput
    errors: [
        ValidationException
        AccountNotFoundException
    ]
}

/// What `RegisterActionType` takes.
@input
structure RegisterActionTypeInput {
    /// The partner's account, which owns the type.
    @required
    accountId: AccountId

    /// The type in the form that CodePipeline's UpdateActionType takes. Its owner must be ThirdParty.
    @required
    actionType: ActionTypeDeclaration
}

/// What `RegisterActionType` returns.
@output
structure RegisterActionTypeOutput {
    /// The type as it is stored.
    @required
    actionType: ActionTypeDeclaration
}

/// Shows the client that a customer is to the partner of an action type. It is made when the customer has none yet.
operation ShowClient {
    input: ShowClientInput
    output: ShowClientOutput
    errors: [
        ValidationException
        AccountNotFoundException
        ActionTypeNotFoundException
    ]
}

/// What `ShowClient` takes.
@input
structure ShowClientInput {
    /// The customer's account.
    @required
    accountId: AccountId

    /// The action type as `Category/Owner/Provider/Version`, for example `Test/ThirdParty/AcmeCheck/1`.
    @required
    actionTypeId: ActionTypeKey
}

/// An action type as `Category/Owner/Provider/Version`.
@length(min: 1, max: 100)
@pattern("[A-Za-z]+/[A-Za-z]+/[0-9A-Za-z_-]+/[0-9A-Za-z_-]+")
string ActionTypeKey

/// What `ShowClient` returns.
@output
structure ShowClientOutput {
    /// Names the customer to the partner; the same for as long as the customer uses the type.
    @required
    clientId: ClientId

    /// Proves that a worker acts for the customer. Give it to the partner and to nobody else.
    @required
    clientToken: ClientToken
}

/// Gives a client a new token. The old one goes on to work for the grace period.
operation RotateClient {
    input: RotateClientInput
    output: RotateClientOutput
    errors: [
        ValidationException
        AccountNotFoundException
        ActionTypeNotFoundException
    ]
}

/// What `RotateClient` takes.
@input
structure RotateClientInput {
    /// The customer's account.
    @required
    accountId: AccountId

    /// The action type as `Category/Owner/Provider/Version`, for example `Test/ThirdParty/AcmeCheck/1`.
    @required
    actionTypeId: ActionTypeKey

    /// For how many seconds the old token is still good; the server's setting when absent, 0 for not at all.
    gracePeriodSeconds: GracePeriodSeconds
}

/// Seconds, up to thirty days.
@range(min: 0, max: 2592000)
integer GracePeriodSeconds

/// What `RotateClient` returns.
@output
structure RotateClientOutput {
    /// Names the customer to the partner; unchanged.
    @required
    clientId: ClientId

    /// The new token.
    @required
    clientToken: ClientToken

    /// Until when the old token is good; absent when it is not good any more.
    previousValidUntil: Timestamp
}
