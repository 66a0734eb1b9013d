package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** How far the walk over a partition's cases has come that follows a change of policy. */
public interface Rescoring {
    /**
     * A place in the walk.
     *
     * @param version the policy it is walked for
     * @param place how many cases were looked at; all, when it is done
     * @param done whether it is
     */
    record Place(String version, long place, boolean done) {}

    /** Where the walk stands; empty before the first. */
    CompletionStage<Optional<Place>> place(Partition partition);

    /** Remembers where it stands. A crash goes on from the last one remembered: to look at a case twice changes nothing. */
    CompletionStage<Void> remember(Partition partition, Place place);

    /**
     * Whom the cases from this place on are about, oldest first; those that come meanwhile come last. Empty for a case that
     * cannot be read.
     */
    CompletionStage<List<Optional<Subject>>> subjects(Partition partition, long from, int max);

    /** How many cases there are. */
    CompletionStage<Long> count(Partition partition);
}
