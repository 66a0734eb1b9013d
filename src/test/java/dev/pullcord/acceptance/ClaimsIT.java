package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.acceptance.PullcordHttp.Reply;
import dev.pullcord.wire.DemoCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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

/** Many desks at one queue: some decide, some renew, some hand back, some fall silent. */
@Timeout(180)
class ClaimsIT {
    private static final int CASES = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    /** A time in which a claim was live for sure: from when its holder knew it until he gave it up or it ran out. */
    private record Live(String caseId, String token, Instant from, Instant until) {}

    private final List<Live> lives = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger decided = new AtomicInteger();
    private final AtomicInteger lapsed = new AtomicInteger();
    private final AtomicInteger renewed = new AtomicInteger();

    @Test
    void noCaseHasTwoLiveClaimsAndAStaleTokenChangesNothing() throws Exception {
        Map<String, String> settings =
                Map.of("PULLCORD_CLAIMS_LEASE", "1500ms", "PULLCORD_CLAIMS_RENEW_EVERY", "500ms");
        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), settings, receiver.url())) {
            DemoCredentials credentials = service.credentials();
            PullcordHttp http = new PullcordHttp(service.baseUrl());
            List<ObjectNode> flags = IntStream.range(0, CASES)
                    .mapToObj(i -> Events.flag("flag-" + i, "acc-r" + i, "acc-" + i, "harassment"))
                    .toList();
            assertThat(http.postEvents(credentials.platformKey(), flags).status())
                    .isEqualTo(202);

            List<String> tokens = new ArrayList<>(credentials.moderators().stream()
                    .map(DemoCredentials.Moderator::token)
                    .toList());
            List.of("moderator", "senior", "lead", "admin")
                    .forEach(role -> tokens.add(credentials.tokens().get(role)));
            assertThat(tokens).hasSize(16).doesNotHaveDuplicates();

            ExecutorService hands = Executors.newFixedThreadPool(tokens.size());
            try {
                List<Future<Void>> desks = new ArrayList<>();
                for (int i = 0; i < tokens.size(); i++) {
                    Desk desk = new Desk(http, tokens.get(i));
                    Random mood = new Random(i);
                    desks.add(hands.submit((Callable<Void>) () -> {
                        work(desk, mood);
                        return null;
                    }));
                }
                for (Future<Void> desk : desks) {
                    desk.get();
                }
            } finally {
                hands.shutdownNow();
            }

            assertThat(lapsed.get()).as("claims that ran out").isPositive();
            assertThat(renewed.get()).as("claims that were renewed").isPositive();
            assertNoTwoLiveAtOnce();
            Desk lead = new Desk(http, credentials.tokens().get("lead"));
            assertThat(lead.cases()).hasSize(CASES).allSatisfy(one -> {
                assertThat(one.path("state").asText()).isEqualTo("decided");
                assertThat(lead.look(one.path("id").asText()).path("decisions")).hasSize(1);
            });
        }
    }

    private void work(Desk desk, Random mood) {
        Instant end = Instant.now().plus(PATIENCE);
        while (decided.get() < CASES && Instant.now().isBefore(end)) {
            Optional<Desk.Held> next = desk.claimNext();
            if (next.isEmpty()) {
                pause(Duration.ofMillis(100));
                continue;
            }
            Desk.Held held = next.get();
            Instant from = Instant.now();
            Instant until = expiry(held.claimed().path("claim"));
            switch (mood.nextInt(4)) {
                case 0 -> lapse(desk, held, from, until);
                case 1 -> release(desk, held, from, until);
                case 2 -> decide(desk, held, from, renew(desk, held, until));
                default -> decide(desk, held, from, until);
            }
        }
        assertThat(decided).as(() -> "what is not decided: " + undecided(desk)).hasValue(CASES);
    }

    private static List<JsonNode> undecided(Desk desk) {
        return desk.cases().stream()
                .filter(one -> !one.path("state").asText().equals("decided"))
                .toList();
    }

    private Instant renew(Desk desk, Desk.Held held, Instant until) {
        Instant last = until;
        for (int i = 0; i < 3; i++) {
            pause(Duration.ofMillis(600));
            Reply reply = desk.renew(held.caseId(), held.token());
            if (reply.status() != 200) {
                assertThat(reply.problem()).isEqualTo("not-holder");
                return last; // this thread was too slow: so be it
            }
            renewed.incrementAndGet();
            last = expiry(reply.json());
        }
        return last;
    }

    private void decide(Desk desk, Desk.Held held, Instant from, Instant until) {
        live(held, from, until);
        Reply reply = desk.decide(held.caseId(), held.token(), "no_violation", "", List.of());
        if (reply.status() == 201) {
            decided.incrementAndGet();
        } else {
            assertThat(reply.status()).as(reply.text()).isEqualTo(409);
        }
    }

    private void release(Desk desk, Desk.Held held, Instant from, Instant until) {
        live(held, from, until);
        assertThat(desk.release(held.caseId(), held.token()).status()).isIn(204, 409);
    }

    /** Falls silent, and comes back when it is too late. */
    private void lapse(Desk desk, Desk.Held held, Instant from, Instant until) {
        lives.add(new Live(held.caseId(), held.token(), from, until));
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(until.plusMillis(50)));
        lapsed.incrementAndGet();

        JsonNode before = desk.look(held.caseId());
        List<Reply> tries = List.of(
                desk.renew(held.caseId(), held.token()),
                desk.decide(held.caseId(), held.token(), "violation", "harassment", List.of("warn")),
                desk.release(held.caseId(), held.token()));
        JsonNode after = desk.look(held.caseId());

        assertThat(tries).allSatisfy(reply -> {
            assertThat(reply.status()).as(reply.text()).isEqualTo(409);
            assertThat(reply.problem()).isIn("not-holder", "already-decided");
        });
        assertThat(after.path("actions")).as("what a stale token ordered").isEqualTo(before.path("actions"));
    }

    /** The claim is given up by the request that follows: it was live until then, or until it ran out. */
    private void live(Desk.Held held, Instant from, Instant until) {
        Instant now = Instant.now();
        lives.add(new Live(held.caseId(), held.token(), from, now.isBefore(until) ? now : until));
    }

    private void assertNoTwoLiveAtOnce() {
        Map<String, List<Live>> byCase = lives.stream().collect(Collectors.groupingBy(Live::caseId));
        assertThat(byCase).hasSize(CASES);
        byCase.forEach((caseId, ofCase) -> {
            List<Live> inOrder =
                    ofCase.stream().sorted(Comparator.comparing(Live::from)).toList();
            for (int i = 1; i < inOrder.size(); i++) {
                Live before = inOrder.get(i - 1);
                Live next = inOrder.get(i);
                if (!before.token().equals(next.token())) {
                    assertThat(next.from())
                            .as("the next claim on " + caseId)
                            .isAfterOrEqualTo(before.until().isAfter(before.from()) ? before.until() : before.from());
                }
            }
        });
    }

    private static Instant expiry(JsonNode claim) {
        return Instant.parse(claim.path("expiresAt").asText());
    }

    private static void pause(Duration time) {
        await().pollDelay(time).until(() -> true);
    }
}
