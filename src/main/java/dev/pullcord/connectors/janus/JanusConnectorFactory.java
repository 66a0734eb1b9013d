package dev.pullcord.connectors.janus;

import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.ConnectorFactory;

/**
 * Makes the connector for meetings held by the VideoRoom plugin of Janus, 1.1 and later. Its settings:
 *
 * <ul>
 *   <li>{@code adminUrl}: Janus' Admin API, for example {@code http://10.0.0.5:7088/admin}. Who reaches it with the secret can do
 *       everything: keep it off the internet
 *   <li>{@code adminSecret}: its secret
 *   <li>{@code roomSecret}: what rooms are made with; <code>{room}</code> in it stands for the room's id. Without it only rooms that have
 *       none can be acted in
 *   <li>{@code adminKey}: VideoRoom's own key, where it has one; private rooms are looked at only with it
 *   <li>{@code joinTokenKey}: what the platform makes its join tokens of, so that they can be taken back. Somebody's token in a
 *       room is the HMAC-SHA256 by this key over the room's id, a line feed and his account's id, in lower-case hex. Without it nobody
 *       can be kept out
 *   <li>{@code account}: what of a participant is his account, {@code id}, {@code display} or {@code none}, which is the default
 *   <li>{@code ids}: {@code string} (default) or {@code number}, as {@code string_ids} of VideoRoom says
 *   <li>{@code audioMid}, {@code videoMid}: where in a publisher's SDP his sound and picture stand, 0 and 1 by default
 *   <li>{@code eventUser}, {@code eventPassword}: what Janus' HTTP event handler names itself by; without them no events are taken
 * </ul>
 */
public final class JanusConnectorFactory implements ConnectorFactory {
    @Override
    public String name() {
        return "janus";
    }

    @Override
    public int spiVersion() {
        return ConnectorFactory.SPI_VERSION;
    }

    @Override
    public Connector create(ConnectorContext context) {
        JanusSettings settings = JanusSettings.of(context.config());
        return new JanusConnector(context, settings);
    }
}
