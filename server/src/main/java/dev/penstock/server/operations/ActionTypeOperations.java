package dev.penstock.server.operations;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.Performer;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeResponse;
import software.amazon.awssdk.services.codepipeline.model.DeleteCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.DeleteCustomActionTypeResponse;
import software.amazon.awssdk.services.codepipeline.model.GetActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.GetActionTypeResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionTypesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionTypesResponse;
import software.amazon.awssdk.services.codepipeline.model.RequestFailedException;
import software.amazon.awssdk.services.codepipeline.model.UpdateActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdateActionTypeResponse;

/** Custom action types, the list of all types, and partners' types in the newer form (spec jobs 14, 15). Thread-safe. */
public final class ActionTypeOperations {
    private final Store store;
    private final Map<ActionTypeKey, ActionType> builtIn;
    private final ActionTypeListing listing;
    private final ActionTypeDeclarations declarations;
    private final Options options;
    private final RegionLimit customTypes;

    /**
     * @param customLimit how many custom types an account may have in a region
     * @param customTimeout limit of a whole action execution of a custom type
     * @param registerByUpdate true if UpdateActionType on an unknown id makes the type (spec jobs 15.3)
     */
    public record Options(int customLimit, Duration customTimeout, boolean registerByUpdate) {}

    public ActionTypeOperations(
            Store store,
            NextTokens nextTokens,
            Collection<ActionType> builtIn,
            ActionTypeDeclarations declarations,
            Options options) {
        this.store = store;
        this.builtIn = builtIn.stream().collect(Collectors.toUnmodifiableMap(ActionType::key, Function.identity()));
        this.listing = new ActionTypeListing(builtIn, nextTokens);
        this.declarations = declarations;
        this.options = options;
        this.customTypes = new RegionLimit(
                options.customLimit(),
                "custom action types",
                (tx, accountId, region) -> tx.actionTypes().countCustom(accountId, region));
    }

    public void addTo(OperationHandlers handlers) {
        handlers.on(CreateCustomActionTypeRequest.class, this::createCustomActionType)
                .on(DeleteCustomActionTypeRequest.class, this::deleteCustomActionType)
                .on(ListActionTypesRequest.class, this::listActionTypes)
                .on(GetActionTypeRequest.class, this::getActionType)
                .on(UpdateActionTypeRequest.class, this::updateActionType);
    }

    CreateCustomActionTypeResponse createCustomActionType(Call call, CreateCustomActionTypeRequest request) {
        ActionType type = CustomActionTypes.read(request, call.accountId(), call.region(), options.customTimeout());
        String arn = TaggedResource.customType(call, type.key()).arn();
        Map<String, String> tags = ResourceTags.check(request.tags(), arn);
        Map<String, String> stored = store.write(tx -> {
            Optional<ActionType> known = tx.actionTypes().findCustom(type.key(), call.accountId(), call.region());
            if (known.isPresent() && !CustomActionTypes.sameDefinition(known.get(), type)) {
                throw alreadyExists(type.key());
            }
            if (known.isEmpty() || known.get().deleted()) {
                customTypes.check(tx, call.accountId(), call.region());
                // The same definition brings a deleted type back (spec jobs 14.2).
                known.ifPresentOrElse(
                        deleted -> tx.actionTypes().update(type),
                        () -> tx.actionTypes().insert(type));
                tx.tags().replace(arn, tags);
                return tags;
            }
            return tx.tags().of(arn);
        });
        return CreateCustomActionTypeResponse.builder()
                .actionType(CustomActionTypes.write(type))
                .tags(stored.isEmpty() && !request.hasTags() ? null : ResourceTags.list(stored.entrySet()))
                .build();
    }

