package dev.penstock.server.admin;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.event.EventFilter;
import dev.penstock.server.auth.Caller;
import dev.penstock.store.Store;
import dev.penstock.store.Topics;
import dev.penstock.store.event.EventDeliveries.Backlog;
import dev.penstock.store.event.EventSubscription;
import dev.penstock.store.event.EventSubscription.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who is sent events. Thread-safe. */
public final class EventSubscriptionOperations implements AdminService.Group {
    /** Subscriptions of all accounts: each is looked at for every event. */
    private static final int MOST = 100;

    private final Store store;
    private final InstantSource clock;
    private final Supplier<String> ids;

    public EventSubscriptionOperations(Store store, InstantSource clock, Supplier<String> ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public void addTo(AdminService service) {
        service.on("PutEventSubscription", this::put);
        service.on("ListEventSubscriptions", (caller, input) -> list(input));
        service.on("DeleteEventSubscription", this::delete);
    }

    private Map<String, ?> put(Caller caller, AdminInput input) {
        String account = input.optionalText("accountId").orElse(caller.accountId());
        String name = input.text("name");
        URI url = url(input.text("url"));
        EventFilter filter =
                new EventFilter(account, input.texts("pipelines"), input.texts("detailTypes"), input.texts("states"));
        Instant now = clock.instant();
        EventSubscription saved = store.write(tx -> {
            AdminErrors.requireAccount(tx, account);
            Optional<EventSubscription> known = tx.subscriptions().find(account, name);
            if (known.isEmpty() && tx.subscriptions().list().size() >= MOST) {
                throw ApiException.validation("There are " + MOST
                        + " event subscriptions already. Delete one with DeleteEventSubscription first.");
            }
            String secret = input.optionalText("secret")
                    .or(() -> known.map(EventSubscription::secret))
                    .orElseThrow(() -> ApiException.validation("A new event subscription needs a secret."));
            EventSubscription next = new EventSubscription(
                    known.map(EventSubscription::id).orElseGet(ids),
                    name,
                    url,
                    filter,
                    secret,
                    known.map(EventSubscription::created).orElse(now),
                    now,
                    known.map(EventSubscription::lastSuccess).orElse(null),
                    known.map(EventSubscription::lastFailure).orElse(null));
            tx.subscriptions().save(next);
            tx.signal(Topics.DELIVERIES);
            return next;
        });
        return Map.of("subscription", view(saved, null));
    }

    /** User names and passwords in a URL end up in logs; a fragment is never sent. */
    private static URI url(String text) {
        try {
            URI url = new URI(text);
            String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                throw ApiException.validation("The URL must begin with https:// or http://.");
            }
            if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
                throw ApiException.validation("The URL must have no user name, password or fragment.");
            }
            if (url.getHost() == null || url.getPort() == 0 || url.getPort() > 65535) {
                throw ApiException.validation("The URL must name a host, and a port from 1 to 65535 if any.");
            }
            return url;
        } catch (URISyntaxException e) {
            throw ApiException.validation("The URL is not well-formed: " + e.getReason() + ".");
        }
    }

    private Map<String, ?> list(AdminInput input) {
        Optional<String> account = input.optionalText("accountId");
        return store.read(tx -> {
            Map<String, Backlog> backlogs = tx.deliveries().backlogs();
            return Map.of(
                    "subscriptions",
                    tx.subscriptions().list().stream()
                            .filter(found -> account.isEmpty()
                                    || account.get().equals(found.filter().accountId()))
                            .map(found -> view(found, backlogs.getOrDefault(found.id(), Backlog.NONE)))
                            .toList());
        });
    }

    private Map<String, ?> delete(Caller caller, AdminInput input) {
        String account = input.optionalText("accountId").orElse(caller.accountId());
        String name = input.text("name");
        store.write(tx -> {
            EventSubscription found = tx.subscriptions()
                    .find(account, name)
                    .orElseThrow(() -> ApiException.of(
                            "EventSubscriptionNotFoundException",
                            "The account '" + account + "' has no event subscription '" + name
                                    + "'. ListEventSubscriptions shows all."));
            tx.subscriptions().delete(found.id());
            return found;
        });
        return Map.of();
    }

    /** @param backlog null for an answer that says nothing of it */
    private static Map<String, Object> view(EventSubscription subscription, @Nullable Backlog backlog) {
        EventFilter filter = subscription.filter();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("accountId", filter.accountId());
        view.put("name", subscription.name());
        view.put("url", subscription.url().toString());
        putIfAny(view, "pipelines", filter.pipelines());
        putIfAny(view, "detailTypes", filter.detailTypes());
        putIfAny(view, "states", filter.states());
        view.put("created", subscription.created());
        view.put("updated", subscription.updated());
        if (subscription.lastSuccess() != null) {
            view.put("lastSuccess", subscription.lastSuccess());
        }
        Failure failure = subscription.lastFailure();
        if (failure != null) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("at", failure.at());
            if (failure.status() != null) {
                told.put("status", failure.status());
            }
            told.put("text", failure.text());
            view.put("lastFailure", told);
        }
        if (backlog != null) {
            view.put("waiting", backlog.waiting());
            view.put("putAside", backlog.putAside());
        }
        return view;
    }

    private static void putIfAny(Map<String, Object> view, String name, List<String> values) {
        if (!values.isEmpty()) {
            view.put(name, values);
        }
    }
}
