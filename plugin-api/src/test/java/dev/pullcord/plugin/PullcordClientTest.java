package dev.pullcord.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client against a real HTTP server that is well, slow, ill or not there. */
class PullcordClientTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path dir;

    private final PretendService service = new PretendService();
    private final Heard heard = new Heard();

    @AfterEach
    void stop() {
        service.close();
    }

    /** What a listener heard, as lines. */
    private static final class Heard implements PullcordListener {
        final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        @Override
        public void taken(String eventId, String receipt) {
            lines.add("taken " + eventId + " " + receipt);
        }

        @Override
        public void refused(String eventId, String problem, String pointer) {
            lines.add("refused " + eventId + " " + problem + " " + pointer);
        }

        @Override
        public void trouble(String what) {
            lines.add("trouble " + what);
        }

        List<String> upTo(String line) throws InterruptedException {
            List<String> all = new ArrayList<>();
            do {
                String next = lines.poll(20, TimeUnit.SECONDS);
                assertThat(next).as("after " + all).isNotNull();
                all.add(next);
            } while (!all.get(all.size() - 1).equals(line));
            return all;
        }
    }

    private PullcordClient.Builder client() {
        return PullcordClient.to(service.url(), "pk_test", CLOCK)
                .timeouts(Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofMillis(400))
                .pauses(Duration.ofMillis(10), Duration.ofMillis(60))
                .closePatience(Duration.ofMillis(300))
                .listener(heard);
    }

    private static SafetyEvent flag(String id) {
        return SafetyEvent.flag(Meeting.of("m"), Party.account("reporter"), Party.account("subject"), Reason.GROOMING)
                .withId(id);
    }

    private static SafetyEvent panic(String id) {
        return SafetyEvent.panic(Meeting.of("m")).withId(id);
    }

    private static Kept soon(CompletionStage<Kept> kept) {
        return kept.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "e" + i).toList();
    }

    @Test
    void whatIsSentIsJournaledThenTakenInItsOrder() throws Exception {
        try (PullcordClient client = client().journal(dir.resolve("j")).start()) {
            List<String> ids = ids(1200);
            List<Kept> kept = ids.stream().map(id -> client.send(flag(id))).toList().stream()
                    .map(PullcordClientTest::soon)
                    .toList();
            heard.upTo("taken e1199 receipt-of-e1199");

            assertThat(kept).containsOnly(Kept.JOURNALED);
            assertThat(service.taken()).isEqualTo(ids);
            assertThat(service.requests()).hasSizeBetween(3, 1200).allMatch(request -> request.size() <= 500);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "BAD_GATEWAY", "TAKES_AND_HANGS"})
    void whatIsNotAnsweredIsSentAgainUnderItsIdAndInItsOrder(PretendService.Mood mood) throws Exception {
        service.mood = mood;
        try (PullcordClient client = client().start()) {
            ids(20).forEach(id -> client.send(flag(id)));
            heard.upTo(
                    mood == PretendService.Mood.TAKES_AND_HANGS
                            ? "trouble unreachable"
                            : mood == PretendService.Mood.UNAVAILABLE ? "trouble status-503" : "trouble status-502");
            assertThat(client.pending()).isEqualTo(20);

            service.mood = PretendService.Mood.WELL;
            heard.upTo("taken e19 receipt-of-e19");

            assertThat(service.taken()).isEqualTo(ids(20));
            assertThat(service.requests().get(0)).isEqualTo(service.requests().get(1));
        }
    }

    @Test
    void whatTheServiceRefusesIsToldAndLetGoAndTheRestIsTaken() throws Exception {
        service.mood = PretendService.Mood.PICKY;
        try (PullcordClient client = client().journal(dir.resolve("j")).start()) {
            client.send(flag("e0"));
            client.send(flag("e1").with("bad", true));
            client.send(flag("e2"));
            List<String> lines = heard.upTo("taken e2 receipt-of-e2");
            if (!lines.contains("refused e1 invalid-event /data/bad")) {
                heard.upTo("refused e1 invalid-event /data/bad"); // lines come in no order
            }
        }
        assertThat(service.taken()).containsExactly("e0", "e2");
    }

    @Test
    void aBatchThatIsTooLargeIsSentInSmallerOnes() throws Exception {
        service.mood = PretendService.Mood.UNAVAILABLE;
        try (PullcordClient client = client().start()) {
            client.send(flag("first"));
            heard.upTo("trouble status-503");
            ids(9).forEach(id -> client.send(flag(id)));
            service.mood = PretendService.Mood.NARROW;
            heard.upTo("taken e8 receipt-of-e8");
        }
        assertThat(service.taken().subList(1, 10)).isEqualTo(ids(9));
    }

    @Test
    void aPanicWaitsForNothingThatIsUnderWay() throws Exception {
        service.mood = PretendService.Mood.TAKES_AND_HANGS;
        try (PullcordClient client = client().timeouts(
                        Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(5))
                .journal(dir.resolve("j"))
                .start()) {
            ids(600).forEach(id -> client.send(flag(id)));
            while (service.requests().isEmpty()) {
                Thread.onSpinWait();
            }
            service.mood = PretendService.Mood.WELL; // the request under way hangs on
            client.send(panic("p"));
            heard.upTo("taken p receipt-of-p");

            assertThat(service.requests()).contains(List.of("p"));
            assertThat(service.taken()).doesNotContain("e599");
            service.close();
        }
    }

    @Test
    void anotherPanicDoesNotWaitForOneThatHangs() throws Exception {
        service.mood = PretendService.Mood.TAKES_AND_HANGS;
        try (PullcordClient client = client().timeouts(
                        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(5))
                .start()) {
            client.send(panic("p1"));
            while (service.requests().isEmpty()) {
                Thread.onSpinWait();
            }
            service.mood = PretendService.Mood.WELL;
            client.send(panic("p2"));
            heard.upTo("taken p2 receipt-of-p2");

            assertThat(client.pending()).isEqualTo(1);
            service.close();
        }
    }

    @Test
    void whatDoesNotFitIsSaidToAndPanicsHaveRoomOfTheirOwn() throws Exception {
        service.mood = PretendService.Mood.UNAVAILABLE;
        try (PullcordClient client = client().capacity(5).start()) {
            List<Kept> kept =
                    ids(8).stream().map(id -> soon(client.send(flag(id)))).toList();
            assertThat(kept.subList(0, 5)).containsOnly(Kept.IN_MEMORY);
            assertThat(kept.subList(5, 8)).containsOnly(Kept.FULL);
            assertThat(soon(client.send(panic("p")))).isEqualTo(Kept.IN_MEMORY);
            assertThat(client.pending()).isEqualTo(6);

            service.mood = PretendService.Mood.WELL;
            heard.upTo("taken e4 receipt-of-e4");
        }
        assertThat(service.taken()).containsExactlyInAnyOrder("e0", "e1", "e2", "e3", "e4", "p");
    }

    /** Kept, it would be in the way of all that comes behind it. */
    @Test
    void whatTheServiceWouldNeverTakeIsSaidAtOnceAndTheRestArrives() throws Exception {
        String most = "x".repeat(SafetyEvent.LARGEST);
        try (PullcordClient client = client().journal(dir.resolve("j")).start()) {
            assertThat(soon(client.send(flag("e0")))).isEqualTo(Kept.JOURNALED);
            assertThat(soon(client.send(flag("big").with("ext", Map.of("a", most)))))
                    .isEqualTo(Kept.TOO_LARGE);
            assertThat(soon(client.send(flag("e1").with("ext", Map.of("a", most.substring(1000))))))
                    .isEqualTo(Kept.JOURNALED);
            assertThat(soon(client.send(flag("e2")))).isEqualTo(Kept.JOURNALED);
            heard.upTo("taken e2 receipt-of-e2");

            assertThat(service.taken()).containsExactly("e0", "e1", "e2");
            assertThat(client.pending()).isZero();
        }
    }

    @Test
    void whatALeftJournalHoldsIsSentByTheNextClient() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        PullcordClient away = PullcordClient.to(java.net.URI.create("http://127.0.0.1:" + port), "pk_test", CLOCK)
                .journal(dir.resolve("j"))
                .pauses(Duration.ofMillis(10), Duration.ofMillis(50))
                .closePatience(Duration.ofMillis(100))
                .start();
        ids(30).forEach(id -> away.send(flag(id)));
        assertThat(soon(away.send(panic("p")))).isEqualTo(Kept.JOURNALED);
        assertThatThrownBy(() -> client().journal(dir.resolve("j")).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another client");
        away.close();
        assertThat(soon(away.send(flag("late")))).isEqualTo(Kept.CLOSED);

        try (PullcordClient client = client().journal(dir.resolve("j")).start()) {
            heard.upTo("taken e29 receipt-of-e29");
            assertThat(soon(client.send(flag("e30")))).isEqualTo(Kept.JOURNALED);
            heard.upTo("taken e30 receipt-of-e30");
        }
        assertThat(service.taken()).contains("p").containsSubsequence(ids(31));
    }

    @Test
    void nobodyElseMayReadTheJournal() throws Exception {
        try (PullcordClient client = client().journal(dir.resolve("j")).start()) {
            soon(client.send(flag("e0")));
            soon(client.send(panic("p")));
            heard.upTo("taken e0 receipt-of-e0");
        }
        try (Stream<Path> all = Files.walk(dir.resolve("j"))) {
            for (Path path : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    /** Moves by hand. */
    private static final class HandClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }
    }

    @Test
    void aStandingIsBelievedForAWhileAndWhatWasLastKnownCountsWhileTheServiceIsAway() throws Exception {
        HandClock clock = new HandClock();
        try (PullcordClient client = PullcordClient.to(service.url(), "pk_test", clock)
                .failOpen()
                .standingPatience(Duration.ofSeconds(5))
                .listener(heard)
                .start()) {
            service.maySay = false;
            assertThat(client.mayJoin("a b/ü")).isFalse();
            assertThat(client.mayJoin("a b/ü")).isFalse();
            assertThat(service.asked).isEqualTo(1);

            clock.now = clock.now.plusSeconds(11);
            service.mood = PretendService.Mood.UNAVAILABLE;
            assertThat(client.mayJoin("a b/ü")).isFalse();
            assertThat(client.mayJoin("other")).isTrue();
            heard.upTo("trouble status-503"); // or 401, of a key that is wrong: somebody has to hear of it

            service.mood = PretendService.Mood.WELL;
            service.maySay = true;
            assertThat(client.mayJoin("a b/ü")).isTrue();

            clock.now = clock.now.minusSeconds(3600);
            service.maySay = false;
            assertThat(client.mayJoin("a b/ü")).as("the clock was set back").isFalse();
        }
    }

    @Test
    void nobodyWaitsLongerForAStandingThanWasChosen() throws IOException {
        service.mood = PretendService.Mood.TAKES_AND_HANGS;
        try (PullcordClient client =
                client().failClosed().standingPatience(Duration.ofMillis(50)).start()) {
            long began = System.nanoTime();
            assertThat(client.mayJoin("a")).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }

    /** By the JVM's own count of locks and waits, which no busy machine disturbs; how long it takes is HandOver's to say. */
    @Test
    void handingOverNeverBlocksTheThreadThatDoesIt() throws Exception {
        service.mood = PretendService.Mood.TAKES_AND_HANGS;
        try (PullcordClient client = client().journal(dir.resolve("j")).start()) {
            client.send(flag("warm"));
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long me = Thread.currentThread().getId();
            ThreadInfo before = threads.getThreadInfo(me);
            for (int i = 0; i < 5000; i++) {
                client.send(flag("e" + i));
            }
            ThreadInfo after = threads.getThreadInfo(me);
            assertThat(after.getBlockedCount() + after.getWaitedCount())
                    .isEqualTo(before.getBlockedCount() + before.getWaitedCount());
            service.mood = PretendService.Mood.WELL;
            heard.upTo("taken e4999 receipt-of-e4999");
        }
    }

    @Test
    void noopAndTheDoubleKeepTheirPromises() {
        try (PullcordClient none = PullcordClient.noop();
                InMemoryPullcord memory = new InMemoryPullcord()) {
            assertThat(soon(none.send(panic("p")))).isEqualTo(Kept.CLOSED);
            assertThat(none.mayJoin("a")).isTrue();
            SafetyEvent event = panic("p");
            assertThat(soon(memory.send(event))).isEqualTo(Kept.IN_MEMORY);
            memory.answer(Kept.FULL);
            memory.send(flag("f"));
            memory.suspend("a");
            assertThat(memory.sent()).containsExactly(event);
            assertThat(memory.mayJoin("a")).isFalse();
        }
    }
}
