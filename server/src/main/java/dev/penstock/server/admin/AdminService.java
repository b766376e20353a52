package dev.penstock.server.admin;

import dev.penstock.api.error.ApiException;
import dev.penstock.api.json.JsonTree;
import dev.penstock.api.json.TreeCodec;
import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.api.validation.Validator;
import dev.penstock.server.auth.Caller;
import dev.penstock.server.http.Access;
import dev.penstock.server.http.ApiService;
import dev.penstock.server.http.TokenBuckets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The operator's API, {@code Penstock_20261101}, for administrators' keys. Read, checked and written by its own Smithy
 * model, as the CodePipeline API is by AWS's.
 */
public final class AdminService implements ApiService {
    private final Map<String, AdminOperation> operations = new HashMap<>();
    private final Set<String> forEverybody = new HashSet<>();
    private final TokenBuckets throttle;

    /** One group of operations. */
    public interface Group {
        void addTo(AdminService service);
    }

    /** What one operation does. */
    @FunctionalInterface
    interface AdminOperation {
        Map<String, ?> handle(Caller caller, AdminInput input);
    }

    /**
     * @param throttle requests of each account, for operations that are open to every key
     * @throws IllegalStateException if an operation of the model has no handler
     */
    public AdminService(TokenBuckets throttle, Group... groups) {
        this.throttle = throttle;
        for (Group group : groups) {
            group.addTo(this);
        }
        Collection<String> modelled = ServiceModel.penstock().operations().stream()
                .map(OperationModel::name)
                .toList();
        if (!operations.keySet().containsAll(modelled)) {
            throw new IllegalStateException("not every operation has a handler: " + modelled);
        }
    }

    void on(String operation, AdminOperation handler) {
        operations.put(operation, handler);
    }

    /** An operation for whoever signs; the handler checks what the key may do. */
    void onForEverybody(String operation, AdminOperation handler) {
        on(operation, handler);
        forEverybody.add(operation);
    }

    @Override
    public String targetPrefix() {
        return ServiceModel.penstock().name();
    }

    /** Signed like the API beside it, so that whoever reaches one reaches the other with the same tools. */
    @Override
    public String signingName() {
        return "codepipeline";
    }

    @Override
    public String actionPrefix() {
        return "penstock";
    }

    @Override
    public Access access() {
        return new Access.AdminApi();
    }

    @Override
    public Access access(String operation) {
        return forEverybody.contains(operation) ? new Access.SignedApi() : access();
    }

    @Override
    public boolean has(String operation) {
        return operations.containsKey(operation);
    }

    @Override
    public byte[] call(String operation, ApiCall call) {
        if (forEverybody.contains(operation) && !throttle.take(call.caller().accountId())) {
            throw ApiException.of("ThrottlingException", "Rate exceeded");
        }
        OperationModel model = ServiceModel.penstock().operation(operation).orElseThrow();
        Map<String, ?> input = TreeCodec.read(call.body(), model.input());
        Validator.check(input, model.input());
        AdminOperation handler = operations.get(operation);
        if (handler == null) {
            throw new IllegalStateException("no handler for " + operation);
        }
        return JsonTree.write(handler.handle(call.caller(), new AdminInput(input)));
    }
}
