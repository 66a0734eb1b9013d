package dev.pullcord.connectors.daily;

import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.ConnectorFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;

/**
 * Makes the connector for rooms of Daily. Its settings:
 *
 * <ul>
 *   <li>{@code apiKey}: of the domain
 *   <li>{@code webhookSecret}: the webhook's {@code hmac}, base64; without it no events are taken
 *   <li>{@code account}: {@code user_id} (default) where the {@code user_id} of meeting tokens is the account's id, else {@code none}
 *   <li>{@code api}: Daily's address, where it is not {@code https://api.daily.co/v1/}
 * </ul>
 */
public final class DailyConnectorFactory implements ConnectorFactory {
    @Override
    public String name() {
        return "daily";
    }

    @Override
    public int spiVersion() {
        return ConnectorFactory.SPI_VERSION;
    }

    @Override
    public Connector create(ConnectorContext context) {
        String account = context.config().getOrDefault("account", "user_id").strip();
        if (!account.equals("user_id") && !account.equals("none")) {
            throw new IllegalArgumentException("account: must be user_id or none");
        }
        boolean userIdIsAccount = account.equals("user_id");
        String key = context.config().getOrDefault("apiKey", "").strip();
        if (!key.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("apiKey: is missing, or no key; it is the domain's at Daily");
        }
        String secret = context.config().getOrDefault("webhookSecret", "").strip();
        return new DailyConnector(
                context,
                new DailyApi(context, address(context.config().getOrDefault("api", "https://api.daily.co/v1/")), key),
                secret.isEmpty() ? null : new DailyInbound(decoded(secret), userIdIsAccount, context.json()),
                userIdIsAccount);
    }

    private static byte[] decoded(String secret) {
        try {
            return Base64.getDecoder().decode(secret);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("webhookSecret: is no base64");
        }
    }

    private static URI address(String text) {
        try {
            URI uri = new URI(text.endsWith("/") ? text : text + "/").parseServerAuthority();
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
                throw new IllegalArgumentException("api: must be an http or https address, without user or query");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("api: is no address: " + e.getReason());
        }
    }
}
