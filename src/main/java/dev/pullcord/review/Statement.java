package dev.pullcord.review;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the account is told of why, as Article 17 of the Digital Services Act asks for it. What follows from the decision itself
 * (the measures, how long, the rule) is not said twice; that no decision is made by a machine is so by construction.
 *
 * @param facts what the decision stands on, in words the account may read
 * @param ground whether it breaks the law or the platform's terms
 * @param law which law, where it does
 * @param territories where it holds, ISO 3166 codes; empty means everywhere
 * @param automatedDetection whether a machine drew attention to it
 */
public record Statement(
        String facts, Ground ground, Optional<String> law, List<String> territories, boolean automatedDetection) {
    /** On what a decision stands. */
    public enum Ground {
        LEGAL,
        CONTRACTUAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Ground> ofWord(String word) {
            return Stream.of(values()).filter(g -> g.word().equals(word)).findFirst();
        }
    }

    public Statement {
        territories = List.copyOf(territories);
    }

    /** What is wrong with it, as field and why; empty when nothing is. */
    Optional<String[]> fault() {
        return ground == Ground.LEGAL && law.isEmpty()
                ? Optional.of(new String[] {"/statement/law", "is needed: a legal ground names the law"})
                : Optional.empty();
    }
}
