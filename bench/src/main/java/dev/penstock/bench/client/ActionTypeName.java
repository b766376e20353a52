package dev.penstock.bench.client;

import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;

/** An action type of version 1. */
public record ActionTypeName(String category, String owner, String provider) {

    public static ActionTypeName custom(String category, String provider) {
        return new ActionTypeName(category, "Custom", provider);
    }

    public static ActionTypeName thirdParty(String category, String provider) {
        return new ActionTypeName(category, "ThirdParty", provider);
    }

    public String json() {
        return "{\"category\":\"" + category + "\",\"owner\":\"" + owner + "\",\"provider\":\"" + provider
                + "\",\"version\":\"1\"}";
    }

    ActionTypeId sdk() {
        return ActionTypeId.builder()
                .category(category)
                .owner(owner)
                .provider(provider)
                .version("1")
                .build();
    }

    /** With slashes, as the admin API names it. */
    @Override
    public String toString() {
        return category + "/" + owner + "/" + provider + "/1";
    }
}
