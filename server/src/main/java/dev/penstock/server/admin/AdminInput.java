package dev.penstock.server.admin;

import dev.penstock.api.json.ShapeCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeDeclaration;

/** The members of a request that the model's constraints already hold for. */
record AdminInput(Map<String, ?> members) {

    /** A required member. */
    String text(String member) {
        return optionalText(member).orElseThrow();
    }

    Optional<String> optionalText(String member) {
        return Optional.ofNullable((String) members.get(member));
    }

    /** An absent list is empty. */
    List<String> texts(String member) {
        return members.get(member) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    Optional<Integer> optionalNumber(String member) {
        return Optional.ofNullable((Integer) members.get(member));
    }

    /** A required action type. */
    @SuppressWarnings("unchecked") // the model says that the member is a structure
    ActionTypeDeclaration declaration(String member) {
        Object tree = members.get(member);
        if (tree == null) {
            throw new IllegalStateException(member + " is required");
        }
        return ShapeCodec.fromTree((Map<String, ?>) tree, ActionTypeDeclaration.builder());
    }
}
