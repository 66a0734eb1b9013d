package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.archive.SqliteArchive;
import dev.pullcord.evidence.Archive;
import dev.pullcord.redis.BreakingArchive.Step;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Appeals;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A case is in Redis or in the archive or in both, whatever ends when; and is never told of twice. */
class ArchiveCrashIT extends ArchiveGround {
    private final RedisClusterAsyncCommands<String, String> commands = redis.commands(); // any thread's

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"BEFORE_KEEP", "AFTER_KEEP"})
    void cutOffWhilePuttingAwayNothingIsLostNorTwice(Step step) {
        List<Case> all = cases(5);
        Map<String, Object> before = everything(all);
        List<String> listed = search(store, Optional.empty(), 2);
        RedisStore dying = store(link(), new BreakingArchive(archive, step));
        assertThatThrownBy(() -> putAway(dying, OLD)).hasMessageContaining("cut off");

        assertThat(archive.cases() > 0).isEqualTo(step == Step.AFTER_KEEP);
        assertThat(all).allSatisfy(c -> assertThat(inRedis(c)).isTrue());
        assertThat(search(store, Optional.empty(), 2)).isEqualTo(listed);
        assertThat(everything(all)).isEqualTo(before);

        putAway(store(link(), archive), OLD); // whoever is next

        assertThat(all).allSatisfy(c -> assertThat(inRedis(c)).isFalse());
        RedisStore next = store(link(), archive);
        assertThat(search(next, Optional.empty(), 2)).isEqualTo(listed);
        assertThat(everything(next, all)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"BEFORE_REMOVE", "AFTER_REMOVE"})
    void cutOffWhileForgettingItIsForgottenByTheNextAndStaysSo(Step step) {
        Case c = cases(1).get(0);
        putAway();
        RedisStore dying = store(link(), new BreakingArchive(archive, step));
        assertThatThrownBy(() -> forget(dying, DUE)).hasMessageContaining("cut off");
        assertThat(inRedis(c))
                .as("Redis has it before the archive has it no more")
                .isTrue();

        forget(store(link(), archive), DUE);

        RedisStore next = store(link(), archive);
        assertThat(now(next.queue().find(ground.platform(), c.id()))).isEmpty();
        assertThat(search(next, Optional.empty(), 2)).isEmpty();
        assertThat(inArchive(c)).isFalse();
        assertThat(now(next.records().totals(c.partition())).cases()).isEqualTo(1);
    }

    /** Back in Redis, and due: the copy that the archive still has must not come back. */
    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"BEFORE_REMOVE", "AFTER_REMOVE"})
    void whatCameBackAndIsForgottenDoesNotComeBackAgain(Step step) {
        Case c = cases(1).get(0);
        putAway();
        now(store.queue().find(ground.platform(), c.id()));
        assertThat(inRedis(c) && inArchive(c)).isTrue();
        assertThatThrownBy(() -> forget(store(link(), new BreakingArchive(archive, step)), DUE))
                .hasMessageContaining("cut off");

        forget(store(link(), archive), DUE);

        RedisStore next = store(link(), archive);
        assertThat(now(next.queue().find(ground.platform(), c.id()))).isEmpty();
        assertThat(inRedis(c) || inArchive(c)).isFalse();
    }

    @Test
    void whatChangedWhileItWasWrittenStays() {
        List<Consumer<Case>> changes = List.of(
                c -> now(other.queue()
                        .remember(
                                ground.platform(),
                                c.id(),
                                RedisReviewQueue.byModerator(LENA, OLD, "case_viewed", c.id(), Map.of()))),
                c -> now(commands.hincrby(keys.reviewCase(c.partition(), c.id()), "version", 1)),
                c -> now(commands.hset(keys.notices(c.partition(), c.id()), "n0:state", "done")), // as long as before
                this::contested);
        int at = 0;
        for (Consumer<Case> change : changes) {
            Case c = decided("mallory-" + at++, T0);
            now(commands.hset(keys.notices(c.partition(), c.id()), "n0:state", "gone"));
            putAway(store(link(), during(() -> change.accept(c))), OLD);

            assertThat(inRedis(c)).as("change " + at).isTrue();
            assertThat(everything(store, c)).isEqualTo(everything(other, c));
            assertThat(search(store, c.account(), 5)).containsExactly(c.id());
        }
        assertThat(ground.find(search(store, Optional.of("mallory-3"), 1).get(0))
                        .state())
                .isEqualTo(CaseState.APPEALED);
    }

    private void contested(Case c) {
        Appeal appeal = new Appeal(
                c.id() + ".d1.p1",
                c.id() + ".d1",
                Appeal.Party.ACCOUNT,
                Optional.empty(),
                "I was never there",
                OLD,
                OLD.plus(Appeal.CLOCK),
                Appeal.State.OPEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DORA.id(),
                Optional.empty());
        assertThat(now(other.appeals().file(ground.platform(), c, appeal, OLD)))
                .isInstanceOf(Appeals.Filing.Filed.class);
    }

    /** The archive, in which this happens when something was written and before anybody knows. */
    private Archive during(Runnable meanwhile) {
        return (Archive) Proxy.newProxyInstance(
                Archive.class.getClassLoader(), new Class<?>[] {Archive.class}, (proxy, method, args) -> {
                    try {
                        Object answer = method.invoke(archive, args);
                        return method.getName().equals("keep")
                                ? ((CompletionStage<?>) answer).thenApplyAsync(kept -> {
                                    meanwhile.run(); // not on the connection's own thread
                                    return kept;
                                })
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void whoeverAsksWhileCasesGoAndComeFindsThem(@TempDir Path folder) throws IOException {
        List<Case> all = cases(20);
        Map<String, Object> before = everything(all);
        List<String> listed = search(store, Optional.empty(), 50);
        try (SqliteArchive file = SqliteArchive.in(folder)) {
            RedisLink busy = link();
            RedisStore both = store(busy, file);
            AtomicBoolean over = new AtomicBoolean();
            List<CompletableFuture<Integer>> readers = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                int first = reader;
                readers.add(CompletableFuture.supplyAsync(() -> {
                    int read = 0;
                    for (int n = first; !over.get() || read < 40; n++, read++) {
                        Case c = all.get(n * 7 % all.size());
                        if (n % 5 == 0) {
                            assertThat(search(both, Optional.empty(), 50)).isEqualTo(listed);
                        } else {
                            assertThat(everything(both, c)).isEqualTo(before.get(c.id()));
                        }
                    }
                    return read;
                }));
            }
            long gone = 0;
            try {
                for (int round = 0; round < 15; round++) {
                    long there = all.stream().filter(this::inRedis).count();
                    putAway(both, OLD);
                    gone += there - all.stream().filter(this::inRedis).count();
                }
            } finally {
                over.set(true);
            }
            assertThat(readers.stream().mapToInt(CompletableFuture::join).sum()).isGreaterThan(100);
            assertThat(gone).as("some were away in between").isPositive();
            assertThat(everything(both, all)).as("and all come back").isEqualTo(before);
        }
    }

    private List<Case> cases(int many) {
        List<Case> all = new ArrayList<>();
        for (int n = 0; n < many; n++) {
            all.add(decided("account-" + n, T0.plusSeconds(n / 2)));
        }
        return all;
    }

    private Map<String, Object> everything(List<Case> all) {
        return everything(other, all);
    }

    private Map<String, Object> everything(RedisStore by, List<Case> all) {
        Map<String, Object> found = new TreeMap<>();
        all.forEach(c -> found.put(c.id(), everything(by, c)));
        return found;
    }
}
