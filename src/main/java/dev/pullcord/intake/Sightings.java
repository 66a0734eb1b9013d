package dev.pullcord.intake;

import dev.pullcord.intake.Links.Kind;
import dev.pullcord.intake.Links.Trait;
import dev.pullcord.plugin.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What events say for links: which accounts were seen with which thing, and what is to be known of an account as somebody's
 * neighbour. Pure. Country, language, names and words are not looked at.
 *
 * @param things accounts with things
 * @param traits accounts and what showed of them
 */
public record Sightings(List<Sighting> things, List<Shown> traits) {
    /** For what is done to people before a camera: whom such a flag points at may be the one it is done to. */
    private static final Set<Reason> IN_NEED =
            EnumSet.of(Reason.CHILD_SAFETY, Reason.TRAFFICKING, Reason.SEXUAL_EXPLOITATION);

    /**
     * An account seen with a thing.
     *
     * @param what names the thing on its platform; kept as a digest only
     * @param at never after it was received
     */
    public record Sighting(Kind kind, String what, String account, Instant at) {
        @Override
        public String toString() {
            return "Sighting[" + kind.word() + "]"; // neither thing nor account goes into a log
        }
    }

    /** A trait that showed of an account, {@code at} as in {@link Sighting}. */
    public record Shown(String account, Trait trait, Instant at) {
        @Override
        public String toString() {
            return "Shown[" + trait + "]";
        }
    }

    public Sightings {
        things = List.copyOf(things);
        traits = List.copyOf(traits);
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    public int size() {
        return things.size() + traits.size();
    }

    /** What these events say. The copy of an event for its other side says nothing: its first says it all. */
    public static Sightings of(List<LoggedEvent> events) {
        Collected collected = new Collected();
        events.forEach(collected::read);
        return new Sightings(collected.things, collected.traits);
    }

    /** The device or network that this event shows its own subject with. */
    public static Optional<Map.Entry<Kind, String>> origin(LoggedEvent event) {
        return event.event().body() instanceof Observation seen && own(event, seen) ? origin(seen) : Optional.empty();
    }

    private static Optional<Map.Entry<Kind, String>> origin(Observation seen) {
        return switch (seen.kind()) {
            case DEVICE_SEEN -> text(seen, "deviceHash").map(hash -> Map.entry(Kind.DEVICE, hash));
            case NETWORK_SEEN -> text(seen, "networkHash").map(hash -> Map.entry(Kind.NETWORK, hash));
            default -> Optional.empty();
        };
    }

    private static boolean own(LoggedEvent event, Observation seen) {
        return event.subject().equals(Subject.account(seen.account()));
    }

    private static Optional<String> text(Observation seen, String attribute) {
        return seen.attributes().get(attribute) instanceof String text && !text.isEmpty()
                ? Optional.of(text)
                : Optional.empty();
    }

    private static final class Collected {
        private final List<Sighting> things = new ArrayList<>();
        private final List<Shown> traits = new ArrayList<>();

        void read(LoggedEvent event) {
            Instant happened = event.event().time();
            Instant at = happened.isAfter(event.receivedAt()) ? event.receivedAt() : happened;
            if (event.event().body() instanceof Observation seen) {
                if (own(event, seen)) {
                    observed(seen, at);
                }
            } else if (event.event().body() instanceof MeetingEvent met) {
                met.participant().flatMap(Party::accountId).ifPresent(account -> met(met, account, at));
            } else if (event.event().body() instanceof Report report && !report.drill()) {
                reported(event.subject(), report, at);
            }
        }

        private void observed(Observation seen, Instant at) {
            origin(seen).ifPresent(thing -> sighting(thing.getKey(), thing.getValue(), seen.account(), at));
            switch (seen.kind()) {
                case PAYMENT ->
                    seen.counterparty()
                            .filter(payee -> !payee.equals(seen.account()))
                            .ifPresent(payee -> {
                                sighting(Kind.PAYER, seen.account(), payee, at);
                                sighting(Kind.PAYEE, payee, seen.account(), at);
                                text(seen, "handleHash").ifPresent(handle -> sighting(Kind.HANDLE, handle, payee, at));
                            });
                case ACCOUNT_SANCTIONED -> traits.add(new Shown(seen.account(), Trait.SANCTIONED, at));
                case MEETING_ATTENDED -> {
                    seen.meeting().ifPresent(meeting -> sighting(Kind.MEETING, meeting.id(), seen.account(), at));
                    if (Boolean.TRUE.equals(seen.attributes().get("published"))) {
                        traits.add(new Shown(seen.account(), Trait.PUBLISHES, at));
                    }
                }
                default -> {}
            }
        }

        private void met(MeetingEvent met, String account, Instant at) {
            if (met.kind() == MeetingEvent.Kind.JOINED) {
                sighting(Kind.MEETING, met.meeting().id(), account, at);
            } else if (met.kind() == MeetingEvent.Kind.MEDIA_PUBLISHED) {
                traits.add(new Shown(account, Trait.PUBLISHES, at));
            }
        }

        /** Of a panic, whoever pressed it: whom it is about is the last to be taken for the one in need. */
        private void reported(Subject subject, Report report, Instant at) {
            if (report.isPanic()) {
                report.reporter()
                        .flatMap(Party::accountId)
                        .ifPresent(account -> traits.add(new Shown(account, Trait.IN_NEED, at)));
            } else if (subject.kind() == Subject.Kind.ACCOUNT
                    && report.reason().filter(IN_NEED::contains).isPresent()) {
                traits.add(new Shown(subject.id(), Trait.IN_NEED, at));
            }
        }

        private void sighting(Kind kind, String what, String account, Instant at) {
            things.add(new Sighting(kind, what, account, at));
        }
    }
}
