package dev.pullcord.audit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Names one chain. A partition has one chain for each hand that writes, so that writers of different kinds never wait
 * for each other.
 *
 * @param platform the platform's id
 * @param partition the partition's number
 * @param hand who writes it
 */
public record ChainId(String platform, int partition, Hand hand) implements Comparable<ChainId> {
    private static final Comparator<ChainId> ORDER = Comparator.comparing(ChainId::platform)
            .thenComparingInt(ChainId::partition)
            .thenComparing(ChainId::hand);

    /** The seven writers. */
    public enum Hand {
        /** panics, as they come in */
        INTAKE,
        /** what came in and what it added up to */
        FOLD,
        /** what people did */
        DESK,
        /** what the platform was asked and answered */
        DISPATCH,
        /** what time did: lapses, missed deadlines */
        CLOCK,
        /** who may come in: platforms, keys, people, roles; in a platform's first partition only */
        ADMIN,
        /** who searched and listed what, which is about no one case; in a platform's first partition only */
        LOOK;

        /** Whether every partition has one, and not the first alone. */
        public boolean everywhere() {
            return this != ADMIN && this != LOOK;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The hand of this word; empty when there is none. */
        public static Optional<Hand> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(hand -> hand.word().equals(word))
                    .findFirst();
        }
    }

    @Override
    public int compareTo(ChainId other) {
        return ORDER.compare(this, other);
    }
}
