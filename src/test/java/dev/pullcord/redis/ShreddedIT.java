package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.evidence.Retention;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.DataKeyStore;
import dev.pullcord.review.Case;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.RepeatedCalls;
import dev.pullcord.wire.EventCodec;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.Range;
import io.lettuce.core.ScanCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was forgotten cannot be read from a copy that was taken before: its keys are gone, and nothing lay there without them. */
class ShreddedIT {
    private static final Instant T0 = Events.T0;
    private static final Instant LATER = T0.plus(Duration.ofDays(400));
    private static final String PREFIX = "shred";
    private static final Moderator DORA = Ground.moderator("dora");

    private static final List<String> WORDS = WholeCase.WORDS;

    @TempDir
    Path folder;

    private final List<Opened> opened = new ArrayList<>();
    private Seal seal;
    private Opened live;

    private record Opened(EmbeddedRedis redis, RedisLink link, CaseSeal seal, RedisStore store, RedisStore later) {}

    @BeforeEach
    void start() throws IOException {
        seal = Seal.of(folder.resolve("data/seal.json"));
        live = open("data", KeyFiles.in(folder.resolve("keys")));
    }

    @AfterEach
    void stop() {
        opened.forEach(ShreddedIT::close);
    }

    private static void close(Opened one) {
        one.link().close();
        one.redis().close();
        one.seal().close();
    }

    private Opened open(String data, DataKeyStore files) {
        RedisSettings settings = RedisFixture.throwAway(folder.resolve(data));
        EmbeddedRedis redis = EmbeddedRedis.start(settings, EmbeddedRedis.Watcher.none());
        RedisLink link = RedisLink.open(settings, redis.endpoint());
        CaseSeal cases = new CaseSeal(seal, files);
        Opened one = new Opened(redis, link, cases, store(link, cases, T0), store(link, cases, LATER));
        opened.add(one);
        return one;
    }

    private RedisStore store(RedisLink link, CaseSeal cases, Instant at) {
        return RedisStore.on(
                link,
                PREFIX,
                Duration.ofDays(7),
                EventCodec::decode,
                seal,
                cases,
                Clock.fixed(at, ZoneOffset.UTC),
                kind -> {});
    }

    @Test
    void aCopyTakenBeforeSaysNothingOnceTheCaseIsForgotten() throws IOException {
        Ground ground = RedisGround.on(live.store(), 2);
        Case c = WholeCase.in(live.store(), ground);
        assertThat(everything(live)).contains(WORDS);
        assertThat(inFiles("data"))
                .as("words in the files of a case that is there")
                .isEmpty();
        assertThat(ground.auditFaults()).isEmpty();
        copy("data", "before");
        copy("data", "while-kept");
        Opened kept = open("while-kept", KeyFiles.in(folder.resolve("keys")));
        assertThat(everything(kept)).as("the copy, while the case is kept").contains(WORDS);
        assertThat(now(kept.store().filings().ofCase(ground.platform(), c.id())))
                .hasSize(1);

        forget(ground, live.later());

        assertThat(now(live.store().queue().find(ground.platform(), c.id()))).isEmpty();
        assertThat(verbs(live, c.partition())).endsWith("case_forgetting", "case_forgotten");
        assertThat(ground.auditFaults()).as("the chains, without those details").isEmpty();
        Opened copy = open("before", KeyFiles.in(folder.resolve("keys")));
        String read = everything(copy);
        assertThat(read).contains(c.id()).contains("sealed.1.");
        WORDS.forEach(word -> assertThat(read).doesNotContain(word));
        assertThat(inFiles("before")).isEmpty();
        assertThat(inFiles("data")).isEmpty();
        assertThat(now(copy.store().log().read(c.partition(), "0-0", 10))).isEmpty();
        assertThatThrownBy(() -> now(copy.store().filings().ofCase(ground.platform(), c.id())))
                .isInstanceOf(Seal.Wrong.class);
    }

    @Test
    void anotherCaseOfTheSameAccountStaysReadable() throws IOException {
        Ground ground = RedisGround.on(live.store(), 2);
        WholeCase.in(live.store(), ground);
        ground.take(WholeCase.flag("e9", "she is here again"), Subject.account("mallory"), LATER);
        ground.foldAll(LATER);

        forget(ground, live.later());

        assertThat(everything(live)).contains("she is here again");
        assertThat(ground.auditFaults()).isEmpty();
    }

    /** Before its keys are destroyed, and after, but before anybody knows that they are. */
    @Test
    void whatACrashLeavesOfTheKeysIsDestroyedBeforeTheProofIsWritten() throws IOException {
        for (boolean before : List.of(true, false)) {
            String data = "data-" + before;
            Path keys = folder.resolve("keys-" + before);
            Opened dying = open(data, new Dying(KeyFiles.in(keys), before));
            Ground ground = RedisGround.on(dying.store(), 2);
            Case c = WholeCase.in(dying.store(), ground);
            copy(data, data + "-copy");
            for (int tries = 0; tries < 3; tries++) {
                try {
                    forget(ground, dying.later());
                } catch (RuntimeException cut) {
                    // the process is gone
                }
            }
            assertThat(now(dying.store().queue().find(ground.platform(), c.id())))
                    .isEmpty();
            assertThat(verbs(dying, c.partition())).doesNotContain("case_forgotten");
            close(dying);
            opened.remove(dying);

            Opened next = open(data, KeyFiles.in(keys));
            forget(RedisGround.on(next.store(), 2), next.later());

            assertThat(verbs(next, c.partition())).endsWith("case_forgotten");
            String read = everything(open(data + "-copy", KeyFiles.in(keys)));
            WORDS.forEach(word -> assertThat(read).doesNotContain(word));
        }
    }

