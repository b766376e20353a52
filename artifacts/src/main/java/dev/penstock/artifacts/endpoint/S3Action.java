package dev.penstock.artifacts.endpoint;

/** The operations that a caller may be allowed, each with the IAM action that it is known by. */
enum S3Action {
    LIST_BUCKETS("s3:ListAllMyBuckets"),
    HEAD_BUCKET("s3:ListBucket"),
    LIST_OBJECTS("s3:ListBucket"),
    LIST_VERSIONS("s3:ListBucketVersions"),
    LIST_UPLOADS("s3:ListBucketMultipartUploads"),
    CREATE_BUCKET("s3:CreateBucket"),
    DELETE_BUCKET("s3:DeleteBucket"),
    GET_BUCKET_ACL("s3:GetBucketAcl"),
    PUT_BUCKET_ACL("s3:PutBucketAcl"),
    GET_VERSIONING("s3:GetBucketVersioning"),
    PUT_VERSIONING("s3:PutBucketVersioning"),
    GET_ENCRYPTION("s3:GetEncryptionConfiguration"),
    PUT_ENCRYPTION("s3:PutEncryptionConfiguration"),
    GET_OBJECT("s3:GetObject"),
    /** Also what a conditional write looks at. */
    HEAD_OBJECT("s3:GetObject"),
    PUT_OBJECT("s3:PutObject"),
    LIST_PARTS("s3:ListMultipartUploadParts"),
    ABORT_UPLOAD("s3:AbortMultipartUpload"),
    DELETE_OBJECT("s3:DeleteObject"),
    GET_OBJECT_ACL("s3:GetObjectAcl"),
    PUT_OBJECT_ACL("s3:PutObjectAcl");

    private final String iamAction;

    S3Action(String iamAction) {
        this.iamAction = iamAction;
    }

    String iamAction() {
        return iamAction;
    }
}
