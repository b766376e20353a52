package dev.penstock.providers.rule;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Parts of links into AWS's console. */
final class Urls {
    private Urls() {}

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
