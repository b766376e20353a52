package dev.penstock.api.json;

import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.OperationModel.Answer;
import dev.penstock.api.model.ServiceModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Random values of the SDK's classes for the inputs and outputs of all operations: any text, any number, gaps anywhere. */
final class RandomShapes {
    private static final String MODEL = CodePipelineException.class.getPackageName() + ".";
    private static final String[] TEXTS = {
        "",
        "a",
        "\"quoted\" \\ back",
        "tab\tline\nbell\u0007",
        "é ß 漢字",
        "\uD83D\uDE80 rocket",
        "#{SourceVariables.CommitId}",
        "null",
        "</script>"
    };

    private RandomShapes() {}

    /** Names of the SDK's classes for the requests and responses of all operations. */
    static List<String> names() {
        var names = new ArrayList<String>();
        for (OperationModel operation : ServiceModel.codePipeline().operations()) {
            names.add(operation.name() + "Request");
            if (operation.answer() == Answer.MEMBERS) {
                names.add(operation.name() + "Response");
            }
        }
        return names;
    }

    static Arbitrary<SdkPojo> all() {
        return Arbitraries.of(names())
                .flatMap(name -> Arbitraries.randomValue(random -> (SdkPojo) fill(builder(name), random)));
    }

    /** An empty builder of the class of this name. */
    static SdkPojo builder(String name) {
        try {
            return (SdkPojo) Class.forName(MODEL + name).getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object fill(SdkPojo builder, Random random) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (random.nextInt(4) > 0) {
                field.set(builder, value(field, random));
            }
        }
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private static Object value(SdkField<?> field, Random random) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text(random);
            case INTEGER -> random.nextInt();
            case BOOLEAN -> random.nextBoolean();
            case INSTANT -> Instant.ofEpochMilli(random.nextLong(-62_135_596_800_000L, 253_402_300_799_999L));
            case SDK_POJO -> fill(field.constructor().get(), random);
            case LIST -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(field.getTrait(ListTrait.class).memberFieldInfo(), random));
                }
                yield list;
            }
            case MAP -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(text(random), value(field.getTrait(MapTrait.class).valueFieldInfo(), random));
                }
                yield map;
            }
            default -> throw new AssertionError(field.marshallingType());
        };
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.toString();
    }
}