    /** Marks the type: no new use and no polls, while jobs that a worker holds go on. Unknown types are no error. */
    DeleteCustomActionTypeResponse deleteCustomActionType(Call call, DeleteCustomActionTypeRequest request) {
        ActionTypeKey key =
                new ActionTypeKey(request.category(), ActionOwner.CUSTOM, request.provider(), request.version());
        store.write(tx -> {
            tx.actionTypes()
                    .findCustom(key, call.accountId(), call.region())
                    .filter(type -> !type.deleted())
                    .ifPresent(type -> {
                        tx.actionTypes().update(type.asDeleted());
                        tx.tags().replace(TaggedResource.customType(call, key).arn(), Map.of());
                    });
            return null;
        });
        return DeleteCustomActionTypeResponse.builder().build();
    }

    ListActionTypesResponse listActionTypes(Call call, ListActionTypesRequest request) {
        String region = RegionFilter.of(call, request.regionFilter());
        Page<ActionType> page =
                store.read(tx -> listing.page(tx, call, region, request.actionOwnerFilter(), request.nextToken()));
        return ListActionTypesResponse.builder()
                .actionTypes(page.rows().stream().map(CustomActionTypes::write).toList())
                .nextToken(page.nextToken())
                .build();
    }

    GetActionTypeResponse getActionType(Call call, GetActionTypeRequest request) {
        ActionTypeKey key = new ActionTypeKey(
                request.category(), ActionOwner.fromValue(request.owner()), request.provider(), request.version());
        ActionType type = store.read(tx -> tx.actionTypes().findPartner(key, call.region()))
                .filter(found -> !found.deleted() && visible(call, found))
                .or(() -> Optional.ofNullable(builtIn.get(key)))
                .orElseThrow(() -> notFound(key));
        return GetActionTypeResponse.builder()
                .actionType(declarations.write(type))
                .build();
    }

    private static boolean visible(Call call, ActionType type) {
        return type.usableBy(call.accountId())
                || (type.performer() instanceof Performer.PartnerWorkers workers
                        && workers.pollingAccounts().contains(call.accountId()));
    }

    UpdateActionTypeResponse updateActionType(Call call, UpdateActionTypeRequest request) {
        ActionTypeKey key = ActionTypeDeclarations.key(request.actionType().id());
        if (builtIn.containsKey(key) && key.owner() == ActionOwner.AWS) {
            throw RequestFailedException.builder()
                    .message("The action type " + key + " is built into this server and cannot be changed.")
                    .build();
        }
        if (key.owner() != ActionOwner.THIRD_PARTY) {
            throw notFound(key);
        }
        ActionType next = declarations.read(request.actionType(), call.accountId(), call.region());
        store.write(tx -> {
            update(tx, call, next);
            return null;
        });
        return UpdateActionTypeResponse.builder().build();
    }

    /** Only the partner itself changes its type; to everybody else it does not exist here. */
    private void update(Tx tx, Call call, ActionType next) {
        Optional<ActionType> known = tx.actionTypes().findPartner(next.key(), call.region());
        if (known.isEmpty() && options.registerByUpdate()) {
            tx.actionTypes().insert(next);
            return;
        }
        ActionType before = known.filter(type -> call.accountId().equals(type.ownerAccount()))
                .orElseThrow(() -> notFound(next.key()));
        ActionTypeRules.checkUpdate(before, next);
        tx.actionTypes().update(next);
    }

    /** In the model, but no operation declares it, so the SDK has no class for it. */
    private static ApiException alreadyExists(ActionTypeKey key) {
        return ApiException.of(
                "ActionTypeAlreadyExistsException",
                "ActionType (Category: '" + key.category() + "', Owner: '" + key.owner() + "', Provider: '"
                        + key.provider() + "', Version: '" + key.version()
                        + "') already exists with a different definition");
    }

    private static ActionTypeNotFoundException notFound(ActionTypeKey key) {
        return ActionTypeNotFoundException.builder()
                .message("No action type found for: category '" + key.category() + "', owner '" + key.owner()
                        + "', provider '" + key.provider() + "', version '" + key.version() + "'")
                .build();
    }
}
