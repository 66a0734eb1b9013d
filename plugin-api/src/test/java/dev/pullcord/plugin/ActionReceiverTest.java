package dev.pullcord.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionReceiverTest {
    /** The example of the Standard Webhooks specification, with its signature. */
    private static final String SPEC_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String SPEC_SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant SPEC_TIME = Instant.ofEpochSecond(1614265330);

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("a secret of the callback".getBytes(StandardCharsets.UTF_8));
    private static final String OTHER =
            "whsec_" + Base64.getEncoder().encodeToString("another secret than that".getBytes(StandardCharsets.UTF_8));
    private static final String BODY = """
            {"actionId":"act-1","caseId":"case-1","decisionId":"dec-1","type":"suspend_account","target":{"accountId":"acc-1"},\
            "reasonCode":"grooming","duration":"P7D","deadline":"2026-11-01T12:01:00.000Z"}""";

    private final List<ActionRequest> acted = new ArrayList<>();
    private final ActionReceiver receiver = new ActionReceiver(List.of(SECRET, OTHER), Duration.ofMinutes(5), at(NOW));

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static String sign(String secret, String id, String time, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
        mac.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }

    private static RawRequest request(String id, String time, String signature, byte[] body) {
        return new RawRequest(
                "POST",
                URI.create("https://platform.example/callback"),
                Map.of(
                        "Webhook-Id", List.of(id),
                        "webhook-timestamp", List.of(time),
                        "webhook-signature", List.of(signature)),
                ByteBuffer.wrap(body),
                "");
    }

    private static RawRequest signed(String secret, Instant when, String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String time = Long.toString(when.getEpochSecond());
        return request("act-1", time, "v1a,x v1,AAAA " + sign(secret, "act-1", time, bytes), bytes);
    }

    private ActionReceiver.Answer receive(RawRequest request) {
        return receiver.receive(request, does(ActionResult.Status.DONE))
                .toCompletableFuture()
                .join();
    }

    private Function<ActionRequest, CompletionStage<ActionResult.Status>> does(ActionResult.Status status) {
        return action -> {
            acted.add(action);
            return CompletableFuture.completedFuture(status);
        };
    }

    @Test
    void theSpecificationsOwnExampleIsVerified() {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        ActionReceiver.Answer answer = new ActionReceiver(List.of(SPEC_SECRET), Duration.ofMinutes(5), at(SPEC_TIME))
                .receive(request("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", SPEC_SIGNATURE, body), a -> null)
                .toCompletableFuture()
                .join();
        assertThat(answer.status()).as("verified, and then no action").isEqualTo(400);
    }

    @Test
    void anActionIsDoneOnceHoweverOftenItComes() throws Exception {
        assertThat(receive(signed(SECRET, NOW, BODY)))
                .isEqualTo(new ActionReceiver.Answer(200, "{\"status\":\"done\"}"));
        assertThat(receive(signed(OTHER, NOW.minusSeconds(299), BODY)).status()).isEqualTo(200);

        assertThat(acted).hasSize(1);
        assertThat(acted.get(0).type()).isEqualTo(ActionType.SUSPEND_ACCOUNT);
        assertThat(acted.get(0).target()).isEqualTo(Target.account("acc-1"));
        assertThat(acted.get(0).duration()).contains(Duration.ofDays(7));
    }

    @Test
    void oneThatIsStillBeingDoneIsWaitedFor() throws Exception {
        CompletableFuture<ActionResult.Status> doing = new CompletableFuture<>();
        var first = receiver.receive(signed(SECRET, NOW, BODY), action -> doing);
        var second = receiver.receive(signed(SECRET, NOW, BODY), does(ActionResult.Status.REFUSED));
        assertThat(second.toCompletableFuture()).isNotDone();
        doing.complete(ActionResult.Status.ALREADY_DONE);

        assertThat(second.toCompletableFuture().join())
                .isEqualTo(first.toCompletableFuture().join());
        assertThat(acted).isEmpty();
    }

    @Test
    void whatFailedIsTriedAgain() throws Exception {
        assertThat(receiver.receive(signed(SECRET, NOW, BODY), action -> {
                            throw new IllegalStateException("no");
                        })
                        .toCompletableFuture()
                        .join()
                        .status())
                .isEqualTo(500);
        assertThat(receiver.receive(signed(SECRET, NOW, BODY), action -> {
                            throw new StackOverflowError();
                        })
                        .toCompletableFuture()
                        .join()
                        .status())
                .isEqualTo(500);
        assertThat(receiver.receive(signed(SECRET, NOW, BODY), action -> null)
                        .toCompletableFuture()
                        .join()
                        .status())
                .isEqualTo(500);
        receiver.receive(signed(SECRET, NOW, BODY), does(ActionResult.Status.FAILED));
        assertThat(receive(signed(SECRET, NOW, BODY)).status()).isEqualTo(200);
        assertThat(acted).hasSize(2);
    }

    @Test
    void anActionOfANewerServiceIsUnsupportedAndNotTriedForEver() throws Exception {
        assertThat(receive(signed(SECRET, NOW, BODY.replace("suspend_account", "teleport"))))
                .isEqualTo(new ActionReceiver.Answer(200, "{\"status\":\"unsupported\"}"));
        assertThat(acted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -100_000_000_000L})
    void whatIsNotOfNowIsRefused(long seconds) throws Exception {
        assertThat(receive(signed(SECRET, NOW.plusSeconds(seconds), BODY)).status())
                .isEqualTo(401);
        assertThat(acted).isEmpty();
    }

    @Test
    void oneByteMoreOrAnotherIdOrNoSignatureIsRefused() throws Exception {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        String time = Long.toString(NOW.getEpochSecond());
        String good = sign(SECRET, "act-1", time, body);

        assertThat(receive(request("act-1", time, good, (BODY + " ").getBytes(StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(401);
        assertThat(receive(request("act-2", time, good, body)).status()).isEqualTo(401);
        assertThat(receive(request("act-1", time, good.substring(3), body)).status())
                .isEqualTo(401);
        assertThat(receive(request("act-1", time, "v1,!!", body)).status()).isEqualTo(401);
        assertThat(receive(request("act-1", "now", good, body)).status()).isEqualTo(401);
        assertThat(acted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "{\"type\":\"warn\",\"target\":{\"accountId\":\"x\"}}"})
    void whatCannotBeReadIsSaidToAndNotDone(String body) throws Exception {
        assertThat(receive(signed(SECRET, NOW, body)).status()).isEqualTo(400);
    }

    @Test
    void aBadSecretIsSaidToWithoutBeingTold() {
        assertThatThrownBy(() -> new ActionReceiver(List.of("whsec_???"), Duration.ofMinutes(5), at(NOW)))
                .hasMessageContaining("base64")
                .hasMessageNotContaining("???");
    }
}
