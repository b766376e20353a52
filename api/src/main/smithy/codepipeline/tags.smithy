$version: "2"

// Tags of pipelines, custom action types and webhooks.
namespace com.amazonaws.codepipeline

/// Adds tags to a pipeline, custom action type or webhook; a tag with the same key gets the new value.
operation TagResource {
    input: TagResourceInput
    output: TagResourceOutput
    errors: [
        ValidationException
        ResourceNotFoundException
        InvalidArnException
        TooManyTagsException
        InvalidTagsException
        ConcurrentModificationException
    ]
}

/// What `TagResource` takes.
@input
structure TagResourceInput {
    @required
    resourceArn: ResourceArn

    @required
    tags: TagList
}

/// ARN of a pipeline, custom action type or webhook.
@pattern("arn:aws(-[\\w]+)*:codepipeline:.+:[0-9]{12}:.+")
string ResourceArn

/// What `TagResource` returns: nothing.
@output
structure TagResourceOutput {}

/// Removes tags by key. Keys that the resource does not have are ignored.
operation UntagResource {
    input: UntagResourceInput
    output: UntagResourceOutput
    errors: [
        ValidationException
        ResourceNotFoundException
        InvalidArnException
        InvalidTagsException
        ConcurrentModificationException
    ]
}

/// What `UntagResource` takes.
@input
structure UntagResourceInput {
    @required
    resourceArn: ResourceArn

    @required
    tagKeys: TagKeyList
}

/// Keys of the tags to remove.
list TagKeyList {
    member: TagKey
}

/// Key of a tag. Keys that begin with `aws:` are reserved.
@length(min: 1, max: 128)
string TagKey

/// What `UntagResource` returns: nothing.
@output
structure UntagResourceOutput {}

/// Lists the tags of a pipeline, custom action type or webhook.
@paginated(inputToken: "nextToken", outputToken: "nextToken", items: "tags", pageSize: "maxResults")
@readonly
operation ListTagsForResource {
    input: ListTagsForResourceInput
    output: ListTagsForResourceOutput
    errors: [
        ValidationException
        ResourceNotFoundException
        InvalidNextTokenException
        InvalidArnException
    ]
}

/// What `ListTagsForResource` takes.
@input
structure ListTagsForResourceInput {
    @required
    resourceArn: ResourceArn

    nextToken: NextToken

    maxResults: MaxResults
}

/// What `ListTagsForResource` returns.
@output
structure ListTagsForResourceOutput {
    tags: TagList

    /// Where the list goes on; absent at its end.
    nextToken: NextToken
}

/// A key with a value on a resource.
structure Tag {
    @required
    key: TagKey

    @required
    value: TagValue
}

/// Value of a tag; may be empty.
@length(min: 0, max: 256)
string TagValue
