package dev.penstock.server.settings;

import dev.penstock.providers.aws.AwsAccess;
import dev.penstock.providers.aws.AwsService;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumMap;
import java.util.Map;

/** Whether, and how, pipelines use AWS services. */
public record AwsSettings(boolean enabled, AwsAccess access) {

    static AwsSettings from(Settings settings) {
        Map<AwsService, URI> endpoints = new EnumMap<>(AwsService.class);
        for (AwsService service : AwsService.values()) {
            String own = settings.text(key(service));
            String url = own.isEmpty() ? settings.text("aws.endpoint") : own;
            if (!url.isEmpty()) {
                endpoints.put(service, uri(own.isEmpty() ? "aws.endpoint" : key(service), url));
            }
        }
        String accessKeyId = settings.optional("aws.access-key-id");
        String secretAccessKey = settings.secret("aws.secret-access-key");
        if ((accessKeyId == null) != (secretAccessKey == null)) {
            throw new SettingsException("Set both aws.access-key-id and aws.secret-access-key (or"
                    + " aws.secret-access-key-file), or neither.");
        }
        return new AwsSettings(
                settings.on("aws.enabled"),
                new AwsAccess(endpoints, accessKeyId, secretAccessKey, settings.secret("aws.session-token")));
    }

    private static String key(AwsService service) {
        return switch (service) {
            case LAMBDA -> "aws.lambda-endpoint";
            case CLOUD_WATCH -> "aws.cloudwatch-endpoint";
            case CODE_BUILD -> "aws.codebuild-endpoint";
            case SNS -> "aws.sns-endpoint";
        };
    }

    private static URI uri(String key, String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw unusable(key, url);
        }
        throw unusable(key, url);
    }

    private static SettingsException unusable(String key, String url) {
        return new SettingsException(
                "The setting '" + key + "' must be a URL such as http://127.0.0.1:4566, but is '" + url + "'.");
    }
}
