package dev.penstock.cli.codepipeline;

import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.OperationModel.Pagination;
import dev.penstock.cli.codepipeline.configuration.Configuration;
import dev.penstock.cli.codepipeline.credentials.CredentialChain;
import dev.penstock.cli.codepipeline.credentials.Credentials;
import dev.penstock.cli.codepipeline.grammar.Command;
import dev.penstock.cli.codepipeline.grammar.GlobalOptions;
import dev.penstock.cli.codepipeline.grammar.Parsed;
import dev.penstock.cli.codepipeline.input.ParameterFiles;
import dev.penstock.cli.codepipeline.input.RequestReader;
import dev.penstock.cli.codepipeline.output.AnswerReader;
import dev.penstock.cli.codepipeline.output.OutputFormat;
import dev.penstock.cli.codepipeline.output.TimestampFormat;
import dev.penstock.cli.codepipeline.output.YamlPrinter;
import dev.penstock.cli.codepipeline.query.Query;
import dev.penstock.cli.codepipeline.send.Endpoint;
import dev.penstock.cli.codepipeline.send.Exchange;
import dev.penstock.cli.codepipeline.send.Pages;
import dev.penstock.cli.codepipeline.send.Sender;
import dev.penstock.cli.codepipeline.send.Tls;
import dev.penstock.cli.codepipeline.skeleton.Skeletons;
import dev.penstock.cli.codepipeline.validation.RequestValidator;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.JsonWriter;
import dev.penstock.cli.codepipeline.value.PythonInteger;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** One command whose words are in order: makes the request, sends it and prints the answer (spec cli 3, from step 3). */
record Call(
        Command command,
        Parsed given,
        GlobalOptions options,
        Configuration configuration,
        TimestampFormat timestamps,
        Optional<Query> query,
        Duration readTimeout,
        Duration connectTimeout,
        Surroundings surroundings) {

    void run() {
        boolean paginate = paginates();
        configuration.requireProfile();
        MapValue request = new RequestReader(new ParameterFiles(surroundings)).read(command, given);
        Optional<Pages.Limits> limits = limits(paginate);
        Optional<String> skeleton = given.value(Command.SKELETON);
        if (skeleton.isPresent() && !skeleton.get().equals("output")) {
            Value sample = Skeletons.request(operation().input());
            write(skeleton.get().equals("input") ? JsonWriter.indented(sample) + "\n" : YamlPrinter.print(sample));
            return;
        }
        String region = configuration.region();
        operation()
                .idempotencyToken()
                .ifPresent(member -> request.members().computeIfAbsent(member, _ -> Value.of(freshToken())));
        Endpoint endpoint = Endpoint.of(configuration.endpoint(region));
        if (configuration.validatesRequests()) {
            RequestValidator.check(firstRequest(request, limits), operation().input());
        }
        if (skeleton.isPresent()) {
            print(
                    operation().output() == null
                            ? new MapValue()
                            : Skeletons.answer(operation().output()));
            return;
        }
        Sender sender = new Sender(
                operation(),
                new Exchange(endpoint, tls(), connectTimeout, readTimeout, surroundings),
                options.sign() ? Optional.of(credentials(region)) : Optional.empty(),
                region,
                configuration.attempts(),
                surroundings,
                this::log);
        AnswerReader reader = new AnswerReader(timestamps);
        Pagination paging = operation().pagination();
        if (limits.isPresent() && paging != null) {
            print(
                    new Pages(
                            paging,
                            page -> reader.cut(sender.send(page), operation().output()),
                            limits.get()),
                    request);
        } else {
            print(reader.cut(sender.send(request), operation().output()));
        }
    }

    private Credentials credentials(String region) {
        return new CredentialChain(configuration.profiles(), surroundings, region, configuration.profile())
                .find(configuration.profile(), configuration.explicitProfile().isPresent());
    }

    private OperationModel operation() {
        return command.operation();
    }

    /**
     * Whether the client fetches all pages: not when told so, nor when the user sets the service's own paging members.
     *
     * @throws InvalidValue if options of both ways are mixed
     */
    private boolean paginates() {
        if (!command.isPaginated()) {
            return false;
        }
        boolean paginate = options.paginate()
                && command.pagingParameters().stream().noneMatch(parameter -> given.isGiven(parameter.key()));
        if (!paginate) {
            List<String> useless = Stream.of(Command.STARTING_TOKEN, Command.PAGE_SIZE, Command.MAX_ITEMS)
                    .filter(this::isEffective)
                    .map(key -> "--" + key)
                    .toList();
            if (!useless.isEmpty()) {
                throw new InvalidValue(
                        "Error during pagination: Cannot specify --no-paginate along with pagination arguments: "
                                + String.join(", ", useless));
            }
        }
        return paginate;
    }

    private boolean isEffective(String key) {
        return given.value(key)
                .filter(value -> key.equals(Command.STARTING_TOKEN)
                        ? !value.isEmpty()
                        : PythonInteger.parse(value).signum() != 0)
                .isPresent();
    }

    private Optional<Pages.Limits> limits(boolean paginate) {
        if (!paginate) {
            return Optional.empty();
        }
        Optional<BigInteger> items = given.value(Command.MAX_ITEMS).map(PythonInteger::parse);
        if (items.filter(most -> most.signum() <= 0).isPresent()) {
            surroundings
                    .err()
                    .print("warning: Non-positive values for --max-items may result in undefined behavior.\n");
        }
        return Optional.of(new Pages.Limits(
                given.value(Command.STARTING_TOKEN),
                given.value(Command.PAGE_SIZE).map(PythonInteger::parse).map(IntegerValue::new),
                items.map(most -> most.min(BigInteger.valueOf(Integer.MAX_VALUE))
                        .max(BigInteger.valueOf(-Integer.MAX_VALUE))
                        .longValue())));
    }

    /** With what the options for paging put into it. */
    private MapValue firstRequest(MapValue request, Optional<Pages.Limits> limits) {
        Pagination paging = operation().pagination();
        return limits.isPresent() && paging != null
                ? new Pages(paging, page -> page, limits.get()).first(request)
                : request;
    }

    private void log(String line) {
        if (options.debug()) {
            surroundings.err().print(surroundings.clock().instant() + " DEBUG " + line + "\n");
            surroundings.err().flush();
        }
    }

    private Tls tls() {
        return new Tls(
                options.verifyTls(),
                configuration.caBundle().map(path -> surroundings.folder().resolve(path)));
    }

    /** A random UUID, version 4. */
    private String freshToken() {
        RandomGenerator random = surroundings.random().get();
        long high = random.nextLong() & ~0xf000L | 0x4000L;
        long low = random.nextLong() & ~(0xc0L << 56) | 0x80L << 56;
        return new UUID(high, low).toString();
    }

    private void print(Pages pages, MapValue request) {
        OutputFormat format = format();
        if (!format.pageByPage()) {
            print(format, pages.joined(request));
            return;
        }
        pages.read(request, page -> print(format, page));
        pages.resumption().ifPresent(token -> {
            MapValue inner = new MapValue();
            inner.members().put("NextToken", Value.of(token));
            MapValue outer = new MapValue();
            outer.members().put("NextToken", inner);
            print(format, outer);
        });
    }

    private void print(Value answer) {
        print(format(), answer);
    }

    private void print(OutputFormat format, Value answer) {
        write(format.print(operation().name(), query.map(by -> by.apply(answer)).orElse(answer)));
    }

    private OutputFormat format() {
        boolean terminal = surroundings.screen().terminal();
        boolean coloured = options.color().equals("on") || options.color().equals("auto") && terminal;
        return OutputFormat.of(configuration.output(), surroundings.screen().width(), coloured);
    }

    private void write(String text) {
        surroundings.out().print(text);
        surroundings.out().flush();
    }
}
