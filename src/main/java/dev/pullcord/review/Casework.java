package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where the fold reads subjects and writes what the events made of them. */
public interface Casework {
    /** The files of these subjects, in their order. One that is not known yet has an empty file. */
    CompletionStage<List<SubjectFile>> load(Partition partition, List<Subject> subjects);

    /**
     * Writes state, case, queue entry and audit entry in one step, if the file is still the one it was folded from.
     *
     * @return false when it is not: somebody else was faster, load and fold again
     */
    CompletionStage<Boolean> apply(Partition partition, Folded folded);
}
