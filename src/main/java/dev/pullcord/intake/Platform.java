package dev.pullcord.intake;

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
 */
public record Platform(
        String id,
        int partitions,
        String receiptSecret,
        String connector,
        Optional<String> callbackUrl,
        Optional<String> callbackSecret) {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public Platform {
        if (!SLUG.matcher(id).matches()) {
            throw new IllegalArgumentException("platform.id: '" + id + "' is not of " + SLUG);
        }
        if (partitions < 1 || partitions > 4096) {
            throw new IllegalArgumentException("platform.partitions: " + partitions + " is outside 1 … 4096");
        }
    }

    @Override
    public String toString() {
        return "Platform[" + id + "]"; // the secrets stay out of logs
    }
}
