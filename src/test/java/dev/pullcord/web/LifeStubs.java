package dev.pullcord.web;

import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Connections;
import dev.pullcord.enforcement.Notice;
import dev.pullcord.enforcement.Notices;
import dev.pullcord.evidence.Directory;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Platforms;
import dev.pullcord.intake.RecordingLog;
import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Capability;
import dev.pullcord.plugin.Health;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Appeals;
import dev.pullcord.review.Approvals;
import dev.pullcord.review.Assigned;
import dev.pullcord.review.Assignments;
import dev.pullcord.review.Attribution;
import dev.pullcord.review.Attributions;
import dev.pullcord.review.Bulk;
import dev.pullcord.review.BulkDesk;
import dev.pullcord.review.Bulks;
import dev.pullcord.review.Care;
import dev.pullcord.review.Casework;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Handover;
import dev.pullcord.review.Handovers;
import dev.pullcord.review.Hearing;
import dev.pullcord.review.Impartiality;
import dev.pullcord.review.InMemoryExposures;
import dev.pullcord.review.InMemoryStore;
import dev.pullcord.review.Measures;
import dev.pullcord.review.Misuse;
import dev.pullcord.review.MisuseDesk;
import dev.pullcord.review.MisuseGround;
import dev.pullcord.review.Misuses;
import dev.pullcord.review.NoticeOrder;
import dev.pullcord.review.OnCall;
import dev.pullcord.review.OnCalls;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.People;
import dev.pullcord.review.Reception;
import dev.pullcord.review.Recipient;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Role;
import dev.pullcord.review.SecondLooks;
import dev.pullcord.review.Superseding;
import dev.pullcord.review.Supersessions;
import dev.pullcord.review.TakeUp;
import dev.pullcord.risk.Story;
import dev.pullcord.wire.DirectoryCodec;
import dev.pullcord.wire.PolicyCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What becomes of cases besides being decided, on ports that say yes. */
final class LifeStubs {
    private static final NoticeOrder ORDER = new NoticeOrder(
            FilledDesk.CASE,
            "panic",
            NoticeOrder.PAGE,
            9,
            true,
            false,
            Instant.EPOCH,
            Recipient.of(Recipient.Channel.SLACK),
            Instant.EPOCH);

    /** What the id of the one notice there is has after its case's. */
    static final String NOTICE = "." + ORDER.suffix();

    private LifeStubs() {}

    static Directory help() {
        return DirectoryCodec.load();
    }

    /** A platform whose callback is well. */
    static Reached reached() {
        Connections.Connection callback = new Connections.Connection(
                "generic",
                Health.up(),
                false,
                Set.of(new Capability(ActionType.WARN, Capability.Support.DELEGATED, Optional.of("by mail"))),
                Instant.EPOCH);
        return new Reached(new MoodyNatives(), Stub.of(Connections.class, Map.of("ways", args -> List.of(callback))));
    }

    static Handover handover(ReviewQueue queue, People people, Clock clock) {
        Desk desk = new Desk(
                queue,
                Stub.of(Rosters.class, Map.of()),
                PolicyCodec.defaults(),
                Duration.ofMinutes(2),
                partition -> {},
                clock);
        Handovers handovers = Stub.of(
                Handovers.class,
                Map.of("snooze", args -> ReviewQueue.HolderReply.DONE, "handUp", args -> ReviewQueue.HolderReply.DONE));
        return new Handover(desk, queue, handovers, people, platform -> PolicyCodec.defaults(), clock);
    }

    private static Superseding superseding(ReviewQueue queue, Clock clock) {
        return new Superseding(
                queue,
                supersessions(),
                Stub.of(Measures.class, Map.of("ofCase", args -> List.of())),
                Stub.of(Rosters.class, Map.of("find", args -> Optional.empty())),
                Impartiality.EVERYBODYS,
                platform -> PolicyCodec.defaults(),
                partition -> {},
                clock);
    }

    static Approvals approvals(ReviewQueue queue, Clock clock) {
        return new Approvals(queue, Impartiality.EVERYBODYS, superseding(queue, clock), partition -> {}, clock);
    }

