package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Report;
import dev.pullcord.wire.EventReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What comes from a participant's own browser, which is in anybody's hands: he reports and adds to his own reports, and
 * nothing else; who he is and where is the token's to say, not the event's. Thread-safe.
 */
final class ParticipantEvents {
    /** What of an event only the platform can know. */
    private static final Set<String> PLATFORMS_OWN = Set.of("exposed", "evidence");

    private static final Set<String> TYPES =
            Set.of(Report.FLAGGED, Report.PANIC, Correction.WITHDRAWN, Correction.DETAILS_ADDED);
    private static final int A_SECOND = 2; // flags and additions of one participant; a panic is not counted
    private static final int SHAPE = 8192; // bytes; the most help that the directory has for one place is below
    private static final Duration PACE = Duration.ofMillis(100); // what a panic takes is below, mostly by far
    private static final int REMEMBERED = 100_000;

    private final Cache<String, EventRates> rates = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();
    private final Clock clock;

    ParticipantEvents(Clock clock) {
        this.clock = clock;
    }

    /** What he may not send at all; a panic of any kind he may. */
    static Optional<Problem> refusal(JsonNode event) {
        return EventReader.isPanic(event) || TYPES.contains(event.path("type").asText())
                ? Optional.empty()
                : Optional.of(Problem.forbidden("a platform key or a signature"));
    }

    /**
     * Puts in who he is and where, whatever the event says of it. Its source becomes his own: nobody can send, ahead of the
     * platform or of another, what would then be known as a duplicate, and nobody adds to another's report by its event id.
     */
    static void own(JsonNode event, Caller.OfParticipant by) {
        if (!(event instanceof ObjectNode envelope)) {
            return; // refused, or mended into a panic that the platform has to place
        }
        envelope.put("source", "/participants/" + Access.digest(by.account()));
        String type = envelope.path("type").asText();
        if (type.equals(Correction.WITHDRAWN) || type.equals(Correction.DETAILS_ADDED)) {
            return;
        }
        ObjectNode data = envelope.path("data") instanceof ObjectNode given ? given : envelope.putObject("data");
        data.remove(PLATFORMS_OWN);
        // Only the id is his: what a meeting is called, and whether it is encrypted, stands in what the platform sends.
        data.putObject("meeting").put("id", by.meeting());
        ObjectNode reporter = data.path("reporter") instanceof ObjectNode given ? given : data.putObject("reporter");
        reporter.put("accountId", by.account());
        reporter.remove("participantId");
        by.participant().ifPresent(id -> reporter.put("participantId", id));
    }

    /**
     * An answer as long as any other short one: who watches the line must not see a panic by the help that comes with it. JSON
     * may end in blanks.
     */
    static String shaped(String json) {
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        return json + " ".repeat((SHAPE - bytes % SHAPE) % SHAPE);
    }

    /**
     * How long an answer that is ready is held: to the next of even steps after the request came. A panic is written where a
     * harmless press is not, and whoever has a clock would tell them apart. What he reports is on the desk meanwhile.
     *
     * @param took since the request came
     */
    static Duration hold(Duration took) {
        return PACE.minusMillis(Math.floorMod(took.toMillis(), PACE.toMillis()));
    }

    /** Takes one of his share; when there is none left, answers how long until there is. */
    Optional<Duration> take(Caller.OfParticipant by) {
        String who = by.platform().id() + " " + Access.digest(by.account());
        return rates.get(who, id -> new EventRates(A_SECOND, clock)).take(who);
    }
}
