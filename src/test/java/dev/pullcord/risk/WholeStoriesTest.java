package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Three stories, told to the end, and all that a moderator reads of each: the page {@code explanations.md} shows what these come to, word
 * by word. To write it anew: {@code -Dpages.write=true}.
 */
class WholeStoriesTest extends RiskModelStory {
    private static final Path PAGE = Path.of("docs/explanations.md");
    private static final boolean WRITE = Boolean.getBoolean("pages.write");

    private final Story den = new Story(Subject.account("seller"));

    @Test
    void aDenThatNobodyReports() throws Exception {
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
        assertThat(onThePage("A den", told(state, den.now()))).isEqualTo(told(state, den.now()));
    }

    @Test
    void anExtortionCycleWithTwoPeople() throws Exception {
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

        assertThat(onThePage("An extortion", told(state, story.now()))).isEqualTo(told(state, story.now()));
    }

    /** By accounts made for it. */
    @Test
    void aBrigadeAgainstSomebodyWhoDidNothing() throws Exception {
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            events.add(story.after(Duration.ofSeconds(20))
                    .flag("fresh-" + i, i % 4 == 0 ? Reason.CHILD_SAFETY : Reason.HATE));
        }
        Map<String, TrackRecord> records = IntStream.range(0, 12)
                .mapToObj(i -> new Story(Subject.account("fresh-" + i)))
                .collect(Collectors.toMap(
                        fresh -> fresh.created().subject().id(),
                        fresh -> model.trackRecord(
                                model.fold(RiskState.EMPTY, fresh.created()), Story.ANNA, fresh.now())));
        RiskState state = model.fold(RiskState.EMPTY, events, event -> Beside.of(records.get(reporter(event))));

        assertThat(model.assess(state, story.now()).onlyVoicesTogether()).isTrue();
        assertThat(onThePage("A brigade", told(state, story.now()))).isEqualTo(told(state, story.now()));
    }

    private static String reporter(LoggedEvent event) {
        return ((Report) event.event().body())
                .reporter()
                .flatMap(Party::accountId)
                .orElseThrow();
    }

    /** What stands under this heading, between the marks of what is written by itself. */
    private static String onThePage(String heading, String told) throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf("\n```\n", page.indexOf("\n## " + heading)) + 5;
        int to = page.indexOf("```", from);
        if (WRITE) {
            Files.writeString(PAGE, page.substring(0, from) + told + page.substring(to));
            return told;
        }
        return page.substring(from, to);
    }

    private String told(RiskState state, Instant now) {
        Risk risk = model.assess(state, now).toDecide();
        StringBuilder told = new StringBuilder();
        told.append(String.format(Locale.ROOT, "Risk %.0f in 100%n", risk.probability() * 100));
        List<Contribution> lines =
                new ArrayList<>(risk.contributions()); // as the page shows them: what counts most first
        lines.sort(Comparator.comparingDouble((Contribution c) -> -Math.abs(c.counts())));
        for (Contribution c : lines) {
            told.append(String.format(
                    Locale.ROOT,
                    "%n%+.1f  %s%n      Or: %s  [%s]%n",
                    c.counts(),
                    c.explanation(),
                    c.caution(),
                    c.signal()));
        }
        return told.toString().replace(System.lineSeparator(), "\n");
    }
}
