package dev.penstock.artifacts.endpoint;

/**
 * Who a request claims to come from. The claim is proven when S3Proxy finds that {@code secret} made the signature.
 *
 * @param access what may be done once it is proven
 */
record Caller(String accessKeyId, String secret, Access access) {

    @Override
    public String toString() {
        return "Caller[" + accessKeyId + "]";
    }
}
