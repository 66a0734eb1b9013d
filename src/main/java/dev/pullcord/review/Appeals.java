package dev.pullcord.review;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Appeals against decisions. Every change is one atomic step that also writes its audit entry. */
public interface Appeals {
    /** What an appeal was answered with. */
    sealed interface Filing {
        record Filed(Appeal appeal) implements Filing {}

        /** This party has contested this decision before; that is this. */
        record Known(Appeal appeal) implements Filing {}

        /** Another decision counts by now, or the case waits to be decided. */
        record Moved() implements Filing {}

        record Unknown() implements Filing {}
    }

    /**
     * Takes an appeal against a case's last decision.
     *
     * @param draft without its number: the id is given
     */
    CompletionStage<Filing> file(Platform platform, Case c, Appeal draft, Instant now);

    CompletionStage<Optional<Appeal>> find(Platform platform, String appealId);

    /** Of a case, the first filed first. */
    CompletionStage<List<Appeal>> ofCase(Platform platform, String caseId);

    /** Up to {@code max} of those that wait to be heard, the earliest due first. */
    CompletionStage<List<Appeal>> open(Platform platform, int max);

    /** Writes what came of one that waits; false when it was heard before. */
    CompletionStage<Boolean> answer(Platform platform, Appeal heard, Moderator by, Instant now);

    /** The case that holds this report, if it can be told. */
    CompletionStage<Optional<String>> caseOf(Platform platform, LoggedEvent report);

    /** How many appeals there were against whose decisions, by moderator and word (filed, upheld, overturned). */
    CompletionStage<Map<String, Map<String, Long>>> counts(Platform platform);
}
