package dev.pullcord.review;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a decision says about somebody who flagged. Pure.
 *
 * @param reporter his account
 * @param group the reasons it is about: who is right about spam need not be about grooming
 * @param right whether he was
 * @param flagged the account he flagged; empty where the case is about a meeting
 */
public record Conclusion(String reporter, Reason.Group group, boolean right, Optional<String> flagged) {
    /**
     * Of one report. Right is only who flagged what was found, or its like: whoever calls spam a danger to a child, to be looked
     * at sooner, was not right about children. Wrong is whose report was unfounded. All else, panics and rehearsals say nothing.
     *
     * @param found what the broken rule is about; empty where none was, or the rule is not known any more
     */
    public static Optional<Conclusion> of(Outcome outcome, Optional<Reason> found, LoggedEvent logged) {
        if (!(logged.event().body() instanceof Report report) || report.isPanic() || report.drill()) {
            return Optional.empty();
        }
        Optional<String> reporter = report.reporter().flatMap(Party::accountId);
        Optional<Reason.Group> group = report.reason().map(Reason::group);
        Optional<Boolean> right =
                outcome.flagsWereRight().filter(yes -> !yes || group.equals(found.map(Reason::group)));
        if (reporter.isEmpty() || group.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> flagged = Optional.of(logged.subject())
                .filter(subject -> subject.kind() == Subject.Kind.ACCOUNT)
                .map(Subject::id);
        return Optional.of(new Conclusion(reporter.get(), group.get(), right.get(), flagged));
    }

    /**
     * As it is written into the reporter's own log. Of moderators only digests are written, good for telling one from another.
     *
     * @param now what is concluded; absent where an overturn concludes nothing
     * @param decidedBy by whom, the moderator's id
     * @param before what had been concluded and is taken back; this or the other is there
     * @param decidedBefore by whom
     */
    public static Observation observation(
            Optional<Conclusion> now, String decidedBy, Optional<Conclusion> before, String decidedBefore) {
        Conclusion either = now.or(() -> before).orElseThrow();
        Map<String, Object> attributes = new TreeMap<>();
        attributes.put("group", either.word());
        now.ifPresent(conclusion -> {
            attributes.put("conclusion", conclusion.said());
            attributes.put("decider", digest(decidedBy));
        });
        before.ifPresent(conclusion -> {
            attributes.put("before", conclusion.said());
            attributes.put("deciderBefore", digest(decidedBefore));
        });
        return new Observation(
                either.reporter,
                Observation.Kind.FLAG_JUDGED,
                Optional.empty(),
                either.flagged,
                Optional.empty(),
                attributes);
    }

    private String said() {
        return right ? "right" : "wrong";
    }

    private static String digest(String moderator) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("moderator:" + moderator).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The group's word. */
    public String word() {
        return group.name().toLowerCase(Locale.ROOT);
    }
}
