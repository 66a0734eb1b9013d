package dev.pullcord.intake;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The company that embeds Pullcord.
 *
 * @param id a slug: {@code [a-z0-9][a-z0-9-]{0,39}}; part of every key, fixed for ever
 * @param partitions how many shares its subjects are spread over, 1 … 4096; fixed at creation
 * @param receiptSecret base64, 32 random bytes, fixed at creation: receipts are derived from it, so that a retry gets
 *     the same receipt and nobody can guess one
 * @param connector the connector that reaches its meetings, for example {@code generic}
 * @param callbackUrl where the generic connector sends actions; empty means there is nowhere to send them
 * @param callbackSecret Standard Webhooks secret ({@code whsec_…}) that signs them; two with a blank between them while the
 *     second gives way to the first: then each is signed by both
 * @param settings what its connector is told, by the connector's own keys; holds secrets
 */
public record Platform(
        String id,
        int partitions,
        String receiptSecret,
        String connector,
        Optional<String> callbackUrl,
        Optional<String> callbackSecret,
        Map<String, String> settings) {
    /** What a platform has that only answers callbacks. */
    public static final String GENERIC = "generic";

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public Platform {
        settings = settings == null ? Map.of() : Map.copyOf(settings); // stored before there were any
        if (!SLUG.matcher(id).matches()) {
            throw new IllegalArgumentException("platform.id: '" + id + "' is not of " + SLUG);
        }
        if (partitions < 1 || partitions > 4096) {
            throw new IllegalArgumentException("platform.partitions: " + partitions + " is outside 1 … 4096");
        }
    }

    /** A platform whose connector is told nothing but the callback. */
    public Platform(
            String id,
            int partitions,
            String receiptSecret,
            String connector,
            Optional<String> callbackUrl,
            Optional<String> callbackSecret) {
        this(id, partitions, receiptSecret, connector, callbackUrl, callbackSecret, Map.of());
    }

    /** The same, called back there. */
    public Platform withCallback(Optional<String> url, Optional<String> secret) {
        return new Platform(id, partitions, receiptSecret, connector, url, secret, settings);
    }

    /** The same, reached by this connector. */
    public Platform withConnector(String name, Map<String, String> told) {
        return new Platform(id, partitions, receiptSecret, name, callbackUrl, callbackSecret, told);
    }

    @Override
    public String toString() {
        return "Platform[" + id + "]"; // the secrets stay out of logs
    }
}
