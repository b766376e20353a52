$version: "2"

namespace dev.penstock.admin

use com.amazonaws.codepipeline#AccountId

/// Creates an account: a customer or a partner. It has no access key yet.
operation CreateAccount {
    input: CreateAccountInput
    output: CreateAccountOutput
    errors: [
        ValidationException
        AccountAlreadyExistsException
    ]
}

/// What `CreateAccount` takes.
@input
structure CreateAccountInput {
    /// Twelve digits that name the account from now on.
    @required
    accountId: AccountId

    /// Name for human readers; need not be unique.
    @required
    name: AccountName
}

/// What `CreateAccount` returns.
@output
structure CreateAccountOutput {
    /// The new account.
    @required
    account: Account
}

/// Lists all accounts of this server, by id.
@readonly
operation ListAccounts {
    input: ListAccountsInput
    output: ListAccountsOutput
    errors: [
        ValidationException
    ]
}

/// What `ListAccounts` takes: nothing.
@input
structure ListAccountsInput {}

/// What `ListAccounts` returns.
@output
structure ListAccountsOutput {
    /// The accounts, ordered by id.
    @required
    accounts: AccountList
}

/// Accounts.
list AccountList {
    member: Account
}

/// Somebody who owns pipelines or action types on this server.
structure Account {
    /// Twelve digits.
    @required
    accountId: AccountId

    /// Name for human readers.
    @required
    name: AccountName

    /// When the account was created.
    created: Timestamp
}

/// Name of an account for human readers.
@length(min: 1, max: 100)
string AccountName

/// Creates an access key of an account. The secret is shown in this answer and never again.
operation CreateAccessKey {
    input: CreateAccessKeyInput
    output: CreateAccessKeyOutput
    errors: [
        ValidationException
        AccountNotFoundException
    ]
}

/// What `CreateAccessKey` takes.
@input
structure CreateAccessKeyInput {
    /// The account that the key acts for.
    @required
    accountId: AccountId

    /// An IAM policy document that says what the key may do. Without one the key has every right of its account.
    policy: PolicyDocument

    /// Name of the user that the key belongs to, as it appears in ARNs of callers.
    userName: UserName
}

/// An IAM policy document in JSON.
@length(min: 1, max: 20480)
string PolicyDocument

/// Name of a user within an account.
@length(min: 1, max: 64)
@pattern("[A-Za-z0-9+=,.@_\\-]+")
string UserName

/// What `CreateAccessKey` returns.
@output
structure CreateAccessKeyOutput {
    /// The public part of the key, which every request names.
    @required
    accessKeyId: AccessKeyId

    /// The secret part of the key, which signs requests.
    @required
    secretAccessKey: SecretAccessKey
}

/// The public part of an access key.
@length(min: 16, max: 128)
@pattern("[A-Z0-9]+")
string AccessKeyId

/// The secret part of an access key.
@sensitive
string SecretAccessKey

/// Deletes an access key; requests signed with it are refused from then on.
@idempotent
operation DeleteAccessKey {
    input: DeleteAccessKeyInput
    output: DeleteAccessKeyOutput
    errors: [
        ValidationException
        AccessKeyNotFoundException
    ]
}

/// What `DeleteAccessKey` takes.
@input
structure DeleteAccessKeyInput {
    /// The key to delete.
    @required
    accessKeyId: AccessKeyId
}

/// What `DeleteAccessKey` returns: nothing.
@output
structure DeleteAccessKeyOutput {}
