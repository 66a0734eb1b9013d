package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three stories, told to the end, and all that a moderator reads of each. */
class WholeStoriesTest extends RiskModelStory {
    private final Story den = new Story(Subject.account("seller"));

    @Test
    void aDenThatNobodyReports() {
        List<LoggedEvent> events = new ArrayList<>();
        for (int day = 0; day < 5; day++) {
            for (int show = 0; show < 2; show++) {
                String payer = "payer-" + (day * 2 + show);
                events.add(den.after(Duration.ofHours(12)).paidBy(payer, 3000, "EUR"));
                events.add(den.after(Duration.ofMinutes(20))
                        .attended(
                                "show-" + day + show,
                                payer,
                                Duration.ofMinutes(15),
                                Map.of(
                                        "published", true,
                                        "publishing", 1L,
                                        "restricted", true,
                                        "paid", true,
                                        "hosted", true,
                                        "noticeSeconds", 900L,
                                        "returning", (long) show)));
            }
        }
        events.add(den.device());
        RiskState state = model.fold(RiskState.EMPTY, events, e -> new Beside(0, 4, 0));

        assertThat(model.behaviourOpens(state, den.now(), Double.NEGATIVE_INFINITY))
                .isTrue();
        assertThat(told(state, den.now())).isEqualTo("""
                51 in 100
                PAY-3 +3.9 Payments were made shortly before or after 10 private calls, with 10 different people, \
                within 5 days. (Lessons, coaching, therapy and lawful adult work are paid for like this too.)
                SES-1 +3.8 In 8 closed meetings within 4 days, only this account's camera was on, and watchers came \
                back. (Lessons, talks and performances look like this too; whoever is seen may be the one in need.)
                SES-2 +2.7 7 more short paid meetings, each a new one opened at short notice, within 4 days. (Tutors \
                and coaches who open a room for each lesson do the same.)
                DEN-1 +0.8 This account shares a device with 4 others that sent picture or sound in calls, and were \
                flagged for abuse of children, trafficking or sexual exploitation or pressed panic. They may be in need of \
                help. (Hotels, schools, shelters and families share devices and networks.)
                PAY-4 +0.3 10 different people paid this account within 5 days. (Popular creators, teachers and \
                shops are paid by many people.)
                """);
    }

    @Test
    void anExtortionCycleWithTwoPeople() {
        List<LoggedEvent> events = new ArrayList<>();
        for (String victim : List.of("v1", "v2")) {
            events.add(story.after(Duration.ofDays(2)).asks(victim, Map.of("accepted", true)));
            events.add(story.after(Duration.ofHours(2)).links(victim, "messenger"));
            events.add(story.after(Duration.ofMinutes(30))
                    .attended("call-" + victim, victim, Duration.ofMinutes(12), Map.of()));
            events.add(story.after(Duration.ofMinutes(6)).harvests(victim, 412));
            events.add(
                    victim.equals("v1")
                            ? story.after(Duration.ofHours(1)).blockedBy(victim)
                            : story.after(Duration.ofHours(1)).panic(victim));
        }
        RiskState state = model.fold(RiskState.EMPTY, events);

        assertThat(told(state, story.now())).isEqualTo("""
                16 in 100
                SEX-1 +2.0 2 new contacts each had a call alone with this account soon after they met, and within \
                hours blocked or reported it. (A single quarrel or a bad date looks the same; several people do \
                not.)
                USR-2 +1.6 The panic button was pressed. (It can be a slip of the finger, and the wrong person can \
                be holding the device.)
                SEX-2 +1.2 This account looked through many contacts of 2 people, each during or right after a call \
                with that person. (People look at whom they have friends in common with.)
                USR-5 +0.2 1 person blocked this account. (Being disliked is not abuse.)
                """);
    }

    @Test
    void aBrigadeAgainstSomebodyWhoDidNothing() {
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            events.add(story.after(Duration.ofSeconds(20))
                    .flag("fresh-" + i, i % 5 == 0 ? Reason.CHILD_SAFETY : Reason.HATE));
        }
        events.add(story.after(Duration.ofMinutes(1)).flag("fresh-1", Reason.HATE));
        RiskState state = model.fold(RiskState.EMPTY, events);

        assertThat(told(state, story.now())).isEqualTo("""
                83 in 100
                USR-1 +14.7 20 people raised a flag for hate within 9 minutes, all from the same meeting, 21 flags \
                in all. (Groups sometimes agree to flag somebody who did nothing.)
                USR-1 +8.0 5 people raised a flag for child safety within 7 minutes, all from the same meeting. \
                (Groups sometimes agree to flag somebody who did nothing.)
                USR-3 +3.5 5 people say that a minor is involved. (Some say so to be heard sooner; look first, and \
                act on what you see.)
                """);
    }

    private String told(RiskState state, Instant now) {
        Risk risk = model.assess(state, now);
        StringBuilder told = new StringBuilder();
        told.append(String.format(Locale.ROOT, "%.0f in 100%n", risk.probability() * 100));
        for (Contribution c : risk.contributions()) {
            told.append(String.format(
                    Locale.ROOT, "%s +%.1f %s (%s)%n", c.signal(), c.weight(), c.explanation(), c.caution()));
        }
        return told.toString().replace(System.lineSeparator(), "\n");
    }
}
