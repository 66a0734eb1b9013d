package dev.pullcord.evidence;

import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.Strike;
import dev.pullcord.review.Strikes;
import dev.pullcord.review.SubjectFile;
import dev.pullcord.review.Weighed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What an account may be told that is known of it. Never who reported it, nor that somebody did: no report, no reporter, no other account,
 * nothing the account itself reported (whoever has taken it over reads along), no open case, and no decision of which somebody said
 * that the account must not hear. Thread-safe.
 */
public final class SubjectAccess {
    private static final int CASES = 200;
    private static final int EVENTS = 1_000;

    /** What others did, or people concluded of the account's own flags. */
    private static final Set<Observation.Kind> OF_OTHERS = EnumSet.of(
            Observation.Kind.BLOCKED,
            Observation.Kind.FLAG_JUDGED,
            Observation.Kind.FLAGS_LOWERED,
            Observation.Kind.ORIGIN_SHARED);

    private final ReviewQueue queue;
    private final Strikes strikes;
    private final EventLog log;
    private final Files files;
    private final ActivePolicies active;
    private final Clock clock;

    public SubjectAccess(
            ReviewQueue queue, Strikes strikes, EventLog log, Files files, ActivePolicies active, Clock clock) {
        this.queue = queue;
        this.strikes = strikes;
        this.log = log;
        this.files = files;
        this.active = active;
        this.clock = clock;
    }

    /** Where what events added up to is read. */
    public interface Files {
        CompletionStage<List<SubjectFile>> load(Partition partition, List<Subject> subjects);
    }

    /**
     * Something that was observed.
     *
     * @param at when it happened
     * @param kind what it was
     * @param amount what was paid
     * @param attributes what the platform said of it
     */
    public record Seen(
            Instant at, Observation.Kind kind, Optional<Observation.Amount> amount, Map<String, Object> attributes) {}

    /**
     * It was in a meeting.
     *
     * @param at when that happened
     * @param kind that it came, went, was removed, or sent something
     * @param meetingId where
     * @param role as what
     */
    public record Attended(Instant at, MeetingEvent.Kind kind, String meetingId, Optional<String> role) {}

    /**
     * A part of it.
     *
     * @param decisions the last word on each case that may be told; with the first part
     * @param strikes what counts against it; with the first part
     * @param weighed what adds to its risk and may be told; with the first part
     * @param observed what the platform said it saw, oldest first
     * @param meetings when it came and went where, oldest first in each partition
     * @param next where to go on; absent when that was all. May be there though nothing was found
     */
    public record Part(
            List<Decision> decisions,
            List<Strike> strikes,
            List<Weighed> weighed,
            List<Seen> observed,
            List<Attended> meetings,
            Optional<String> next) {
        public Part {
            decisions = List.copyOf(decisions);
            strikes = List.copyOf(strikes);
            weighed = List.copyOf(weighed);
            observed = List.copyOf(observed);
            meetings = List.copyOf(meetings);
        }
    }

    /**
     * Where to go on: its own partition has what was observed of it, any of them a meeting that it was in.
     *
     * @param partition which log
     * @param logId after what
     */
    private record Place(int partition, String logId) {
        static Place of(int own, Optional<String> cursor) {
            return cursor.map(text -> text.split("\\.", 2))
                    .map(two -> new Place(Integer.parseInt(two[0]), two[1]))
                    .orElseGet(() -> new Place(own, LogIds.START));
        }

        /** The next one after its own, in their order and round. */
        Optional<Place> after(int own, int partitions) {
            int next = (partition + 1) % partitions;
            return next == own ? Optional.empty() : Optional.of(new Place(next, LogIds.START));
        }

        String cursor() {
            return partition + "." + logId;
        }
    }

    /**
     * The next part; the first one without a cursor.
     *
     * @param cursor as the part before said; of a partition that there is
     */
    public CompletionStage<Part> part(Platform platform, String account, Optional<String> cursor) {
        Subject subject = Subject.account(account);
        Partition own = subject.partition(platform);
        Place place = Place.of(own.number(), cursor);
        if (place.partition() >= platform.partitions()) {
            return CompletableFuture.completedFuture(new Part(
                    List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty())); // never told by us
        }
        CompletionStage<Part> seen = log.read(new Partition(platform.id(), place.partition()), place.logId(), EVENTS)
                .thenApply(read -> part(account, read, next(place, own.number(), platform.partitions(), read)));
        if (cursor.isPresent()) {
            return seen;
        }
        Instant now = clock.instant();
        CompletionStage<List<Weighed>> weighed = files.load(own, List.of(subject))
                .thenApply(found -> Weighed.of(active.of(platform.id()), found.get(0), now));
        return decisions(platform, account, Optional.empty(), new ArrayList<>())
                .thenCombine(
                        strikes.of(platform, account),
                        (told, counted) -> weighed.thenCombine(
                                seen,
                                (adds, part) -> new Part(
                                        told,
                                        counted.stream()
                                                .filter(strike ->
                                                        told.stream().anyMatch(d -> d.id().equals(strike.decisionId())))
                                                .toList(),
                                        adds,
                                        part.observed(),
                                        part.meetings(),
                                        part.next())))
                .thenCompose(all -> all);
    }

    private static Optional<String> next(Place place, int own, int partitions, List<LoggedEvent> read) {
        return read.size() < EVENTS
                ? place.after(own, partitions).map(Place::cursor)
                : Optional.of(
                        new Place(place.partition(), read.get(read.size() - 1).logId()).cursor());
    }

    private CompletionStage<List<Decision>> decisions(
            Platform platform, String account, Optional<String> cursor, List<Decision> told) {
        ReviewQueue.Filter its = new ReviewQueue.Filter(
                Optional.empty(), Optional.empty(), Optional.of(account), Optional.empty(), Optional.empty());
        return queue.search(platform, its, cursor, CASES).thenCompose(page -> {
            CompletionStage<Void> all = CompletableFuture.completedFuture(null);
            for (Case one : page.items()) {
                if (one.state() == CaseState.DECIDED || one.state() == CaseState.CLOSED) {
                    all = all.thenCompose(done -> queue.decisions(platform, one.id()))
                            .thenAccept(of -> of.stream()
                                    .reduce((earlier, later) -> later)
                                    .filter(last -> last.suppressNotice().isEmpty())
                                    .ifPresent(told::add));
                }
            }
            return all.thenCompose(done -> page.next().isPresent()
                    ? decisions(platform, account, page.next(), told)
                    : CompletableFuture.completedFuture(told));
        });
    }

    private static Part part(String account, List<LoggedEvent> read, Optional<String> next) {
        List<Seen> seen = new ArrayList<>();
        List<Attended> meetings = new ArrayList<>();
        for (LoggedEvent logged : read) {
            Instant at = logged.event().time();
            if (logged.event().body() instanceof Observation observed
                    && observed.account().equals(account)
                    && !OF_OTHERS.contains(observed.kind())) {
                seen.add(new Seen(at, observed.kind(), observed.amount(), observed.attributes()));
            }
            if (logged.event().body() instanceof MeetingEvent meeting) {
                meeting.participant()
                        .filter(party -> party.accountId().equals(Optional.of(account)))
                        .ifPresent(party -> meetings.add(new Attended(
                                at, meeting.kind(), meeting.meeting().id(), party.role())));
            }
        }
        return new Part(List.of(), List.of(), List.of(), seen, meetings, next);
    }
}
