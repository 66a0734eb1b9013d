package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import java.time.Duration;
import java.util.Optional;

/**
 * SES-1: again and again a closed meeting in which one camera is on and all others watch. Counts for the one who is seen and
 * for those who watch; who of them does harm, only a person can tell. Weighs more when watchers come back.
 */
record OneWayMeeting(Policy policy) implements Signal {
    private static final Duration SITTING = Duration.ofHours(6);
    private static final String SEEN = "seen";
    private static final String WATCHED = "watched";

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats for each from the {@code from}th on
     * @param from the fading count from which on it is a pattern
     * @param recent half-life of that count
     * @param people the most that are in such a meeting
     * @param returning what the weight is multiplied by when watchers were there before
     * @param remembered how many meetings are told apart
     */
    public record Policy(
            boolean on,
            Duration halfLife,
            double weight,
            double from,
            Duration recent,
            int people,
            double returning,
            int remembered) {
        public Policy {
            Bounds.signal("oneWayMeetings", halfLife, weight);
            Bounds.within(Bounds.key("oneWayMeetings.from"), from, 1, 1000);
            Bounds.duration(Bounds.key("oneWayMeetings.recent"), recent);
            Bounds.within(Bounds.key("oneWayMeetings.people"), people, 2, 1000);
            Bounds.within(Bounds.key("oneWayMeetings.returning"), returning, 1, 5);
            Bounds.remembered("oneWayMeetings", remembered);
        }
    }

    @Override
    public String id() {
        return "SES-1";
    }

    @Override
    public Family family() {
        return Family.MEETING;
    }

    @Override
    public long halfLifeMs() {
        return policy.halfLife().toMillis();
    }

    @Override
    public Optional<Evidence> read(SignalInput in, Ledger ledger) {
        if (!in.saw(Observation.Kind.MEETING_ATTENDED)
                || !in.yes("restricted")
                || !(in.attributes().get("published") instanceof Boolean seen)
                || in.number("publishing") != 1
                || !(in.number("people") >= 2 && in.number("people") <= policy.people())) {
            return Optional.empty();
        }
        if (!in.place().isEmpty()
                && ledger.lately(id(), in.place(), in.atMs(), SITTING.toMillis(), policy.remembered())) {
            return Optional.empty(); // told twice, or left and joined again
        }
        String role = seen ? SEEN : WATCHED;
        double count =
                ledger.count(id() + "/" + role, 1, in.atMs(), policy.recent().toMillis());
        if (count < policy.from()) {
            return Optional.empty();
        }
        boolean back = in.number("returning") >= 1;
        double weight = policy.weight() * (back ? policy.returning() : 1);
        return Optional.of(new Evidence(role, weight, back ? 1 : 0, "", 0, in.atMs()));
    }

    @Override
    public String explain(RiskState.Note note) {
        String back = note.people() > 0 ? ", and watchers came back" : "";
        String who = note.about().equals(SEEN) ? "only this account's camera" : "only another account's camera";
        return note.count() == 1
                ? "In another closed meeting, after some before it, " + who + " was on" + back + "."
                : "In " + note.count() + " closed meetings within " + Words.span(note) + ", " + who + " was on" + back
                        + ".";
    }

    @Override
    public String caution() {
        return "Lessons, talks and performances look like this too; whoever is seen may be the one in need.";
    }
}
