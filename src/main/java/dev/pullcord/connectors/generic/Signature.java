package dev.pullcord.connectors.generic;

import dev.pullcord.plugin.StandardWebhooks;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The secrets of one callback, as the setting has them: with several there are several signatures. Immutable. */
final class Signature {
    private static final String PREFIX = "whsec_";

    private final StandardWebhooks webhooks;

    /** @param secrets {@code whsec_} and base64 of 24 … 64 bytes each, blanks between them */
    Signature(String secrets) {
        List<String> each = Arrays.asList(secrets.strip().split("\\s+"));
        if (!each.stream().allMatch(one -> one.startsWith(PREFIX))) {
            throw new IllegalArgumentException("secret: must begin with " + PREFIX);
        }
        try {
            webhooks = StandardWebhooks.by(each);
        } catch (IllegalArgumentException e) { // by the name that it has here
            throw new IllegalArgumentException(e.getMessage().replaceFirst("^secrets", "secret"));
        }
    }

    /** The three headers, signed at this time. */
    Map<String, String> headers(String id, Instant at, String body) {
        return webhooks.headers(id, at, body);
    }
}
