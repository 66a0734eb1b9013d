package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.redis.EmbeddedRedis;
import dev.pullcord.redis.Endpoint;
import dev.pullcord.redis.RedisSettings;
import dev.pullcord.wire.DemoCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class OneCaseIT {
    private static final int FLAGS = 200;
    private static final int AT_A_TIME = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @Test
    void twoHundredFlagsThirtyTwoAtATimeAreOneCase() throws Exception {
        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url())) {
            DemoCredentials credentials = service.credentials();
            PullcordHttp http = new PullcordHttp(service.baseUrl());

            AtomicInteger accepted = new AtomicInteger();
            atOnce(flags().stream()
                    .map(flag -> (Callable<Void>) () -> {
                        PullcordHttp.Reply reply = http.postEvents(credentials.platformKey(), List.of(flag));
                        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
                        accepted.addAndGet(reply.json().path("accepted").asInt());
                        return null;
                    })
                    .toList());

            assertThat(accepted).hasValue(FLAGS);
            assertOneCaseWithAll(new Desk(http, credentials.tokens().get("senior")));
        }
    }

    @Test
    void thriceInAnyOrderOverTwoServicesOnOneRedisIsTheSame() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.start(
                        RedisSettings.embedded(folder.resolve("redis")), EmbeddedRedis.Watcher.none());
                Receiver receiver = new Receiver()) {
            Map<String, String> shared = Map.of(
                    "PULLCORD_REDIS_URL", url(redis.endpoint()),
                    "PULLCORD_SEAL_FILE", folder.resolve("seal.json").toString());
            try (ServiceProcess first = ServiceProcess.demo(folder.resolve("one"), shared, receiver.url());
                    ServiceProcess second = ServiceProcess.serve(folder.resolve("two"), shared)) {
                DemoCredentials credentials = first.credentials();
                List<PullcordHttp> both =
                        List.of(new PullcordHttp(first.baseUrl()), new PullcordHttp(second.baseUrl()));

                AtomicInteger accepted = new AtomicInteger();
                AtomicInteger duplicates = new AtomicInteger();
                Set<String> receipts = Collections.synchronizedSet(new java.util.HashSet<>());
                List<Callable<Void>> posts = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    for (ObjectNode flag : flags()) {
                        PullcordHttp one = both.get(posts.size() % 2);
                        posts.add(() -> {
                            PullcordHttp.Reply reply = one.postEvents(credentials.platformKey(), List.of(flag));
                            assertThat(reply.status()).as(reply.text()).isEqualTo(202);
                            accepted.addAndGet(reply.json().path("accepted").asInt());
                            duplicates.addAndGet(reply.json().path("duplicates").asInt());
                            receipts.add(reply.json()
                                    .path("receipts")
                                    .path(0)
                                    .path("receipt")
                                    .asText());
                            return null;
                        });
                    }
                }
                Collections.shuffle(posts, new Random(7));
                atOnce(posts);

                assertThat(accepted).hasValue(FLAGS);
                assertThat(duplicates).hasValue(2 * FLAGS);
                assertThat(receipts)
                        .as("each try of an event gets the same receipt")
                        .hasSize(FLAGS);
                for (PullcordHttp http : both) {
                    assertOneCaseWithAll(new Desk(http, credentials.tokens().get("senior")));
                }
            }
        }
    }

    private static String url(Endpoint endpoint) {
        return "redis://" + endpoint.user() + ":" + endpoint.password() + "@" + endpoint.host() + ":" + endpoint.port();
    }

    private static List<ObjectNode> flags() {
        return IntStream.range(0, FLAGS)
                .mapToObj(i -> Events.flag("flag-" + i, "acc-r" + i, "acc-one", "harassment"))
                .toList();
    }

    private static void assertOneCaseWithAll(Desk desk) {
        await().atMost(PATIENCE)
                .until(() -> desk.cases().stream()
                                .mapToLong(c -> c.path("reportCount").asLong())
                                .sum()
                        >= FLAGS);
        List<JsonNode> cases = desk.cases();
        assertThat(cases).singleElement().satisfies(one -> {
            assertThat(one.path("reportCount").asInt()).isEqualTo(FLAGS);
            assertThat(one.path("account").asText()).isEqualTo("acc-one");
        });
        List<JsonNode> reports = desk.reports(cases.get(0).path("id").asText());
        assertThat(reports).hasSize(FLAGS);
        assertThat(reports.stream().map(r -> r.path("eventId").asText()).collect(Collectors.toSet()))
                .hasSize(FLAGS);
    }

    private static void atOnce(List<Callable<Void>> work) throws Exception {
        ExecutorService hands = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            for (Future<Void> one : hands.invokeAll(work)) {
                one.get();
            }
        } finally {
            hands.shutdownNow();
        }
    }
}
