package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.evidence.LegalHold;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Ground;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What one account can make Redis keep. Everything is done to it that a platform can say, by ever new people with the longest ids,
 * through the real fold; then each key that there is must be within the bound of its kind, or of a kind that has to grow.
 */
class BoundedKeysIT {
    private static final int EVENTS = Integer.getInteger("pullcord.test.events", 12_000);
    private static final int IN_FLIGHT = 500;

    /** Kinds of keys with what one of them takes at most, in bytes as Redis counts them. */
    private static final Map<String, Integer> BOUNDED = Map.ofEntries(
            Map.entry("subject", 80 << 10), // 64 KB of state at most, and who it is
            Map.entry("ties", 8 << 10),
            Map.entry("traits", 1 << 10),
            Map.entry("tied", 32 << 10), // 65 ids of 256 bytes
            Map.entry("meeting", 2 << 10),
            Map.entry("roster", 1536 << 10), // a thousand people with two long ids each
            Map.entry("event", 256), // one for each event: see below
            Map.entry("settled", 1 << 10),
            Map.entry("case", 16 << 10),
            Map.entry("cursor", 256),
            Map.entry("consumer", 256),
            Map.entry("probe", 256),
            Map.entry("sealed-text", 256),
            Map.entry("retention", 4 << 10), // twenty names at most
            Map.entry("forgotten", 256),
            Map.entry("policy", 1 << 10),
            Map.entry("rescoring", 1 << 10),
            Map.entry("shadow", 16 << 10)); // twenty examples, and seven numbers

    /** Those that grow with what is in them, and why nothing of that can go. */
    private static final Map<String, String> GROW = Map.ofEntries(
            Map.entry("log", "the truth"),
            Map.entry("circumstances", "what lay beside an event of the log; below a kilobyte for each that has any"),
            Map.entry("audit", "who did what"),
            Map.entry("added", "each is something a reporter said"),
            Map.entry("case:reports", "each is somebody's complaint"),
            Map.entry("case:timeline", "what was done with the case, at most one entry for each batch of its reports"),
            Map.entry("cases", "one entry for each case"),
            Map.entry("forgetting", "one entry for each case that is being forgotten, for seconds"),
            Map.entry("queue", "one entry for each open case"),
            Map.entry("turns", "one entry for each overdue case, until somebody takes it"),
            Map.entry("paged", "one entry for each of them that somebody was paged for"),
            Map.entry("untold", "one entry for each decided case, for seconds"),
            Map.entry("aside", "events of damaged records, until they are mended"));

