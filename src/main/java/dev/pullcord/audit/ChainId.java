package dev.pullcord.audit;

/**
 * Names one chain. A partition has one chain for each hand that writes, so that writers of different kinds never wait
 * for each other.
 *
 * @param platform the platform's id
 * @param partition the partition's number
 * @param hand who writes it
 */
public record ChainId(String platform, int partition, Hand hand) {
    /** The six writers. */
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
        ADMIN;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
