package dev.pullcord.intake;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Rosters.Member;
import dev.pullcord.intake.Rosters.Roster;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What all rosters do. */
public abstract class RostersContract {
    protected static final Instant T0 = Events.T0;
    protected static final Platform TANDEM = Ground.tandem(4);
    private int next;

    protected abstract Rosters rosters();

    /** A meeting that no other test speaks of. */
    protected final String meeting = "call-" + System.nanoTime();

    protected final Partition partition = Subject.meeting(meeting).partition(TANDEM);

    @Test
    void aMeetingNobodySpokeOfIsUnknown() {
        assertThat(now(rosters().find(TANDEM, meeting))).isEmpty();
    }

    @Test
    void whoCameAndWentIsKnown() {
        apply(
                event(MeetingEvent.Kind.STARTED, "", 0),
                event(MeetingEvent.Kind.JOINED, "ann", 1),
                event(MeetingEvent.Kind.JOINED, "ben", 2),
                event(MeetingEvent.Kind.LEFT, "ann", 3),
                event(MeetingEvent.Kind.REMOVED, "ben", 4));

        Roster roster = found();
        assertThat(roster.live()).isTrue();
        assertThat(roster.startedAt()).contains(T0);
        assertThat(roster.members())
                .containsExactlyInAnyOrder(
                        member("ann", Optional.of(T0.plusSeconds(1)), Optional.of(T0.plusSeconds(3)), false),
                        member("ben", Optional.of(T0.plusSeconds(2)), Optional.of(T0.plusSeconds(4)), true));
    }

    @Test
    void whoComesBackIsThereAgain() {
        apply(
                event(MeetingEvent.Kind.JOINED, "ann", 1),
                event(MeetingEvent.Kind.REMOVED, "ann", 2),
                event(MeetingEvent.Kind.JOINED, "ann", 3));

        assertThat(found().members())
                .containsExactly(member("ann", Optional.of(T0.plusSeconds(3)), Optional.empty(), false));
    }

    @Test
    void aMeetingThatEndedIsLiveNoMoreUntilItStartsAgain() {
        apply(event(MeetingEvent.Kind.STARTED, "", 0), event(MeetingEvent.Kind.ENDED, "", 5));
        assertThat(found().live()).isFalse();
        assertThat(found().endedAt()).contains(T0.plusSeconds(5));

        apply(event(MeetingEvent.Kind.STARTED, "", 9));
        assertThat(found().live()).isTrue();
        assertThat(found().startedAt()).contains(T0.plusSeconds(9));
    }

    @Test
    void aStartThatArrivesAfterItsEndDoesNotBringTheMeetingBack() {
        apply(event(MeetingEvent.Kind.ENDED, "", 5));

        apply(event(MeetingEvent.Kind.STARTED, "", 0));

        assertThat(found().live()).isFalse();
        assertThat(found().startedAt()).contains(T0);
    }

    @Test
    void eventsDeliveredAgainChangeNothing() {
        LoggedEvent joined = event(MeetingEvent.Kind.JOINED, "ann", 1);
        LoggedEvent left = event(MeetingEvent.Kind.LEFT, "ann", 2);
        apply(joined, left);
        Roster before = found();

        apply(joined);
        apply(joined, left);

        assertThat(found()).isEqualTo(before);
    }

    @Test
    void aThousandMembersAreKeptAndNoMore() {
        LoggedEvent[] all = new LoggedEvent[1_005];
        for (int i = 0; i < all.length; i++) {
            all[i] = event(MeetingEvent.Kind.JOINED, "account-" + i, i);
        }
        apply(all);

        assertThat(found().members()).hasSize(1_000);
    }

    protected void apply(LoggedEvent... events) {
        now(rosters().apply(partition, meeting, List.of(events)));
    }

    protected Roster found() {
        return now(rosters().find(TANDEM, meeting)).orElseThrow();
    }

    protected LoggedEvent event(MeetingEvent.Kind kind, String account, int second) {
        Event event = Events.inMeeting(
                "j" + next, kind, meeting, Optional.of(account).filter(a -> !a.isEmpty()), T0.plusSeconds(second));
        return new LoggedEvent(
                partition,
                "1-" + ++next,
                T0,
                "receipt",
                Subject.meeting(meeting),
                Optional.empty(),
                Optional.empty(),
                event);
    }

    private static Member member(String account, Optional<Instant> joined, Optional<Instant> left, boolean removed) {
        return new Member("p-" + account, Optional.of(account), Optional.of("guest"), joined, left, removed);
    }
}
