package dev.pullcord.review;

import java.time.Instant;
import java.util.List;

/**
 * What was seen of an account and adds to its risk, as the account may be told: that it does and why, without a number from which the
 * share of what people said of it could be worked out.
 *
 * @param signal the catalogue's id
 * @param at when it was last observed
 * @param explanation one plain sentence: what happened
 * @param caution one plain sentence: what else it could mean
 */
public record Weighed(String signal, Instant at, String explanation, String caution) {
    /** All of an account's, by the policy in force. */
    public static List<Weighed> of(PolicyPack pack, SubjectFile file, Instant now) {
        return CaseFold.of(pack).assess(file, now).ofItself().stream()
                .map(c -> new Weighed(c.signal(), c.at(), c.explanation(), c.caution()))
                .toList();
    }
}