    /** What events do not write: people's acts do, and the shell. */
    private static final Map<String, String> BY_PEOPLE = Map.ofEntries(
            Map.entry("case:appeals", "appeals against a case's decisions"),
            Map.entry("appeals", "appeals that wait to be heard"),
            Map.entry("case:filings", "filings of a case"),
            Map.entry("filings", "one for each filing"),
            Map.entry("submitting", "filings on their way"),
            Map.entry("erasure", "one for each account that asked, 400 days after it is done"),
            Map.entry("doomed", "data keys of what was forgotten, for seconds"),
            Map.entry("passing", "a data key for every six hours, a day and a half"),
            Map.entry("erasing", "one entry for each of them that is open"),
            Map.entry("case:releases", "releases of a case's evidence"),
            Map.entry("holds", "one for each legal hold"),
            Map.entry("held", "holds on one account or case, until they are released"),
            Map.entry("heard", "three numbers for each moderator"),
            Map.entry("bulk", "one for each decision for several cases, a month"),
            Map.entry("bulks", "one entry for each of these, three months"),
            Map.entry("misuse", "one for each account of which people found misuse, 30 measures at most, 400 days"),
            Map.entry("misuses", "one entry for each of these"),
            Map.entry("drawn", "one number"),
            Map.entry("published", "one number"),
            Map.entry("restrictions", "one for each decision that took something, 400 days"),
            Map.entry("counts", "some hundred for each month, 800 days"),
            Map.entry("sent", "one for each host that statements went to"),
            Map.entry("reviews", "decisions drawn for a second look, a share of them"),
            Map.entry("reviewing", "one for each moderator"),
            Map.entry("gold", "cases that leads marked"),
            Map.entry("ends", "actions with an end, until then"),
            Map.entry("standing", "one for each case that kept the account out"),
            Map.entry("payouts", "one for each case that held its payouts"),
            Map.entry("said", "one for each change of a person, a day"),
            Map.entry("watched", "actions whose effect is to be looked for, for seconds"),
            Map.entry("guards", "removals that keep somebody out of the meeting, until that is over"),
            Map.entry("strikes", "one for each case of an account that was decided against it"),
            Map.entry("alone", "decisions that wait for a second look"),
            Map.entry("assigned", "at most a hundred cases meant for a moderator, a day"),
            Map.entry("attributed", "attributed cases, until their reports have gone over"),
            Map.entry("taken", "one for each attributed case"),
            Map.entry("case:spent", "claims of a case; gone after two days"),
            Map.entry("case:decisions", "decisions on a case"),
            Map.entry("case:actions", "actions decided in a case"),
            Map.entry("claims", "claimed cases"),
            Map.entry("snoozed", "cases put off"),
            Map.entry("approvals", "waiting proposals"),
            Map.entry("corrections", "corrections that wait for a second person"),
            Map.entry("case:notices", "one for each level of the policy and recipient, below a kilobyte each"),
            Map.entry("notifying", "notices on their way"),
            Map.entry("incidents", "incidents that nobody's taking of the case has closed yet"),
            Map.entry("unnotified", "parked notices"),
            Map.entry("outbox", "actions without an outcome"),
            Map.entry("failed", "parked actions"),
            Map.entry("intent", "one for each moderator, a day"),
            Map.entry("skipped", "cases a moderator handed back, a day"),
            Map.entry("looks", "what a person was given, 30 days"),
            Map.entry("care", "one for each person"),
            Map.entry("repeat", "one for each call with a key, a day"),
            Map.entry("policies", "versions of the policy"),
            Map.entry("backtest", "one for each backtest, a week"));

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final Keys keys = new Keys(prefix);
    private final RedisLink link = patient();
    private final RedisStore store =
            RedisGround.sealed(link, prefix, Clock.fixed(dev.pullcord.review.Events.T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 1);
    private final Partition partition = new Partition(ground.platform().id(), 0);
    private final Subject hot = Subject.account(Adversary.id("hot"));
    private final Adversary adversary = new Adversary(hot, dev.pullcord.review.Events.T0.minus(Duration.ofDays(80)));
    private int made;

    /** What is asked here is how much it is, not how soon it answers. */
    private static RedisLink patient() {
        RedisSettings usual = redis.settings();
        RedisSettings patient = new RedisSettings(
                usual.url(),
                usual.cluster(),
                usual.user(),
                usual.password(),
                usual.caFile(),
                usual.dataDir(),
                usual.serverBinary(),
                usual.fsync(),
                Duration.ofMinutes(1),
                usual.requestQueueSize(),
                usual.ioThreads());
        return RedisLink.open(patient, redis.endpoint());
    }

    @AfterEach
    void close() {
        link.close();
    }

    @Test
    void everyKindOfKeyIsNamedHere() {
        for (Method method : Stream.of(Keys.class, KeptKeys.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .toList()) {
            boolean ofAPartition =
                    method.getParameterCount() > 0 && method.getParameterTypes()[0].equals(Partition.class);
            if (ofAPartition
                    && method.getReturnType().equals(String.class)
                    && !Modifier.isPrivate(method.getModifiers())) {
                String kind = kind(example(method));
                if (!kind.isEmpty()) {
                    assertThat(Stream.of(BOUNDED, GROW, BY_PEOPLE).filter(some -> some.containsKey(kind)))
                            .as("is " + kind + " bounded, or why not?")
                            .hasSize(1);
                }
            }
        }
    }

    private String example(Method method) {
        try {
            Object[] args = Arrays.stream(method.getParameterTypes())
                    .map(type -> type.equals(Partition.class)
                            ? partition
                            : type.equals(LegalHold.Target.class)
                                    ? LegalHold.Target.account("x")
                                    : type.equals(Subject.class)
                                            ? hot
                                            : type.equals(YearMonth.class)
                                                    ? YearMonth.of(2026, 11)
                                                    : type.isEnum() ? type.getEnumConstants()[0] : (Object) "x")
                    .toArray();
            return (String) method.invoke(keys, args);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method.getName(), e);
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES) // a busy machine, and as many events as it is told
    void whateverIsSaidOfAnAccountItsKeysStaySmall() throws Exception {
        Ground.now(store.platforms().add(ground.platform()));
        LiveFlow flow = new LiveFlow(
                store, Clock.fixed(dev.pullcord.review.Events.T0, ZoneOffset.UTC), new SimpleMeterRegistry());
        long half;
        try {
            say(EVENTS / 2);
            untilFolded();
            half = size(keys.subject(partition, hot));
            say(EVENTS - EVENTS / 2);
            untilFolded();
        } finally {
            flow.stop();
        }

        Map<String, Long> most = largest();
        assertThat(most.keySet())
                .as("what this is about was written")
                .contains("subject", "ties", "tied", "meeting", "roster", "event", "case", "log", "case:reports");
        assertThat(most).allSatisfy((kind, bytes) -> {
            if (!GROW.containsKey(kind)) {
                assertThat(BOUNDED).as(kind).containsKey(kind);
                assertThat(bytes).as("bytes of the largest " + kind).isLessThanOrEqualTo(BOUNDED.get(kind));
            }
        });
        assertThat(size(keys.subject(partition, hot)))
                .as("of the account itself, after as many events again")
                .isBetween(20L << 10, half * 11 / 10);
    }

    /** Says so many things, of as many sorts and by as many people as there can be. */
    private void say(int events) {
        List<CompletableFuture<?>> under = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            adversary.waits();
            under.add(said(made++).toCompletableFuture());
            if (under.size() == IN_FLIGHT) {
                CompletableFuture.allOf(under.toArray(CompletableFuture[]::new)).join();
                under.clear();
            }
        }
        CompletableFuture.allOf(under.toArray(CompletableFuture[]::new)).join();
    }

    private CompletableFuture<?> said(int n) {
        return switch (n % 4) {
            case 0 -> taken(adversary.flag(n), hot, Optional.empty());
            case 1 -> {
                Event report = adversary.flag(n + 100_000_000);
                yield n % 400 != 1
                        ? taken(adversary.observation(n), hot, Optional.empty())
                        : taken(report, hot, Optional.empty()).thenCompose(done -> corrected(n, report));
            }
            case 2 ->
                taken(adversary.event(n, adversary.change(n)), Subject.meeting(Adversary.meeting(n)), Optional.empty());
            default -> taken(adversary.observation(n), hot, Optional.empty());
        };
    }

    private CompletableFuture<?> corrected(int n, Event report) {
        return store.log()
                .findByEventId(ground.platform(), report.source(), report.id())
                .thenCompose(found -> taken(
                        adversary.event(
                                n,
                                new Correction(
                                        n % 800 == 1 ? Correction.Kind.WITHDRAWN : Correction.Kind.DETAILS_ADDED,
                                        Optional.empty(),
                                        Optional.of(report.id()),
                                        Optional.of("more"))),
                        hot,
                        Optional.of(found.orElseThrow().logId())))
                .toCompletableFuture();
    }

    private CompletableFuture<?> taken(Event event, Subject subject, Optional<String> concerns) {
        return store.log()
                .accept(ground.platform(), event, subject, concerns, adversary.now())
                .toCompletableFuture();
    }

    private void untilFolded() {
        RedisClusterAsyncCommands<String, String> commands = redis.commands(); // waiting asks on another thread
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> Ground.now(store.log().cursor(partition)).equals(lastLogId(commands)));
    }

