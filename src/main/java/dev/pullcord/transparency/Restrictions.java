package dev.pullcord.transparency;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Where what the public is told lies: it outlives the cases it came from, and leads to nobody. */
public interface Restrictions {
    /** The last entry of the partition's desk chain that was looked at; 0 for none. */
    CompletionStage<Long> readTo(Partition partition);

    /**
     * Remembers how far the chain was looked at, and keeps what was found, in one step.
     *
     * @param month which month the counts are of
     * @param counts by {@link Tally}'s words, added to what is there
     * @return false when another process was faster, and nothing was done
     */
    CompletionStage<Boolean> keep(
            Partition partition,
            long from,
            long to,
            List<Restriction> found,
            YearMonth month,
            Map<String, Long> counts,
            Instant now);

    /**
     * Where a reading ended: what is kept later lies behind it.
     *
     * @param keptAtMs when the last one was kept, ms
     * @param puid which it was
     */
    record Place(long keptAtMs, String puid) {
        /** Before everything. */
        public static final Place START = new Place(0, "");
    }

    /**
     * Some of them, in the order in which they were kept.
     *
     * @param end behind the last of them; where there is none, where it was asked from
     * @param more whether there are more
     */
    record Page(List<Restriction> items, Place end, boolean more) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /**
     * Those of a platform behind this place. What was kept within the last minute is left for later: others may be on their way with an
     * earlier time.
     */
    CompletionStage<Page> after(Platform platform, Place place, Instant now, int max);

    /** Up to where they were sent to this host; {@link Place#START} before the first time. */
    CompletionStage<Place> sentTo(Platform platform, String host);

    /** They were sent to this host up to here. Sent again, they are known there. */
    CompletionStage<Void> sent(Platform platform, String host, Place to);

    /** What was counted in a month, over all partitions. */
    CompletionStage<Map<String, Long>> counts(Platform platform, YearMonth month);
}
