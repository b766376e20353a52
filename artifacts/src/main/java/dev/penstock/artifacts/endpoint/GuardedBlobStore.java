package dev.penstock.artifacts.endpoint;

import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The store as one caller sees it. Every operation asks {@link Access} first, with the names that the store is about to
 * use, so nothing in an URL, a header or a request body can name an object past the check.
 */
final class GuardedBlobStore extends ForwardingBlobStore {
    /** Objects that S3Proxy keeps for itself while an upload is open; clients cannot name them. */
    private static final Pattern UPLOAD_RECORD = Pattern.compile("\\.s3proxy-mpu-stub-" + UploadIds.FORM);

    private final Access access;
    private final BucketOwners owners;

    GuardedBlobStore(BlobStore store, Access access, BucketOwners owners) {
        super(store);
        this.access = access;
        this.owners = owners;
    }

    // Buckets

    @Override
    public ListBucketsResponse list() {
        access.require(S3Action.LIST_BUCKETS, null, null);
        ListBucketsResponse all = super.list();
        String account = access.accountId();
        return all.toBuilder()
                .buckets(all.buckets().stream()
                        .filter(bucket -> owners.ownerOf(bucket.name())
                                .map(account::equals)
                                .orElse(false))
                        .toList())
                .build();
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
        access.require(S3Action.HEAD_BUCKET, request.bucket(), null);
        return super.headBucket(request);
    }

    @Override
    public CreateBucketResponse createContainer(CreateBucketRequest request) {
        access.require(S3Action.CREATE_BUCKET, request.bucket(), null);
        if (!owners.claim(request.bucket(), access.accountId()).equals(access.accountId())) {
            throw S3Errors.bucketAlreadyExists();
        }
        try {
            return super.createContainer(request);
        } catch (RuntimeException failed) {
            if (!delegate().containerExists(request.bucket())) {
                owners.release(request.bucket());
            }
            throw failed;
        }
    }

    @Override
    public void deleteBucket(String bucket) {
        access.require(S3Action.DELETE_BUCKET, bucket, null);
        super.deleteBucket(bucket);
        owners.release(bucket);
    }

    @Override
    public void deleteContainer(String bucket) {
        throw notAnS3Operation();
    }

    @Override
    public void clearContainer(ListObjectsV2Request request) {
        throw notAnS3Operation();
    }

    private static UnsupportedOperationException notAnS3Operation() {
        return new UnsupportedOperationException("not an S3 operation");
    }

    @Override
    public BucketCannedACL getContainerAccess(String bucket) {
        access.require(S3Action.GET_BUCKET_ACL, bucket, null);
        return super.getContainerAccess(bucket);
    }

    @Override
    public GetBucketAclResponse getContainerAcl(GetBucketAclRequest request) {
        access.require(S3Action.GET_BUCKET_ACL, request.bucket(), null);
        return super.getContainerAcl(request);
    }

    @Override
    public void setContainerAccess(String bucket, BucketCannedACL acl) {
        access.require(S3Action.PUT_BUCKET_ACL, bucket, null);
        super.setContainerAccess(bucket, acl);
    }

