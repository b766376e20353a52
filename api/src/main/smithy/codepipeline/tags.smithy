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

list TagKeyList {
    member: TagKey
}

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

    nextToken: NextToken
}

structure Tag {
    @required
    key: TagKey

    @required
    value: TagValue
}

@length(min: 0, max: 256)
string TagValue
