$version: "2"

namespace dev.penstock.admin

/// Lists the queues that jobs of the caller's pipelines wait in, and those that the caller's workers poll, with what
/// waits there and when a worker last asked. Needs the right to call `ListActionTypes`, in the account and region that
/// the request is signed for.
@readonly
operation ListJobQueues {
    input: ListJobQueuesInput
    output: ListJobQueuesOutput
    errors: [
        ValidationException
    ]
}

/// What `ListJobQueues` takes.
@input
structure ListJobQueuesInput {}

/// What `ListJobQueues` returns.
@output
structure ListJobQueuesOutput {
    /// The queues, by action type.
    @required
    queues: JobQueues
}

/// Queues of jobs.
list JobQueues {
    member: JobQueue
}

/// A queue of jobs.
structure JobQueue {
    /// The action type whose jobs wait there, for example `Test/ThirdParty/AcmeCheck/1`.
    @required
    actionType: String

    /// Jobs that no worker has acknowledged yet.
    @required
    waiting: JobCount

    /// Jobs that a worker has acknowledged and not finished.
    @required
    working: JobCount

    /// When the job that has waited longest was made; absent when none waits.
    oldest: Timestamp

    /// When a worker last polled; absent if none ever did, and for what the server or a person performs.
    lastPoll: Timestamp
}

/// A number of jobs.
@range(min: 0)
integer JobCount
