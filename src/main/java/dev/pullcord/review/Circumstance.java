package dev.pullcord.review;

import dev.pullcord.intake.Links;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Sightings;
import dev.pullcord.risk.Beside;
import java.util.Optional;

/**
 * What was read elsewhere when an event was first folded: all that the fold knew and the log does not say. Part of the stored
 * format, see {@link Circumstances}.
 *
 * @param beside what was known of whoever reports, and of the others seen with a device, a network or a payee
 * @param live whether the meeting went on that a report is from; empty when that was not known
 */
public record Circumstance(Beside beside, Optional<Boolean> live) {
    /** Nothing was known, or what goes without saying. */
    public static final Circumstance NOTHING = new Circumstance(Beside.NOTHING, Optional.empty());

    public Circumstance {
        beside = beside == null ? Beside.NOTHING : beside;
    }

    /**
     * Whether it has to be kept to be known again: which device or network it was the event says itself, a panic's meeting goes on
     * and another's does not unless somebody looked.
     */
    public boolean tells(LoggedEvent event) {
        boolean panic = event.event().body() instanceof Report report && report.isPanic();
        return !beside.equals(Beside.at(beside.origin()))
                || (event.event().body() instanceof Report
                        && live.filter(on -> on != panic).isPresent());
    }

    /** Whether there can be any such thing of this event; of most there cannot. */
    public static boolean mayTell(LoggedEvent event) {
        return event.event().body() instanceof Report
                || (event.event().body() instanceof Observation seen
                        && (seen.kind() == Observation.Kind.PAYMENT
                                || Sightings.origin(event).isPresent()));
    }

    /**
     * As one policy may see it.
     *
     * @param linking whether it counts what accounts share; one that does not, remembers no device and no network
     */
    public Circumstance under(boolean linking, Platform platform, LoggedEvent event) {
        if (!linking) {
            return new Circumstance(Beside.of(beside.reporter().unlinked()), live);
        }
        return Sightings.origin(event)
                .map(thing -> Links.digest(platform, thing.getKey(), thing.getValue()))
                .map(origin -> new Circumstance(beside.from(origin), live))
                .orElse(this);
    }
}