    private String lastLogId(RedisClusterAsyncCommands<String, String> commands) {
        return RedisFixture.await(commands.xrevrange(keys.log(partition), Range.unbounded(), Limit.from(1)))
                .get(0)
                .getId();
    }

    /** How large the largest key of each kind is. */
    private Map<String, Long> largest() {
        Map<String, Long> most = new TreeMap<>();
        ScanCursor at = ScanCursor.INITIAL;
        do {
            KeyScanCursor<String> found = RedisFixture.await(redis.commands()
                    .scan(
                            at,
                            ScanArgs.Builder.limit(1_000)
                                    .match(prefix + ":{" + ground.platform().id() + ":*")));
            Map<String, CompletableFuture<Long>> sizes = found.getKeys().stream()
                    .collect(Collectors.toMap(key -> key, key -> usage(key).toCompletableFuture(), (one, same) -> one));
            sizes.forEach((key, size) ->
                    most.merge(kind(key), Optional.ofNullable(size.join()).orElse(0L), Math::max));
            at = found;
        } while (!at.isFinished());
        return most;
    }

    private long size(String key) {
        return RedisFixture.await(usage(key));
    }

    /** All of it counted: by default Redis looks at five fields of a hash and multiplies. */
    private static RedisFuture<Long> usage(String key) {
        return redis.commands()
                .dispatch(
                        CommandType.MEMORY,
                        new IntegerOutput<>(StringCodec.UTF8),
                        new CommandArgs<>(StringCodec.UTF8)
                                .add("USAGE")
                                .addKey(key)
                                .add("SAMPLES")
                                .add(0));
    }

    /** A key's word: {@code case:reports} for a case's reports. */
    private static String kind(String key) {
        String[] words = key.substring(key.indexOf("}:") + 2).split(":", -1);
        return words[0].equals("case") && words.length > 2 ? "case:" + words[2] : words[0];
    }
}