    /** What was written before there were data keys lies there as it is, and is read as ever. */
    @Test
    void whatIsNotSealedStaysReadable() {
        Ground ground = RedisGround.on(live.store(), 2);
        Case c = ground.flagged("e1", "mallory", T0);
        ground.decide(c, T0);
        Keys keys = new Keys(PREFIX);
        String plain = now(live.link().commands().lindex(keys.decisions(c.partition(), c.id()), 0));
        now(live.link().commands().lset(keys.decisions(c.partition(), c.id()), 0, plain));

        assertThat(now(live.store().queue().decisions(ground.platform(), c.id())))
                .singleElement()
                .satisfies(decision -> assertThat(decision.reason()).isEqualTo("seen and weighed"));
        assertThat(ground.auditFaults()).isEmpty();
    }

    /** An answer that is given again repeats what somebody decided. It is of no case, and goes within a day and a half. */
    @Test
    void whatIsKeptForADayIsShreddedToo() throws IOException {
        RepeatedCalls calls = live.store().calls();
        now(calls.begin(DORA, "POST /v1/cases/x/decisions k1", "maker", "digest"));
        now(calls.keep(DORA, "POST /v1/cases/x/decisions k1", new RepeatedCalls.Given("digest", 201, WORDS.get(5))));
        assertThat(everything(live)).contains(WORDS.get(5));
        assertThat(inFiles("data", 1_000)).isEmpty();
        copy("data", "before");

        forget(RedisGround.on(live.later(), 2), live.later());

        assertThat(everything(open("before", KeyFiles.in(folder.resolve("keys")))))
                .doesNotContain(WORDS.get(5));
    }

    @Test
    void keysOfAnotherInstallationAreSeenAtTheStart() throws IOException {
        assertThat(now(live.store().records().keysAreHere())).isTrue();
        assertThat(now(live.store().records().keysAreHere())).isTrue();
        copy("data", "elsewhere");

        Opened without = open("elsewhere", KeyFiles.in(folder.resolve("other-keys")));

        assertThat(now(without.store().records().keysAreHere())).isFalse();
    }

    /** Dies whenever it is to destroy something: first, or as its last deed. */
    private record Dying(DataKeyStore files, boolean before) implements DataKeyStore {
        @Override
        public List<String> keep(List<byte[]> wrapped) throws IOException {
            return files.keep(wrapped);
        }

        @Override
        public Optional<byte[]> find(String id) throws IOException {
            return files.find(id);
        }

        @Override
        public void destroy(Collection<String> ids) throws IOException {
            if (!before) {
                files.destroy(ids);
            }
            throw new IOException("killed");
        }

        @Override
        public void close() {
            files.close();
        }
    }

    private static void forget(Ground ground, RedisStore later) {
        Retention retention =
                new Retention(later.records(), platform -> Ground.PACK, Clock.fixed(LATER, ZoneOffset.UTC));
        for (Partition partition : ground.partitions()) {
            for (int step = 0; now(retention.step(ground.platform(), partition)).more(); step++) {
                assertThat(step).isLessThan(100);
            }
        }
    }

    private void copy(String from, String to) throws IOException {
        try (Stream<Path> tree = Files.walk(folder.resolve(from))) {
            for (Path path : tree.toList()) {
                Path target = folder.resolve(to)
                        .resolve(folder.resolve(from).relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    /** Which of the words stand in any file there, byte for byte. */
    private List<String> inFiles(String data) throws IOException {
        return inFiles(data, 10_000);
    }

    private List<String> inFiles(String data, int least) throws IOException {
        List<String> found = new ArrayList<>();
        int bytes = 0;
        try (Stream<Path> tree = Files.walk(folder.resolve(data))) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                bytes += text.length();
                WORDS.stream().filter(text::contains).forEach(found::add);
            }
        }
        assertThat(bytes).as("the files have something in them").isGreaterThan(least);
        return found;
    }

    private static List<String> verbs(Opened at, Partition partition) {
        return now(at.link()
                        .commands()
                        .xrange(new Keys(PREFIX).audit(RedisRecords.chain(partition)), Range.unbounded()))
                .stream()
                .map(entry -> entry.getBody().get("verb"))
                .toList();
    }

    /** All that this service can read. */
    private static String everything(Opened at) {
        StringBuilder all = new StringBuilder();
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            KeyScanCursor<String> found = now(at.link().commands().scan(cursor));
            found.getKeys().forEach(key -> all.append(key).append(value(at.link(), key)));
            cursor = found;
        } while (!cursor.isFinished());
        return all.toString();
    }

    private static Object value(RedisLink link, String key) {
        return switch (now(link.commands().type(key))) {
            case "string" -> now(link.commands().get(key));
            case "hash" -> now(link.commands().hgetall(key));
            case "list" -> now(link.commands().lrange(key, 0, -1));
            case "zset" -> now(link.commands().zrange(key, 0, -1));
            case "set" -> now(link.commands().smembers(key));
            default -> now(link.commands().xrange(key, Range.unbounded()));
        };
    }
}
