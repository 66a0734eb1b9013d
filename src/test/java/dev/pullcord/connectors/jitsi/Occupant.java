package dev.pullcord.connectors.jitsi;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody in a conference: XMPP over WebSocket (RFC 7395), as Jitsi's page speaks it, by hand. */
public final class Occupant implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String OPEN =
            "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='meet.test' version='1.0'/>";

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final WebSocket socket;
    private final String room;

    /** Signs in, anonymously; whom the address names is whom Prosody takes him for. */
    public Occupant(URI address, String meeting) {
        room = meeting + "@conference.meet.test";
        socket = HTTP.newWebSocketBuilder()
                .subprotocols("xmpp")
                .buildAsync(address, new Ear())
                .join();
        say(OPEN);
        hears("stream:features");
        say("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>");
        hears("<success");
        heard.clear();
        say(OPEN);
        hears("urn:ietf:params:xml:ns:xmpp-bind");
        say("<iq type='set' id='bind' xmlns='jabber:client'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
        hears("<jid>");
        heard.clear();
    }

    public void enter(String nick) {
        say("<presence xmlns='jabber:client' to='" + room + "/" + nick
                + "'><x xmlns='http://jabber.org/protocol/muc'/><nick xmlns='http://jabber.org/protocol/nick'>" + nick
                + " by name</nick></presence>");
    }

    public void leave(String nick) {
        say("<presence xmlns='jabber:client' type='unavailable' to='" + room + "/" + nick + "'/>");
    }

    /** Waits until he hears something that has all of this in it. */
    public String hears(String... parts) {
        return await("hears " + String.join(" ", parts) + " among " + heard)
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(2))
                .until(
                        () -> heard.stream()
                                .filter(one -> List.of(parts).stream().allMatch(one::contains))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private void say(String stanza) {
        socket.sendText(stanza, true).join();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder begun = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            begun.append(part);
            if (last) {
                heard.add(begun.toString().replace('"', '\''));
                begun.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
