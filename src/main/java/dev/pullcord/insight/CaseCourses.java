package dev.pullcord.insight;

import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** How cases went, as they are stored. */
public interface CaseCourses {
    /**
     * What was read.
     *
     * @param cases in no order
     * @param since from then on they are all that were opened
     */
    record Read(List<CaseCourse> cases, Instant since) {
        public Read {
            cases = List.copyOf(cases);
        }
    }

    /**
     * All cases opened from then on. Where they are too many the older ones are left out, and {@link Read#since} says so. Many
     * short calls and never a long one.
     *
     * @param most how many at most, 1 or more
     */
    CompletionStage<Read> since(Platform platform, Instant from, int most);
}
