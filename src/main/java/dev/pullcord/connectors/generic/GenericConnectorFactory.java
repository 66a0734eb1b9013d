package dev.pullcord.connectors.generic;

import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.ConnectorFactory;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the connector for platforms that answer a signed HTTP callback. Its settings:
 *
 * <ul>
 *   <li>{@code callback}: where actions are posted, an https address
 *   <li>{@code secret}: the Standard Webhooks secret ({@code whsec_…}) they are signed with; during a change of secret
 *       two, the new one first, with a blank between them
 *   <li>{@code timeout}: how long the platform has to answer, ISO-8601, PT10S by default, at most PT2M; a request's
 *       deadline wins if it is earlier
 *   <li>{@code allowHttp}: true lets the callback be plain http; false by default
 *   <li>{@code allowPrivate}: true lets it lie on this machine or in a private network, also over plain http; false by
 *       default
 * </ul>
 */
public final class GenericConnectorFactory implements ConnectorFactory {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /**
     * What is wrong with a callback before anything is sent there; empty when it may be one. The rule is the one that each
     * call is held to. Blocks while the host is resolved; one that has no address yet is no fault.
     */
    public static Optional<String> faultOf(String callback, boolean allowPrivate) {
        try {
            return Callback.of(Map.of("callback", callback, "allowPrivate", Boolean.toString(allowPrivate)))
                    .objection();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "generic";
    }

    @Override
    public int spiVersion() {
        return ConnectorFactory.SPI_VERSION;
    }

    @Override
    public Connector create(ConnectorContext context) {
        Callback callback = Callback.of(context.config());
        String secret = context.config().get("secret");
        if (secret == null || secret.isBlank()) {
            throw new IllegalArgumentException("secret: is missing; callbacks are signed with it");
        }
        return new GenericConnector(
                context,
                callback,
                new Signature(secret),
                timeout(context.config().getOrDefault("timeout", "PT10S")));
    }

    private static Duration timeout(String text) {
        Duration timeout;
        try {
            timeout = Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("timeout: is no ISO-8601 duration, for example PT10S");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("timeout: " + timeout + " is outside PT0.001S … " + LONGEST);
        }
        return timeout;
    }
}
