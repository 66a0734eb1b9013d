package dev.pullcord.redis;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.evidence.Filing;
import dev.pullcord.evidence.FilingState;
import dev.pullcord.evidence.KeptCase;
import dev.pullcord.evidence.KeptCase.Waits;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Review;
import dev.pullcord.review.StandingChange.Right;
import dev.pullcord.review.Strike;
import dev.pullcord.wire.StoredJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Reads all that a case left, and where. */
final class KeptCases {
    private static final int TIMELINE = 200; // entries looked at for when a meeting's case was attributed

    private final RedisLink link;
    private final Keys keys;
    private final Damage damage;
    private final RedisFilings filings;
    private final RedisAuditLog audit;

    KeptCases(RedisLink link, Keys keys, Damage damage, RedisFilings filings, RedisAuditLog audit) {
        this.link = link;
        this.keys = keys;
        this.damage = damage;
        this.filings = filings;
        this.audit = audit;
    }

    /**
     * All of a case.
     *
     * @param whole the case itself
     * @param kept what its clocks hang on
     * @param filingFields how many fields its filings have
     * @param decisions ids
     * @param actions ids
     * @param notices ids
     * @param filings ids
     * @param reviews ids
     * @param standing fields of its account's standing that say nothing any more
     * @param payouts such fields of what is paid out to it
     */
    record Found(
            Case whole,
            KeptCase kept,
            int filingFields,
            List<String> decisions,
            Set<String> actions,
            Set<String> notices,
            List<String> filings,
            List<String> reviews,
            List<String> standing,
            List<String> payouts) {}

    /** What was read of it, one for each key. */
    private record Read(
            List<Decision> decisions,
            List<Appeal> appeals,
            List<Filing> filings,
            int filingFields,
            Set<String> actions,
            Set<String> notices,
            Optional<Strike> strike,
            Map<String, String> standing,
            Map<String, String> payouts,
            boolean moving,
            boolean moves,
            List<AuditEntry> timeline) {}

    /** An ended case; empty when there is none, it is open, or it cannot be read. */
    CompletionStage<Optional<Found>> find(Platform platform, Partition partition, String caseId, Instant now) {
        return link.commands()
                .hgetall(keys.reviewCase(partition, caseId))
                .thenApply(hash -> damage.pass("case", caseId, () -> CaseFields.read(partition, hash))
                        .flatMap(found -> found))
                .thenCompose(found -> found.filter(KeptCases::ended).isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : read(platform, found.get())
                                .thenApply(read ->
                                        damage.pass("case", caseId, () -> found(platform, found.get(), read, now))));
    }

    private static boolean ended(Case c) {
        return c.state() == CaseState.DECIDED || c.state() == CaseState.CLOSED;
    }

    private CompletableFuture<Map<String, String>> standing(Case c, Right right) {
        return c.account()
                .map(account -> link.commands()
                        .hgetall(keys.standing(c.partition(), right, account))
                        .toCompletableFuture())
                .orElseGet(() -> CompletableFuture.completedFuture(Map.of()));
    }

    /** What a case says of payouts, once it holds none any more. */
    private static List<String> payouts(Case c, Map<String, String> said, Instant now) {
        long until = Long.parseLong(said.getOrDefault(c.id() + ":until_ms", "0"));
        boolean holds = "1".equals(said.get(c.id() + ":suspended")) && (until == 0 || until > now.toEpochMilli());
        return holds
                ? List.of()
                : said.keySet().stream()
                        .filter(field -> field.startsWith(c.id() + ':'))
                        .toList();
    }

    private CompletionStage<Read> read(Platform platform, Case c) {
        Partition partition = c.partition();
        String id = c.id();
        CompletableFuture<List<String>> decisions =
                link.commands().lrange(keys.decisions(partition, id), 0, -1).toCompletableFuture();
        CompletableFuture<Map<String, String>> appeals =
                link.commands().hgetall(keys.caseAppeals(partition, id)).toCompletableFuture();
        CompletableFuture<List<Filing>> filed = filings.ofCase(platform, id).toCompletableFuture();
        CompletableFuture<Long> filingFields =
                link.commands().hlen(keys.filings(partition, id)).toCompletableFuture();
        CompletableFuture<List<String>> actions =
                link.commands().hkeys(keys.actions(partition, id)).toCompletableFuture();
        CompletableFuture<List<String>> notices =
                link.commands().hkeys(keys.notices(partition, id)).toCompletableFuture();
        CompletableFuture<String> strike = c.account()
                .map(account -> link.commands()
                        .hget(keys.strikes(partition, account), id)
                        .toCompletableFuture())
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        CompletableFuture<Map<String, String>> standing = standing(c, Right.JOINING);
        CompletableFuture<Map<String, String>> payouts = standing(c, Right.PAYOUT);
        CompletableFuture<Double> untold =
                link.commands().zscore(keys.untold(partition), id).toCompletableFuture();
        CompletableFuture<Double> attributed =
                link.commands().zscore(keys.attributed(partition), id).toCompletableFuture();
        CompletableFuture<List<AuditEntry>> timeline = c.decisionCount() > 0
                ? CompletableFuture.completedFuture(List.of())
                : audit.timeline(partition, id, TIMELINE).toCompletableFuture();
        return CompletableFuture.allOf(
                        decisions,
                        appeals,
                        filed,
                        filingFields,
                        actions,
                        notices,
                        strike,
                        standing,
                        payouts,
                        untold,
                        attributed,
                        timeline)
                .thenCompose(ready -> {
                    Set<String> ids = ids(id, actions.join());
                    return moves(partition, ids)
                            .thenApply(moves -> new Read(
                                    decisions.join().stream()
                                            .map(json -> StoredJson.read(json, Decision.class))
                                            .toList(),
                                    appeals.join().values().stream()
                                            .filter(value -> value.startsWith("{"))
                                            .map(json -> StoredJson.read(json, Appeal.class))
                                            .toList(),
                                    filed.join(),
                                    Math.toIntExact(filingFields.join()),
                                    ids,
                                    ids(id, notices.join()),
                                    Optional.ofNullable(strike.join()).map(json -> StoredJson.read(json, Strike.class)),
                                    standing.join(),
                                    payouts.join(),
                                    untold.join() != null || attributed.join() != null,
                                    moves,
                                    timeline.join()));
                });
    }

