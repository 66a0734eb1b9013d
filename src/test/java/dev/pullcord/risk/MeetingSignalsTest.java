package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.LoggedEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SES-1, SES-2 and USR-2 for those who were there: what the meetings of an account look like. */
class MeetingSignalsTest extends RiskModelStory {
    private static final Map<String, Object> ONE_WAY =
            Map.of("published", true, "publishing", 1L, "people", 3L, "restricted", true);
    private static final Map<String, Object> SHOP = Map.of("hosted", true, "paid", true, "noticeSeconds", 600L);

    @Test
    void closedMeetingsWithOneCameraCountFromTheThird() {
        RiskState two = meetings(2, ONE_WAY);
        RiskState five = model.fold(two, List.of(next(2, ONE_WAY), next(3, ONE_WAY), next(4, ONE_WAY)));

        assertThat(two.notes()).isEmpty();
        assertThat(explanations(five))
                .containsExactly("In 3 closed meetings within 40 hours, only this account's camera was on.");
    }

    @Test
    void whoWatchesCountsTooAndWatchersWhoComeBackWeighMore() {
        RiskState watched = meetings(3, with(ONE_WAY, Map.of("published", false)));
        RiskState back = meetings(3, with(ONE_WAY, Map.of("returning", 1L)));

        assertThat(explanations(watched))
                .containsExactly(
                        "In another closed meeting, after some before it, only another account's camera was on.");
        assertThat(weight(back)).isCloseTo(0.6, within(0.01));
        assertThat(explanations(back).get(0)).contains("watchers came back");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"publishing, 2", "publishing, 0", "people, 9", "people, 1"})
    void aMeetingIsNotOneWayWith(String attribute, long value) {
        assertThat(meetings(6, with(ONE_WAY, Map.of(attribute, value))).notes()).isEmpty();
    }

    @Test
    void anOpenMeetingIsNotOneWayNorOneToldAgain() {
        RiskState open = meetings(6, with(ONE_WAY, Map.of("restricted", false)));
        RiskState again = RiskState.EMPTY;
        for (int i = 0; i < 6; i++) {
            again = model.fold(again, next(0, ONE_WAY, Duration.ofMinutes(10)));
        }

        assertThat(open.notes()).isEmpty();
        assertThat(again.notes()).isEmpty();
    }

    @Test
    void shortPaidMeetingsEachANewOneCountFromTheFourth() {
        RiskState three = meetings(3, SHOP);
        RiskState four = model.fold(three, next(3, SHOP, Duration.ofHours(2)));

        assertThat(three.notes()).isEmpty();
        assertThat(explanations(four))
                .containsExactly(
                        "This account opened another short paid meeting at short notice, after several before it.");
    }

    @Test
    void aRecurringALongAnAnnouncedOrAnUnpaidMeetingIsNoRoomRecreated() {
        RiskState recurring = RiskState.EMPTY;
        for (int i = 0; i < 9; i++) {
            recurring = model.fold(recurring, next(0, SHOP));
        }

        assertThat(recurring.notes()).isEmpty();
        assertThat(meetings(9, with(SHOP, Map.of("noticeSeconds", 86_400L))).notes())
                .isEmpty();
        assertThat(meetings(9, with(SHOP, Map.of("paid", false))).notes()).isEmpty();
        assertThat(meetings(9, with(SHOP, Map.of("hosted", false))).notes()).isEmpty();
        RiskState longOnes = RiskState.EMPTY;
        for (int i = 0; i < 9; i++) {
            story.after(Duration.ofHours(5));
            longOnes = model.fold(longOnes, story.attended("m" + i, "", Duration.ofHours(2), SHOP));
        }
        assertThat(longOnes.notes()).isEmpty();
    }

    @Test
    void beingThereWhenSomebodyPressedPanicWeighsNextToNothing() {
        RiskState once = model.fold(RiskState.EMPTY, next(0, Map.of("panics", 1L)));
        RiskState twice = model.fold(once, List.of(next(0, Map.of("panics", 1L)), next(1, Map.of("panics", 1L))));

        assertThat(explanations(once))
                .containsExactly("Was in a meeting in which somebody pressed panic and named nobody.");
        assertThat(model.assess(once, story.now()).probability()).isLessThan(0.0115);
        assertThat(explanations(twice))
                .containsExactly("Was in 2 meetings in which somebody pressed panic and named nobody.");
        assertThat(once.marks()).isEmpty(); // the account was not reported
    }

    private RiskState meetings(int count, Map<String, Object> attributes) {
        RiskState state = RiskState.EMPTY;
        for (int i = 0; i < count; i++) {
            state = model.fold(state, next(i, attributes));
        }
        return state;
    }

    private LoggedEvent next(int number, Map<String, Object> attributes) {
        return next(number, attributes, Duration.ofHours(20));
    }

    private LoggedEvent next(int number, Map<String, Object> attributes, Duration after) {
        return story.after(after).attended("m" + number, "", Duration.ofMinutes(30), attributes);
    }

    private static Map<String, Object> with(Map<String, Object> all, Map<String, Object> more) {
        Map<String, Object> both = new HashMap<>(all);
        both.putAll(more);
        return both;
    }
}
