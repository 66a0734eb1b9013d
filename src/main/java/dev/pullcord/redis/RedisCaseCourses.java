package dev.pullcord.redis;

import dev.pullcord.enforcement.Action;
import dev.pullcord.insight.CaseCourse;
import dev.pullcord.insight.CaseCourses;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Decision;
import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.Risk;
import dev.pullcord.wire.StoredJson;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** How cases went, read from what is kept of each. */
public final class RedisCaseCourses implements CaseCourses {
    /** What is read of so many at once holds the connection's thread for milliseconds. */
    private static final int PAGE = 50;

    private static final double ENOUGH = 0.9; // of the most: nearer is not worth more counting
    private static final String[] FIELDS = {
        "opened_at_ms",
        "lane",
        "deadline_ms",
        "reason",
        "panic",
        "drill",
        "report_count",
        "first_claimed_at_ms",
        "decision_count",
        "risk",
        "moved_to"
    };

    private final RedisLink link;
    private final Keys keys;
    private final Damage damage;
    private final RedisOutbox outbox;

    RedisCaseCourses(RedisLink link, Keys keys, Damage damage, RedisOutbox outbox) {
        this.link = link;
        this.keys = keys;
        this.damage = damage;
        this.outbox = outbox;
    }

    private record Place(Partition partition, String caseId) {}

    @Override
    public CompletionStage<Read> since(Platform platform, Instant from, int most) {
        List<Partition> partitions = RedisReviewQueue.partitions(platform);
        return count(partitions, from)
                .thenCompose(count -> count <= most
                        ? CompletableFuture.completedFuture(from)
                        : newest(partitions).thenCompose(last -> {
                            long end = Math.max(
                                    from.toEpochMilli(),
                                    last.map(Instant::toEpochMilli).orElse(0L));
                            return narrowed(partitions, from.toEpochMilli(), end + 1, most);
                        }))
                .thenCompose(since -> places(partitions, since)
                        .thenCompose(places -> page(places, 0, new ArrayList<>()))
                        .thenApply(cases -> new Read(cases, since)));
    }

    /**
     * Since when there are no more than that, and nearly as many: looked for by halves.
     *
     * @param tooMany from there on there are more, ms
     * @param few from there on there are not, ms
     */
    private CompletionStage<Instant> narrowed(List<Partition> partitions, long tooMany, long few, int most) {
        if (few - tooMany <= 1) {
            return CompletableFuture.completedFuture(Instant.ofEpochMilli(few));
        }
        long middle = tooMany + (few - tooMany) / 2;
        return count(partitions, Instant.ofEpochMilli(middle)).thenCompose(count -> {
            if (count > most) {
                return narrowed(partitions, middle, few, most);
            }
            return count >= most * ENOUGH
                    ? CompletableFuture.completedFuture(Instant.ofEpochMilli(middle))
                    : narrowed(partitions, tooMany, middle, most);
        });
    }

    private CompletionStage<Long> count(List<Partition> partitions, Instant from) {
        return RedisReviewQueue.all(partitions.stream()
                        .map(partition -> link.commands()
                                .zcount(
                                        keys.cases(partition),
                                        Range.from(
                                                Range.Boundary.including(from.toEpochMilli()),
                                                Range.Boundary.unbounded()))
                                .toCompletableFuture())
                        .toList())
                .thenApply(counts -> counts.stream().mapToLong(Long::longValue).sum());
    }

    private CompletionStage<Optional<Instant>> newest(List<Partition> partitions) {
        return RedisReviewQueue.all(partitions.stream()
                        .map(partition -> link.commands()
                                .zrevrangeWithScores(keys.cases(partition), 0, 0)
                                .toCompletableFuture())
                        .toList())
                .thenApply(lists -> lists.stream()
                        .flatMap(List::stream)
                        .map(v -> Instant.ofEpochMilli((long) v.getScore()))
                        .max(Instant::compareTo));
    }

    private CompletionStage<List<Place>> places(List<Partition> partitions, Instant since) {
        return RedisReviewQueue.all(partitions.stream()
                        .map(partition -> link.commands()
                                .zrangebyscore(
                                        keys.cases(partition),
                                        Range.from(
                                                Range.Boundary.including(since.toEpochMilli()),
                                                Range.Boundary.unbounded()))
                                .thenApply(ids -> ids.stream()
                                        .map(id -> new Place(partition, id))
                                        .toList())
                                .toCompletableFuture())
                        .toList())
                .thenApply(lists -> lists.stream().flatMap(List::stream).toList());
    }

