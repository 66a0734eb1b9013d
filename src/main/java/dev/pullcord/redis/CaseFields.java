package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Claim;
import dev.pullcord.review.Placement;
import dev.pullcord.review.Proposal;
import dev.pullcord.risk.Risk;
import dev.pullcord.wire.StoredJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** How a case is laid out in its hash: a word a field, units in the names, absent fields left out. */
final class CaseFields {
    private CaseFields() {}

    /** Reads a case; empty when there is none. */
    static CompletionStage<Optional<Case>> find(
            RedisLink link, Keys keys, Damage damage, Partition partition, String caseId) {
        return link.commands()
                .hgetall(keys.reviewCase(partition, caseId))
                .thenApply(hash -> damage.need("case", caseId, () -> read(partition, hash)));
    }

    /** The case of this hash; empty when there is none. */
    static Optional<Case> read(Partition partition, Map<String, String> hash) {
        if (!hash.containsKey("state")) {
            return Optional.empty();
        }
        String subjectId = need(hash, "subject_id");
        Subject subject =
                new Subject(Subject.Kind.valueOf(need(hash, "subject_kind").toUpperCase(Locale.ROOT)), subjectId);
        return Optional.of(new Case(
                need(hash, "id"),
                partition,
                subject,
                some(hash, "account"),
                CaseState.ofWord(need(hash, "state")).orElseThrow(),
                new Placement(
                        Place.queue(need(hash, "queue")),
                        need(hash, "lane"),
                        Integer.parseInt(need(hash, "precedence")),
                        Integer.parseInt(need(hash, "tier")),
                        Place.needs(need(hash, "queue")),
                        time(hash, "deadline_ms")),
                time(hash, "opened_at_ms"),
                some(hash, "reason").flatMap(Reason::ofCode),
                flag(hash, "panic"),
                flag(hash, "immediate_danger"),
                flag(hash, "minor_involved"),
                flag(hash, "drill"),
                Long.parseLong(hash.getOrDefault("report_count", "0")),
                some(hash, "meeting"),
                some(hash, "risk").map(r -> StoredJson.read(r, Risk.class)).orElse(Risk.NONE),
                some(hash, "claim_token")
                        .map(token -> new Claim(need(hash, "claim_holder"), token, time(hash, "claim_expires_at_ms"))),
                proposal(hash),
                need(hash, "policy_version"),
                Integer.parseInt(hash.getOrDefault("decision_count", "0")),
                Integer.parseInt(hash.getOrDefault("skips", "0")),
                Long.parseLong(need(hash, "version")),
                marks(hash)));
    }

    /** What waits for a second person: the case's decision, or a correction of the one that counts. */
    private static Optional<Proposal> proposal(Map<String, String> hash) {
        String state = hash.get("state");
        if (CaseState.AWAITING_APPROVAL.word().equals(state)) {
            return some(hash, "proposal").map(p -> StoredJson.read(p, Proposal.class));
        }
        return some(hash, "correction")
                .filter(c -> CaseState.ofWord(state)
                                .filter(CaseState.from(CaseState.Move.CORRECT)::contains)
                                .isPresent()
                        && need(hash, "correction_count").equals(hash.get("decision_count")))
                .map(c -> StoredJson.read(c, Proposal.class));
    }

    private static Case.Marks marks(Map<String, String> hash) {
        return new Case.Marks(
                some(hash, "snooze_expires_at_ms")
                        .filter(until -> CaseState.SNOOZED.word().equals(hash.get("state")))
                        .map(until -> Instant.ofEpochMilli(Long.parseLong(until))),
                some(hash, "moved_to"),
                some(hash, "assigned_to")
                        .filter(to -> CaseState.ofWord(hash.get("state"))
                                .filter(CaseState::waiting)
                                .isPresent()),
                Long.parseLong(hash.getOrDefault("looks", "0")));
    }

    /**
     * The case that its subject says is open.
     *
     * @throws dev.pullcord.review.Damaged if there is none, or it cannot be read
     */
    static Case readOpen(Damage damage, Partition partition, String caseId, Map<String, String> hash) {
        return damage.need(
                "case", caseId, () -> read(partition, hash).orElseThrow(() -> new IllegalStateException("is missing")));
    }

    /** What a new case is born with, whatever opens it, as field and value in turn. */
    static List<String> birth(String caseId, Subject subject, Instant openedAt, String policyVersion) {
        List<String> pairs = new ArrayList<>(List.of(
                "id",
                caseId,
                "subject_kind",
                subject.kind().name().toLowerCase(Locale.ROOT),
                "subject_id",
                subject.id(),
                "opened_at_ms",
                millis(openedAt),
                "policy_version",
                policyVersion,
                "state",
                CaseState.QUEUED.word(),
                "decision_count",
                "0"));
        if (subject.kind() == Subject.Kind.ACCOUNT) {
            pairs.addAll(List.of("account", subject.id()));
        }
        return pairs;
    }

    static List<String> placement(Placement p) {
        return List.of(
                "queue",
                Place.of(p),
                "lane",
                p.lane(),
                "precedence",
                Integer.toString(p.precedence()),
                "tier",
                Integer.toString(p.tier()),
                "deadline_ms",
                millis(p.deadline()));
    }

    /** What its reports say of it. */
    static List<String> facts(
            Optional<Reason> reason,
            boolean panic,
            boolean immediateDanger,
            boolean minorInvolved,
            boolean drill,
            Optional<String> meeting) {
        List<String> pairs = new ArrayList<>(List.of(
                "panic",
                flag(panic),
                "immediate_danger",
                flag(immediateDanger),
                "minor_involved",
                flag(minorInvolved),
                "drill",
                flag(drill)));
        reason.ifPresent(r -> pairs.addAll(List.of("reason", r.code())));
        meeting.ifPresent(m -> pairs.addAll(List.of("meeting", m)));
        return pairs;
    }

    static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    static String flag(boolean value) {
        return value ? "1" : "0";
    }

    private static boolean flag(Map<String, String> hash, String field) {
        return "1".equals(hash.get(field));
    }

    private static Instant time(Map<String, String> hash, String field) {
        return Instant.ofEpochMilli(Long.parseLong(need(hash, field)));
    }

    private static Optional<String> some(Map<String, String> hash, String field) {
        return Optional.ofNullable(hash.get(field));
    }

    private static String need(Map<String, String> hash, String field) {
        String value = hash.get(field);
        if (value == null) {
            throw new IllegalStateException("a case's " + field + " is missing");
        }
        return value;
    }
}
