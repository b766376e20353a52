package dev.penstock.api.json;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Members of the AWS SDK's model classes as they are on the wire. */
public final class SdkMembers {
    private SdkMembers() {}

    /** The value that was set, null when none was. */
    public static @Nullable Object value(SdkPojo pojo, String member) {
        SdkField<?> field = pojo.sdkFieldNameToField().get(member);
        return field == null ? null : value(pojo, field);
    }

    static @Nullable Object value(SdkPojo pojo, SdkField<?> field) {
        Object value = field.containsTrait(DefaultValueTrait.class)
                ? withoutDefault(pojo, field).orElse(null)
                : field.getValueOrDefault(pojo);
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap ? null : value;
    }

    /** The SDK would make an idempotency token up for a request that has none. */
    private static Optional<Object> withoutDefault(SdkPojo pojo, SdkField<?> field) {
        return ((SdkRequest) pojo).getValueForField(field.memberName(), Object.class);
    }
}
