package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Patience;
import dev.pullcord.enforcement.Watch;
import dev.pullcord.flow.Watching;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.PlanPolicy;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The moves of a {@link CaseLife} that carry plans out, and see whether what was answered is true. */
final class Watched {
    private static final PlanPolicy POLICY = Ground.PACK.plans();

    private Watched() {}

    /** What is due is tried in its order, and answered, refused, or the process dies over it. */
    static void dispatch(CaseLife life, int n) {
        for (Partition partition : life.ground.partitions()) {
            for (Action due : Ground.now(life.store.outbox().due(partition, life.time, 9))) {
                tryOne(life, partition, due, n);
            }
        }
    }

    private static void tryOne(CaseLife life, Partition partition, Action due, int n) {
        List<Action> all = Ground.now(life.store.outbox().ofCase(life.ground.platform(), due.caseId()));
        boolean held = !Patience.DEFAULT.waitsFor(due, all, life.time).isEmpty();
        Ground.now(new Watch(due, all, 0)
                .guardUntil(POLICY)
                .map(until -> life.store
                        .watches()
                        .guard(
                                life.ground.platform(),
                                due.order().target().meeting().orElseThrow(),
                                due.order().id(),
                                until,
                                life.time))
                .orElseGet(() -> CompletableFuture.completedFuture(null)));
        Optional<Action> begun =
                Ground.now(life.store.outbox().begin(partition, due, life.time, life.time.plusSeconds(15)));
        assertThat(begun.isPresent()).as("a step goes in its turn").isEqualTo(!held);
        if (begun.isEmpty() || n % 4 == 0) { // else the process dies here
            return;
        }
        boolean answered = n % 3 != 0;
        Enforcer.Ending ending = answered
                ? new Enforcer.Ending(Action.State.ANSWERED, n % 5 == 0 ? "unsupported" : "done", "", Optional.empty())
                : new Enforcer.Ending(Action.State.PENDING, "failed", "", Optional.of(life.time.plusSeconds(1)));
        Ground.now(life.store
                .outbox()
                .record(
                        partition,
                        begun.get(),
                        ending.state(),
                        ending.status(),
                        "",
                        ending.retryAt(),
                        Watch.firstLook(begun.get(), ending, POLICY, life.time),
                        life.time));
    }

    /** Somebody comes or goes; it is seen later. */
    static void comeOrGo(CaseLife life, int n) {
        Subject meeting = meetings().get(n % 2);
        MeetingEvent.Kind kind = List.of(
                        MeetingEvent.Kind.JOINED,
                        MeetingEvent.Kind.LEFT,
                        MeetingEvent.Kind.JOINED,
                        MeetingEvent.Kind.REMOVED)
                .get(n / 2 % 4);
        life.send(
                Events.inMeeting("e" + life.sent.size(), kind, meeting.id(), Optional.of("mallory"), life.time),
                meeting);
    }

    /** All that ever happened in the meetings is seen, by one node or by two at once: as after any crash. */
    static void see(CaseLife life, int n) {
        for (Subject meeting : meetings()) {
            Partition partition = meeting.partition(life.ground.platform());
            List<LoggedEvent> log = Ground.now(life.ground.log().read(partition, LogIds.START, 999)).stream()
                    .filter(e -> e.subject().equals(meeting))
                    .filter(e -> e.event().body() instanceof MeetingEvent)
                    .toList();
            Ground.now(life.store.rosters().apply(partition, meeting.id(), log));
            Future<Void> one = watching(life, partition).see(meeting, log);
            Future<Void> two = n % 2 == 0 ? one : watching(life, partition).see(meeting, log);
            Ground.now(Future.join(one, two).toCompletionStage());
        }
    }

    /** The clock looks whether what was answered is true. */
    static void look(CaseLife life) {
        for (Partition partition : life.ground.partitions()) {
            Ground.now(watching(life, partition).step().toCompletionStage());
            assertThat(Ground.now(life.store.watches().due(partition, life.time, 9)))
                    .as("what was looked at is over, or goes on by another action")
                    .isEmpty();
        }
    }

    private static List<Subject> meetings() {
        return CaseLife.SUBJECTS.stream()
                .filter(s -> s.kind() == Subject.Kind.MEETING)
                .toList();
    }

    private static Watching watching(CaseLife life, Partition partition) {
        return new Watching(
                life.ground.platform(),
                partition,
                life.store.watches(),
                life.store.outbox(),
                life.store.queue(),
                life.store.rosters(),
                () -> POLICY,
                where -> {},
                life.clock());
    }
}
