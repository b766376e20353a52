package dev.penstock.cli.codepipeline.send;

import dev.penstock.api.model.OperationModel.Pagination;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.PythonText;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Fetches a list page by page (spec cli 14). One object fetches one list, once. */
public final class Pages {
    private final Pagination paging;
    private final Function<MapValue, MapValue> call;
    private final Limits limits;
    private Optional<String> resumption = Optional.empty();

    /**
     * What the user wants of the list.
     *
     * @param from a token of an earlier run
     * @param pageSize for each call, as the service takes it
     * @param items how many to show at most; may be zero or less, as the AWS CLI accepts it
     */
    public record Limits(Optional<String> from, Optional<Value> pageSize, Optional<Long> items) {}

    /** What is done with each page: an object with the list alone; the list is null when the page had none. */
    public interface Reader {
        void page(MapValue page);
    }

    /**
     * @param call sends a request and returns the answer, cut to the model
     */
    public Pages(Pagination paging, Function<MapValue, MapValue> call, Limits limits) {
        this.paging = paging;
        this.call = call;
        this.limits = limits;
    }

    /** After all pages: the token with which the list goes on, when items are left. */
    public Optional<String> resumption() {
        return resumption;
    }

    /** All pages as one answer; without the list when no page had it. */
    public MapValue joined(MapValue request) {
        MapValue joined = new MapValue();
        List<Value> items = new ArrayList<>();
        read(request, page -> {
            if (page.members().get(paging.items()) instanceof ListValue(var more)) {
                items.addAll(more);
                joined.members().put(paging.items(), new ListValue(items));
            }
        });
        resumption.ifPresent(token -> joined.members().put("NextToken", Value.of(token)));
        return joined;
    }

    /** The request for the first page, from what the user gave. */
    public MapValue first(MapValue template) {
        MapValue request = new MapValue();
        request.members().putAll(template.members());
        start().ifPresent(token -> setToken(request, token.service()));
        if (paging.pageSize() != null) {
            limits.pageSize().ifPresent(size -> request.members().put(paging.pageSize(), size));
        }
        return request;
    }

    private Optional<PageToken> start() {
        return limits.from().map(token -> PageToken.of(token, paging.inputToken()));
    }

    /**
     * @throws CallException if a call fails
     * @throws InvalidValue if the service repeats itself
     */
    public void read(MapValue template, Reader reader) {
        MapValue request = first(template);
        Optional<PageToken> start = start();
        Optional<String> token = start.flatMap(PageToken::service);
        Optional<String> previous = Optional.empty();
        long shown = 0;
        int skip = start.flatMap(PageToken::shown).orElse(0);
        boolean first = start.isPresent();
        while (true) {
            MapValue answer = call.apply(request);
            Value list = answer.members().getOrDefault(paging.items(), Value.NULL);
            if (first && list instanceof ListValue(var all)) {
                list = new ListValue(all.subList(from(all, skip), all.size()));
            }
            List<Value> items = list instanceof ListValue(var some) ? some : List.of();
            if (limits.items().isPresent()
                    && shown + items.size() > limits.items().get()) {
                int keep = (int) (limits.items().get() - shown);
                reader.page(page(new ListValue(items.subList(0, keep < 0 ? from(items, keep) : keep))));
                resumption = Optional.of(new PageToken(token, Optional.of(keep + skip)).encoded(paging.inputToken()));
                return;
            }
            reader.page(page(list));
            shown += items.size();
            token = answer.members().get(paging.outputToken()) instanceof TextValue(String text) && !text.isEmpty()
                    ? Optional.of(text)
                    : Optional.empty();
            if (token.isEmpty()) {
                return;
            }
            if (limits.items().isPresent() && shown == limits.items().get()) {
                resumption = Optional.of(new PageToken(token, Optional.empty()).encoded(paging.inputToken()));
                return;
            }
            if (token.equals(previous)) {
                throw new InvalidValue("Error during pagination: The same next token was received twice: {"
                        + PythonText.literal(paging.inputToken()) + ": " + PythonText.literal(token.get()) + "}");
            }
            setToken(request, token);
            previous = token;
            skip = 0;
            first = false;
        }
    }

    /** A place in a list; a negative one counts from the end. */
    private static int from(List<Value> items, int index) {
        return Math.clamp(index < 0 ? (long) items.size() + index : index, 0, items.size());
    }

    private void setToken(MapValue request, Optional<String> token) {
        token.filter(text -> !text.equals("None"))
                .ifPresentOrElse(
                        text -> request.members().put(paging.inputToken(), Value.of(text)),
                        () -> request.members().remove(paging.inputToken()));
    }

    private MapValue page(Value list) {
        MapValue page = new MapValue();
        page.members().put(paging.items(), list);
        return page;
    }
}
