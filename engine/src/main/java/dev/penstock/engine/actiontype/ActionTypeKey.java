package dev.penstock.engine.actiontype;

import java.util.Locale;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;

/** The four parts that name an action type. Written as {@code Category/Owner/Provider/Version}. */
public record ActionTypeKey(ActionCategory category, ActionOwner owner, String provider, String version) {

    public static ActionTypeKey of(ActionTypeId id) {
        return new ActionTypeKey(id.category(), id.owner(), id.provider(), id.version());
    }

    /** Reads {@code Category/Owner/Provider/Version}. */
    public static ActionTypeKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("An action type is written Category/Owner/Provider/Version: " + text);
        }
        return new ActionTypeKey(
                ActionCategory.fromValue(parts[0]), ActionOwner.fromValue(parts[1]), parts[2], parts[3]);
    }

    public ActionTypeId toId() {
        return ActionTypeId.builder()
                .category(category)
                .owner(owner)
                .provider(provider)
                .version(version)
                .build();
    }

    /** What the API says of an action whose type cannot be used (spec jobs 16); the region is written its own way there. */
    public String notAvailable(String actionName, String region) {
        return "ActionType (Category: '" + category + "', Provider: '" + provider + "', Owner: '" + owner
                + "', Version: '"
                + version + "') in action '" + actionName + "' is not available in region '"
                + region.toUpperCase(Locale.ROOT).replace('-', '_') + "'";
    }

    @Override
    public String toString() {
        return category + "/" + owner + "/" + provider + "/" + version;
    }
}
