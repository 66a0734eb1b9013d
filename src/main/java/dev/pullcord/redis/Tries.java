package dev.pullcord.redis;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Outbox;
import dev.pullcord.enforcement.Patience;
import dev.pullcord.intake.Partition;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Moderator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** How whatever leaves the house is tried, on Redis: actions and notices alike, each under keys of their own. */
final class Tries {
    private enum Begin {
        BEGUN,
        NOT_DUE,
        HELD
    }

    private enum Recorded {
        RECORDED,
        OUTRUN
    }

    private enum Retry {
        DUE,
        NOT_FAILED
    }

    private enum Settle {
        SETTLED,
        NOT_FAILED
    }

    private enum Unsettle {
        PARKED,
        NOT_SETTLED,
        SUPERSEDED
    }

    private final Under under;
    private final String what;
    private final AuditedScript audited;
    private final Script beginTry;
    private final Script recordTry;
    private final Script retryAction;
    private final Script settleAction;
    private final Script unsettleAction;

    /** The keys of one kind of what leaves. */
    interface Under {
        /** hash of a case's, "suffix:field" */
        String ofCase(Partition partition, String caseId);

        /** zset of those on their way */
        String onTheirWay(Partition partition);

        /** zset of those given up */
        String givenUp(Partition partition);

        /** zset of those that are looked at again after their answer */
        String watched(Partition partition);
    }

    /** @param what begins the verbs of the audit entries: {@code action} or {@code notice} */
    Tries(RedisLink link, AuditedScript audited, String what, Under under) {
        this.under = under;
        this.what = what;
        this.audited = audited;
        this.beginTry = new Script(link, "begin_try");
        this.recordTry = new Script(link, "record_try");
        this.retryAction = new Script(link, "retry_action");
        this.settleAction = new Script(link, "settle_action");
        this.unsettleAction = new Script(link, "unsettle_action");
    }

    /**
     * Whether the try is this caller's.
     *
     * @param patience how long steps of a plan wait for those ahead of them
     */
    CompletionStage<Boolean> begin(Partition partition, String id, Instant now, Instant retryAt, Patience patience) {
        return beginTry.run(
                        List.of(under.ofCase(partition, CaseId.caseOf(id)), under.onTheirWay(partition)),
                        List.of(
                                id,
                                suffix(id),
                                CaseFields.millis(now),
                                CaseFields.millis(retryAt),
                                Long.toString(patience.step().toMillis()),
                                Long.toString(patience.plan().toMillis()),
                                Integer.toString(patience.tries())))
                .thenApply(words -> Script.word(Begin.class, words.get(0)) == Begin.BEGUN);
    }

    /**
     * What a try came to.
     *
     * @param more what the audit entry says beside the try
     * @param lookAt when to look whether it took effect
     */
    CompletionStage<Void> record(
            Partition partition,
            String id,
            int tries,
            Enforcer.Ending ending,
            Map<String, String> more,
            Optional<Instant> lookAt,
            Instant now) {
        String caseId = CaseId.caseOf(id);
        TreeMap<String, String> said = new TreeMap<>(more);
        said.put(what + "Id", id);
        said.put("try", Integer.toString(tries));
        said.put("status", ending.status());
        said.put("state", ending.state().word());
        if (!ending.detail().isEmpty()) {
            said.put("detail", ending.detail());
        }
        ending.retryAt().ifPresent(at -> said.put("retryAt", at.toString()));
        return audited.run(
                        recordTry,
                        "recorded",
                        chain(partition, ChainId.Hand.DISPATCH),
                        AuditDraft.byService(now, what + "_tried", caseId, said),
                        List.of(
                                under.ofCase(partition, caseId),
                                under.onTheirWay(partition),
                                under.givenUp(partition),
                                under.watched(partition)),
                        List.of(
                                id,
                                suffix(id),
                                Integer.toString(tries),
                                ending.state().word(),
                                ending.status(),
                                ending.detail().isEmpty() ? "" : CaseKeys.its(ending.detail()),
                                ending.retryAt().map(CaseFields::millis).orElse("0"),
                                CaseFields.millis(now),
                                lookAt.map(CaseFields::millis).orElse("0")))
                .thenAccept(reply -> Script.word(Recorded.class, reply.word()));
    }

    /** Whether it had been given up. */
    CompletionStage<Boolean> retry(Partition partition, String id, Moderator by, Instant now) {
        String caseId = CaseId.caseOf(id);
        AuditDraft draft = draft(now, by, "_retried", id, Map.of());
        return audited.run(
                        retryAction,
                        "due",
                        chain(partition, ChainId.Hand.DESK),
                        draft,
                        List.of(under.ofCase(partition, caseId), under.onTheirWay(partition), under.givenUp(partition)),
                        List.of(id, suffix(id), CaseFields.millis(now)))
                .thenApply(reply -> Script.word(Retry.class, reply.word()) == Retry.DUE);
    }

    /** Whether it had been given up. */
    CompletionStage<Boolean> settle(
            Partition partition,
            String id,
            String status,
            Moderator by,
            String reason,
            Optional<Instant> lookAt,
            Instant now) {
        String caseId = CaseId.caseOf(id);
        AuditDraft draft = draft(now, by, "_settled", id, Map.of("status", status, "reason", reason));
        return audited.run(
                        settleAction,
                        "settled",
                        chain(partition, ChainId.Hand.DESK),
                        draft,
                        List.of(under.ofCase(partition, caseId), under.givenUp(partition), under.watched(partition)),
                        List.of(
                                id,
                                suffix(id),
                                status,
                                CaseFields.millis(now),
                                lookAt.map(CaseFields::millis).orElse("0")))
                .thenApply(reply -> Script.word(Settle.class, reply.word()) == Settle.SETTLED);
    }

    /** @param ofCase the key of the case itself */
    CompletionStage<Outbox.Unsettled> unsettle(
            Partition partition, String id, String ofCase, Moderator by, String reason, Instant now) {
        return audited.run(
                        unsettleAction,
                        "parked",
                        chain(partition, ChainId.Hand.DESK),
                        draft(now, by, "_unsettled", id, Map.of("reason", reason)),
                        List.of(
                                ofCase,
                                under.ofCase(partition, CaseId.caseOf(id)),
                                under.givenUp(partition),
                                under.watched(partition)),
                        List.of(
                                id,
                                suffix(id),
                                CaseId.decisionOf(id)
                                        .map(decision -> Integer.toString(CaseId.numberOf(decision)))
                                        .orElse(""),
                                CaseFields.millis(now)))
                .thenApply(reply -> switch (Script.word(Unsettle.class, reply.word())) {
                    case PARKED -> Outbox.Unsettled.PARKED;
                    case NOT_SETTLED -> Outbox.Unsettled.NOT_SETTLED;
                    case SUPERSEDED -> Outbox.Unsettled.SUPERSEDED;
                });
    }

    private AuditDraft draft(Instant now, Moderator by, String done, String id, Map<String, String> more) {
        TreeMap<String, String> detail = new TreeMap<>(more);
        detail.put(what + "Id", id);
        return new AuditDraft(now, by.id(), by.role().word(), what + done, Optional.of(CaseId.caseOf(id)), detail);
    }

    private static ChainId chain(Partition partition, ChainId.Hand hand) {
        return new ChainId(partition.platform(), partition.number(), hand);
    }

    /** What an id has after its case's. */
    static String suffix(String id) {
        return id.substring(CaseId.caseOf(id).length() + 1);
    }
}