    private static Appeals appeals() {
        Appeal open = appeal(".d1.p1", Appeal.State.OPEN, Optional.empty());
        Appeal heard = appeal(".d1.p2", Appeal.State.UPHELD, Optional.of("You wrote it twice."));
        return Stub.of(
                Appeals.class,
                Map.of(
                        "file",
                        args -> new Appeals.Filing.Filed(open),
                        "find",
                        args -> Stream.of(open, heard)
                                .filter(known -> known.id().equals(args[1]))
                                .findFirst(),
                        "ofCase",
                        args -> List.of(open),
                        "open",
                        args -> List.of(open),
                        "answer",
                        args -> true,
                        "caseOf",
                        args -> Optional.of(FilledDesk.CASE),
                        "counts",
                        args -> Map.of("id-moderator", Map.of("filed", 1L))));
    }

    private static Appeal appeal(String id, Appeal.State state, Optional<String> answer) {
        return new Appeal(
                FilledDesk.CASE + id,
                FilledDesk.CASE + ".d1",
                answer.isPresent() ? Appeal.Party.REPORTER : Appeal.Party.ACCOUNT,
                Optional.empty(),
                "it was not me",
                Instant.EPOCH,
                Instant.EPOCH,
                state,
                answer.map(words -> "id-senior"),
                answer.map(words -> Instant.EPOCH),
                answer,
                "id-moderator",
                Optional.empty());
    }

    private static Supersessions supersessions() {
        return Stub.of(
                Supersessions.class,
                Map.of(
                        "supersede",
                        args -> Supersessions.Reply.SUPERSEDED,
                        "lookedAgain",
                        args -> true,
                        "alone",
                        args -> List.of(new Supersessions.Alone(FilledDesk.CASE + ".d1", Instant.EPOCH))));
    }

    /** Of whom a warning was proposed. */
    static final String FLAGS_WRONGLY = "a-wrong";

    /** Of whom nothing was found yet. */
    static final String FLAGS_FIRST = "a-new";

    static final String BULK = "b003-00000000000000000000";

    static final String BULK_WAITING = "b003-11111111111111111111";

    private static Bulk bulk(String id, String by, Bulk.State state) {
        return new Bulk(
                id,
                by,
                Role.SENIOR,
                new Desk.Request(
                        Outcome.NO_VIOLATION,
                        Optional.empty(),
                        "a quarrel",
                        List.of(),
                        false,
                        Optional.empty(),
                        Optional.empty()),
                List.of(),
                "one quarrel",
                Instant.EPOCH,
                state,
                Optional.empty());
    }

    /** One that is done and one that waits for a second person; what is begun is kept nowhere. */
    private static BulkDesk bulk(Desk desk, ReviewQueue queue, People people, Clock clock) {
        Bulks bulks = Stub.of(
                Bulks.class,
                Map.of(
                        "find",
                        args -> args[1].equals(BULK)
                                ? Optional.of(bulk(BULK, "id-senior", Bulk.State.DONE))
                                : args[1].equals(BULK_WAITING)
                                        ? Optional.of(bulk(BULK_WAITING, "id-moderator", Bulk.State.PROPOSED))
                                        : Optional.empty(),
                        "newest",
                        args -> List.of(bulk(BULK, "id-senior", Bulk.State.DONE)),
                        "change",
                        args -> true));
        return new BulkDesk(
                desk,
                queue,
                approvals(queue, clock),
                superseding(queue, clock),
                supersessions(),
                people,
                bulks,
                new InMemoryStore(),
                platform -> PolicyCodec.defaults(),
                Duration.ofMinutes(2),
                clock);
    }

