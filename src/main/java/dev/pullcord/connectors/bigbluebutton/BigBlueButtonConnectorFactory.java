package dev.pullcord.connectors.bigbluebutton;

import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.ConnectorFactory;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Makes the connector for meetings of a BigBlueButton server. Its settings:
 *
 * <ul>
 *   <li>{@code url}: its API, for example {@code https://bbb.example/bigbluebutton/api}
 *   <li>{@code secret}: its shared secret, as {@code bbb-conf --secret} says it
 *   <li>{@code checksum}: {@code sha256} (default), {@code sha1}, {@code sha384} or {@code sha512}; of calls and of webhooks
 * </ul>
 */
public final class BigBlueButtonConnectorFactory implements ConnectorFactory {
    @Override
    public String name() {
        return "bigbluebutton";
    }

    @Override
    public int spiVersion() {
        return ConnectorFactory.SPI_VERSION;
    }

    @Override
    public Connector create(ConnectorContext context) {
        Checksum checksum = new Checksum(
                context.config().getOrDefault("checksum", "sha256").strip(),
                needed(context, "secret", "the server's shared secret"));
        URI url = address(needed(context, "url", "the server's API, https://bbb.example/bigbluebutton/api for one"));
        return new BigBlueButtonConnector(context, new BigBlueButtonApi(context, url, checksum), checksum);
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
