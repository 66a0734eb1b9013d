package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where decisions for several cases are kept while they are made, and for a while after. */
public interface Bulks {
    CompletionStage<Optional<Bulk>> find(Platform platform, String id);

    /** Those of a platform that are kept, the newest first; so many at most. */
    CompletionStage<List<Bulk>> newest(Platform platform, int most);

    /**
     * Puts one in another's place.
     *
     * @param before as it was read; absent for one that is new
     * @return false when it is another by now, and nothing was done
     */
    CompletionStage<Boolean> change(Partition partition, Optional<Bulk> before, Bulk after);
}
