package dev.pullcord.redis;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Watch;
import dev.pullcord.flow.Watching;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.wire.EventCodec;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Somebody is removed from a meeting that he was in, on a real Redis; time is moved by hand. */
final class RemovedFrom {
    static final Subject MEETING = Subject.meeting("call-1");
    private static final Moderator ANN = Ground.moderator("ann");

    final RedisStore store;
    final Ground ground;
    Instant time = Events.T0;
    private int events;

    RemovedFrom(RedisLink link, String prefix) {
        store = RedisGround.store(link, prefix, Clock.fixed(Events.T0, ZoneOffset.UTC));
        ground = RedisGround.on(store, 4);
    }

    RemovedFrom at(Instant now) {
        time = now;
        return this;
    }

    /** Something happens to mallory in the meeting, and is known at once. */
    void happens(MeetingEvent.Kind kind) {
        happens(kind, "mallory", time);
    }

    void happens(MeetingEvent.Kind kind, String account, Instant at) {
        takes(Events.inMeeting("m" + ++events, kind, MEETING.id(), Optional.of(account), at));
        see();
    }

    /** The platform says that an action took effect. */
    void confirms(String actionId) {
        MeetingEvent body = new MeetingEvent(
                MeetingEvent.Kind.ACTION_CONFIRMED,
                new Meeting(MEETING.id(), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(actionId));
        takes(EventCodec.event("m" + ++events, Events.SOURCE, time, body));
        see();
    }

    private void takes(Event event) {
        now(ground.log().accept(ground.platform(), event, MEETING, Optional.empty(), time));
    }

    /** All of the meeting's log is folded, from its beginning: as after any crash. */
    void see() {
        now(seeing());
    }

    Future<Void> seeing() {
        List<LoggedEvent> log = now(ground.log().read(meeting(), LogIds.START, 999)).stream()
                .filter(e -> e.event().body() instanceof MeetingEvent)
                .toList();
        now(store.rosters().apply(meeting(), MEETING.id(), log));
        return watching(meeting()).see(MEETING, log);
    }

    /** The clock of the case's partition beats. */
    void look() {
        now(watching(mallorys()).step());
    }

    Watching watching(Partition partition) {
        return new Watching(
                ground.platform(),
                partition,
                store.watches(),
                store.outbox(),
                store.queue(),
                store.rosters(),
                Ground.PACK::plans,
                where -> {},
                Clock.fixed(time, ZoneOffset.UTC));
    }

    Decision decided(ActionType... types) {
        return decided(Optional.empty(), types);
    }

    Decision decided(Optional<Duration> duration, ActionType... types) {
        ground.flagged("e" + ++events, "mallory", time);
        Case open = ground.open(Subject.account("mallory")).orElseThrow();
        String token = "token " + open.id();
        now(ground.queue().claim(ground.platform(), open.id(), ANN, token, time, time.plusSeconds(60)));
        Desk desk = new Desk(
                ground.queue(),
                new InMemoryRosters(),
                Ground.PACK,
                Duration.ofSeconds(60),
                decided -> {},
                Clock.fixed(time, ZoneOffset.UTC));
        List<Desk.Wish> wishes = new ArrayList<>();
        for (ActionType type : types) {
            Optional<Target> who = Optional.of(
                    new Target(Optional.of(MEETING.id()), Optional.of("p-mallory"), Optional.of("mallory"), List.of()));
            boolean block = type == ActionType.BLOCK_REJOIN;
            wishes.add(new Desk.Wish(type, who, block ? duration : Optional.empty()));
        }
        Desk.Deciding deciding = now(desk.decide(
                ground.platform(),
                ANN,
                open.id(),
                token,
                new Desk.Request(
                        Outcome.VIOLATION,
                        Optional.of("harassment"),
                        "seen",
                        wishes,
                        false,
                        Optional.empty(),
                        Optional.empty())));
        return ((Desk.Deciding.Written) deciding).decision();
    }

    /** All that is due is sent, and answered so. */
    List<Action> answers(String status) {
        return due().stream().map(a -> answered(begun(a), status)).toList();
    }

    Action begun(Action due) {
        now(new Watch(due, actions(due.caseId()), 0)
                .guardUntil(Ground.PACK.plans())
                .map(until -> store.watches()
                        .guard(ground.platform(), MEETING.id(), due.order().id(), until, time))
                .orElseGet(() -> CompletableFuture.completedFuture(null)));
        return now(store.outbox().begin(mallorys(), due, time, time.plusSeconds(15)))
                .orElseThrow();
    }

    Action answered(Action begun, String status) {
        Enforcer.Ending ending = new Enforcer.Ending(Action.State.ANSWERED, status, "", Optional.empty());
        now(store.outbox()
                .record(
                        mallorys(),
                        begun,
                        ending.state(),
                        ending.status(),
                        "",
                        Optional.empty(),
                        Watch.firstLook(begun, ending, Ground.PACK.plans(), time),
                        time));
        return action(begun.order().id());
    }

    List<Action> due() {
        return now(store.outbox().due(mallorys(), time, 99));
    }

    List<Action> parked() {
        return now(store.outbox().inState(ground.platform(), Action.State.FAILED, Optional.empty(), 99))
                .items();
    }

    Action action(String id) {
        return now(store.outbox().find(ground.platform(), id)).orElseThrow();
    }

    List<Action> actions(String caseId) {
        return now(store.outbox().ofCase(ground.platform(), caseId));
    }

    List<String> verbs(String caseId) {
        return now(ground.queue().timeline(ground.platform(), caseId, 99)).stream()
                .map(e -> e.draft().verb())
                .filter(verb -> !verb.startsWith("action_tried"))
                .toList();
    }

    void pass(Duration by) {
        time = time.plus(by);
    }

    Partition mallorys() {
        return Subject.account("mallory").partition(ground.platform());
    }

    private Partition meeting() {
        return MEETING.partition(ground.platform());
    }

    static <T> T now(Future<T> future) {
        return Ground.now(future.toCompletionStage());
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
