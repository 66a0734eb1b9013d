package dev.pullcord.review;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Where the fold reads subjects and writes what the events made of them. */
public interface Casework extends Circumstances, Courses {
    /**
     * The files of these subjects, in their order. One that is not known yet has an empty file; one that cannot be read
     * fails the stage with {@link Damaged}.
     */
    CompletionStage<List<SubjectFile>> load(Partition partition, List<Subject> subjects);

    /** Keeps these events beside the log: their subject's record is damaged, and the log goes on. */
    CompletionStage<Void> setAside(Partition partition, List<LoggedEvent> events);

    /** The log ids of what is kept so, oldest first, by subject. */
    CompletionStage<Map<Subject, List<String>>> aside(Partition partition);

    /** These were folded after all. */
    CompletionStage<Void> takeBack(Partition partition, List<String> logIds);

    /**
     * Writes state, case, queue entry and audit entry in one step, if the file is still the one it was folded from.
     *
     * @return false when it is not: somebody else was faster, load and fold again
     */
    CompletionStage<Boolean> apply(Partition partition, Folded folded);
}