    /** One account of which a warning was proposed, and a case in which another one flagged in vain. */
    private static MisuseDesk misuse(People people, Clock clock) {
        LoggedEvent flag = new Story(Subject.account("a-sub")).flag(FLAGS_FIRST, Reason.HARASSMENT);
        Decision unfounded = new Decision(
                FilledDesk.CASE_CLOSED + ".d1",
                FilledDesk.CASE_CLOSED,
                Outcome.UNFOUNDED_REPORT,
                Optional.empty(),
                "a quarrel",
                List.of(),
                true,
                Optional.empty(),
                "id-senior",
                Instant.EPOCH,
                "p",
                Optional.empty());
        ReviewQueue queue = Stub.of(
                ReviewQueue.class,
                Map.of(
                        "find",
                        args -> Optional.of(FilledDesk.closed()),
                        "decisions",
                        args -> List.of(unfounded),
                        "reports",
                        args -> List.of(flag)));
        Misuse.Measure waits = new Misuse.Measure(
                "m1",
                Misuse.Kind.WARNING,
                List.of(FilledDesk.CASE_CLOSED),
                "again and again",
                "id-senior",
                Instant.EPOCH,
                Misuse.State.PROPOSED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Misuse misuse = new Misuse(FLAGS_WRONGLY, 1, List.of(waits));
        Misuses misuses = Stub.of(
                Misuses.class,
                Map.of(
                        "find",
                        args -> Optional.of(misuse)
                                .filter(known -> known.account().equals(args[1])),
                        "all",
                        args -> List.of(misuse),
                        "change",
                        args -> true,
                        "warn",
                        args -> Misuses.Ordered.ORDERED));
        return new MisuseDesk(
                misuses,
                new MisuseGround(queue, Stub.of(Casework.class, Map.of()), people),
                Stub.of(Measures.class, Map.of("ofCase", args -> List.of())),
                platform -> PolicyCodec.defaults(),
                partition -> {},
                clock);
    }

    static WebServer.Life life(ReviewQueue queue, People people, EventLog log, Platforms platforms, Clock clock) {
        Desk desk = new Desk(
                queue,
                Stub.of(Rosters.class, Map.of()),
                PolicyCodec.defaults(),
                Duration.ofMinutes(2),
                partition -> {},
                clock);
        TakeUp takeUp = new TakeUp(queue, Duration.ofMinutes(2), clock);
        Assignments assignments = Stub.of(
                Assignments.class,
                Map.of(
                        "assigned",
                        args -> List.of(),
                        "held",
                        args -> List.of(),
                        "give",
                        args -> Assignments.Reply.DONE,
                        "takeBack",
                        args -> Assignments.Reply.DONE));
        Attributions attributions = Stub.of(
                Attributions.class,
                Map.of(
                        "attribute",
                        args -> ReviewQueue.HolderReply.DONE,
                        "carryOver",
                        args -> Optional.of(FilledDesk.CASE)));
        return new WebServer.Life(
                new Assigned(desk, queue, assignments, takeUp, people, clock),
                new Attribution(queue, attributions, takeUp, clock),
                superseding(queue, clock),
                new SecondLooks(supersessions(), clock),
                new Hearing(
                        queue,
                        new RecordingLog(),
                        appeals(),
                        superseding(queue, clock),
                        Impartiality.EVERYBODYS,
                        people,
                        clock),
                appeals(),
                (platform, account) -> CompletableFuture.completedFuture(List.of()),
                new Reception(log, platforms, appeals(), queue, platform -> PolicyCodec.defaults()),
                QualityStubs.quality(queue, clock),
                bulk(desk, queue, people, clock),
                misuse(people, clock),
                notices(),
                Stub.of(
                        OnCalls.class,
                        Map.of(
                                "find",
                                args -> new OnCall(
                                        List.of("id-lead"),
                                        Instant.EPOCH,
                                        Duration.ofDays(7),
                                        List.of(new OnCall.StandIn(
                                                "id-admin", Instant.EPOCH, Instant.EPOCH.plusSeconds(1))),
                                        Map.of("id-lead", "lea@desk.example")))),
                FilingStubs.paperwork(queue, clock),
                InsightStubs.insights(clock),
                KeepingStubs.keeping(queue, clock),
                InsightStubs.exports());
    }

    private static Notices notices() {
        Notice parked = new Notice(
                ORDER,
                Action.State.FAILED,
                3,
                0,
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                Optional.of("failed"),
                Optional.of("no connection"));
        return Stub.of(
                Notices.class,
                Map.of(
                        "parked",
                        args -> List.of(parked),
                        "find",
                        args -> Optional.of(parked).filter(known -> ORDER.id().equals(args[1])),
                        "retry",
                        args -> true));
    }

    static Care care(People people, ReviewQueue queue, Clock clock) {
        return new Care(
                people,
                new InMemoryExposures(),
                queue,
                Impartiality.EVERYBODYS,
                platform -> PolicyCodec.defaults(),
                clock);
    }
}
