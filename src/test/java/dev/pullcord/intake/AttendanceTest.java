package dev.pullcord.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Rosters.Member;
import dev.pullcord.intake.Rosters.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttendanceTest {
    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    private static final Meeting CALL = new Meeting("m", Optional.empty(), Optional.of("Title"), Optional.empty());

    @Test
    void whoLeavesACallOfTwoIsToldWithWhomAndHowLong() {
        List<Observation> told = Attendance.of(
                roster(member("anna", 0, 600), member("ben", 60, -1)), change(MeetingEvent.Kind.LEFT, "anna", 600));

        assertThat(told).singleElement().satisfies(o -> {
            assertThat(o.account()).isEqualTo("anna");
            assertThat(o.counterparty()).contains("ben");
            assertThat(o.attributes()).isEqualTo(Map.of("people", 2L, "seconds", 600L));
            assertThat(o.meeting().orElseThrow().title()).isEmpty();
        });
    }

    @Test
    void theEndIsToldToThoseWhoHadNotLeft() {
        List<Observation> told = Attendance.of(
                roster(member("anna", 0, 600), member("ben", 60, -1)), change(MeetingEvent.Kind.ENDED, "", 660));

        assertThat(told).extracting(Observation::account).containsExactly("ben");
    }

    @Test
    void aMeetingOfThreeOrWithAGuestOrOfPeopleWhoMissedEachOtherIsNoCallOfTwo() {
        LoggedEvent left = change(MeetingEvent.Kind.LEFT, "anna", 600);

        assertThat(Attendance.of(roster(member("anna", 0, 600), member("ben", 0, -1), member("cid", 0, 300)), left))
                .isEmpty();
        assertThat(Attendance.of(roster(member("anna", 0, 600), guest("g", 0)), left))
                .isEmpty();
        assertThat(Attendance.of(roster(member("anna", 300, 600), member("ben", 0, 299)), left))
                .isEmpty();
        assertThat(Attendance.of(roster(member("anna", 0, 600), member("ben", 601, -1)), left))
                .isEmpty();
        assertThat(Attendance.of(roster(member("anna", 700, -1), member("ben", 0, -1)), left))
                .as("left, and back again since")
                .isEmpty();
    }

    @Test
    void aPanicThatNamesNobodyIsToldToTheOthersWhoWereThere() {
        Roster roster =
                roster(member("anna", 0, -1), member("ben", 0, -1), member("gone", 0, 50), member("late", 200, -1));

        List<Observation> told = Attendance.of(roster, panic("anna", Optional.empty(), false));

        assertThat(told).singleElement().satisfies(o -> {
            assertThat(o.account()).isEqualTo("ben");
            assertThat(o.counterparty()).isEmpty();
            assertThat(o.attributes()).containsEntry("panics", 1L);
        });
    }

    @Test
    void aPanicThatNamesSomebodyARehearsalAndAHallSayNothingOfAnybody() {
        Roster two = roster(member("anna", 0, -1), member("ben", 0, -1));
        List<Member> hall = new ArrayList<>();
        for (int i = 0; i <= Attendance.MOST_PEOPLE; i++) {
            hall.add(member("a" + i, 0, -1));
        }

        assertThat(Attendance.of(two, panic("anna", Optional.of("zoe"), false))).isEmpty();
        assertThat(Attendance.of(two, panic("anna", Optional.empty(), true))).isEmpty();
        assertThat(Attendance.of(roster(hall.toArray(new Member[0])), panic("a0", Optional.empty(), false)))
                .isEmpty();
    }

    @Test
    void whatHappensOtherwiseInAMeetingTellsNothing() {
        Roster two = roster(member("anna", 0, -1), member("ben", 0, -1));

        for (MeetingEvent.Kind kind :
                List.of(MeetingEvent.Kind.STARTED, MeetingEvent.Kind.JOINED, MeetingEvent.Kind.MEDIA_PUBLISHED)) {
            assertThat(Attendance.of(two, change(kind, "anna", 10))).isEmpty();
        }
    }

    private static Roster roster(Member... members) {
        return new Roster("m", Optional.empty(), Optional.of(START), Optional.empty(), List.of(members));
    }

    private static Member member(String account, long from, long to) {
        return new Member(
                "p-" + account,
                Optional.of(account),
                Optional.empty(),
                Optional.of(START.plusSeconds(from)),
                to < 0 ? Optional.empty() : Optional.of(START.plusSeconds(to)),
                false);
    }

    private static Member guest(String id, long from) {
        return new Member(
                id, Optional.empty(), Optional.empty(), Optional.of(START.plusSeconds(from)), Optional.empty(), false);
    }

    private static LoggedEvent change(MeetingEvent.Kind kind, String account, long at) {
        Optional<Party> who = account.isEmpty()
                ? Optional.empty()
                : Optional.of(new Party(
                        Optional.of(account), Optional.of("p-" + account), Optional.empty(), Optional.empty()));
        return logged(new MeetingEvent(kind, CALL, who, Optional.empty(), Optional.empty()), at);
    }

    private static LoggedEvent panic(String reporter, Optional<String> subject, boolean drill) {
        Party by = new Party(Optional.of(reporter), Optional.empty(), Optional.empty(), Optional.empty());
        return logged(
                new Report(
                        Report.Kind.PANIC,
                        Optional.of(CALL),
                        Optional.of(by),
                        subject.map(
                                s -> new Party(Optional.empty(), Optional.empty(), Optional.of(s), Optional.empty())),
                        Optional.empty(),
                        false,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        drill),
                100);
    }

    private static LoggedEvent logged(Body body, long at) {
        Instant time = START.plus(Duration.ofSeconds(at));
        return new LoggedEvent(
                new Partition("acme", 0),
                "1-1",
                time,
                "receipt",
                Subject.meeting("m"),
                Optional.empty(),
                Optional.empty(),
                new Event("e", "/acme", time, body, "{}"));
    }
}
