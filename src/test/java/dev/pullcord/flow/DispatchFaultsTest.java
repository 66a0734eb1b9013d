package dev.pullcord.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pullcord.enforcement.Action;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.ConnectorContext;
import dev.pullcord.plugin.ConnectorFactory;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import dev.pullcord.review.StandingChange;
import dev.pullcord.review.StandingChange.Right;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong on this side of an action ends in sight, and holds nothing else up. */
class DispatchFaultsTest {
    private final ScriptedConnector connector = new ScriptedConnector();
    private DispatchBench bench = new DispatchBench(
            List.of(connector),
            Map.of(),
            new Platform("tandem", 1, "c2VjcmV0", "generic", Optional.of("there"), Optional.empty()),
            DispatchBench.quick());

    @AfterEach
    void clear() {
        bench.close();
    }

    /** What is late to give back must not undo what a newer decision takes, at the platform neither. */
    @ParameterizedTest
    @CsvSource({"JOINING, SUSPEND_ACCOUNT, REINSTATE_ACCOUNT", "PAYOUT, HOLD_PAYOUT, RELEASE_PAYOUT"})
    void nothingIsGivenBackAtThePlatformThatAnotherCaseKeeps(Right right, ActionType takes, ActionType givesBack) {
        bench.outbox
                .setStanding(
                        bench.platforms.get(),
                        "another",
                        new StandingChange(right, "mallory", true, Optional.empty()),
                        bench.clock.instant())
                .toCompletableFuture()
                .join();
        String id = bench.order(takes, givesBack).get(1);
        bench.started();

        Action givenBack = bench.until(id, Action.State.ANSWERED);

        assertThat(givenBack.lastStatus()).contains("withdrawn");
        assertThat(connector.askedIds()).doesNotContain(id);
    }

    /** It was begun again for ever, and no lead ever saw it. */
    @Test
    void aFaultOfOursParksTheActionInSight() {
        bench.pausingBy(tries -> {
            throw new IllegalStateException("a bug");
        });
        connector.answers(ActionResult.failed("answered 500", Duration.ofMillis(1)));
        bench.started();

        List<String> ids = bench.order(ActionType.WARN, ActionType.SUSPEND_ACCOUNT);

        Action parked = bench.until(ids.get(0), Action.State.FAILED);
        assertThat(parked.tries()).isEqualTo(1);
        assertThat(parked.lastDetail()).contains("this service failed on it: IllegalStateException");
        bench.until(ids.get(1), Action.State.FAILED); // and it holds nothing up
    }

    @Test
    void anActionThatThisProcessDiesOfIsParkedInTheEnd() {
        String id = bench.order(ActionType.WARN).get(0);
        for (int i = 0; i < DispatchBench.TRIES; i++) { // each begun by a process that then died
            Instant now = bench.clock.instant();
            Action due = bench.outbox
                    .due(bench.partition, now, 1)
                    .toCompletableFuture()
                    .join()
                    .get(0);
            bench.outbox.begin(bench.partition, due, now, now.plus(DispatchBench.LAPSE));
            bench.clock.move(DispatchBench.LAPSE);
        }

        bench.started();

        assertThat(bench.until(id, Action.State.FAILED).lastDetail().orElseThrow())
                .contains("the last never ended");
        assertThat(connector.asked()).isEmpty();
    }

    /** A crash right after the decision left it to the action's first try, which may be hours away. */
    @Test
    void whoMayJoinIsWrittenBeforeTheActionWaitsItsTurn() {
        connector.answers(request -> new CompletableFuture<>());
        bench.started();

        List<String> ids = bench.order(ActionType.WARN, ActionType.SUSPEND_ACCOUNT);

        await().until(this::suspended);
        assertThat(bench.outbox.get(ids.get(1)).tries()).isZero();
    }

    /** It was begun again every time its try lapsed, for ever, and the platform was never asked. */
    @Test
    void whoMayJoinThatCannotBeWrittenIsTriedWithTheActionAndParkedInTheEnd() {
        bench.outbox.standingsAway(true);
        bench.started();
        String id = bench.order(ActionType.SUSPEND_ACCOUNT).get(0);
        for (int tries = 1; tries < DispatchBench.TRIES; tries++) {
            bench.untilTried(id, tries);
            bench.clock.move(Duration.ofSeconds(tries));
        }

        Action parked = bench.until(id, Action.State.FAILED);

        assertThat(parked.lastDetail().orElseThrow()).contains("who may join could not be written");
        assertThat(connector.asked()).hasSize(DispatchBench.TRIES); // the platform need not wait for it

        bench.outbox.standingsAway(false);
        Moderator lead = new Moderator("m1", "tandem", "Lea", Role.LEAD);
        bench.outbox.retry(bench.platforms.get(), id, lead, bench.clock.instant());
        bench.until(id, Action.State.ANSWERED);
        assertThat(suspended()).isTrue();
    }

    @Test
    void aCaseThatCannotBeLookedIntoHoldsNoOtherUp() {
        List<String> dark = bench.order(ActionType.BLOCK_REJOIN, ActionType.WARN);
        bench.outbox.unreadable(bench.outbox.get(dark.get(0)).caseId());
        bench.started();

        List<String> other = bench.order(ActionType.BLOCK_REJOIN, ActionType.WARN);

        bench.until(other.get(1), Action.State.ANSWERED);
        assertThat(bench.outbox.get(dark.get(1)).tries()).isZero(); // its turn is not known
    }

    /** The loop ended at it, and nothing of that partition was sent any more. */
    @Test
    void whatIsThrownWhereALineIsSoughtEndsNoLoop() {
        AtomicBoolean broken = new AtomicBoolean(true);
        bench.platformsBy(known -> {
            if (broken.get()) {
                throw new IllegalStateException("not read yet");
            }
            return known;
        });
        bench.started();
        String id = bench.order(ActionType.WARN).get(0);
        await().until(() -> bench.platformsAsked() > 2);

        broken.set(false);

        bench.until(id, Action.State.ANSWERED);
    }

    @Test
    void aConnectorMadeForAnotherLibraryParksItsActionsAndEndsNoLoop() {
        bench.close();
        bench = new DispatchBench(
                List.of(new UnlinkedConnector()),
                Map.of(),
                new Platform("tandem", 1, "c2VjcmV0", "unlinked", Optional.of("there"), Optional.empty()),
                DispatchBench.quick());
        bench.started();

        String id = bench.order(ActionType.WARN).get(0);

        assertThat(bench.until(id, Action.State.FAILED).lastDetail().orElseThrow())
                .contains("connector unlinked cannot be set up");
    }

    private static final class UnlinkedConnector implements ConnectorFactory {
        @Override
        public String name() {
            return "unlinked";
        }

        @Override
        public int spiVersion() {
            return ConnectorFactory.SPI_VERSION;
        }

        @Override
        public Connector create(ConnectorContext context) {
            throw new NoClassDefFoundError("org/other/Library");
        }
    }

    private boolean suspended() {
        return bench.outbox
                .standing(bench.platforms.get(), "mallory", bench.clock.instant())
                .toCompletableFuture()
                .join()
                .suspended();
    }
}
