package dev.pullcord.connectors.livekit;

import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.ConnectorFactory;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Makes the connector for meetings held by a LiveKit server, or by LiveKit Cloud. Its settings:
 *
 * <ul>
 *   <li>{@code url}: the server's HTTP address, for example {@code https://call.example}
 *   <li>{@code apiKey}, {@code apiSecret}: a pair of the server's; webhooks are signed by the same one
 *   <li>{@code account}: {@code identity} (default) where somebody's identity in a room is his account's id, else {@code none}
 * </ul>
 */
public final class LiveKitConnectorFactory implements ConnectorFactory {
    @Override
    public String name() {
        return "livekit";
    }

    @Override
    public int spiVersion() {
        return ConnectorFactory.SPI_VERSION;
    }

    @Override
    public Connector create(ConnectorContext context) {
        String account = context.config().getOrDefault("account", "identity");
        if (!account.equals("identity") && !account.equals("none")) {
            throw new IllegalArgumentException("account: must be identity or none");
        }
        LiveKitToken token = new LiveKitToken(
                needed(context, "apiKey", "the key of a pair of the server's"),
                needed(context, "apiSecret", "the secret of that pair"),
                context.json());
        URI url = address(needed(context, "url", "the server's address, for example https://call.example"));
        return new LiveKitConnector(context, new LiveKitRooms(context, url, token), token, account.equals("identity"));
    }

    private static String needed(ConnectorContext context, String key, String what) {
        String value = context.config().get(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(key + ": is missing; it is " + what);
        }
        return value.strip();
    }

    private static URI address(String text) {
        try {
            URI uri = new URI(text.endsWith("/") ? text : text + "/").parseServerAuthority();
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
                throw new IllegalArgumentException("url: must be an http or https address, without user or query");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("url: is no address: " + e.getReason());
        }
    }
}