    /** Whether any of these actions is on its way, or to be taken back. */
    private CompletionStage<Boolean> moves(Partition partition, Set<String> actions) {
        List<CompletableFuture<Double>> reads = Stream.of(
                        keys.outbox(partition), keys.ends(partition), keys.watched(partition))
                .flatMap(key -> actions.stream()
                        .map(action -> link.commands().zscore(key, action).toCompletableFuture()))
                .toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(ready -> reads.stream().anyMatch(read -> read.join() != null));
    }

    /** Fields are {@code suffix:word}; an id is the case's and the suffix. */
    private static Set<String> ids(String caseId, List<String> fields) {
        Set<String> ids = new TreeSet<>();
        fields.forEach(field -> ids.add(caseId + '.' + field.substring(0, field.indexOf(':'))));
        return ids;
    }

    private Found found(Platform platform, Case c, Read read, Instant now) {
        Set<Waits> waits = EnumSet.noneOf(Waits.class);
        if (read.filings().stream().anyMatch(f -> !f.state().over() && f.state() != FilingState.SUBMITTED)) {
            waits.add(Waits.FILING);
        }
        if (read.moves()) {
            waits.add(Waits.ACTION);
        }
        if (read.moving()) {
            waits.add(Waits.REPORTS);
        }
        List<Decision> decisions = read.decisions();
        Optional<Instant> suspendedUntil = Optional.empty();
        List<String> standing = new ArrayList<>();
        if ("1".equals(read.standing().get(c.id() + ":suspended"))) {
            long until = Long.parseLong(read.standing().get(c.id() + ":until_ms"));
            long decided = Long.parseLong(read.standing().get(c.id() + ":decided_at_ms"));
            boolean lifted = Long.parseLong(read.standing().getOrDefault("lifted_at_ms", "0")) > decided;
            if (!lifted && until > now.toEpochMilli()) {
                suspendedUntil = Optional.of(Instant.ofEpochMilli(until));
            }
            if (!lifted && until == 0) {
                standing = null; // for good: the account stays out, though nobody knows any more why
            }
        }
        if (standing != null) {
            read.standing().keySet().stream()
                    .filter(field -> field.startsWith(c.id() + ':'))
                    .forEach(standing::add);
        }
        Optional<Instant> strikeUntil = read.strike().map(Strike::expiresAt);
        KeptCase kept = new KeptCase(
                c.id(),
                c.partition(),
                c.version(),
                c.account(),
                endedAt(c, read),
                !decisions.isEmpty() && decisions.get(decisions.size() - 1).outcome() == Outcome.VIOLATION,
                read.filings().stream()
                        .flatMap(f -> f.progress().submittedAt().stream())
                        .max(Instant::compareTo),
                Stream.concat(strikeUntil.stream(), suspendedUntil.stream()).max(Instant::compareTo),
                waits,
                Map.of(
                        "reports",
                        Math.toIntExact(c.reportCount()),
                        "decisions",
                        decisions.size(),
                        "actions",
                        read.actions().size(),
                        "filings",
                        read.filings().size()));
        return new Found(
                c,
                kept,
                read.filingFields(),
                decisions.stream().map(Decision::id).toList(),
                read.actions(),
                read.notices(),
                read.filings().stream().map(Filing::id).toList(),
                decisions.stream()
                        .map(d -> Review.id(platform, c.partition(), d.id()))
                        .toList(),
                standing == null ? List.of() : standing,
                payouts(c, read.payouts(), now));
    }

    /** When the last was concluded: a decision, an appeal against it, or that it is about somebody's account. */
    private static Instant endedAt(Case c, Read read) {
        Stream<Instant> concluded = Stream.of(
                        read.decisions().stream().map(Decision::decidedAt),
                        read.appeals().stream().map(Appeal::filedAt),
                        read.appeals().stream().flatMap(appeal -> appeal.heardAt().stream()),
                        read.timeline().stream()
                                .filter(entry -> entry.draft().verb().equals("case_attributed"))
                                .map(entry -> entry.draft().at()))
                .flatMap(times -> times);
        return concluded.max(Instant::compareTo).orElse(c.openedAt());
    }
}