    private CompletionStage<List<CaseCourse>> page(List<Place> places, int from, List<CaseCourse> read) {
        List<Place> here = places.subList(from, Math.min(places.size(), from + PAGE));
        return RedisReviewQueue.all(here.stream()
                        .map(place -> one(place).toCompletableFuture())
                        .toList())
                .thenCompose(cases -> {
                    cases.forEach(found -> found.ifPresent(read::add));
                    int next = from + PAGE;
                    return next >= places.size() ? CompletableFuture.completedFuture(read) : page(places, next, read);
                });
    }

    private CompletionStage<Optional<CaseCourse>> one(Place place) {
        return link.commands()
                .hmget(keys.reviewCase(place.partition(), place.caseId()), FIELDS)
                .thenCompose(fields -> {
                    Map<String, String> known = new HashMap<>();
                    fields.stream()
                            .filter(KeyValue::hasValue)
                            .forEach(field -> known.put(field.getKey(), field.getValue()));
                    if (known.containsKey("moved_to")) { // it goes on as another case, which is counted
                        return CompletableFuture.completedFuture(Optional.empty());
                    }
                    if (known.getOrDefault("decision_count", "0").equals("0")) {
                        return CompletableFuture.completedFuture(read(place, known, List.of(), List.of()));
                    }
                    return link.commands()
                            .lrange(keys.decisions(place.partition(), place.caseId()), 0, -1)
                            .thenCombine(
                                    outbox.ofCase(place.partition(), place.caseId()),
                                    (decisions, actions) -> read(place, known, decisions, actions));
                });
    }

    private Optional<CaseCourse> read(
            Place place, Map<String, String> known, List<String> decisions, List<Action> actions) {
        return damage.pass("case", place.caseId(), () -> course(place, known, decisions, actions));
    }

    private static CaseCourse course(
            Place place, Map<String, String> known, List<String> written, List<Action> actions) {
        List<Decision> decisions = written.stream()
                .map(json -> StoredJson.read(json, Decision.class))
                .toList();
        boolean panic = "1".equals(known.get("panic"));
        long reports = Long.parseLong(known.getOrDefault("report_count", "0"));
        Optional<Decision> last = decisions.stream().reduce((one, next) -> next);
        return new CaseCourse(
                place.caseId(),
                time(known.get("opened_at_ms")),
                known.get("lane"),
                time(known.get("deadline_ms")),
                Optional.ofNullable(known.get("reason")).flatMap(Reason::ofCode),
                panic
                        ? CaseCourse.Voice.PANIC
                        : reports > 1
                                ? CaseCourse.Voice.FLAGS
                                : reports == 1 ? CaseCourse.Voice.FLAG : CaseCourse.Voice.NONE,
                "1".equals(known.get("drill")),
                signals(known.get("risk")),
                Optional.ofNullable(known.get("first_claimed_at_ms")).map(RedisCaseCourses::time),
                decisions.stream().findFirst().map(Decision::decidedAt),
                last.filter(d -> !takenBack(d)).map(Decision::outcome),
                overturned(decisions),
                actions.stream().map(RedisCaseCourses::step).toList());
    }

    /** What was taken back at once may say nothing: its case waits in its queue again. */
    private static boolean takenBack(Decision decision) {
        return decision.course().cause().filter(c -> c == Decision.Cause.UNDO).isPresent();
    }

    private static Optional<Decision.Cause> overturned(List<Decision> decisions) {
        return decisions.stream()
                .flatMap(d -> d.course().cause().stream())
                .filter(cause -> cause != Decision.Cause.UNDO)
                .reduce((one, next) -> next);
    }

    private static Set<String> signals(String risk) {
        return risk == null
                ? Set.of()
                : StoredJson.read(risk, Risk.class).contributions().stream()
                        .filter(c -> c.counts() > 0)
                        .map(Contribution::signal)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static CaseCourse.Step step(Action action) {
        boolean done = action.state() == Action.State.ANSWERED
                && action.lastStatus()
                        .flatMap(ActionResult.Status::ofCode)
                        .filter(s -> s == ActionResult.Status.DONE || s == ActionResult.Status.ALREADY_DONE)
                        .isPresent();
        CaseCourse.End end = switch (action.state()) {
            case PENDING, TRYING -> CaseCourse.End.WAITING;
            case FAILED -> CaseCourse.End.FAILED;
            case ANSWERED -> done ? CaseCourse.End.DONE : CaseCourse.End.OTHER;
        };
        return new CaseCourse.Step(
                action.order().type(),
                end,
                action.createdAt(),
                done ? action.trail().endedAt() : Optional.empty());
    }

    private static Instant time(String ms) {
        return Instant.ofEpochMilli(Long.parseLong(ms));
    }
}
