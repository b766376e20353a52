package dev.penstock.engine.actiontype;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationPropertyType;

/**
 * One configuration property of an action type (spec jobs 14.1, 15).
 *
 * @param secret the value is encrypted at rest and shown as {@code ****}
 * @param queryable workers may poll by this property's value; at most one per type, required and not secret
 * @param type checked when a pipeline is saved; null means String
 */
public record ActionProperty(
        String name,
        boolean required,
        boolean key,
        boolean secret,
        boolean queryable,
        @Nullable String description,
        @Nullable ActionConfigurationPropertyType type) {}
