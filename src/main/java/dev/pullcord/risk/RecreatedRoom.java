package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import java.time.Duration;
import java.util.Optional;

/**
 * SES-2: short paid meetings, opened at short notice, one after the other, each of them a new one.
 */
record RecreatedRoom(Policy policy) implements Signal {

    /**
     * Its numbers.
     *
     * @param on whether it counts
     * @param halfLife in which it fades to a half
     * @param weight nats for each from the {@code from}th on
     * @param from the fading count from which on it is a pattern
     * @param recent half-life of that count
     * @param longest how long a short meeting is
     * @param notice how short a notice is short
     * @param remembered how many meetings are told apart
     */
    public record Policy(
            boolean on,
            Duration halfLife,
            double weight,
            double from,
            Duration recent,
            Duration longest,
            Duration notice,
            int remembered) {
        public Policy {
            Bounds.signal("recreatedRooms", halfLife, weight);
            Bounds.within(Bounds.key("recreatedRooms.from"), from, 2, 1000);
            Bounds.duration(Bounds.key("recreatedRooms.recent"), recent);
            Bounds.duration(Bounds.key("recreatedRooms.longest"), longest);
            Bounds.duration(Bounds.key("recreatedRooms.notice"), notice);
            Bounds.remembered("recreatedRooms", remembered);
        }
    }

    @Override
    public String id() {
        return "SES-2";
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
                || !in.yes("hosted")
                || !in.yes("paid")
                || in.place().isEmpty()
                || !(in.number("seconds") <= policy.longest().toSeconds())
                || !(in.number("noticeSeconds") <= policy.notice().toSeconds())
                || ledger.seen(id(), in.place(), in.atMs(), policy.remembered()).isPresent()) {
            return Optional.empty(); // a meeting that comes back under its own id is a recurring one
        }
        double count = ledger.count(id(), 1, in.atMs(), policy.recent().toMillis());
        return count < policy.from()
                ? Optional.empty()
                : Optional.of(new Evidence("", policy.weight(), 0, "", 0, in.atMs()));
    }

    @Override
    public String explain(RiskState.Note note) {
        return note.count() == 1
                ? "This account opened another short paid meeting at short notice, after several before it."
                : "This account opened " + note.count()
                        + " short paid meetings, each a new one at short notice, within " + Words.span(note)
                        + ", after several before them.";
    }

    @Override
    public String caution() {
        return "Tutors and coaches who open a room for each lesson do the same.";
    }
}
