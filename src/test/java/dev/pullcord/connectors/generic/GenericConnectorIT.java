package dev.pullcord.connectors.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionResult.Status;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.Health;
import dev.pullcord.plugin.Json;
import dev.pullcord.plugin.Target;
import dev.pullcord.wire.ConnectorJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenericConnectorIT {
    private static final String SECRET = "whsec_"
            + Base64.getEncoder()
                    .encodeToString("a secret of thirty-two bytes, so".getBytes(StandardCharsets.US_ASCII));
    private static final String OTHER_SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final Duration IN_TIME = Duration.ofMillis(400);

    private final NastyReceiver platform = new NastyReceiver();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Clock clock = Clock.systemUTC();

    @AfterEach
    void clear() {
        platform.close();
        executor.shutdownNow();
    }

    @Test
    void postsTheBodyOfTheContract() {
        Instant deadline = clock.instant().plusSeconds(10);
        ActionRequest request = new ActionRequest(
                "c000-x.d1.a1",
                3,
                "c000-x",
                Optional.of("c000-x.d1"),
                ActionType.MUTE_VIDEO,
                new Target(Optional.of("m1"), Optional.of("p1"), Optional.of("mallory \"é\u0000"), List.of("t1", "t2")),
                "harassment",
                Optional.of(Duration.ofHours(36)),
                deadline);

        ActionResult result = join(connector(Map.of()).act(request));

        assertThat(result.status()).isEqualTo(Status.DONE);
        assertThat(result.confirmedBy()).isEqualTo(ActionResult.Confirmation.PLATFORM);
        NastyReceiver.Received received = platform.received().get(0);
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.path()).isEqualTo("/actions?tenant=7");
        assertThat(received.headers()).containsEntry("content-type", "application/json");
        assertThat(received.body())
                .isEqualTo("{\"actionId\":\"c000-x.d1.a1\",\"caseId\":\"c000-x\","
                        + "\"decisionId\":\"c000-x.d1\",\"type\":\"mute_video\",\"target\":"
                        + "{\"meeting\":\"m1\",\"participantId\":\"p1\",\"accountId\":\"mallory \\\"é\\u0000\","
                        + "\"trackIds\":[\"t1\",\"t2\"]},\"reasonCode\":\"harassment\",\"duration\":\"PT36H\","
                        + "\"deadline\":\"" + Times.write(deadline) + "\"}");
    }

    @Test
    void theirOwnLibraryVerifiesTheSignatureAndNoOther() throws Exception {
        join(connector(Map.of()).act(request("a1")));
        NastyReceiver.Received received = platform.received().get(0);

        new Webhook(SECRET).verify(received.body(), lists(received.headers()));

        assertThat(received.headers()).containsEntry("webhook-id", "a1");
        assertThatThrownBy(() -> new Webhook(OTHER_SECRET).verify(received.body(), lists(received.headers())))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(SECRET).verify(received.body() + " ", lists(received.headers())))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void whileSecretsChangeBothVerify() throws Exception {
        join(connector(Map.of("secret", OTHER_SECRET + " " + SECRET)).act(request("a1")));
        NastyReceiver.Received received = platform.received().get(0);

        new Webhook(SECRET).verify(received.body(), lists(received.headers()));
        new Webhook(OTHER_SECRET).verify(received.body(), lists(received.headers()));
    }

    @ParameterizedTest
    @CsvSource({
        "done, DONE",
        "already_done, ALREADY_DONE",
        "partial, PARTIAL",
        "target_gone, TARGET_GONE",
        "unsupported, UNSUPPORTED",
        "refused, REFUSED",
        "failed, FAILED"
    })
    void everyStatusOfTheContractIsUnderstood(String word, Status status) {
        platform.mood(NastyReceiver.says(200, "{\"status\":\"" + word + "\",\"message\":\"so it is\",\"more\":[1]}"));

        ActionResult result = join(connector(Map.of()).act(request("a1")));

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.message()).contains("so it is");
        assertThat(result.retryable()).isEqualTo(status == Status.FAILED);
        assertThat(result.switchOff()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "<html>",
                "[]",
                "null",
                "{",
                "{\"status\":\"DONE\"}",
                "{\"status\":\"unknown\"}",
                "{\"status\":1}",
                "{\"status\":\"done\"} {}",
                "{\"Status\":\"done\"}",
                "\"done\""
            })
    void aYesThatCannotBeReadMayHaveHappened(String body) {
        platform.mood(NastyReceiver.says(200, body));

        assertThat(join(connector(Map.of()).act(request("a1"))).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void nestingADepthOfThousandsIsNotFollowed() {
        platform.mood(
                NastyReceiver.says(200, "{\"status\":\"done\",\"x\":" + "[".repeat(8000) + "]".repeat(8000) + "}"));

        assertThat(join(connector(Map.of()).act(request("a1"))).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void anAnswerOfMegabytesIsCutOff() {
        platform.mood(NastyReceiver.says(200, "{\"status\":\"done\",\"x\":\"" + "x".repeat(50_000_000) + "\"}"));

        ActionResult result = join(connector(Map.of()).act(request("a1")));

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.message()).hasValueSatisfying(m -> assertThat(m).contains("16384"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, 599})
    void everyOtherStatusIsAFailureThatIsTriedAgain(int status) {
        platform.mood(NastyReceiver.says(status, "{\"status\":\"done\"}", "Location: " + platform.url()));

        ActionResult result = join(connector(Map.of()).act(request("a1")));

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.retryable()).isTrue();
        assertThat(result.message()).contains("answered " + status);
        assertThat(platform.received()).hasSize(1); // no redirect was followed
    }

    @Test
    void goneSwitchesTheCallbackOff() {
        platform.mood(NastyReceiver.says(410, ""));

        ActionResult result = join(connector(Map.of()).act(request("a1")));

        assertThat(result.status()).isEqualTo(Status.REFUSED);
        assertThat(result.switchOff()).isTrue();
    }

    @Test
    void theWaitThatIsAskedForIsPassedOn() {
        platform.mood(NastyReceiver.says(503, "", "Retry-After: 120"));
        assertThat(join(connector(Map.of()).act(request("a1"))).retryAfter()).contains(Duration.ofMinutes(2));

        platform.mood(NastyReceiver.says(429, "", "Retry-After: nonsense"));
        assertThat(join(connector(Map.of()).act(request("a1"))).retryAfter()).isEmpty();

        platform.mood(NastyReceiver.says(500, "", "Retry-After: 120"));
        assertThat(join(connector(Map.of()).act(request("a1"))).retryAfter()).isEmpty();
    }

    @Test
    void whoNeverAnswersIsNotWaitedForLongerThanSaid() {
        platform.mood(platform.hangs());

        assertThat(join(connector(Map.of()).act(request("a1", IN_TIME)))).satisfies(r -> {
            assertThat(r.status()).isEqualTo(Status.UNKNOWN);
            assertThat(r.message()).contains("no answer in time");
            assertThat(r.took()).isGreaterThanOrEqualTo(IN_TIME.minusMillis(50));
        });
    }

    @Test
    void whoDripsHisAnswerIsNotWaitedForLongerThanSaid() {
        platform.mood(platform.drips());

        assertThat(join(connector(Map.of("timeout", "PT0.4S")).act(request("a1")))
                        .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void aConnectionThatBreaksMayHaveHappened() {
        platform.mood(NastyReceiver.resets());
        assertThat(join(connector(Map.of()).act(request("a1"))).status()).isEqualTo(Status.UNKNOWN);

        platform.mood(NastyReceiver.babbles());
        assertThat(join(connector(Map.of()).act(request("a1"))).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void aConnectionThatNeverCameAboutDidNotHappen() {
        Connector connector = connector(Map.of());
        platform.close();

        ActionResult result = join(connector.act(request("a1")));

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.retryable()).isTrue();
    }

    @Test
    void overHttpsAStrangersCertificateIsNotSpokenTo() {
        Connector connector = connector(Map.of("callback", platform.url().replace("http:", "https:")));

        ActionResult result = join(connector.act(request("a1", Duration.ofSeconds(2))));

        assertThat(result.status()).isIn(Status.FAILED, Status.UNKNOWN);
        assertThat(platform.received()).isEmpty();
    }

    @Test
    void nothingIsSentAfterTheDeadline() {
        ActionResult result = join(connector(Map.of()).act(request("a1", Duration.ofSeconds(-1))));

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.retryable()).isTrue();
        assertThat(platform.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:1/x", "https://localhost:1/x", "https://[::1]:1/x", "https://169.254.169.254/latest",
                "https://10.1.2.3/", "https://[::ffff:10.1.2.3]/", "https://0/", "https://2130706433/",
                "https://0x7f000001/", "https://localhost./", "https://[fd00:ec2::254]/"
            })
    void noPrivateAddressIsCalledUnlessItIsAllowed(String url) {
        Map<String, String> config = new HashMap<>(Map.of("callback", url, "secret", SECRET));
        Connector connector = new GenericConnectorFactory().create(context(config));

        ActionResult result = join(connector.act(request("a1")));

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.message()).hasValueSatisfying(m -> assertThat(m).containsAnyOf("not public", "no address"));
        assertThat(join(connector.check()).state()).isEqualTo(Health.State.DOWN);
    }

    @Test
    void aHundredAtOnceAllArrive() {
        Connector connector = connector(Map.of());
        List<CompletableFuture<ActionResult>> results = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            results.add(connector.act(request("a" + i)).toCompletableFuture());
        }

        assertThat(results).allSatisfy(r -> assertThat(join(r).status()).isEqualTo(Status.DONE));
        assertThat(platform.receivedIds()).doesNotHaveDuplicates().hasSize(100);
    }

    private Connector connector(Map<String, String> more) {
        Map<String, String> config =
                new HashMap<>(Map.of("callback", platform.url(), "secret", SECRET, "allowPrivate", "true"));
        config.putAll(more);
        return new GenericConnectorFactory().create(context(config));
    }

    private ConnectorContext context(Map<String, String> config) {
        Json json = new ConnectorJson();
        return new ConnectorContext() {
            @Override
            public String platform() {
                return "tandem";
            }

            @Override
            public Map<String, String> config() {
                return config;
            }

            @Override
            public Json json() {
                return json;
            }

            @Override
            public Clock clock() {
                return clock;
            }

            @Override
            public Executor executor() {
                return executor;
            }
        };
    }

    private ActionRequest request(String id) {
        return request(id, Duration.ofSeconds(10));
    }

    private ActionRequest request(String id, Duration within) {
        return new ActionRequest(
                id,
                1,
                "c000-x",
                ActionType.REMOVE_PARTICIPANT,
                Target.account("mallory"),
                "harassment",
                Optional.empty(),
                clock.instant().plus(within));
    }

    private static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, List<String>> lists(Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }
}
