package dev.penstock.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The help pages and manual pages are made of these words: none may be missing. */
class DocumentationTest {
    private static final Set<String> PRELUDE = Set.of("String", "Boolean", "Timestamp");

    static List<ServiceModel> services() {
        return List.of(ServiceModel.codePipeline(), ServiceModel.penstock());
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyOperationShapeMemberAndEnumValueIsDocumented(ServiceModel service) {
        Documentation words = Documentation.of(service);
        var missing = new ArrayList<String>();
        for (OperationModel operation : service.operations()) {
            if (words.operation(operation.name()).isEmpty()) {
                missing.add(operation.name());
            }
        }
        for (Shape shape : service.shapes()) {
            if (words.shape(shape.name()).isEmpty() && !PRELUDE.contains(shape.name())) {
                missing.add(shape.name());
            }
            if (shape instanceof StructureShape structure) {
                structure.members().keySet().stream()
                        .filter(member -> words.member(structure, member).isEmpty())
                        .forEach(member -> missing.add(shape.name() + "." + member));
            }
            if (shape instanceof StringShape string) {
                string.values().stream()
                        .filter(value -> words.member(shape.name(), value).isEmpty())
                        .forEach(value -> missing.add(shape.name() + "." + value));
            }
        }
        assertThat(missing).isEmpty();
        assertThat(words.service()).isNotEmpty();
    }

    @Test
    void aMemberWithoutWordsOfItsOwnHasThoseOfItsShape() {
        ServiceModel service = ServiceModel.codePipeline();
        assertThat(Documentation.of(service).member(service.structure("AcknowledgeJobInput"), "nonce"))
                .hasValueSatisfying(text -> assertThat(text).contains("each time a job is handed out"));
    }

    @Test
    void paragraphsAreOneLineEach() {
        assertThat(Documentation.of(ServiceModel.codePipeline()).operation("AcknowledgeJob"))
                .hasValueSatisfying(text -> assertThat(text).doesNotContain("\n"));
    }
}
