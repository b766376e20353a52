package dev.penstock.server.auth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A query string, read for its parameters and written in canonical form. */
record QueryString(List<Parameter> parameters) {

    /** Decoded name and value. */
    record Parameter(String name, String value) {}

    static QueryString parse(String raw) {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.add(new Parameter(UriEncoding.decode(name), UriEncoding.decode(value)));
        }
        return new QueryString(List.copyOf(parameters));
    }

    /** The only value of the parameter; empty if it is absent or given more than once. */
    Optional<String> single(String name) {
        List<String> values = parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    boolean has(String name) {
        return parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    /** Encoded, sorted by name and then value, without the signature itself. */
    String canonical() {
        return parameters.stream()
                .filter(parameter -> !parameter.name().equals("X-Amz-Signature"))
                .map(parameter ->
                        new Parameter(UriEncoding.encode(parameter.name()), UriEncoding.encode(parameter.value())))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }
}
