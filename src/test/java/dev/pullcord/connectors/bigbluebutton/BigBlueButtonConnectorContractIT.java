package dev.pullcord.connectors.bigbluebutton;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.connectors.OurConnectorContract;
import dev.pullcord.connectors.generic.NastyReceiver;
import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.ConnectorFactory;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.MeetingSnapshot.Present;
import dev.pullcord.plugin.RawRequest;
import dev.pullcord.plugin.Target;
import dev.pullcord.wire.ConnectorJson;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class BigBlueButtonConnectorContractIT extends OurConnectorContract {
    private static final String INFO = """
            <response><returncode>SUCCESS</returncode><meetingName>A &amp; B</meetingName><meetingID>room-7</meetingID>
            <moderatorPW>mod-pass</moderatorPW><running>true</running><attendees>
            <attendee><userID>acc-mallory</userID><fullName>Mallory</fullName><role>MODERATOR</role></attendee>
            <attendee><userID>w_lxcl6yagcfbj</userID><fullName>A guest</fullName><role>VIEWER</role></attendee>
            </attendees></response>""";

    @Override
    protected ConnectorFactory factory() {
        return new BigBlueButtonConnectorFactory();
    }

    @Override
    protected Stage stage() {
        return new PretendServer();
    }

    /** Each action ends a meeting of its own, by which its effect is known: there is no id on this wire. */
    @Override
    protected ActionRequest request(String actionId, Instant deadline) {
        return new ActionRequest(
                actionId,
                1,
                "c000-x",
                ActionType.END_MEETING,
                new Target(Optional.of("of " + actionId), Optional.empty(), Optional.empty(), List.of()),
                "harassment",
                Optional.empty(),
                deadline);
    }

    @Override
    protected List<RawRequest> genuine() {
        return Webhooks.by("sha256");
    }

    @Test
    void aSnapshotHasAccountsWhereThePlatformGaveThem() {
        try (PretendServer server = new PretendServer()) {
            server.mood(Mood.WELL);
            assertThat(connector(server)
                            .snapshot("room-7")
                            .toCompletableFuture()
                            .join()
                            .orElseThrow()
                            .present())
                    .extracting(Present::participantId, one -> one.accountId().orElse(""))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("acc-mallory", "acc-mallory"),
                            org.assertj.core.groups.Tuple.tuple("w_lxcl6yagcfbj", ""));
        }
    }

    @Test
    void anAnswerWithADocumentTypeIsNotRead() {
        try (PretendServer server = new PretendServer()) {
            server.receiver.mood(
                    NastyReceiver.says(
                            200,
                            "<!DOCTYPE response [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><response><returncode>SUCCESS"
                                    + "</returncode><attendees><attendee><userID>&e;</userID></attendee></attendees></response>"));
            assertThat(connector(server)
                            .snapshot("room-7")
                            .toCompletableFuture()
                            .join())
                    .isEmpty();
        }
    }

    private static Connector connector(PretendServer server) {
        return new BigBlueButtonConnectorFactory().create(new Context(server.config(), Runnable::run));
    }

    /** Checks each call's checksum by itself, and answers as a server does. */
    private static final class PretendServer extends PretendHost {
        private final Map<String, Integer> ended = new ConcurrentHashMap<>();

        @Override
        public Map<String, String> config() {
            return Map.of("url", base() + "/bigbluebutton/api", "secret", Webhooks.SECRET);
        }

        @Override
        protected NastyReceiver.Mood trouble() {
            return NastyReceiver.says(502, "oops");
        }

        @Override
        protected NastyReceiver.Mood gone() {
            return NastyReceiver.says(200, failed("notFound"));
        }

        @Override
        protected void act(NastyReceiver.Received request) {
            answer(request.path());
        }

        @Override
        protected void well(NastyReceiver.Received request, Socket socket) throws IOException, InterruptedException {
            NastyReceiver.says(200, answer(request.path())).answer(request, socket);
        }

        private String answer(String path) {
            URI called = URI.create(path);
            String call = called.getPath().replace("/bigbluebutton/api/", "");
            String query = called.getRawQuery().replaceAll("&?checksum=.*", "");
            if (!called.getRawQuery().endsWith("checksum=" + sha256(call + query + Webhooks.SECRET))) {
                return failed("checksumError");
            }
            String meeting = URLDecoder.decode(query.replace("meetingID=", ""), StandardCharsets.UTF_8);
            return switch (call) {
                case "end" ->
                    ended.putIfAbsent(meeting, 1) == null
                            ? "<response><returncode>SUCCESS</returncode><messageKey>sentEndMeetingRequest</messageKey></response>"
                            : failed("notFound");
                case "getMeetingInfo" -> meeting.equals("room-7") ? INFO : failed("notFound");
                case "getMeetings" ->
                    "<response><returncode>SUCCESS</returncode><meetings/><messageKey>noMeetings</messageKey></response>";
                default -> failed("unsupportedRequest");
            };
        }

        private static String failed(String key) {
            return "<response><returncode>FAILED</returncode><messageKey>" + key
                    + "</messageKey><message>No meeting of a1</message></response>";
        }

        private static String sha256(String text) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public int effects(String actionId) {
            return ended.getOrDefault("of " + actionId, 0);
        }

        @Override
        public Set<String> secrets() {
            return Set.of(Webhooks.SECRET, "mod-pass", "view-pass");
        }
    }

    private record Context(Map<String, String> config, Executor executor) implements ConnectorContext {
        @Override
        public String platform() {
            return "tandem";
        }

        @Override
        public Json json() {
            return new ConnectorJson();
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }
    }
}
