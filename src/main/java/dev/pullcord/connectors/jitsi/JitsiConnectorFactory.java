package dev.pullcord.connectors.jitsi;

import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.ConnectorFactory;
import dev.pullcord.plugin.StandardWebhooks;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;

/**
 * Makes the connector for meetings of Jitsi Meet, or any that Prosody's MUC holds, with {@code mod_pullcord} in it. Its settings:
 *
 * <ul>
 *   <li>{@code url}: the module's commands, for example {@code https://meet.example/pullcord/commands}
 *   <li>{@code secret}: what the module and we sign by, {@code whsec_} and base64 of 24 … 64 bytes; two with a blank between them while
 *       one gives way to the other
 * </ul>
 */
public final class JitsiConnectorFactory implements ConnectorFactory {
    @Override
    public String name() {
        return "jitsi";
    }

    @Override
    public int spiVersion() {
        return ConnectorFactory.SPI_VERSION;
    }

    @Override
    public Connector create(ConnectorContext context) {
        StandardWebhooks webhooks;
        try {
            webhooks = StandardWebhooks.by(Arrays.asList(needed(context, "secret", "what the module signs by, whsec_…")
                    .split("\\s+")));
        } catch (IllegalArgumentException e) { // by the name that it has here
            throw new IllegalArgumentException(e.getMessage().replaceFirst("^secrets", "secret"));
        }
        URI url = address(
                needed(context, "url", "the module's commands, https://meet.example/pullcord/commands for one"));
        return new JitsiConnector(context, new JitsiModule(context, url, webhooks), webhooks);
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
            URI uri = new URI(text).parseServerAuthority();
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