    @Override
    public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
        access.require(S3Action.GET_VERSIONING, request.bucket(), null);
        return super.getBucketVersioning(request);
    }

    @Override
    public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest request) {
        access.require(S3Action.PUT_VERSIONING, request.bucket(), null);
        return super.putBucketVersioning(request);
    }

    @Override
    public GetBucketEncryptionResponse getBucketEncryption(GetBucketEncryptionRequest request) {
        access.require(S3Action.GET_ENCRYPTION, request.bucket(), null);
        return super.getBucketEncryption(request);
    }

    @Override
    public PutBucketEncryptionResponse putBucketEncryption(PutBucketEncryptionRequest request) {
        access.require(S3Action.PUT_ENCRYPTION, request.bucket(), null);
        return super.putBucketEncryption(request);
    }

    @Override
    public DeleteBucketEncryptionResponse deleteBucketEncryption(DeleteBucketEncryptionRequest request) {
        access.require(S3Action.PUT_ENCRYPTION, request.bucket(), null);
        return super.deleteBucketEncryption(request);
    }

    // Listings

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        access.require(S3Action.LIST_OBJECTS, request.bucket(), null);
        return super.list(request);
    }

    @Override
    public ListObjectVersionsResponse listVersions(ListObjectVersionsRequest request) {
        access.require(S3Action.LIST_VERSIONS, request.bucket(), null);
        return super.listVersions(request);
    }

    @Override
    public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(String bucket) {
        access.require(S3Action.LIST_UPLOADS, bucket, null);
        return super.listMultipartUploads(bucket);
    }

    // Objects

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        access.require(S3Action.GET_OBJECT, request.bucket(), request.key());
        return super.getBlob(request);
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        requireUnlessUploadRecord(S3Action.HEAD_OBJECT, request.bucket(), request.key());
        return super.blobMetadata(request);
    }

    @Override
    public boolean blobExists(String bucket, String key) {
        requireUnlessUploadRecord(S3Action.HEAD_OBJECT, bucket, key);
        return super.blobExists(bucket, key);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        requireUnlessUploadRecord(S3Action.PUT_OBJECT, request.bucket(), request.key());
        return super.putBlob(request, payload);
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        access.require(S3Action.GET_OBJECT, request.sourceBucket(), request.sourceKey());
        access.require(S3Action.PUT_OBJECT, request.destinationBucket(), request.destinationKey());
        return super.copyBlob(request);
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        requireUnlessUploadRecord(S3Action.DELETE_OBJECT, request.bucket(), request.key());
        return super.removeBlob(request);
    }

    @Override
    public ObjectCannedACL getBlobAccess(String bucket, String key) {
        requireUnlessUploadRecord(S3Action.GET_OBJECT_ACL, bucket, key);
        return super.getBlobAccess(bucket, key);
    }

    @Override
    public ObjectCannedACL getBlobAccess(String bucket, String key, @Nullable String versionId) {
        requireUnlessUploadRecord(S3Action.GET_OBJECT_ACL, bucket, key);
        return super.getBlobAccess(bucket, key, versionId);
    }

    @Override
    public GetObjectAclResponse getBlobAcl(GetObjectAclRequest request) {
        access.require(S3Action.GET_OBJECT_ACL, request.bucket(), request.key());
        return super.getBlobAcl(request);
    }

    @Override
    public void setBlobAccess(String bucket, String key, ObjectCannedACL acl) {
        access.require(S3Action.PUT_OBJECT_ACL, bucket, key);
        super.setBlobAccess(bucket, key, acl);
    }

    @Override
    public void setBlobAccess(String bucket, String key, ObjectCannedACL acl, @Nullable String versionId) {
        access.require(S3Action.PUT_OBJECT_ACL, bucket, key);
        super.setBlobAccess(bucket, key, acl, versionId);
    }

    // Multipart uploads

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        access.require(S3Action.PUT_OBJECT, request.bucket(), request.key());
        return super.initiateMultipartUpload(request);
    }

    @Override
    public UploadPartResponse uploadMultipartPart(
            MultipartUpload upload, UploadPartRequest request, InputStream payload) {
        requireOpen(S3Action.PUT_OBJECT, upload);
        return super.uploadMultipartPart(upload, request, payload);
    }

    @Override
    public List<Part> listMultipartUpload(MultipartUpload upload) {
        requireOpen(S3Action.LIST_PARTS, upload);
        return super.listMultipartUpload(upload);
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        requireOpen(S3Action.PUT_OBJECT, upload);
        return super.completeMultipartUpload(upload, request);
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        requireOpen(S3Action.ABORT_UPLOAD, upload);
        super.abortMultipartUpload(upload);
    }

    /** An upload id is good only together with the key that it was made for; parts of unknown uploads would stay forever. */
    private void requireOpen(S3Action action, MultipartUpload upload) {
        access.require(action, upload.containerName(), upload.blobName());
        String record = ".mpus-" + UploadIds.checked(upload.id()) + "-" + upload.blobName() + "-stub";
        if (!delegate().blobExists(upload.containerName(), record)) {
            throw S3Errors.noSuchUpload();
        }
    }

    private void requireUnlessUploadRecord(S3Action action, String bucket, String key) {
        if (UPLOAD_RECORD.matcher(key).matches()) {
            // Through the bucket's own rule only: the key of the upload is checked by the operation it belongs to.
            if (owners.foreign(bucket, access.accountId())) {
                throw S3Errors.accessDenied();
            }
            return;
        }
        access.require(action, bucket, key);
    }
}
