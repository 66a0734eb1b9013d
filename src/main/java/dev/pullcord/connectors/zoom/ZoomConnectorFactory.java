package dev.pullcord.connectors.zoom;

import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.ConnectorFactory;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Makes the connector for Zoom Meetings. Its settings:
 *
 * <ul>
 *   <li>{@code accountId}, {@code clientId}, {@code clientSecret}: of a Server-to-Server OAuth app
 *   <li>{@code secretToken}: of that app's webhooks
 *   <li>{@code account}: what of a participant is his account: {@code id} (default), his user id at Zoom; {@code customerKey}, what the
 *       Meeting SDK was told; or {@code none}
 *   <li>{@code api}, {@code oauth}: Zoom's addresses, where they are not the usual ones
 * </ul>
 */
public final class ZoomConnectorFactory implements ConnectorFactory {
    @Override
    public String name() {
        return "zoom";
    }

    @Override
    public int spiVersion() {
        return ConnectorFactory.SPI_VERSION;
    }

    @Override
    public Connector create(ConnectorContext context) {
        String account = context.config().getOrDefault("account", "id").strip();
        if (!account.equals("id") && !account.equals("customerKey") && !account.equals("none")) {
            throw new IllegalArgumentException("account: must be id, customerKey or none");
        }
        ZoomApi api = new ZoomApi(
                context,
                address(context, "api", "https://api.zoom.us/v2/"),
                address(context, "oauth", "https://zoom.us/oauth/token"),
                new ZoomApi.App(
                        needed(context, "accountId", "the account's id, of a Server-to-Server OAuth app"),
                        needed(context, "clientId", "the client's id, of that app"),
                        needed(context, "clientSecret", "the client's secret, of that app")));
        ZoomInbound inbound = new ZoomInbound(
                needed(context, "secretToken", "the secret token of the app's webhooks"),
                account,
                context.json(),
                context.clock());
        return new ZoomConnector(context, api, inbound);
    }

    private static String needed(ConnectorContext context, String key, String what) {
        String value = context.config().get(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(key + ": is missing; it is " + what);
        }
        return value.strip();
    }

    private static URI address(ConnectorContext context, String key, String usual) {
        try {
            URI uri = new URI(context.config().getOrDefault(key, usual)).parseServerAuthority();
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
                throw new IllegalArgumentException(key + ": must be an http or https address, without user or query");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(key + ": is no address: " + e.getReason());
        }
    }
}
