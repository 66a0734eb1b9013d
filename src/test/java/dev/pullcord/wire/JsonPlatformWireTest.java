package dev.pullcord.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.pullcord.simulation.Happening;
import dev.pullcord.simulation.PlatformWire.Order;
import dev.pullcord.simulation.PlatformWire.Refusal;
import dev.pullcord.simulation.PlatformWire.Reply;
import dev.pullcord.simulation.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonPlatformWireTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ACTION = """
            {"actionId":"a1","caseId":"c1","type":"remove_participant","reasonCode":"harassment",\
            "target":{"meeting":"mtg-1","participantId":"p-1","accountId":"acc-1","trackIds":[]}}""";

    private final JsonPlatformWire wire = new JsonPlatformWire(Optional.of(SECRET));

    @Test
    void anEveningIsTheSameTextOnEveryMachine() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Happening happening : new World(WorldCodec.readOwn("demo"))
                .evening(0, Instant.parse("2026-11-02T18:00:00Z"))
                .happenings()) {
            digest.update(wire.event(happening, happening.at(), "/invented").getBytes(StandardCharsets.UTF_8));
        }
        // Changes with the world's parameters and scenes; must not change with the JDK or from run to run.
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("f90b7c015149bb086bf936e9a8ac1328bae17fffc331527dc117645a6821d78c");
    }

    @Test
    void aSignedActionIsRead() throws Exception {
        assertThat(wire.order(signed(ACTION), ACTION.getBytes(StandardCharsets.UTF_8)))
                .contains(new Order(
                        "a1", "remove_participant", Optional.of("mtg-1"), Optional.of("p-1"), Optional.of("acc-1")));
    }

    @Test
    void anActionThatWasChangedOnItsWayIsNotObeyed() throws Exception {
        String other = ACTION.replace("acc-1", "acc-2");
        assertThat(wire.order(signed(ACTION), other.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(wire.order(Map.of(), ACTION.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(new JsonPlatformWire(Optional.empty())
                        .order(signed(ACTION), ACTION.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void aReplyTellsWhatWasTakenAndWhatNot() {
        Reply reply = wire.reply(202, Map.of(), """
                {"accepted":3,"duplicates":1,"receipts":[],"rejected":[
                  {"index":1,"id":"x","problem":{"type":"invalid-event","pointer":"/data/reason","detail":"is not known"}},
                  {"index":4,"id":"y","problem":{"type":"too-many","status":429,"retryAfter":2}}]}""");

        assertThat(reply.accepted()).isEqualTo(3);
        assertThat(reply.duplicates()).isEqualTo(1);
        assertThat(reply.refusals())
                .containsExactly(
                        new Refusal(1, "invalid-event · /data/reason · is not known", 0),
                        new Refusal(4, "too-many", Integer.MAX_VALUE));
        assertThat(reply.retryAfter()).contains(Duration.ofSeconds(2));
    }

    @Test
    void aBatchOfWhichNothingWasTakenIsJudgedEventByEventToo() {
        Reply reply = wire.reply(404, Map.of(), """
                {"type":"/problems/nothing-accepted","accepted":0,"duplicates":0,"receipts":[],"rejected":[
                  {"index":0,"id":"x","problem":{"type":"/problems/unknown-report","status":404,"retryAfter":1}}]}""");
        assertThat(reply.refusals()).containsExactly(new Refusal(0, "/problems/unknown-report", 5));
    }

    @Test
    void aReplyThatIsNotJsonIsStillAnswered() {
        Reply reply = wire.reply(502, Map.of("Retry-After", List.of("7")), "<html>\nBad gateway</html>");
        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.problem()).isEqualTo("<html> Bad gateway</html>");
        assertThat(reply.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void anAbsurdWaitIsCutShort() {
        assertThat(wire.reply(503, Map.of(), "{\"retryAfter\":1e12}").retryAfter())
                .contains(Duration.ofMinutes(5));
        assertThat(wire.reply(503, Map.of(), "{\"retryAfter\":-3}").retryAfter())
                .isEmpty();
    }

    @Test
    void onlyAClearNoKeepsSomebodyOut() {
        assertThat(wire.mayJoin("{\"access\":false}")).isFalse();
        assertThat(wire.mayJoin("{\"access\":true}")).isTrue();
        assertThat(wire.mayJoin("what?")).isTrue();
    }

    private static Map<String, List<String>> signed(String body) throws Exception {
        long now = Instant.now().getEpochSecond();
        return Map.of(
                "Webhook-id", List.of("a1"),
                "Webhook-timestamp", List.of(Long.toString(now)),
                "Webhook-signature", List.of(new Webhook(SECRET).sign("a1", now, body)));
    }
}
