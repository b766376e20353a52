package dev.penstock.cli.codepipeline.output;

import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.JsonWriter;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.MapValue;

/** The setting {@code output}: how an answer is written (spec cli 12). */
public sealed interface OutputFormat {
    /**
     * The text of an answer; empty when there is nothing to print.
     *
     * @param operation its API name
     */
    String print(String operation, Value answer);

    /** Whether pages are printed one by one as they come. */
    default boolean pageByPage() {
        return false;
    }

    record Json() implements OutputFormat {
        @Override
        public String print(String operation, Value answer) {
            return isEmptyObject(answer) ? "" : JsonWriter.indented(answer) + "\n";
        }
    }

    record Text() implements OutputFormat {
        @Override
        public String print(String operation, Value answer) {
            return TextPrinter.print(answer);
        }

        @Override
        public boolean pageByPage() {
            return true;
        }
    }

    /**
     * @param columns width of the screen
     */
    record Table(int columns, boolean coloured) implements OutputFormat {
        @Override
        public String print(String operation, Value answer) {
            return TablePrinter.print(operation, answer, columns, coloured);
        }
    }

    record Yaml() implements OutputFormat {
        @Override
        public String print(String operation, Value answer) {
            return isEmptyObject(answer) ? "" : YamlPrinter.print(answer);
        }
    }

    /**
     * @throws InvalidValue if there is no such format
     */
    static OutputFormat of(String setting, int columns, boolean coloured) {
        return switch (setting) {
            case "json" -> new Json();
            case "text" -> new Text();
            case "table" -> new Table(columns, coloured);
            case "yaml" -> new Yaml();
            default -> throw new InvalidValue("Unknown output type: " + setting);
        };
    }

    private static boolean isEmptyObject(Value answer) {
        return answer instanceof MapValue(var members) && members.isEmpty();
    }
}
