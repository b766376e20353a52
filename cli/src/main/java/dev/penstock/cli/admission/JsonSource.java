package dev.penstock.cli.admission;

import dev.penstock.cli.admission.SourceValue.Fields;
import dev.penstock.cli.admission.SourceValue.Flag;
import dev.penstock.cli.admission.SourceValue.Items;
import dev.penstock.cli.admission.SourceValue.Nothing;
import dev.penstock.cli.admission.SourceValue.Number;
import dev.penstock.cli.admission.SourceValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** JSON with places. */
final class JsonSource {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(SourceReader.DEEPEST)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonSource() {}

    static SourceValue read(String text) throws SourceSyntaxException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            try {
                parser.nextToken();
                SourceValue root = value(parser);
                if (parser.nextToken() != null) {
                    throw new SourceSyntaxException(position(parser), "there is text after the end of the JSON value");
                }
                return root;
            } catch (JacksonException e) {
                TokenStreamLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
                throw new SourceSyntaxException(
                        new Position(at.getLineNr(), at.getColumnNr()), "not valid JSON: " + e.getOriginalMessage());
            }
        }
    }

    private static SourceValue value(JsonParser parser) {
        Position at = position(parser);
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(parser, at);
            case START_ARRAY -> {
                List<SourceValue> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield new Items(at, list);
            }
            case VALUE_STRING -> new Text(at, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Number(at, parser.getString());
            case VALUE_TRUE -> new Flag(at, true);
            case VALUE_FALSE -> new Flag(at, false);
            default -> new Nothing(at);
        };
    }

    private static Fields fields(JsonParser parser, Position at) {
        Map<String, SourceValue> members = new LinkedHashMap<>();
        List<Position> repeated = new ArrayList<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (members.containsKey(name)) {
                repeated.add(position(parser));
            }
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Fields(at, members, repeated);
    }

    private static Position position(JsonParser parser) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Position(at.getLineNr(), at.getColumnNr());
    }
}
