package dev.penstock.api.operation;

import dev.penstock.api.json.JsonTree;
import dev.penstock.api.json.TreeCodec;
import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.api.validation.Validator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One operation of our own service for the operator, {@code Penstock_20261101}. The AWS SDK has no classes for it, so its
 * requests and answers are trees (see {@link TreeCodec}). Thread-safe.
 */
public final class AdminOperation {
    private static final Map<String, AdminOperation> ALL = new LinkedHashMap<>();

    static {
        for (OperationModel model : ServiceModel.penstock().operations()) {
            ALL.put(model.name(), new AdminOperation(model));
        }
    }

    private final OperationModel model;

    private AdminOperation(OperationModel model) {
        this.model = model;
    }

    /** The operation of this name, if the service has one. */
    public static Optional<AdminOperation> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** All, in the order of the IDL. */
    public static List<AdminOperation> all() {
        return List.copyOf(ALL.values());
    }

    /** For example {@code RegisterActionType}. */
    public String name() {
        return model.name();
    }

    public OperationModel model() {
        return model;
    }

    /**
     * Reads a request body and checks the model's constraints.
     *
     * @return members by name; absent ones are absent
     * @throws dev.penstock.api.error.ApiException SerializationException or ValidationException, as {@link Operation#read}
     */
    public Map<String, @Nullable Object> read(byte[] body) {
        Map<String, @Nullable Object> request = TreeCodec.read(body, model.input());
        Validator.check(request, model.input());
        return request;
    }

    /**
     * Writes an answer.
     *
     * @param response members by name; values may be the AWS SDK's classes where the model uses CodePipeline's shapes
     */
    public void write(Map<String, ?> response, OutputStream out) {
        try {
            out.write(JsonTree.write(response));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
