package dev.penstock.deploy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The schema of Kubernetes, as its own client for Java has it. */
final class Kubernetes {
    private Kubernetes() {}

    /** @throws IllegalArgumentException if a field is unknown, missing or of another type; the text names it */
    static void validate(Yaml manifest) {
        JsonElement json = new Gson().toJsonTree(manifest.root());
        String type = manifest.text("apiVersion") + " " + manifest.text("kind");
        try {
            switch (type) {
                case "apps/v1 Deployment" -> V1Deployment.validateJsonElement(json);
                case "v1 Service" -> V1Service.validateJsonElement(json);
                case "v1 ServiceAccount" -> V1ServiceAccount.validateJsonElement(json);
                case "policy/v1 PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(json);
                case "networking.k8s.io/v1 NetworkPolicy" -> V1NetworkPolicy.validateJsonElement(json);
                default -> throw new IllegalArgumentException("no schema for " + type);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
