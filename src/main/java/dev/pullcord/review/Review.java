package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One blind second look at a closed case: a drawn one's, or a gold case's, whose answer is known. Its id and shape are the same
 * for both, so that who is given it cannot tell.
 *
 * @param id {@code r00f-} and 32 hex digits
 * @param caseId the case
 * @param decisionId the decision that is compared with, which nobody sees before he has answered
 * @param gold whether it is compared with a lead's answer and not with that decision
 * @param reason what was reported, for the agreement by reason
 * @param first what it is compared with
 * @param decidedAt when that was concluded: the case is shown as it was then
 * @param drawnAt when it was drawn
 * @param state how far it is
 * @param reviewer who has it, or answered it
 * @param until when it goes back unless it is answered
 * @param answer what he concluded
 * @param peeked whether he opened the case itself before he answered: then it is no second opinion
 */
public record Review(
        String id,
        String caseId,
        String decisionId,
        boolean gold,
        Optional<Reason> reason,
        Verdict first,
        Instant decidedAt,
        Instant drawnAt,
        State state,
        Optional<String> reviewer,
        Optional<Instant> until,
        Optional<Verdict> answer,
        boolean peeked) {
    private static final Pattern SHAPE = Pattern.compile("r([0-9a-f]{3})-[0-9a-f]{32}");

    /** How far it is. */
    public enum State {
        /** nobody has it */
        WAITING,
        /** somebody looks */
        GIVEN,
        ANSWERED,
        /** nobody looked in time, or the decision no longer counts */
        DROPPED
    }

    /**
     * A conclusion, as far as two of them are compared.
     *
     * @param outcome what was concluded
     * @param policy the broken rule's code
     * @param words why, of a review
     * @param at when
     */
    public record Verdict(Outcome outcome, Optional<String> policy, Optional<String> words, Instant at) {
        static Verdict of(Decision decision) {
            return new Verdict(decision.outcome(), decision.policy(), Optional.empty(), decision.decidedAt());
        }

        /** What two people agree in, or do not: the outcome, and of a violation the rule. */
        public String category() {
            return outcome.word() + policy.map(code -> "/" + code).orElse("");
        }
    }

    /** The id of the review of this decision, or of this person's look at a gold case. Nobody can tell it from another. */
    public static String id(Platform platform, Partition partition, String of) {
        return String.format(Locale.ROOT, "r%03x-", partition.number())
                + HexFormat.of().formatHex(keyed(platform, "review", of), 0, 16);
    }

    /** A number in 0 … 1 that is the same at every try, and that who sees the decision's id cannot tell. */
    static double draw(Platform platform, String decisionId) {
        return (ByteBuffer.wrap(keyed(platform, "draw", decisionId)).getLong() >>> 11) * 0x1.0p-53;
    }

    private static byte[] keyed(Platform platform, String use, String of) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(platform.receiptSecret()), "HmacSHA256"));
            return mac.doFinal((use + '\0' + of).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Where the review of this id lies; empty when it is no such id of this platform. */
    public static Optional<Partition> partition(Platform platform, String id) {
        Matcher shape = SHAPE.matcher(id);
        if (!shape.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(shape.group(1), 16);
        return number < platform.partitions() ? Optional.of(new Partition(platform.id(), number)) : Optional.empty();
    }

    /** A new one of this case, compared with its decision. */
    static Review drawn(String id, Case c, Decision decision, Instant now) {
        return new Review(
                id,
                c.id(),
                decision.id(),
                false,
                c.reason(),
                Verdict.of(decision),
                decision.decidedAt(),
                now,
                State.WAITING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** A new one of a gold case, for one person. */
    static Review ofGold(String id, Gold gold, Instant now) {
        return new Review(
                id,
                gold.caseId(),
                gold.decisionId(),
                true,
                gold.reason(),
                new Verdict(gold.outcome(), gold.policy(), Optional.of(gold.words()), gold.at()),
                gold.decidedAt(),
                now,
                State.WAITING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    Review given(Moderator to, Instant back) {
        return with(State.GIVEN, Optional.of(to.id()), Optional.of(back), Optional.empty(), false);
    }

    Review returned() {
        return with(State.WAITING, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    Review dropped() {
        return with(State.DROPPED, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    Review answered(Verdict verdict, boolean seen) {
        return with(State.ANSWERED, reviewer, Optional.empty(), Optional.of(verdict), seen);
    }

    private Review with(
            State now, Optional<String> who, Optional<Instant> back, Optional<Verdict> verdict, boolean seen) {
        return new Review(
                id, caseId, decisionId, gold, reason, first, decidedAt, drawnAt, now, who, back, verdict, seen);
    }

    /** Whether this person has it now. */
    boolean heldBy(Moderator who, Instant now) {
        return state == State.GIVEN
                && reviewer.filter(who.id()::equals).isPresent()
                && until.filter(back -> back.isAfter(now)).isPresent();
    }

    /** Whether the two conclusions are the same; empty until there are two that count. */
    public Optional<Boolean> agreed() {
        return answer.filter(verdict -> !peeked)
                .map(verdict -> verdict.category().equals(first.category()));
    }

    /**
     * A closed case whose right answer a lead has set.
     *
     * @param caseId the case
     * @param decisionId its decision as it was then
     * @param reason what was reported
     * @param decidedAt when it was decided
     * @param outcome the right answer
     * @param policy the broken rule's code
     * @param words why
     * @param by who set it
     * @param at when
     */
    public record Gold(
            String caseId,
            String decisionId,
            Optional<Reason> reason,
            Instant decidedAt,
            Outcome outcome,
            Optional<String> policy,
            String words,
            String by,
            Instant at) {}
}
