package dev.pullcord.simulation;

import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.MeetingEvent.Kind;
import dev.pullcord.intake.Party;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One invented meeting and who is in it when. What the platform tells of it is told once, at the end, in order. */
final class Sitting {
    private static final int MOST_EXPOSED = 500; // the contract's limit

    /** One stay in the meeting. */
    private record Stay(Person person, String participantId, String role, Instant from, Instant to) {}

    private final Stage stage;
    private final Meeting meeting;
    private final Instant from;
    private final Instant to;
    private final Cause cause;
    private final List<Stay> stays = new ArrayList<>();

    Sitting(Stage stage, Meeting meeting, Instant from, Instant to, Cause cause) {
        this.stage = stage;
        this.meeting = meeting;
        this.from = from;
        this.to = to;
        this.cause = cause;
    }

    Meeting meeting() {
        return meeting;
    }

    Instant from() {
        return from;
    }

    Instant to() {
        return to;
    }

    Cause cause() {
        return cause;
    }

    List<Person> people() {
        return stays.stream().map(Stay::person).toList();
    }

    /** From when to when somebody is there. */
    Instant joinedAt(Person person) {
        return stay(person).from();
    }

    Instant leftAt(Person person) {
        return stay(person).to();
    }

    void attend(Person person, String role, Instant joins, Instant leaves) {
        if (joins.isBefore(from) || leaves.isAfter(to) || leaves.isBefore(joins)) {
            throw new IllegalArgumentException("a stay lies outside its meeting");
        }
        String number = meeting.id().substring(meeting.id().lastIndexOf('-') + 1);
        stays.add(new Stay(person, "p-" + number + "-" + (stays.size() + 1), role, joins, leaves));
        stage.engage(person, joins, leaves);
    }

    Party party(Person person) {
        Stay stay = stay(person);
        return new Party(
                Optional.of(person.id()),
                Optional.of(stay.participantId()),
                Optional.empty(),
                Optional.of(stay.role()));
    }

    /** The accounts there at that time, without one. */
    List<String> present(Instant at, Person without) {
        return stays.stream()
                .filter(s -> !s.from().isAfter(at) && s.to().isAfter(at))
                .map(s -> s.person().id())
                .filter(id -> !id.equals(without.id()))
                .limit(MOST_EXPOSED)
                .toList();
    }

    private Stay stay(Person person) {
        return stays.stream()
                .filter(s -> s.person().equals(person))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is not in this meeting"));
    }

    /** Tells the stage what the platform reports of this meeting. */
    void tell() {
        say(from, Kind.STARTED, null);
        for (Stay stay : stays) {
            say(stay.from(), Kind.JOINED, stay);
            if (stay.role().equals("publisher")) {
                say(stay.from().plusSeconds(1), Kind.MEDIA_PUBLISHED, stay);
            }
            if (stay.to().isBefore(to)) { // the end of the meeting speaks for those who stay
                say(stay.to(), Kind.LEFT, stay);
            }
        }
        say(to, Kind.ENDED, null);
    }

    private void say(Instant at, Kind kind, Stay stay) {
        Optional<Party> who = Optional.ofNullable(stay).map(s -> party(s.person()));
        Optional<String> band = Optional.ofNullable(stay).map(s -> s.person().ageBand());
        stage.happens(at, cause, new MeetingEvent(kind, meeting, who, band, Optional.empty()));
    }
}
