package dev.pullcord.web;

import dev.pullcord.intake.RecordingLog;
import dev.pullcord.intake.Rosters;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Appeals;
import dev.pullcord.review.Assigned;
import dev.pullcord.review.Assignments;
import dev.pullcord.review.Attribution;
import dev.pullcord.review.Attributions;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Handover;
import dev.pullcord.review.Handovers;
import dev.pullcord.review.Hearing;
import dev.pullcord.review.Measures;
import dev.pullcord.review.People;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.SecondLooks;
import dev.pullcord.review.Superseding;
import dev.pullcord.review.Supersessions;
import dev.pullcord.review.TakeUp;
import dev.pullcord.wire.PolicyCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What becomes of cases besides being decided, on ports that say yes. */
final class LifeStubs {
    private LifeStubs() {}

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
                platform -> PolicyCodec.defaults(),
                partition -> {},
                clock);
    }

    private static Appeals appeals() {
        Appeal open = new Appeal(
                FilledDesk.CASE + ".d1.p1",
                FilledDesk.CASE + ".d1",
                Appeal.Party.ACCOUNT,
                Optional.empty(),
                "it was not me",
                Instant.EPOCH,
                Instant.EPOCH,
                Appeal.State.OPEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "id-moderator",
                Optional.empty());
        return Stub.of(
                Appeals.class,
                Map.of(
                        "file",
                        args -> new Appeals.Filing.Filed(open),
                        "find",
                        args -> Optional.of(open).filter(known -> known.id().equals(args[1])),
                        "ofCase",
                        args -> List.of(open),
                        "open",
                        args -> List.of(open),
                        "answer",
                        args -> true,
                        "counts",
                        args -> Map.of("id-moderator", Map.of("filed", 1L))));
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

    static WebServer.Life life(ReviewQueue queue, People people, Clock clock) {
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
                new Hearing(queue, new RecordingLog(), appeals(), superseding(queue, clock), clock),
                appeals(),
                (platform, account) -> CompletableFuture.completedFuture(List.of()),
                FilingStubs.paperwork(queue, clock));
    }
}
