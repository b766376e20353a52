package dev.penstock.cli.admission;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.Secrets;
import dev.penstock.providers.BuiltInActionTypes;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;

/** Which configuration values must not be shown. */
final class ConfigurationSecrets {
    private ConfigurationSecrets() {}

    static boolean isMask(String value) {
        return Secrets.isMask(value);
    }

    /** Only built-in types are known here to have no secret under a key; all other values stay hidden. */
    static boolean hides(ActionDeclaration action, String key) {
        return BuiltInActionTypes.find(ActionTypeKey.of(action.actionTypeId()))
                .flatMap(type -> type.property(key))
                .map(property -> property.secret())
                .orElse(true);
    }
}
